"""An exercise carried in one cell of a notebook, and the points that a journal beside it earns.

nbgrader runs the cell when it grades. The cell carries the exercise with its key, so it must stand
where nbgrader takes it out of what learners get (``BEGIN HIDDEN TESTS``). Points come from the same
functions as everywhere else, so they are the same points.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import wrap

import attrs

from doorknob.course import Course
from doorknob.errors import BadParameter
from doorknob.exercises.base import Exercise, Grade
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.exercises.tasks.kind import Tasks
from doorknob.grading.grade import UNKNOWN, grade
from doorknob.journal.store import Journal, read_journal
from doorknob.tongue import say

JOURNAL = "journal.jsonl"
# Who practises without a name.
NOBODY = "me"
_LINE = 96


def pack(course: Course, name: str, values: Mapping[str, str]) -> str:
    """Give an exercise, what it plays and a cohort's values, as lines of plain letters.

    Raises
    ------
    BadParameter
        If there is nothing in it to be graded: it is private, or only a person judges it.
    """
    path = course.exercise_path(name)
    exercise = read_exercise(path)
    if not out_of(exercise):
        raise BadParameter(f"exercise {name!r}: it is not graded, so nbgrader has nothing to do.")
    files = {f"exercises/{path.name}": path.read_text(encoding="utf-8-sig")}
    if isinstance(exercise, RolePlay):
        scenario = course.scenario_path(exercise.scenario)
        files[f"curriculum/scenarios/{scenario.name}"] = scenario.read_text(encoding="utf-8-sig")
    told = {"exercise": name, "files": files, "values": dict(values)}
    data = zlib.compress(json.dumps(told, sort_keys=True).encode(), 9)
    return "\n".join(wrap(b64encode(data).decode("ascii"), _LINE))


def out_of(exercise: Exercise) -> int:
    """Give the points that can be had without a person's judgement."""
    items = exercise.items if isinstance(exercise, Tasks) else ()
    return exercise.out_of - sum(item.points for item in items if item.by_person)


def earned(packed: str, journal: Path, learner: str) -> Grade:
    """Grade a journal for a packed exercise.

    Parameters
    ----------
    packed
        From `pack`.
    journal
        The file; a missing one has earned nothing.
    learner
        Whose it should be. Of a journal that several have written, only hers counts.
    """
    told = json.loads(zlib.decompress(b64decode(packed)))
    with TemporaryDirectory(prefix="doorknob-") as folder:
        course = Course(Path(folder))
        for name, text in told["files"].items():
            path = course.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        exercise = read_exercise(course.exercise_path(told["exercise"]))
        found, remarks = _own(read_journal(journal), learner)
        result = grade(learner, found, [exercise], course.scenario, told["values"])
    # A folder may hold several exercises, each with a cell of its own, and one journal.
    kept = [one for one in result.remarks if not one.endswith(say(UNKNOWN, name=""))]
    return attrs.evolve(result.grade(exercise.id), remarks=(*remarks, *kept))


def points(packed: str, journal: str = JOURNAL) -> float:
    """Give the points of whoever's folder this is, and print what was odd.

    nbgrader runs it in ``<learner>/<assignment>/``. A note goes to standard output: nbgrader takes
    a word on the error stream for a failure.
    """
    here = Path.cwd()
    found = earned(packed, here / journal, here.parent.name)
    for remark in found.remarks:
        print(remark)  # noqa: T201  the cell's output is what a trainer sees
    return float(found.points)


def _own(journal: Journal, learner: str) -> tuple[Journal, list[str]]:
    """Give the part of a journal that is the learner's, and what was odd about the rest."""
    writers = {event.learner for event in journal.events}
    if not writers - {learner, NOBODY}:
        return journal, []
    if learner in writers or len(writers) > 1:
        own = {learner, NOBODY}
        events = tuple(event for event in journal.events if event.learner in own)
        others = ", ".join(sorted(writers - own))
        return (
            Journal(path=journal.path, events=events, faults=journal.faults),
            [f"left out, since {learner!r} did not write it: what {others} did"],
        )
    (writer,) = writers
    return journal, [f"handed in by {learner!r}, and written by {writer!r}: are they the same?"]
