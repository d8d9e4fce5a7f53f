"""Events brought into a journal: each once, and each at its place in the order of what was done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import attrs

from doorknob.errors import JournalError, shown_path
from doorknob.files import put
from doorknob.journal.events import Event
from doorknob.journal.store import append_line, parsed, read_journal

_TRIES = 10


@attrs.frozen(kw_only=True)
class Merged:
    """What came of it.

    Attributes
    ----------
    added
        How many events were not there before.
    differing
        How many were there with another content; what was there stays.
    """

    added: int = 0
    differing: int = 0


def merge(path: Path, learner: str, events: Sequence[Event]) -> Merged:
    """Bring a learner's events into the journal that holds others of them.

    What comes after all that is there is put at its end. An event that is missing in between (its
    line is damaged) is put where it was done, or a call would be replayed with its lines in another
    order; every line that was there stays in the file.

    Parameters
    ----------
    path
        The journal; may be missing.
    learner
        Whose.
    events
        In the order in which they were done.

    Raises
    ------
    JournalError
        If the journal can't be read.
    OSError
        If it can't be written.
    """
    known = {event.id: event for event in read_journal(path, learner).events}
    new = {event.id: event for event in events if event.id not in known}
    differing = sum(known.get(event.id, event) != event for event in events)
    if new:
        places = [event.id in known for event in events]
        if True not in places[places.index(False) :]:
            append_line(path, *(event.as_line() for event in new.values()))
        else:
            _inserted(path, learner, events)
    return Merged(added=len(new), differing=differing)


def _inserted(path: Path, learner: str, events: Sequence[Event]) -> None:
    """Write the journal anew with the missing events in between; again if it grew meanwhile."""
    for _ in range(_TRIES):
        raw = path.read_bytes()
        data = _with(raw, learner, events)
        if path.stat().st_size == len(raw):
            put(path, data, mode=0o600)
            return
    raise JournalError(f"{shown_path(path)} is being written to. Try again when nobody does.")


def _with(raw: bytes, learner: str, events: Sequence[Event]) -> bytes:
    lines = [line for line in raw.split(b"\n") if line.strip()]
    places: dict[str, int] = {}
    for number, line in enumerate(lines):
        for event in parsed(line, learner, "").events:
            places.setdefault(event.id, number)
    # New lines go behind the event before them; those before all others, in front of the first.
    behind: dict[int, list[bytes]] = {}
    first = min((places[event.id] for event in events if event.id in places), default=len(lines))
    at = first - 1
    for event in events:
        if event.id in places:
            at = places[event.id]
        else:
            behind.setdefault(at, []).append(event.as_line().rstrip("\n").encode())
    whole = list(behind.get(-1, ()))
    for number, line in enumerate(lines):
        whole += [line, *behind.get(number, ())]
    return b"".join(line + b"\n" for line in whole)
