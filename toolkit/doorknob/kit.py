"""A learner's kit: a course for one learner's own machine, without what only trainers know."""

from __future__ import annotations

from pathlib import Path

import attrs

from doorknob.course import Course
from doorknob.documents import load
from doorknob.errors import DoorknobError, InvalidKit
from doorknob.structuring import structure

FILE = "kit.yaml"
FORMAT = 1


@attrs.frozen(kw_only=True)
class Kit:
    """Whose kit a course's folder is.

    Attributes
    ----------
    format
        Of the kit's files.
    version
        Of the package that made it.
    cohort, learner
        For whom: a cohort's id, and one in its roster.
    """

    format: int
    version: str
    cohort: str
    learner: str


def kit_of(course: Course) -> Kit | None:
    """Say whose kit a course is; None for a trainer's, whole one.

    Raises
    ------
    InvalidKit
        If the kit's file is damaged, or from a later version.
    """
    path: Path = course.root / FILE
    if not path.is_file():
        return None
    document = load(path, InvalidKit)
    found = structure(document, Kit, InvalidKit)
    if found.format != FORMAT:
        message = f"this kit has format {found.format}; expected {FORMAT}."
        raise InvalidKit([document.problem(("format",), message, "Update Doorknob.")])
    return found


def trainers_course() -> Course:
    """Find the course, for a command that needs its keys.

    Raises
    ------
    NotFound
        If there is none.
    DoorknobError
        If it is a learner's kit.
    """
    course = Course.here()
    if kit_of(course) is not None:
        raise DoorknobError(
            "This is a learner's kit, which holds no keys and nobody else's work. Run this "
            "command in the trainer's course."
        )
    return course
