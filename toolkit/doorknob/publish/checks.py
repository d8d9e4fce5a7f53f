"""Everything that a build needs, checked before anything runs."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from doorknob.course import Course
from doorknob.documents import load
from doorknob.errors import InvalidFile, NotFound, Problem, shown_path
from doorknob.exercises.base import Exercise
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.kit import kit_of
from doorknob.prospect.scenario_file import read_scenario
from doorknob.publish.cohort import Cohort, read_cohort
from doorknob.publish.order import Order
from doorknob.publish.prepare import LEARNER, TRAINER, prepare, read_notebook

# A learner's kit has none of them.
REPORTS = ("result.ipynb", "cohort.ipynb", "client.ipynb")


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
        *(() if kit_of(course) else (course.reports / name for name in REPORTS)),
    ):
        problems += notebook_problems(path, values) or code_problems(course, path)
    return _each_once(problems)


def code_problems(course: Course, path: Path) -> list[Problem]:
    """Find what can't be run in a notebook that can be read, and exercises that aren't there.

    The code is read, not run. A cell with a line of IPython's own (``%`` or ``!``) is passed over.
    """
    problems: list[Problem] = []
    for number, cell in enumerate(read_notebook(path).cells, start=1):
        if cell.cell_type != "code" or re.search(r"^\s*[%!?]", cell.source, re.MULTILINE):
            continue
        try:
            tree = ast.parse(cell.source)
        except (SyntaxError, ValueError) as bad:
            field = f"cell {number}, line {getattr(bad, 'lineno', None) or 1}"
            message = f"this code can't be read: {getattr(bad, 'msg', bad)}."
            fix = "Undo the last change to it, or take the cell from the course anew."
            problems.append(Problem(path=shown_path(path), field=field, message=message, fix=fix))
            continue
        for name, line in _exercises_shown(tree):
            field = f"cell {number}, line {line}"
            try:
                course.exercise_path(name)
            except NotFound as bad:
                problems.append(Problem(path=shown_path(path), field=field, message=str(bad)))
    return problems


def _exercises_shown(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Give the exercises that code shows by ``doorknob.exercise("…")``, with their lines."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="doorknob"), attr="exercise"),
                args=[ast.Constant(value=str() as name), *_],
            ):
                yield name, node.lineno


def exercise_problems(course: Course, path: Path) -> list[Problem]:
    """Find the faults of an exercise and of the scenario that it plays."""
    problems = _of(path, read_exercise)
    if problems:
        return problems
    exercise = read_exercise(path)
    try:
        if exercise.lesson:  # A test over the whole course belongs to none.
            course.lesson_path(exercise.lesson)
    except NotFound as bad:
        problems.append(load(path).problem(("lesson",), str(bad)))
    if isinstance(exercise, RolePlay):
        try:
            problems += _of(course.scenario_path(exercise.scenario), read_scenario)
        except NotFound as bad:
            problems.append(load(path).problem(("scenario",), str(bad)))
    if exercise.parallel_to:
        problems += _parallel_problems(course, exercise, path)
    return problems


def _parallel_problems(course: Course, exercise: Exercise, path: Path) -> list[Problem]:
    """Find where two forms of a test don't follow one plan."""
    field, shown = "parallel_to", shown_path(path)
    try:
        other = read_exercise(course.exercise_path(exercise.parallel_to))
    except InvalidFile:
        return []  # The other file's faults are told where it is read.
    except NotFound as bad:
        return [Problem(path=shown, field=field, message=str(bad))]
    plans = [
        [(item.id, getattr(item, "ask", ""), item.objective, item.points) for item in items]
        for items in (getattr(one, "items", ()) for one in (other, exercise))
    ]
    calls = [
        tuple(getattr(one, name, None) for name in ("points", "rubric", "mode", "counts", "lines"))
        for one in (other, exercise)
    ]
    if other.kind == exercise.kind and plans[0] == plans[1] and calls[0] == calls[1]:
        return []
    message = f"this is no parallel form of {other.id!r}."
    fix = "Give both one kind and, item by item, one id, kind, objective and points."
    return [Problem(path=shown, field=field, message=message, fix=fix)]


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
