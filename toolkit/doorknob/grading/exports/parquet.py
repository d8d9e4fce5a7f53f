"""The gradebook as Parquet: a row for each learner and exercise, for whoever analyses it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

from doorknob.errors import BadParameter
from doorknob.exercises.base import Grade
from doorknob.grading.calls import figures
from doorknob.grading.exports.feedback import feedback
from doorknob.grading.gradebook import Book, Row, hundredths, plain


def made(book: Book, _canvas: Mapping[str, str]) -> tuple[bytes, tuple[str, ...]]:
    """Make the file.

    Raises
    ------
    BadParameter
        If pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415  an optional extra, and heavy
        from pyarrow import parquet as pq  # noqa: PLC0415
    except ImportError:
        raise BadParameter(
            "format parquet: pyarrow is not installed. Install it with "
            "pip install 'doorknob[parquet]'."
        ) from None
    text, number, points = pa.string(), pa.int64(), pa.decimal128(18, 2)
    kinds = {
        **dict.fromkeys(("cohort", "learner", "name", "email", "exercise", "title"), text),
        "progress": text,
        "tries": number,
        "points": points,
        "points_exact": text,
        "out_of": number,
        "outcome": text,
        "skill_exact": text,
        "feedback": text,
    }
    schema = pa.schema(list(kinds.items()))
    rows = [_row(book, row, grade) for row in book.rows for grade in row.result.grades]
    out = BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), out)
    return out.getvalue(), ()


def _row(book: Book, row: Row, grade: Grade) -> dict[str, Any]:
    call = figures(grade)
    found = {
        "cohort": book.cohort,
        "learner": row.learner,
        "name": row.name,
        "email": row.email,
        "exercise": grade.exercise,
        "title": grade.title,
        "progress": str(grade.progress),
        "tries": grade.tries,
        "points": Decimal(hundredths(grade.points)).scaleb(-2),
        "points_exact": str(Fraction(grade.points)),
        "out_of": grade.out_of,
        "outcome": call.outcome if call else None,
        "skill_exact": str(call.skill) if call else None,
        "feedback": feedback(grade),
    }
    return {name: plain(one) if isinstance(one, str) else one for name, one in found.items()}
