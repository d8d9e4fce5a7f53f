"""Journals between files and a database: only what is missing is added, and nothing is changed.

Both ways may be taken again and again, in any order: an event that is there already stays as it
is. Lines go over as they were written, byte for byte.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

import attrs

from doorknob.errors import DoorknobError, JournalError, shown_path
from doorknob.journal.sql import SQLJournals
from doorknob.journal.store import BOM, MOST_BYTES, Fault, parsed

# An id names a file, so it may not walk out of the folder: the roster's own rule.
_FILE = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?")
SUFFIX = ".jsonl"


@attrs.frozen(kw_only=True)
class Moved:
    """What became of one learner's journal.

    Attributes
    ----------
    learner
        Whose.
    added
        Events that were not there before.
    known
        Events that were.
    faults
        Lines that hold no event, and stayed behind.
    problem
        Why nothing was moved, and what helps; empty where it was.
    """

    learner: str
    added: int = 0
    known: int = 0
    faults: tuple[Fault, ...] = ()
    problem: str = ""


def _nobody(_: str) -> str:
    return ""


def import_journals(
    journals: SQLJournals,
    folder: Path,
    learners: Iterable[str] | None = None,
    refused: Callable[[str], str] = _nobody,
) -> Iterator[Moved]:
    """Put the events of files into a database.

    Parameters
    ----------
    journals
        Where to.
    folder
        Holds a file for each learner, named by the learner's id.
    learners
        Whose; everybody's by default.
    refused
        Says why a learner's journal isn't moved; empty where it is.

    Raises
    ------
    DatabaseError
        If the database can't be reached. What is wrong with one file concerns that file alone.
    """
    files = {path.stem: path for path in sorted(folder.glob(f"*{SUFFIX}"))}
    for learner in files if learners is None else learners:
        path = files.get(learner)
        if path is None:
            continue
        if why := refused(learner):
            yield Moved(learner=learner, problem=why)
            continue
        try:
            raw = _raw(path, folder)
        except JournalError as bad:
            yield Moved(learner=learner, problem=str(bad))
            continue
        lines, faults = _events(raw, learner)
        added = journals.add(learner, list(lines.items()))
        yield Moved(learner=learner, added=added, known=len(lines) - added, faults=tuple(faults))


def export_journals(
    journals: SQLJournals, folder: Path, refused: Callable[[str], str] = _nobody
) -> Iterator[Moved]:
    """Put the events of a database into files, one for each learner, but for who is refused.

    Raises
    ------
    DatabaseError
        If the database can't be reached. What is wrong with one file concerns that file alone.
    """
    for learner in journals.learners():
        path = folder / f"{learner}{SUFFIX}"
        try:
            _check(learner, refused)
            there, _ = _events(_raw(path, folder), None)
            lines, faults = _events("\n".join(journals.lines(learner)).encode(), None)
            missing = [line for id_, line in lines.items() if id_ not in there]
            _append(path, missing)
        except (JournalError, OSError) as bad:
            told = str(bad) if isinstance(bad, DoorknobError) else _unwritten(path, bad)
            yield Moved(learner=learner, problem=told)
            continue
        yield Moved(
            learner=learner,
            added=len(missing),
            known=len(lines) - len(missing),
            faults=tuple(faults),
        )


def _check(learner: str, refused: Callable[[str], str]) -> None:
    if why := refused(learner):
        raise JournalError(why)
    if not _FILE.fullmatch(learner):
        raise JournalError(f"{learner!r} can't be the name of a file; nothing was written.")


def _unwritten(path: Path, bad: Exception) -> str:
    why = getattr(bad, "strerror", None) or str(bad)
    return f"{shown_path(path)} cannot be written: {why}. Make its folder writable."


def _raw(path: Path, folder: Path) -> bytes:
    """Read a journal whole; one that isn't there is empty."""
    shown = shown_path(path)
    if not path.resolve().is_relative_to(folder.resolve()):
        raise JournalError(f"{shown} leads out of its folder, and was left alone.")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise JournalError(f"{shown} is too large; at most {MOST_BYTES:,} bytes are read.")
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as bad:
        raise JournalError(f"{shown} cannot be read: {bad.strerror}.") from None


def _events(raw: bytes, learner: str | None) -> tuple[dict[str, str], list[Fault]]:
    """Give the line of each event by its id, in order, and the lines that hold none."""
    found: dict[str, str] = {}
    faults = []
    for number, line in enumerate(BytesIO(raw), start=1):
        journal = parsed(line, learner, "")
        plain = len(journal.events) == 1 and not journal.faults and not line.startswith(BOM)
        for event in journal.events:
            text = line.decode("utf-8") if plain else event.as_line()
            found.setdefault(event.id, text.rstrip("\n"))
        faults += [attrs.evolve(fault, line=number) for fault in journal.faults]
    return found, faults


def _append(path: Path, lines: Sequence[str]) -> None:
    """Put lines at the end of a file, and return once they are on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        end = file.seek(0, os.SEEK_END)
        if end:
            # A torn last line is closed first, so that it spoils nothing but itself.
            file.seek(end - 1)
            torn = file.read(1) != b"\n"
            file.write(b"\n" if torn and lines else b"")
        file.write("".join(f"{line}\n" for line in lines).encode())
        file.flush()
        os.fsync(file.fileno())
