"""Good lines for where a call stands: for the counterfactual, for hints, and to choose among.

Nothing here looks at what she hides: a suggestion rests on what has shown, and on what a good
salesperson would do next.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import attrs

from doorknob.language.moves import Move
from doorknob.prospect.act import Act, Ask
from doorknob.prospect.scenario import PARTS, Scenario
from doorknob.prospect.state import Stage, State

OPENERS = (
    "What would you want to be sure of before you decide?",
    "What else is on your mind about it?",
    "What is still open for you?",
    "What haven't we talked about yet that matters to you?",
)
# Where a worry has only shown: it is given back as far as it has, and she says the rest.
INKLING = "So it has to do with {what}."
APOLOGY = "I'm sorry, I pushed there. What is it that you'd want to think through?"
# What works once, and the name by which it is spent.
EASING = (
    ("freed", "It's your decision, and a no is fine with me.", Move.AUTONOMY),
    ("soothed", "It makes sense to be careful with this.", Move.ACKNOWLEDGEMENT),
)


class Aim(StrEnum):
    """What a good line is for."""

    REPAIR = "repair"
    OPEN_UP = "open_up"
    GIVE_BACK = "give_back"
    ANSWER = "answer"
    EASE = "ease"
    ASK = "ask"
    LET_GO = "let_go"


@attrs.frozen(kw_only=True)
class Suggestion:
    """A good line.

    Attributes
    ----------
    aim
        What it is for.
    line
        The words.
    act
        How she takes them; exact, nothing is read.
    concern
        Index of the concern that it is about, if any.
    """

    aim: Aim
    line: str
    act: Act
    concern: int | None = None


def suggestions(scenario: Scenario, state: State) -> Iterator[Suggestion]:
    """Give good lines for where a call stands, the best first."""
    if state.stung and "repaired" not in state.spent:
        act = _act(Move.ACKNOWLEDGEMENT, Move.OPEN_QUESTION)
        yield Suggestion(aim=Aim.REPAIR, line=APOLOGY, act=act)
    for i, worry in enumerate(scenario.concerns):
        if state.stages[i] in {Stage.HINTED, Stage.STATED}:
            act = _act(Move.REFLECTION, given_back=(i,))
            hinted = state.stages[i] is Stage.HINTED
            line = INKLING.format(what=worry.about.label) if hinted else worry.reflect
            yield Suggestion(aim=Aim.GIVE_BACK, line=line, act=act, concern=i)
    yield from _answers(scenario, state)
    yield from _endings(scenario, state)
    upcoming = state.next_concern()
    if upcoming is not None:
        yield from _questions(scenario, state, upcoming)


def _answers(scenario: Scenario, state: State) -> Iterator[Suggestion]:
    for i, worry in enumerate(scenario.concerns):
        wanted = Stage.UNDERSTOOD if worry.answerable else Stage.STATED
        for fact in scenario.facts:
            helps = worry.id in (fact.resolves if worry.answerable else fact.rules_out)
            if helps and state.stages[i] is wanted:
                act = _act(Move.INFORMATION, facts=(fact.id,))
                yield Suggestion(aim=Aim.ANSWER, line=fact.text, act=act, concern=i)


def _endings(scenario: Scenario, state: State) -> Iterator[Suggestion]:
    stages = [(scenario.concerns[i], state.stages[i]) for i in scenario.decisive]
    hopeless = [stage for worry, stage in stages if not worry.answerable]
    if scenario.walk_away and any(stage >= Stage.UNDERSTOOD for stage in hopeless):
        act = _act(Move.AUTONOMY, walks_away=True)
        yield Suggestion(aim=Aim.LET_GO, line=scenario.walk_away.line, act=act)
    elif all(stage is Stage.RESOLVED for _, stage in stages):
        if not state.reaches(int(scenario.commit_gate * PARTS)):
            yield from _easing(state)
        act = _act(Move.COMMITMENT_ASK, ask=Ask.ORDER)
        yield Suggestion(aim=Aim.ASK, line=scenario.asks.order, act=act)


def _easing(state: State) -> Iterator[Suggestion]:
    """Give what lets a guard down where all is answered, and trust is wanting."""
    for used, line, move in EASING:
        if used not in state.spent:
            yield Suggestion(aim=Aim.EASE, line=line, act=_act(move))


def _questions(scenario: Scenario, state: State, upcoming: int) -> Iterator[Suggestion]:
    act = _act(Move.OPEN_QUESTION)
    known = sum(stage >= Stage.STATED for stage in state.stages)
    first = min(known, len(OPENERS) - 1)
    yield Suggestion(aim=Aim.OPEN_UP, line=OPENERS[first], act=act)
    if state.stages[upcoming] is Stage.HINTED:
        asked = _act(Move.OPEN_QUESTION, asked_about=(upcoming,))
        line = scenario.concerns[upcoming].ask
        yield Suggestion(aim=Aim.OPEN_UP, line=line, act=asked, concern=upcoming)
    for line in (*OPENERS[first + 1 :], *OPENERS[:first]):
        yield Suggestion(aim=Aim.OPEN_UP, line=line, act=act)


def _act(
    *moves: Move,
    asked_about: tuple[int, ...] = (),
    given_back: tuple[int, ...] = (),
    facts: tuple[str, ...] = (),
    ask: Ask | None = None,
    walks_away: bool = False,
) -> Act:
    return Act(
        moves=frozenset(moves),
        asked_about=asked_about,
        given_back=given_back,
        facts=facts,
        ask=ask,
        walks_away=walks_away,
    )
