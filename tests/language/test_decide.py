"""What is asserted, and when the reading is unsure."""

from __future__ import annotations

import pytest

from doorknob.language.decide import Curve, Judge
from doorknob.language.model import CONCERNS, MOVES, Scored
from doorknob.language.moves import FORCE, Move
from doorknob.language.weights import UNIT

LOGIT = UNIT
CURVE = {"slope": 1.0, "shift": 0.0, "keep": 0.4, "stay": 0.6, "sure": 0.8}


@pytest.fixture
def judge() -> Judge:
    """Give a judge whose thresholds are those of `CURVE`; force stays only when sure."""
    moves = {str(move): dict(CURVE) for move in MOVES}
    for move in FORCE:
        moves[str(move)]["stay"] = CURVE["sure"]
    return Judge({"moves": moves, "concerns": {str(one): dict(CURVE) for one in CONCERNS}})


def scored(*clauses: dict[Move, float], concerns: float = -5.0) -> Scored:
    """Give scores, in logits, of some clauses; what is not named is far below."""
    rows = [[int(row.get(move, -5.0) * LOGIT) for move in MOVES] for row in clauses]
    about = [int(concerns * LOGIT)] * len(CONCERNS)
    return Scored(rows, about, about)


def test_a_line_has_the_moves_of_all_its_clauses(judge: Judge) -> None:
    found = judge.decide(scored({Move.OPEN_QUESTION: 3}, {Move.REFLECTION: 2}))
    assert set(found.moves) == {Move.OPEN_QUESTION, Move.REFLECTION}
    assert not found.unsure


def test_what_is_not_sure_is_a_guess(judge: Judge) -> None:
    found = judge.decide(scored({Move.PRESSURE: 1}))
    assert set(found.moves) == {Move.PRESSURE}
    assert found.unsure


def test_beside_a_sure_move_force_stays_only_where_it_is_surer_than_the_rest_need_be(
    judge: Judge,
) -> None:
    """A false accusation is the worst error."""
    sure, likely = {Move.INFORMATION: 4}, {Move.THREAT: 1}
    assert set(judge.decide(scored(sure, likely)).moves) == {Move.INFORMATION}
    milder = {Move.ADVICE: 1}
    assert set(judge.decide(scored(sure, milder)).moves) == {Move.INFORMATION, Move.ADVICE}


def test_other_needs_every_clause_to_be_empty(judge: Judge) -> None:
    empty = {Move.OTHER: 4}
    assert set(judge.decide(scored(empty, empty)).moves) == {Move.OTHER}
    assert set(judge.decide(scored(empty, {Move.ADVICE: 3})).moves) == {Move.ADVICE}


def test_where_nothing_reaches_its_threshold_the_nearest_is_the_guess(judge: Judge) -> None:
    found = judge.decide(scored({Move.ADVICE: -1, Move.THREAT: -2}))
    assert set(found.moves) == {Move.ADVICE}
    assert found.unsure


def test_confidence_grows_with_the_score_and_stays_between_none_and_all() -> None:
    curve = Curve(**CURVE)
    values = [curve.confidence(score) for score in range(-(10**6), 10**6, 10**4)]
    assert values == sorted(values)
    assert values[0] >= 0
    assert values[-1] <= 1
    assert curve.confidence(curve.least_score) >= curve.keep
    assert curve.confidence(curve.least_score - 1) < curve.keep
