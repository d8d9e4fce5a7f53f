"""Does the score mean something? 72 calls, ranked blind, against the scorecard."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from statistics import correlation, mean
from typing import Any

import pytest

from doorknob.coaching.debrief import debrief
from doorknob.course import Course
from doorknob.language.reader import read
from doorknob.prospect.conversation import begin
from doorknob.prospect.difficulty import Difficulty

STUDY = Path(__file__).parent / "study"
DOCUMENT = Path(__file__).parents[2] / "docs" / "scoring.md"
HONEST = ("excellent", "good")
GAMING = ("flattering", "pushy", "rude", "off topic")


@pytest.fixture(scope="module")
def calls() -> list[dict[str, Any]]:
    """Give the calls with their ratings and with the score that they have now."""
    return scored_calls("calls")


def scored_calls(name: str) -> list[dict[str, Any]]:
    """Read calls with their ratings, and score them."""
    text = (STUDY / f"{name}.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    for row in rows:
        scenario = Course.here().scenario(row["scenario"]).at(Difficulty(row["difficulty"]))
        call = begin(scenario, row["seed"], {})
        for line in row["lines"]:
            if call.outcome is None:
                call = call.say(line, read)
        row["score"] = float(debrief(call).scorecard.skill)
    return rows


def by_rank(one: Sequence[float], other: Sequence[float]) -> float:
    """Give Spearman's rank correlation."""
    return correlation(ranks(one), ranks(other))


def ranks(values: Sequence[float]) -> list[float]:
    """Give each value's rank; equal values share the mean of theirs."""
    order = sorted(values)
    return [order.index(value) + (order.count(value) - 1) / 2 for value in values]


def test_the_scorecard_ranks_calls_much_as_blind_readers_do(calls: list[dict[str, Any]]) -> None:
    """The figures in the document are those of the calls as they are scored now."""
    raters = list(zip(*(row["ratings"] for row in calls), strict=True))
    among = min(by_rank(one, other) for one, other in combinations(raters, 2))
    ours = by_rank([row["score"] for row in calls], [mean(row["ratings"]) for row in calls])
    assert len(calls) >= 60
    assert ours > 0.8
    text = DOCUMENT.read_text(encoding="utf-8")
    assert f"**{ours:.2f}**" in text
    assert f"{among:.2f}" in text


def test_calls_that_nothing_was_mended_by_are_ranked_well_too() -> None:
    """25 calls, most of them middling, that were rated after the mending."""
    rows = scored_calls("fresh")
    ours = by_rank([row["score"] for row in rows], [mean(row["ratings"]) for row in rows])
    assert ours > 0.7
    assert f"**{ours:.2f}**" in DOCUMENT.read_text(encoding="utf-8")


def test_honest_styles_score_above_gaming_styles(calls: list[dict[str, Any]]) -> None:
    """On average, and by a wide margin."""

    def scored(styles: Sequence[str]) -> float:
        return mean(row["score"] for row in calls if row["style"].startswith(tuple(styles)))

    assert scored(HONEST) > scored(GAMING) + 0.35
    assert scored(("clumsy",)) > scored(GAMING)
