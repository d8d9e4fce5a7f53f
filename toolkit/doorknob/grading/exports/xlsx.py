"""The gradebook as a workbook: text is text, whatever it begins with, and numbers are numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

import xlsxwriter

from doorknob.exercises.base import Grade
from doorknob.grading.exports.feedback import feedback
from doorknob.grading.gradebook import Book, hundredths, plain

# What a cell can hold, and what a file of XML can't.
LONGEST = 32_767
_NO_XML = re.compile("[\ufffe\uffff]")
_WIDTHS = {"id": 12, "name": 28, "email": 34, "remarks": 60, "feedback": 90}

Cell = str | int | Fraction


def made(book: Book, _canvas: Mapping[str, str]) -> tuple[bytes, tuple[str, ...]]:
    """Make the file: a sheet with everybody's points, one with the feedback behind them."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, {**options, "strings_to_numbers": False}) as workbook:
        # The day it was made would make every file another.
        workbook.set_properties({"title": _text(book.title), "created": dt.datetime(1980, 1, 1)})  # noqa: DTZ001  a workbook knows no zone
        _sheet(workbook, "Gradebook", *_points(book))
        _sheet(workbook, "Feedback", *_feedback(book))
    return out.getvalue(), ()


def _points(book: Book) -> tuple[list[str], list[list[Cell]]]:
    head = ["id", "name", "email"]
    for one in book.exercises:
        head += [f"{one.id} points", f"{one.id} out of", f"{one.id} progress"]
    head += ["points", "out of", "percent", "progress", "remarks"]
    rows: list[list[Cell]] = []
    for row in book.rows:
        cells: list[Cell] = [row.learner, row.name, row.email]
        for grade in row.result.grades:
            cells += [grade.points, grade.out_of, grade.progress.label]
        whole = row.result
        cells += [whole.points, whole.out_of, 100 * whole.share, whole.progress.label]
        rows.append([*cells, "; ".join(whole.remarks)])
    return head, rows


def _feedback(book: Book) -> tuple[list[str], list[list[Cell]]]:
    rows = [
        [row.learner, row.name, *_graded(grade)] for row in book.rows for grade in row.result.grades
    ]
    return ["id", "name", "exercise", "title", "points", "out of", "feedback"], rows


def _graded(grade: Grade) -> Iterator[Cell]:
    yield from (grade.exercise, grade.title, grade.points, grade.out_of, feedback(grade))


def _sheet(workbook: Any, name: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    sheet = workbook.add_worksheet(name)
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    points = workbook.add_format({"num_format": "0.00", "valign": "top"})
    text = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 2)
    for column, title in enumerate(head):
        sheet.set_column(column, column, _WIDTHS.get(title, 14))
        sheet.write_string(0, column, _text(title), bold)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, _text(cell), text)
            elif isinstance(cell, Fraction):
                # A decimal, and not the binary number next to it, is what the file then says.
                value = Decimal(hundredths(cell)).scaleb(-2)
                sheet.write_number(number, column, value, points)
            else:
                sheet.write_number(number, column, cell, text)


def _text(text: str) -> str:
    clean = _NO_XML.sub("\ufffd", plain(text))
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"
