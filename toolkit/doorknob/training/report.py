"""What was measured, as Markdown tables: for the terminal and for `docs/reading.md`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from doorknob.language.moves import Concern, Move
from doorknob.training.corpus import Row
from doorknob.training.measure import Agreement, agreement, macro


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table; all columns but the first are figures.

    >>> print(table(["code", "F1"], [["threat", "0.61"]]))
    | code | F1 |
    |---|--:|
    | threat | 0.61 |
    """
    rule = "|" + "|".join(["---", *["--:"] * (len(head) - 1)]) + "|"
    return "\n".join(
        ["| " + " | ".join(head) + " |", rule, *("| " + " | ".join(row) + " |" for row in rows)]
    )


def results(header: Mapping[str, Any]) -> str:
    """Tell what a model's makers measured on lines of writers that it had not met."""
    measured = header["measured"]
    codes = table(
        ["code", "lines", "F1", "κ", "right when sure"],
        (
            [name, f"{one['lines']:,}", *(f"{one[key]:.2f}" for key in ("f1", "kappa", "sure"))]
            for name, one in measured["codes"].items()
        ),
    )
    whole = table(
        ["on all lines", "value"],
        ([name, f"{value:.3f}"] for name, value in measured["whole"].items()),
    )
    curve = table(
        ["thresholds ×", "lines asserted", "force right", "rest right"],
        ([f"{value:.2f}" for value in point] for point in measured["curve"]),
    )
    writers = table(
        ["writer", "macro-F1, moves"],
        ([name, f"{value:.2f}"] for name, value in measured["writers"].items()),
    )
    return f"{codes}\n\n{whole}\n\n{curve}\n\n{writers}"


def agreements(rows: Sequence[Row]) -> str:
    """Tell how far the two codings of the corpus agree, code by code."""
    coded = [row for row in rows if row.second is not None]
    parts = []
    for title, codes in (("moves", list(Move)), ("concerns", list(Concern))):
        found = {str(code): _agreement(coded, title, code) for code in codes}
        parts.append(
            table(
                [title, "first coder", "second coder", "F1", "κ"],
                (
                    [name, f"{one.first:,}", f"{one.second:,}", f"{one.f1:.2f}", f"{one.kappa:.2f}"]
                    for name, one in found.items()
                ),
            )
        )
        parts.append(f"Macro-F1 between coders, {title}: {macro(list(found.values())):.3f}.")
    return "\n\n".join([*parts, f"{len(coded):,} rows were coded twice, blind."])


def _agreement(rows: Sequence[Row], field: str, code: Move | Concern) -> Agreement:
    return agreement(
        np.array([code in getattr(row, field) for row in rows]),
        np.array([code in getattr(row.second, field) for row in rows]),
    )
