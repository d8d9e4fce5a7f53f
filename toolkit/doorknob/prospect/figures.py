"""Figures and promises in a line, held against what the scenario's facts support."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import attrs

from doorknob.prospect.scenario import Scenario

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NAMES = {name: number for number, name in enumerate(SMALL.split())} | {
    name: 10 * number for number, name in enumerate(TENS.split(), start=2)
}
MONTHS = range(2, 37)
MANY = {"hundred": 100, "thousand": 1000}

NUMBER = re.compile(
    r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<k>k\b)?|\b(?P<name>"
    + "|".join([*sorted(NAMES, key=len, reverse=True), "half", *MANY])
    + r")\b",
    re.IGNORECASE,
)
# A figure is a claim only with a unit: 'one thing' and 'Thursday at ten' claim nothing.
UNIT = re.compile(
    r"""\s*-?\s*(?: %|per\s?cent|percent|pounds?\b|quid\b|dollars?\b|bucks\b
    | euros?\b|pence\b|cents?\b
    | minutes?\b|mins?\b|hours?\b|hrs?\b|days?\b|weeks?\b|months?\b|years?\b|times\b|fold\b|x\b
    | (?:other\s)?(?:customers|clients|companies|firms|businesses|studios|shops)\b
    | (?:people|users|teams)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
CURRENCY = re.compile(r"[£$€]\s*$")
PROMISE = re.compile(
    r"""\b(?: (?:i|we)(?:'ll|\swill|\scan)?\s(?:can\s)?(?:guarantee|promise)
    | (?:it's|is|it\sis)\s(?:a\s)?guaranteed? | guaranteed\sto | (?:100|hundred)\s?(?:%|per\s?cent)
    | risk[-\s]free | pays?\sfor\sitself | no\srisk(?:\sat\sall)? | double\syour | triple\syour
    | cheaper\sthan\s(?:any|every) | (?:the\s)?(?:best|cheapest)\s(?:on|in)\sthe\s(?:market|world)
    | never\sfails | can't\sfail )""",
    re.IGNORECASE | re.VERBOSE,
)


@attrs.frozen(kw_only=True)
class Figure:
    """A number with its unit, or a promise, in a line."""

    start: int
    end: int
    text: str
    value: float | None


def figures(line: str) -> tuple[Figure, ...]:
    """Find the figures and promises that a line claims.

    >>> [figure.text for figure in figures("It saves nine hours a week, £40 a month.")]
    ['nine hours', '£40']
    >>> figures("Shall we say Thursday at ten?")
    ()
    """
    return (*_numbers(line), *_promises(line))


def unsupported_figures(
    line: str, scenario: Scenario, said: Iterable[str] = ()
) -> tuple[Figure, ...]:
    """Find what a line claims that neither the facts nor anything said before holds."""
    grounds = [fact.text for fact in scenario.facts]
    grounds += [*scenario.parameters.values(), scenario.brief, *said]
    known = {value for text in grounds for value in _values(text)}
    # Whoever multiplies the price out claims nothing new.
    known |= {n * value for value in _values(scenario.parameters.get("price", "")) for n in MONTHS}
    promised = {found.text.lower() for text in grounds for found in _promises(text)}
    return tuple(
        figure
        for figure in figures(line)
        if (
            figure.text.lower() not in promised
            if figure.value is None
            else not _held(figure, known)
        )
    )


def _held(figure: Figure, known: set[float]) -> bool:
    return figure.value in known


# A scenario's facts are looked through for each line of a call.
@lru_cache(maxsize=4096)
def _values(text: str) -> tuple[float, ...]:
    found = (_value(match) for match in NUMBER.finditer(text))
    return tuple(value for value in found if value is not None)


def _numbers(line: str) -> list[Figure]:
    found = []
    for match in NUMBER.finditer(line):
        money = CURRENCY.search(line, 0, match.start())
        unit = UNIT.match(line, match.end())
        value = _value(match)
        if value is None or not (money or unit):
            continue
        start = money.start() if money else match.start()
        end = unit.end() if unit else match.end()
        found.append(Figure(start=start, end=end, text=line[start:end], value=value))
    return found


def _value(match: re.Match[str]) -> float | None:
    if match["digits"]:
        digits = match["digits"].replace(",", "")
        return float(digits) * (1000 if match["k"] else 1)
    name = match["name"].lower()
    return float(NAMES[name]) if name in NAMES else None


@lru_cache(maxsize=4096)
def _promises(line: str) -> tuple[Figure, ...]:
    return tuple(
        Figure(start=match.start(), end=match.end(), text=match[0], value=None)
        for match in PROMISE.finditer(line)
    )
