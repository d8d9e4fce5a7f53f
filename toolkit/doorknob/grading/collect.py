"""Taking in what learners handed in: matched to the roster, checked, kept, never overwritten.

Whatever is wrong with one file concerns that file alone. A submission is kept as it came, under
the digest of its content; of its journal only the events that aren't there yet are added, so that
taking in the same work twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

import attrs

from doorknob.errors import DoorknobError
from doorknob.files import put
from doorknob.grading.lateness import Deadline
from doorknob.grading.whose import Directory, Person
from doorknob.journal.merge import merge
from doorknob.journal.store import parsed
from doorknob.journal.submission import (
    AGAIN,
    MANIFEST,
    MOST_BYTES,
    UNREADABLE,
    USUAL,
    InvalidSubmission,
    unpack,
)

MOST_SUBMISSIONS = 20_000
# A bundle of a whole class is larger than any submission in it.
MOST_BUNDLED = 20 * MOST_BYTES


@attrs.frozen(kw_only=True)
class Found:
    """A file that may be a submission.

    Attributes
    ----------
    place
        Where it was found.
    data
        What is in it.
    problem
        Why it could not be read, and what helps; empty where it could.
    """

    place: str
    data: bytes = b""
    problem: str = ""


@attrs.frozen(kw_only=True)
class Taken:
    """What became of one file.

    Attributes
    ----------
    place
        Where it was found.
    learner
        Whose it is; empty where that isn't known.
    code
        Its receipt's code; empty where it is no submission.
    events
        How many events it added.
    late
        Whether it was made after the deadline.
    problem
        Why it was not taken in, and what helps; empty where it was.
    notes
        What was mended or left out.
    """

    place: str
    learner: str = ""
    code: str = ""
    events: int = 0
    late: bool = False
    problem: str = ""
    notes: tuple[str, ...] = ()


def unbundled(found: Iterable[Found]) -> Iterator[Found]:
    """Open the downloads of a learning platform: zips that hold submissions, one at a time."""
    for one in found:
        any_ = False
        for inner in _inside(one):
            any_ = True
            yield inner
        if not any_:
            yield one


def _inside(bundle: Found) -> Iterator[Found]:
    """Give a bundle's submissions; what is wrong with one of them concerns that one alone."""
    try:
        with ZipFile(BytesIO(bundle.data)) as archive:
            infos = archive.infolist()
            if any(info.filename == MANIFEST for info in infos):
                return
            left, zips = MOST_BUNDLED, [info for info in infos if _may_be(info.filename)]
            for info in zips[:MOST_SUBMISSIONS]:
                one = _opened(archive, info, f"{bundle.place}/{info.filename}", left)
                left -= len(one.data)
                yield one
            if zips[MOST_SUBMISSIONS:]:
                yield Found(place=bundle.place, problem=_TOO_MANY)
    except UNREADABLE:
        return


def _may_be(name: str) -> bool:
    """Whether a file may be a submission; macOS puts ``._`` files beside what it packs."""
    path = PurePosixPath(name)
    return path.suffix.lower() == ".zip" and not path.name.startswith(".")


def _opened(archive: ZipFile, info: ZipInfo, place: str, left: int) -> Found:
    if info.file_size > min(MOST_BYTES, left) or info.compress_type not in USUAL:
        return Found(place=place, problem=_TOO_LARGE)
    try:
        with archive.open(info) as file:
            return Found(place=place, data=file.read(MOST_BYTES + 1))
    except UNREADABLE as bad:
        return Found(place=place, problem=f"It can't be read out of its zip: {bad}. {AGAIN}")


_TOO_LARGE = f"It is too large, or packed in an unusual way. {AGAIN}"
_TOO_MANY = f"It holds more than {MOST_SUBMISSIONS:,} submissions. Split it."


@attrs.frozen(kw_only=True)
class Intake:
    """Where submissions of a group go.

    Attributes
    ----------
    roster
        Who there is.
    journal_of
        Gives the file of a learner's journal by id.
    keep
        The folder in which submissions are kept as they came.
    deadline
        The last day; None for no such day.
    zone
        Whose midnight ends it; the submission's own where it is None.
    named
        Ids of learners by file name, for what can't be matched.
    refused
        Says why nothing is taken in under an id or an address; empty where it is.
    cohort
        The group's id; what was made for another group, where somebody may have the same id, is
        not taken in. Empty to take in whatever comes.
    """

    roster: Sequence[Person]
    journal_of: Callable[[str], Path]
    keep: Path
    deadline: date | None = None
    zone: tzinfo | None = None
    named: Mapping[str, str] = attrs.field(factory=dict)
    refused: Callable[[str], str] = lambda _: ""
    cohort: str = ""

    def take(self, found: Iterable[Found]) -> Iterator[Taken]:
        """Take in submissions, one after another; each is on the disk before it is told of."""
        directory = Directory.of(self.roster)
        for one in found:
            try:
                yield self._taken(one, directory)
            except DoorknobError as bad:
                yield Taken(place=one.place, problem=str(bad))
            except OSError as bad:
                why = f"The disk did not take it: {bad.strerror or bad}. {_MAKE_ROOM}"
                yield Taken(place=one.place, problem=why)

    def _taken(self, one: Found, directory: Directory) -> Taken:
        if one.problem:
            return Taken(place=one.place, problem=one.problem)
        submission = unpack(one.data)
        self._check(one.place, submission.learner)
        learner = directory.owner(one.place, submission.learner, self.named)
        self._check(learner)
        named = PurePosixPath(one.place).name in self.named
        if self.cohort and submission.cohort not in {"", self.cohort} and not named:
            raise InvalidSubmission(
                f"It was made for the cohort {submission.cohort!r}, not for {self.cohort!r}. "
                "If it belongs here all the same, say whose it is with --name FILE=ID."
            )
        journal = parsed(submission.journal, None, one.place)
        mine, strangers = directory.attributed(journal.events, submission.learner, learner)
        _kept(one.data, self.keep / learner)
        merged = merge(self.journal_of(learner), learner, mine)
        notes = [str(fault) for fault in journal.faults]
        if strangers:
            notes.append(f"events of somebody else, left out: {strangers}")
        if merged.differing:
            notes.append(
                f"events that are there with another content, left out: {merged.differing}"
            )
        return Taken(
            place=one.place,
            learner=learner,
            code=submission.code,
            events=merged.added,
            late=self._late(submission.made),
            notes=tuple(notes),
        )

    def _check(self, *said: str) -> None:
        """See that nobody who was erased comes back in, whoever says so: the file or its place."""
        for text in said:
            path = PurePosixPath(text)
            for name in (text, self.named.get(path.name, ""), *path.parts[:-1]):
                if why := self.refused(name):
                    raise InvalidSubmission(why)

    def _late(self, made: datetime) -> bool:
        if self.deadline is None:
            return False
        return Deadline(day=self.deadline, zone=self.zone).days(made) > 0


_MAKE_ROOM = "Make room or its folder writable, and collect again."


def _kept(data: bytes, folder: Path) -> None:
    """Keep a submission as it came; the same content is kept once."""
    path = folder / f"{sha256(data).hexdigest()[:32]}.zip"
    # One of another length is what a machine that lost its power left of it.
    if not path.exists() or path.stat().st_size != len(data):
        folder.mkdir(parents=True, exist_ok=True)
        put(path, data)
