"""Grading a cohort as data, and comparing with the grades before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs

from doorknob.course import Course
from doorknob.errors import shown_path
from doorknob.grading.canonical import digest, pieces
from doorknob.grading.record import Kept, record
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
    kept_as
        The digest of those.
    everybody
        The learners in the order of the roster.
    notes
        What was wrong with the grades before, or with the decisions.
    gradings, copy
        Where grades are kept, and where the latest are put for other programs.
    """

    data: Mapping[str, Any]
    before: Mapping[str, Any] | None
    kept_as: str
    everybody: tuple[Kept, ...]
    notes: tuple[str, ...]
    gradings: Gradings
    copy: Path

    @property
    def changed(self) -> bool:
        """Whether anything is another than before, if only what the grades were made from."""
        return self.kept_as != self.digest

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Whose grades are others than before."""
        same = self.before is None or not self.changed
        return () if same or self.before is None else regrade(self.before, self.data)

    @property
    def sources_changed(self) -> tuple[str, ...]:
        """What all grades were made from and is another than before."""
        return () if self.before is None else sources_changed(self.before, self.data)

    @cached_property
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
            self.gradings.keep(self.data, self.digest, at)
        put(self.copy, pieces(self.data), self.digest)


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
    gradings = Gradings(cohort.folder / "grades")
    before, kept_as, notes = gradings.latest()
    everybody: list[Kept] = []
    graded = _data(_everybody(grader, tell, workers), everybody)
    return Regrading(
        data=record(cohort.id, grader.sources(), grader.decisions, graded),
        before=before,
        kept_as=kept_as,
        everybody=tuple(everybody),
        notes=notes,
        gradings=gradings,
        copy=course.build / f"{cohort.id}.grades.json",
    )


def _data(found: Iterable[Kept], into: list[Kept]) -> Iterator[bytes]:
    """Give each learner's part of a record, and keep the rest."""
    for one in found:
        into.append(attrs.evolve(one, data=b""))
        yield one.data


def _everybody(
    grader: Grader, tell: Callable[[str], object], workers: int | None
) -> Iterator[Kept]:
    learners = grader.cohort.learners
    found = each(grader, learners, _kept, workers)
    for learner in learners:
        tell(learner.id)
        yield next(found)


def _kept(grader: Grader, learner: Learner) -> Kept:
    return Kept.of(grader.graded(learner), grader.decisions)
