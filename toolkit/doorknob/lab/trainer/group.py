"""A call for the whole room: lines to choose among, and a vote for the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from doorknob.course import Course
from doorknob.exercises.playing import Lines, Mode
from doorknob.exercises.roleplay import RolePlay
from doorknob.publish.cohort import Cohort
from doorknob.tongue import to_say
from doorknob.widgets.calls import RolePlaySession
from doorknob.widgets.recorder import Clock, Recorder, now
from doorknob.widgets.replies import NOT_UNDERSTOOD, Reply, refused

NO_CALL = to_say("This cohort has no call to play. Name a role-play under ‘exercises’.")


class GroupSession:
    """A call that a room plays together at a projector.

    The room's call is nobody's: it lies in a journal of its own, and no grade comes of it.

    Parameters
    ----------
    course, cohort
        What is taught, and to whom.
    calls
        The calls that can be played, at least one.
    journal
        The file that keeps it.
    clock
        Gives the time.
    """

    def __init__(
        self,
        course: Course,
        cohort: Cohort,
        calls: Sequence[RolePlay],
        journal: Path,
        clock: Clock = now,
    ) -> None:
        self.course, self.cohort, self.place, self._clock = course, cohort, journal, clock
        self._calls = {one.id: one for one in calls}
        self._sessions: dict[str, RolePlaySession] = {}
        self._chosen = next(iter(self._calls))

    @property
    def call(self) -> RolePlaySession:
        """The call that is played."""
        if self._chosen not in self._sessions:
            exercise = attrs.evolve(
                self._calls[self._chosen], lines=Lines.CHOSEN, mode=Mode.PRACTICE, private=None
            )
            recorder = Recorder(
                path=self.place, learner="group", exercise=exercise.id, clock=self._clock
            )
            self._sessions[self._chosen] = RolePlaySession(
                exercise, self.course.scenario(exercise.scenario), self.cohort.values(), recorder
            )
        return self._sessions[self._chosen]

    def view(self) -> dict[str, Any]:
        """Give what the page shows."""
        values = self.cohort.values()
        call = self.call
        turns = call.call.turns
        because = dict.fromkeys(e.because for e in turns[-1].effects) if turns else ()
        return {
            "outbox": f"group-{self.cohort.id}",
            "calls": [
                {"id": one.id, "title": one.fill(values).title} for one in self._calls.values()
            ],
            "chosen": self._chosen,
            "turn": len(turns),
            "because": list(because),
            "call": call.view(),
        }

    def take(self, message: Mapping[str, Any]) -> Reply:
        """Do what a message asks for."""
        match message:
            case {"do": "choose", "call": str(name)} if name in self._calls:
                self._chosen = name
                return Reply()
            case {"do": "choose"}:
                return refused(NOT_UNDERSTOOD)
        return self.call.take(message)
