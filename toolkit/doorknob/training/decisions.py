"""From scores to decisions: calibrated confidence, what is kept, and when the reading is unsure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from doorknob.language.moves import FORCE, Move
from doorknob.training.corpus import Row
from doorknob.training.examples import CONCERNS, MOVES
from doorknob.training.measure import (
    agreement,
    best_threshold,
    calibrated,
    confidence_of,
    macro,
    threshold_for,
)

if TYPE_CHECKING:
    from doorknob.training.learn import HeldOut

# How often what is asserted is to be right on the corpus, whose lines were written to be hard. The
# aim is 19 in 20 where it would accuse and 9 in 10 elsewhere on lines as people type them.
FORCE_RIGHT = 0.9
RIGHT = 0.85


def decisions_of(rows: Sequence[Row], held_out: HeldOut) -> dict[str, Any]:
    """Set thresholds on held-out scores, and report what comes of them.

    Thresholds and figures come from the same held-out lines; with two dozen numbers against
    eighteen thousand lines that flatters the figures by less than they are rounded.
    """
    moves = _truth(rows, MOVES, "moves")
    concerns = _truth(rows, CONCERNS, "concerns")
    # Both codings count for the curves: what only one coder sees is half as likely.
    move_curves = _curves(MOVES, *_twice(rows, held_out.moves, MOVES, "moves"))
    concern_curves = _curves(CONCERNS, *_twice(rows, held_out.concerns, CONCERNS, "concerns"))
    confidence = _confidence(held_out.moves, move_curves)
    kept = keep(confidence, [one["keep"] for one in move_curves])
    kept, is_sure = settle(confidence, kept, move_curves)
    about = _confidence(held_out.concerns, concern_curves)
    kept_concerns = about >= np.array([one["keep"] for one in concern_curves])
    codes = {
        **_report(MOVES, moves, kept, is_sure),
        **_report(CONCERNS, concerns, kept_concerns, is_sure),
    }
    return {
        "moves": {str(code): one for code, one in zip(MOVES, move_curves, strict=True)},
        "concerns": {str(code): one for code, one in zip(CONCERNS, concern_curves, strict=True)},
        "measured": {
            "codes": codes,
            "whole": _whole(moves, kept, concerns, kept_concerns, is_sure),
            "curve": _abstention(confidence, moves, move_curves),
            "writers": _by_writer(rows, moves, kept),
        },
    }


def keep(confidence: Any, least: Sequence[float]) -> Any:
    """Decide which moves each line has: all that reach their threshold, else the nearest one."""
    ratio = confidence / np.maximum(np.array(least), 1e-9)
    kept = ratio >= 1
    kept[:, -1] &= ~kept[:, :-1].any(1)
    none = ~kept.any(1)
    kept[none, ratio[none].argmax(1)] = True
    return kept


def settle(
    confidence: Any, kept: Any, curves: Sequence[dict[str, float]], ease: float = 1.0
) -> tuple[Any, Any]:
    """Decide which lines assert something, and what stays of their readings.

    Returns
    -------
    kept, asserts
        The moves of each line, and whether one of them is surely there. Beside a sure move only
        those stay that are likely enough; where none is sure the best guess is left whole.
    """
    sure = np.array([one["sure"] for one in curves]) * ease
    stay = np.array([one["stay"] for one in curves]) * ease
    asserts = (kept & (confidence >= sure)).any(1)
    return kept & (~asserts[:, None] | (confidence >= stay)), asserts


def _truth(rows: Sequence[Row], codes: Sequence[Any], field: str) -> Any:
    return np.array([[code in getattr(row, field) for code in codes] for row in rows])


def _twice(rows: Sequence[Row], scores: Any, codes: Sequence[Any], field: str) -> tuple[Any, Any]:
    """Give scores and truth by the first coding, then by the second."""
    again = [at for at, row in enumerate(rows) if row.second is not None]
    second = [[code in getattr(rows[at].second, field) for code in codes] for at in again]
    first = _truth(rows, codes, field)
    if not again:
        return scores, first
    return np.vstack([scores, scores[again]]), np.vstack([first, np.array(second)])


def _curves(codes: Sequence[Any], scores: Any, truth: Any) -> list[dict[str, float]]:
    found = []
    for at, code in enumerate(codes):
        slope, shift = calibrated(scores[:, at], truth[:, at])
        confidence = confidence_of(scores[:, at], slope, shift)
        accuses = isinstance(code, Move) and code in FORCE
        keep = best_threshold(confidence, truth[:, at])
        sure = max(keep, threshold_for(confidence, truth[:, at], FORCE_RIGHT if accuses else RIGHT))
        # What accuses must come nearer to being sure than the rest.
        stay = keep + (0.7 if accuses else 0.5) * (sure - keep)
        values = {"slope": slope, "shift": shift, "keep": keep, "stay": stay, "sure": sure}
        found.append({name: round(value, 4) for name, value in values.items()})
    return found


def _confidence(scores: Any, curves: Sequence[dict[str, float]]) -> Any:
    return np.stack(
        [confidence_of(scores[:, at], one["slope"], one["shift"]) for at, one in enumerate(curves)],
        1,
    )


def _report(codes: Sequence[Any], truth: Any, kept: Any, sure: Any) -> dict[str, Any]:
    found = {}
    for at, code in enumerate(codes):
        one = agreement(truth[:, at], kept[:, at])
        asserted = kept[:, at] & sure
        found[str(code)] = {
            "lines": one.first,
            "f1": round(one.f1, 4),
            "kappa": round(one.kappa, 4),
            "sure": round(float(truth[asserted, at].mean()) if asserted.any() else 0.0, 4),
        }
    return found


def _whole(moves: Any, kept: Any, concerns: Any, kept_concerns: Any, sure: Any) -> dict[str, float]:
    force = [at for at, code in enumerate(MOVES) if code in FORCE]
    rest = [at for at, code in enumerate(MOVES) if code not in FORCE]
    return {
        "macro-F1 moves": _macro(moves, kept),
        "macro-F1 concerns": _macro(concerns, kept_concerns),
        "asserts on this share of lines": round(float(sure.mean()), 4),
        "force right when sure": _right(moves, kept, sure, force),
        "rest right when sure": _right(moves, kept, sure, rest),
    }


def _macro(truth: Any, kept: Any) -> float:
    return round(macro([agreement(truth[:, at], kept[:, at]) for at in range(truth.shape[1])]), 4)


def _right(truth: Any, kept: Any, sure: Any, codes: Sequence[int]) -> float:
    asserted = kept[sure][:, codes]
    return round(float(truth[sure][:, codes][asserted].mean()), 4) if asserted.any() else 0.0


def _abstention(
    confidence: Any, truth: Any, curves: Sequence[dict[str, float]]
) -> list[list[float]]:
    """Give share of lines asserted, and how often a move asserted there is right, as it loosens."""
    best = keep(confidence, [one["keep"] for one in curves])
    force = [at for at, code in enumerate(MOVES) if code in FORCE]
    rest = [at for at in range(len(MOVES)) if at not in force]
    curve = []
    for ease in (1.05, 1.0, 0.95, 0.9, 0.8, 0.7, 0.6, 0.4, 0.0):
        kept, asserts = settle(confidence, best, curves, ease)
        right = [_right(truth, kept, asserts, codes) for codes in (force, rest)]
        curve.append([ease, round(float(asserts.mean()), 4), *right])
    return curve


def _by_writer(rows: Sequence[Row], truth: Any, kept: Any) -> dict[str, float]:
    writers = np.array([row.writer for row in rows])
    return {
        writer: _macro(truth[writers == writer], kept[writers == writer])
        for writer in sorted(set(writers.tolist()))
    }
