"""A call under other names goes turn by turn as it was written to go."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.cast import NOBODY, VALUE, Cast, name_of, renamed_text, replaced
from doorknob.coaching.choices import choose, options
from doorknob.coaching.debrief import debrief
from doorknob.course import Course
from doorknob.language.reader import read
from doorknob.prospect.conversation import Conversation, begin, replay, resume
from doorknob.prospect.difficulty import Difficulty
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.solve.lines import misheard

NAMES = {
    **replaced(name_of("Ines Calder"), name_of("Thandeka van der Merwe")),
    **replaced(name_of("Rob Finch"), name_of("Sipho Dube")),
}
CAST = Cast(NAMES, {"ines": "Thandeka", "rob": "Sipho"})
GIVEN = {VALUE: CAST.packed()}
FORMAL = {VALUE: Cast(NAMES, {"ines": "Ms van der Merwe", "rob": "Mr Dube"}).packed()}
LINES = (
    "That's fair, Ines. What would you want to think through?",
    "So it's the winter, Ms Calder: the money goes out while nothing comes in.",
    "You can pause it any month you like.",
    "And Rob?",
    "What would Rob want to know before he could say yes to it?",
    "So it's Rob's decision, too, and you don't want to come home with it done.",
    "Rob can try it with you for 30 days before anything is charged.",
    "Is it Finch who decides?",
    "Come on, Ines, just sign.",
    "Would you like to go ahead?",
)


def same(one: Conversation, other: Conversation, names: dict[str, str] = NAMES) -> None:
    """Hold that two calls went the same way, under different names."""
    assert len(one.turns) == len(other.turns)
    for before, after in zip(one.turns, other.turns, strict=True):
        assert after.act == before.act
        assert after.after == before.after
        assert after.reading.moves == before.reading.moves
        assert after.reading.confidence == before.reading.confidence
        assert after.reply == renamed_text(before.reply, names)
        for found in after.reading.evidence:
            assert after.line[found.start : found.end] == found.text


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("trade", ["software", "home-once", "insurance"])
def test_a_call_goes_as_it_was_written(think_it_over: Scenario, seed: int, trade: str) -> None:
    """Said with the new names or with the old ones, each line is heard alike."""
    plain = replay(think_it_over, LINES, seed, {"trade": trade})
    said = [renamed_text(line, NAMES) for line in LINES]
    same(plain, replay(think_it_over, said, seed, {**GIVEN, "trade": trade}))
    same(plain, replay(think_it_over, LINES, seed, {**GIVEN, "trade": trade}))


@settings(max_examples=15)
@given(
    st.sampled_from(("Ann", "Maximiliane", "Jean-Luc", "D'Arcy", "Nkosinathi", "Price", "Öz")),
    st.sampled_from(("Li", "Bartholomew", "Zoë", "Mary Lou")),
    st.permutations(LINES),
    st.integers(0, 9),
)
def test_whatever_people_are_called(ines: str, rob: str, lines: list[str], seed: int) -> None:
    """Long, short, of two words, or a word of the call itself: a name decides nothing."""
    scenario = Course.here().scenario("think-it-over")
    names = replaced(name_of("Ines Calder"), name_of(f"O'Neil, {ines}"))
    names |= replaced(name_of("Rob Finch"), name_of(f"Ng, {rob}"))
    values = {VALUE: Cast(names).packed()}
    plain = replay(scenario, lines, seed)
    same(plain, replay(scenario, [renamed_text(x, names) for x in lines], seed, values), names)


def test_a_word_of_the_call_is_no_name(think_it_over: Scenario) -> None:
    """Somebody called Winter is meant by his name, and not by the winter."""
    names = Cast({"Rob": "Winter"})
    said = ["So it's the winter that worries you.", "What would Winter want to know?"]
    call = replay(think_it_over, said, 0, {VALUE: names.packed()})
    plain = replay(think_it_over, [said[0], "What would Rob want to know?"])
    same(plain, call, dict(names.names))
    assert think_it_over.index("partner") not in call.turns[0].act.given_back
    assert think_it_over.index("partner") in call.turns[1].act.asked_about


def test_every_text_of_a_call_has_the_new_names(think_it_over: Scenario) -> None:
    """Persona, brief, her words, the lines of a salesperson's; the old ones stay beside it."""
    for scenario in (think_it_over, think_it_over.at(Difficulty.HARD)):
        played = scenario.fill({**FORMAL, "seller": "Rob", "company": "Calder Ltd"})
        assert played.persona.name == "Thandeka van der Merwe"
        assert "van der Merwe & Finch" not in played.persona.role
        assert "van der Merwe & Dube" in played.persona.role
        assert "Thandeka van der Merwe and her partner, Sipho Dube" in played.brief
        assert "you, Mr Dube and I" in played.asks.advance
        # A cohort's own values are nobody in the course.
        assert "You are Rob of Calder Ltd." in played.brief
        assert played.as_written is not None
        assert played.as_written.persona.name == "Ines Calder"


def test_the_model_lines_are_understood_under_new_names(think_it_over: Scenario) -> None:
    """Also where they are read word by word, without knowing them."""
    for trade in ("software", "home-once", "insurance"):
        for values in (GIVEN, FORMAL):
            assert misheard(think_it_over.fill({**values, "trade": trade}), read) == ()


@pytest.mark.parametrize("seed", range(3))
def test_lines_on_offer_are_the_same_lines(think_it_over: Scenario, seed: int) -> None:
    """Where one chooses, what is chosen does the same; it stands there with the new names."""
    plain, named = begin(think_it_over, seed), begin(think_it_over, seed, GIVEN)
    for turn in range(6):
        if plain.outcome is not None:
            break
        mine, theirs = options(plain), options(named)
        assert [one.act for one in mine] == [one.act for one in theirs]
        chosen = turn % len(mine)
        plain = choose(plain, mine[chosen].line) or plain
        named = choose(named, theirs[chosen].line) or named
        assert named.state == plain.state


def test_a_debrief_tells_the_same(think_it_over: Scenario) -> None:
    """Scores and the line that would have made a difference hang on no name."""
    pushed = [LINES[0], LINES[8], LINES[8].replace("just sign", "you need this")]
    one = debrief(replay(think_it_over, pushed, 1))
    other = debrief(replay(think_it_over, pushed, 1, GIVEN))
    assert other.scorecard.skill == one.scorecard.skill
    assert (other.what_if is None) is (one.what_if is None)
    if one.what_if and other.what_if:
        assert other.what_if.call.state == one.what_if.call.state


@settings(max_examples=15)
@given(st.permutations(LINES), st.integers(0, 9), st.sampled_from([{}, GIVEN]))
def test_what_was_understood_once_is_heard_wherever_it_is_said(
    lines: list[str], seed: int, values: dict[str, str]
) -> None:
    """So that other ways through a call can be tried without understanding it all again."""
    scenario = Course.here().scenario("think-it-over")
    first = begin(scenario, seed, values)
    call, again = first, first
    for line in lines:
        if call.outcome is not None:
            break
        reading = read(line, call.answered)
        call, again = call.take(line, reading), again.hear(first.understand(line, reading))
    assert again == call
    assert again.written == call.written


def test_a_call_is_taken_up_again_under_its_names(think_it_over: Scenario) -> None:
    """What is needed to replay it says who played whom."""
    call = replay(think_it_over, LINES, 2, GIVEN)
    assert resume(call.as_data(), think_it_over) == call


def test_names_are_changed_once(think_it_over: Scenario) -> None:
    """A call that was given names keeps them, and others stand in place of them."""
    played = think_it_over.played_by(CAST)
    assert played.played_by(played.cast) is played
    other = Cast({"Rob": "Thandeka", "Ines": "Rob"})
    assert "Rob Calder" in played.played_by(other).brief or "Rob" in played.played_by(other).brief
    assert played.played_by(NOBODY) == think_it_over
    assert played.fill({VALUE: ""}) == think_it_over.fill({})


def test_only_what_a_call_needs_is_kept_with_it(think_it_over: Scenario) -> None:
    """Names of people in other calls are none of its business."""
    cast = attrs.evolve(CAST, names={**NAMES, "Anjali": "Kavitha"})
    assert "Anjali" not in think_it_over.fill({VALUE: cast.packed()}).cast.names
