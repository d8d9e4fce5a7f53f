"""Detectors: each looks at three neighbouring words; of a stretch the strongest place counts.

A detector answers to a learnt kind of phrase, whatever words it is made of, because words of a
like meaning have like vectors. What it found is a whole number of at least 0; each code has a
weight for each detector.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from operator import mul

from doorknob.language.packed import WIDTH, Highest, constant, numbers, pack, unpack
from doorknob.language.vectors import Words

# Added to every lane, so that a lane never falls below 0 while three words are added up.
_LIFT = 1 << 28
_MOST_WORDS = 4096
COARSE = 7


class Bank:
    """Some detectors, and how strongly each was met.

    Parameters
    ----------
    words
        Which words have vectors.
    vectors
        A signed byte a component, word after word.
    looks
        Shape (component, 3, detector): what each detector makes of the component in the word
        before, the word itself and the word after.
    bias
        One a detector.
    """

    def __init__(
        self, words: Words, vectors: bytes, looks: Sequence[int], bias: Sequence[int]
    ) -> None:
        self._words = words
        self._vectors = memoryview(vectors).cast("b")
        self.count = len(bias)
        lanes = 3 * self.count
        self._size = len(looks) // lanes
        self._looks = [pack(looks[at * lanes : (at + 1) * lanes]) for at in range(self._size)]
        self._base = pack([0] * self.count + list(bias) + [0] * self.count) + constant(_LIFT, lanes)
        self._zero = constant(3 * _LIFT, self.count)
        self._edge = constant(_LIFT, self.count)
        self._mask = constant((1 << (WIDTH - COARSE)) - 1, self.count)
        self._highest = Highest(self.count)
        self._seen: dict[int, tuple[int, int, int]] = {}

    def strongest(self, forms: Sequence[str]) -> int:
        """Give how strongly each detector is met in a stretch of words, packed."""
        number = self._words.number
        taps = [self._taps(number(form)) for form in forms]
        places = [self._zero]
        before = self._edge
        for at, (_, own, after_own) in enumerate(taps):
            after = taps[at + 1][0] if at + 1 < len(taps) else self._edge
            # A word's first tap answers to the place before it, its third to the place after.
            places.append(before + own + after)
            before = after_own
        return self._highest.of(places) - self._zero

    def values(self, packed: int) -> array[int]:
        """Unpack what `strongest` gave, made `2**COARSE` times smaller.

        Smaller, so that a weighted sum over all detectors fits a lane whatever the words are.
        """
        coarse = (packed >> COARSE) & self._mask
        return numbers("I", coarse.to_bytes(4 * self.count, "little"))

    def highest(self, packed: Sequence[int]) -> int:
        """Give the strongest of several stretches."""
        return self._highest.of(packed)

    def _taps(self, word: int) -> tuple[int, int, int]:
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= _MOST_WORDS:
                self._seen.clear()
            found = self._seen[word] = self._look(word)
        return found

    def _look(self, word: int) -> tuple[int, int, int]:
        start = word * self._size
        total = sum(map(mul, self._vectors[start : start + self._size], self._looks), self._base)
        # Looks are ordered (before, itself, after); seen from the word they fall on the places
        # after it, at it and before it.
        part = 4 * self.count
        data = total.to_bytes(3 * part, "little")
        first, own, third = (
            int.from_bytes(data[at * part : (at + 1) * part], "little") for at in range(3)
        )
        return third, own, first


class Readout:
    """Weights of detectors: a score a code from what they found.

    Parameters
    ----------
    rows
        Shape (detector, code).
    codes
        How many codes there are.
    """

    def __init__(self, rows: Sequence[int], codes: int) -> None:
        self._codes = codes
        self._rows = [pack(rows[at : at + codes]) for at in range(0, len(rows), codes)]

    def of(self, found: Sequence[int]) -> list[int]:
        """Give the score of each code."""
        return unpack(sum(map(mul, found, self._rows)), self._codes)
