"""Packed numbers: plain Python's way to add many small numbers at once, exactly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from doorknob.language.packed import Highest, data_of, numbers, pack, unpack

LANE = st.integers(-(2**20), 2**20)
ROWS = st.integers(1, 8).flatmap(
    lambda lanes: st.lists(st.lists(LANE, min_size=lanes, max_size=lanes), min_size=1, max_size=9)
)


@given(ROWS, st.integers(-50, 50))
def test_sums_and_multiples_are_those_of_the_lanes(rows: list[list[int]], times: int) -> None:
    """However many rows are added, no lane runs over into its neighbour."""
    expected = [sum(lane) * times for lane in zip(*rows, strict=True)]
    assert unpack(sum(map(pack, rows)) * times, len(rows[0])) == expected


@given(ROWS)
def test_the_highest_is_the_highest_of_each_lane(rows: list[list[int]]) -> None:
    lifted = [[abs(value) for value in row] for row in rows]
    found = Highest(len(rows[0])).of([pack(row) for row in lifted])
    assert unpack(found, len(rows[0])) == [max(lane) for lane in zip(*lifted, strict=True)]


@given(st.lists(st.integers(-(2**15), 2**15 - 1)))
def test_numbers_survive_being_written_and_read(values: list[int]) -> None:
    assert list(numbers("h", data_of("h", values))) == values
