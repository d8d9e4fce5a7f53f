"""Detectors and weights give, in whole numbers, what their plain definition gives."""

from __future__ import annotations

import random

import pytest

from doorknob.language.detectors import COARSE, Bank, Readout
from doorknob.language.packed import data_of, unpack
from doorknob.language.vectors import SPECIAL, Words
from doorknob.language.weights import BIAS, Table

WORDS = [*SPECIAL, "price", "bill", "maybe"]
SIZE, COUNT = 4, 5


@pytest.fixture
def parts() -> tuple[list[list[int]], list[list[list[int]]], list[int]]:
    """Give vectors, looks (component, place, detector) and biases, by chance but always alike."""
    chance = random.Random(3)  # noqa: S311 - alike each time

    def some(count: int, most: int) -> list[int]:
        return [chance.randint(-most, most) for _ in range(count)]

    vectors = [some(SIZE, 127) for _ in WORDS]
    looks = [[some(COUNT, 127) for _ in range(3)] for _ in range(SIZE)]
    return vectors, looks, some(COUNT, 5000)


@pytest.mark.parametrize(
    "forms", [["price"], ["price", "bill"], ["maybe", "price", "unheard", "bill"]]
)
def test_the_strongest_place_counts(parts, forms: list[str]) -> None:
    """A detector sees the word before, the word and the word after; never below nothing."""
    vectors, looks, bias = parts
    flat = [value for vector in vectors for value in vector]
    flat_looks = [value for rows in looks for row in rows for value in row]
    bank = Bank(Words(WORDS), data_of("b", flat), flat_looks, bias)
    rows = [vectors[bank._words.number(form)] for form in forms]
    expected = []
    for detector in range(COUNT):
        places = [0]
        for at in range(len(rows)):
            total = bias[detector]
            for place in range(3):
                near = at + place - 1
                if 0 <= near < len(rows):
                    total += sum(
                        rows[near][part] * looks[part][place][detector] for part in range(SIZE)
                    )
            places.append(total)
        expected.append(max(places))
    found = bank.strongest(forms)
    assert unpack(found, COUNT) == expected
    assert list(bank.values(found)) == [value >> COARSE for value in expected]


def test_a_readout_is_a_weighted_sum() -> None:
    readout = Readout([1, -2, 3, 40, 500, -600], codes=2)
    assert readout.of([10, 0, 2]) == [10 * 1 + 2 * 500, 10 * -2 + 2 * -600]


def test_a_table_adds_what_it_knows_and_ignores_the_rest() -> None:
    data = data_of("I", [value + BIAS for value in (1, -2, 30, 40)])
    table = Table(["2:go ahead", "1:price"], data, lanes=2)
    names = ["1:price", "never learnt", "2:go ahead", "1:price"]
    assert unpack(table.total(names), 2) == [61, 78]
    assert unpack(table.word("price"), 2) == [30, 40]
