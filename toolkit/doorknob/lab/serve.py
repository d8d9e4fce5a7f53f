"""JupyterLab as a workshop needs it: one document at a time, our settings, our start page."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from doorknob.colour import COLOUR
from doorknob.course import Course
from doorknob.errors import BadParameter
from doorknob.journal.tombstones import refusal
from doorknob.kit import kit_of
from doorknob.lab.folder import Desk, learner_of
from doorknob.publish.cohort import read_cohort
from doorknob.widgets.show import LANGUAGE, SEED

HERE = Path(__file__).parent
PORT = 8899
COHORT, LEARNER, TRAINER = "DOORKNOB_COHORT", "DOORKNOB_LEARNER", "DOORKNOB_TRAINER"
# No learner's id can begin so.
TRAINERS_FOLDER = "_trainer"


def desk_of(
    course: Course, cohort: str, learner: str, root: Path | None = None, *, trainer: bool = False
) -> Desk:
    """Give the desk of a learner of a cohort, where either may be empty, or of its trainer.

    Raises
    ------
    NotFound
        If there is no such cohort or learner.
    InvalidCohort
        If the cohort's file is wrong.
    BadParameter
        If it is to be a trainer's and there is no cohort at all, or a learner is named, too; or
        this is a learner's kit, or the learner's data was erased.
    InvalidKit
        If the kit's file is damaged.
    """
    mine = kit_of(course)
    if mine is not None:
        if trainer:
            raise BadParameter("--trainer: this is a learner's kit; open the trainer's course.")
        cohort, learner = cohort or mine.cohort, learner or mine.learner
    if trainer and learner:
        raise BadParameter("--trainer: name no learner.")
    if trainer and not cohort:
        # Another can be chosen at the desk.
        cohort = next(iter(course.cohorts()), "")
        if not cohort:
            raise BadParameter("--trainer: there is no cohort yet; make one as the README shows.")
    found = read_cohort(course, cohort) if cohort else None
    stone = found.tombstones.of(learner) if found and learner else None
    if stone is not None:
        raise BadParameter(f"{learner!r}: {refusal(stone, cohort)}")
    who = learner_of(found, learner) if found and learner else None
    # What somebody wrote into a notebook must not lie in a folder that may be deleted at any time.
    home = found.folder if found else course.exercises
    name = TRAINERS_FOLDER if trainer else who.id if who else "anyone"
    place = root or home / "desks" / name
    return Desk(root=place, course=course, cohort=found, learner=who, trainer=trainer)


def desk_here() -> Desk | None:
    """Give the desk for which this process was started; None for any other server."""
    if COHORT not in os.environ:
        return None
    return desk_of(
        Course.here(),
        os.environ[COHORT],
        os.environ.get(LEARNER, ""),
        root=Path.cwd(),
        trainer=os.environ.get(TRAINER) == "1",
    )


def environment(desk: Desk) -> dict[str, str]:
    """Give what the server's and the kernels' environment must say."""
    told = {
        "DOORKNOB_COURSE": str(desk.course.root),
        COHORT: desk.cohort.id if desk.cohort else "",
        LEARNER: desk.learner.id if desk.learner else "",
        TRAINER: "1" if desk.trainer else "",
        LANGUAGE: desk.language,
        COLOUR: desk.cohort.file.brand.colour if desk.cohort else "",
        SEED: str(desk.cohort.file.seed) if desk.cohort else "0",
    }
    # A database that is named there serves a whole room; it comes before the learner's file.
    if desk.kept is not None:
        told["DOORKNOB_JOURNAL"] = str(desk.kept)
    return {**os.environ, **told}


def command_line(desk: Desk, *, port: int, browser: bool, more: Sequence[str] = ()) -> list[str]:
    """Give the command that starts JupyterLab for a desk."""
    return [
        *(sys.executable, "-m", "jupyterlab"),
        *(f"--ServerApp.root_dir={desk.root}", f"--ServerApp.port={port}"),
        *("--ServerApp.port_retries=0", "--LabApp.default_url=/doc"),
        "--ServerApp.jpserver_extensions={'doorknob.lab': True}",
        f"--LabApp.extra_labextensions_path={HERE / 'labextensions'}",
        f"--LabApp.app_settings_dir={HERE / 'settings'}",
        "--LabApp.news_url=",
        *([] if browser else ["--no-browser"]),
        *more,
    ]
