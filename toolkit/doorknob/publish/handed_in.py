"""When a learner handed in what: read from the submissions that were taken in and kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from doorknob.errors import DoorknobError, shown_path
from doorknob.grading.lateness import HandIns
from doorknob.journal.store import parsed
from doorknob.journal.submission import MOST_BYTES, InvalidSubmission, unpack
from doorknob.publish.cohort import Cohort
from doorknob.publish.roster import Learner


def hand_ins(cohort: Cohort, learner: Learner) -> HandIns:
    """Read what ``doorknob collect`` has kept of a learner's; nothing in it is run or unpacked."""
    times: dict[str, datetime] = {}
    faults = []
    for path in submissions(cohort, learner):
        try:
            found = unpack(_bytes(path, cohort.folder))
        except DoorknobError as bad:
            faults.append(f"{shown_path(path)}: {bad}")
            continue
        made = found.made if found.made.tzinfo else found.made.replace(tzinfo=UTC)
        for event in parsed(found.journal, None, "").events:
            times[event.id] = min(made, times.get(event.id, made))
    return HandIns(times=times, faults=tuple(faults))


def submissions(cohort: Cohort, learner: Learner) -> list[Path]:
    """Give the files in which a learner's submissions are kept."""
    return sorted((cohort.folder / "collected" / cohort.real(learner).id).glob("*.zip"))


def _bytes(path: Path, folder: Path) -> bytes:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise InvalidSubmission("It leads out of the cohort's folder, and was not read.")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InvalidSubmission(f"It is too large; at most {MOST_BYTES:,} bytes are read.")
        return path.read_bytes()
    except OSError as bad:
        raise InvalidSubmission(f"It can't be read: {bad.strerror}.") from None
