"""A session keeps everything, shows nothing too early, and answers only what is on the disk."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import attrs
import pytest

from doorknob.course import Course
from doorknob.exercises.base import Feedback
from doorknob.exercises.registry import kind, read_exercise
from doorknob.journal.replay import attempts
from doorknob.journal.store import read_journal
from doorknob.prospect.conversation import LONGEST_LINE
from doorknob.widgets import recorder as recorder_module
from doorknob.widgets.calls import RolePlaySession
from doorknob.widgets.choices import ChoiceSession
from doorknob.widgets.messages import heard
from doorknob.widgets.recorder import Recorder, seed_for
from doorknob.widgets.replies import (
    CALL_OVER,
    HANDED_IN,
    NOT_SAVED,
    NOT_UNDERSTOOD,
    SAY_SOMETHING,
    TOO_LONG,
    WENT_WRONG,
)

COURSE = Course.here(Path(__file__))
ROLEPLAY = read_exercise(COURSE.exercise_path("01-think-it-over"))
CHOICES = read_exercise(COURSE.exercise_path("01-force-or-influence"))
HIDDEN = attrs.evolve(CHOICES, feedback=Feedback.AFTER_GRADING)
VALUES = {"price": "£36", "seller": "Kim"}
RUDE = (
    "You know you need this.",
    "Just give me your card number now.",
    "Don't waste my time. Sign today or you'll regret it.",
    "Stop being silly and pay.",
)


def clock():
    return datetime(2026, 3, 9, 9, 30, tzinfo=UTC)


def fresh():
    return str(uuid4())


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal" / "ana.jsonl"


def recorder(path, exercise=ROLEPLAY, learner="ana"):
    return Recorder(path=path, learner=learner, exercise=exercise.id, clock=clock)


def call(path, learner="ana"):
    scenario = COURSE.scenario("think-it-over")
    return RolePlaySession(ROLEPLAY, scenario, VALUES, recorder(path, learner=learner))


def choices(path, exercise=CHOICES):
    return ChoiceSession(exercise, VALUES, recorder(path, exercise))


def spoken(session):
    return [turn["text"] for turn in session.view()["spoken"]]


class TestRecording:
    def test_looking_writes_nothing(self, path):
        call(path).view()
        choices(path).view()
        assert not path.parent.exists()

    def test_the_journal_is_written_before_the_answer_is_shown(self, path, monkeypatch):
        session = call(path)
        before = spoken(session)

        def full_disk(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(recorder_module, "append", full_disk)
        reply = heard(session, {"do": "say", "id": fresh(), "text": "What is it about?"})
        assert reply["notice"] == NOT_SAVED
        assert reply["keep"]
        assert spoken(session) == before

    def test_a_line_that_breaks_the_engine_never_reaches_the_journal(self, path, monkeypatch):
        session = call(path)

        def broken(*_):
            raise RuntimeError("a fault of ours")

        monkeypatch.setattr(type(session.call), "say", broken)
        reply = heard(session, {"do": "say", "id": fresh(), "text": "What is it about?"})
        assert reply["notice"] == WENT_WRONG
        assert not path.exists()

    def test_the_opening_event_holds_what_a_replay_needs(self, path):
        session = call(path)
        session.say("What is it about?", fresh())
        first, line = read_journal(path, "ana").events
        assert first.details == {
            "exercise_version": ROLEPLAY.version,
            "scenario": "think-it-over",
            "scenario_version": 2,
            "seed": seed_for("ana", ROLEPLAY.id, 1),
            "engine": "0.1.0",
        }
        assert first.attempt == line.attempt
        assert first.timestamp == "2026-03-09T09:30:00.000+00:00"

    def test_somebody_without_a_name_is_recorded_too(self, path):
        call(path, learner="").say("What is it about?", fresh())
        assert {event.learner for event in read_journal(path).events} == {"me"}

    def test_what_was_recorded_is_graded(self, path):
        session = call(path)
        session.say("What would you want to think through?", fresh())
        session.finish(fresh())
        tries = attempts(read_journal(path, "ana").events)[ROLEPLAY.id]
        grade = kind("roleplay").grade(ROLEPLAY, tries, COURSE.scenario, VALUES)
        assert grade.progress == "done"
        assert [turn.reply for turn in grade.detail.call.turns] == [spoken(session)[-1]]


class TestIdempotence:
    def test_a_message_sent_twice_counts_once(self, path):
        session, name = call(path), fresh()
        session.say("What is it about?", name)
        once = path.read_bytes(), session.view()
        assert session.say("What is it about?", name.upper()).accepted
        assert (path.read_bytes(), session.view()) == once

    def test_a_restart_sent_twice_begins_one_call(self, path):
        session, name = call(path), fresh()
        session.say("What is it about?", fresh())
        session.restart(name)
        session.say("And what else?", fresh())
        session.restart(name)
        assert session.view()["number"] == 2
        assert len(spoken(session)) == 3

    def test_a_message_sent_again_after_a_restart_of_the_kernel_counts_once(self, path):
        name = fresh()
        call(path).say("What is it about?", name)
        again = call(path)
        again.say("What is it about?", name)
        assert len(spoken(again)) == 3

    def test_the_same_option_again_is_no_second_try(self, path):
        session = choices(path)
        session.answer("the-stall", "a", fresh())
        size = path.stat().st_size
        assert session.answer("the-stall", "a", fresh()).accepted
        assert path.stat().st_size == size


class TestResuming:
    def test_a_call_goes_on_where_it_stopped(self, path):
        session = call(path)
        session.say("What would you want to think through?", fresh())
        session.say("So it is the money?", fresh())
        assert call(path).view() == session.view()

    def test_a_torn_last_line_costs_only_itself(self, path):
        session = call(path)
        session.say("What would you want to think through?", fresh())
        kept = session.view()
        session.say("So it is the money?", fresh())
        path.write_bytes(path.read_bytes()[:-40])
        again = call(path)
        assert again.view() == kept
        again.say("And what else?", fresh())
        assert len(spoken(call(path))) == 5

    def test_two_sessions_on_one_journal_tell_one_story(self, path):
        one, two = call(path), call(path)
        one.say("What would you want to think through?", fresh())
        two.say("What else?", fresh())
        one.finish(fresh())
        assert two.say("Hello?", fresh()).notice == CALL_OVER
        assert one.view() == two.view()
        assert len(spoken(one)) == 5

    def test_another_learners_lines_are_not_mine(self, path):
        call(path, learner="ben").say("What is it about?", fresh())
        assert len(spoken(call(path))) == 1

    def test_choices_are_taken_up_again(self, path):
        session = choices(path)
        session.answer("the-stall", "a", fresh())
        session.answer("the-winter", "b", fresh())
        assert choices(path).view() == session.view()
        assert choices(path).view()["answered"] == 2


class TestCall:
    def test_another_call_has_another_seed_that_anyone_can_derive(self, path):
        session = call(path)
        session.say("What is it about?", fresh())
        session.restart(fresh())
        assert session.call.seed == seed_for("ana", ROLEPLAY.id, 2)
        # Written out, since a journal's seeds must come out alike in every version of ours.
        assert session.call.seed == 125719251154521

    def test_before_the_first_line_there_is_nothing_to_begin_again(self, path):
        session = call(path)
        assert session.restart(fresh()).accepted
        assert not path.exists()

    def test_too_long_a_line_is_refused_kindly_and_not_recorded(self, path):
        session = call(path)
        assert session.say("why " * 2_500, fresh()).notice == TOO_LONG
        assert session.say("x" * LONGEST_LINE, fresh()).accepted
        assert len(spoken(session)) == 3

    @pytest.mark.parametrize("text", ["", "  \n\t"])
    def test_an_empty_line_is_no_line(self, path, text):
        assert call(path).say(text, fresh()).notice == SAY_SOMETHING
        assert not path.exists()

    def test_half_a_character_does_no_harm(self, path):
        session = call(path)
        assert session.say("What is it \ud83d about?", fresh()).accepted
        assert spoken(call(path))[1] == "What is it ? about?"

    def test_after_she_has_hung_up_nothing_more_counts(self, path):
        session = call(path)
        for line in RUDE * 3:
            session.say(line, fresh())
        size = path.stat().st_size
        assert session.over
        assert session.say("Hello?", fresh()).notice == CALL_OVER
        assert session.finish(fresh()).accepted
        assert path.stat().st_size == size

    def test_after_it_was_ended_nothing_more_counts(self, path):
        session = call(path)
        assert session.finish(fresh()).notice == SAY_SOMETHING
        session.say("What is it about?", fresh())
        session.finish(fresh())
        assert not session.say("Hello?", fresh()).accepted
        assert len(spoken(session)) == 3

    def test_what_she_hides_is_shown_only_when_the_call_is_over(self, path):
        session = call(path)
        session.say("What is it about?", fresh())
        during = json.dumps(session.view(), ensure_ascii=False)
        hidden = [text for worry in session.call.scenario.concerns for text in worry.says]
        said = " ".join(spoken(session))
        assert not [text for text in hidden if text in during and text not in said]
        assert session.view()["debrief"] == ""
        session.finish(fresh())
        assert "What she never got to tell you" in session.view()["debrief"]

    def test_a_line_of_html_stays_text_in_the_debrief(self, path):
        session = call(path)
        session.say("<img src=x onerror=alert(1)> What is it about?", fresh())
        session.finish(fresh())
        assert "<img src=x" not in session.view()["debrief"]
        assert "onerror=alert(1" in session.view()["debrief"]


class TestChoices:
    def test_before_grading_the_view_holds_no_key_in_any_form(self, path):
        session = choices(path, HIDDEN)
        blank = session.view()
        for item in HIDDEN.items:
            session.answer(item.id, item.best.id, fresh())
        session.finish(fresh())
        for view in (blank, session.view()):
            text = json.dumps(view, ensure_ascii=False)
            assert "correct" not in text
            assert '"best"' not in text
            assert '"feedback"' not in text
            for item in session.exercise.items:
                assert item.objective not in text
                assert not [o for o in item.options if o.feedback in text]

    def test_right_and_wrong_answers_look_alike_before_grading(self, tmp_path):
        seen = []
        for number, option in enumerate("abcd"):
            session = choices(tmp_path / f"{number}.jsonl", HIDDEN)
            session.answer("the-stall", option, fresh())
            view = session.view() | {"outbox": ""}
            seen.append(json.dumps(view).replace(f'"chosen": "{option}"', '"chosen": "?"'))
        assert len(set(seen)) == 1

    def test_at_once_shows_the_feedback_of_the_chosen_option_only(self, path):
        session = choices(path)
        session.answer("the-stall", "a", fresh())
        text = json.dumps(session.view(), ensure_ascii=False)
        shown = [
            o.feedback for i in session.exercise.items for o in i.options if o.feedback in text
        ]
        assert shown == [session.exercise.items[0].options[0].feedback]

    @pytest.mark.parametrize(("item", "option"), [("no-such", "a"), ("the-stall", "z")])
    def test_what_is_no_option_is_not_recorded(self, path, item, option):
        assert choices(path).answer(item, option, fresh()).notice == NOT_UNDERSTOOD
        assert not path.exists()

    def test_handed_in_answers_stay_as_they_are(self, path):
        session = choices(path)
        assert not session.finish(fresh()).accepted
        session.answer("the-stall", "b", fresh())
        session.finish(fresh())
        assert session.answer("the-stall", "a", fresh()).notice == HANDED_IN
        assert session.view()["summary"].startswith("Finished. In 1 of 8")

    def test_what_was_recorded_is_graded(self, path):
        session = choices(path)
        session.answer("the-stall", "a", fresh())
        session.answer("the-stall", "b", fresh())
        session.answer("the-winter", "a", fresh())
        tries = attempts(read_journal(path, "ana").events)[CHOICES.id]
        grade = kind("choice").grade(CHOICES, tries, COURSE.scenario, VALUES)
        assert grade.points == 1 + CHOICES.second_try


class TestMessages:
    @pytest.mark.parametrize(
        "message",
        [
            None,
            "say",
            [],
            {},
            {"do": "say", "text": "Hello"},
            {"do": "say", "id": "1", "text": "Hello"},
            {"do": "say", "id": 5, "text": "Hello"},
            {"do": "say", "id": fresh(), "text": None},
            {"do": "erase", "id": fresh()},
            {"do": "answer", "id": fresh(), "item": "the-stall", "option": ["a"]},
        ],
    )
    def test_nonsense_is_refused_and_recorded_nowhere(self, path, message):
        for session in (call(path), choices(path)):
            reply = heard(session, message)
            assert not reply["accepted"]
            assert reply["notice"] == NOT_UNDERSTOOD
        assert not path.exists()

    def test_a_reply_names_its_message(self, path):
        name = fresh()
        reply = heard(call(path), {"do": "say", "id": name, "text": "What is it about?"})
        assert reply == {"id": name, "accepted": True, "notice": "", "keep": False}

    def test_every_id_in_a_journal_is_a_uuid(self, path):
        session = call(path)
        session.say("What is it about?", fresh())
        session.restart(fresh())
        ids = [event.id for event in read_journal(path).events]
        assert len({UUID(name) for name in ids}) == 3
