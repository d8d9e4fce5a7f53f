"""The gradebook as Moodle imports it: grades and feedback, people by ID number or e-mail.

Moodle asks which column is what (docs.moodle.org, "Grade import"); the headings are those of its
own export, so that they are easily told: ID number, Email address, and for each exercise a grade
and a feedback. It wants feedback beside its grade, or it empties the grade. Feedback is HTML there.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from html import escape
from io import StringIO

from doorknob.exercises.base import Progress
from doorknob.grading.exports.feedback import feedback, is_graded, weight_notes
from doorknob.grading.gradebook import Book, decimal, text_cell

HEAD = ("ID number", "Email address", "Full name")
# PHP's reader takes a backslash before a quote for an escape, and would read on past the cell.
_BACKSLASH = re.compile(r"\\(?=\"|$)", re.MULTILINE)


def made(book: Book, _canvas: Mapping[str, str]) -> tuple[bytes, tuple[str, ...]]:
    """Make the file. Whoever has not begun an exercise has no grade and no nought."""
    graded = [one for one in book.exercises if is_graded(one.out_of)]
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    head = [*HEAD]
    for one in graded:
        name = f"{' '.join(one.title.split())} ({one.id})"
        head += [f"{name} (Real)", f"{name} (Feedback)"]
    writer.writerow([_cell(name) for name in head])
    for row in book.rows:
        cells = [_cell(text) for text in (row.learner, row.email, row.name)]
        for one in graded:
            grade = row.result.grade(one.id)
            begun = grade.progress is not Progress.NOT_STARTED
            cells.append(decimal(grade.points) if begun else "")
            cells.append(_cell(escape(feedback(grade), quote=False)))
        writer.writerow(cells)
    left = [one.id for one in book.exercises if one not in graded]
    notes = tuple(f"{name}: left out, as it earns no points" for name in left)
    return out.getvalue().encode("utf-8"), (*notes, *weight_notes(book, "Moodle"))


def _cell(text: str) -> str:
    return _BACKSLASH.sub(r"\\ ", text_cell(text))
