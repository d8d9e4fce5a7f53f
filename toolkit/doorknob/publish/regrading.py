"""Grading a cohort as data, and comparing with the grades before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from doorknob.course import Course
from doorknob.errors import shown_path
from doorknob.grading.record import Graded, canonical, digest, light, record
from doorknob.grading.regrade import Change, regrade, sources_changed
from doorknob.journal.decisions import Decision
from doorknob.publish.cohort import Cohort
from doorknob.publish.grader import Grader
from doorknob.publish.gradings import Gradings, put
from doorknob.publish.many import each
from doorknob.publish.roster import Learner


@attrs.frozen(kw_only=True)
class Regrading:
    """A cohort graded, set against the grades before.

    Attributes
    ----------
    data
        The grades as data.
    before
        The latest grades that were kept; None where there are none.
    everybody
        The learners in the order of the roster.
    notes
        What was wrong with the grades before, or with the decisions.
    gradings, copy
        Where grades are kept, and where the latest are put for other programs.
    """

    data: Mapping[str, Any]
    before: Mapping[str, Any] | None
    everybody: tuple[Graded, ...]
    notes: tuple[str, ...]
    gradings: Gradings
    copy: Path

    @property
    def changed(self) -> bool:
        """Whether anything is another than before, if only what the grades were made from."""
        return self.before is None or digest(self.before) != self.digest

    @property
    def changes(self) -> tuple[Change, ...]:
        """Whose grades are others than before."""
        return () if self.before is None else regrade(self.before, self.data)

    @property
    def sources_changed(self) -> tuple[str, ...]:
        """What all grades were made from and is another than before."""
        return () if self.before is None else sources_changed(self.before, self.data)

    @property
    def digest(self) -> str:
        """The SHA-256 of the grades as data."""
        return digest(self.data)

    @property
    def shown(self) -> str:
        """How people call the file with the latest grades."""
        return shown_path(self.copy)

    def keep(self, at: str) -> None:
        """Keep the grades where they are others than before, and put the latest in their place."""
        if self.changed:
            self.gradings.keep(self.data, at)
        put(self.copy, canonical(self.data))


def regraded(
    course: Course,
    cohort: Cohort,
    tell: Callable[[str], object],
    supposed: Sequence[Decision] = (),
    *,
    workers: int | None = 1,
) -> Regrading:
    """Grade a cohort, and find the grades before.

    Parameters
    ----------
    course, cohort
        Whose.
    tell
        Called with each learner's id before its turn.
    supposed
        Decisions that aren't written, and are to be taken as if they were.
    workers
        How many processes grade; see `doorknob.publish.many.each`.

    Raises
    ------
    InvalidExercise
        If an exercise is wrong.
    JournalError
        If the decisions can't be read at all.
    """
    grader = Grader.of(course, cohort)
    held = attrs.evolve(grader.decisions, all=(*grader.decisions.all, *supposed))
    grader = attrs.evolve(grader, decisions=held)
    everybody = tuple(_everybody(grader, tell, workers))
    gradings = Gradings(cohort.folder / "grades")
    before, notes = gradings.latest()
    return Regrading(
        data=record(cohort.id, grader.sources(), grader.decisions, everybody),
        before=before,
        everybody=everybody,
        notes=notes,
        gradings=gradings,
        copy=course.build / f"{cohort.id}.grades.json",
    )


def _everybody(
    grader: Grader, tell: Callable[[str], object], workers: int | None
) -> Iterator[Graded]:
    learners = grader.cohort.learners
    found = each(grader, learners, _light, workers)
    for learner in learners:
        tell(learner.id)
        yield next(found)


def _light(grader: Grader, learner: Learner) -> Graded:
    return light(grader.graded(learner), grader.decisions)
