"""Exercises called by their titles, where a text names them by their files.

Whoever reads sees titles: on the start page, at the head of an exercise, on its paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

TITLES = "titles"  # among a document's values: by what name its text calls which exercise
_NAMED = re.compile(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`")


def called(source: str, title_of: Callable[[str], str | None]) -> str:
    """Put titles, which bring their quotation marks, in place of names in code marks.

    A name without a title stays.

    >>> called("Open `02-two` and `no-file`.", {"02-two": "“Two at once”"}.get)
    'Open “Two at once” and `no-file`.'
    """

    def titled(found: re.Match[str]) -> str:
        title = title_of(found[1])
        return found[0] if title is None else title

    return _NAMED.sub(titled, source)


def call_by_title(cells: Iterable[Any], title_of: Callable[[str], str | None]) -> None:
    """Call exercises by their titles in a notebook's prose."""
    for cell in cells:
        if cell.cell_type == "markdown":
            cell.source = called(cell.source, title_of)
