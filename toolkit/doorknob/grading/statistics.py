"""Figures for a cohort: what came out, what was missed, what was said.

Counts and shares only; with so few learners a mean hides more than it shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import attrs

from doorknob.coaching.debrief import Debrief
from doorknob.grading.grade import Result
from doorknob.language.moves import Concern, Move
from doorknob.prospect.act import Outcome
from doorknob.prospect.state import Stage


@attrs.frozen(kw_only=True)
class Summary:
    """A cohort at a glance.

    Attributes
    ----------
    learners
        How many there are.
    outcomes
        Of the role-plays that count.
    missed
        For each kind of concern, calls in which it never came out, and calls that held it.
    moves
        How many lines made each move, over all calls that count.
    shares
        Points as shares of 1, for each exercise, of those who began it.
    """

    learners: int
    outcomes: Counter[Outcome]
    missed: dict[Concern, tuple[int, int]]
    moves: Counter[Move]
    shares: dict[str, tuple[Fraction, ...]]


def summarise(results: Sequence[Result]) -> Summary:
    """Sum up a cohort's results."""
    debriefs = [g.detail for r in results for g in r.grades if isinstance(g.detail, Debrief)]
    shares: dict[str, list[Fraction]] = {}
    for result in results:
        for grade in result.grades:
            shares.setdefault(grade.exercise, []).extend([grade.share] if grade.tries else [])
    return Summary(
        learners=len(results),
        outcomes=Counter(found.call.ended_as for found in debriefs),
        missed=_missed(debriefs),
        moves=Counter(m for d in debriefs for turn in d.call.turns for m in turn.reading.asserted),
        shares={name: tuple(found) for name, found in shares.items()},
    )


def _missed(debriefs: Sequence[Debrief]) -> dict[Concern, tuple[int, int]]:
    found: dict[Concern, tuple[int, int]] = {}
    for debrief in debriefs:
        call = debrief.call
        for worry, stage in zip(call.scenario.concerns, call.state.stages, strict=True):
            missed, held = found.get(worry.about, (0, 0))
            found[worry.about] = (missed + (stage < Stage.STATED), held + 1)
    return found
