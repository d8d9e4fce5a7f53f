"""Weights of features: a text's score for each code is the sum over its features."""

from __future__ import annotations

from collections.abc import Iterable

from doorknob.language.features import word_features
from doorknob.language.packed import WIDTH, constant

# One unit of a score is this share of a logit.
UNIT = 128
BIAS = 1 << 15
_BYTES = WIDTH // 8
# Words are seen again and again; what theirs add up to is kept for this many.
_MOST_WORDS = 8192


class Table:
    """The weights of some features, one lane a code.

    Parameters
    ----------
    names
        The features.
    data
        Their weights: a lane of four bytes a code, each `BIAS` higher than the weight.
    lanes
        How many codes there are.
    """

    def __init__(self, names: Iterable[str], data: bytes, lanes: int) -> None:
        self._data = data
        self._size = _BYTES * lanes
        self._bias = constant(BIAS, lanes)
        self._at = {name: at for at, name in enumerate(names)}
        self._rows: list[int | None] = [None] * len(self._at)
        self._words: dict[str, int] = {}

    def of(self, name: str) -> int:
        """Give a feature's packed weights; 0 for one that was not learnt."""
        return self.total((name,))

    def total(self, names: Iterable[str]) -> int:
        """Add up the packed weights of some features."""
        find, rows, total = self._at.get, self._rows, 0
        for name in names:
            at = find(name)
            if at is not None:
                row = rows[at]
                total += self._read(at) if row is None else row
        return total

    def _read(self, at: int) -> int:
        start = at * self._size
        data = self._data[start : start + self._size]
        row = self._rows[at] = int.from_bytes(data, "little") - self._bias
        return row

    def word(self, form: str) -> int:
        """Give the packed weights of a word's own features."""
        found = self._words.get(form)
        if found is None:
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
            found = self._words[form] = self.total(word_features(form))
        return found
