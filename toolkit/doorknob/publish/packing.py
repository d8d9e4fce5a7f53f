"""What a document is made from, packed up to be sent to another machine.

The course's files and a cohort's are packed once, and named by their digest; a learner's journal
goes with her own result and with the report, and nowhere else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath

import attrs

from doorknob.course import Course
from doorknob.publish.cohort import Cohort
from doorknob.publish.handed_in import submissions
from doorknob.publish.plan import ABOUT_ALL, Document
from doorknob.publish.rules import rules_of

# What is handed in, laid out or cached, and no document is made from.
LEFT_OUT = {"__pycache__", "submissions", "collected", "desks", "grades"}
# Stands for a link out of the course, which leads nowhere on another machine, either.
OUTSIDE = "/outside-of-the-course"


@attrs.frozen(eq=False)
class Pack:
    """Files by their path below the course's root; None for a link that leads out of it."""

    files: tuple[tuple[str, bytes | None], ...]

    @property
    def digest(self) -> str:
        """What tells this pack from any other."""
        whole = sha256()
        for name, data in self.files:
            kind = b"link" if data is None else sha256(data).digest()
            whole.update(name.encode("utf-8", "surrogateescape") + b"\0" + kind)
        return whole.hexdigest()

    def unpack(self, root: Path) -> None:
        """Write the files below a folder.

        Raises
        ------
        ValueError
            If a name leads out of it.
        """
        for name, data in self.files:
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts:
                raise ValueError(f"{name!r} leads out of the folder")
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if data is None:
                target.symlink_to(OUTSIDE)
            else:
                target.write_bytes(data)


def course_pack(course: Course) -> Pack:
    """Pack what all cohorts share: lessons, scenarios, report templates, exercises."""
    cohorts = course.curriculum / "cohorts"
    homes = (course.curriculum, course.exercises)
    return _pack(course, (path for home in homes for path in _files(home, {cohorts})))


def cohort_pack(course: Course, cohort: Cohort) -> Pack:
    """Pack a cohort's own files, without journals and without what was handed in."""
    known = {cohort.journal(learner) for learner in cohort.learners}
    exchange = cohort.folder / cohort.file.exchange
    skipped = {exchange} - {cohort.folder}
    journals = cohort.journals if cohort.journals != cohort.folder else None
    return _pack(
        course,
        (
            path
            for path in _files(cohort.folder, skipped)
            if path not in known and path.parent != journals
        ),
    )


def journal_pack(course: Course, cohort: Cohort, document: Document) -> Pack:
    """Pack the journals that a document is made from: one, all or none.

    A late rule also asks when they were handed in, and that stands in the submissions.
    """
    kind, _, name = document.target.partition("/")
    late = rules_of(cohort.file).late
    wanted = (
        path
        for learner in cohort.learners
        if kind in ABOUT_ALL or (kind == "results" and learner.id == name)
        for path in (cohort.journal(learner), *(submissions(cohort, learner) if late else ()))
    )
    return _pack(course, (path for path in wanted if path.is_file() or path.is_symlink()))


def _pack(course: Course, paths: Iterable[Path]) -> Pack:
    root = course.root.resolve()
    found = []
    for path in sorted(paths):
        name = path.relative_to(course.root).as_posix()
        inside = path.resolve().is_relative_to(root)
        found.append((name, path.read_bytes() if inside and path.is_file() else None))
    return Pack(tuple(found))


def _files(home: Path, skipped: set[Path]) -> Iterator[Path]:
    for folder, below, names in os.walk(home):
        here = Path(folder)
        below[:] = [
            name
            for name in below
            if name not in LEFT_OUT and not name.startswith(".") and here / name not in skipped
        ]
        if here == home / "journal" and home.name == "exercises":
            continue  # a learner's own answers
        yield from (here / name for name in names if not name.startswith("."))
