"""Slots in authored text, such as ``{product}``, and the cohort's values that fill them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from string import Formatter
from typing import Any, Generic, TypeVar

import attrs

from doorknob.documents import Document, Place
from doorknob.errors import BadParameter, Problem, suggestion

T = TypeVar("T")
NOT_TEXT = ("id", "parameters", "written_for", "variants")
# What a cohort sells, and for how much: what a file keeps of its own where it was not written for
# the cohort's trade.
OFFERED = frozenset("company product seller price price_year price_per period".split())
ANY_TRADE = ""
# Private-use characters, which stand around a value only while a text is being filled.
_OPEN, _SHUT = "\ue000", "\ue001"
_MARKS = re.compile(f"[{_OPEN}{_SHUT}]")
# Where a sentence begins: at the start of a text, after its end, or after what opens one. Not
# where a line begins: prose is wrapped anywhere.
_BEGINNING = re.compile(
    r"(?:\A|[.!?:]['\"’”*)]*\s+|\n\s*\n|^[ \t]*(?:[-*>#]+|\d+\.)\s+|[“\"]|^\s*\|\s*|\*\*)"
    rf"{_OPEN}(?=(?:the|a|an|our|your|my|his|her|their|you|it|he|she|we|they)\s)",
    re.MULTILINE,
)
_STOPPED_TWICE = re.compile(rf"\.{_SHUT}\.(?!\.)")


def chosen_values(
    defaults: Mapping[str, str], values: Mapping[str, str], what: str
) -> dict[str, str]:
    """Give the defaults with a cohort's values put over them.

    A name that has no default is left out, so that one set of values serves many files. A default
    may hold slots for other values.

    Raises
    ------
    BadParameter
        If a value is empty.
    """
    chosen = dict(defaults)
    for name in chosen.keys() & values.keys():
        if not values[name].strip():
            raise BadParameter(f"{name}: expected some text for {what}.")
        chosen[name] = values[name].strip()
    # Values that were put down before there were prices that are paid once.
    if "price_per" in chosen.keys() - values.keys() and {"price", "period"} & values.keys():
        chosen["price_per"] = " a ".join(chosen[name] for name in ("price", "period"))
    of_its_own = {n for n in defaults.keys() - values.keys() if "{" in defaults[n]}
    return chosen | {name: filled(defaults[name], chosen) for name in of_its_own}


def packed(words: Mapping[str, str]) -> str:
    """Write values into one text, since a notebook's parameters are a fixed set; none is empty."""
    return json.dumps(dict(words), ensure_ascii=False, sort_keys=True) if words else ""


def unpacked(values: Mapping[str, str]) -> dict[str, str]:
    """Give values with those that `packed` put into ``trade_words`` beside them.

    >>> unpacked({"price": "£1", "trade_words": packed({"your_place": "your house"})})
    {'your_place': 'your house', 'price': '£1'}
    """
    rest = dict(values)
    words = json.loads(rest.pop("trade_words", "") or "{}")
    return {**{str(name): str(text) for name, text in words.items()}, **rest}


def written_for(trades: Collection[str], values: Mapping[str, str]) -> bool:
    """Say whether a file that was written for some trades suits a cohort's; all suit nobody's.

    >>> written_for(["software"], {"trade": "insurance"}), written_for([], {"trade": "insurance"})
    (False, True)
    """
    trade = values.get("trade", ANY_TRADE)
    return not trades or trade == ANY_TRADE or trade in trades


def suited(trades: Collection[str], values: Mapping[str, str]) -> dict[str, str]:
    """Give the values that may enter a file: not the offer, where the file is of another trade.

    A stairlift in a story about planning software would make nonsense of it. Such a file plays in
    a world of its own, with the product and the price that it was written with.
    """
    if written_for(trades, values):
        return dict(values)
    return {name: value for name, value in values.items() if name not in OFFERED}


class Latest(Generic[T]):
    """What was made with the latest few sets of values: a cohort's learners share theirs.

    Parameters
    ----------
    most
        How many are kept; then all of them go.

    >>> made, kept = [], Latest(1)
    >>> def make(values):
    ...     made.append(values["price"])
    ...     return values["price"]
    >>> [kept.of({"price": price}, make) for price in ("£5", "£5", "£6", "£5")], made
    (['£5', '£5', '£6', '£5'], ['£5', '£6', '£5'])
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: dict[frozenset[tuple[str, str]], T] = {}

    def of(self, values: Mapping[str, str], make: Callable[[Mapping[str, str]], T]) -> T:
        """Give what was made with some values, made now if it isn't there."""
        wanted = frozenset(values.items())
        if wanted not in self._made:
            if len(self._made) >= self._most:
                self._made.clear()
            self._made[wanted] = make(values)
        return self._made[wanted]


def marked(value: str) -> str:
    """Put a value between marks that `settled` needs to see where it stands."""
    return f"{_OPEN}{_MARKS.sub('', value)}{_SHUT}"


def settled(text: str) -> str:
    """Mend the seams around marked values, and take the marks away.

    Where a sentence begins with a value such as "the heat pump", its article is written large; a
    full stop after "Ames & Co." is not written twice. Names such as "iPlan" stay as they are.

    >>> settled(f"{marked('the heat pump')} hums, says Sam of {marked('Ames & Co.')}.")
    'The heat pump hums, says Sam of Ames & Co.'
    """
    whole = _STOPPED_TWICE.sub(f"{_SHUT}.", text)
    pieces, at = [], 0
    for found in _BEGINNING.finditer(whole):
        pieces += [whole[at : found.end()], whole[found.end()].upper()]
        at = found.end() + 1
    return _MARKS.sub("", "".join([*pieces, whole[at:]]))


def filled(value: T, values: Mapping[str, str]) -> T:
    """Give a value with the slots in all its texts filled; values are put in as they are.

    >>> filled(("{price} a month", "no slot"), {"price": "£{5}"})
    ('£{5} a month', 'no slot')
    """
    result: Any = _filled(value, {name: marked(text) for name, text in values.items()})
    return result  # type: ignore[no-any-return]


def _filled(value: Any, values: Mapping[str, str]) -> Any:
    if isinstance(value, (StrEnum, Fraction)):
        return value
    if isinstance(value, str):
        return settled(value.format_map(values)) if "{" in value or "}" in value else value
    if isinstance(value, tuple):
        return tuple(_filled(item, values) for item in value)
    if isinstance(value, dict):
        return {name: _filled(item, values) for name, item in value.items()}
    if attrs.has(type(value)):
        names = [f.name for f in attrs.fields(type(value)) if f.init and f.name not in NOT_TEXT]
        return attrs.evolve(
            value, **{name: _filled(getattr(value, name), values) for name in names}
        )
    return value


def check_texts(
    doc: Document, known: Collection[str], *, may_be_empty: Collection[str] = ()
) -> Iterator[Problem]:
    """Find empty texts and lists, and slots that no parameter fills.

    Parameters
    ----------
    doc
        The document, whose ``parameters`` are not looked at.
    known
        Names of the parameters.
    may_be_empty
        Fields whose list may be empty.
    """
    for key, value in doc.data.items():
        if key != "parameters":
            yield from _check(value, (key,), known, doc, may_be_empty)


def _check(
    node: Any,
    place: Place,
    known: Collection[str],
    doc: Document,
    may_be_empty: Collection[str],
) -> Iterator[Problem]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _check(value, (*place, key), known, doc, may_be_empty)
    elif isinstance(node, list):
        if not node and place[-1] not in may_be_empty:
            yield doc.problem(place, "expected at least one.")
        for index, value in enumerate(node):
            yield from _check(value, (*place, index), known, doc, may_be_empty)
    elif isinstance(node, str):
        yield from _check_text(node, place, known, doc)


def _check_text(
    text: str, place: Place, known: Collection[str], doc: Document
) -> Iterator[Problem]:
    if not text.strip():
        yield doc.problem(place, "expected some text, found none.")
        return
    try:
        slots = [(name, spec, conv) for _, name, spec, conv in Formatter().parse(text)]
    except ValueError as bad:
        yield doc.problem(place, f"{bad}.", "Write '{{' for a brace that is meant.")
        return
    for name, spec, conversion in slots:
        if name is not None and (name not in known or spec or conversion):
            hint = suggestion(name, known).strip() or "List it under 'parameters'."
            yield doc.problem(place, f"{{{name}}} is not one of the parameters.", hint)
