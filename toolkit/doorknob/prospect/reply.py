"""The words of the prospect's reply, found for what the table says that she does."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import attrs

from doorknob.prospect.act import Answer
from doorknob.prospect.chance import draw
from doorknob.prospect.persona import Person
from doorknob.prospect.phrasebook import leads, phrases
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.state import State
from doorknob.prospect.transitions.step import Effect, Step

# The first two of these that a turn calls for are said, in the order in which they happened.
WEIGHT: tuple[Answer, ...] = (
    Answer.COMMITS,
    Answer.ADVANCES,
    Answer.DECLINES,
    Answer.PARTS_WELL,
    Answer.GOODBYE,
    Answer.OFFENDED,
    Answer.HURT,
    Answer.BRISTLES,
    Answer.ALARMED,
    Answer.REFUSES,
    Answer.STALLS,
    Answer.CHALLENGES_CLAIM,
    Answer.CONCLUDES,
    Answer.SETTLED,
    Answer.STATES,
    Answer.CONFIRMS,
    Answer.HINTS,
    Answer.ELABORATES,
    Answer.TELLS_OF_SELF,
    Answer.NOTICES_REPEAT,
    Answer.FEELS_QUIZZED,
    Answer.PARTLY_ANSWERED,
    Answer.FEELS_UNDERSTOOD,
    Answer.DENIES,
    Answer.NOTHING_MORE,
    Answer.STILL_SO,
    Answer.NO_LONGER,
    Answer.STAYS_VAGUE,
    Answer.FORGIVES,
    Answer.RESENTS_ADVICE,
    Answer.WANTS_SPECIFICS,
    Answer.NOT_MY_WORRY,
    Answer.HEARD_ENOUGH,
    Answer.HEARD_ALREADY,
    Answer.FEELS_HEARD,
    Answer.AGREES_AGAIN,
    Answer.ANSWERS_BRIEFLY,
    Answer.SHRUGS_OFF,
    Answer.PERMITS,
    Answer.FEELS_FREE,
    Answer.EASES,
    Answer.TAKES_ADVICE,
    Answer.PADDED,
    Answer.PUZZLED,
    Answer.SMALL_TALK,
    Answer.BACK_TO_BUSINESS,
)
ENDINGS = {
    Answer.COMMITS,
    Answer.ADVANCES,
    Answer.DECLINES,
    Answer.PARTS_WELL,
    Answer.GOODBYE,
}
BEFORE_AN_ENDING = {Answer.SETTLED, Answer.CONCLUDES}
HANGS_UP = {Answer.HANGS_UP_ANGRY, Answer.HANGS_UP_TIRED}
# Said only where nothing else is.
FILLERS = {Answer.ANSWERS_BRIEFLY, Answer.PADDED, Answer.AGREES_AGAIN, Answer.BACK_TO_BUSINESS}


@attrs.frozen(kw_only=True)
class Reply:
    """What she says.

    Attributes
    ----------
    text
        The whole reply.
    parts
        The lines that it is made of, so that none of them is used again.
    state
        The state with the draws that finding the words took.
    """

    text: str
    parts: tuple[str, ...]
    state: State


def reply(scenario: Scenario, turn: Step, used: Collection[str]) -> Reply:
    """Find the words for a step.

    Parameters
    ----------
    scenario
        Filled with the cohort's values.
    turn
        What the table did.
    used
        Every line that she has used in this call.
    """
    words = _Words(scenario, turn.state, set(used))
    spoken = [words.for_(answer, effect) for answer, effect in _chosen(turn)]
    text = _joined(scenario, spoken)
    parts = tuple(part for _, lines in spoken for part in lines)
    return Reply(text=text, parts=parts, state=words.state)


def opening(scenario: Scenario, state: State) -> Reply:
    """Find the words with which the call begins."""
    words = _Words(scenario, state, set())
    line = words.unused(scenario.persona.opening)
    return Reply(text=line, parts=(line,), state=words.state)


def _chosen(turn: Step) -> list[tuple[Answer, Effect | None]]:
    if turn.parting in HANGS_UP:
        return [(turn.parting, None)]
    spoken = [(e.answer, e) for e in turn.effects if e.answer is not None]
    spoken = [pair for pair in spoken if pair[0] not in FILLERS] or spoken
    room = 1 if turn.parting else 2
    ranked = sorted(spoken, key=lambda pair: WEIGHT.index(pair[0]))[:room]
    chosen: list[tuple[Answer, Effect | None]] = [pair for pair in spoken if pair in ranked]
    if not chosen:
        chosen = [(Answer.BACK_TO_BUSINESS, None)]
    ending = [pair for pair in chosen if pair[0] in ENDINGS]
    if ending:
        chosen = [pair for pair in chosen if pair[0] in BEFORE_AN_ENDING] + ending
    return [*chosen, (turn.parting, None)] if turn.parting else chosen


def _joined(scenario: Scenario, spoken: Sequence[tuple[Person, Sequence[str]]]) -> str:
    """Join what is said; where two people answer, each is named."""
    together = scenario.companion is not None and any(
        who is scenario.companion for who, _ in spoken
    )
    texts, last = [], None
    for who, lines in spoken:
        named = f"{who.called}: " if together and who is not last else ""
        texts.append(named + " ".join(lines))
        last = who
    return " ".join(texts)


def voices(scenario: Scenario, text: str) -> list[tuple[str, str]]:
    """Tell who says what in a reply: names, and the words of each, in order."""
    first = scenario.persona.called
    if scenario.companion is None:
        return [(first, text)]
    names = f"{re.escape(first)}|{re.escape(scenario.companion.called)}"
    before, *rest = re.split(rf"(?:^|(?<=\s))({names}): ", text)
    said = [(first, before.strip())] if before.strip() else []
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return said + [(name, words.strip()) for name, words in pairs]


class _Words:
    """Finds lines that have not been said in this call, and counts the draws that it takes."""

    def __init__(self, scenario: Scenario, state: State, taken: set[str]) -> None:
        self.scenario, self.state, self.taken = scenario, state, taken

    def for_(self, answer: Answer, effect: Effect | None) -> tuple[Person, list[str]]:
        """Give who speaks, and the lines."""
        who = self.scenario.owner(None if effect is None else effect.concern)
        own = _own_words(self.scenario, answer, effect)
        lines = [self._lead(answer, who)] if own else []
        lines.append(self.unused(own) if own else self._general(answer, who))
        return who, [line for line in lines if line]

    def _lead(self, answer: Answer, who: Person) -> str:
        """Give a word or two before what the scenario has her say; as often as not, none."""
        fresh = [line for line in leads(answer, who.temperament) if line not in self.taken]
        at = self._draw(2 * len(fresh)) if fresh else 0
        return self._take(fresh[at]) if at < len(fresh) else ""

    def _general(self, answer: Answer, who: Person) -> str:
        scenario = self.scenario
        slots = {"seller": "there", **scenario.parameters, **who.pronoun.slots}
        added = scenario.phrases.get(answer, ())
        coloured, plain = phrases(answer, who.temperament)
        chosen = [*added, *(line.format_map(slots) for line in coloured)]
        if all(line in self.taken for line in chosen):
            chosen += [line.format_map(slots) for line in plain]
        return self.unused(chosen)

    def unused(self, lines: Sequence[str]) -> str:
        """Draw a line not used before; where all are used, two of them in a new pairing."""
        fresh = [line for line in lines if line not in self.taken]
        if not fresh:
            pairs = (f"{a} {b}" for a in lines for b in lines if a != b)
            fresh = [pair for pair in pairs if pair not in self.taken] or list(lines)
        return self._take(fresh[self._draw(len(fresh))])

    def _draw(self, sides: int) -> int:
        drawn = draw(self.state.seed, self.state.draws, sides)
        self.state = self.state._replace(draws=self.state.draws + 1)
        return drawn

    def _take(self, line: str) -> str:
        self.taken.add(line)
        return line


def _own_words(scenario: Scenario, answer: Answer, effect: Effect | None) -> Sequence[str]:
    """Give the scenario's own words for an answer; empty where any prospect's words serve."""
    if effect is not None and effect.concern is not None:
        worry = scenario.concerns[effect.concern]
        if answer in {Answer.SETTLED, Answer.CONCLUDES}:
            return scenario.fact(effect.fact).taken_up
        lines: dict[Answer, Sequence[str]] = {
            Answer.HINTS: worry.hints,
            Answer.STATES: worry.says,
            Answer.CONFIRMS: worry.says,
            Answer.ELABORATES: worry.more,
            Answer.FEELS_UNDERSTOOD: worry.agrees,
        }
        return lines.get(answer, ())
    if answer is Answer.TELLS_OF_SELF and effect is not None and effect.detail is not None:
        return scenario.persona.life[effect.detail].says
    if answer is Answer.PARTS_WELL and scenario.walk_away is not None:
        return scenario.walk_away.lines
    by_scenario: dict[Answer, Sequence[str]] = {
        Answer.COMMITS: scenario.order_lines,
        Answer.ADVANCES: scenario.advance_lines,
        Answer.SMALL_TALK: scenario.persona.small_talk,
    }
    return by_scenario.get(answer, ())
