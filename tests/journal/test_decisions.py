"""What a trainer decides is an event: kept, idempotent, and never able to spoil the rest."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorknob.journal.decisions import (
    EXTENSION,
    Act,
    Decision,
    decide,
    digest,
    points_from,
    read_decisions,
)

WHEN = "2026-03-09T10:00:00+00:00"


def decision(**more: object) -> Decision:
    given_ = {
        "id": str(uuid4()),
        "trainer": "Hanna Voss",
        "act": Act.SCORED,
        "learner": "ana",
        "exercise": "one",
        "part": "item",
        "answer": digest("words"),
        "timestamp": WHEN,
        "points": Fraction(1, 3),
    }
    return Decision(**{**given_, **more})  # type: ignore[arg-type]


@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    points=st.fractions(min_value=0, max_value=99, max_denominator=99),
    met=st.lists(st.integers(0, 9), max_size=4),
)
def test_a_decision_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str, points: Fraction, met: list[int]
) -> None:
    """Points stay exact, and no character of a comment is lost."""
    path = tmp_path_factory.mktemp("kept") / "decisions.jsonl"
    one = decision(text=text, points=points, met=tuple(met))
    two = decision(act=Act.SETTLED, points=None, upheld=False, part="3")
    for made in (one, two, one):
        decide(path, made)
    found = read_decisions(path)
    assert found.all == (one, two)
    assert found.faults == ()


def test_the_latest_decision_holds_and_those_before_it_stay(tmp_path: Path) -> None:
    """Changing one's mind overwrites nothing."""
    path = tmp_path / "decisions.jsonl"
    first, second = decision(points=Fraction(0)), decision(points=Fraction(1))
    decide(path, first)
    decide(path, second)
    decide(path, decision(learner="bea", points=Fraction(0)))
    found = read_decisions(path)
    assert found.of("ana", "one") == {("item", Act.SCORED): second}
    assert first in found.all


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("points", "1/0"),
        ("points", "1e99999999"),
        ("points", "-1"),
        ("points", 1.5),
        ("format", 9),
        ("met", "abc"),
        ("upheld", "yes"),
        ("learner", None),
    ],
)
def test_a_line_that_is_none_of_ours_spoils_only_itself(
    tmp_path: Path, field: str, value: object
) -> None:
    """Whatever stands in it, it is named by its line, and the others count."""
    path = tmp_path / "decisions.jsonl"
    statement = decision().as_statement()
    statement["context"]["extensions"][EXTENSION][field] = value
    path.write_text(json.dumps(statement) + "\n[]\n{torn", encoding="utf-8")
    good = decision()
    decide(path, good)
    found = read_decisions(path)
    assert found.all == (good,)
    assert [fault.line for fault in found.faults] == [1, 2, 3]


@given(st.text(max_size=30))
def test_points_are_read_or_refused_at_once(text: str) -> None:
    """No text makes a number that is negative, or that takes long to think about."""
    try:
        points = points_from(text)
    except ValueError:
        return
    assert 0 <= points < 10**6
