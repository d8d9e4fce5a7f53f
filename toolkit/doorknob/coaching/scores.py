"""What a scorecard holds. Values are exact fractions, so a replay gives the same on any machine."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from doorknob.coaching.rubric import Criterion, Dimension
from doorknob.prospect.act import Outcome


@attrs.frozen(kw_only=True)
class Mark:
    """Words in the salesperson's line that a score rests on.

    Attributes
    ----------
    turn
        1-based number of the turn.
    text
        The words.
    """

    turn: int
    text: str


@attrs.frozen(kw_only=True)
class Score:
    """How one dimension went.

    Attributes
    ----------
    criterion
        What was asked.
    value
        0 to 1, or None where the call gave no occasion.
    evidence
        What it rests on.
    explanation
        Why, in a sentence or two.
    advice
        What to try next; empty where nothing is wanting.
    """

    criterion: Criterion
    value: Fraction | None
    evidence: tuple[Mark, ...]
    explanation: str
    advice: str

    @property
    def weight(self) -> int:
        """How much it counts."""
        return self.criterion.weight

    def as_data(self) -> dict[str, Any]:
        """Give the score as plain data for JSON."""
        return {
            "dimension": str(self.criterion.dimension),
            "title": self.criterion.title,
            "value": None if self.value is None else str(self.value),
            "weight": self.weight,
            "evidence": [attrs.asdict(mark) for mark in self.evidence],
            "explanation": self.explanation,
            "advice": self.advice,
        }


@attrs.frozen(kw_only=True)
class Scorecard:
    """All dimensions of one call.

    Attributes
    ----------
    scores
        In the order of the rubric.
    outcome
        How the call ended; shown apart from skill.
    unread
        Numbers of the turns that could not be read and were left out.
    """

    scores: tuple[Score, ...]
    outcome: Outcome
    unread: tuple[int, ...]

    @property
    def skill(self) -> Fraction:
        """The weighted mean of what applies, 0 to 1."""
        counted = [(s.value, s.weight) for s in self.scores if s.value is not None]
        whole = sum(weight for _, weight in counted)
        return sum((v * w for v, w in counted), Fraction(0)) / whole if whole else Fraction(0)

    def score(self, dimension: Dimension) -> Score:
        """Give the score of one dimension."""
        return next(s for s in self.scores if s.criterion.dimension is dimension)

    def as_data(self) -> dict[str, Any]:
        """Give the scorecard as plain data for JSON."""
        return {
            "skill": str(self.skill),
            "outcome": str(self.outcome),
            "unread": list(self.unread),
            "scores": [score.as_data() for score in self.scores],
        }
