"""A cohort's journals graded: for its gradebook, its learners' results and its report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from doorknob.course import Course
from doorknob.errors import JournalError
from doorknob.exercises.base import Exercise, Scenarios
from doorknob.exercises.registry import read_exercise
from doorknob.grading.grade import Result, grade
from doorknob.grading.gradebook import Book, Entry, Row
from doorknob.grading.items import Analysis, analyse
from doorknob.grading.progress import Go, goes
from doorknob.grading.sheets import sheet
from doorknob.journal.decisions import read_decisions
from doorknob.journal.replay import Attempt, attempts
from doorknob.journal.store import Fault, Journal, read_journal
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.scenario_file import read_scenario
from doorknob.publish.cohort import Cohort, read_cohort
from doorknob.publish.pseudonyms import pseudonymised
from doorknob.publish.roster import Learner
from doorknob.publish.veil import Veil, veil


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


def cohort_exercises(course: Course, cohort: Cohort) -> tuple[Exercise, ...]:
    """Read the cohort's exercises.

    Raises
    ------
    InvalidExercise
        If one is wrong.
    """
    course = course.read_in(cohort.file.language)
    return tuple(read_exercise(course.exercise_path(name)) for name in cohort.file.exercises)


def result(course: Course, cohort: Cohort, learner: Learner) -> Result:
    """Grade one learner; where they go by aliases, nobody's name is left in what they wrote."""
    return next(_results(course, cohort, [learner]))


def _results(course: Course, cohort: Cohort, learners: Iterable[Learner]) -> Iterator[Result]:
    exercises = cohort_exercises(course, cohort)
    cover = veil_of(course, cohort) if cohort.behind else None
    decisions = read_decisions(cohort.decisions)
    for learner in learners:
        earned = grade(
            cohort.real(learner).id,
            journal_of(cohort, learner),
            exercises,
            _scenarios(course),
            cohort.values(),
            decisions=decisions,
        )
        yield cover.result(earned, learner.id) if cover else earned


def veil_of(course: Course, cohort: Cohort) -> Veil:
    """Give what puts the cohort's aliases in the place of names."""
    pairs = [(cohort.real(alias), alias) for alias in cohort.learners]
    exercises = cohort_exercises(course, cohort)
    names = [getattr(exercise, "scenario", "") for exercise in exercises]
    scenarios = [_scenarios(course)(name).fill(cohort.values()) for name in names if name]
    filled = [exercise.fill(cohort.values()) for exercise in exercises]
    return veil(pairs, [*filled, *scenarios, cohort.values()])


def goes_of(course: Course, cohort: Cohort, learner: Learner) -> dict[str, tuple[Go, ...]]:
    """Give a learner's tries at each call that isn't private, by the exercise's id."""
    tries = _tries(cohort, learner)
    found = {
        exercise.id: goes(exercise, tries.get(exercise.id, ()), _scenarios(course), cohort.values())
        for exercise in cohort_exercises(course, cohort)
    }
    return {name: played for name, played in found.items() if played}


def analyses(course: Course, cohort: Cohort) -> tuple[Analysis, ...]:
    """Analyse the items of each exercise that has some."""
    return tuple(_analyses(course, cohort))


def _analyses(course: Course, cohort: Cohort) -> Iterator[Analysis]:
    everybody = {learner.id: _tries(cohort, learner) for learner in cohort.learners}
    for exercise in cohort_exercises(course, cohort):
        tries = {name: found.get(exercise.id, ()) for name, found in everybody.items()}
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


def _tries(cohort: Cohort, learner: Learner) -> Mapping[str, tuple[Attempt, ...]]:
    return attempts(journal_of(cohort, learner).events)


def gradebook_rows(course: Course, cohort: Cohort) -> tuple[Row, ...]:
    """Grade everybody, in the order of the roster, or of the aliases."""
    return tuple(graded(course, cohort))


def graded(course: Course, cohort: Cohort) -> Iterator[Row]:
    """Grade one learner after another, in the order of the roster, or of the aliases."""
    results = _results(course, cohort, cohort.learners)
    for learner, earned in zip(cohort.learners, results, strict=True):
        yield Row(learner=learner.id, name=learner.name, email=learner.email, result=earned)


def book(course: Course, cohort: Cohort) -> Book:
    """Grade everybody, and give what a gradebook's database and its exports are made of."""
    rows = gradebook_rows(course, cohort)
    tries = {one.id: attempts(journal_of(cohort, one).events) for one in cohort.learners}
    values = cohort.values()
    return Book(
        cohort=cohort.id,
        title=cohort.file.title,
        exercises=tuple(one.fill(values) for one in cohort_exercises(course, cohort)),
        entries=tuple(Entry(row=row, tries=tries[row.learner]) for row in rows),
    )


def journal_of(cohort: Cohort, learner: Learner) -> Journal:
    """Read a learner's journal; one that can't be read is one that holds a fault."""
    path = cohort.journal(learner)
    if not path.resolve().is_relative_to(cohort.folder.resolve()):
        message = "lies outside the cohort's folder and was not read."
        return Journal(path=path.name, faults=(Fault(line=1, message=message),))
    try:
        return read_journal(path, cohort.real(learner).id)
    except JournalError as bad:
        return Journal(path=path.name, faults=(Fault(line=1, message=str(bad)),))


def _scenarios(course: Course) -> Scenarios:
    return lambda name: _scenario(course.scenario_path(name))


@cache
def _scenario(path: Path) -> Scenario:
    return read_scenario(path)
