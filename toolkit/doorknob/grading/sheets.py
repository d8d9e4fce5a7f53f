"""Answer sheets: what each learner answered to each item at the try that is looked at.

Where feedback comes at once, that is the first answer: a later one has been told. Where it comes
after grading, it is the last one: what was changed before was a change of mind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction

import attrs

from doorknob.exercises.base import Exercise, Feedback
from doorknob.exercises.choice import Choices
from doorknob.exercises.choice import Item as Situation
from doorknob.exercises.tasks.kind import Tasks, answers_to
from doorknob.exercises.tasks.picking import Choose
from doorknob.exercises.tasks.task import Task
from doorknob.journal.replay import Attempt


class Blank(StrEnum):
    """Why a cell is empty."""

    LEFT_OUT = "left out"  # something after it was answered
    NOT_REACHED = "not reached"  # nothing after it was answered


@attrs.frozen(kw_only=True)
class Choice:
    """An option of an item; `key` is true for the best one."""

    id: str
    text: str
    key: bool


@attrs.frozen(kw_only=True)
class Column:
    """An item: its id, words and objective, and its options where one of them is chosen."""

    id: str
    title: str
    objective: str = ""
    choices: tuple[Choice, ...] = ()


@attrs.frozen(kw_only=True)
class Cell:
    """One answer.

    Attributes
    ----------
    share
        Of the item's points, 0 to 1; 0 where it is blank.
    choice
        Id of the option that was chosen; empty where none was, or none that there is.
    blank
        Why it is empty; None where there is an answer.
    """

    share: Fraction = Fraction(0)
    choice: str = ""
    blank: Blank | None = None


@attrs.frozen(kw_only=True)
class Sheet:
    """All answers to one exercise.

    Attributes
    ----------
    exercise, title
        Which.
    columns
        Its items, in the exercise's order; those that only a person can judge are left out.
    rows
        For each learner who answered anything, a cell for each column.
    """

    exercise: str
    title: str
    columns: tuple[Column, ...]
    rows: Mapping[str, tuple[Cell, ...]]

    @property
    def whole(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of those who came to the last item; what they left out counts as nothing."""
        return tuple(
            row
            for row in self.rows.values()
            if all(cell.blank is not Blank.NOT_REACHED for cell in row)
        )


def sheet(
    exercise: Exercise, tries: Mapping[str, Sequence[Attempt]], values: Mapping[str, str]
) -> Sheet | None:
    """Lay out everybody's answers to an exercise.

    Parameters
    ----------
    exercise
        Of any kind.
    tries
        Each learner's tries at it.
    values
        The cohort's values.

    Returns
    -------
    Sheet or None
        None for an exercise without items, such as a role-play.
    """
    filled = exercise.fill(values)
    if not isinstance(filled, (Choices, Tasks)):
        return None
    items: list[Situation | Task] = [
        item
        for item in filled.items
        if not isinstance(item, Task) or (item.judged and not item.by_person)
    ]
    at_once = filled.feedback is Feedback.AT_ONCE
    rows = {}
    for learner, attempts in tries.items():
        cells = [_cell(item, attempts, first=at_once) for item in items]
        if any(cell is not None for cell in cells):
            rows[learner] = tuple(_with_blanks(cells))
    return Sheet(
        exercise=filled.id,
        title=filled.title,
        columns=tuple(map(_column, items)),
        rows=rows,
    )


def _column(item: Situation | Task) -> Column:
    options = item.options if isinstance(item, (Situation, Choose)) else ()
    return Column(
        id=item.id,
        title=item.prompt,
        objective=item.objective,
        choices=tuple(Choice(id=o.id, text=o.text, key=o.correct) for o in options),
    )


def _cell(item: Situation | Task, tries: Sequence[Attempt], *, first: bool) -> Cell | None:
    at = 0 if first else -1
    if isinstance(item, Task):
        fitting = answers_to(item, tries)
        if not fitting:
            return None
        chosen = fitting[at] if isinstance(item, Choose) else ""
        return Cell(share=item.marked(fitting[at]).share, choice=chosen)
    given = [answer for attempt in tries for answer in attempt.answers.get(item.id, ())]
    if not given:
        return None
    known = item.option(given[at])
    if known is None:
        return Cell()
    return Cell(share=Fraction(known.correct), choice=known.id)


def _with_blanks(cells: Sequence[Cell | None]) -> list[Cell]:
    last = max(at for at, cell in enumerate(cells) if cell is not None)
    return [
        cell or Cell(blank=Blank.LEFT_OUT if at < last else Blank.NOT_REACHED)
        for at, cell in enumerate(cells)
    ]
