"""Whether a line says something: its words, held against a scenario's patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from doorknob.american import BRITISH
from doorknob.prospect.cues import FILLERS

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[£$€%]", re.UNICODE)
# What must be said: of each part, one of some phrases.
_Pattern = tuple[tuple[str | re.Pattern[str], ...], ...]


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Give a text's words in order: small letters, straight apostrophes, British spelling."""
    plain = (found.lower().replace("’", "'") for found in WORD.findall(text))
    return tuple(BRITISH.get(word, word) for word in plain)


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """Give the words of a text that carry meaning."""
    return frozenset(words(text)) - FILLERS


def any_said(patterns: Sequence[str], line: str) -> bool:
    """Whether a line says one of the patterns.

    A pattern holds words or phrases joined by ``+``, all of which must be there in any order;
    ``/`` separates words of which one is enough; ``*`` at the end of a word is any ending.

    >>> any_said(["paus* + month/week"], "You can pause it for a month.")
    True
    >>> any_said(["paus* + month/week"], "You can pause it.")
    False
    """
    text = _spaced(line)
    return any(_says(text, _compiled(pattern)) for pattern in patterns)


@lru_cache(maxsize=1024)
def _spaced(line: str) -> str:
    return f" {' '.join(words(line))} "


def _says(text: str, pattern: _Pattern) -> bool:
    # Told in loops, since a line is held against hundreds of phrases.
    for part in pattern:
        for phrase in part:
            if phrase in text if isinstance(phrase, str) else phrase.search(text):
                break
        else:
            return False
    return True


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> _Pattern:
    return tuple(
        tuple(_phrase(one) for one in part.split("/") if one.strip()) for part in pattern.split("+")
    )


def _phrase(phrase: str) -> str | re.Pattern[str]:
    """Give what a phrase is in a text of words with spaces around; an open end needs no pattern."""
    parts = []
    raws = phrase.lower().replace("’", "'").split()
    for raw in raws:
        stem = raw.rstrip("*")
        parts.append(" ".join(words(stem)) or stem)
    if not any(raw.endswith("*") for raw in raws[:-1]):
        return f" {' '.join(parts)}" + ("" if raws[-1].endswith("*") else " ")
    open_ended = (
        re.escape(part) + ("[^ ]*" if raw.endswith("*") else "")
        for part, raw in zip(parts, raws, strict=True)
    )
    return re.compile(f" {' '.join(open_ended)} ")
