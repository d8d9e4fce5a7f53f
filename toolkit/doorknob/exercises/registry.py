"""The kinds of exercise there are: ours, and those that other packages register.

A package adds a kind by an entry point in the group ``doorknob.exercises``.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from doorknob.course import Course
from doorknob.documents import load
from doorknob.errors import InvalidExercise, Problem, suggestion
from doorknob.exercises.base import Exercise, Kind

GROUP = "doorknob.exercises"


@cache
def kinds() -> tuple[str, ...]:
    """Give the names of all kinds."""
    return tuple(sorted(point.name for point in entry_points(group=GROUP)))


@cache
def kind(name: str) -> Kind:
    """Give a kind by its name.

    Raises
    ------
    KeyError
        If there is none.
    """
    for point in entry_points(group=GROUP):
        if point.name == name:
            found: Kind = point.load()
            return found
    raise KeyError(name)


def read_exercise(path: Path) -> Exercise:
    """Read an exercise's items, key and rubric, and check them.

    Raises
    ------
    NotFound
        If there is no such file.
    InvalidExercise
        With every fault, its line and how to fix it.
    """
    document = load(path, InvalidExercise)
    name = document.data.get("kind")
    if name not in kinds():
        hint = suggestion(str(name), kinds()).strip()
        message = "this field is missing." if name is None else f"there is no kind {name!r}."
        raise InvalidExercise([document.problem(("kind",), message, hint)])
    exercise = kind(name).read(document)
    if exercise.id != path.stem:
        fix = "Give both the same name."
        message = f"{exercise.id!r} should be {path.stem!r}, the file's name."
        raise InvalidExercise([document.problem(("id",), message, fix)])
    return exercise


def course_exercises(course: Course) -> tuple[Exercise, ...]:
    """Read all exercises of a course, in the order of their ids.

    Raises
    ------
    InvalidExercise
        With every fault in every file.
    """
    found: list[Exercise] = []
    problems: list[Problem] = []
    for path in sorted(course.exercises.glob("*.yaml")):
        try:
            found.append(read_exercise(path))
        except InvalidExercise as bad:
            problems += bad.problems
    if problems:
        raise InvalidExercise(problems)
    return tuple(found)
