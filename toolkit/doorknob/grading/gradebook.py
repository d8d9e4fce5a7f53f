"""The gradebook as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from fractions import Fraction
from io import StringIO

import attrs

from doorknob.grading.grade import Result

# A cell that begins so is taken for a formula by spreadsheets (OWASP, "CSV Injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@attrs.frozen(kw_only=True)
class Row:
    """A learner in the gradebook: who, and what was earned."""

    learner: str
    name: str
    email: str
    result: Result


def gradebook_csv(rows: Sequence[Row]) -> str:
    """Write a gradebook.

    Points have two decimals, halves rounded up; a text that a spreadsheet would take for a
    formula gets an apostrophe before it, as spreadsheets themselves mark text.

    Parameters
    ----------
    rows
        In the order in which they are to stand; all with the same exercises.
    """
    exercises = [grade.exercise for grade in rows[0].result.grades] if rows else []
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    head = ["id", "name", "email"]
    for name in exercises:
        head += [f"{name} points", f"{name} out of", f"{name} progress"]
    writer.writerow([*head, "points", "out of", "percent", "progress", "remarks"])
    for row in rows:
        cells = [text_cell(row.learner), text_cell(row.name), text_cell(row.email)]
        for grade in row.result.grades:
            cells += [decimal(grade.points), str(grade.out_of), grade.progress.label]
        total = row.result
        cells += [decimal(total.points), str(total.out_of), decimal(100 * total.share)]
        cells += [total.progress.label, text_cell("; ".join(total.remarks))]
        writer.writerow(cells)
    return out.getvalue()


def text_cell(text: str) -> str:
    """Give a text that no spreadsheet runs.

    >>> text_cell("=cmd()")
    "'=cmd()"
    >>> text_cell("Ada")
    'Ada'
    """
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def decimal(value: Fraction) -> str:
    """Write a fraction with two decimals, halves rounded up.

    >>> decimal(Fraction(1, 8))
    '0.13'
    """
    hundredths = int((value * 200 + 1) // 2)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
