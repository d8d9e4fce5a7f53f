"""Journals as files: one event a line, appended and on the disk before anybody is answered."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import attrs

from doorknob.errors import JournalError, shown_path
from doorknob.journal.events import Event, event_from

MOST_BYTES = 50_000_000
LONGEST_LINE = 100_000


@attrs.frozen(kw_only=True)
class Fault:
    """A line of a journal that could not be used. The lines around it still count.

    Attributes
    ----------
    line
        1-based.
    message
        What was wrong.
    """

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


@attrs.frozen(kw_only=True)
class Journal:
    """What a journal holds.

    Attributes
    ----------
    path
        The file as the reader knows it.
    events
        In the order of the file, each once.
    faults
        The lines that could not be used.
    """

    path: str
    events: tuple[Event, ...] = ()
    faults: tuple[Fault, ...] = ()


def append(path: Path, event: Event) -> None:
    """Put an event at the end of a journal, and return once it is on the disk."""
    append_line(path, event.as_line())


def append_line(path: Path, line: str) -> None:
    """Put a line at the end of a file, and return once it is on the disk.

    A torn last line, left by a crash, is closed first, so that it spoils nothing but itself.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        size = os.fstat(handle).st_size
        torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
        data = (b"\n" if torn else b"") + line.encode("utf-8")
        # One write: two processes that append at once don't mingle their lines.
        os.write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def read_journal(path: Path, learner: str | None = None) -> Journal:
    """Read a journal, whatever state it is in.

    Parameters
    ----------
    path
        The file; a missing one is an empty journal.
    learner
        Whose it must be; another's events are faults.

    Raises
    ------
    JournalError
        If the file is larger than 50 MB or cannot be opened.
    """
    shown = shown_path(path)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise JournalError(f"{shown} is {size:,} bytes long; at most {MOST_BYTES:,} are read.")
        raw = path.read_bytes()
    except FileNotFoundError:
        return Journal(path=shown)
    except OSError as bad:
        raise JournalError(f"{shown} cannot be read: {bad.strerror}.") from bad
    return parsed(raw, learner, shown)


def parsed(raw: bytes, learner: str | None, shown: str) -> Journal:
    """Make a journal of its bytes; `shown` names it to the reader."""
    events: dict[str, Event] = {}
    faults = []
    for found in _lines(raw, learner):
        if isinstance(found, Fault):
            faults.append(found)
        else:
            events.setdefault(found.id, found)
    return Journal(path=shown, events=tuple(events.values()), faults=tuple(faults))


def _lines(raw: bytes, learner: str | None) -> Iterator[Event | Fault]:
    lines = raw.split(b"\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _event(line, learner)
        except JournalError as bad:
            torn = number == len(lines)
            message = "torn off: the end of the file is missing." if torn else str(bad)
            yield Fault(line=number, message=message)


def _event(line: bytes, learner: str | None) -> Event:
    if len(line) > LONGEST_LINE:
        raise JournalError(f"{len(line):,} bytes long; at most {LONGEST_LINE:,} are read.")
    try:
        statement = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise JournalError("not readable as JSON.") from None
    event = event_from(statement)
    if learner is not None and event.learner != learner:
        raise JournalError(f"belongs to {event.learner!r}, not to {learner!r}.")
    return event
