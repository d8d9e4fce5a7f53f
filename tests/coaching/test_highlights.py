"""Highlights: the line that helped most, and where the call turned; nobody is misjudged by them."""

from __future__ import annotations

import attrs
from hypothesis import given

from doorknob.coaching.highlights import best_line, openness, turning
from doorknob.language.moves import FORCE, Move
from doorknob.language.reading import Reading
from doorknob.prospect.act import Act
from doorknob.prospect.conversation import Conversation, begin, replay
from doorknob.prospect.scenario import Scenario
from strategies import calls

OPEN = "That's fair. What would you want to think through?"
PUSH = "You need this. Give me your card number now, or the price is gone tonight."


def played(scenario: Scenario, acts: list[Act]) -> Conversation:
    call = begin(scenario, seed=1)
    for act in acts:
        if call.outcome is not None:
            break
        moves = tuple(move for move in Move if move in act.moves)
        call = call.act("…", Reading(line="…", moves=moves, unsure=not moves, reader="t"), act)
    return call


def test_the_question_that_opens_her_is_the_best_line(think_it_over: Scenario) -> None:
    call = replay(think_it_over, [OPEN, PUSH])
    best, turned = best_line(call), turning(call)
    assert best is not None
    assert best.turn.line == OPEN
    assert "says what worries her" in best.why
    assert turned is not None
    assert (turned.at.turn.line, turned.better) == (PUSH, False)


def test_a_call_in_which_nothing_helped_has_no_best_line(think_it_over: Scenario) -> None:
    assert best_line(replay(think_it_over, [PUSH])) is None
    assert best_line(begin(think_it_over)) is None
    assert turning(begin(think_it_over)) is None


def test_a_line_that_could_not_be_read_is_never_shown_up(think_it_over: Scenario) -> None:
    call = replay(think_it_over, [PUSH])
    turn = call.turns[0]
    unsure = attrs.evolve(turn, reading=attrs.evolve(turn.reading, unsure=True))
    assert turning(attrs.evolve(call, turns=(unsure,))) is None


@given(acts=calls())
def test_no_push_is_ever_the_best_line_and_nothing_changes_more_than_the_turn(
    think_it_over: Scenario, acts: list[Act]
) -> None:
    call = played(think_it_over, acts)
    best, turned = best_line(call), turning(call)
    if best is not None:
        assert not FORCE & set(best.turn.reading.asserted)
    gains = [abs(openness(turn.after) - openness(turn.before)) for turn in call.turns]
    if turned is not None:
        at = turned.at.turn
        assert abs(openness(at.after) - openness(at.before)) == max(gains)
