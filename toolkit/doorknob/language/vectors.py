"""Which words have a vector: by themselves, or by the word that they are a form of."""

from __future__ import annotations

from collections.abc import Sequence

UNKNOWN = "<unknown>"
STARTS = "<starts>"
ENDS = "<ends>"
QUESTION = "<asks>"
SPECIAL = (UNKNOWN, STARTS, ENDS, QUESTION)

_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er")
_SHORTEST = 3


class Words:
    """The words that have vectors, numbered.

    Parameters
    ----------
    words
        In the order of their vectors; the first four are `SPECIAL`.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._numbers = {word: number for number, word in enumerate(words)}

    def __contains__(self, word: object) -> bool:
        return word in self._numbers

    def number(self, word: str) -> int:
        """Give a word's number; a form such as "rewiring" falls back on "rewire" or "rewir".

        >>> words = Words([*SPECIAL, "scratch", "rewire"])
        >>> words.number("scratched"), words.number("rewiring"), words.number("zzz")
        (4, 5, 0)
        """
        found = self._numbers.get(word)
        if found is not None:
            return found
        for ending in _ENDINGS:
            stem = word[: -len(ending)]
            if word.endswith(ending) and len(stem) >= _SHORTEST:
                found = self._numbers.get(stem) or self._numbers.get(stem + "e")
                if found:
                    return found
        return 0
