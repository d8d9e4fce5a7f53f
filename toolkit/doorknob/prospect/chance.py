"""Chance that is the same on every machine: a draw depends on the seed and its number alone."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def draw(seed: int, number: int, sides: int) -> int:
    """Give the `number`-th draw of a seed: a whole number from 0 to ``sides - 1``.

    Python's own generator is not promised to draw alike in every version; a hash is.

    >>> [draw(1, n, 6) for n in range(5)] == [draw(1, n, 6) for n in range(5)]
    True
    """
    if sides < 1:
        raise ValueError(f"sides must be 1 or more, not {sides}")
    digest = blake2b(f"{seed}:{number}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % sides


def shuffled(items: Sequence[T], seed: int, number: int) -> tuple[tuple[T, ...], int]:
    """Put items in an order drawn from `number` on; give the order and the next draw's number."""
    rest, order = list(items), []
    while rest:
        order.append(rest.pop(draw(seed, number, len(rest))))
        number += 1
    return tuple(order), number
