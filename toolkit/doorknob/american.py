"""American words and spelling: the course is written in British English.

The words are those that the course uses, and a test holds every paper against a dictionary. Names
and whatever a learner wrote begin with a capital or are not in the list.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

SPELLINGS = {
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
# What an American would have to read twice. No more than that: a ring may also be a bell's.
_SAID = {
    "autumn": "fall", "lorries": "trucks", "lorry": "truck",
    "bit dear": "bit expensive", "too dear": "too expensive", "was dear": "was expensive",
    "diaries": "calendars", "diary": "calendar", "flu jab": "flu shot", "per cent": "percent",
    "removal firm": "moving company", "rang": "called", "ring at": "call at",
    "ring back": "call back", "ring her": "call her", "ring him": "call him", "ring me": "call me",
    "ring them": "call them", "ring you": "call you", "can ring": "can call",
    "needn't ring": "needn't call", "should ring": "should call", "to ring": "to call",
    "won't ring": "won't call", "you ring": "you call", "he rings": "he calls",
    "she rings": "she calls",
}  # fmt: skip
_WORDS = SPELLINGS | _SAID
# How the course spells what an American types, where that is no word of its own there.
_OTHERS = frozenset("check practice practices practicing program tire tires".split())
BRITISH = {theirs: ours for ours, theirs in SPELLINGS.items() if theirs not in _OTHERS}
_TITLE = re.compile(r"\b(Mr|Mrs|Ms|Dr)(?=\s+\w)")
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_SPELLING = re.compile(rf"\b(?:{'|'.join(SPELLINGS)})\b", re.IGNORECASE)
# A tag's own names are no prose, nor is what stands in code, nor a slot's; what a tag shows is.
_MARKUP = re.compile(
    r"(<(?:style|script|code|svg)\b.*?</(?:style|script|code|svg)>|<[^>]*>|`[^`]*`|\{[^{}]*\})",
    re.DOTALL,
)
_TAG, _TAG_ANYWHERE = re.compile(r"\A<[^>]*>"), re.compile(r"<[^>]*>")
_TOLD = re.compile(r'(?<=\s)((?:alt|aria-label|data-label|title)=")([^"]*)')
_LABEL = re.compile(r'(?<=\s)(data-label=")([^"]*)')
# In a call that is looked back at, the salesperson's lines are the learner's own.
_OWN = re.compile(
    r'(<div class="dk-turn" data-who="seller">.*?</div>|<dd translate="no">.*?</dd>)', re.DOTALL
)


@lru_cache(maxsize=4096)
def american(text: str, *, quotes: bool = False) -> str:
    """Say a text, in Markdown or HTML, as Americans do.

    What quotes somebody keeps its words, and is only spelt; a learner's lines in a call that is
    looked back at stay as they were typed.

    >>> american('<b class="colour">Recognise</b> the colour from Colour Ltd.')
    '<b class="colour">Recognize</b> the color from Colour Ltd.'
    """
    if not quotes:
        return _page(text, _told)
    return "".join(
        _TAG_ANYWHERE.sub(_label, part) if n % 2 else _page(part, _spelling)
        for n, part in enumerate(_OWN.split(text))
    )


def _page(text: str, told: Callable[[str], str]) -> str:
    return "".join(
        _TAG.sub(lambda tag: _spelt_tag(tag, told), part) if n % 2 else told(part)
        for n, part in enumerate(_MARKUP.split(text))
    )


def _label(tag: re.Match[str]) -> str:
    return _LABEL.sub(lambda shown: shown[1] + _spelling(shown[2]), tag[0])


def _spelt_tag(found: re.Match[str], told: Callable[[str], str]) -> str:
    return _TOLD.sub(lambda shown: shown[1] + told(shown[2]), found[0])


def _told(prose: str) -> str:
    return _TITLE.sub(r"\1.", _WORD.sub(_spelt, prose))


def _spelling(prose: str) -> str:
    return _SPELLING.sub(_spelt, prose)


def _spelt(found: re.Match[str]) -> str:
    word = found[0]
    # With a capital only verbs are changed: they begin a sentence, where a noun may be a name.
    if word[0].isupper():
        is_verb = word.lower().endswith(("ise", "ises", "ised", "ising"))
        return _WORDS[word.lower()].capitalize() if is_verb else word
    return _WORDS[word.lower()]


def is_american(locale: str) -> bool:
    """Say whether a locale's readers are Americans.

    >>> is_american("en-US"), is_american("en_us"), is_american("en-ZA")
    (True, True, False)
    """
    return locale.lower().replace("_", "-") == "en-us"


# What the page sends back, and names, stay as they are.
_KEPT = frozenset(
    "answer ask colour company counts id learner lesson name outbox path progress prospect seller "
    "send_to".split()
)


def american_view(value: Any, key: str = "") -> Any:
    """Say what a page shows as Americans do; what a learner wrote keeps its words.

    Parameters
    ----------
    value
        Plain data, as a session's ``view`` gives it.
    key
        The name that it goes by.
    """
    if isinstance(value, str):
        return american(value, quotes=key == "debrief")
    if isinstance(value, list):
        # Lines to choose from are sent back as they were shown.
        lines = key == "options" and all(isinstance(one, str) for one in value)
        return value if lines else [american_view(one, key) for one in value]
    if not isinstance(value, dict) or value.get("who") == "seller":
        return value
    own = value.get("disputable") is True
    return {
        name: one if name in _KEPT or (own and name == "told") else american_view(one, name)
        for name, one in value.items()
    }
