"""A paper for Americans, spelt as they spell: the course itself is written in British English.

The words are those that the course uses, and a test holds every paper against a dictionary. Titles
of works stay as they were published; names and whatever a learner wrote begin with a capital or are
not in the list.
"""

from __future__ import annotations

import re
from typing import Any

# A work's title is quoted as it was printed.
QUOTED = frozenset({"sources"})
_AMERICAN = {
    "acknowledgement": "acknowledgment", "acknowledgements": "acknowledgments", "spoilt": "spoiled",
    "apologise": "apologize", "apologised": "apologized", "candour": "candor",
    "centre": "center", "centres": "centers", "cheque": "check", "colour": "color",
    "colours": "colors", "counsellor": "counselor", "counsellors": "counselors",
    "dialling": "dialing", "dreamt": "dreamed", "favour": "favor", "favours": "favors",
    "favourite": "favorite", "grey": "gray", "harbour": "harbor", "harbours": "harbors",
    "honour": "honor", "humour": "humor",
    "judgement": "judgment", "labelled": "labeled", "learnt": "learned", "litre": "liter",
    "litres": "liters", "metre": "meter", "metres": "meters", "modelled": "modeled",
    "neighbour": "neighbor", "neighbours": "neighbors", "organise": "organize",
    "organised": "organized", "practise": "practice", "practised": "practiced",
    "practises": "practices", "practising": "practicing", "programme": "program",
    "recognise": "recognize", "recognised": "recognized", "recognises": "recognizes",
    "spelt": "spelled", "summarise": "summarize", "theatre": "theater",
    "theatres": "theaters", "travelled": "traveled", "travelling": "traveling",
    "tyre": "tire", "tyres": "tires",
}  # fmt: skip
_WORD = re.compile(rf"\b(?:{'|'.join(_AMERICAN)})\b", re.IGNORECASE)
# A tag's own names are no prose, nor is what stands in code; what a tag shows is.
_MARKUP = re.compile(
    r"(<(?:style|script|code|svg)\b.*?</(?:style|script|code|svg)>|<[^>]*>|`[^`]*`)", re.DOTALL
)
_TAG = re.compile(r"\A<[^>]*>")
_TOLD = re.compile(r'(?<=\s)((?:alt|aria-label|data-label|title)=")([^"]*)')


def american(text: str) -> str:
    """Spell a text, in Markdown or HTML, as Americans do.

    >>> american('<b class="colour">Recognise</b> the colour from Colour Ltd.')
    '<b class="colour">Recognize</b> the color from Colour Ltd.'
    """
    parts = _MARKUP.split(text)
    return "".join(
        _TAG.sub(_spelt_tag, part) if n % 2 else _WORD.sub(_spelt, part)
        for n, part in enumerate(parts)
    )


def _spelt_tag(found: re.Match[str]) -> str:
    return _TOLD.sub(_spelt_value, found[0])


def _spelt_value(found: re.Match[str]) -> str:
    return found[1] + _WORD.sub(_spelt, found[2])


def _spelt(found: re.Match[str]) -> str:
    word = found[0]
    # With a capital only verbs are changed: they begin a sentence, where a noun may be a name.
    if word[0].isupper():
        is_verb = word.lower().endswith(("ise", "ises", "ised", "ising"))
        return _AMERICAN[word.lower()].capitalize() if is_verb else word
    return _AMERICAN[word.lower()]


def spelt_for(notebook: Any, language: str) -> Any:
    """Spell an executed notebook's prose and outputs as its readers do; it is changed in place.

    Parameters
    ----------
    notebook
        Executed.
    language
        The cohort's, such as ``en-US``.
    """
    if language.lower().replace("_", "-") != "en-us":
        return notebook
    for cell in notebook.cells:
        if cell.get("id") in QUOTED:
            continue
        if cell.cell_type == "markdown":
            cell.source = american(cell.source)
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if isinstance(data.get("text/html"), str):
                data["text/html"] = american(data["text/html"])
    return notebook
