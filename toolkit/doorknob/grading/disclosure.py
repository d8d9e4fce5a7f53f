"""What may be told of a group to somebody who isn't its trainer: nothing about fewer than five.

Fewer than five people are told of as such, and so are all but a few: whoever knows the others would
know the rest. Exact counts are not given at all, since two of them can be subtracted from each
other; shares are rounded to tenths. The threshold rule is that of statistical offices (Hundepool,
Domingo-Ferrer, Franconi et al., Statistical Disclosure Control, 2012, chapters 3 and 5); five is
ours, a usual one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from statistics import median

from doorknob.coaching.debrief import Debrief
from doorknob.coaching.rubric import Dimension
from doorknob.grading.grade import Result
from doorknob.language.moves import Concern, Move
from doorknob.prospect.state import Stage
from doorknob.tongue import say, to_say

FEWEST = 5
NOT_TOLD = to_say("not told")


def enough(people: int) -> bool:
    """Say whether a group is large enough for anything to be told of it."""
    return people >= FEWEST


def told(count: int, people: int) -> str:
    """Say how many of a group, so that nobody is singled out.

    Raises
    ------
    ValueError
        If there can't be so many.

    Examples
    --------
    >>> told(3, 20), told(18, 20), told(9, 20), told(20, 20)
    ('fewer than five', 'all but a few', 'about 50 %', 'all')
    >>> told(2, 4)
    'not told'
    """
    if not 0 <= count <= people:
        raise ValueError(f"expected 0 to {people}, found {count}.")
    if not enough(people):
        return say(NOT_TOLD)
    if count in {0, people}:
        return say("all") if count else say("none")
    if count < FEWEST:
        return say("fewer than five")
    if people - count < FEWEST:
        return say("all but a few")
    return say("about {share} %", share=10 * rounded(Fraction(count, people) * 10))


def middle(shares: Sequence[Fraction]) -> int | None:
    """Give the middle of some shares of 1 in hundredths, to the nearest five.

    Returns
    -------
    int or None
        None below five people.
    """
    return 5 * rounded(Fraction(median(shares)) * 20) if enough(len(shares)) else None


def rounded(value: Fraction) -> int:
    """Round to a whole number, halves upward."""
    return int((value * 2 + 1) // 2)


def dimensions(results: Sequence[Result]) -> dict[Dimension, tuple[Fraction, ...]]:
    """Give for each side of skill the values of those whose call gave occasion for it."""
    found: dict[Dimension, list[Fraction]] = {}
    for result in results:
        mine: dict[Dimension, list[Fraction]] = {}
        for debrief in _debriefs(result):
            for score in debrief.scorecard.scores:
                if score.value is not None:
                    mine.setdefault(score.criterion.dimension, []).append(score.value)
        for dimension, values in mine.items():
            # Everybody counts once, however many calls were played.
            mean = sum(values, Fraction(0)) / len(values)
            found.setdefault(dimension, []).append(mean)
    return {dimension: tuple(found[dimension]) for dimension in Dimension if dimension in found}


def people_making(results: Sequence[Result]) -> Counter[Move]:
    """Count for each move the people who made it at least once."""
    return Counter(
        move
        for result in results
        for move in {
            move
            for debrief in _debriefs(result)
            for turn in debrief.call.turns
            for move in turn.reading.asserted
        }
    )


def people_missing(results: Sequence[Result]) -> dict[Concern, tuple[int, int]]:
    """Count for each kind of concern whom it stayed hidden from, and who could have met it."""
    missed: Counter[Concern] = Counter()
    met: Counter[Concern] = Counter()
    for result in results:
        stages: dict[Concern, bool] = {}
        for debrief in _debriefs(result):
            call = debrief.call
            for worry, stage in zip(call.scenario.concerns, call.state.stages, strict=True):
                stages[worry.about] = stages.get(worry.about, False) or stage < Stage.STATED
        met.update(stages.keys())
        missed.update(concern for concern, hidden in stages.items() if hidden)
    return {concern: (missed[concern], met[concern]) for concern in met}


def _debriefs(result: Result) -> Iterator[Debrief]:
    return (g.detail for g in result.grades if isinstance(g.detail, Debrief))
