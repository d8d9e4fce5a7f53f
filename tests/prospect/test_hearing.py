"""What she hears: facts told in any words, figures without ground, asks, repeats, goodbyes."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorknob.language.moves import Concern, Move
from doorknob.language.reading import Evidence, Reading
from doorknob.prospect.act import Act, Ask
from doorknob.prospect.figures import figures, unsupported_figures
from doorknob.prospect.hearing import heard
from doorknob.prospect.said import any_said
from doorknob.prospect.scenario import Scenario


def act(scenario: Scenario, line: str, *codes: Move | Concern, **more: object) -> Act:
    """Hear a line whose every code is shown by the whole of it."""
    found = tuple(Evidence(code=c, start=0, end=len(line), text=line, why="x") for c in codes)
    reading = Reading(
        line=line,
        moves=tuple(m for m in Move if m in codes),
        concerns=tuple(c for c in Concern if c in codes),
        evidence=found,
        unsure=not any(isinstance(c, Move) for c in codes),
        reader="test",
    )
    return heard(reading, scenario, **more)  # type: ignore[arg-type]


TOLD = [
    ("You can pause it in any month, and a paused month is free.", "pause"),
    ("We freeze the account over winter, no charge.", "pause"),
    ("You'd only pay in the months when you're working.", "pause"),
    ("There's no minimum term, stop at the end of any month.", "no-term"),
    ("You can cancel whenever you like.", "no-term"),
    ("Somebody sits with the crew for a morning in the first week.", "first-weeks"),
    ("It takes them ten minutes a day.", "first-weeks"),
    ("If most of them don't use it you get your money back.", "use-report"),
    ("after 4 weeks u get a report who uses it", "use-report"),
    ("I can send you a one-page summary to show him.", "one-page"),
    ("Rob can try it for thirty days before anything is charged.", "partner-trial"),
    ("Either of you can say no during the trial.", "partner-trial"),
]


@pytest.mark.parametrize(("line", "fact"), TOLD)
def test_a_fact_is_heard_in_other_words(think_it_over: Scenario, line: str, fact: str) -> None:
    assert fact in act(think_it_over, line, Move.INFORMATION).facts


@pytest.mark.parametrize(
    "line",
    [
        "It's a lovely day, isn't it?",
        "I showed you that ten minutes ago.",
        "You need this.",
        "We've been in business for a while.",
        "So the winter is the worry.",
    ],
)
def test_what_is_no_fact_is_not_heard_as_one(think_it_over: Scenario, line: str) -> None:
    assert act(think_it_over, line, Move.INFORMATION).facts == ()


def test_what_is_asked_openly_is_not_told(think_it_over: Scenario) -> None:
    line = "When you imagine sitting down with the crew in the first week, what do you see?"
    assert act(think_it_over, line, Move.OPEN_QUESTION).facts == ()


def test_a_fact_told_as_a_question_is_told(think_it_over: Scenario) -> None:
    found = act(think_it_over, "Did you know you can pause it any month?", Move.CLOSED_QUESTION)
    assert found.facts == ("pause",)
    assert Move.INFORMATION in found.moves
    assert Move.CLOSED_QUESTION not in found.moves


@pytest.mark.parametrize(
    ("line", "ask"),
    [
        ("Would you like to go ahead?", Ask.ORDER),
        ("Shall I set it up for you?", Ask.ORDER),
        ("Could the three of us talk on Thursday?", Ask.ADVANCE),
        ("Can we put a call with Rob in the diary?", Ask.ADVANCE),
    ],
)
def test_an_order_and_a_next_step_are_told_apart(
    think_it_over: Scenario, line: str, ask: Ask
) -> None:
    assert act(think_it_over, line, Move.COMMITMENT_ASK).ask is ask


@pytest.mark.parametrize(
    ("line", "claims"),
    [
        ("It saves nine hours a week.", ["nine hours"]),
        ("You'll be 40% faster, I promise.", ["40%", "I promise"]),
        ("It pays for itself in 3 months.", ["3 months", "pays for itself"]),
        ("It's £36 a month, £432 a year, and you can try it for 30 days.", []),
        ("Four winter months would be £144.", []),
        ("Shall we say Thursday at ten?", []),
        ("There's one thing I'd like to ask.", []),
    ],
)
def test_figures_and_promises_without_ground_are_found(
    think_it_over: Scenario, line: str, claims: list[str]
) -> None:
    filled = think_it_over.fill({"price": "£36", "price_year": "£432"})
    found = [figure.text for figure in unsupported_figures(line, filled, ["from November on"])]
    assert [claim for claim in found if claim != "Four"] == claims


def test_her_own_figures_may_be_used(think_it_over: Scenario) -> None:
    line = "So after 26 weeks it was dead."
    assert unsupported_figures(line, think_it_over)
    assert not unsupported_figures(line, think_it_over, ["It was dead after 26 weeks."])


@given(st.text(max_size=200))
def test_figures_lie_in_the_line_whatever_it_is(line: str) -> None:
    for figure in figures(line):
        assert line[figure.start : figure.end] == figure.text


def test_nearly_the_same_question_is_noticed(think_it_over: Scenario) -> None:
    first = "What would you want to think through before you decide?"
    again = "And what would you want to think through before you decide"
    assert act(think_it_over, again, Move.OPEN_QUESTION, earlier=[first]).repeats
    other = "What would Rob say about the price?"
    assert not act(think_it_over, other, Move.OPEN_QUESTION, earlier=[first]).repeats


def test_her_concerns_are_known_by_the_scenario_s_own_words(think_it_over: Scenario) -> None:
    partner = think_it_over.index("partner")
    line = "What would Rob want to know?"
    assert act(think_it_over, line, Move.OPEN_QUESTION).asked_about == (partner,)


def test_a_concern_that_is_not_hers_is_a_wrong_guess(think_it_over: Scenario) -> None:
    line = "Is it that you don't trust us?"
    assert act(think_it_over, line, Move.CLOSED_QUESTION, Concern.TRUST).wrong_guess


def test_what_else_asks_for_what_has_not_been_named(think_it_over: Scenario) -> None:
    line = "Apart from the money, what else is on your mind?"
    found = act(think_it_over, line, Move.OPEN_QUESTION, Concern.MONEY)
    assert found.asked_about == ()
    assert not found.wrong_guess


def test_anything_else_is_an_open_question_by_its_function(think_it_over: Scenario) -> None:
    found = act(think_it_over, "Is there anything else in the way?", Move.CLOSED_QUESTION)
    assert found.moves == {Move.OPEN_QUESTION}


def test_how_are_you_is_small_talk(think_it_over: Scenario) -> None:
    assert act(think_it_over, "Hi Ines, how are you?", Move.OPEN_QUESTION).moves == {Move.OTHER}


@pytest.mark.parametrize("line", ["Okay, bye then.", "I'll ring you on Tuesday. Goodbye!"])
def test_a_goodbye_is_taken(think_it_over: Scenario, line: str) -> None:
    assert act(think_it_over, line, Move.INFORMATION).farewell


def test_an_unreadable_line_is_no_move(think_it_over: Scenario) -> None:
    assert act(think_it_over, "asdf pause month").moves == frozenset()
    assert act(think_it_over, "asdf pause month").facts == ()


@pytest.mark.parametrize(
    ("pattern", "line", "said"),
    [
        ("paus* + month/week", "a pausing MONTH", True),
        ("paus* + month/week", "pause", False),
        ("one-page*", "a one-page thing", True),
        ("10/ten + min*", "ten, honestly, minutes", True),
        ("no + minimum", "non minimum", False),
        ("his", "this", False),
    ],
)
def test_patterns_match_whole_words_in_any_order(pattern: str, line: str, said: bool) -> None:  # noqa: FBT001
    assert any_said([pattern], line) is said


def test_a_push_that_was_only_guessed_at_is_not_taken_for_one(think_it_over: Scenario) -> None:
    """The talk goes on by what is harmless in it or plainly its form; else she asks."""
    line = "What would you need, you clever thing?"
    found = tuple(
        Evidence(code=code, start=0, end=len(line), text=line, why="x")
        for code in (Move.PRESSURE, Move.OPEN_QUESTION)
    )
    guess = Reading(
        line=line,
        moves=(Move.PRESSURE, Move.OPEN_QUESTION),
        evidence=found,
        unsure=True,
        reader="test",
    )
    assert heard(guess, think_it_over).moves == {Move.OPEN_QUESTION}
    push = Reading(line=line, moves=(Move.PRESSURE,), evidence=found[:1], unsure=True, reader="t")
    assert heard(push, think_it_over).moves == {Move.OPEN_QUESTION}
    formless = "You clever thing, come along."
    other = attrs.evolve(push, line=formless, evidence=())
    assert heard(other, think_it_over).moves == frozenset()
    sure = Reading(line=line, moves=(Move.PRESSURE,), evidence=found[:1], reader="test")
    assert heard(sure, think_it_over).moves == {Move.PRESSURE}
