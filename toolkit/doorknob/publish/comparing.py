"""A cohort's tests before and after: which they are, who began with which, and what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from doorknob.course import Course
from doorknob.errors import DoorknobError
from doorknob.exercises.base import Grade, PartGrade
from doorknob.grading.grade import Result
from doorknob.grading.progress import Change, Pair, between, both_finished, share_of
from doorknob.journal.replay import Attempt, attempts
from doorknob.publish.cohort import Cohort
from doorknob.publish.forms import Comparison, Forms
from doorknob.publish.grader import journal_of
from doorknob.publish.once import exercise
from doorknob.publish.results import objectives, titles
from doorknob.publish.roster import Learner


@attrs.frozen(kw_only=True)
class Compared:
    """A test before set against one after.

    Attributes
    ----------
    before, after
        Titles; of two forms given in both orders, the first and the second.
    counterbalanced
        Whether they were given in both orders.
    change
        The whole score, of those who finished both.
    orders
        The same, of those who began with the first form and of those who began with the second.
    by_objective
        The share earned with each objective that is in both tests, in the tests' order.
    """

    before: str
    after: str
    counterbalanced: bool
    change: Change
    orders: tuple[Change, Change]
    by_objective: tuple[tuple[str, Change], ...]


def comparisons(course: Course, cohort: Cohort) -> tuple[Comparison, ...]:
    """Give the tests that are set against each other.

    Those that the cohort names, and any two of its exercises that are parallel forms.

    Raises
    ------
    InvalidExercise
        If one of the cohort's exercises is wrong.
    """
    named = cohort.file.compare
    known = {name for pair in named for name in (pair.before, pair.after)}
    found = list(named)
    for name in cohort.file.exercises:
        other = exercise(course.exercise_path(name)).parallel_to
        if other in cohort.file.exercises and not known & {name, other}:
            found.append(Comparison(before=other, after=name))
    return tuple(found)


def orders_of(course: Course, cohort: Cohort, learner: Learner) -> tuple[tuple[str, str], ...]:
    """Give the two exercises of each comparison in the order in which a learner does them."""
    return tuple(
        (pair.after, pair.before) if _swapped(cohort, pair, learner) else (pair.before, pair.after)
        for pair in comparisons(course, cohort)
    )


def begin_with_the_second(cohort: Cohort) -> frozenset[str]:
    """Give the ids of those who begin with the second of two forms: every other one.

    By the roster's order, so that whoever is added at its end changes nobody's form.
    """
    if cohort.file.forms is not Forms.COUNTERBALANCED:
        return frozenset()
    in_order = sorted(cohort.learners, key=lambda learner: cohort.real(learner).line)
    return frozenset(learner.id for learner in in_order[1::2])


def begins_with(course: Course, cohort: Cohort, learner: Learner) -> tuple[tuple[str, str], ...]:
    """Give for each comparison the exercise that a learner is to begin with, and the other.

    Where an exercise is wrong, nothing: a fault in one file must not take the page from a room.
    """
    try:
        pairs = comparisons(course, cohort)
    except DoorknobError:
        return ()
    second = learner.id in begin_with_the_second(cohort)
    return tuple(
        (pair.after, pair.before) if second else (pair.before, pair.after) for pair in pairs
    )


def compared(course: Course, cohort: Cohort, results: Sequence[Result]) -> tuple[Compared, ...]:
    """Set every test before against the one after."""
    names, aims = titles(course, cohort), objectives(course, cohort)
    return tuple(
        _compared(cohort, pair, results, names, aims) for pair in comparisons(course, cohort)
    )


def _compared(
    cohort: Cohort,
    pair: Comparison,
    results: Sequence[Result],
    names: Mapping[str, str],
    aims: Mapping[tuple[str, str], str],
) -> Compared:
    swapped = {one.id for one in cohort.learners if _swapped(cohort, pair, one)}
    first = [result for result in results if result.learner not in swapped]
    second = [result for result in results if result.learner in swapped]
    return Compared(
        before=names[pair.before],
        after=names[pair.after],
        counterbalanced=cohort.file.forms is Forms.COUNTERBALANCED,
        change=between(results, pair.before, pair.after, swapped),
        orders=(
            between(first, pair.before, pair.after),
            between(second, pair.after, pair.before),
        ),
        by_objective=tuple(
            _by_objective(both_finished(results, pair.before, pair.after, swapped), aims)
        ),
    )


def _by_objective(
    found: Iterable[tuple[Grade, Grade]], aims: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, Change]]:
    pairs: dict[str, list[Pair]] = {}
    for grades in found:
        low, high = (_shares(grade, aims) for grade in grades)
        for aim, share in low.items():
            if aim in high:
                pairs.setdefault(aim, []).append(Pair(before=share, after=high[aim]))
    for aim in dict.fromkeys(aims.values()):
        if aim in pairs:
            yield aim, Change(pairs=tuple(pairs[aim]))


def _shares(grade: Grade, aims: Mapping[tuple[str, str], str]) -> dict[str, Fraction]:
    parts: dict[str, list[PartGrade]] = {}
    for part in grade.parts:
        aim = aims.get((grade.exercise, part.part), "")
        if aim and not part.pending:
            parts.setdefault(aim, []).append(part)
    shares = {aim: share_of(own) for aim, own in parts.items()}
    return {aim: share for aim, share in shares.items() if share is not None}


def _swapped(cohort: Cohort, pair: Comparison, learner: Learner) -> bool:
    """Whether somebody did the second form first.

    What was really done counts, not who should have begun with what: a form that was given by
    mistake is no change for the worse.
    """
    if cohort.file.forms is not Forms.COUNTERBALANCED:
        return False
    tries = attempts(journal_of(cohort, learner).events)
    first, second = (_begun(tries.get(name, ())) for name in (pair.before, pair.after))
    if first is None or second is None:
        return learner.id in begin_with_the_second(cohort)
    return second < first


def _begun(tries: Sequence[Attempt]) -> dt.datetime | None:
    begun = []
    for one in tries:
        try:
            when = dt.datetime.fromisoformat(one.started)
        except ValueError:
            continue
        begun.append(when if when.tzinfo else when.replace(tzinfo=dt.UTC))
    return min(begun, default=None)


def in_their_order(course: Course, cohort: Cohort, learner: Learner) -> tuple[str, ...]:
    """Name a cohort's exercises as a learner does them: of two forms, his first stands first."""
    if cohort.file.forms is not Forms.COUNTERBALANCED:
        return cohort.file.exercises
    names = list(cohort.file.exercises)
    for begins, ends in begins_with(course, cohort, learner):
        first, second = sorted(map(names.index, (begins, ends)))
        names[first], names[second] = begins, ends
    return tuple(names)
