"""Many small whole numbers in one large one, so that plain Python adds them all at once.

A packed number holds one value a *lane*, each `WIDTH` bits wide. Adding two packed numbers adds
every lane; multiplying by a small whole number multiplies every lane. The lanes are exact, so that
the same line reads the same on every machine, and no compiled library is needed.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from functools import cache

WIDTH = 32
_HALF = 1 << 31


@cache
def constant(value: int, lanes: int) -> int:
    """Give a packed number with the same value in each lane."""
    return sum(value << (WIDTH * lane) for lane in range(lanes))


def pack(values: Iterable[int]) -> int:
    """Pack values of -2**31 to 2**31 - 1, the first in the lowest lane.

    >>> unpack(pack([3, -4]) + pack([1, 1]), 2)
    [4, -3]
    """
    row = [value + _HALF for value in values]
    return int.from_bytes(data_of("I", row), "little") - constant(_HALF, len(row))


def unpack(packed: int, lanes: int) -> list[int]:
    """Give the values of the lanes, each of which must lie in -2**31 to 2**31 - 1."""
    data = (packed + constant(_HALF, lanes)).to_bytes(4 * lanes, "little")
    return [value - _HALF for value in numbers("I", data)]


class Highest:
    """The lane-wise maximum of packed numbers whose lanes all lie in 0 to 2**31 - 1."""

    def __init__(self, lanes: int) -> None:
        self._top = constant(_HALF, lanes)

    def of(self, numbers: Sequence[int]) -> int:
        """Give the highest value of each lane.

        >>> unpack(Highest(2).of([pack([3, 4]), pack([5, 1])]), 2)
        [5, 4]
        """
        top = self._top
        best = numbers[0]
        for number in numbers[1:]:
            # A lane of `wins` keeps its top bit where `best` is at least `number` there …
            wins = ((best | top) - number) & top
            # … and from that bit a mask of all its lower bits is made.
            best = number ^ ((best ^ number) & (wins - (wins >> (WIDTH - 1))))
        return best


def numbers(kind: str, data: bytes) -> array[int]:
    """Read whole numbers from little-endian bytes; `kind` is a type code of `array`."""
    row = array(kind, data)
    if sys.byteorder == "big":
        row.byteswap()
    return row


def data_of(kind: str, values: Iterable[int]) -> bytes:
    """Write whole numbers as little-endian bytes."""
    row = array(kind, values)
    if sys.byteorder == "big":
        row.byteswap()
    return row.tobytes()
