"""A cohort's journals graded: for its gradebook, its learners' results and its report."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from doorknob.course import Course
from doorknob.errors import JournalError
from doorknob.exercises.base import Exercise
from doorknob.exercises.registry import read_exercise
from doorknob.grading.grade import Result, grade
from doorknob.grading.gradebook import Row
from doorknob.journal.store import Fault, Journal, read_journal
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.scenario_file import read_scenario
from doorknob.publish.cohort import Cohort
from doorknob.publish.roster import Learner


def cohort_exercises(course: Course, cohort: Cohort) -> tuple[Exercise, ...]:
    """Read the cohort's exercises.

    Raises
    ------
    InvalidExercise
        If one is wrong.
    """
    return tuple(read_exercise(course.exercise_path(name)) for name in cohort.file.exercises)


def result(course: Course, cohort: Cohort, learner: Learner) -> Result:
    """Grade one learner."""
    return grade(
        learner.id,
        _journal(cohort, learner),
        cohort_exercises(course, cohort),
        lambda name: _scenario(course.scenario_path(name)),
        cohort.values(),
    )


def gradebook_rows(course: Course, cohort: Cohort) -> tuple[Row, ...]:
    """Grade everybody, in the order of the roster."""
    return tuple(gradebook_row(course, cohort, learner) for learner in cohort.learners)


def gradebook_row(course: Course, cohort: Cohort, learner: Learner) -> Row:
    """Grade one learner for the gradebook."""
    return Row(
        learner=learner.id,
        name=learner.name,
        email=learner.email,
        result=result(course, cohort, learner),
    )


def _journal(cohort: Cohort, learner: Learner) -> Journal:
    path = cohort.journal(learner)
    if not path.resolve().is_relative_to(cohort.folder.resolve()):
        message = "lies outside the cohort's folder and was not read."
        return Journal(path=path.name, faults=(Fault(line=1, message=message),))
    try:
        return read_journal(path, learner.id)
    except JournalError as bad:
        return Journal(path=path.name, faults=(Fault(line=1, message=str(bad)),))


@cache
def _scenario(path: Path) -> Scenario:
    return read_scenario(path)
