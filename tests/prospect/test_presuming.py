"""What is only asked once she has said yes is a presumed yes; what could be asked before is not."""

from __future__ import annotations

import pytest

from doorknob.coaching.debrief import debrief
from doorknob.course import Course
from doorknob.language.moves import Move
from doorknob.language.reader import read
from doorknob.language.reading import Evidence, Reading
from doorknob.prospect.conversation import Conversation, begin
from doorknob.prospect.cues import RUDE


@pytest.fixture
def call() -> Conversation:
    """Give a call that has just begun."""
    return begin(Course.here().scenario("think-it-over"), 0, {})


@pytest.mark.parametrize(
    "line", ["What card would you like to use?", "Which card shall we put it on?"]
)
def test_asking_for_the_card_before_a_yes_is_a_push(call: Conversation, line: str) -> None:
    """Nothing has been agreed, so it takes the yes for granted, and she bristles."""
    turn = call.say(line, read).turns[0]
    assert turn.act.pushes
    assert turn.after.reactance > turn.before.reactance


@pytest.mark.parametrize(
    "line",
    [
        "What address should I send the one-page summary to?",
        "Which of the two bothers you more?",
        "Do you pay by the month now?",
        "On what account do you hesitate?",
    ],
)
def test_a_question_of_fact_is_no_push(call: Conversation, line: str) -> None:
    """To accuse wrongly is the worst error."""
    assert not call.say(line, read).turns[0].act.pushes


def test_where_cards_are_sold_asking_for_hers_is_a_question() -> None:
    """What she uses today is a fact, there and elsewhere."""
    fuel = begin(Course.here().scenario("the-fuel-card"), 0, {})
    for line in ("What card do you use?", "Which card are your drivers on?"):
        assert not fuel.say(line, read).turns[0].act.pushes
    gardens = begin(Course.here().scenario("think-it-over"), 0, {})
    assert not gardens.say("What card do you use for fuel now?", read).turns[0].act.pushes


def test_who_scolds_himself_has_insulted_nobody(call: Conversation) -> None:
    """Only what is said of her or of her words is an insult."""
    assert not RUDE.search("Sorry, that was the dumbest question I've ever asked.")
    assert not RUDE.search("That's the stupidest thing I could say, sorry.")
    assert call.say("That's the dumbest excuse I've heard today.", read).turns[0].act.rude


def test_warm_words_before_a_plain_question_leave_the_question(call: Conversation) -> None:
    """Beginners speak so; only what is itself a string of stock phrases is no question."""
    line = (
        "I understand. It makes sense to be careful, and I appreciate you saying so. "
        "What would you want to think through?"
    )
    assert Move.OPEN_QUESTION in call.say(line, read).turns[0].act.moves


def test_a_word_of_the_weather_spoils_no_information(call: Conversation) -> None:
    """What is told stays, and a question about her business is one whatever the day."""
    told = call.say("You can pause it for any month, even when it rains all summer.", read)
    assert told.turns[0].act.facts
    asked = call.say("What does your crew do when it rains for a week?", read)
    assert "small_talk" not in [effect.rule for effect in asked.turns[0].effects]


def test_she_is_read_by_what_she_said_to_the_purpose(call: Conversation) -> None:
    """That she did not follow is no new turn of the talk: the line before it stays the context."""
    puzzled = call.say("Asdf qwer zxcv uiop.", read)
    assert puzzled.said != puzzled.answered == call.opening
    answered = call.say("What would you want to think through?", read)
    assert answered.said == answered.answered


@pytest.mark.parametrize(("likely", "pushes"), [(0.55, True), (0.3, False)])
def test_where_only_the_kind_of_push_is_in_doubt_she_feels_it(
    call: Conversation, likely: float, *, pushes: bool
) -> None:
    """The scorecard, which would have to name it, leaves such a line out."""
    line = "Come on, that is no reason."
    found = [
        Evidence(code=move, start=0, end=len(line), text=line, why="")
        for move in (Move.DISMISSAL, Move.PRESSURE)
    ]
    reading = Reading(
        line=line,
        moves=(Move.DISMISSAL, Move.PRESSURE),
        evidence=tuple(found),
        confidence={"dismissal": likely, "pressure": likely},
        unsure=True,
        reader="by hand",
    )
    after = call.take(line, reading)
    assert after.turns[0].act.pushes is pushes
    assert debrief(after).scorecard.unread == (1,)
