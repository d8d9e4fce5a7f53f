"""A submission: what a learner hands in, as one file that can be checked.

It is a zip of the journal, the notebooks and a manifest with the digest of each. What was
practised in private is in it only as having been done. The receipt's code is a digest of the
manifest, in letters that can be read out on the phone.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import attrs

from doorknob.errors import DoorknobError
from doorknob.journal.events import Event, Verb

FORMAT = 1
MANIFEST, JOURNAL = "manifest.json", "journal.jsonl"
# More than any learner's work comes to; less than would hurt a machine.
MOST_FILES, MOST_BYTES = 200, 50_000_000
KEPT_PRIVATE = "(kept private)"
# What zipfile raises over files that somebody damaged or made up.
UNREADABLE = (
    *(BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError),
    *(RuntimeError, ValueError, LookupError, OverflowError, MemoryError),
)
# Others can ask for gigabytes of memory before they give a byte.
USUAL = {ZIP_STORED, ZIP_DEFLATED}
AGAIN = "Ask the learner to hand in again."
_UPDATE = "Update Doorknob."
# Crockford's letters: none that could be taken for another.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE = 8


class InvalidSubmission(DoorknobError):
    """A file that is no submission, or a damaged one; the text says what and what helps."""


@attrs.frozen(kw_only=True)
class Submission:
    """What was handed in.

    Attributes
    ----------
    learner, cohort
        Whose, and in which group; cohort may be empty.
    made
        When, with its offset.
    files
        The contents by name.
    code
        The receipt's code, such as ``K7QM-2XVD``.
    """

    learner: str
    cohort: str
    made: datetime
    files: Mapping[str, bytes]
    code: str

    @property
    def journal(self) -> bytes:
        """The learner's journal."""
        return self.files[JOURNAL]

    @property
    def name(self) -> str:
        """A name for the file: who, when, which."""
        stamp = self.made.strftime("%Y%m%dT%H%M%S")
        return f"{self.learner}-{stamp}-{self.code}.zip"


def shared(events: Iterable[Event], private: Collection[str]) -> bytes:
    """Write a journal for others' eyes: of private exercises only that they were done.

    Parameters
    ----------
    events
        Of one learner.
    private
        Ids of the exercises that are kept private.
    """
    all_ = tuple(events)
    # A promise that was made when a try began holds, whatever the exercise says now.
    promised = {one.attempt for one in all_ if one.details.get("private") is True}
    return "".join(
        (_hidden(one) if one.exercise in private or one.attempt in promised else one).as_line()
        for one in all_
    ).encode()


def _hidden(event: Event) -> Event:
    """Give a private event: that it was, and none of its words."""
    if event.response is None or event.verb not in {Verb.ANSWERED, Verb.DISPUTED}:
        return event
    return attrs.evolve(event, response=KEPT_PRIVATE)


def pack(
    *, learner: str, cohort: str, made: datetime, files: Mapping[str, bytes]
) -> tuple[Submission, bytes]:
    """Make a submission, and its file: the same bytes for the same work at the same time."""
    manifest = json.dumps(
        {
            "format": FORMAT,
            "learner": learner,
            "cohort": cohort,
            "made": made.isoformat(timespec="seconds"),
            "files": {
                name: {"sha256": sha256(data).hexdigest(), "size": len(data)}
                for name, data in sorted(files.items())
            },
        },
        indent=1,
    ).encode()
    found = BytesIO()
    with ZipFile(found, "w", ZIP_DEFLATED) as archive:
        for name, data in ((MANIFEST, manifest), *sorted(files.items())):
            archive.writestr(ZipInfo(name, date_time=made.timetuple()[:6]), data, ZIP_DEFLATED)
    code = code_of(manifest)
    made_of = Submission(learner=learner, cohort=cohort, made=made, files=dict(files), code=code)
    return made_of, found.getvalue()


def code_of(manifest: bytes) -> str:
    """Give a manifest's code.

    >>> code_of(b"")
    'WERC-8GMR'
    """
    number = int.from_bytes(sha256(manifest).digest()[:5], "big")
    letters = "".join(_LETTERS[number >> 5 * at & 31] for at in reversed(range(_CODE)))
    return f"{letters[: _CODE // 2]}-{letters[_CODE // 2 :]}"


def unpack(data: bytes) -> Submission:
    """Read a submission's file. Nothing is written, and nothing in it is run.

    Raises
    ------
    InvalidSubmission
        If it is none, is damaged, was changed after it was made, or is too large.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = _checked(archive.infolist())
            manifest = _read(archive, infos, MANIFEST, 1_000_000)
            told = _manifest(manifest)
            files = {name: _read(archive, infos, name, told[name][1]) for name in told}
    except UNREADABLE as bad:
        raise InvalidSubmission(f"This is no readable zip file: {bad}. {AGAIN}") from None
    for name, content in files.items():
        if sha256(content).hexdigest() != told[name][0]:
            raise InvalidSubmission(f"{name} was changed after it was handed in. {AGAIN}")
    if JOURNAL not in files:
        raise InvalidSubmission(f"There is no {JOURNAL} in it. {AGAIN}")
    head = json.loads(manifest)
    return Submission(
        learner=head["learner"],
        cohort=head["cohort"],
        made=datetime.fromisoformat(head["made"]),
        files=files,
        code=code_of(manifest),
    )


def _checked(infos: list[ZipInfo]) -> dict[str, ZipInfo]:
    if len(infos) > MOST_FILES or sum(one.file_size for one in infos) > MOST_BYTES:
        raise InvalidSubmission(
            f"It holds too much: at most {MOST_FILES} files and {MOST_BYTES:,} bytes."
        )
    for one in infos:
        if not is_plain(one.filename):
            raise InvalidSubmission(f"{one.filename!r} is no name for a file in it. {AGAIN}")
        if one.compress_type not in USUAL:
            raise InvalidSubmission(f"{one.filename!r} is compressed in an unusual way. {AGAIN}")
    return {one.filename: one for one in infos}


def is_plain(name: str) -> bool:
    """Whether a name stays inside a folder: relative, with no way up and nothing odd in it."""
    path = PurePosixPath(name)
    odd = "\\" in name or ":" in name or any(ord(letter) < 32 for letter in name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and not odd


def _read(archive: ZipFile, infos: Mapping[str, ZipInfo], name: str, most: int) -> bytes:
    if name not in infos:
        raise InvalidSubmission(f"There is no {name} in it. {AGAIN}")
    with archive.open(infos[name]) as file:
        # A size in a zip's directory is only a claim.
        data = file.read(most + 1)
    if len(data) > most:
        raise InvalidSubmission(f"{name} is larger than it says. {AGAIN}")
    return data


def _manifest(data: bytes) -> dict[str, tuple[str, int]]:
    try:
        head: Any = json.loads(data)
        texts = [head["learner"], head["cohort"], head["made"]]
        datetime.fromisoformat(head["made"])
        files = {
            str(name): (str(one["sha256"]), int(one["size"])) for name, one in head["files"].items()
        }
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError):
        raise InvalidSubmission(f"Its {MANIFEST} can't be read. {AGAIN}") from None
    if head.get("format") != FORMAT or not all(isinstance(text, str) for text in texts):
        raise InvalidSubmission(
            f"It was made in format {head.get('format')!r}; this version reads {FORMAT}. {_UPDATE}"
        )
    if any(size < 0 or size > MOST_BYTES for _, size in files.values()):
        raise InvalidSubmission(f"It claims a size that no file of it can have. {AGAIN}")
    return files
