"""Footnotes that lead back to themselves, which pandoc would follow for ever."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

_NOTE = r"\[\^([^\]\s]+)\]"
# A note may be told in a list or a quotation, too.
_BEGINS = re.compile(rf"(?:[\s>]|[*+-]\s|\d+[.)]\s)*{_NOTE}:")
_NAMED = re.compile(rf"(?<!\\)((?:\\\\)*){_NOTE}")
_WITHIN = re.compile(rf"{_NOTE}:")


def straight(text: str) -> str:
    r"""Give Markdown in which no footnote leads back to itself.

    Where one does, or is told within another, no footnote leads to any other.

    >>> print(straight("a[^1] b[^2]\n\n[^1]: See [^2].\n[^2]: A book."))
    a[^1] b[^2]
    <BLANKLINE>
    [^1]: See [^2].
    [^2]: A book.
    >>> print(straight("a[^1]\n\n[^1]: See [^2].\n[^2]: See [^1]."))
    a[^1]
    <BLANKLINE>
    [^1]: See \[^2].
    [^2]: See \[^1].
    """
    lines = text.split("\n")
    homes = _homes(lines)
    leads: dict[str, set[str]] = {home: set() for home in homes if home}
    tangled = False
    for line, home in zip(lines, homes, strict=True):
        if home:
            told = _told(line)
            # One that is told further in, below another, may belong to that one's text.
            indented = told != line and not line.startswith("[")
            tangled |= indented or _WITHIN.search(told) is not None
            leads[home] |= {_folded(name) for _, name in _NAMED.findall(told)}
    if not tangled and not _leads_back(leads):
        return text
    return "\n".join(
        _alone(line) if home else line for line, home in zip(lines, homes, strict=True)
    )


def _homes(lines: Sequence[str]) -> list[str]:
    """Give for each line the note that it belongs to; nothing where it belongs to none."""
    homes, home, after_gap = [], "", False
    for line in lines:
        begins = _BEGINS.match(line)
        if begins:
            home = _folded(begins[1])
        elif after_gap and line[:1] not in {"", " ", "\t", ">"}:
            home = ""
        after_gap = not line.strip()
        homes.append(home)
    return homes


def _told(line: str) -> str:
    """Give what stands in a line after the name of the note that begins with it."""
    begins = _BEGINS.match(line)
    return line[begins.end() :] if begins else line


def _alone(line: str) -> str:
    """Give a note's line in which others are mere text."""
    told = _told(line)
    return line[: len(line) - len(told)] + _NAMED.sub(r"\1\\[^\2]", told)


def _folded(name: str) -> str:
    return name.casefold()


def _leads_back(leads: Mapping[str, set[str]]) -> bool:
    """Tell whether one comes back to a note by following it."""
    try:
        TopologicalSorter(leads).prepare()
    except CycleError:
        return True
    return False
