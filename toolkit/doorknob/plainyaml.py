"""Plain YAML read by libyaml, which takes a twentieth of the time that reading it in Python takes.

Nearly every file of a course is plain: texts, whole numbers, decimals, yes or no as true or false,
days. What is plain means the same in YAML 1.1, which libyaml knows, and in YAML 1.2, which a course
is written in. Whatever is not, or is no YAML at all, is left to the reader that knows it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

try:
    from yaml import CSafeLoader as _Base
    from yaml import YAMLError
except ImportError:  # no libyaml here, as in a browser
    _Base = None

_Place = tuple[str | int, ...]
_MOST_DEEP = 100
_CORE = "tag:yaml.org,2002:"
_DOUBTFUL = "!doubtful"
# Breaks of lines in YAML 1.1 only, tabs, which the two take differently, and what may be a tag.
_DIFFERS = re.compile(r"[\x85\u2028\u2029\t]|(?<![^\s\[{,:-])!")
_RULES = (
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+", "-+0123456789"),
    ("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "0123456789"),
    # Whatever else may be a number, a time, a merge or a default in one of the two.
    (_DOUBTFUL, r"[-+.]?[0-9][0-9_.:xXoO+\-a-fA-FeETtZz \t]*|[-+]?\.\w+|<<|=", "-+.0123456789<="),
)
_MADE: Mapping[str, Callable[[str], Any]] = {
    "str": str,
    "null": lambda _: None,
    "bool": lambda text: text in {"true", "True", "TRUE"},
    "int": int,
    "float": float,
    "timestamp": dt.date.fromisoformat,
}


class NotPlain(Exception):
    """Left to the other reader."""


def read(text: str, most: int) -> tuple[dict[str, Any], dict[_Place, int]]:
    """Read plain YAML.

    Parameters
    ----------
    text
        The file.
    most
        How many values it may hold.

    Returns
    -------
    data
        Mappings, lists, strings, numbers, booleans, days and None.
    lines
        1-based line of each place in it.

    Raises
    ------
    NotPlain
        If it is not plain, not YAML, too large or no mapping: none of that is said here.
    """
    if _Base is None or text.startswith("%") or _DIFFERS.search(text):
        raise NotPlain
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
    except (YAMLError, ValueError, RecursionError):
        raise NotPlain from None
    finally:
        loader.dispose()
    if root is None or root.id != "mapping":
        raise NotPlain
    lines: dict[_Place, int] = {(): 1}
    data: dict[str, Any] = _value(root, (), lines, most)
    return data, lines


def _value(node: Any, place: _Place, lines: dict[_Place, int], most: int) -> Any:
    if len(lines) > most or len(place) > _MOST_DEEP:
        raise NotPlain
    name = node.tag.removeprefix(_CORE)
    if node.id == "scalar" and name in _MADE:
        try:
            return _MADE[name](node.value)
        except ValueError:
            raise NotPlain from None
    if node.id == "sequence" and name == "seq":
        for index, item in enumerate(node.value):
            lines[*place, index] = item.start_mark.line + 1
        return [_value(item, (*place, i), lines, most) for i, item in enumerate(node.value)]
    if node.id != "mapping" or name != "map":
        raise NotPlain
    data: dict[str, Any] = {}
    for key, _ in node.value:
        if key.tag != f"{_CORE}str" or key.value in data:
            raise NotPlain
        data[key.value] = None
        lines[*place, key.value] = key.start_mark.line + 1
    for key, value in node.value:
        data[key.value] = _value(value, (*place, key.value), lines, most)
    return data


if _Base is not None:

    class _Loader(_Base):  # type: ignore[misc]
        """Takes as numbers and the like only what both versions of YAML take as such."""

        yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

    for _name, _pattern, _first in _RULES:
        _tag = _name if _name == _DOUBTFUL else _CORE + _name
        _firsts = [*_first, *([""] if _name == "null" else [])]
        _Loader.add_implicit_resolver(_tag, re.compile(rf"(?:{_pattern})\Z"), _firsts)
