"""Cues as short phrases, matched word by word.

A phrase is written as a row of slots, in lower case and with contractions opened:

========  ==========================================================
``a|b``   one of these words
``a?``    may be left out
``a~``    the word and its inflected forms (``sign~``: signs, signed …)
``@day``  one of a named class of words
``*``     any one word
``..3``   up to three words of any kind (``..`` means up to two)
``!a|b``  the next word, if there is one, is none of these; it takes no word
``^`` ``$``  the phrase begins, or ends, the stretch that is read; ``a|$`` a word or the end
========  ==========================================================

A row that grows too long goes on after a bar, or after a backslash, in the next line.

Matching takes time in proportion to the words read: an index by first word picks the few phrases
worth trying, and a slot can leave out a handful of words at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Generic, TypeVar

import attrs

from doorknob.language.classes import CLASSES

Code = TypeVar("Code")
_GOES_ON = re.compile(r"\|\n\s*")


@attrs.frozen(kw_only=True)
class Cue(Generic[Code]):
    """Phrases that show one code, and what they tell a learner.

    Attributes
    ----------
    code
        The move or concern that the phrases show.
    why
        One short sentence for a learner.
    weight
        How far a phrase alone can be trusted, 0 to 1.
    phrases
        One phrase a line.
    """

    code: Code
    why: str
    weight: float
    phrases: str


@attrs.frozen(slots=True)
class Hit(Generic[Code]):
    """A cue found at ``words[first:last]``."""

    cue: Cue[Code]
    first: int
    last: int


@attrs.frozen(slots=True)
class _Slot:
    words: frozenset[str] | None
    least: int
    most: int
    forbids: bool = False
    ends: bool = False


@attrs.frozen(slots=True)
class _Phrase(Generic[Code]):
    cue: Cue[Code]
    slots: tuple[_Slot, ...]
    at_start: bool
    at_end: bool
    row: str
    second: frozenset[str] | None
    barred: frozenset[str]
    needs: frozenset[str] | None
    known: int


class Lexicon(Generic[Code]):
    """A set of cues, ready to be looked for.

    Parameters
    ----------
    cues
        What to look for.
    barred
        Words that ``..`` never passes over, such as "not".
    """

    def __init__(self, cues: Iterable[Cue[Code]], *, barred: frozenset[str] = frozenset()) -> None:
        self._cues = tuple(cues)
        self._barred = barred
        self._by_first: dict[str, list[_Phrase[Code]]] = {}
        self._at_start: list[_Phrase[Code]] = []
        self._built = False

    def find(
        self, words: Sequence[str], first: int, last: int, stops: frozenset[int] = frozenset()
    ) -> Iterator[Hit[Code]]:
        """Yield every cue in ``words[first:last]``, in the order of the words.

        Parameters
        ----------
        words
            The line's words.
        first, last
            The stretch to read.
        stops
            Words before which a phrase may end, too, such as those after a comma.
        """
        if not self._built:
            self._build()
        for phrase in self._at_start:
            end = _match(phrase, 0, words, first, last, stops)
            if end > first:
                yield Hit(phrase.cue, first, end)
        for at in range(first, last):
            after = words[at + 1] if at + 1 < last else ""
            for phrase in self._by_first.get(words[at], ()):
                if phrase.at_start and at != first:
                    continue
                # Most phrases fail at their second word: that is cheaper to see here.
                if phrase.second is not None and after not in phrase.second:
                    continue
                if phrase.needs is not None and phrase.needs.isdisjoint(words):
                    continue
                end = _match(phrase, phrase.known, words, at + phrase.known, last, stops)
                if end > at:
                    yield Hit(phrase.cue, at, end)

    def first(self, words: Sequence[str], first: int, last: int) -> Hit[Code] | None:
        """Give the first cue found, or None."""
        return next(self.find(words, first, last), None)

    def _build(self) -> None:
        # On first use: whoever only imports the package shouldn't wait for a thousand phrases.
        by_first: dict[str, list[_Phrase[Code]]] = {}
        at_start: list[_Phrase[Code]] = []
        for cue in self._cues:
            for row in rows_of(cue.phrases):
                _add(_phrase(cue, row.strip(), self._barred), by_first, at_start)
        self._by_first, self._at_start, self._built = by_first, at_start, True


def rows_of(phrases: str) -> list[str]:
    r"""Split phrases into rows; one that ends in a bar goes on in the next line.

    >>> rows_of("sign|\n    buy now\ncome on")
    ['sign|buy now', 'come on']
    """
    return _GOES_ON.sub("|", phrases.strip()).splitlines()


def inflected(word: str) -> set[str]:
    """Give a word with its regular forms.

    >>> sorted(inflected("save"))
    ['save', 'saved', 'saves', 'saving']
    """
    if word.endswith("e"):
        return {word, word + "s", word + "d", word[:-1] + "ing"}
    forms = {word, word + "s", word + "ed", word + "ing"}
    if word.endswith("y") and word[-2] not in "aeiou":
        forms |= {word[:-1] + "ies", word[:-1] + "ied"}
    if word.endswith(("s", "sh", "ch", "x")):
        forms.add(word + "es")
    if word[-1] in "bdgklmnprt":
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return forms


def _add(
    phrase: _Phrase[Code],
    by_first: dict[str, list[_Phrase[Code]]],
    at_start: list[_Phrase[Code]],
) -> None:
    """File a phrase under every word that it can begin with."""
    if phrase.at_start and phrase.slots[0].words is None:
        at_start.append(phrase)
        return
    for slot in phrase.slots:
        if slot.words is None:
            raise ValueError(f"a phrase must begin with a word: {phrase.row}")
        for word in slot.words:
            by_first.setdefault(word, []).append(phrase)
        if slot.least:
            return


def _phrase(cue: Cue[Code], row: str, barred: frozenset[str]) -> _Phrase[Code]:
    parts = row.split()
    at_start, at_end = parts[0] == "^", parts[-1] == "$"
    body = parts[at_start : len(parts) - at_end]
    slots = tuple(_slot(part) for part in body)
    plain = [slot for slot in slots[:2] if slot.least and not slot.forbids and not slot.ends]
    fixed = len(slots) > 1 and len(plain) > 1
    second = slots[1].words if fixed else None
    # How many of the first words the index has already compared.
    known = 2 if second else int(slots[0].words is not None and bool(slots[0].least))
    later = [s.words for s in slots[known:] if s.words and s.least and not (s.forbids or s.ends)]
    needs = min(later, key=len, default=None)
    return _Phrase(cue, slots, at_start, at_end, row, second, barred, needs, known)


@cache
def _slot(part: str) -> _Slot:
    if part.startswith(".."):
        return _Slot(None, 0, int(part[2:] or 2))
    if part == "*":
        return _Slot(None, 1, 1)
    optional = part.endswith("?")
    forbids = part.startswith("!")
    words: set[str] = set()
    for choice in part.removeprefix("!").removesuffix("?").split("|"):
        if choice.startswith("@"):
            words |= CLASSES[choice[1:]]
        elif choice.endswith("~"):
            words |= inflected(choice[:-1])
        else:
            words.add(choice)
    ends = "$" in words
    return _Slot(frozenset(words - {"$"}), 0 if optional else 1, 1, forbids, ends)


def _match(  # noqa: PLR0911, PLR0917 - called a thousand times a line
    phrase: _Phrase[Code],
    k: int,
    words: Sequence[str],
    at: int,
    last: int,
    stops: frozenset[int],
) -> int:
    """Give where the phrase ends when its slot `k` is laid at `at`, or -1."""
    ended = at == last or at in stops
    if k == len(phrase.slots):
        return at if not phrase.at_end or ended else -1
    slot = phrase.slots[k]
    if slot.words is None:
        for width in range(slot.least, min(slot.most, last - at) + 1):
            end = _match(phrase, k + 1, words, at + width, last, stops)
            if end >= 0:
                return end
            if at + width < last and words[at + width] in phrase.barred:
                return -1
        return -1
    if slot.forbids:
        barred = not ended and words[at] in slot.words
        return -1 if barred else _match(phrase, k + 1, words, at, last, stops)
    if at < last and words[at] in slot.words:
        end = _match(phrase, k + 1, words, at + 1, last, stops)
        if end >= 0:
            return end
    if slot.least and not (slot.ends and ended):
        return -1
    return _match(phrase, k + 1, words, at, last, stops)
