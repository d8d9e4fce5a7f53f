"""Whose data it is about, and where to look for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import attrs

from doorknob.course import Course
from doorknob.documents import load
from doorknob.errors import BadParameter, DoorknobError, InvalidCohort, NotFound, shown_path
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.journal.database import Database
from doorknob.journal.tombstones import Tombstone, read_tombstones
from doorknob.publish.cohort import Cohort, CohortFile, lies_inside
from doorknob.publish.pseudonyms import FILE as ALIASES
from doorknob.publish.pseudonyms import read_aliases
from doorknob.publish.roster import LEARNER_ID, Learner, read_roster
from doorknob.structuring import structure


@attrs.define(kw_only=True, slots=False)
class Case:
    """A learner of a cohort, on the roster or not any more.

    Attributes
    ----------
    course, cohort
        Where she learns.
    learner
        Who; without name and address where the roster has them no longer.
    databases
        In which to look, besides the gradebook's own in ``build/``.
    pseudonyms
        The file whose secret xAPI statements were sent with, if they were sent by alias.
    """

    course: Course
    cohort: Cohort
    learner: Learner
    databases: tuple[Database, ...] = ()
    pseudonyms: Path | None = None

    @property
    def id(self) -> str:
        """The learner's id."""
        return self.learner.id

    @property
    def build(self) -> Path:
        """Where the cohort's papers are built."""
        return self.course.build / self.cohort.id

    @property
    def names(self) -> tuple[str, ...]:
        """What her own files in a build are called: her id, and her alias if she has one."""
        alias = read_aliases(self.cohort.folder / ALIASES).get(self.id)
        return (self.id,) if alias is None else (self.id, alias)

    @property
    def tombstone(self) -> Tombstone | None:
        """Her tombstone, if there is one."""
        return read_tombstones(self.cohort.folder).of(self.id)

    @cached_property
    def open_exercises(self) -> frozenset[str]:
        """The cohort's exercises that are not private; what can't be read is not among them."""
        found = set()
        for name in self.cohort.file.exercises:
            try:
                exercise = read_exercise(self.course.exercise_path(name))
            except DoorknobError:
                continue
            if not (isinstance(exercise, RolePlay) and exercise.is_private):
                found.add(exercise.id)
        return frozenset(found)

    def private(self, exercises: Iterable[str]) -> set[str]:
        """Give those of some exercises whose words are for nobody but the learner."""
        return set(exercises) - self.open_exercises


def case_of(
    course: Course,
    name: str,
    learner: str,
    *,
    databases: Sequence[str] = (),
    pseudonyms: Path | None = None,
) -> Case:
    """Find a learner by id, exactly as it is written.

    The roster may be wrong or empty and the learner gone from it: what is kept is found all the
    same.

    Raises
    ------
    NotFound
        If there is no such cohort, or nothing can have that id.
    InvalidCohort
        If the cohort's file can't be read.
    BadParameter
        If its roster or journals lie outside of its folder.
    DatabaseError
        If a database's URL can't be read.
    """
    folder = course.cohort(name)
    document = load(folder / "cohort.yaml", InvalidCohort)
    file = structure(document, CohortFile, InvalidCohort)
    for field in (file.roster, file.journals):
        if not lies_inside(folder, field):
            raise BadParameter(f"{shown_path(folder)}: {field!r} lies outside of this folder.")
    learners, _ = read_roster(folder / file.roster, document)
    cohort = Cohort(file=file, folder=folder, learners=learners)
    found = next((one for one in learners if one.id == learner), None)
    # Also where it stands on a roster that is wrong: an id names files and folders.
    if not LEARNER_ID.fullmatch(learner):
        raise NotFound("learner", learner, [one.id for one in learners], file.roster)
    return Case(
        course=course,
        cohort=cohort,
        learner=found or Learner(id=learner, name="", email="", line=0),
        databases=tuple(map(Database.at, databases)),
        pseudonyms=pseudonyms,
    )


def unknown(case: Case) -> NotFound:
    """Say that nobody of that id is known."""
    known = [one.id for one in case.cohort.learners]
    return NotFound("learner", case.id, known, case.cohort.file.roster)


def is_running(case: Case) -> bool:
    """Say whether a build of the cohort goes on, which would bring results back."""
    stage = re.compile(rf"\.{re.escape(case.cohort.id)}-\d+-[a-z0-9_]+")
    home = case.course.build
    return home.is_dir() and any(stage.fullmatch(one.name) for one in home.iterdir())
