"""The room at a glance: true, current, and blind to private practice."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import attrs
import pytest

from doorknob.course import Course
from doorknob.exercises.base import Exercise
from doorknob.exercises.registry import read_exercise
from doorknob.grading.grade import grade
from doorknob.grading.room import Seat, as_of, room, seat
from doorknob.journal.events import Event, Verb
from doorknob.journal.store import Journal
from doorknob.prospect.act import Outcome

CALL, CHOICE = "01-think-it-over", "01-force-or-influence"
BEGAN = datetime.fromisoformat("2026-03-09T10:00:00+00:00")
PUSHES = (
    "Come on, just say yes. You need this.",
    "If you wait, you'll be sorry later.",
    "So which card shall we put it on?",
    "You'd be a fool not to.",
    "Sign now, or it is gone.",
)


@pytest.fixture
def exercises(course: Course) -> list[Exercise]:
    return [read_exercise(course.exercise_path(name)) for name in (CHOICE, CALL)]


def event(number: int, exercise: str, attempt: int, verb: Verb, **more: object) -> Event:
    when = BEGAN + timedelta(minutes=number)
    return Event(
        id=str(UUID(int=number + 1000 * attempt)),
        learner="ana",
        verb=verb,
        exercise=exercise,
        attempt=str(UUID(int=attempt)),
        timestamp=when.isoformat(),
        **more,  # type: ignore[arg-type]
    )


def sat(
    course: Course, exercises: list[Exercise], events: list[Event], minutes: float, *private: str
) -> Seat:
    if private:
        exercises = [
            attrs.evolve(one, private=True) if one.id in private else one for one in exercises
        ]
    journal = Journal(path="j", events=tuple(events))
    result = grade("ana", journal, exercises, course.scenario, {})
    titles = {one.id: one.title for one in exercises}
    found = seat(result, events, name="Ana", titles=titles, private=private)
    now = BEGAN + timedelta(minutes=minutes)
    return as_of(found, events, private=private, now=now)


def pushed(attempt: int, first: int) -> list[Event]:
    lines = [
        event(first + at, CALL, attempt, Verb.ANSWERED, response=text)
        for at, text in enumerate(PUSHES)
    ]
    return [event(first, CALL, attempt, Verb.INITIALIZED, details={"seed": 1}), *lines]


def test_somebody_who_has_done_nothing_is_not_here_yet(course, exercises):
    found = sat(course, exercises, [], 5)
    assert (found.doing, found.state, found.stuck) == ("", "not here yet", "")
    assert found.of == 2


def test_who_is_on_what_and_how_far(course, exercises):
    events = [event(0, CHOICE, 1, Verb.ANSWERED, part="the-stall", response="b")]
    found = sat(course, exercises, events, 1)
    assert (found.doing, found.state) == ("Force or influence?", "1 of 8 answered")
    assert found.since == BEGAN
    assert found.stuck == ""


def test_a_visit_helps_who_is_hung_up_on_again_and_again(course, exercises):
    once = sat(course, exercises, pushed(1, 0), 5)
    assert once.endings == ((CALL, Outcome.HANG_UP),)
    assert once.stuck == ""
    twice = sat(course, exercises, [*pushed(1, 0), *pushed(2, 6)], 11)
    assert twice.stuck == "hung up on 2 times in a row"


def test_a_visit_helps_who_asks_for_hints_or_has_gone_quiet(course, exercises):
    said = event(0, CALL, 1, Verb.ANSWERED, response="What is it about?")
    hints = [event(at, CALL, 1, Verb.ASKED, part="hint", response="1") for at in (1, 2, 3)]
    assert (
        sat(course, exercises, [said, *hints], 4).stuck
        == "asked for 3 hints in the last 10 minutes"
    )
    assert sat(course, exercises, [said], 5).stuck == ""
    assert sat(course, exercises, [said], 8).stuck.startswith("nothing for 8 minutes")
    # Whoever has gone home is not stuck, nor is whoever has handed in.
    assert sat(course, exercises, [said], 60).stuck == ""
    done = event(1, CALL, 1, Verb.COMPLETED)
    assert sat(course, exercises, [said, done], 9).stuck == ""


def test_of_private_practice_it_shows_that_it_goes_on_and_no_more(course, exercises):
    events = [*pushed(1, 0), *pushed(2, 6)]
    hints = [event(12, CALL, 2, Verb.ASKED, part="hint", response=str(at)) for at in (1, 2, 3)]
    found = sat(course, exercises, events + hints, 13, CALL)
    assert found.state == "practises in private"
    assert (found.endings, found.missed, found.stuck) == ((), (), "")


def test_the_whole_room_is_summed_up(course, exercises):
    first = sat(course, exercises, pushed(1, 0), 5)
    found = room([first, attrs.evolve(first, learner="bea"), sat(course, exercises, [], 5)])
    assert found.outcomes == {Outcome.HANG_UP: 2}
    assert all(missed == held == 2 for _, missed, held in found.missed)
    assert len(found.missed) == 3


def test_a_time_that_is_none_breaks_nothing(course, exercises):
    odd = attrs.evolve(event(0, CALL, 1, Verb.ANSWERED, response="Hello?"), timestamp="yesterday")
    found = sat(course, exercises, [odd], 5)
    assert found.since is None
    assert found.stuck == ""
