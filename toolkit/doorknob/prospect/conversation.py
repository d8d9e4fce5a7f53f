"""A call: what was said, how it was read, what it did. Immutable, seeded, replayable.

The same scenario, seed and lines give the same call, byte for byte, on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from doorknob.cast import VALUE
from doorknob.errors import BadParameter, ConversationOver
from doorknob.language.reader import read
from doorknob.language.reading import Reader, Reading, moved
from doorknob.prospect.act import Act, Answer, Outcome
from doorknob.prospect.hearing import in_the_talk, taken
from doorknob.prospect.knownlines import understood
from doorknob.prospect.names import Translated, taken_back
from doorknob.prospect.reply import opening, reply
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.state import State, initial
from doorknob.prospect.transitions.step import step
from doorknob.prospect.turn import Turn, Understood

FORMAT = "doorknob.conversation/1"
LONGEST_LINE = 2_000
MOST_TURNS = 200


@attrs.frozen(kw_only=True)
class Conversation:
    """A call, from its opening to where it has come.

    Attributes
    ----------
    scenario
        Filled with the cohort's values.
    start
        Her state after the opening.
    opening
        What she said first.
    turns
        The turns so far.
    written
        The same call under the names that the scenario was written with, from which lines are
        heard; None where these are its own.
    """

    scenario: Scenario
    start: State
    opening: str
    turns: tuple[Turn, ...] = ()
    written: Conversation | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def seed(self) -> int:
        """What chance is drawn from."""
        return self.start.seed

    @property
    def state(self) -> State:
        """Her state now."""
        return self.turns[-1].after if self.turns else self.start

    @property
    def outcome(self) -> Outcome | None:
        """How the call ended, or None while it goes on."""
        return self.state.outcome

    @property
    def ended_as(self) -> Outcome:
        """How the call counts if nothing more is said: left open, it is a continuation."""
        return self.outcome or Outcome.CONTINUATION

    @property
    def said(self) -> str:
        """What she said last."""
        return self.turns[-1].reply if self.turns else self.opening

    @property
    def answered(self) -> str:
        """What she said last to the purpose: that she didn't follow is no new turn of the talk."""
        for turn in reversed(self.turns):
            if any(effect.answer is not Answer.PUZZLED for effect in turn.effects):
                return turn.reply
        return self.opening

    @property
    def lines(self) -> tuple[str, ...]:
        """The salesperson's lines."""
        return tuple(turn.line for turn in self.turns)

    def say(self, line: str, reader: Reader = read) -> Conversation:
        """Say a line; give the call with her answer.

        Raises
        ------
        ConversationOver
            If the call has ended, or has come to 200 turns.
        BadParameter
            If the line is longer than 2,000 characters.
        """
        if self.outcome is not None or len(self.turns) >= MOST_TURNS:
            raise ConversationOver(f"The call has ended ({self.ended_as}); begin another one.")
        if len(line) > LONGEST_LINE:
            raise BadParameter(
                f"A line may have {LONGEST_LINE:,} characters; this one has {len(line):,}."
            )
        meant = self._meant(line)
        reading = reader(meant.line, self.as_written.answered)
        return self.hear(self._understood(meant, reading))

    def take(self, line: str, reading: Reading) -> Conversation:
        """Say a line that has been read already."""
        return self.hear(self.understand(line, reading))

    def understand(self, line: str, reading: Reading) -> Understood:
        """Give a line that has been read already as it is meant, wherever in the call it is said.

        Whoever says it in many calls of one scenario needs to find that out only once.
        """
        meant = self._meant(line)
        if meant.spans:
            reading = moved(reading, meant.line, meant.here)
        return self._understood(meant, reading)

    def _meant(self, line: str) -> Translated:
        return taken_back(line, self.scenario.cast.names, self.scenario.small_words)

    def _understood(self, meant: Translated, reading: Reading) -> Understood:
        """Take a line as it is meant in the call as it was written; what was said stays."""
        scenario = self.as_written.scenario
        reading = understood(reading, scenario)
        found = taken(reading, scenario)
        if meant.spans:
            reading = moved(reading, meant.before, meant.there)
        return Understood(line=meant.before, reading=reading, taken=found)

    def hear(self, line: Understood) -> Conversation:
        """Say a line that has been understood already."""
        call = self.as_written
        replies = [call.opening, *(turn.reply for turn in call.turns)]
        act = in_the_talk(line.taken, call.scenario, earlier=call.lines, said=replies)
        return self.act(line.line, line.reading, act)

    @property
    def as_written(self) -> Conversation:
        """The call under the names that the scenario was written with, from which it is heard."""
        return self.written or self

    def act(self, line: str, reading: Reading, act: Act) -> Conversation:
        """Take an act as it is, past reading and hearing; for counterfactuals and search."""
        result = step(self.scenario, self.state, act)
        used = {part for turn in self.turns for part in turn.parts} | {self.opening}
        answer = reply(self.scenario, result, used)
        turn = Turn(
            number=len(self.turns) + 1,
            said=self.said,
            line=line,
            reading=reading,
            act=act,
            before=self.state,
            after=answer.state,
            effects=result.effects,
            reply=answer.text,
            parts=answer.parts,
        )
        written = self.written and self.written.act(self._meant(line).line, reading, act)
        return attrs.evolve(self, turns=(*self.turns, turn), written=written)

    def back_to(self, turns: int) -> Conversation:
        """Give the call as it was after that many turns."""
        written = self.written and self.written.back_to(turns)
        return attrs.evolve(self, turns=self.turns[:turns], written=written)

    def as_data(self) -> dict[str, Any]:
        """Give what is needed to replay the call, as plain data for JSON."""
        return {
            "format": FORMAT,
            "scenario": self.scenario.id,
            "version": self.scenario.version,
            "parameters": {**self.scenario.parameters, VALUE: self.scenario.cast.packed()},
            "seed": self.seed,
            "lines": list(self.lines),
        }


def begin(
    scenario: Scenario, seed: int = 0, values: Mapping[str, str] | None = None
) -> Conversation:
    """Begin a call.

    Parameters
    ----------
    scenario
        As `read_scenario` gives it.
    seed
        Any whole number; decides her words and, within the scenario's gates, the order of her
        concerns.
    values
        The cohort's values for the scenario's parameters.
    """
    return _opened(scenario.fill(values or {}), seed)


def _opened(filled: Scenario, seed: int) -> Conversation:
    first = opening(filled, initial(filled, seed))
    written = _opened(filled.as_written, seed) if filled.as_written else None
    return Conversation(scenario=filled, start=first.state, opening=first.text, written=written)


def replay(
    scenario: Scenario,
    lines: Iterable[str],
    seed: int = 0,
    values: Mapping[str, str] | None = None,
    reader: Reader = read,
) -> Conversation:
    """Say lines one after another; stop where the call ends, whatever else was recorded."""
    call = begin(scenario, seed, values)
    for line in lines:
        if call.outcome is not None or len(call.turns) >= MOST_TURNS:
            break
        call = call.say(line[:LONGEST_LINE], reader)
    return call


def resume(data: Mapping[str, Any], scenario: Scenario, reader: Reader = read) -> Conversation:
    """Replay a call from what `Conversation.as_data` gave.

    Raises
    ------
    BadParameter
        If the data is of another format, scenario or version.
    """
    expected = {"format": FORMAT, "scenario": scenario.id, "version": scenario.version}
    for name, value in expected.items():
        if data.get(name) != value:
            raise BadParameter(f"{name}: expected {value!r}, found {data.get(name)!r}.")
    return replay(scenario, data["lines"], data["seed"], data["parameters"], reader)
