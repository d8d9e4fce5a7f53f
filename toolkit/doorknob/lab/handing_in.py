"""Handing in: from a learner's desk to the cohort's exchange, or into a download.

The exchange is a folder or any URL that fsspec opens. Nothing in it is ever overwritten; a learner
can hand in as often as he likes, and sees what was received.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import fsspec

from doorknob.errors import DoorknobError
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.journal.store import read_journal
from doorknob.journal.submission import JOURNAL, Submission, pack, shared
from doorknob.lab.folder import Desk
from doorknob.tongue import say
from doorknob.widgets.keeping import without_private
from doorknob.widgets.recorder import journal_path


def submission_of(desk: Desk, made: datetime | None = None) -> tuple[Submission, bytes]:
    """Make a submission of what lies on a desk, and its file."""
    learner = desk.learner.id if desk.learner else ""
    path = journal_path(desk.course, learner, desk.kept)
    events = read_journal(path, learner or None).events
    # What is no exercise of the cohort's is not for its trainer, either.
    private = _private(desk) | {one.exercise for one in events} - set(desk.exercises)
    files = {JOURNAL: shared(events, private)}
    for notebook in sorted(desk.root.glob("*/*.ipynb")):
        if not notebook.name.startswith("."):
            data = _for_others(notebook.read_bytes(), private)
            if data is not None:
                files[f"notebooks/{notebook.parent.name}/{notebook.name}"] = data
    return pack(
        learner=learner or "me",
        cohort=desk.cohort.id if desk.cohort else "",
        made=made or datetime.now(tz=UTC),
        files=files,
    )


def _for_others(data: bytes, private: set[str]) -> bytes | None:
    """Give a notebook without private practice; None where that can't be made sure of."""
    try:
        notebook = json.loads(data)
        whole = isinstance(notebook["cells"], list)
    except (ValueError, KeyError, TypeError, RecursionError):
        whole = False
    if not whole:
        return None if private else data
    return json.dumps(without_private(notebook, private), ensure_ascii=False, indent=1).encode()


def _private(desk: Desk) -> set[str]:
    found = set()
    for name in desk.exercises:
        try:
            exercise = read_exercise(desk.told.exercise_path(name))
        except DoorknobError:
            # What can't be read is not known to be for others' eyes.
            found.add(name)
            continue
        if isinstance(exercise, RolePlay) and exercise.is_private:
            found.add(exercise.id)
    return found


def can_hand_in(desk: Desk) -> bool:
    """Say whether there is an exchange; a learner's kit has none that only his trainer reaches."""
    return desk.cohort is not None and desk.learner is not None and bool(desk.cohort.file.exchange)


def hand_in(desk: Desk) -> dict[str, Any]:
    """Put a submission into the exchange, whole or not at all; give its receipt.

    Raises
    ------
    DoorknobError
        If there is no cohort and so no exchange, or the exchange can't be written.
    """
    if not can_hand_in(desk):
        raise DoorknobError(say("There is nobody to hand in to here; take the download."))
    made, data = submission_of(desk)
    files, home = _exchange(desk)
    target, partial = f"{home}/{made.name}", f"{home}/.{uuid4().hex}.partial"
    try:
        files.makedirs(home, exist_ok=True)
        with files.open(partial, "wb") as file:
            file.write(data)
        files.mv(partial, target)
    except OSError as bad:
        raise DoorknobError(
            say(
                "The exchange could not be written: {why}. Nothing is lost: try again, or take the "
                "download and send it to your trainer.",
                why=bad,
            )
        ) from None
    return _receipt(made.name)


def received(desk: Desk) -> list[dict[str, Any]]:
    """Give the receipts of what a learner handed in, the latest first."""
    if not can_hand_in(desk):
        return []
    files, home = _exchange(desk)
    try:
        names = [Path(name).name for name in files.ls(home, detail=False)]
    except OSError:
        return []
    mine = [name for name in names if not name.startswith(".") and name.endswith(".zip")]
    # What somebody else has put there is no receipt, and must not take the page from the learner.
    return [_receipt(name) for name in sorted(mine, reverse=True) if _NAMED.fullmatch(name)]


def _exchange(desk: Desk) -> tuple[Any, str]:
    """Give the file system of the exchange, and the learner's folder in it."""
    cohort, learner = desk.cohort, desk.learner
    if cohort is None or learner is None:
        raise DoorknobError("There is no exchange without a cohort.")
    place = cohort.file.exchange
    url = place if "://" in place else (cohort.folder / place).as_posix()
    files, home = fsspec.core.url_to_fs(url)
    return files, f"{home.rstrip('/')}/{cohort.id}/{learner.id}"


_NAMED = re.compile(r".+-\d{8}T\d{6}-[0-9A-Z]{4}-[0-9A-Z]{4}\.zip")


def _receipt(name: str) -> dict[str, Any]:
    """Read a receipt from a file's name: who-when-code."""
    _, stamp, first, second = name.removesuffix(".zip").rsplit("-", 3)
    when = datetime.strptime(stamp, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return {"code": f"{first}-{second}", "when": when.isoformat()}
