"""What was said in trials, in haste or in a second language, is followed as it was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from doorknob.course import Course
from doorknob.language.moves import FORCE, Concern, Move
from doorknob.language.reader import read
from doorknob.prospect.astray import plainly_named
from doorknob.prospect.conversation import Conversation, begin
from doorknob.prospect.doubt import in_doubt_for_the_learner

SCENARIOS = sorted(path.stem for path in Path("curriculum/scenarios").glob("*.yaml"))


def call(name: str, *lines: str) -> Conversation:
    """Say some lines in a call."""
    found = begin(Course.here().scenario(name), 0, {})
    for line in lines:
        found = found.say(line, read)
    return found


def rules(found: Conversation) -> list[str]:
    """Give what the last line did."""
    return [effect.rule for effect in found.turns[-1].effects]


def test_the_story_s_own_question_for_the_card_is_felt_as_a_push() -> None:
    """However unsure the reading: the course is about this sentence."""
    found = call("think-it-over", "What credit card are you going to put this on?")
    assert found.turns[-1].act.force == {Move.PRESSURE}


def test_whoever_guessed_right_is_not_led_away_from_it() -> None:
    """She holds it back, and doesn't say that it is something else."""
    found = call(
        "the-hatch-at-the-campsite",
        "ok so what's holding you up?",
        "right. let's just get it done, shall we?",
        "sorry, that was pushy. what's the real worry here?",
        "who else has to agree?",
    )
    assert rules(found) == ["closed_question_held_back"]
    (effect,) = found.turns[-1].effects
    assert "guess was right" in effect.because


def test_a_plain_guess_is_about_what_it_names() -> None:
    """Whatever stands around it."""
    assert plainly_named("Honestly, is it the price?") == {Concern.MONEY}
    line = "look solveig everybody says that. honestly - is it the price?"
    asked = call("the-hatch-at-the-campsite", "ok so what's holding you up?", line)
    assert rules(asked) == ["closed_question_wrong"]


@pytest.mark.parametrize(
    "line",
    [
        "Is there another thing what you are thinking about?",
        "Are there other reasons maybe?",
    ],
)
def test_another_thing_asks_openly(line: str) -> None:
    assert Move.OPEN_QUESTION in call("think-it-over", line).turns[-1].act.moves


@pytest.mark.parametrize(
    "line",
    [
        "You are afraid that your team will not use it?",
        "so you're not sure you'd use it?",
    ],
)
def test_her_worry_is_given_back_in_the_form_of_a_question(line: str) -> None:
    act = call("think-it-over", "What would you want to think through?", line).turns[-1].act
    assert act.moves == {Move.REFLECTION}
    assert act.given_back


@pytest.mark.parametrize(
    "line", ["Right so your brother's got to be on board", "So it's your brother"]
)
def test_so_and_her_worry_gives_it_back(line: str) -> None:
    act = call("the-night-pharmacy", line).turns[-1].act
    assert Move.REFLECTION in act.moves
    assert act.given_back


def test_no_proposal_is_taken_for_a_reflection() -> None:
    """What presses in doubt stays what she doesn't follow, as before."""
    reading = read("So it's a deal, sign now")
    kept = in_doubt_for_the_learner(reading)
    assert Move.REFLECTION not in kept.moves or not reading.unsure


@pytest.mark.parametrize(
    "line", ["ok deal?", "Do you want that we do it?", "Do you want to start?"]
)
def test_a_short_ask_is_an_ask(line: str) -> None:
    act = call("think-it-over", line).turns[-1].act
    assert Move.COMMITMENT_ASK in act.moves
    assert act.moves.isdisjoint(FORCE)


def test_what_there_is_on_tuesdays_asks_for_nothing() -> None:
    """A fact with a day in it is no request; one in the form of a request stays one."""
    told = call("gym-after-forty", "On Tuesday and Thursday we have a class at 13:30, 40 minutes")
    assert Move.COMMITMENT_ASK not in told.turns[-1].act.moves
    asked = call("gym-after-forty", "Shall we say Thursday at 13:30, for the class?")
    assert Move.COMMITMENT_ASK in asked.turns[-1].act.moves


def test_how_much_people_is_how_many() -> None:
    assert "question_about_her" in rules(call("think-it-over", "How much people are in your team?"))


def test_who_must_agree_is_about_somebody_s_say() -> None:
    assert call("the-night-pharmacy", "Who must also agree?").turns[-1].act.asked_about


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_first_question_is_swallowed_by_small_talk(name: str) -> None:
    """Where she works is asked otherwise than what she wants to think about."""
    for line in ("What do you want to think about?", "What do you need to know before you decide?"):
        assert call(name, line).turns[-1].act.detail is None
