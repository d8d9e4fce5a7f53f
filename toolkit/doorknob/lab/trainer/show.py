"""``doorknob.desk`` and ``doorknob.group_call``: the trainer's widgets in a notebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from doorknob.course import Course
from doorknob.errors import BadParameter
from doorknob.exercises.roleplay import RolePlay
from doorknob.publish.cohort import read_cohort
from doorknob.publish.grader import cohort_exercises
from doorknob.tongue import say, speak

if TYPE_CHECKING:
    from doorknob.lab.trainer.widget import GroupCall, TrainersDesk


def desk(cohort: str) -> TrainersDesk:
    """Give the trainer's desk of a cohort.

    Parameters
    ----------
    cohort
        Its name.

    Raises
    ------
    NotFound
        If there is no such cohort.
    InvalidCohort
        If its file is wrong.
    """
    from doorknob.lab.trainer.session import DeskSession  # noqa: PLC0415  ipywidgets is heavy
    from doorknob.lab.trainer.widget import TrainersDesk  # noqa: PLC0415

    course = Course.here()
    found = read_cohort(course, cohort)
    speak(found.file.language)
    return TrainersDesk(DeskSession(course, found))


def group_call(cohort: str, *, journal: str | Path = "group.jsonl") -> GroupCall:
    """Give a call for the whole room.

    Parameters
    ----------
    cohort
        Whose calls.
    journal
        The file that keeps what the room said.

    Raises
    ------
    NotFound
        If there is no such cohort.
    InvalidCohort
        If its file is wrong.
    BadParameter
        If the cohort has no role-play among its exercises.
    """
    from doorknob.lab.trainer.group import NO_CALL, GroupSession  # noqa: PLC0415
    from doorknob.lab.trainer.widget import GroupCall  # noqa: PLC0415

    course = Course.here()
    found = read_cohort(course, cohort)
    speak(found.file.language)
    calls = [one for one in cohort_exercises(course, found) if isinstance(one, RolePlay)]
    if not calls:
        raise BadParameter(f"{cohort}: {say(NO_CALL)}")
    return GroupCall(GroupSession(course, found, calls, Path(journal)))
