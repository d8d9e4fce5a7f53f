"""A room of learners whose journals lie in one database: the widgets notice no difference."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from doorknob.course import Course
from doorknob.errors import BadParameter, DatabaseError
from doorknob.exercises.registry import read_exercise
from doorknob.journal.database import Database
from doorknob.journal.sql import SQLJournals
from doorknob.lab.handing_in import submission_of
from doorknob.lab.serve import desk_of, environment
from doorknob.lab.start import start_page
from doorknob.widgets.choices import ChoiceSession
from doorknob.widgets.messages import heard
from doorknob.widgets.recorder import Recorder, journal_path
from doorknob.widgets.replies import NOT_SAVED

NAME = "01-force-or-influence"


@pytest.fixture
def room(url: str, monkeypatch: pytest.MonkeyPatch) -> SQLJournals:
    """Let the environment say that journals lie in a database."""
    monkeypatch.setenv("DOORKNOB_JOURNAL", url)
    monkeypatch.setenv("DOORKNOB_COHORT", "demo")
    return SQLJournals(Database.at(url), "demo")


def session(course: Course, learner: str = "hugo") -> ChoiceSession:
    path = journal_path(course, learner)
    exercise = read_exercise(course.exercise_path(NAME))
    return ChoiceSession(exercise, {}, Recorder(path=path, learner=learner, exercise=NAME))


def answer(one: ChoiceSession, number: int = 0) -> dict[str, str]:
    item = one.exercise.items[number]
    message = {"do": "answer", "item": item.id, "option": item.options[0].id}
    return {"id": str(uuid4()), **message}


def test_what_is_answered_is_there_after_a_reload(course: Course, room: SQLJournals) -> None:
    first = session(course)
    message = answer(first)
    assert heard(first, message)["accepted"]
    assert heard(first, message)["accepted"], "sent twice, it is taken once"
    assert session(course).view() == first.view()
    assert session(course, "ines-m").view() != first.view()
    assert room.learners() == ("hugo",)
    assert len(room.read("hugo").events) == 2


def test_another_tab_sees_what_was_answered(course: Course, room: SQLJournals) -> None:
    one, other = session(course), session(course)
    heard(one, answer(one))
    heard(other, answer(other, 1))
    assert other.view() == session(course).view()
    assert len(room.read("hugo").events) == 3


def test_a_database_that_is_gone_loses_nothing_of_what_the_page_keeps(
    course: Course, room: SQLJournals, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = session(course)
    message = answer(one)
    with monkeypatch.context() as broken:

        def gone(*_: object, **__: object) -> None:
            raise DatabaseError("nobody there", passing=True)

        broken.setattr(Database, "transaction", gone)
        broken.setattr("doorknob.journal.sql.WAITS", ())
        reply = heard(one, message)
        assert (reply["accepted"], reply["notice"], reply["keep"]) == (False, NOT_SAVED, True)
    assert heard(one, message)["accepted"]
    assert len(room.read("hugo").events) == 2


def test_a_database_without_a_cohort_is_refused(
    course: Course, room: SQLJournals, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert room.learners() == ()
    monkeypatch.delenv("DOORKNOB_COHORT")
    with pytest.raises(BadParameter, match="Let DOORKNOB_COHORT say which"):
        journal_path(course, "hugo")


def test_a_lab_shows_and_hands_in_what_lies_in_the_database(
    copy: Course, room: SQLJournals, url: str
) -> None:
    before = desk_of(copy, "demo", "hugo")
    heard_by = session(copy)
    heard(heard_by, answer(heard_by))
    desk = desk_of(copy, "demo", "hugo")
    assert environment(desk)["DOORKNOB_JOURNAL"] == url
    submission, _ = submission_of(desk)
    told = room.read("hugo").events
    assert [line.encode() for line in room.lines("hugo")] == submission.journal.splitlines()
    assert len(told) == 2
    (shown,) = (one for one in start_page(desk)["exercises"] if NAME in one["path"])
    assert shown["progress"] == "unfinished"
    assert before.journal == desk.journal, "the file of the cohort is left alone"


def test_a_lab_without_a_database_keeps_the_learner_s_file(copy: Course) -> None:
    desk = desk_of(copy, "demo", "hugo")
    assert Path(environment(desk)["DOORKNOB_JOURNAL"]) == desk.journal
