"""The words of the prospect's reply, found for what the table says that she does."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files

import attrs

from doorknob.prospect.act import Answer
from doorknob.prospect.chance import draw
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.state import State
from doorknob.prospect.transitions.step import Effect, Step

# The first two of these that a turn calls for are said, in the order in which they happened.
WEIGHT: tuple[Answer, ...] = (
    Answer.COMMITS,
    Answer.ADVANCES,
    Answer.DECLINES,
    Answer.GOODBYE,
    Answer.HURT,
    Answer.BRISTLES,
    Answer.ALARMED,
    Answer.REFUSES,
    Answer.STALLS,
    Answer.CHALLENGES_CLAIM,
    Answer.SETTLED,
    Answer.STATES,
    Answer.CONFIRMS,
    Answer.HINTS,
    Answer.ELABORATES,
    Answer.NOTICES_REPEAT,
    Answer.FEELS_QUIZZED,
    Answer.PARTLY_ANSWERED,
    Answer.FEELS_UNDERSTOOD,
    Answer.DENIES,
    Answer.NOTHING_MORE,
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
    Answer.PERMITS,
    Answer.FEELS_FREE,
    Answer.EASES,
    Answer.TAKES_ADVICE,
    Answer.PADDED,
    Answer.PUZZLED,
    Answer.SMALL_TALK,
    Answer.BACK_TO_BUSINESS,
)
ENDINGS = {Answer.COMMITS, Answer.ADVANCES, Answer.DECLINES, Answer.GOODBYE}
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
    state, parts = turn.state, []
    taken = set(used)
    for answer, effect in _chosen(turn):
        line, state = _line(scenario, answer, effect, state, taken)
        parts.append(line)
        taken.add(line)
    return Reply(text=" ".join(parts), parts=tuple(parts), state=state)


def opening(scenario: Scenario, state: State) -> Reply:
    """Find the words with which the call begins."""
    line, state = _unused(scenario.persona.opening, state, set())
    return Reply(text=line, parts=(line,), state=state)


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
        chosen = [pair for pair in chosen if pair[0] is Answer.SETTLED] + ending
    return [*chosen, (turn.parting, None)] if turn.parting else chosen


def _line(
    scenario: Scenario, answer: Answer, effect: Effect | None, state: State, taken: set[str]
) -> tuple[str, State]:
    own = _own_words(scenario, answer, effect)
    line, state = _unused(own or _general(answer, scenario), state, taken)
    return line, state


def _own_words(scenario: Scenario, answer: Answer, effect: Effect | None) -> Sequence[str]:
    if effect is not None and effect.concern is not None:
        worry = scenario.concerns[effect.concern]
        if answer is Answer.SETTLED:
            return scenario.fact(effect.fact).taken_up
        lines: dict[Answer, Sequence[str]] = {
            Answer.HINTS: worry.hints,
            Answer.STATES: worry.says,
            Answer.CONFIRMS: worry.says,
            Answer.ELABORATES: worry.more,
            Answer.FEELS_UNDERSTOOD: worry.agrees,
        }
        return lines.get(answer, ())
    if answer is Answer.COMMITS:
        return scenario.order_lines
    if answer is Answer.ADVANCES:
        return scenario.advance_lines
    return scenario.persona.small_talk if answer is Answer.SMALL_TALK else ()


def _unused(lines: Sequence[str], state: State, taken: set[str]) -> tuple[str, State]:
    """Draw a line not used before; where all are used, two of them together in a new pairing."""
    fresh = [line for line in lines if line not in taken]
    if not fresh:
        pairs = (f"{a} {b}" for a in lines for b in lines if a != b)
        fresh = [pair for pair in pairs if pair not in taken] or list(lines)
    chosen = fresh[draw(state.seed, state.draws, len(fresh))]
    return chosen, attrs.evolve(state, draws=state.draws + 1)


@cache
def phrases() -> dict[Answer, tuple[str, ...]]:
    """Give the lines that any prospect may use."""
    source = files("doorknob.prospect").joinpath("phrases.toml").read_text(encoding="utf-8")
    return {Answer(name): tuple(lines) for name, lines in tomllib.loads(source).items()}


def _general(answer: Answer, scenario: Scenario) -> Sequence[str]:
    slots = {"seller": "there", "product": "it"} | scenario.parameters
    return [line.format_map(slots) for line in phrases()[answer]]
