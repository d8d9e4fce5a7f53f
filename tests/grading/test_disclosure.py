"""What is told of a group singles nobody out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorknob.grading.disclosure import dimensions, middle, people_making, people_missing, told


@given(st.integers(0, 60), st.integers(0, 60))
def test_fewer_than_five_are_never_counted_nor_left_over(count: int, rest: int) -> None:
    """No number is given where those of whom it holds, or the others, are fewer than five."""
    said = told(count, count + rest)
    if any(sign.isdigit() for sign in said):
        assert min(count, rest) >= 5
    if count + rest < 5:
        assert said == "not told"


@given(st.integers(5, 60), st.integers(5, 60))
def test_a_share_that_is_told_is_right_to_a_tenth(count: int, rest: int) -> None:
    share = int("".join(filter(str.isdigit, told(count, count + rest))))
    assert abs(share - 100 * count / (count + rest)) <= 5


def test_nobody_and_everybody_are_said_so() -> None:
    assert (told(0, 9), told(9, 9)) == ("none", "all")
    with pytest.raises(ValueError, match="expected 0 to 3"):
        told(4, 3)


@given(st.lists(st.fractions(0, 1), max_size=20))
def test_a_middle_is_of_five_at_least_and_lies_among_them(shares: list[Fraction]) -> None:
    value = middle(shares)
    if len(shares) < 5:
        assert value is None
    else:
        assert value is not None
        assert value % 5 == 0
        assert 100 * min(shares) - 2.5 <= value <= 100 * max(shares) + 2.5


def test_without_calls_there_is_nothing_to_tell() -> None:
    assert dimensions([]) == {}
    assert people_making([]) == {}
    assert people_missing([]) == {}
