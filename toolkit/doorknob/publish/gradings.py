"""Where a cohort's grades are kept: every record under its digest, with an index; none is lost.

They lie in the cohort's folder ``grades/``, beside its journals: ``index.jsonl`` names each record
in the order in which it was made, and grows only at its end. The latest also lies in ``build/``,
for other programs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from typing import Any

import attrs

from doorknob import files
from doorknob.errors import BadParameter, JournalError, shown_path
from doorknob.grading.canonical import parsed, pieces
from doorknob.grading.record import FORMAT
from doorknob.journal.store import append_line

INDEX = "index.jsonl"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@attrs.frozen
class Gradings:
    """A cohort's grades as they were made, one record after another.

    Attributes
    ----------
    folder
        Where they are kept.
    """

    folder: Path

    def latest(self) -> tuple[Mapping[str, Any] | None, str, tuple[str, ...]]:
        """Give the latest record that can be read, its digest, and what was wrong since."""
        told: list[str] = []
        for digest in reversed(list(self._names(told))):
            path = self._path(digest)
            try:
                return _read(path, digest), digest, tuple(told)
            except (OSError, ValueError, KeyError, TypeError, RecursionError) as bad:
                why = bad.strerror if isinstance(bad, OSError) else str(bad)
                told.append(f"{shown_path(path)}: {why}; the grades before it are compared with.")
        return None, "", tuple(told)

    def keep(self, data: Mapping[str, Any], digest: str, at: str) -> Path:
        """Keep a record, and return once it is on the disk.

        Parameters
        ----------
        data
            As `doorknob.grading.record.record` gives it.
        digest
            The SHA-256 of it as `doorknob.grading.canonical.canonical` writes it.
        at
            When, in ISO 8601; for the index alone.
        """
        path = self._path(digest)
        put(path, pieces(data), digest)
        line = {"grades": digest, "at": at, "doorknob": data["made_from"]["package"]}
        append_line(self.folder / INDEX, json.dumps(line) + "\n")
        return path

    def _path(self, digest: str) -> Path:
        return self.folder / f"{digest}.json"

    def _names(self, told: list[str]) -> Iterator[str]:
        path = self.folder / INDEX
        try:
            raw = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as bad:
            message = f"{shown_path(path)} cannot be read: {bad.strerror}."
            raise JournalError(f"{message} What changed since can't be told without it.") from None
        for number, line in enumerate(raw.split(b"\n"), start=1):
            if not line.strip():
                continue
            try:
                name = str(json.loads(line)["grades"])
            except (ValueError, KeyError, TypeError, RecursionError):
                name = ""
            if _DIGEST.fullmatch(name):
                yield name
            else:
                told.append(f"{shown_path(path)}:{number}: no grades are named here; left out.")


def put(path: Path, data: Iterable[bytes], digest: str) -> bool:
    """Put a record in its place as a whole, and return once it is on the disk.

    Parameters
    ----------
    path
        The file.
    data
        Its content, in pieces.
    digest
        The SHA-256 of it.

    Returns
    -------
    bool
        Whether anything was written: what lies there already is left alone.

    Raises
    ------
    BadParameter
        If it can't be written.
    """
    with suppress(OSError):
        if _digest(path) == digest:
            return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.put(path, data, mode=0o600)
    except OSError as bad:
        why = bad.strerror or bad
        raise BadParameter(f"{shown_path(path)} can't be written: {why}. Free its place.") from None
    return True


def _read(path: Path, digest: str) -> Mapping[str, Any]:
    if _digest(path) != digest:
        raise ValueError("was changed after it was written")
    with path.open("rb") as file:
        data = parsed(file)
    if data["format"] != FORMAT:
        raise ValueError(f"written in format {data['format']!r}; this version reads {FORMAT!r}")
    # Asked for by name, so that a record without them is found at fault here.
    return {**data, "learners": data["learners"]}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
