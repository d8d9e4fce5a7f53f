"""A call in a few figures: what a gradebook says of it, without its turns."""

from __future__ import annotations

from fractions import Fraction

import attrs

from doorknob.coaching.debrief import Debrief
from doorknob.exercises.base import Grade
from doorknob.grading.grade import Result
from doorknob.prospect.state import Stage


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
