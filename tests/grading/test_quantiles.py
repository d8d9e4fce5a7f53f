"""Quantiles: as the published tables have them, and true to their own definition."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorknob.grading.quantiles import f_quantile, incomplete_beta, normal_quantile

degrees = st.integers(1, 300)
shares = st.floats(0.001, 0.999)

# Upper critical values of the F distribution as tables print them (NIST/SEMATECH e-Handbook of
# Statistical Methods, 1.3.6.7.3; the 2.5 % row as in Pearson & Hartley's Biometrika Tables).
PUBLISHED = [
    (0.95, 1, 1, 161.448), (0.95, 1, 10, 4.965), (0.95, 3, 20, 3.098), (0.95, 5, 10, 3.326),
    (0.95, 10, 10, 2.978), (0.95, 2, 2, 19.000), (0.99, 1, 1, 4052.18), (0.99, 4, 12, 5.412),
    (0.99, 10, 20, 3.368), (0.975, 9, 9, 4.026), (0.975, 1, 5, 10.007), (0.90, 3, 5, 3.619),
]  # fmt: skip


# From the interval that Bonett's statpsych prints for an alpha of 0.85 (89 people, 7 items): its
# bounds are 1 - 0.15 F with 88 and 534 degrees of freedom.
PUBLISHED += [
    (0.975, 88, 534, (1 - 0.7971254) / 0.15),
    (0.025, 88, 534, (1 - 0.8931436) / 0.15),
]


@pytest.mark.parametrize(("share", "above", "below", "value"), PUBLISHED)
def test_f_quantiles_are_the_published_ones(
    share: float, above: int, below: int, value: float
) -> None:
    assert f_quantile(share, above, below) == pytest.approx(value, rel=2e-4)


def test_the_incomplete_beta_function_has_its_closed_forms() -> None:
    """I_x(1, b) = 1 - (1 - x)^b, I_x(a, 1) = x^a, and the arcsine law for a = b = 1/2."""
    for x in (0.01, 0.2, 0.5, 0.77, 0.999):
        assert incomplete_beta(x, 1, 7) == pytest.approx(1 - (1 - x) ** 7, rel=1e-12)
        assert incomplete_beta(x, 7, 1) == pytest.approx(x**7, rel=1e-12)
        arcsine = 2 / math.pi * math.asin(math.sqrt(x))
        assert incomplete_beta(x, 0.5, 0.5) == pytest.approx(arcsine, rel=1e-12)


@given(st.floats(0, 1), st.floats(0.5, 200), st.floats(0.5, 200))
def test_the_incomplete_beta_function_is_a_share_and_mirrors(x: float, a: float, b: float) -> None:
    value = incomplete_beta(x, a, b)
    assert -1e-12 <= value <= 1 + 1e-12
    assert value + incomplete_beta(1 - x, b, a) == pytest.approx(1, abs=1e-9)


@given(shares, degrees, degrees)
def test_below_a_quantile_lies_its_share(share: float, above: int, below: int) -> None:
    value = f_quantile(share, above, below)
    x = above * value / (above * value + below)
    assert incomplete_beta(x, above / 2, below / 2) == pytest.approx(share, abs=1e-7)


def test_the_normal_quantile_is_the_table_s() -> None:
    assert normal_quantile(0.975) == pytest.approx(1.959964, abs=1e-6)


@pytest.mark.parametrize("call", [
    lambda: incomplete_beta(1.5, 1, 1), lambda: incomplete_beta(0.5, 0, 1),
    lambda: f_quantile(0, 1, 1), lambda: f_quantile(0.5, 0, 1), lambda: f_quantile(1, 1, 1),
])  # fmt: skip
def test_what_has_no_value_is_refused(call) -> None:
    with pytest.raises(ValueError, match="expected"):
        call()
