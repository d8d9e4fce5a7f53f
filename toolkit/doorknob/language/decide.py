"""From scores to what is asserted: confidence, thresholds, and when the reading is unsure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from doorknob.language.model import CONCERNS, MOVES, Scored
from doorknob.language.moves import Concern, Move
from doorknob.language.weights import UNIT

_OTHER = MOVES.index(Move.OTHER)


@attrs.frozen(kw_only=True, slots=True)
class Curve:
    """How a code's score becomes a decision.

    Attributes
    ----------
    slope, shift
        Of the curve from a score in logits to a confidence (Platt 1999).
    keep
        The confidence from which on the code belongs to the best reading.
    stay
        The confidence that it needs to stay beside a move that is surely there.
    sure
        The confidence with which it is surely there.
    """

    slope: float
    shift: float
    keep: float
    stay: float
    sure: float

    def confidence(self, score: int) -> float:
        """Give how likely the code is, 0 to 1."""
        value = self.slope * score / UNIT + self.shift
        return 1 / (1 + math.exp(-min(max(value, -60.0), 60.0)))

    @property
    def least_score(self) -> int:
        """The lowest score with which the code is kept."""
        keep = min(max(self.keep, 1e-6), 1 - 1e-6)
        return math.ceil((math.log(keep / (1 - keep)) - self.shift) / self.slope * UNIT)


@attrs.frozen(slots=True)
class Decided:
    """The best reading of a line.

    Attributes
    ----------
    moves
        Confidence of each move that is kept.
    concerns
        Confidence of each concern that is kept.
    unsure
        Whether none of the moves is surely there: then they are no more than the best guess.
    """

    moves: dict[Move, float]
    concerns: dict[Concern, float]
    unsure: bool


class Judge:
    """Decides by the curves that were fitted on lines of unknown writers.

    Parameters
    ----------
    header
        Of the model file.
    """

    def __init__(self, header: Mapping[str, Any]) -> None:
        self.moves = [Curve(**header["moves"][code]) for code in MOVES]
        self.concerns = [Curve(**header["concerns"][code]) for code in CONCERNS]
        self.least = [curve.least_score for curve in self.moves]
        self.least_about = [curve.least_score for curve in self.concerns]

    def decide(self, scored: Scored) -> Decided:
        """Decide what a line does and what it is about."""
        lanes = list(zip(*scored.clauses, strict=True))
        # A line is empty of moves only where every clause is.
        scores = [*map(max, lanes[:_OTHER]), min(lanes[_OTHER])]
        moves = {at: self.moves[at].confidence(scores[at]) for at in self._kept(scores)}
        unsure = all(value < self.moves[at].sure for at, value in moves.items())
        if not unsure:
            moves = {at: value for at, value in moves.items() if value >= self.moves[at].stay}
        named = {MOVES[at]: value for at, value in moves.items()}
        return Decided(named, self._about(scored.concerns), unsure)

    def _kept(self, scores: Sequence[int]) -> list[int]:
        kept = [at for at in range(_OTHER) if scores[at] >= self.least[at]]
        if kept:
            return kept
        if scores[_OTHER] >= self.least[_OTHER]:
            return [_OTHER]
        nearest = [
            curve.confidence(score) / curve.keep
            for curve, score in zip(self.moves, scores, strict=True)
        ]
        return [nearest.index(max(nearest))]

    def _about(self, scores: Sequence[int]) -> dict[Concern, float]:
        found = {}
        for at, score in enumerate(scores):
            if score >= self.least_about[at]:
                found[CONCERNS[at]] = self.concerns[at].confidence(score)
        return found
