"""The trainer's desk, as the page shows it: every rule of it, and no Jupyter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from doorknob.course import Course
from doorknob.errors import DoorknobError
from doorknob.grading.reviewing import Case, cases
from doorknob.grading.room import Room, Seat, as_of, room
from doorknob.journal.decisions import (
    LONGEST_COMMENT,
    Act,
    Decision,
    decide,
    points_from,
)
from doorknob.lab.trainer.building import Building
from doorknob.lab.trainer.watching import Seen, Watch
from doorknob.prospect.act import Outcome
from doorknob.publish.cohort import Cohort, read_cohort
from doorknob.tongue import number, say, to_say
from doorknob.widgets.recorder import Clock, now
from doorknob.widgets.replies import NOT_UNDERSTOOD, Reply, refused

CHANGED = to_say("The learner has answered otherwise since. Look at the new answer first.")
NO_POINTS = to_say("Give points from 0 to {most}, such as 1 or 0.5.")
TOO_LONG = to_say("A comment may have {most} characters.")


class DeskSession:
    """The trainer's desk.

    Parameters
    ----------
    course, cohort
        What is taught, and to whom.
    clock
        Gives the time.
    """

    def __init__(self, course: Course, cohort: Cohort, clock: Clock = now) -> None:
        self.course, self.cohort, self._clock = course, cohort, clock
        # Kept while another cohort is looked at: its build may still run.
        self._open = {cohort.id: (cohort, Watch(course, cohort), Building(course, cohort.id))}

    @property
    def _watch(self) -> Watch:
        return self._open[self.cohort.id][1]

    @property
    def _building(self) -> Building:
        return self._open[self.cohort.id][2]

    @property
    def place(self) -> Path:
        """The file that decisions are written to."""
        return self.cohort.decisions

    def view(self) -> dict[str, Any]:
        """Give what the page shows."""
        seen = self._watch.look()
        found = self._cases(seen)
        names = {one.learner.id: one.learner.name for one in seen}
        return {
            "outbox": f"desk-{self.cohort.id}",
            "cohorts": list(self.course.cohorts()),
            "cohort": self.cohort.id,
            "title": self.cohort.file.title,
            "trainer": self.cohort.file.trainer,
            "room": self._room(seen),
            "review": {
                "open": sum(not case.done for case in found),
                "cases": [_case_data(case, names[case.learner]) for case in found],
            },
            "build": self._building.view(),
        }

    def take(self, message: Mapping[str, Any]) -> Reply:
        """Do what a message asks for."""
        match message:
            case {"do": "look"}:
                return Reply()
            case {"do": "choose", "cohort": str(name)}:
                return self._choose(name)
            case {"do": "build", "again": bool(again)}:
                return self._building.start(again=again)
            case {"do": "stop"}:
                return self._building.stop()
            case {"do": "decide", "id": str(name), "comment": str(comment), **what}:
                return self._decided(name, comment, what)
        return refused(NOT_UNDERSTOOD)

    def _choose(self, name: str) -> Reply:
        """Look at another cohort; one whose files are wrong is named with what is wrong."""
        try:
            if name not in self._open:
                found = read_cohort(self.course, name)
                opened = Watch(self.course, found), Building(self.course, name)
                self._open[name] = (found, *opened)
        except DoorknobError as bad:
            return refused(str(bad))
        self.cohort = self._open[name][0]
        return Reply()

    def _cases(self, seen: Sequence[Seen]) -> tuple[Case, ...]:
        results = [one.result for one in seen]
        return cases(results, self._watch.exercises, self._watch.decisions)

    def _decided(self, message: str, comment: str, what: Mapping[str, Any]) -> Reply:
        if str(uuid5(UUID(message), "verdict")) in {one.id for one in self._watch.decisions.all}:
            return Reply()
        key = tuple(what.get(name) for name in ("learner", "exercise", "part"))
        found = next(
            (
                case
                for case in self._cases(self._watch.look())
                if (case.learner, case.exercise, case.part) == key
            ),
            None,
        )
        if found is None or found.digest != what.get("answer"):
            return refused(CHANGED)
        if len(comment) > LONGEST_COMMENT:
            return refused(say(TOO_LONG, most=number(f"{LONGEST_COMMENT:,}")))
        verdict = self._verdict(found, message, what)
        if verdict is None:
            return refused(say(NO_POINTS, most=_number(found.out_of)))
        # The comment first: a verdict that is written down is taken for the whole.
        said = comment.encode("utf-8", "replace").decode("utf-8").strip()
        if said != found.comment:
            decide(self.place, self._made(found, message, Act.COMMENTED, text=said))
        decide(self.place, verdict)
        return Reply()

    def _verdict(self, case: Case, message: str, what: Mapping[str, Any]) -> Decision | None:
        """Make the decision; None where the points are none that can be had."""
        if case.is_line:
            upheld = what.get("upheld") is True
            return self._made(case, message, Act.SETTLED, upheld=upheld)
        try:
            points = points_from(str(what.get("points", "")).strip().replace(",", "."))
        except ValueError:
            return None
        if points > case.out_of:
            return None
        given = what.get("met")
        met = [at for at in given if type(at) is int] if isinstance(given, list) else []
        places = range(len(case.rubric))
        return self._made(
            case,
            message,
            Act.SCORED,
            points=points,
            met=tuple(sorted({at for at in met if at in places})),
        )

    def _made(self, case: Case, message: str, act: Act, **more: Any) -> Decision:
        which = "comment" if act is Act.COMMENTED else "verdict"
        return Decision(
            # Derived from the message, so that one sent twice counts once.
            id=str(uuid5(UUID(message), which)),
            trainer=self.cohort.file.trainer,
            act=act,
            learner=case.learner,
            exercise=case.exercise,
            part=case.part,
            answer="" if act is Act.COMMENTED else case.digest,
            timestamp=self._clock().isoformat(timespec="milliseconds"),
            **more,
        )

    def _room(self, seen: Sequence[Seen]) -> dict[str, Any]:
        at = self._clock()
        private = self._watch.private
        found = room(as_of(one.seat, one.events, private=private, now=at) for one in seen)
        return {
            "seats": [_seat_data(one, self._watch.titles, at) for one in found.seats],
            **_sums(found),
        }


def _sums(found: Room) -> dict[str, Any]:
    return {
        "outcomes": [
            {"label": say(outcome.label), "count": found.outcomes[outcome]}
            for outcome in Outcome
            if found.outcomes[outcome]
        ],
        "missed": [
            {"label": say(concern.label), "missed": missed, "held": held}
            for concern, missed, held in found.missed
        ],
        "begun": sum(one.since is not None for one in found.seats),
        "stuck": sum(bool(one.stuck) for one in found.seats),
    }


def _seat_data(seat: Seat, titles: Mapping[str, str], at: datetime) -> dict[str, Any]:
    ago = None if seat.since is None else max(0, int((at - seat.since).total_seconds() // 60))
    return {
        "learner": seat.learner,
        "name": seat.name,
        "doing": seat.doing,
        "state": seat.state,
        # In minutes, so that the page changes no oftener than there is something to see.
        "ago": ago,
        "done": seat.done,
        "of": seat.of,
        "endings": [
            {"title": titles[name], "label": say(outcome.label)} for name, outcome in seat.endings
        ],
        "stuck": seat.stuck,
    }


def _case_data(case: Case, name: str) -> dict[str, Any]:
    return {
        "learner": case.learner,
        "name": name,
        "exercise": case.exercise,
        "part": case.part,
        "line": case.is_line,
        "which": _which(case.part) if case.is_line else "",
        "title": case.title,
        "prompt": case.prompt,
        "text": case.answer,
        "answer": case.digest,
        "why": case.why,
        "note": case.note,
        "read_as": list(case.read_as),
        "rubric": [{"text": one.text, "found": one.found} for one in case.rubric],
        "points": None if case.points is None else _number(case.points),
        "out_of": _number(case.out_of),
        "comment": case.comment,
        "done": case.done,
        "upheld": case.upheld,
    }


def _which(part: str) -> str:
    """Say which line it is.

    >>> _which("2.5")
    'Call 2, line 5'
    """
    attempt, _, line = part.partition(".")
    return say("Call {number}, line {line}", number=attempt, line=line)


def _number(value: Fraction) -> str:
    """Write points as people do.

    >>> _number(Fraction(3, 2)), _number(Fraction(2)), _number(Fraction(1, 3))
    ('1.5', '2', '1/3')
    """
    hundredths = value * 100
    if hundredths.denominator != 1:
        return str(value)
    return f"{float(value):g}"
