"""Intervals of 95 %: how far a figure from a few people may lie from that of many like them."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

import attrs

from doorknob.grading.quantiles import f_quantile, normal_quantile

LEVEL = 0.95


@attrs.frozen
class Interval:
    """From `low` to `high`, both included."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Say whether a value lies in it."""
        return self.low <= value <= self.high


def of_share(right: int, people: int, level: float = LEVEL) -> Interval | None:
    """Give the interval of a share by Wilson's score method.

    It keeps its level with few people and near 0 and 1, where the usual one fails (Wilson, Journal
    of the American Statistical Association 22, 1927; Newcombe, Statistics in Medicine 17, 1998).

    Parameters
    ----------
    right
        How many, from 0 to `people`.
    people
        Of how many.
    level
        More than 0 and less than 1.

    Returns
    -------
    Interval or None
        Within 0 and 1; None where there is nobody.

    Raises
    ------
    ValueError
        If there can't be so many.

    Examples
    --------
    >>> found = of_share(81, 263)
    >>> round(found.low, 4), round(found.high, 4)
    (0.2553, 0.3662)
    """
    if not 0 <= right <= people:
        raise ValueError(f"expected 0 to {people}, found {right}.")
    if not people:
        return None
    z = normal_quantile((1 + level) / 2)
    share = right / people
    middle = share + z * z / (2 * people)
    half = z * math.sqrt(share * (1 - share) / people + (z / (2 * people)) ** 2)
    whole = 1 + z * z / people
    low = 0.0 if right == 0 else (middle - half) / whole
    high = 1.0 if right == people else (middle + half) / whole
    return Interval(low, high)


def of_mean(values: Sequence[float], level: float = LEVEL) -> Interval | None:
    """Give the interval of a mean by Student's t (Biometrika 6, 1908).

    Exact for values that are normally spread; with few people who differ a lot, a rough guide.

    Returns
    -------
    Interval or None
        None for fewer than two values, and where all are the same: they tell nothing of how much
        people differ.

    Examples
    --------
    >>> found = of_mean([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    >>> round(found.low, 2), round(found.high, 2)
    (-0.53, 2.03)
    """
    if len(values) < 2 or len(set(values)) == 1:
        return None
    middle = statistics.fmean(values)
    half = _t(len(values) - 1, level) * statistics.stdev(values) / math.sqrt(len(values))
    return Interval(middle - half, middle + half)


@attrs.frozen
class Crossed:
    """What two orders tell together: a value and its interval, which may be None."""

    value: float
    interval: Interval | None


def of_crossover(
    first: Sequence[float], second: Sequence[float], level: float = LEVEL
) -> tuple[Crossed, Crossed] | None:
    """Tell a change in people from a difference between two forms, given in both orders.

    Half of the sum of the two orders' mean changes is the change, free of the forms; half of
    their difference is the forms' (Hills & Armitage, British Journal of Clinical Pharmacology 8,
    1979, 7-20). It takes for granted that both orders learn as much.

    Parameters
    ----------
    first
        Changes from before to after of those who began with the first form.
    second
        Of those who began with the second form.
    level
        More than 0 and less than 1.

    Returns
    -------
    change, form
        How much higher people come after; how much more the second form yields than the first.
        None where nobody began with one of them.

    Examples
    --------
    >>> change, form = of_crossover([0.3, 0.5], [0.1, 0.3])
    >>> round(change.value, 2), round(form.value, 2)
    (0.3, 0.1)
    """
    if not first or not second:
        return None
    means = statistics.fmean(first), statistics.fmean(second)
    values = sum(means) / 2, (means[0] - means[1]) / 2
    degrees = len(first) + len(second) - 2
    squares = sum(
        (value - mean) ** 2
        for found, mean in zip((first, second), means, strict=True)
        for value in found
    )
    if degrees < 1 or not squares:
        return Crossed(values[0], None), Crossed(values[1], None)
    spread = math.sqrt(squares / degrees * (1 / len(first) + 1 / len(second))) / 2
    half = _t(degrees, level) * spread
    change, form = (Crossed(one, Interval(one - half, one + half)) for one in values)
    return change, form


def _t(degrees: int, level: float) -> float:
    """Give Student's t by the F distribution, of which its square is a case."""
    return math.sqrt(f_quantile(level, 1, degrees))


def of_correlation(value: float, people: int, level: float = LEVEL) -> Interval | None:
    """Give the interval of a correlation by Fisher's z (Metron 1, 1921).

    It is meant for two scales that are about normal; where one is right or wrong, it is a rough
    guide.

    Returns
    -------
    Interval or None
        None below four people and for a correlation of 1 or -1, where there is none.

    Examples
    --------
    >>> found = of_correlation(0.5, 28)
    >>> round(found.low, 2), round(found.high, 2)
    (0.16, 0.74)
    """
    if people < 4 or abs(value) >= 1:
        return None
    z = math.atanh(value)
    half = normal_quantile((1 + level) / 2) / math.sqrt(people - 3)
    return Interval(math.tanh(z - half), math.tanh(z + half))


def of_alpha(value: float, people: int, items: int, level: float = LEVEL) -> Interval | None:
    """Give the interval of Cronbach's alpha by Feldt's F (Psychometrika 30, 1965, 357-370).

    Exact for parallel items with normal errors; for items that are right or wrong it is close
    (Feldt, Woodruff & Salih, Applied Psychological Measurement 11, 1987, formulas 6 and 7).

    Returns
    -------
    Interval or None
        None below two people or items, and where alpha is 1.

    Examples
    --------
    >>> found = of_alpha(0.913, 873, 20)
    >>> round(found.low, 4), round(found.high, 4)
    (0.9044, 0.9212)
    """
    if people < 2 or items < 2 or value >= 1:
        return None
    degrees = people - 1, (people - 1) * (items - 1)
    tail = (1 - level) / 2
    low = 1 - (1 - value) * f_quantile(1 - tail, *degrees)
    return Interval(low, 1 - (1 - value) * f_quantile(tail, *degrees))


def least_correlation(people: int, level: float = LEVEL) -> float | None:
    """Give the smallest correlation whose interval leaves out 0; None below four people.

    >>> round(least_correlation(10), 2)
    0.63
    """
    if people < 4:
        return None
    return math.tanh(normal_quantile((1 + level) / 2) / math.sqrt(people - 3))


def people_for_correlation(value: float, level: float = LEVEL) -> int:
    """Give how many people it takes to tell a correlation, more than 0 and below 1, from none.

    >>> people_for_correlation(0.3)
    44
    """
    return 3 + math.ceil((normal_quantile((1 + level) / 2) / math.atanh(value)) ** 2)
