"""Journals as files: one event a line, appended and on the disk before anybody is answered."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Any, Protocol

import attrs

from doorknob.errors import JournalError, shown_path
from doorknob.journal.events import Event, event_from
from doorknob.tongue import say

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
        return say("line {number}: {what}", number=self.line, what=self.message)


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


class Place(Protocol):
    """Where a learner's journal lies, if it is no file: see `doorknob.journal.sql`."""

    def append(self, event: Event) -> None:
        """Put an event at its end, and return once it is on the disk."""
        ...

    def read(self, learner: str | None = None) -> Journal:
        """Read it; another learner's events are faults."""
        ...

    def mark(self) -> tuple[int, int]:
        """Give what changes whenever the journal does."""
        ...


def append(path: Path | Place, event: Event) -> None:
    """Put an event at the end of a journal, and return once it is on the disk."""
    if isinstance(path, Path):
        append_line(path, event.as_line())
    else:
        path.append(event)


def append_line(path: Path, *lines: str) -> None:
    """Put lines at the end of a file, and return once they are on the disk.

    A torn last line, left by a crash, is closed first, so that it spoils nothing but itself.

    Raises
    ------
    OSError
        If the disk does not take all of it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        size = os.fstat(handle).st_size
        torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
        data = (b"\n" if torn else b"") + "".join(lines).encode("utf-8")
        # One write: two processes that append at once don't mingle their lines. A disk that is
        # full takes a part, and says so only when it is asked to take the rest.
        while data:
            data = data[os.write(handle, data) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def read_journal(path: Path | Place, learner: str | None = None) -> Journal:
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
    if not isinstance(path, Path):
        return path.read(learner)
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
            whole = list(_whole(line, learner))
            yield from whole
            torn = number == len(lines)
            message = say("torn off: the end of the file is missing.") if torn else str(bad)
            if whole:
                message += " " + say("The whole events in it count: {count}.", count=len(whole))
            yield Fault(line=number, message=message)


def _event(line: bytes, learner: str | None) -> Event:
    if len(line) > LONGEST_LINE:
        raise JournalError(f"{len(line):,} bytes long; at most {LONGEST_LINE:,} are read.")
    try:
        statement = _JSON.decode(line.removeprefix(BOM).decode("utf-8"))
    except (ValueError, RecursionError):
        raise JournalError("not readable as JSON.") from None
    return _own(statement, learner)


def _own(statement: Any, learner: str | None) -> Event:
    event = event_from(statement)
    if learner is not None and event.learner != learner:
        raise JournalError(f"belongs to {event.learner!r}, not to {learner!r}.")
    return event


def _whole(line: bytes, learner: str | None) -> Iterator[Event]:
    """Find events that stand whole in a line of more: where the end of a line was lost.

    No text that somebody typed can look like the beginning of one, for its quotes are escaped.
    """
    text = line.decode("utf-8", "surrogateescape")
    at, tries = 0, 0
    while (begins := _BEGINS.search(text, at)) and tries < _MOST_TRIES:
        tries += 1
        at = begins.end()
        try:
            statement, end = _JSON.raw_decode(text, begins.start())
            # Bytes that are no UTF-8 are halves of pairs here, and can't be written.
            if len(text[begins.start() : end].encode("utf-8")) > LONGEST_LINE:
                continue
            event = _own(statement, learner)
        except (ValueError, RecursionError, JournalError):
            continue
        at, tries = end, 0
        yield event


def _refused(number: str) -> float:
    """Refuse what Python reads and JSON doesn't have."""
    raise ValueError(f"{number} is no number of JSON")


def _finite(number: str) -> float:
    value = float(number)
    return value if isfinite(value) else _refused(number)


# Not `json.loads`: it would read Infinity, which could then not be read again by others.
_JSON = json.JSONDecoder(parse_constant=_refused, parse_float=_finite)
_BEGINS = re.compile(r'\{"id":"[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}"')
_MOST_TRIES = 100
BOM = b"\xef\xbb\xbf"
