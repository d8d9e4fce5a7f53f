"""What was said in trials, in haste or in a second language, is followed as it was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from doorknob.course import Course
from doorknob.language.moves import FORCE, Concern, Move
from doorknob.language.reader import read
from doorknob.prospect.act import Ask
from doorknob.prospect.astray import plainly_named
from doorknob.prospect.conversation import Conversation, begin
from doorknob.prospect.doubt import in_doubt_for_the_learner
from doorknob.prospect.hearing import heard

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
    for line in ("Who must also agree?", "Who must say yes also?"):
        assert call("the-night-pharmacy", line).turns[-1].act.asked_about


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_first_question_is_swallowed_by_small_talk(name: str) -> None:
    """Where she works is asked otherwise than what she wants to think about."""
    for line in ("What do you want to think about?", "What do you need to know before you decide?"):
        assert call(name, line).turns[-1].act.detail is None


@pytest.mark.parametrize(
    ("name", "line", "concern"),
    [
        ("after-year-end", "I understand that you all have no hour for a new thing.", "season"),
        (
            "two-at-the-kitchen-table",
            "Oh I see, so that's two tuitions in the same year. That's a lot.",
            "monthly",
        ),
        (
            "renewal-at-the-lab",
            "I understand, the price goes up every year but your fees not.",
            "price-step",
        ),
        (
            "sun-over-the-dairy",
            "I hear you - fresh out of one loan and school fees coming",
            "school-fees",
        ),
    ],
)
def test_i_understand_and_her_worry_gives_it_back(name: str, line: str, concern: str) -> None:
    found = call(name, line)
    act = found.turns[-1].act
    assert Move.REFLECTION in act.moves
    assert act.moves.isdisjoint(FORCE)
    assert concern in {found.scenario.concerns[index].id for index in act.given_back}


@pytest.mark.parametrize(
    "line",
    [
        "I understand the price, but we can't do anything about it.",
        "I understand. You can begin with three clients.",
        "I hear you, I only want to say that year-end is just an excuse.",
    ],
)
def test_i_understand_and_a_turn_gives_nothing_back(line: str) -> None:
    """Whoever goes on to himself has listened to nobody."""
    assert not call("after-year-end", line).turns[-1].act.given_back


def test_her_fear_put_to_her_presses_nobody() -> None:
    """Not even with a must in it; a demand beside it stays one."""
    fear = "You are afraid that it reads a wrong number and nobody notice it, and you must sign."
    asked = call("after-year-end", "What would make you sure?", fear)
    assert asked.turns[-1].act.moves == {Move.REFLECTION}
    pushed = call("after-year-end", "What would make you sure?", f"{fear} You must sign it today.")
    assert not pushed.turns[-1].act.moves.isdisjoint(FORCE)


def test_what_else_asks_openly_without_a_question_mark_too() -> None:
    act = call("sun-over-the-dairy", "right, what else. money?").turns[-1].act
    assert Move.OPEN_QUESTION in act.moves
    assert act.moves.isdisjoint(FORCE)


def test_renewing_is_asked_for_in_plain_words() -> None:
    act = call("renewal-at-the-lab", "Do you want to renew it?").turns[-1].act
    assert Move.COMMITMENT_ASK in act.moves


def test_her_own_story_is_no_fact_of_the_seller_s() -> None:
    """What happened is given back, and the reason for it has still to be told."""
    line = "So in September two days nothing worked and nobody could say you the reason."
    assert call("renewal-at-the-lab", line).turns[-1].act.facts == ()


def test_the_milk_that_is_paid_for_is_one_fact() -> None:
    line = "and if it's down more than 2 days we pay for the spoiled milk"
    assert call("sun-over-the-dairy", line).turns[-1].act.facts == ("two-days",)


def test_a_fact_is_no_advice_unless_it_recommends() -> None:
    """What the seller will do himself leaves no mark for advice that nobody asked for."""
    told = call("the-friday-board", "and I'll come to the monday thing twice, do the explaining")
    assert told.turns[-1].act.facts == ("i-explain",)
    assert Move.ADVICE not in told.turns[-1].act.moves


def test_whom_she_answers_to_is_about_somebody_s_say() -> None:
    found = call("the-friday-board", "who do you answer to on this?")
    (index,) = found.turns[-1].act.asked_about
    assert found.scenario.concerns[index].id == "forecast"


def test_what_she_wants_is_given_back_in_the_form_that_many_languages_give_it() -> None:
    line = "You want that the words of the witnesses stay secret and do not leave the office?"
    found = call("the-court-interpreters", line)
    act = found.turns[-1].act
    assert act.moves == {Move.REFLECTION}
    assert "files" in {found.scenario.concerns[index].id for index in act.given_back}


@pytest.mark.parametrize(
    "line",
    [
        "fair dos. whats the real problem",
        "fair dos whats the real problem",
        "sure whats holding you back",
        "right what has to happen",
        "ok what is it then",
        "understood. how would that be for you",
    ],
)
def test_a_question_without_its_mark_is_a_question(line: str) -> None:
    """In haste nobody types it, nor the comma after "fair enough"."""
    assert Move.OPEN_QUESTION in call("think-it-over", line).turns[-1].act.moves


@pytest.mark.parametrize(
    "line", ["What a pity", "how nice of you", "What a shame.", "How kind of you to say"]
)
def test_what_only_looks_like_a_question_is_none(line: str) -> None:
    """It asks her nothing, and she tells nothing for it."""
    assert Move.OPEN_QUESTION not in call("think-it-over", line).turns[-1].act.moves


@pytest.mark.parametrize(
    "line",
    [
        "so we on for a quarter?",
        "so are we on for a quarter then",
        "we on for a month?",
        "Are we on for Tuesday?",
        "ok deal?",
    ],
)
def test_a_plain_ask_is_sure_and_so_is_in_the_score(line: str) -> None:
    """Whoever asks for the business in so many words has asked, however curtly."""
    turn = call("think-it-over", line).turns[-1]
    assert turn.reading.moves == (Move.COMMITMENT_ASK,)
    assert not turn.reading.unsure
    assert FORCE.isdisjoint(turn.act.moves)


@pytest.mark.parametrize(
    "line",
    [
        "Yes I can call later",
        "yes i can call you later, no problem",
        "I'll ring you tomorrow then",
        "ok, I call you next week",
        "sure, we'll phone you another day if you like",
    ],
)
def test_to_be_given_the_time_that_she_asked_for_is_no_pitch(line: str) -> None:
    """It tells her nothing about what is sold; it leaves her free."""
    for name in ("think-it-over", "two-at-the-kitchen-table"):
        found = call(name, line)
        assert Move.AUTONOMY in found.turns[-1].act.moves, name
        assert rules(found) == ["freedom"], name


@pytest.mark.parametrize(
    "line",
    [
        "I can call later, but the price is gone then",
        "I'll call you back tomorrow and we sign",
        "I'll call you every day until you say yes",
        "Can I call you later?",
    ],
)
def test_a_call_later_with_something_behind_it_leaves_nobody_free(line: str) -> None:
    """A lever, a yes taken for granted, or an ask of one's own."""
    assert Move.AUTONOMY not in call("think-it-over", line).turns[-1].act.moves


@pytest.mark.parametrize(
    "line",
    [
        "anything else bugging you",
        "sure thing. anything on your mind though",
        "ok, something else on your mind",
        "anything that keeps you from it",
        "I totally understand that. May I ask what it is that makes you hesitate?",
        "Can I ask why you would like to wait?",
    ],
)
def test_an_invitation_to_say_more_is_an_open_question(line: str) -> None:
    """With its mark or without, and however politely it is led in."""
    act = call("think-it-over", line).turns[-1].act
    assert Move.OPEN_QUESTION in act.moves
    assert Move.COMMITMENT_ASK not in act.moves


def test_a_short_question_without_its_mark_gets_a_short_answer() -> None:
    """It isn't met with “What's your point?”."""
    found = call(
        "cold-call-to-the-garage", "what happens when a job runs over", "does that happen a lot"
    )
    assert rules(found) == ["closed_question"]


@pytest.mark.parametrize(
    "line", ["fair enough. so are we good to go", "ok so you in?", "we good to go?"]
)
def test_a_curt_ask_is_an_ask(line: str) -> None:
    """Also after a word that accepts."""
    assert Move.COMMITMENT_ASK in call("gym-after-forty", line).turns[-1].act.moves


def test_what_she_has_just_spoken_of_is_no_wrong_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cost that doubled is a matter of trust to her, and of money to whoever gives it back."""
    scenario = Course.here().scenario("the-keys-to-sixty-flats").fill({})
    line = "so last lot hiked the price on you"
    doubled = "Fair play. Fine. A nice young man sold it to me, and after a year it cost double."
    assert not heard(read(line, doubled), scenario, said=[doubled]).wrong_guess
    monkeypatch.setattr("doorknob.prospect.hearing._spoken_of", lambda _: set())
    assert heard(read(line, doubled), scenario, said=[doubled]).wrong_guess


def test_whoever_is_named_first_is_spoken_to() -> None:
    """A worry put to one of two by name is given back, and is no slight."""
    found = call(
        "two-at-the-kitchen-table",
        "Of course. What would each of you want to think about?",
        "So Margaret, you are worried about the money?",
    )
    assert "unreadable_first" not in rules(found)
    assert FORCE.isdisjoint(found.turns[-1].act.moves)


@pytest.mark.parametrize(
    "line",
    [
        "I'll be quick, I promise. What is the most annoying thing about getting parts?",
        "I'll keep this short. What annoys you most?",
    ],
)
def test_to_promise_to_be_brief_is_no_push(line: str) -> None:
    """It binds the seller alone."""
    act = call("cold-call-to-the-garage", line).turns[-1].act
    assert FORCE.isdisjoint(act.moves)
    assert Move.OPEN_QUESTION in act.moves


def test_an_offer_to_come_and_look_is_a_step_and_no_order() -> None:
    """As learners of English say it, too."""
    act = call(
        "cold-call-to-the-garage", "Would it be ok that I come half day and we look it together?"
    )
    assert act.turns[-1].act.ask is Ask.ADVANCE
