"""The gradebook: everybody's results, and as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from io import StringIO
from itertools import chain

import attrs

from doorknob.exercises.base import Exercise
from doorknob.grading.grade import Result
from doorknob.journal.replay import Attempt

# A cell that begins so is taken for a formula by spreadsheets (OWASP, "CSV Injection"); the wide
# forms are what some of them read as the plain ones.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@attrs.frozen(kw_only=True)
class Row:
    """A learner in the gradebook: who, and what was earned."""

    learner: str
    name: str
    email: str
    result: Result


@attrs.frozen(kw_only=True)
class Entry:
    """A learner in a book: what was earned, and the tries behind it by exercise."""

    row: Row
    tries: Mapping[str, tuple[Attempt, ...]] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Book:
    """A cohort's gradebook.

    Attributes
    ----------
    cohort, title
        Its id, and how it is called.
    exercises
        In the cohort's order, with its values.
    entries
        In the order of the roster.
    """

    cohort: str
    title: str
    exercises: tuple[Exercise, ...]
    entries: tuple[Entry, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The learners' results."""
        return tuple(entry.row for entry in self.entries)


def gradebook_csv(rows: Iterable[Row]) -> str:
    """Write a gradebook (see `gradebook_lines`)."""
    return "".join(gradebook_lines(rows))


def gradebook_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Write a gradebook as CSV line by line, so that no more than one row need be held.

    Points have two decimals, halves rounded up; a text that a spreadsheet would take for a
    formula gets an apostrophe before it, as spreadsheets themselves mark text.

    Parameters
    ----------
    rows
        In the order in which they are to stand; all with the same exercises.
    """
    rows = iter(rows)
    first = next(rows, None)
    head = ["id", "name", "email"]
    for grade in first.result.grades if first else ():
        name = grade.exercise
        head += [f"{name} points", f"{name} out of", f"{name} progress"]
    yield _line([*head, "points", "out of", "percent", "progress", "remarks"])
    for row in chain([first] if first else [], rows):
        cells = [text_cell(row.learner), text_cell(row.name), text_cell(row.email)]
        for grade in row.result.grades:
            cells += [decimal(grade.points), str(grade.out_of), grade.progress.label]
        total = row.result
        cells += [decimal(total.points), str(total.out_of), decimal(100 * total.share)]
        cells += [total.progress.label, text_cell("; ".join(total.remarks))]
        yield _line(cells)


def _line(cells: Iterable[str]) -> str:
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def text_cell(text: str) -> str:
    """Give a text that no spreadsheet runs.

    >>> text_cell("=cmd()")
    "'=cmd()"
    >>> text_cell("Ada")
    'Ada'
    """
    text = plain(text)
    risky = text.lstrip(" ").startswith(FORMULA) or text.lstrip().startswith(FORMULA)
    return f"'{text}" if risky else text


def plain(text: str) -> str:
    """Give a text that any file or database can hold: halves of characters and NUL replaced."""
    return _UNSTORABLE.sub("\ufffd", text)


def decimal(value: Fraction) -> str:
    """Write a fraction with two decimals, halves rounded up.

    >>> decimal(Fraction(1, 8))
    '0.13'
    """
    whole, rest = divmod(abs(hundredths(value)), 100)
    return f"{'-' if hundredths(value) < 0 else ''}{whole}.{rest:02d}"


def hundredths(value: Fraction) -> int:
    """Give a fraction in hundredths, halves rounded up.

    >>> hundredths(Fraction(20, 3))
    667
    """
    return int((value * 200 + 1) // 2)
