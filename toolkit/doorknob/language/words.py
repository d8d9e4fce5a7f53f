"""A line as words: contractions opened, spelling evened out, each word with its place.

Cues are written once, in full forms ("you will regret"), and match whatever a learner types:
"you'll regret", "youll really regret", "u will regret".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from doorknob.language.vocabulary import CONTRACTIONS, FILLERS, IS_AFTER, SPELLINGS

# A turn of talk is rarely over a hundred words. What is beyond this bound is left unread, so that
# a pasted book costs no more than a long turn.
MOST_CHARACTERS = 1500

NUMBER = "#"

_TOKEN = re.compile(
    r"(?:[£$€₹]\s?)?\d[\d.,:]*(?:%|[a-z]{1,3}\b)?"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"
)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"'})
_ENDINGS = {"'ll": "will", "'re": "are", "'ve": "have", "'m": "am", "'d": "would"}


class Word(NamedTuple):
    """One word of a line, as cues see it.

    Attributes
    ----------
    text
        The evened-out form; every figure is ``"#"``.
    raw
        The lower-cased form as typed.
    start, end
        Where it stands in the line.
    gap
        What stands between the previous word and this one.
    """

    text: str
    raw: str
    start: int
    end: int
    gap: str


def lowered(line: str) -> str:
    """Lower-case a line without moving any character, so that spans still hold.

    >>> lowered("It’s İ")
    "it's İ"
    """
    cut = line[:MOST_CHARACTERS].translate(_QUOTES)
    low = cut.lower()
    if len(low) == len(cut):
        return low
    return "".join(one if len(one := char.lower()) == 1 else char for char in cut)


def words_of(line: str) -> list[Word]:
    """Split a line into words.

    >>> [word.text for word in words_of("Dont u think it'll, um, cost £1,200?")]
    ['do', 'not', 'you', 'think', 'it', 'will', 'cost', '#']
    """
    text = lowered(line)
    found: list[Word] = []
    last = 0
    gap = ""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        gap += text[last:start]
        last = end
        for form, raw, first, after in _opened(match.group()):
            found.append(Word(form, raw, start + first, start + after, gap))
            gap = ""
    return _without_pairs(found)


def tail_of(line: str, words: list[Word]) -> str:
    """Give what stands after the last word."""
    return lowered(line)[words[-1].end :] if words else lowered(line)


# One word of a token: its form, itself as typed, and where it stands in the token.
_Part = tuple[str, str, int, int]


@lru_cache(maxsize=16384)
def _opened(raw: str) -> tuple[_Part, ...]:
    """Open one token into its words; a filler gives none."""
    end = len(raw)
    if raw[-1].isdigit() or not raw[0].isalpha():
        figure = raw.rstrip(".,:")
        return ((NUMBER, figure, 0, len(figure)),)
    plain = raw.replace("'", "")
    if plain in FILLERS:
        return ()
    parts = CONTRACTIONS.get(raw) or CONTRACTIONS.get(plain)
    if parts:
        return tuple((part, raw, 0, end) for part in parts)
    if "'" in raw:
        return _split_at_apostrophe(raw)
    return ((SPELLINGS.get(plain, plain), raw, 0, end),)


def _split_at_apostrophe(raw: str) -> tuple[_Part, ...]:
    stem, _, rest = raw.rpartition("'")
    ending = "'" + rest
    if rest == "t" and stem.endswith("n") and len(stem) > 1:
        stem, second = stem[:-1], "not"
    elif ending in _ENDINGS:
        second = _ENDINGS[ending]
    elif rest == "s":
        second = "is" if stem in IS_AFTER else "'s"
    else:
        plain = raw.replace("'", "")
        return ((SPELLINGS.get(plain, plain), raw, 0, len(raw)),)
    at = len(stem)
    return (SPELLINGS.get(stem, stem), stem, 0, at), (second, second, at, len(raw))


_PAIRS = {("you", "know"), ("i", "mean"), ("sort", "of"), ("kind", "of")}
_PADS = frozenset({"know", "mean", "sort", "kind"})


def _without_pairs(words: list[Word]) -> list[Word]:
    """Leave out spoken padding of two words, such as ", you know," (never "you know what")."""
    if _PADS.isdisjoint([word.text for word in words]):
        return words
    kept: list[Word] = []
    at = 0
    while at < len(words):
        pair = tuple(word.text for word in words[at : at + 2])
        after = words[at + 2].gap if at + 2 < len(words) else ","
        padding = pair in _PAIRS and (
            pair[1] == "of" or ("," in words[at].gap and "," in after) or pair == ("i", "mean")
        )
        if padding and len(words) > 2:
            at += 2
            continue
        kept.append(words[at])
        at += 1
    return kept


def is_letter_or_mark(char: str) -> bool:
    """Whether a character belongs to some script's words."""
    return unicodedata.category(char)[0] in "LM"
