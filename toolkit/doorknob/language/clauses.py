"""Splits a line into clauses, with or without punctuation.

People who type in a hurry or in a second language leave out stops and capitals, and a transcript
has commas where the voice paused. So a clause ends at a stop, or before words that can only begin
a new one ("…, do you", "but we", "and what").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from doorknob.language.classes import CLASSES
from doorknob.language.words import Word, tail_of, words_of

_STOP = re.compile(r"[.!?;\n\r…]|\s[-–—]+\s|—|:\s|[^\x00-\x7f\w\s£€₹“”‘’'–]")
_SUBJECT = CLASSES["subject"] | frozenset({"your", "my", "our", "his", "her", "the", "someone"})
_PRONOUN = CLASSES["subject"]
_AUX = CLASSES["aux"]
_WH = frozenset({"what", "how", "why", "where", "who", "which", "when"})
_JOINERS = frozenset({"and", "so", "because", "then", "or"})
_SUBORDINATE = frozenset(
    "if when once before after while because since although though unless whenever as till "
    "until whether".split()
)
# After these a question word opens no new clause: "tell me what", "you know how", "is that why".
_TAKES_WH = frozenset(
    "know tell ask asking see understand hear wonder wondering curious learn explain me you sure "
    "is are was of about for with to on in by at from at decide choose through imagine show "
    "exactly that and so but well not like out matter say said idea picture us people them depends "
    "depend into think remember forget only get i because knowing seeing hearing find thing "
    "describe walk it's look mean means it this there than even or".split()
)
_ASKS_ALONE = frozenset({"do", "does", "did", "would", "shall", "should", "could", "can", "will"})
# "We come to you, sit down with them" orders nothing.
_TELLS_OF = frozenset("we they he she i".split())
_NO_VERB = frozenset("and or me you him her us them too also then there here now".split())
_OPENS = _JOINERS | _WH | _ASKS_ALONE | {"but"}
_SHORTEST = 2


class Clause(NamedTuple):
    """A stretch of words that does one thing.

    Attributes
    ----------
    first, last
        Half-open range of its words in the line.
    sentence
        Number of the sentence it stands in.
    asks
        Whether a question mark ends it.
    """

    first: int
    last: int
    sentence: int
    asks: bool


class Line(NamedTuple):
    """A line cut up for reading.

    Attributes
    ----------
    text
        The line as typed.
    words
        Its words.
    forms
        The words' evened-out forms, as cues match them.
    raws
        The words as typed, in lower case.
    clauses
        In order; together they hold every word.
    sentences
        Half-open word range of each sentence.
    """

    text: str
    words: tuple[Word, ...]
    forms: tuple[str, ...]
    raws: tuple[str, ...]
    clauses: tuple[Clause, ...]
    sentences: tuple[tuple[int, int], ...]

    def commas(self, first: int, last: int) -> list[int]:
        """Give the words of a stretch that follow a comma."""
        return [at for at in range(first + 1, last) if "," in self.words[at].gap]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Give the character span of ``words[first:last]``."""
        return self.words[first].start, max(word.end for word in self.words[first:last])


def cut(text: str) -> Line:
    """Cut a line into sentences and clauses.

    >>> line = cut("thats fair, what would you want to think through")
    >>> [" ".join(line.forms[c.first : c.last]) for c in line.clauses]
    ['that is fair', 'what would you want to think through']
    """
    words = words_of(text)
    tail = tail_of(text, words)
    forms = tuple(word.text for word in words)
    raws = tuple(word.raw for word in words)
    starts = [0, *(at for at in range(1, len(words)) if _STOP.search(words[at].gap))]
    sentences = list(zip(starts, [*starts[1:], len(words)], strict=True)) if words else []
    clauses: list[Clause] = []
    for number, (first, last) in enumerate(sentences):
        after = words[last].gap if last < len(words) else tail
        clauses.extend(_clauses(words, forms, first, last, number, asks="?" in after))
    return Line(text, tuple(words), forms, raws, tuple(clauses), tuple(sentences))


def _clauses(
    words: Sequence[Word],
    forms: Sequence[str],
    first: int,
    last: int,
    sentence: int,
    *,
    asks: bool,
) -> list[Clause]:
    starts = [first]
    for at in range(first + 1, last):
        # Without a comma only few words can open a clause; most need no closer look.
        opens = forms[at] in _OPENS or "," in words[at].gap
        if opens and _begins(words, forms, starts[-1], at, last):
            starts.append(at)
    ends = [*starts[1:], last]
    return [Clause(a, b, sentence, asks and b == last) for a, b in zip(starts, ends, strict=True)]


def _begins(words: Sequence[Word], forms: Sequence[str], start: int, at: int, last: int) -> bool:  # noqa: PLR0911 - a rule a line
    """Whether a new clause begins at word `at` of a sentence."""
    word = forms[at]
    comma = "," in words[at].gap
    subordinate = _is_subordinate(forms, start, at)
    if word == "but":
        return True
    if _only_tag(forms, at, last) or (word == "so" and forms[min(at + 1, last - 1)] == "that"):
        return False
    if subordinate and not (comma and _asks_at(forms, at, last)):
        return comma and not _opens_with_if(forms, start, at) and _stands(forms, at, last)
    if comma:
        return (
            _stands(forms, at, last)
            or _asks_at(forms, at, last)
            or (_orders(forms, at, last) and forms[start] not in _TELLS_OF)
        )
    if word in _JOINERS and at + 1 < last:
        # "… and does the lot" goes on about the same subject; "and does he" asks.
        same = forms[at + 1] in _AUX and forms[min(at + 2, last - 1)] not in _PRONOUN
        return _stands(forms, at + 1, last) or (not same and _asks_at(forms, at + 1, last))
    if at - start < _SHORTEST or forms[at - 1] in _JOINERS or forms[at - 1] == "but":
        return False
    return _asks_unmarked(forms, start, at, last)


def _only_tag(forms: Sequence[str], at: int, last: int) -> bool:
    """Whether only a tag is left: "…, isn't it", "…, will you"."""
    tag = [word for word in forms[at:last] if word != "not"]
    return len(tag) == 2 and tag[0] in _AUX and tag[1] in _PRONOUN


def _is_subordinate(forms: Sequence[str], start: int, at: int) -> bool:
    head = forms[start : min(start + 2, at)]
    return any(word in _SUBORDINATE for word in head)


def _opens_with_if(forms: Sequence[str], start: int, at: int) -> bool:
    return "if" in forms[start : min(start + 2, at)]


def _stands(forms: Sequence[str], at: int, last: int) -> bool:
    """Whether words at `at` are a subject and a verb of their own."""
    if forms[at] in _JOINERS or forms[at] == "but":
        at += 1
    if at + 1 >= last:
        return False
    if forms[at] in _PRONOUN or forms[at] == "let":
        return forms[at + 1] not in _NO_VERB
    ahead = forms[at + 1 : min(at + 4, last)]
    return forms[at] in _SUBJECT and any(word in _AUX for word in ahead)


def _asks_at(forms: Sequence[str], at: int, last: int) -> bool:
    """Whether a question's word order begins at `at`."""
    if forms[at] in _JOINERS and at + 1 < last:
        at += 1
    if at + 1 >= last:
        return False
    if forms[at] in _WH:
        # "when we start" is no question, "when do we start" is.
        reach = 2 if forms[at] in {"when", "where", "which"} else 4
        ahead = forms[at + 1 : min(at + reach, last)]
        return any(word in _AUX or word == "about" for word in ahead)
    if forms[at] in _AUX and forms[at + 1] == "not":
        at += 1
    return at + 1 < last and (
        (forms[at] in _AUX or forms[at] == "not") and forms[at + 1] in _SUBJECT
    )


_ORDERS = CLASSES["doing"] | {"tell", "say", "walk", "give", "sign", "come", "trust", "hold"}


def _orders(forms: Sequence[str], at: int, last: int) -> bool:
    """Whether an order or a piece of advice begins at `at`: a bare verb and its object."""
    return at + 1 < last and forms[at] in _ORDERS and forms[at + 1] not in {"and", "or", "is"}


def _asks_unmarked(forms: Sequence[str], start: int, at: int, last: int) -> bool:
    """Whether a question begins mid-sentence without any mark: "thats fair what would you …"."""
    before = forms[at - 1]
    if forms[at] in _WH - {"when", "who", "which", "where"}:
        ahead = forms[at + 1 : min(at + 3, last)]
        verb_first = ahead and ahead[0] in _AUX and len(ahead) > 1 and ahead[1] in _SUBJECT
        plain = forms[at] == "what" or verb_first
        return before not in _TAKES_WH and bool(plain) and any(word in _AUX for word in ahead)
    if forms[at] in _ASKS_ALONE and at + 2 < last:
        asked = forms[at + 1] in {"you", "we", "i"}
        fronted = any(word in _WH for word in forms[start:at])
        return asked and not fronted and before not in _TAKES_WH | _AUX | CLASSES["num"]
    return False
