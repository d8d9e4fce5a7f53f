"""Where in a line the words stand that somebody quotes from it."""

from __future__ import annotations

import re

# One character for one, so that places stay the same. Models like to straighten what people type.
_STRAIGHT = str.maketrans("‘’ʼ“”", "'''\"\"")
_WORD = re.compile(r"\w")


def find_words(line: str, words: str) -> tuple[int, int] | None:
    """Give the half-open span of `words` in `line`, or None where they don't stand in it.

    First as they are quoted; then whatever the case, the spacing and the shape of quotation
    marks. A quotation never begins or ends within a word.

    >>> find_words("Now, no.  I can’t", "no")
    (5, 7)
    >>> find_words("Now, no.  I can’t", "NO. i can't")
    (5, 17)
    >>> find_words("Now, no.  I can’t", "ow") is None
    True
    """
    words = words.strip()
    pieces = words.translate(_STRAIGHT).split()
    # What is longer than the line isn't in it, and would make a pattern of any length.
    if not pieces or len(" ".join(pieces)) > len(line):
        return None
    exact = _edged(words, re.escape(words)) if len(words) <= len(line) else None
    found = re.search(exact, line) if exact else None
    if found is None:
        loose = _edged(words, r"\s+".join(map(re.escape, pieces)))
        found = re.search(loose, line.translate(_STRAIGHT), re.IGNORECASE)
    return None if found is None else found.span()


def _edged(words: str, pattern: str) -> str:
    before = r"(?<!\w)" if _WORD.match(words[0]) else ""
    after = r"(?!\w)" if _WORD.match(words[-1]) else ""
    return f"{before}{pattern}{after}"
