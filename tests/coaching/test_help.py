"""Help while playing: hints in three steps, and lines to choose among."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.coaching.choices import choose, options
from doorknob.coaching.hints import Step, hint
from doorknob.coaching.players import PLAYERS, played
from doorknob.language.reader import read
from doorknob.prospect.act import Outcome
from doorknob.prospect.conversation import Conversation, begin
from doorknob.prospect.scenario import Scenario


def test_a_hint_gives_away_more_with_each_step(think_it_over: Scenario) -> None:
    """A question to oneself, a direction, a line; what she hides is in none of them."""
    call = begin(think_it_over, 1)
    question, direction, line = (hint(call, step) for step in Step)
    assert question is not None
    assert direction is not None
    assert line is not None
    assert question.text.endswith("?")
    assert not direction.text.endswith("?")
    assert line.text.startswith("You could say: “")
    for one in (question, direction, line):
        assert not any(
            word in one.text.lower() for word in ("winter", "rob", "whiteboard", "money")
        )
    assert line.is_last


def test_hints_lead_to_a_yes(think_it_over: Scenario) -> None:
    """Whoever says the third step of every hint gets there, at any seed."""
    for seed in range(6):
        call = begin(think_it_over, seed)
        while call.outcome is None and len(call.turns) < 20:
            found = hint(call, Step.LINE)
            assert found is not None
            call = call.say(found.text.removeprefix("You could say: “").removesuffix("”"))
        assert call.outcome is Outcome.ORDER, seed
        assert hint(call, Step.LINE) is None


@settings(max_examples=60)
@given(st.lists(st.integers(0, 3), max_size=14), st.integers(0, 30))
def test_there_is_always_a_line_that_helps_among_three_or_four(
    think_it_over: Scenario, picks: list[int], seed: int
) -> None:
    """The lines on offer differ, one helps, and they are the same each time they are asked for."""
    call = begin(think_it_over, seed)
    for pick in picks:
        offered = options(call)
        if call.outcome is not None:
            assert offered == ()
            break
        assert 3 <= len(offered) <= 4
        assert len({one.line for one in offered}) == len(offered)
        assert sum(one.helps for one in offered) == 1
        assert options(call) == offered
        chosen = choose(call, offered[pick % len(offered)].line)
        assert chosen is not None
        call = chosen


def test_whoever_always_chooses_the_line_that_helps_wins(think_it_over: Scenario) -> None:
    for seed in range(6):
        call = begin(think_it_over, seed)
        while call.outcome is None and len(call.turns) < 20:
            line = next(one.line for one in options(call) if one.helps)
            after = choose(call, line)
            assert after is not None
            call = after
        assert call.outcome is Outcome.ORDER, seed


def test_a_line_that_is_not_on_offer_is_not_said(think_it_over: Scenario) -> None:
    assert choose(begin(think_it_over, 0), "Would you like to buy it all?") is None


def test_what_is_chosen_is_read_exactly(think_it_over: Scenario) -> None:
    call = begin(think_it_over, 0)
    for one in options(call):
        assert not one.reading.unsure
        assert one.reading.moves
        assert {found.text for found in one.reading.evidence} == {one.line}


@pytest.mark.parametrize("seed", range(4))
def test_typical_players_end_as_they_should(think_it_over: Scenario, seed: int) -> None:
    """Asking wins, meaning well gets somewhere, pitching and pushing don't win."""
    ends: dict[str, Conversation] = {
        name: played(begin(think_it_over, seed), player, read) for name, player in PLAYERS.items()
    }
    assert ends["consultative"].ended_as.is_win
    assert not ends["pitching"].ended_as.is_win
    assert ends["pushy"].outcome is Outcome.HANG_UP
    out = sum(stage.value >= 2 for stage in ends["clumsy but sincere"].state.stages)
    assert out >= 2
