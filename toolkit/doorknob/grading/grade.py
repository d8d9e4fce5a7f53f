"""Grading: a pure function of a journal and the exercises. Nothing that a learner wrote is run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial

import attrs

from doorknob.exercises.base import Exercise, Grade, Progress, Scenarios
from doorknob.exercises.registry import kind
from doorknob.grading.deciding import decided, renumbered
from doorknob.grading.lateness import HandIns, Rules, graded_by_the_rule
from doorknob.journal.decisions import Decisions
from doorknob.journal.events import Event
from doorknob.journal.replay import attempts
from doorknob.journal.store import Journal
from doorknob.tongue import say, say_many, to_say

DAMAGED, UNKNOWN = to_say("journal, {fault}"), to_say("{name}: no exercise of this cohort")

NONE = Decisions()
NO_RULES = Rules()
NOTHING_HANDED_IN = HandIns()


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
    weights
        What each exercise counts for; empty where points are added up.
    """

    learner: str
    grades: tuple[Grade, ...]
    remarks: tuple[str, ...] = ()
    weights: Mapping[str, int] = attrs.field(factory=dict)

    @property
    def points(self) -> Fraction:
        """All points; where exercises are weighted, of each weight the share that was earned."""
        if self.weights:
            return sum((grade.share * self._weight(grade) for grade in self.grades), Fraction(0))
        return sum((grade.points for grade in self.grades), Fraction(0))

    @property
    def out_of(self) -> int:
        """The points that could be had; the weights of what is graded, where there are any."""
        if self.weights:
            return sum(self._weight(grade) for grade in self.grades if grade.out_of)
        return sum(grade.out_of for grade in self.grades)

    @property
    def share(self) -> Fraction:
        """Points as a share of 1."""
        return self.points / self.out_of if self.out_of else Fraction(0)

    @property
    def sure(self) -> Fraction:
        """The share of 1 that is sure, however the trainer judges what is still to be read."""
        all_of = {
            grade.exercise: grade.out_of + sum(part.out_of for part in grade.pending)
            for grade in self.grades
        }
        if not self.weights:
            whole = sum(all_of.values(), Fraction(0))
            return self.points / whole if whole else Fraction(0)
        shares = [
            (grade.points / all_of[grade.exercise], self._weight(grade))
            for grade in self.grades
            if all_of[grade.exercise]
        ]
        whole = Fraction(sum(weight for _, weight in shares))
        return sum(share * weight for share, weight in shares) / whole if whole else whole

    def _weight(self, grade: Grade) -> int:
        return self.weights.get(grade.exercise, 0)

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
    rules: Rules = NO_RULES,
    handed_in: HandIns = NOTHING_HANDED_IN,
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
    rules
        The cohort's deadline and weights.
    handed_in
        When the learner handed in what; only a late rule asks for it.
    """
    tries = attempts(journal.events)
    known = {exercise.id for exercise in exercises}

    def graded(exercise: Exercise, events: Iterable[Event] | None = None) -> Grade:
        whole, held = tries.get(exercise.id, ()), decisions.of(learner, exercise.id)
        some = whole if events is None else attempts(events).get(exercise.id, ())
        found = kind(exercise.kind).grade(exercise, some, scenarios, values)
        return decided(found, exercise, held if events is None else renumbered(held, whole, some))

    grades = tuple(
        graded_by_the_rule(
            exercise.id,
            journal.events,
            partial(graded, exercise),
            decisions.of(learner, exercise.id),
            deadline=rules.late,
            handed_in=handed_in,
        )
        if rules.late
        else graded(exercise)
        for exercise in exercises
    )
    remarks = [say(DAMAGED, fault=fault) for fault in journal.faults]
    remarks += [say("handed in, {fault}", fault=fault) for fault in handed_in.faults]
    remarks += [say(UNKNOWN, name=name) for name in sorted(tries.keys() - known)]
    remarks += [f"{found.exercise}: {remark}" for found in grades for remark in found.remarks]
    waiting = sum(len(found.pending) for found in grades)
    if waiting:
        remarks.append(
            say_many(
                "{count} free text to be read by the trainer",
                "{count} free texts to be read by the trainer",
                waiting,
            )
        )
    if not journal.events and not journal.faults:
        remarks.append(say("no journal was handed in"))
    return Result(learner=learner, grades=grades, remarks=tuple(remarks), weights=rules.weights)
