"""Scores: what counts is what was found out and helped, not how the call ended or who pushed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.coaching.debrief import debrief, debrief_text, percent
from doorknob.coaching.rubric import RUBRIC, Dimension
from doorknob.coaching.scorecard import scorecard
from doorknob.coaching.whatif import RANK, what_if
from doorknob.course import Course
from doorknob.language.moves import Move
from doorknob.language.reading import Reading
from doorknob.prospect.act import Act, Ask, Outcome
from doorknob.prospect.conversation import Conversation, begin, replay
from doorknob.prospect.scenario import Scenario
from strategies import calls

NOTHING = Reading(line="…", unsure=True, reader="test")


def act(*moves: Move, **more: object) -> Act:
    return Act(moves=frozenset(moves), **more)  # type: ignore[arg-type]


OPEN, BACK, SOOTHE = act(Move.OPEN_QUESTION), act(Move.REFLECTION), act(Move.ACKNOWLEDGEMENT)
PUSH, ORDER = act(Move.PRESSURE), act(Move.COMMITMENT_ASK, ask=Ask.ORDER)


def tell(*facts: str) -> Act:
    return act(Move.INFORMATION, facts=facts)


def play(scenario: Scenario, acts: list[Act], seed: int = 0) -> Conversation:
    call = begin(scenario, seed)
    for one in acts:
        if call.outcome is not None:
            break
        moves = tuple(move for move in Move if move in one.moves)
        reading = Reading(line="…", moves=moves, reader="test") if moves else NOTHING
        call = call.act("…", reading, one)
    return call


HELP = [OPEN, BACK, tell("pause"), OPEN, BACK, tell("use-report"), OPEN, BACK, tell("one-page")]
STYLES = {
    "consultative": [*HELP, ORDER],
    "clumsy": [ORDER, OPEN, tell("pause"), BACK, OPEN, BACK, SOOTHE, tell("use-report"), ORDER],
    "pushy": [PUSH] * 6,
    "pitching": [tell(f) for f in ("pause", "no-term", "first-weeks", "use-report", "one-page")],
    "soothing": [SOOTHE] * 8,
    "silent": [],
    "asking only": [ORDER] * 3,
    "quizzing": [act(Move.CLOSED_QUESTION)] * 8,
}


def skill(scenario: Scenario, style: str) -> Fraction:
    return scorecard(play(scenario, STYLES[style])).skill


@pytest.mark.parametrize(
    "style", [name for name in STYLES if name not in ("consultative", "clumsy")]
)
def test_honest_styles_beat_gaming_styles(think_it_over: Scenario, style: str) -> None:
    """A clumsy but sincere beginner is far ahead of every way to game the score."""
    assert skill(think_it_over, "clumsy") > skill(think_it_over, style) + Fraction(1, 5)
    assert skill(think_it_over, "consultative") > skill(think_it_over, "clumsy")


def test_a_call_without_fault_is_a_hundred(think_it_over: Scenario) -> None:
    assert skill(think_it_over, "consultative") == 1


def test_silence_earns_nothing(think_it_over: Scenario) -> None:
    assert skill(think_it_over, "silent") == 0


def test_the_outcome_is_apart_from_skill(think_it_over: Scenario) -> None:
    """Who helped and never asked has nearly all of the skill and none of the order."""
    card = scorecard(play(think_it_over, HELP))
    assert card.outcome is Outcome.CONTINUATION
    assert card.skill >= Fraction(85, 100)


def test_recovery_counts_only_where_there_was_a_push(think_it_over: Scenario) -> None:
    assert scorecard(play(think_it_over, HELP)).score(Dimension.RECOVERY).value is None
    mended = scorecard(play(think_it_over, [PUSH, SOOTHE, OPEN, BACK])).score(Dimension.RECOVERY)
    left = scorecard(play(think_it_over, [PUSH, OPEN, BACK])).score(Dimension.RECOVERY)
    assert (mended.value, left.value) == (1, 0)


@settings(max_examples=60)
@given(calls(most=15), st.integers(0, 5))
def test_every_score_is_a_share_with_its_reason(
    think_it_over: Scenario, made: list[Act], seed: int
) -> None:
    card = scorecard(play(think_it_over, made, seed))
    assert 0 <= card.skill <= 1
    assert [score.criterion for score in card.scores] == list(RUBRIC)
    # What never came out is advised on once, and not again where it costs elsewhere.
    hidden = bool(card.score(Dimension.UNCOVERED).advice)
    for score in card.scores:
        assert score.value is None or 0 <= score.value <= 1
        assert score.explanation.endswith(".")
        if score.value is not None and score.value < 1 and not hidden:
            assert score.advice or score.criterion.dimension is Dimension.ASKED


def test_weights_are_a_hundred() -> None:
    assert sum(criterion.weight for criterion in RUBRIC) == 100


def test_a_line_that_could_not_be_read_is_named_and_left_out(think_it_over: Scenario) -> None:
    found = debrief(play(think_it_over, [OPEN, Act(), BACK]))
    assert found.scorecard.unread == (2,)
    assert "turn 2" in debrief_text(found)


@settings(max_examples=30)
@given(calls(most=8), st.integers(0, 3))
def test_a_counterfactual_is_an_exact_replay(
    think_it_over: Scenario, made: list[Act], seed: int
) -> None:
    call = play(think_it_over, made, seed)
    found = what_if(call)
    if found is not None and found.changes_end:
        assert RANK.index(found.outcome) > RANK.index(call.ended_as)
        assert 1 <= found.turn <= len(call.turns)
        assert found == what_if(call)


def test_the_counterfactual_of_a_push_is_the_push(think_it_over: Scenario) -> None:
    found = what_if(play(think_it_over, [PUSH] * 3))
    assert found is not None
    assert found.turn == 1
    assert found.changes_end


def test_a_call_won_needs_no_counterfactual(think_it_over: Scenario) -> None:
    assert what_if(play(think_it_over, STYLES["consultative"])) is None


def test_a_debrief_of_nothing_is_still_a_debrief(think_it_over: Scenario) -> None:
    found = debrief(begin(think_it_over))
    assert len(found.untold) == 3
    assert "never got to tell" in debrief_text(found)


def test_halves_are_rounded_up_everywhere() -> None:
    assert [percent(Fraction(n, 200)) for n in (1, 2, 3)] == [1, 1, 2]


def test_nothing_is_held_against_a_line_that_was_not_surely_read(think_it_over: Scenario) -> None:
    """What a guess brought out counts for the learner; a fault in it counts for nothing."""

    def value(*, unsure: bool) -> Fraction | None:
        call = begin(think_it_over, 2)
        for one in (ORDER, *HELP, ORDER):
            moves = tuple(move for move in Move if move in one.moves)
            doubt = unsure and not call.turns
            call = call.act("…", Reading(line="…", moves=moves, unsure=doubt, reader="t"), one)
        card = scorecard(call)
        return next(s.value for s in card.scores if s.criterion.dimension is Dimension.ASKED)

    sure, unsure = value(unsure=False), value(unsure=True)
    assert sure is not None
    assert unsure is not None
    assert sure < unsure == 1


def test_no_line_that_was_hard_to_read_lifts_a_score_over_the_whole() -> None:
    """A fact that came early in an unread line, and settled later, counts once."""
    lines = (
        "I understand. Apart from the hearings, what would you need to know?",
        "So you worry about how long the corrections take.",
        "You can try it for two weeks with recordings you make yourself and count the errors.",
        "What else would have to be clear before you could use it?",
        "So the recordings must never leave your own computers.",
        (
            "I have to be honest: everything runs on our servers in Ireland, "
            "there is no local version."
        ),
        "There are two others that run offline, I'll email you the names.",
        "Then I don't think it's right for you, and I wouldn't buy it.",
    )
    card = scorecard(replay(Course.here().scenario("the-court-interpreters"), lines, 5))
    values = [score.value for score in card.scores if score.value is not None]
    assert all(0 <= value <= 1 for value in values)
    assert card.skill <= 1
    assert not any("-1" in score.explanation for score in card.scores)
