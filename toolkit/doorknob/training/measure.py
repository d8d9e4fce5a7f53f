"""Measures of a reading against coded lines: F1, agreement, calibration, abstention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np


@attrs.frozen(kw_only=True)
class Agreement:
    """How far two codings of the same lines agree on one code.

    Attributes
    ----------
    first, second
        How many lines each gives the code.
    f1
        Harmonic mean of precision and recall, 0 to 1; the same whichever coding is the standard.
    kappa
        Cohen's (1960) agreement beyond chance, -1 to 1.
    """

    first: int
    second: int
    f1: float
    kappa: float


def agreement(first: Any, second: Any) -> Agreement:
    """Compare two codings.

    Parameters
    ----------
    first, second
        Whether each line has the code; booleans of the same length.
    """
    both = int((first & second).sum())
    one, two, lines = int(first.sum()), int(second.sum()), len(first)
    observed = float((first == second).mean())
    chance = (one / lines) * (two / lines) + (1 - one / lines) * (1 - two / lines)
    return Agreement(
        first=one,
        second=two,
        f1=2 * both / max(1, one + two),
        kappa=(observed - chance) / (1 - chance) if chance < 1 else 1.0,
    )


def best_threshold(confidence: Any, truth: Any) -> float:
    """Give the confidence from which on asserting a code gives the highest F1."""
    order = np.argsort(-confidence, kind="stable")
    right = np.cumsum(truth[order])
    scores = 2 * right / (np.arange(1, len(truth) + 1) + truth.sum())
    return float(confidence[order][int(scores.argmax())])


def threshold_for(confidence: Any, truth: Any, precision: float) -> float:
    """Give the lowest confidence from which on a code is right as often as `precision`."""
    order = np.argsort(-confidence, kind="stable")
    shares = np.cumsum(truth[order]) / np.arange(1, len(truth) + 1)
    enough = np.nonzero(shares >= precision)[0]
    return float(confidence[order][enough[-1]]) if len(enough) else 1.0


def calibrated(scores: Any, truth: Any) -> tuple[float, float]:
    """Fit Platt's (1999) curve: confidence = 1 / (1 + exp(-(a · score + b))).

    Returns
    -------
    a, b
        Slope and shift; by Newton's method, a little held back.
    """
    design = np.stack([scores, np.ones_like(scores)], 1)
    share = min(max(float(truth.mean()), 1e-6), 1 - 1e-6)
    # From no slope at all the curve is convex enough for Newton's method to be safe.
    found = np.array([0.0, np.log(share / (1 - share))])
    for _ in range(100):
        chance = confidence_of(scores, found[0], found[1])
        slope = design.T @ (truth - chance) - 1e-3 * found
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + 1e-3 * np.eye(2)
        step = np.linalg.solve(curve, slope)
        found = found + step
        if np.abs(step).max() < 1e-9:
            break
    return float(found[0]), float(found[1])


def confidence_of(scores: Any, slope: float, shift: float) -> Any:
    """Turn scores into confidences, 0 to 1."""
    return 1 / (1 + np.exp(-np.clip(slope * scores + shift, -60, 60)))


def macro(rows: Sequence[Agreement]) -> float:
    """Give the mean F1 of some codes."""
    return float(np.mean([row.f1 for row in rows]))
