"""Plain data from a document made into typed values, with every fault at its line.

A trainer writes scenarios, exercises and cohorts by hand, so a typo must be answered with the
file, the line, the field, what was expected and the likely meaning, and with *all* faults at once.
`cattrs` collects the faults with their paths; `documents` knows the lines; here they are joined.
"""

from __future__ import annotations

import datetime as dt
import re
import typing
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

import attrs
import cattrs
from cattrs.errors import AttributeValidationNote, ForbiddenExtraKeysError, IterableValidationNote

from doorknob.documents import Document, Place
from doorknob.errors import InvalidFile, Problem, suggestion

T = TypeVar("T")


class Unfit(ValueError):
    """A value that doesn't fit its field; the text says what was expected."""


class Percent(Fraction):
    """A share of 1 that a file gives as a percentage, such as ``10 %``."""


_KINDS: dict[type, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "fields",
    dt.date: "a date such as 2026-03-09",
    type(None): "nothing",
}


def _named(value: Any) -> str:
    kind = _KINDS.get(type(value), type(value).__name__)
    return kind if isinstance(value, (list, dict)) or value is None else f"{value!r} ({kind})"


def _exactly(kind: type) -> Any:
    def structure(value: Any, _: Any) -> Any:
        if type(value) is kind:
            return value
        hint = f" Write it in quotes: {str(value)!r}." if kind is str and value is not None else ""
        if isinstance(value, (list, dict)):
            hint = ""
        raise Unfit(f"expected {_KINDS[kind]}, found {_named(value)}.{hint}")

    return structure


def _fraction(value: Any, _: Any) -> Fraction:
    if type(value) is int:
        return Fraction(value)
    try:
        if isinstance(value, (str, float)):
            return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        pass
    raise Unfit(f'expected a number such as 4 or "9/2", found {_named(value)}.')


def _decimal(value: Any, _: Any) -> Decimal:
    try:
        if isinstance(value, (int, float, str)) and not isinstance(value, bool):
            return Decimal(str(value))
    except InvalidOperation:
        pass
    raise Unfit(f'expected a number such as 49 or "49.50", found {_named(value)}.')


_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,4})?) ?%?", re.ASCII)
_DURATION = re.compile(r"(\d{1,4}) ?(minute|hour|day|week)s?", re.ASCII)


def _percent(value: Any, _: Any) -> Percent:
    text = "" if isinstance(value, bool) else str(value)
    found = _PERCENT.fullmatch(text.strip())
    if found is None or Fraction(found[1]) > 100:
        message = "expected a percentage from 0 to 100, such as 10 %"
        raise Unfit(f"{message}, found {_named(value)}.")
    return Percent(Fraction(found[1]) / 100)


def _duration(value: Any, _: Any) -> dt.timedelta:
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise Unfit(f"expected a time such as 36 hours or 1 day, found {_named(value)}.")
    return dt.timedelta(**{f"{found[2]}s": int(found[1])})


def _word_of(value: Any, kind: Any) -> Any:
    try:
        return kind(value)
    except ValueError:
        known = [str(member) for member in kind]
        wrong = value if isinstance(value, str) else str(value)
        raise Unfit(f"{wrong!r} is not one of its words.{suggestion(wrong, known)}") from None


def _list_first(converter: cattrs.Converter) -> Any:
    def factory(kind: Any) -> Any:
        inner = converter.get_structure_hook(list[typing.get_args(kind)[0]])  # type: ignore[misc]

        def structure(value: Any, _: Any) -> Any:
            if not isinstance(value, list):
                raise Unfit(f"expected a list ('- ' before each), found {_named(value)}.")
            return tuple(inner(value, list))

        return structure

    return factory


def _fields_first(converter: cattrs.Converter) -> Any:
    # The converter forgets what it has made whenever it meets another kind of list.
    @cache
    def inner_of(kind: Any) -> Any:
        return cattrs.gen.make_dict_structure_fn(
            kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
        )

    def factory(kind: Any) -> Any:
        inner = inner_of(kind)

        def structure(value: Any, given: Any) -> Any:
            if not isinstance(value, dict):
                raise Unfit(f"expected fields ('name: value'), found {_named(value)}.")
            return inner(value, given)

        return structure

    return factory


def _is_tuple(kind: Any) -> bool:
    return typing.get_origin(kind) is tuple


@cache
def converter() -> cattrs.Converter:
    """Give the converter that takes nothing for anything else."""
    made = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind in (str, int, bool, dt.date):
        made.register_structure_hook(kind, _exactly(kind))
    made.register_structure_hook(StrEnum, _word_of)
    made.register_structure_hook(Fraction, _fraction)
    made.register_structure_hook(Percent, _percent)
    made.register_structure_hook(dt.timedelta, _duration)
    made.register_structure_hook(Decimal, _decimal)
    made.register_structure_hook_factory(_is_tuple, _list_first(made))
    made.register_structure_hook_factory(attrs.has, _fields_first(made))
    return made


def fields_of(value: Any, kind: type[T]) -> T:
    """Make a value of an attrs class of its fields, past any hook of its own."""
    made: T = _hookless(kind)(value, kind)  # type: ignore[arg-type]  # a class is hashable
    return made


@cache
def _hookless(kind: type) -> Any:
    return _fields_first(converter())(kind)


def structure(document: Document, kind: type[T], error: type[InvalidFile] = InvalidFile) -> T:
    """Make a value of an attrs class from a document.

    Raises
    ------
    InvalidFile
        Of the class `error`, with every fault, its line and field.
    """
    try:
        return converter().structure(document.data, kind)
    except (cattrs.BaseValidationError, Unfit) as bad:
        found = list(_problems(bad, (), kind, document))
    raise error(sorted(found, key=lambda problem: problem.line or 0))


def missing(document: Document, place: Place, *names: str) -> Iterator[Problem]:
    """Find fields that are not there, of those that some files may leave out and others not."""
    for name in names:
        if name not in _inside(document.data, place):
            fix = f"Add '{name}: …' to these fields."
            yield document.problem(place, "this field is missing.", fix)


def _problems(bad: BaseException, place: Place, kind: Any, doc: Document) -> Iterator[Problem]:
    if isinstance(bad, cattrs.BaseValidationError):
        for sub in bad.exceptions:
            yield from _problems(sub, *_deeper(sub, place, kind), doc)
    elif isinstance(bad, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(bad.cl)]
        missing = [n for n in known if n not in _inside(doc.data, place)]
        for name in sorted(bad.extra_fields):
            hint = suggestion(name, missing) or suggestion(name, known)
            yield doc.problem((*place, name), "there is no such field here.", hint.strip())
    elif isinstance(bad, KeyError):
        fix = f"Add '{bad.args[0]}: …' to these fields."
        yield doc.problem(place, "this field is missing.", fix)
    else:
        message, _, fix = str(bad).partition(". ")
        yield doc.problem(place, message.rstrip(".") + ".", fix)


def _deeper(bad: BaseException, place: Place, kind: Any) -> tuple[Place, Any]:
    for note in getattr(bad, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (*place, note.name), note.type
        if isinstance(note, IterableValidationNote):
            return (*place, note.index), note.type
    return place, kind


def _inside(data: Any, place: Place) -> Any:
    for key in place:
        data = data[key]
    return data if isinstance(data, dict) else {}
