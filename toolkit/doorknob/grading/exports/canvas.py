"""The gradebook as Canvas imports it.

The rules are those of Canvas's own importer and exporter (instructure/canvas-lms,
``lib/gradebook_importer.rb`` and ``lib/gradebook_exporter.rb``): the columns Student, ID, SIS User
ID, SIS Login ID and Section come first and in this order; then one column an assignment, titled
``Title (number)`` where Canvas knows it; the second row begins with ``    Points Possible``. A
column whose title holds one of the names of Canvas's totals is skipped without a word.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO

from doorknob.exercises.base import Exercise, Progress
from doorknob.grading.exports.feedback import is_graded, weight_notes
from doorknob.grading.gradebook import Book, decimal, text_cell

HEAD = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POSSIBLE = "    Points Possible"
_TOTALS = (
    *("Current Score", "Current Points", "Current Grade", "Final Score", "Final Points"),
    *("Final Grade", "Override Score", "Override Grade", "Override Status"),
)


def made(book: Book, canvas: Mapping[str, str]) -> tuple[bytes, tuple[str, ...]]:
    """Make the file. Whoever has not begun an exercise gets an empty cell and no nought."""
    graded = [one for one in book.exercises if is_graded(one.out_of)]
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*HEAD, *(text_cell(title(one, canvas)) for one in graded)])
    possible = [decimal_of(one.out_of) for one in graded]
    writer.writerow([POSSIBLE, *[""] * (len(HEAD) - 1), *possible])
    for row in book.rows:
        # Canvas's own number is not known; it finds people by the other ids, then by name.
        who = (row.name, "", row.learner, row.email, book.title)
        grades = [row.result.grade(one.id) for one in graded]
        points = [
            "" if grade.progress is Progress.NOT_STARTED else decimal(grade.points)
            for grade in grades
        ]
        writer.writerow([*map(text_cell, who), *points])
    left = [one.id for one in book.exercises if one not in graded]
    notes = [f"{name}: left out, as it earns no points" for name in left]
    notes += [
        f"{one.id}: stands by its id, as Canvas would skip a column called {one.title!r}"
        for one in graded
        if _is_total(one.title)
    ]
    return out.getvalue().encode("utf-8"), (*notes, *weight_notes(book, "Canvas"))


def title(exercise: Exercise, canvas: Mapping[str, str]) -> str:
    """Give the heading of an exercise's column.

    Without Canvas's number the exercise's id keeps headings apart and the same from one import to
    the next: Canvas then knows the assignment by its whole title.
    """
    name = exercise.id if _is_total(exercise.title) else " ".join(exercise.title.split())
    number = canvas.get(exercise.id)
    if number is None and exercise.id.isdigit():
        # In brackets it would be taken for another assignment's number.
        return f"{name} (no. {exercise.id})"
    return f"{name} ({number or exercise.id})"


def _is_total(title: str) -> bool:
    return any(name in title for name in _TOTALS)


def decimal_of(points: int) -> str:
    """Write whole points as Canvas does, with two decimals."""
    return f"{points}.00"
