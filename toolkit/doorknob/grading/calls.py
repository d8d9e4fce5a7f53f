"""Calls made small for many learners: in a few figures, or without their words."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

import attrs

from doorknob.coaching.debrief import Debrief
from doorknob.exercises.base import Grade
from doorknob.grading.grade import Result
from doorknob.language.moves import Move
from doorknob.language.reading import Reading
from doorknob.prospect.act import Act
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.state import Stage
from doorknob.prospect.turn import Turn


@attrs.frozen(kw_only=True)
class CallFigures:
    """What is counted of the call that counts.

    Attributes
    ----------
    scenario, seed
        What was played.
    turns
        How many there were.
    outcome
        How it ended, as a word; ``hang_up`` and so on.
    ending
        How it ended, as a sentence.
    skill
        From 0 to 1.
    concerns, heard, resolved
        How many she had, told, and got an answer to.
    """

    scenario: str
    seed: int
    turns: int
    outcome: str
    ending: str
    skill: Fraction
    concerns: int
    heard: int
    resolved: int


def figures(grade: Grade) -> CallFigures | None:
    """Give a grade's call in figures; None where it is no call, or none was made."""
    if isinstance(grade.detail, CallFigures):
        return grade.detail
    if not isinstance(grade.detail, Debrief):
        return None
    found = grade.detail
    call, stages = found.call, found.call.state.stages
    return CallFigures(
        scenario=call.scenario.id,
        seed=call.seed,
        turns=len(call.turns),
        outcome=str(call.ended_as),
        ending=found.ending,
        skill=found.scorecard.skill,
        concerns=len(stages),
        heard=sum(stage >= Stage.STATED for stage in stages),
        resolved=sum(stage >= Stage.RESOLVED for stage in stages),
    )


def without_turns(result: Result) -> Result:
    """Give a result with its calls in figures: a hundredth of the memory, for many learners."""
    grades = (attrs.evolve(one, detail=figures(one), played=()) for one in result.grades)
    return attrs.evolve(result, grades=tuple(grades))


def without_words(result: Result) -> Result:
    """Give a result with what a group's figures are made of: moves, scores and the end.

    What was said, on what it rests and how it is explained is left out, and so are the tries that
    don't count: a fiftieth of the memory.
    """
    grades = (attrs.evolve(one, detail=_wordless(one.detail), played=()) for one in result.grades)
    return attrs.evolve(result, grades=tuple(grades))


def _wordless(detail: object) -> object:
    if not isinstance(detail, Debrief):
        return detail
    bare = tuple(
        attrs.evolve(score, evidence=(), explanation="", advice="")
        for score in detail.scorecard.scores
    )
    card = attrs.evolve(detail.scorecard, scores=bare)
    return attrs.evolve(detail, call=_silent(detail.call), scorecard=card)


def _silent(call: Conversation) -> Conversation:
    turns = tuple(
        Turn(
            number=turn.number,
            said="",
            line="",
            reading=_moves_alone(turn.reading.moves, turn.reading.reader, turn.reading.unsure),
            act=_NONE,
            before=call.start,
            after=turn.after if turn is call.turns[-1] else call.start,
            effects=(),
            reply="",
            parts=(),
        )
        for turn in call.turns
    )
    return attrs.evolve(call, opening="", turns=turns, written=None)


_NONE = Act()


@lru_cache(1000)
def _moves_alone(moves: tuple[Move, ...], reader: str, unsure: bool) -> Reading:  # noqa: FBT001
    return Reading(line="", moves=moves, reader=reader, unsure=unsure)
