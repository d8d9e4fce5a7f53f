"""YAML files as plain data, with the line of every field kept for error messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from doorknob.errors import InvalidFile, NotFound, Problem, shown_path
from doorknob.plainyaml import NotPlain, read

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
        Mappings, lists, strings, numbers, booleans, dates and None; not to be changed.
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
    return _parse(raw, shown, error)  # type: ignore[arg-type]  # a class can be hashed


# The same files are asked for again and again, by checks, by grading and by each learner's page.
@lru_cache(maxsize=512)
def _parse(raw: bytes, shown: str, error: type[InvalidFile]) -> Document:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        line = raw.count(b"\n", 0, bad.start) + 1
        message = f"byte {bad.start} is not UTF-8."
        problem = Problem(path=shown, line=line, message=message, fix="Save the file as UTF-8.")
        raise error([problem]) from None
    try:
        data, lines = read(text, MOST_NODES)
    except NotPlain:
        data, lines = _read_slowly(text, shown, error)
    return Document(path=shown, data=data, lines=lines)


def _read_slowly(text: str, shown: str, error: type[InvalidFile]) -> tuple[Any, dict[Place, int]]:
    """Read whatever is YAML 1.2, or say what is wrong with it."""
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
        return _plain(tree, (), lines), lines
    except _TooMany:
        message = f"holds more than {MOST_NODES:,} values."
        raise error([Problem(path=shown, message=message)]) from None


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
