"""What each lesson teaches, and where it is practised: objectives, exercises and scenarios.

A lesson's objectives are the numbered list of its cell ``objectives``. An item says in the same
words what it practises, and so the two can be held together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from doorknob.course import Course
from doorknob.errors import InvalidFile, Problem, shown_path
from doorknob.exercises.base import Exercise
from doorknob.exercises.choice import Choices
from doorknob.exercises.registry import course_exercises
from doorknob.exercises.roleplay import RolePlay
from doorknob.exercises.tasks.kind import Tasks

CELL = "objectives"
CALL, CHOICE = "call", "choose"
_NUMBERED = re.compile(r"^[ ]{0,3}\d+\.[ ]+", re.MULTILINE)


def plain(text: str) -> str:
    """Give a sentence without its marks, so that a list and a field can be held together.

    >>> plain("**tell** a stall, an objection and a refusal apart;")
    'tell a stall, an objection and a refusal apart'
    """
    return re.sub(r"\s+", " ", text.replace("**", "")).strip(" ;.").lower()


@attrs.frozen(kw_only=True)
class Objective:
    """One thing that a lesson teaches to do; `number` is its place in the lesson's list."""

    lesson: str
    number: int
    text: str

    @property
    def plain(self) -> str:
        """Its words without marks."""
        return plain(self.text)


@attrs.frozen(kw_only=True)
class Use:
    """Where an objective is practised or tested.

    Attributes
    ----------
    exercise, item
        Ids; the item's is empty for a call.
    ask
        Which kind of task it is, ``choose`` for a situation with options, ``call`` for a call.
    objective
        As the item says it.
    scenario
        Of a call.
    test
        Whether the exercise is a test over the whole course, and belongs to no lesson.
    """

    exercise: str
    item: str = ""
    ask: str
    objective: str
    scenario: str = ""
    test: bool = False


@attrs.frozen(kw_only=True)
class Row:
    """An objective and all its uses."""

    objective: Objective
    uses: tuple[Use, ...]

    @property
    def practised(self) -> bool:
        """Whether an item of an exercise practises it; a call or a test alone is not enough."""
        return any(use.item and not use.test for use in self.uses)


@attrs.frozen(kw_only=True)
class ObjectivesTable:
    """What is taught, and where it is practised.

    Attributes
    ----------
    rows
        Every objective of every lesson, in the lessons' order.
    strays
        Items whose words are no objective of their lesson, or, in a test, of any.
    bare
        Lessons without a list of objectives.
    """

    rows: tuple[Row, ...]
    strays: tuple[Use, ...]
    bare: tuple[str, ...]

    @property
    def holes(self) -> tuple[Objective, ...]:
        """The objectives that no item practises."""
        return tuple(row.objective for row in self.rows if not row.practised)

    @property
    def whole(self) -> bool:
        """Whether every objective is practised, and every item belongs to one."""
        return not (self.holes or self.strays or self.bare)


def lesson_objectives(path: Path) -> tuple[Objective, ...]:
    """Read the list of objectives of a lesson's notebook.

    Raises
    ------
    InvalidFile
        If the file is no notebook.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell.get("id") == CELL]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as bad:
        message = f"this is no notebook: {bad}."
        raise InvalidFile([Problem(path=shown_path(path), message=message)]) from None
    listed = _NUMBERED.split(sources[0])[1:] if sources else []
    # A paragraph after the list is no part of its last line.
    texts = [re.sub(r"\s+", " ", one.split("\n\n")[0]).strip(" ;.") for one in listed]
    return tuple(
        Objective(lesson=path.stem, number=number, text=text.replace("**", ""))
        for number, text in enumerate(texts, start=1)
    )


def objectives_table(course: Course) -> ObjectivesTable:
    """Hold the lessons' objectives against the exercises' items.

    Raises
    ------
    InvalidFile
        If a lesson is no notebook.
    InvalidExercise
        If an exercise is wrong.
    """
    lessons = sorted(course.lessons.glob("*.ipynb"))
    listed = {path.stem: lesson_objectives(path) for path in lessons}
    objectives = [one for found in listed.values() for one in found]
    used: dict[Objective, list[Use]] = {one: [] for one in objectives}
    strays = []
    for exercise in course_exercises(course):
        own = listed.get(exercise.lesson, ()) if exercise.lesson else objectives
        for use in uses(exercise):
            meant = [one for one in own if one.plain == plain(use.objective)]
            for one in meant:
                used[one].append(use)
            if not meant:
                strays.append(use)
    return ObjectivesTable(
        rows=tuple(Row(objective=one, uses=tuple(found)) for one, found in used.items()),
        strays=tuple(strays),
        bare=tuple(name for name, found in listed.items() if not found),
    )


def uses(exercise: Exercise) -> Iterator[Use]:
    """Give what each item of an exercise practises; for a call, what the call does.

    An exercise of a kind that another package brings counts as a call: as a whole.
    """
    test = not exercise.lesson
    if isinstance(exercise, (Choices, Tasks)):
        for item in exercise.items:
            yield Use(
                exercise=exercise.id,
                item=item.id,
                ask=getattr(item, "ask", CHOICE),
                objective=item.objective,
                test=test,
            )
        return
    yield Use(
        exercise=exercise.id,
        ask=CALL if isinstance(exercise, RolePlay) else exercise.kind,
        objective=exercise.objective,
        scenario=getattr(exercise, "scenario", ""),
        test=test,
    )


def told(found: Iterable[Use]) -> str:
    """Write uses in a line: exercise by exercise, with how it is asked and a call's scenario.

    >>> told([Use(exercise="02-a", item="x", ask="sort", objective="o"),
    ...       Use(exercise="02-b", ask="call", objective="o", scenario="too-dear")])
    '02-a (sort), 02-b (call: too-dear)'
    """
    by_exercise: dict[str, list[str]] = {}
    for use in found:
        how = f"{use.ask}: {use.scenario}" if use.scenario else use.ask
        by_exercise.setdefault(use.exercise, []).append(how)
    return ", ".join(f"{name} ({', '.join(how)})" for name, how in by_exercise.items())
