"""Finds English where another language is to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

# Words that hold an English sentence together, and that no German one has.
_FUNCTION_WORDS = frozenset(
    "the of and to is are it its you your yours with for on this that these those not be been by"
    " from or have has had what which who whom whose how were where there their they them she he"
    " her his but if can could would should will won't don't didn't isn't doesn't as at than then"
    " so no all any some only more most other another out up down did does do yet until when"
    " because about before after again once every everybody nobody nothing something".split()
) - frozenset("so her will war die in an am was all".split())
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# What is English for a reason, wherever it stands.
MEANT = {
    "titles of works, as they were printed": re.compile(
        r"Which individual therapist behaviors.*?interviewing\?"
        r"|Psychological Reactance: A Theory of Freedom and Control"
        r"|The Persuasion Knowledge Model: How people cope with persuasion attempts"
        r"|How to Lose a Deal|The Trusted Advisor"
        r"|Motivational Interviewing Treatment Integrity Coding Manual"
        r"|Do team and individual debriefs enhance performance\? A meta-analysis"
        r"|Journal of (?:Substance Abuse Treatment|Consumer Research)"
    ),
    "names of files and of exercises": re.compile(
        r"\b\w+(?:[-_]\w+)+\b|\b[\w-]+\.(?:pdf|com|jsonl)\b"
    ),
    "what is typed": re.compile(r"doorknob \w+(?: --\w+)?"),
    "JupyterLab's own menu": re.compile(r"Run ▸ Run All Cells"),
}


def english(lines: Iterator[str]) -> set[str]:
    """Give the lines that read as English: one word in eight or more holds such a sentence."""
    return {line for line in lines if _share(line) >= 1 / 8}


def _share(line: str) -> float:
    for meant in MEANT.values():
        line = meant.sub(" ", line)
    words = [word.lower() for word in _WORD.findall(line)]
    return sum(word in _FUNCTION_WORDS for word in words) / len(words) if words else 0


def left(lines: Iterator[str], told: Mapping[str, str]) -> set[str]:
    """Give the lines that are a text of ours in English, whole, though there is German for it."""
    known = {text.strip() for text, other in told.items() if text != other and "{" not in text}
    return {line for line in lines if line.strip(" .:") in known}


def texts(data: Any) -> Iterator[str]:
    """Give every text in plain data that a page shows; names of fields and ids are none."""
    if isinstance(data, Mapping):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from texts(value)
    elif isinstance(data, str):
        yield data
