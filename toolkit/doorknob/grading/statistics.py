"""Figures for a cohort: what came out, what was missed, how hard the items were.

Counts and shares only; with so few learners a mean hides more than it shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from doorknob.coaching.debrief import Debrief
from doorknob.exercises.base import Grade
from doorknob.grading.grade import Result
from doorknob.language.moves import Concern, Move
from doorknob.prospect.act import Outcome
from doorknob.prospect.state import Stage


@attrs.frozen(kw_only=True)
class Facility:
    """How many got an item right at the first go, of those who answered it.

    Attributes
    ----------
    exercise, item, title
        Which.
    right, answered
        Learners.
    """

    exercise: str
    item: str
    title: str
    right: int
    answered: int

    @property
    def share(self) -> Fraction | None:
        """The share that got it right, or None where nobody answered."""
        return Fraction(self.right, self.answered) if self.answered else None


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
    items
        Each item of the exercises of choices.
    shares
        Points as shares of 1, for each exercise, of those who began it.
    """

    learners: int
    outcomes: Counter[Outcome]
    missed: dict[Concern, tuple[int, int]]
    moves: Counter[Move]
    items: tuple[Facility, ...]
    shares: dict[str, tuple[Fraction, ...]]


def summarise(results: Sequence[Result]) -> Summary:
    """Sum up a cohort's results."""
    debriefs = [g.detail for r in results for g in r.grades if isinstance(g.detail, Debrief)]
    shares: dict[str, tuple[Fraction, ...]] = {}
    for result in results:
        for grade in result.grades:
            begun = (grade.share,) if grade.tries else ()
            shares[grade.exercise] = (*shares.get(grade.exercise, ()), *begun)
    return Summary(
        learners=len(results),
        outcomes=Counter(found.call.ended_as for found in debriefs),
        missed=_missed(debriefs),
        moves=Counter(m for d in debriefs for turn in d.call.turns for m in turn.reading.asserted),
        items=tuple(_facilities(results)),
        shares=shares,
    )


def _missed(debriefs: Sequence[Debrief]) -> dict[Concern, tuple[int, int]]:
    found: dict[Concern, tuple[int, int]] = {}
    for debrief in debriefs:
        call = debrief.call
        for worry, stage in zip(call.scenario.concerns, call.state.stages, strict=True):
            missed, held = found.get(worry.about, (0, 0))
            found[worry.about] = (missed + (stage < Stage.STATED), held + 1)
    return found


def _facilities(results: Sequence[Result]) -> Iterator[Facility]:
    by_item: dict[tuple[str, str], list[tuple[Grade, int]]] = {}
    for result in results:
        for grade in result.grades:
            if grade.detail is not None:
                continue
            for index, part in enumerate(grade.parts):
                by_item.setdefault((grade.exercise, part.part), []).append((grade, index))
    for (exercise, item), entries in by_item.items():
        parts = [grade.parts[index] for grade, index in entries]
        answered = [part for part in parts if part.response]
        yield Facility(
            exercise=exercise,
            item=item,
            title=parts[0].title,
            right=sum(part.points == part.out_of for part in answered),
            answered=len(answered),
        )
