"""Everything that a build needs, checked before anything runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from doorknob.course import Course
from doorknob.errors import InvalidFile, NotFound, Problem, shown_path
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.prospect.scenario_file import read_scenario
from doorknob.publish.cohort import Cohort, read_cohort
from doorknob.publish.order import Order
from doorknob.publish.prepare import LEARNER, TRAINER, prepare


def checked_orders(
    course: Course, names: Iterable[str], order: Callable[[Cohort], Order]
) -> tuple[Order, ...]:
    """Work out what is to be made for some cohorts, and check all that it is made from.

    A cohort for which nothing is to be done was checked when it was built, from the very same
    files, and is not checked again.

    Parameters
    ----------
    course
        Where they lie.
    names
        The cohorts' ids.
    order
        Works out what is to be made for a cohort.

    Raises
    ------
    NotFound
        If there is no such cohort.
    InvalidFile
        With every fault in every file of every cohort.
    """
    found: list[Order] = []
    problems: list[Problem] = []
    for name in names:
        try:
            cohort = read_cohort(course, name)
        except InvalidFile as bad:
            problems += bad.problems
            continue
        try:
            found.append(order(cohort))
        except InvalidFile as bad:
            problems += [*cohort_problems(course, cohort), *bad.problems]
            continue
        if not found[-1].unchanged:
            problems += cohort_problems(course, cohort)
    if problems:
        raise InvalidFile(_each_once(problems))
    return tuple(found)


def cohort_problems(course: Course, cohort: Cohort) -> list[Problem]:
    """Find every fault in what a cohort uses: exercises, scenarios, lessons, reports."""
    problems: list[Problem] = []
    course = course.read_in(cohort.file.language)
    for name in cohort.file.exercises:
        path = course.exercise_path(name)
        problems += exercise_problems(course, path)
        problems += _of(path, lambda p: read_exercise(p).fill(cohort.values()))
    values = {**cohort.values(), "cohort_id": cohort.id, "learner": "", "pseudonyms": ""}
    for path in (
        *(course.lesson_notebook(name) for name in cohort.file.lessons),
        *(course.exercise_notebook(name) for name in cohort.file.exercises),
        course.reports / "result.ipynb",
        course.reports / "cohort.ipynb",
        course.reports / "client.ipynb",
    ):
        problems += notebook_problems(path, values)
    return _each_once(problems)


def exercise_problems(course: Course, path: Path) -> list[Problem]:
    """Find the faults of an exercise and of the scenario that it plays."""
    problems = _of(path, read_exercise)
    if problems:
        return problems
    exercise = read_exercise(path)
    if isinstance(exercise, RolePlay):
        try:
            problems += _of(course.scenario_path(exercise.scenario), read_scenario)
        except NotFound as bad:
            problems.append(Problem(path=shown_path(path), field="scenario", message=str(bad)))
    return problems


def notebook_problems(path: Path, values: dict[str, str]) -> list[Problem]:
    """Find the faults of a notebook, for both its audiences."""
    return _each_once(
        problem
        for audience in (LEARNER, TRAINER)
        for problem in _of(path, lambda p, a=audience: prepare(p, audience=a, values=values))  # type: ignore[misc]
    )


def _of(path: Path, read: Callable[[Path], object]) -> list[Problem]:
    try:
        read(path)
    except InvalidFile as bad:
        return list(bad.problems)
    except NotFound as bad:
        return [Problem(path=shown_path(path), message=str(bad))]
    return []


def _each_once(problems: Iterable[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))
