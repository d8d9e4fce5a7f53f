"""The words that any prospect may use, coloured by temperament.

``phrases/any.toml`` serves everybody; a file of a temperament's name, where there is one, colours
it. In each,
``[says]`` holds whole answers, and ``[leads]`` a word or two that may stand before words that the
scenario gives her.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from doorknob.prospect.act import Answer
from doorknob.prospect.persona import Temperament

Lines = tuple[str, ...]


def phrases(answer: Answer, temperament: Temperament) -> tuple[Lines, Lines]:
    """Give the lines for an act: those of the temperament, and those that serve everybody."""
    return _book(temperament)["says"].get(answer, ()), _book("any")["says"].get(answer, ())


def leads(answer: Answer, temperament: Temperament) -> Lines:
    """Give what may stand before the scenario's own words for an act."""
    return _book(temperament)["leads"].get(answer, ())


@cache
def _book(name: str) -> Mapping[str, Mapping[Answer, Lines]]:
    source = files("doorknob.prospect").joinpath("phrases", f"{name}.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8")) if source.is_file() else {}
    return {
        kind: {Answer(act): tuple(lines) for act, lines in data.get(kind, {}).items()}
        for kind in ("says", "leads")
    }
