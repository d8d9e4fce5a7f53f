"""Quantiles that intervals need, in plain Python: a statistics library would outweigh the core.

The regularised incomplete beta function is the continued fraction of DLMF 8.17.22 (NIST Digital
Library of Mathematical Functions), evaluated by the modified Lentz method (Press, Teukolsky,
Vetterling & Flannery, Numerical Recipes, 3rd ed. 2007, section 6.4).
"""

from __future__ import annotations

import math
from statistics import NormalDist

_MOST_STEPS = 10_000
_CLOSE = 1e-15
_TINY = 1e-300


def normal_quantile(share: float) -> float:
    """Give the value below which a share of the standard normal distribution lies.

    >>> round(normal_quantile(0.975), 3)
    1.96
    """
    return NormalDist().inv_cdf(share)


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Give the regularised incomplete beta function.

    Parameters
    ----------
    x
        From 0 to 1.
    a, b
        More than 0.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> round(incomplete_beta(0.5, 2, 2), 12)
    0.5
    """
    if not (0 <= x <= 1 and a > 0 and b > 0):
        raise ValueError(f"expected 0 <= x <= 1 and a, b > 0, found {x}, {a}, {b}.")
    if x in {0, 1}:
        return float(x)
    # The fraction converges fast on this side of the mean; on the other, its mirror image does.
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(scale + a * math.log(x) + b * math.log1p(-x)) / a
    return front * _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    upper, lower = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    value = lower
    for m in range(1, _MOST_STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            lower = 1 / _away(1 + term * lower)
            upper = _away(1 + term / upper)
            value *= lower * upper
        if abs(lower * upper - 1) < _CLOSE:
            break
    return value


def _away(value: float) -> float:
    """Keep a denominator away from 0."""
    return value if abs(value) > _TINY else _TINY


def f_quantile(share: float, above: float, below: float) -> float:
    """Give the value below which a share of the F distribution lies.

    Parameters
    ----------
    share
        More than 0 and less than 1.
    above, below
        Degrees of freedom of the numerator and the denominator, more than 0.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> round(f_quantile(0.95, 5, 10), 2)
    3.33
    """
    if not (0 < share < 1 and above > 0 and below > 0):
        raise ValueError(f"expected 0 < share < 1 and degrees > 0: {share}, {above}, {below}.")
    if share > 0.5:
        # The upper tail of F is the lower tail of its reciprocal, where floats lie closer.
        return 1 / f_quantile(1 - share, below, above)
    low, high = 0.0, 1.0
    while low < (middle := (low + high) / 2) < high:
        if incomplete_beta(middle, above / 2, below / 2) < share:
            low = middle
        else:
            high = middle
    return below * high / (above * (1 - high))
