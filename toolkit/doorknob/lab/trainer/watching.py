"""A cohort's journals, read again only where they have changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import attrs

from doorknob.course import Course
from doorknob.errors import JournalError
from doorknob.exercises.base import Exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.grading.grade import Result
from doorknob.grading.room import Seat, seat
from doorknob.journal.decisions import Decision, Decisions, read_decisions
from doorknob.journal.events import Event
from doorknob.journal.store import read_journal
from doorknob.publish.cohort import Cohort
from doorknob.publish.grader import cohort_exercises
from doorknob.publish.results import all_of
from doorknob.publish.roster import Learner

Mark = tuple[int, int]


@attrs.frozen(kw_only=True)
class Seen:
    """What a learner's journal holds."""

    learner: Learner
    result: Result
    events: tuple[Event, ...]
    seat: Seat


class Watch:
    """Gives what every learner has done, as often as it is asked.

    Parameters
    ----------
    course, cohort
        Whose journals.
    """

    def __init__(self, course: Course, cohort: Cohort) -> None:
        self.course, self.cohort = course, cohort
        self.exercises: tuple[Exercise, ...] = cohort_exercises(course, cohort)
        values = cohort.values()
        self.titles = {one.id: one.fill(values).title for one in self.exercises}
        self._known: dict[str, tuple[tuple[Mark, tuple[Decision, ...]], Seen]] = {}
        self._decided: tuple[Mark, Decisions] = (0, 0), Decisions()

    @property
    def private(self) -> frozenset[str]:
        """Exercises that are practised in private."""
        calls = (one for one in self.exercises if isinstance(one, RolePlay))
        return frozenset(one.id for one in calls if one.is_private)

    @property
    def decisions(self) -> Decisions:
        """What has been decided so far."""
        mark = _mark(self.cohort.decisions)
        if mark != self._decided[0]:
            self._decided = mark, read_decisions(self.cohort.decisions)
        return self._decided[1]

    def look(self) -> Sequence[Seen]:
        """Give everybody, in the order of the roster."""
        decided = self.decisions.all
        return [self._of(learner, decided) for learner in self.cohort.learners]

    def _of(self, learner: Learner, decided: tuple[Decision, ...]) -> Seen:
        path = self.cohort.journal(learner)
        mark = (_mark(path), tuple(one for one in decided if one.learner == learner.id))
        known = self._known.get(learner.id)
        if known is None or known[0] != mark:
            known = mark, self._read(learner, path)
            self._known[learner.id] = known
        return known[1]

    def _read(self, learner: Learner, path: Path) -> Seen:
        found = all_of(self.course, self.cohort, learner)
        try:
            events = read_journal(path, learner.id).events
        except JournalError:
            # The result says what is wrong with it.
            events = ()
        return Seen(
            learner=learner,
            result=found,
            events=tuple(one for one in events if one.exercise in self.titles),
            seat=seat(found, events, name=learner.name, titles=self.titles, private=self.private),
        )


def _mark(path: Path) -> Mark:
    """Give what changes whenever a file does."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
