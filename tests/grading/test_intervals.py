"""Intervals: the published examples come out, and an interval holds its own figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorknob.grading.intervals import (
    least_correlation,
    of_alpha,
    of_correlation,
    of_crossover,
    of_share,
    people_for_correlation,
)


# Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
@pytest.mark.parametrize(("right", "people", "low", "high"), [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
])  # fmt: skip
def test_shares_have_newcombe_s_intervals(right: int, people: int, low: float, high: float) -> None:
    found = of_share(right, people)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_alpha_has_feldt_s_interval() -> None:
    """As Evans's program for Feldt's method prints it for 0.913, 873 people and 20 items."""
    found = of_alpha(0.913, 873, 20)
    assert found is not None
    assert found.low == pytest.approx(0.9044024, abs=1e-7)
    assert found.high == pytest.approx(0.9211588, abs=1e-7)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_share_lies_in_its_interval_and_that_within_0_and_1(right: int, wrong: int) -> None:
    found = of_share(right, right + wrong)
    if found is None:
        assert right + wrong == 0
    else:
        assert 0 <= found.low <= found.high <= 1
        assert found.holds(right / (right + wrong))


@given(st.floats(-0.99, 0.99), st.integers(4, 200))
def test_a_correlation_lies_in_its_interval(value: float, people: int) -> None:
    found = of_correlation(value, people)
    assert found is not None
    assert -1 <= found.low <= value <= found.high <= 1


@given(st.floats(-2, 0.99), st.integers(2, 100), st.integers(2, 30))
def test_alpha_lies_below_its_upper_bound_of_1(value: float, people: int, items: int) -> None:
    found = of_alpha(value, people, items)
    assert found is not None
    assert found.low < found.high < 1


def test_more_people_make_an_interval_narrower() -> None:
    few, many = of_share(5, 10), of_share(50, 100)
    assert few is not None
    assert many is not None
    assert many.high - many.low < few.high - few.low


def test_where_there_is_no_interval_there_is_none() -> None:
    assert of_share(0, 0) is None
    assert of_correlation(0.5, 3) is None
    assert of_correlation(1.0, 30) is None
    assert of_alpha(0.5, 1, 5) is None
    assert of_alpha(0.5, 5, 1) is None
    assert of_alpha(1.0, 5, 5) is None
    assert least_correlation(3) is None


def test_more_right_than_there_are_people_is_refused() -> None:
    with pytest.raises(ValueError, match="expected 0 to 3"):
        of_share(4, 3)


@given(st.floats(0.05, 0.95))
def test_so_many_people_tell_a_correlation_from_none(value: float) -> None:
    """One fewer would not."""
    enough = people_for_correlation(value)
    assert enough >= 4
    found = of_correlation(value, enough)
    assert found is not None
    assert found.low >= -1e-12
    fewer = of_correlation(value, enough - 1)
    assert fewer is None or fewer.low <= 1e-12


def test_two_orders_tell_a_change_from_a_difference_between_forms() -> None:
    """All learn 3; the second form gives 1 more: 4 in one order, 2 in the other."""
    found = of_crossover([3.9, 4.1], [1.8, 2.2])
    assert found is not None
    change, form = found
    assert change.value == pytest.approx(3)
    assert form.value == pytest.approx(1)
    assert change.interval is not None
    assert form.interval is not None
    # The pooled variance is 0.05 with 2 degrees of freedom; t is 4.3027.
    assert change.interval.high - 3 == pytest.approx(4.3027 * 0.05**0.5 / 2, abs=1e-4)
    assert form.interval.high - 1 == pytest.approx(change.interval.high - 3)


def test_one_order_alone_tells_nothing_and_people_who_agree_give_no_interval() -> None:
    assert of_crossover([0.1, 0.2], []) is None
    assert of_crossover([], [0.1]) is None
    for groups in (([0.2], [0.1]), ([0.2, 0.2], [0.1, 0.1])):
        found = of_crossover(*groups)
        assert found is not None
        assert [one.interval for one in found] == [None, None]
