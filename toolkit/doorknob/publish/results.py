"""A cohort's journals graded: for its gradebook, its learners' results and its report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import attrs

from doorknob.course import Course
from doorknob.exercises.roleplay import RolePlay
from doorknob.grading.calls import without_turns, without_words
from doorknob.grading.grade import Result
from doorknob.grading.gradebook import Book, Entry, Row
from doorknob.grading.items import Analysis, analyse
from doorknob.grading.progress import Go, goes
from doorknob.grading.sheets import sheet
from doorknob.journal.replay import Attempt, attempts
from doorknob.publish.cohort import Cohort, read_cohort
from doorknob.publish.grader import Grader, cohort_exercises, journal_of, scenarios_of
from doorknob.publish.many import Work, each
from doorknob.publish.pseudonyms import pseudonymised
from doorknob.publish.roster import Learner
from doorknob.publish.veil import Veil, veil


@attrs.frozen(kw_only=True)
class Seen:
    """One learner as a report on many looks at them.

    Attributes
    ----------
    row
        What was earned, without the words of calls.
    goes
        Each try at each call that isn't private, by the exercise's id.
    """

    row: Row
    goes: Mapping[str, tuple[Go, ...]]


def group_of(course: Course, name: str, *, pseudonyms: bool = False) -> Cohort:
    """Read a cohort for a report: everybody by name, or by alias.

    Raises
    ------
    NotFound
        If there is no such cohort.
    InvalidCohort
        If its files are wrong.
    """
    found = read_cohort(course, name)
    return pseudonymised(found) if pseudonyms else found


def result(course: Course, cohort: Cohort, learner: Learner) -> Result:
    """Grade one learner; where they go by aliases, nobody's name is left in what they wrote."""
    return next(_results(course, cohort, [learner]))


def all_of(course: Course, cohort: Cohort, learner: Learner) -> Result:
    """Grade all that a learner did, however late, and take nothing off: for the trainer's desk."""
    return Grader.of(course, cohort).result(learner, all_of_it=True)


def _results(course: Course, cohort: Cohort, learners: Iterable[Learner]) -> Iterator[Result]:
    grader = Grader.of(course, cohort)
    cover = veil_of(course, cohort) if cohort.behind else None
    for learner in learners:
        earned = grader.result(learner)
        yield cover.result(earned, learner.id) if cover else earned


def veil_of(course: Course, cohort: Cohort) -> Veil:
    """Give what puts the cohort's aliases in the place of names."""
    pairs = [(cohort.real(alias), alias) for alias in cohort.learners]
    exercises = cohort_exercises(course, cohort)
    names = [getattr(exercise, "scenario", "") for exercise in exercises]
    scenarios = [scenarios_of(course)(name).fill(cohort.values()) for name in names if name]
    filled = [exercise.fill(cohort.values()) for exercise in exercises]
    return veil(pairs, [*filled, *scenarios, cohort.values()])


def goes_of(
    course: Course, cohort: Cohort, learner: Learner, earned: Result | None = None
) -> dict[str, tuple[Go, ...]]:
    """Give a learner's tries at each call that isn't private, by the exercise's id.

    Parameters
    ----------
    course, cohort, learner
        Whose.
    earned
        The learner's result, where it is at hand: what was replayed for it isn't replayed again.
    """
    tries, replayed = _tries(cohort, learner), {}
    if earned is not None:
        replayed = {grade.exercise: grade.played for grade in earned.grades}
    found = {
        exercise.id: goes(
            exercise,
            tries.get(exercise.id, ()),
            scenarios_of(course),
            cohort.values(),
            replayed.get(exercise.id, ()),
        )
        for exercise in cohort_exercises(course, cohort)
    }
    return {name: played for name, played in found.items() if played}


def everybody(course: Course, cohort: Cohort) -> tuple[Seen, ...]:
    """Grade everybody for a report, in the order of the roster, or of the aliases.

    Nobody's calls are held once they have been looked at.
    """
    return tuple(_everybody(course, cohort))


def _everybody(course: Course, cohort: Cohort) -> Iterator[Seen]:
    for learner, row in zip(cohort.learners, graded(course, cohort), strict=True):
        goes = goes_of(course, cohort, learner, row.result)
        yield Seen(row=attrs.evolve(row, result=without_words(row.result)), goes=goes)


def analyses(course: Course, cohort: Cohort) -> tuple[Analysis, ...]:
    """Analyse the items of each exercise that has some."""
    return tuple(_analyses(course, cohort))


def _analyses(course: Course, cohort: Cohort) -> Iterator[Analysis]:
    # What was said in calls is most of all that is written down, and no sheet asks for it.
    asked = [one for one in cohort_exercises(course, cohort) if not isinstance(one, RolePlay)]
    names = {exercise.id for exercise in asked}
    found = {learner.id: _tries(cohort, learner, names) for learner in cohort.learners}
    for exercise in asked:
        tries = {name: by_exercise.get(exercise.id, ()) for name, by_exercise in found.items()}
        answers = sheet(exercise, tries, cohort.values())
        if answers is not None:
            yield analyse(answers)


def titles(course: Course, cohort: Cohort) -> dict[str, str]:
    """Give the titles of the cohort's exercises by their ids, in the cohort's order."""
    exercises = [e.fill(cohort.values()) for e in cohort_exercises(course, cohort)]
    return {exercise.id: exercise.title for exercise in exercises}


def objectives(course: Course, cohort: Cohort) -> dict[tuple[str, str], str]:
    """Give what each item checks, by the ids of its exercise and its own."""
    return {
        (exercise.id, item.id): item.objective
        for exercise in cohort_exercises(course, cohort)
        for item in getattr(exercise.fill(cohort.values()), "items", ())
    }


def _tries(
    cohort: Cohort, learner: Learner, names: Collection[str] | None = None
) -> dict[str, tuple[Attempt, ...]]:
    """Give a learner's tries by the exercise's id: all of them, or those at some exercises."""
    found = attempts(journal_of(cohort, learner).events)
    return {name: tries for name, tries in found.items() if names is None or name in names}


def gradebook_rows(course: Course, cohort: Cohort) -> tuple[Row, ...]:
    """Grade everybody, in the order of the roster, or of the aliases."""
    return tuple(graded(course, cohort))


def graded(course: Course, cohort: Cohort) -> Iterator[Row]:
    """Grade one learner after another, in the order of the roster, or of the aliases."""
    results = _results(course, cohort, cohort.learners)
    for learner, earned in zip(cohort.learners, results, strict=True):
        yield Row(learner=learner.id, name=learner.name, email=learner.email, result=earned)


def book(course: Course, cohort: Cohort, *, light: bool = False, workers: int | None = 1) -> Book:
    """Grade everybody, and give what a gradebook's database and its exports are made of.

    Parameters
    ----------
    course, cohort
        Whose.
    light
        Whether calls are kept in figures, without their turns, which take much memory.
    workers
        How many processes grade; see `doorknob.publish.many.each`.
    """
    values = cohort.values()
    return Book(
        cohort=cohort.id,
        title=cohort.file.title,
        exercises=tuple(one.fill(values) for one in cohort_exercises(course, cohort)),
        entries=tuple(_entries(course, cohort, _light if light else _entry, workers)),
    )


def _entries(
    course: Course, cohort: Cohort, made: Work[Entry], workers: int | None
) -> Iterator[Entry]:
    cover = veil_of(course, cohort) if cohort.behind else None
    for entry in each(Grader.of(course, cohort), cohort.learners, made, workers):
        if cover:
            result = cover.result(entry.row.result, entry.row.learner)
            yield attrs.evolve(entry, row=attrs.evolve(entry.row, result=result))
        else:
            yield entry


def _entry(grader: Grader, learner: Learner) -> Entry:
    earned = grader.result(learner)
    row = Row(learner=learner.id, name=learner.name, email=learner.email, result=earned)
    return Entry(row=row, tries=attempts(journal_of(grader.cohort, learner).events))


def _light(grader: Grader, learner: Learner) -> Entry:
    found = _entry(grader, learner)
    return attrs.evolve(found, row=attrs.evolve(found.row, result=without_turns(found.row.result)))
