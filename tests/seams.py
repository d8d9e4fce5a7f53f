"""What gives away that a text was put together: its seams, and words that no dictionary has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import inflect
from lxml import html
from spylls.hunspell import Dictionary

DICTIONARIES = Path("/usr/share/hunspell")
_BLOCKS = frozenset(
    "p li td th h1 h2 h3 h4 figcaption blockquote dt dd caption div summary header footer".split()
)
_SKIPPED = "//style|//script|//svg|//math|//head|//*[@hidden]"

# Each seam: what it is, and how it is seen. Quotation marks may stand between words.
SEAMS = {
    "a slot that was not filled": re.compile(r"\{\{|\}\}|\{[a-z_]+\}|\{%"),
    "nothing where something belongs": re.compile(r"\b(?:None(?! of)|undefined|nan|NaN)\b"),
    "an object and not its text": re.compile(r"<[A-Za-z_.]+ object|object at 0x"),
    "a word twice": re.compile(
        r"\b(?!(?:that|had|her|is|no|so|very|bye|knock|ha|tut|why)\b)([A-Za-z]{2,}) \1\b"
    ),
    "two full stops": re.compile(r"(?<![.…])\.\.(?!\.)|(?<![A-Zxr])\.,|,\.|,,|[?!]\.(?![”’\w])|;;"),
    "a space too many": re.compile(r"\S  +\S| [,;:?!](?![\w)])| \.(?:\s|$)"),
    "one of many": re.compile(
        r"\b(?:1|a|an|every|each) (?:months|years|weeks|quarters|customers|clients|units)\b"
    ),
    "many of one": re.compile(r"\b(?:[2-9]|\d\d+) (?:month|year|week|quarter|customer|client)\b"),
    "two articles": re.compile(r"\b(?:a|an|the|our|your) (?:a|an|the|our|your)\b", re.IGNORECASE),
    "a price paid every once": re.compile(r"\b(?:a|every|each|any) once\b"),
    "two currencies": re.compile(r"[£$€][£$€]|R\$\d"),
}
_ARTICLE = re.compile(r"\b([Aa]n?) ([“‘\"]?)([A-Za-z][\w’'-]*)")
_SENTENCE = re.compile(r"[.?!][”’)]* ([a-z][\w’'-]*)")


def lines(page: str) -> Iterator[str]:
    """Give the text of a page, a block a line, with its spaces as a reader sees them."""
    tree = html.fromstring(page)
    for found in tree.xpath(_SKIPPED):
        found.drop_tree()
    for element in tree.iter():
        inner = any(child.tag in _BLOCKS for child in element.iterdescendants())
        if element.tag in _BLOCKS and not inner:
            # A page shows a run of white space as one space, unless it is unbreakable.
            text = re.sub(r"[ \t\n]+", " ", "".join(element.itertext())).strip()
            if text:
                yield text


def seams(text: str, *, names: tuple[str, ...] = ()) -> list[str]:
    """Find the seams in a line; what stands in `names` is taken as written."""
    # An option's letter, or the number of a card, is no part of its sentence.
    plain = re.sub(r"^[a-hA-H] (?=[“‘A-Z])", "", text)
    for number, name in enumerate(sorted(filter(None, names), key=len, reverse=True)):
        # A name is one word to the rules: what is odd inside it is the cohort's own affair.
        dot = "." if name.endswith(".") else ""
        plain = plain.replace(name, f"Name{'x' * (number % 9 + 1)}{dot}")
    found = [f"{what}: {m[0]!r}" for what, rule in SEAMS.items() for m in rule.finditer(plain)]
    found += [f"{m[1]} before {m[3]!r}" for m in _ARTICLE.finditer(plain) if _wrong(m)]
    return found


@cache
def _english() -> inflect.engine:
    return inflect.engine()


def _wrong(found: re.Match[str]) -> bool:
    word = found[3]
    if found[1] == "A" or len(word) == 1:
        # "A" may be an option's letter or a grade.
        return False
    return str(_english().a(word)).split()[0] != found[1].lower()


@cache
def dictionary(language: str) -> Dictionary:
    """Give Hunspell's dictionary of a language, such as ``en_GB``."""
    return Dictionary.from_files(str(DICTIONARIES / language))


@cache
def is_word(word: str, language: str) -> bool:
    """Say whether a dictionary has a word."""
    return bool(dictionary(language).lookup(word))


def misspelt(text: str, language: str) -> set[str]:
    """Find the words that begin with a small letter and are in no dictionary."""
    straight = text.replace("’", "'")
    words = re.findall(
        r"(?<![\w./@_'-])[a-zäöüß][a-zäöüßé']*[a-zäöüßé](?![\w@_/]|[-.]\w)", straight
    )
    return {
        word
        for word in words
        if not is_word(word, language) and not is_word(word.removesuffix("'s"), language)
    }
