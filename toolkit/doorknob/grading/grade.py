"""Grading: a pure function of a journal and the exercises. Nothing that a learner wrote is run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from doorknob.exercises.base import Exercise, Grade, Progress, Scenarios
from doorknob.exercises.registry import kind
from doorknob.grading.deciding import decided
from doorknob.journal.decisions import Decisions
from doorknob.journal.replay import attempts
from doorknob.journal.store import Journal

NONE = Decisions()


@attrs.frozen(kw_only=True)
class Result:
    """What one learner earned.

    Attributes
    ----------
    learner
        Id in the roster.
    grades
        One for each exercise of the cohort, in its order.
    remarks
        What was wrong or odd, for the trainer; never empty where a line was lost.
    """

    learner: str
    grades: tuple[Grade, ...]
    remarks: tuple[str, ...] = ()

    @property
    def points(self) -> Fraction:
        """All points."""
        return sum((grade.points for grade in self.grades), Fraction(0))

    @property
    def out_of(self) -> int:
        """The points that could be had."""
        return sum(grade.out_of for grade in self.grades)

    @property
    def share(self) -> Fraction:
        """Points as a share of 1."""
        return self.points / self.out_of if self.out_of else Fraction(0)

    @property
    def progress(self) -> Progress:
        """How far the learner came with the whole."""
        states = {grade.progress for grade in self.grades}
        return states.pop() if len(states) == 1 else Progress.UNFINISHED

    def grade(self, exercise: str) -> Grade:
        """Give the grade of one exercise."""
        return next(grade for grade in self.grades if grade.exercise == exercise)


def grade(
    learner: str,
    journal: Journal,
    exercises: Sequence[Exercise],
    scenarios: Scenarios,
    values: Mapping[str, str],
    *,
    decisions: Decisions = NONE,
) -> Result:
    """Grade one learner.

    Parameters
    ----------
    learner
        Id in the roster.
    journal
        Hers, in whatever state it is; what can be read is graded.
    exercises
        The cohort's exercises.
    scenarios
        Gives a scenario by its id.
    values
        The cohort's values.
    decisions
        What the trainer decided.
    """
    tries = attempts(journal.events)
    known = {exercise.id for exercise in exercises}
    grades = tuple(
        decided(
            kind(exercise.kind).grade(exercise, tries.get(exercise.id, ()), scenarios, values),
            exercise,
            decisions.of(learner, exercise.id),
        )
        for exercise in exercises
    )
    remarks = [f"journal, {fault}" for fault in journal.faults]
    remarks += [f"{name}: no exercise of this cohort" for name in sorted(tries.keys() - known)]
    remarks += [f"{found.exercise}: {remark}" for found in grades for remark in found.remarks]
    waiting = sum(len(found.pending) for found in grades)
    if waiting:
        remarks.append(f"{waiting} free text{'s' if waiting > 1 else ''} to be read by the trainer")
    if not journal.events and not journal.faults:
        remarks.append("no journal was handed in")
    return Result(learner=learner, grades=grades, remarks=tuple(remarks))
