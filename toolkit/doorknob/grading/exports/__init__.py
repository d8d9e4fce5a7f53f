"""The gradebook as files for other programs.

Every file is put in place whole, or not at all. Points are rounded to hundredths from their exact
value, halves up; no text is ever run as a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from doorknob.errors import BadParameter, shown_path
from doorknob.files import put
from doorknob.grading.gradebook import Book, gradebook_csv

__all__ = ["FORMATS", "export"]

# A mark at the start tells spreadsheets that a CSV file is UTF-8.
_MARK = "\ufeff"


def export(
    book: Book, kind: str, path: Path, *, canvas: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Write a gradebook into a file.

    Parameters
    ----------
    book
        The cohort's.
    kind
        One of `FORMATS`.
    path
        The file; one that is there is replaced.
    canvas
        Numbers of Canvas's assignments by exercise, where they are known.

    Returns
    -------
    notes
        What was left out or written otherwise, and why.

    Raises
    ------
    BadParameter
        If there is no such format, its library is not installed, or the file can't be written.
    """
    if kind not in FORMATS:
        raise BadParameter(f"format {kind!r}: expected one of {', '.join(FORMATS)}.")
    data, notes = FORMATS[kind](book, canvas or {})
    _written(path, data)
    return notes


Made = tuple[bytes, tuple[str, ...]]


def _csv(book: Book, _canvas: Mapping[str, str]) -> Made:
    return (_MARK + gradebook_csv(book.rows)).encode("utf-8"), ()


def _lazy(name: str) -> Callable[[Book, Mapping[str, str]], Made]:
    """Import a format's module when it is asked for: some need libraries that load slowly."""

    def made(book: Book, canvas: Mapping[str, str]) -> Made:
        found: Made = import_module(f"doorknob.grading.exports.{name}").made(book, canvas)
        return found

    return made


FORMATS: Mapping[str, Callable[[Book, Mapping[str, str]], Made]] = {
    "csv": _csv,
    **{name: _lazy(name) for name in ("xlsx", "parquet", "canvas", "moodle")},
}


def _written(path: Path, data: bytes) -> None:
    try:
        if path.exists() and not path.is_file():
            # A pipe or a device is written to; it must not be replaced.
            path.write_bytes(data)
            return
        put(path, data)
    except OSError as bad:
        raise BadParameter(
            f"{shown_path(path)} can't be written: {bad.strerror}. Name a file in a folder that is "
            "there and may be written to."
        ) from None
