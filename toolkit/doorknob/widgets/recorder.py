"""A learner's journal as one exercise sees it: read on opening, written before every answer.

The file is the truth. A session that finds it changed reads it again, so that a cell run twice or
a notebook open in two places tells one story.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from os import environ
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from doorknob.course import Course
from doorknob.errors import BadParameter
from doorknob.journal.events import Event, Verb
from doorknob.journal.replay import HINT, Attempt, attempts
from doorknob.journal.seeds import seed_for
from doorknob.journal.store import Place, append, read_journal

JOURNAL, COHORT = "DOORKNOB_JOURNAL", "DOORKNOB_COHORT"
NOBODY = "me"
# The roster's own rule: an id names files, so it may not walk out of the folder.
_LEARNER = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?")

_LONGEST_WHY = 500

Clock = Callable[[], datetime]


def now() -> datetime:
    """Give the time, with its zone."""
    return datetime.now(tz=UTC)


def journal_path(course: Course, learner: str, given: str | Path | None = None) -> Path | Place:
    """Say which file, or which database, keeps what a learner does.

    Raises
    ------
    BadParameter
        If `learner` is no id of a roster.
    DatabaseError
        If a database is named by a URL that can't be read.
    """
    if learner and not _LEARNER.fullmatch(learner):
        raise BadParameter(
            f"learner: {learner!r} can't be an id; use small letters, digits, '-' and '_', at "
            "most 40."
        )
    named = given or environ.get(JOURNAL)
    if named and "://" in str(named):
        return _in_database(str(named), learner or NOBODY)
    if named:
        return Path(named).expanduser()
    return course.exercises / "journal" / f"{learner or NOBODY}.jsonl"


def _in_database(url: str, learner: str) -> Place:
    # Imported here: whoever keeps a file, in a browser say, needs no SQLAlchemy.
    from doorknob.journal.database import Database  # noqa: PLC0415
    from doorknob.journal.sql import SQLJournals  # noqa: PLC0415

    cohort = environ.get(COHORT, "")
    if not cohort:
        raise BadParameter(
            f"{JOURNAL} names a database, which may hold many cohorts. Let {COHORT} say which."
        )
    return SQLJournals(Database.at(url), cohort).of(learner)


class Recorder:
    """Reads and writes the part of a journal that belongs to one learner and one exercise.

    Parameters
    ----------
    path
        The journal: a file, or a place in a database.
    learner
        Id in the roster; empty for somebody who practises alone.
    exercise
        The exercise's id.
    clock
        Gives the time that an event is stamped with.
    """

    def __init__(
        self, *, path: Path | Place, learner: str, exercise: str, clock: Clock = now
    ) -> None:
        self.path, self.exercise, self._clock = path, exercise, clock
        self.learner = learner or NOBODY
        self._mark: tuple[int, int] | None = None
        self._seen: frozenset[str] = frozenset()
        self._tries: tuple[Attempt, ...] = ()
        self.refresh()

    @property
    def tries(self) -> tuple[Attempt, ...]:
        """The tries at this exercise, in the order in which they began."""
        return self._tries

    @property
    def current(self) -> Attempt | None:
        """The try that goes on, or that ended last; None before the first."""
        return self._tries[-1] if self._tries else None

    @property
    def number(self) -> int:
        """Which try it is, from 1; before the first, the one to come."""
        return max(1, len(self._tries))

    @property
    def outbox(self) -> str:
        """A name for what a browser keeps until it has been acknowledged.

        Two learners at one computer, or two courses, must not find each other's lines.
        """
        path = self.path.absolute() if isinstance(self.path, Path) else self.path
        whole = f"{path}\n{self.learner}\n{self.exercise}"
        return blake2b(whole.encode(), digest_size=8).hexdigest()

    def seed(self, number: int) -> int:
        """Give the seed of the n-th try."""
        return seed_for(self.learner, self.exercise, number)

    def knows(self, message: str) -> bool:
        """Say whether a message has been written down already."""
        return _same(message) in self._seen

    def refresh(self) -> bool:
        """Read the journal if somebody else has written to it; say whether it had changed."""
        mark = _mark(self.path)
        if mark == self._mark:
            return False
        journal = read_journal(self.path, self.learner)
        self._seen = frozenset(event.id for event in journal.events)
        self._tries = attempts(journal.events).get(self.exercise, ())
        self._mark = mark
        return True

    def begin(self, message: str, details: Mapping[str, Any], *, itself: bool = False) -> None:
        """Open a new try.

        Parameters
        ----------
        message
            Id of the learner's message that calls for it.
        details
            What a replay needs to know.
        itself
            Whether the message says nothing else, so that the event takes its id.
        """
        # Derived from the message, so that one sent twice opens one try.
        identity = _same(message) if itself else str(uuid5(UUID(message), "opening"))
        attempt = str(uuid5(UUID(message), "attempt"))
        self._write(identity, attempt, Verb.INITIALIZED, details=dict(details))

    def answer(self, message: str, response: str, part: str = "") -> None:
        """Write down an answer, or a line."""
        self._write(_same(message), self._attempt(), Verb.ANSWERED, part=part, response=response)

    def asked(self, message: str, step: int, part: str = HINT) -> None:
        """Write down that a hint was asked for, in a call or for a task."""
        self._write(_same(message), self._attempt(), Verb.ASKED, part=part, response=str(step))

    def rewound(self, message: str, lines: int) -> None:
        """Write down that the learner went back, and how many lines are left."""
        self._write(_same(message), self._attempt(), Verb.REWOUND, response=str(lines))

    def disputed(self, message: str, part: str, why: str) -> None:
        """Write down that the reading of a line, or of an answer, is called wrong."""
        told = why.encode("utf-8", "replace").decode("utf-8").strip()[:_LONGEST_WHY]
        self._write(_same(message), self._attempt(), Verb.DISPUTED, part=part, response=told)

    def complete(self, message: str) -> None:
        """Write down that the try was handed in."""
        self._write(_same(message), self._attempt(), Verb.COMPLETED)

    def _attempt(self) -> str:
        if self.current is None:
            raise BadParameter("begin a try before writing into it.")
        return self.current.id

    def _write(self, identity: str, attempt: str, verb: Verb, **more: Any) -> None:
        event = Event(
            id=identity,
            learner=self.learner,
            verb=verb,
            exercise=self.exercise,
            attempt=attempt,
            timestamp=self._clock().isoformat(timespec="milliseconds"),
            **more,
        )
        append(self.path, event)
        # Read back what is on the disk: what is shown is then what will be graded.
        self.refresh()


def _mark(path: Path | Place) -> tuple[int, int]:
    """Give what changes whenever a journal does."""
    if not isinstance(path, Path):
        return path.mark()
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _same(message: str) -> str:
    return str(UUID(message))
