"""Practice and assessment, hints, going back, choosing among lines: kept in the journal."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import attrs
import pytest

from doorknob.course import Course
from doorknob.exercises.playing import Lines, Mode
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.journal.events import Event, Verb
from doorknob.journal.replay import attempts
from doorknob.journal.seeds import shared_seed
from doorknob.journal.store import read_journal
from doorknob.widgets.calls import RolePlaySession
from doorknob.widgets.recorder import Recorder

COURSE = Course.here(Path(__file__))
PLAY = read_exercise(COURSE.exercise_path("01-think-it-over"))
ASK = "What would you want to think through?"


def fresh() -> str:
    return str(uuid4())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ana.jsonl"


def session(
    path: Path, learner: str = "ana", seed: str = "5", **changes: object
) -> RolePlaySession:
    assert isinstance(PLAY, RolePlay)
    exercise = attrs.evolve(PLAY, **changes)
    recorder = Recorder(path=path, learner=learner, exercise=exercise.id)
    return RolePlaySession(exercise, COURSE.scenario("think-it-over"), {"seed": seed}, recorder)


def test_each_hint_gives_more_away_and_is_written_down(path: Path) -> None:
    """Three steps, each counted; a message that comes twice counts once; a reload shows them."""
    here = session(path)
    first = fresh()
    assert here.hint(first).accepted
    assert here.hint(first).accepted
    for _ in range(3):
        here.hint(fresh())
    assert len(here.view()["hints"]) == 3
    assert not here.view()["more_hints"]
    attempt = attempts(read_journal(path, "ana").events)[PLAY.id][0]
    assert attempt.hints == ((1, 1), (1, 2), (1, 3), (1, 3))
    assert session(path).view()["hints"] == here.view()["hints"]
    here.say(ASK, fresh())
    assert here.view()["hints"] == []


def test_going_back_takes_back_what_came_after_and_forgets_nothing(path: Path) -> None:
    """The call stands where it stood; the journal still holds every line."""
    here = session(path)
    here.say(ASK, fresh())
    stood = here.view()["spoken"]
    here.say("You need this. Sign now.", fresh())
    assert here.rewind(1, fresh()).accepted
    assert here.view()["spoken"] == stood
    assert session(path).view()["spoken"] == stood
    assert b"Sign now" in path.read_bytes()
    assert not here.rewind(7, fresh()).accepted


def test_a_call_that_ended_can_be_taken_up_again(path: Path) -> None:
    here = session(path)
    here.say(ASK, fresh())
    here.finish(fresh())
    assert here.over
    assert here.rewind(0, fresh()).accepted
    assert not here.over
    assert len(here.view()["spoken"]) == 1


def test_an_assessment_is_one_take_without_help(path: Path) -> None:
    here = session(path, mode=Mode.ASSESSMENT, private=None)
    here.say(ASK, fresh())
    for refused in (here.hint(fresh()), here.rewind(0, fresh()), here.restart(fresh())):
        assert not refused.accepted
        assert "counts" in refused.notice
    assert len(here.view()["spoken"]) == 3


def test_everybody_in_a_cohort_has_the_same_assessment(tmp_path: Path) -> None:
    """The cohort's seed decides, and not who plays; another cohort has another call."""
    seeds = []
    for learner, seed in (("ana", "5"), ("ben", "5"), ("cem", "6")):
        here = session(
            tmp_path / f"{learner}.jsonl", learner, seed, mode=Mode.ASSESSMENT, private=None
        )
        here.say(ASK, fresh())
        seeds.append(here.call.seed)
    assert seeds[0] == seeds[1] == shared_seed(5, PLAY.id)
    assert seeds[2] != seeds[0]


def test_whoever_chooses_is_offered_lines_and_says_no_others(path: Path) -> None:
    here = session(path, lines=Lines.CHOSEN)
    offered = here.view()["options"]
    assert 3 <= len(offered) <= 4
    assert not here.say("Something of my own.", fresh()).accepted
    assert not path.exists()
    assert here.say(offered[0], fresh()).accepted
    again = session(path, lines=Lines.CHOSEN)
    assert again.view()["spoken"] == here.view()["spoken"]
    assert again.view()["options"] == here.view()["options"]


@pytest.mark.parametrize("response", ["-1", "x", "99999999", "1.5", "", "²"])
def test_a_damaged_step_back_changes_nothing(response: str) -> None:
    """A journal that somebody has edited by hand still folds."""
    events = [
        Event(
            id=fresh(),
            learner="ana",
            verb=verb,
            exercise=PLAY.id,
            attempt="00000000-0000-0000-0000-000000000001",
            timestamp="2026-03-09T09:00:00+00:00",
            response=text,
        )
        for verb, text in ((Verb.ANSWERED, ASK), (Verb.REWOUND, response), (Verb.ASKED, response))
    ]
    attempt = attempts(events)[PLAY.id][0]
    assert attempt.lines == (ASK,)
    assert attempt.rewinds == 0
    assert attempt.hints == ()
