"""Taking in what learners handed in: matched to the roster, checked, kept, never overwritten.

Whatever is wrong with one file concerns that file alone. A submission is kept as it came, under
the digest of its content; of its journal only the events that aren't there yet are added, so that
taking in the same work twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile

import attrs

from doorknob.errors import DoorknobError
from doorknob.grading.lateness import Deadline
from doorknob.journal.events import Event
from doorknob.journal.store import append, parsed, read_journal
from doorknob.journal.submission import MANIFEST, MOST_BYTES, InvalidSubmission, unpack

NOBODY = "me"
MOST_SUBMISSIONS = 20_000


@attrs.frozen(kw_only=True)
class Person:
    """A learner as the roster has them."""

    id: str
    name: str
    email: str


@attrs.frozen(kw_only=True)
class Found:
    """A file that may be a submission: where it was found, and what is in it."""

    place: str
    data: bytes


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
    """Open the downloads of a learning platform: zips that hold submissions."""
    for one in found:
        inner = list(_inside(one))
        yield from inner or [one]


def _inside(bundle: Found) -> Iterator[Found]:
    try:
        with ZipFile(BytesIO(bundle.data)) as archive:
            infos = archive.infolist()
            if any(info.filename == MANIFEST for info in infos):
                return
            for info in infos[:MOST_SUBMISSIONS]:
                if info.filename.lower().endswith(".zip") and info.file_size <= MOST_BYTES:
                    with archive.open(info) as file:
                        data = file.read(MOST_BYTES + 1)
                    yield Found(place=f"{bundle.place}/{info.filename}", data=data)
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        return


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
    """

    roster: Sequence[Person]
    journal_of: Callable[[str], Path]
    keep: Path
    deadline: date | None = None
    zone: tzinfo | None = None
    named: Mapping[str, str] = attrs.field(factory=dict)
    refused: Callable[[str], str] = lambda _: ""

    def take(self, found: Iterable[Found]) -> Iterator[Taken]:
        """Take in submissions, one after another."""
        return map(self._taken, found)

    def _taken(self, one: Found) -> Taken:
        try:
            submission = unpack(one.data)
            self._check(one.place, submission.learner)
            learner = whose(one.place, submission.learner, self.roster, self.named)
            self._check(learner)
        except DoorknobError as bad:
            return Taken(place=one.place, problem=str(bad))
        journal = parsed(submission.journal, None, one.place)
        mine, strangers = _attributed(journal.events, submission.learner, learner)
        _kept(one.data, self.keep / learner)
        path = self.journal_of(learner)
        known = {event.id for event in read_journal(path).events}
        added = [event for event in mine if event.id not in known]
        for event in added:
            append(path, event)
        notes = [str(fault) for fault in journal.faults]
        if strangers:
            notes.append(f"events of somebody else, left out: {strangers}")
        return Taken(
            place=one.place,
            learner=learner,
            code=submission.code,
            events=len(added),
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


def whose(
    place: str, claimed: str, roster: Sequence[Person], named: Mapping[str, str] | None = None
) -> str:
    """Say whose a submission is: by its own word, by e-mail, by the name that a platform gave it.

    Raises
    ------
    InvalidSubmission
        If nobody in the roster fits, or the place says that it is another's.
    """
    ids = {person.id for person in roster}
    given = (named or {}).get(PurePosixPath(place).name)
    if given is not None:
        if given not in ids:
            raise InvalidSubmission(f"{given!r} is not in the roster.")
        return given
    mails = {person.email.casefold(): person.id for person in roster if person.email}
    folder = next((part for part in reversed(PurePosixPath(place).parts[:-1]) if part in ids), None)
    own = claimed if claimed in ids else mails.get(claimed.casefold())
    if own is not None:
        if folder is not None and folder != own:
            raise InvalidSubmission(
                f"It says that it is {own}'s, but lies in {folder}'s folder. Ask both."
            )
        return own
    if claimed != NOBODY:
        raise InvalidSubmission(
            f"It says that it is {claimed!r}'s, who is not in the roster. {_NAME_IT}"
        )
    if folder is not None:
        return folder
    words = _letters(place)
    fits = [
        person.id
        for person in roster
        if _letters(person.name) in words or (person.email and _letters(person.email) in words)
    ]
    if len(fits) != 1:
        raise InvalidSubmission(f"It doesn't say whose it is. {_NAME_IT}")
    return fits[0]


_NAME_IT = "Say whose it is with --name FILE=ID."


def _letters(text: str) -> str:
    """Give a name's letters alone, as platforms write them into the names of files."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]", "", plain.replace("ß", "ss").replace("ı", "i"))


def _attributed(events: Iterable[Event], claimed: str, learner: str) -> tuple[list[Event], int]:
    """Give the events of a submission as the learner's, and how many were somebody else's."""
    all_ = list(events)
    mine = [event for event in all_ if event.learner in {claimed, learner, NOBODY}]
    return [attrs.evolve(event, learner=learner) for event in mine], len(all_) - len(mine)


def _kept(data: bytes, folder: Path) -> None:
    """Keep a submission as it came; the same content is kept once."""
    path = folder / f"{sha256(data).hexdigest()[:32]}.zip"
    if path.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(data)
    partial.replace(path)
