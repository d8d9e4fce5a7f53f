"""YAML files read into typed values, with the line of every field kept for error messages.

A trainer writes scenarios, exercises and cohorts by hand, so a typo must be answered with the
file, the line, the field, what was expected and the likely meaning, and with *all* faults at once.
`ruamel.yaml` keeps the lines, `cattrs` collects the faults with their paths; here they are joined.
"""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import attrs
import cattrs
from cattrs.errors import AttributeValidationNote, ForbiddenExtraKeysError, IterableValidationNote
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from doorknob.errors import InvalidFile, NotFound, Problem, shown_path, suggestion

T = TypeVar("T")
Key = str | int
Place = tuple[Key, ...]

MOST_BYTES = 1_000_000
MOST_NODES = 50_000


@attrs.frozen(kw_only=True)
class Document:
    """A YAML file as plain data, with the line of each place in it.

    Attributes
    ----------
    path
        The file as the reader knows it.
    data
        Mappings, lists, strings, numbers, booleans, dates and None.
    lines
        1-based line of each place, such as ``("concerns", 1, "gate")``.
    """

    path: str
    data: Any
    lines: Mapping[Place, int] = attrs.field(repr=False, hash=False)

    def line(self, place: Place) -> int | None:
        """Give the line of a place, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, place: Place, message: str, fix: str = "") -> Problem:
        """Make a problem that lies at `place`."""
        return Problem(
            path=self.path, line=self.line(place), field=dotted(place), message=message, fix=fix
        )


def dotted(place: Place) -> str:
    """Write a place the way people do.

    >>> dotted(("concerns", 1, "gate"))
    'concerns[1].gate'
    """
    text = ""
    for key in place:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else str(key)
    return text


def load(path: Path, error: type[InvalidFile] = InvalidFile) -> Document:
    """Read a YAML file.

    Parameters
    ----------
    path
        The file: UTF-8, at most 1 MB.
    error
        What to raise where the file is not readable YAML with a mapping at its top.

    Raises
    ------
    NotFound
        If there is no such file.
    InvalidFile
        Of the class `error`, with the line.
    """
    shown = shown_path(path)
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        near = path.parent.glob("*.yaml") if path.parent.is_dir() else ()
        raise NotFound("file", path.name, (p.name for p in near), shown_path(path.parent)) from None
    if len(raw) > MOST_BYTES:
        message = f"is {len(raw):,} bytes long; at most {MOST_BYTES:,} are read."
        raise error([Problem(path=shown, message=message)])
    return _parse(raw, shown, error)


def _parse(raw: bytes, shown: str, error: type[InvalidFile]) -> Document:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        line = raw.count(b"\n", 0, bad.start) + 1
        message = f"byte {bad.start} is not UTF-8."
        problem = Problem(path=shown, line=line, message=message, fix="Save the file as UTF-8.")
        raise error([problem]) from None
    try:
        tree = YAML(typ="rt", pure=True).load(text)
    except MarkedYAMLError as bad:
        mark = bad.problem_mark or bad.context_mark
        what = bad.problem or bad.context or "is not YAML"
        message = f"this is not YAML: {what}."
        fix = "Check the indentation, the colons and the quotes on this line and the one above."
        at = mark.line + 1 if mark else None
        raise error([Problem(path=shown, line=at, message=message, fix=fix)]) from None
    except (YAMLError, ValueError, RecursionError) as bad:
        raise error([Problem(path=shown, message=f"this is not YAML: {bad}")]) from None
    if not isinstance(tree, CommentedMap):
        message = "expected 'field: value' lines at the top of the file."
        raise error([Problem(path=shown, line=1, message=message)])
    lines: dict[Place, int] = {(): 1}
    try:
        data = _plain(tree, (), lines)
    except _TooMany:
        message = f"holds more than {MOST_NODES:,} values."
        raise error([Problem(path=shown, message=message)]) from None
    return Document(path=shown, data=data, lines=lines)


class _TooMany(Exception):
    """Aliases can make a small file as large as they like."""


def _plain(node: Any, place: Place, lines: dict[Place, int]) -> Any:
    if len(lines) > MOST_NODES:
        raise _TooMany
    if isinstance(node, CommentedMap):
        for key in node:
            lines[*place, str(key)] = node.lc.key(key)[0] + 1
        return {str(k): _plain(v, (*place, str(k)), lines) for k, v in node.items()}
    if isinstance(node, CommentedSeq):
        for index in range(len(node)):
            lines[*place, index] = node.lc.item(index)[0] + 1
        return [_plain(value, (*place, i), lines) for i, value in enumerate(node)]
    for kind in (bool, int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return node


# --- Plain data to values ------------------------------------------------------------------------


class Unfit(ValueError):
    """A value that doesn't fit its field; the text says what was expected."""


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
    def factory(kind: Any) -> Any:
        inner = cattrs.gen.make_dict_structure_fn(
            kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
        )

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
    made.register_structure_hook_factory(_is_tuple, _list_first(made))
    made.register_structure_hook_factory(attrs.has, _fields_first(made))
    return made


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


def duplicates(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Give index and name of each name that was there before.

    >>> list(duplicates(["a", "b", "a"]))
    [(2, 'a')]
    """
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield index, name
        seen.add(name)
