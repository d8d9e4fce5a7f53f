"""The corpus as values: JSON rows, one coded line each, read with every fault at its line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import attrs

from doorknob.errors import InvalidCorpus, NotFound, Problem, suggestion
from doorknob.language.moves import Concern, Move

Code = TypeVar("Code")
Coded = TypeVar("Coded", "Row", "Statement")

HOME = Path(str(files("doorknob.language"))) / "corpus"
_FIELDS = ("id", "said", "line", "moves", "concerns", "spans", "pair", "second")
_MOVES = {str(move): move for move in Move}
_CONCERNS = {str(concern): concern for concern in Concern}


@attrs.frozen(kw_only=True)
class Coding:
    """What a second coder found in a row, blind to the first.

    Attributes
    ----------
    moves, concerns
        As in `Row`.
    said
        The concerns that the prospect's own words name.
    """

    moves: frozenset[Move]
    concerns: frozenset[Concern]
    said: frozenset[Concern]


@attrs.frozen(kw_only=True)
class Row:
    """One coded line.

    Attributes
    ----------
    id
        Writer and number, such as ``w07-0123``; unique in the corpus.
    said
        What the prospect had said before.
    line
        The salesperson's line.
    moves, concerns
        Its codes.
    spans
        Half-open character ranges of the words that carry a move.
    pair
        The id of the row to which this one is a minimal pair; empty for none.
    second
        The second coding, where there is one.
    """

    id: str
    said: str
    line: str
    moves: frozenset[Move]
    concerns: frozenset[Concern]
    spans: tuple[tuple[Move, int, int], ...] = ()
    pair: str = ""
    second: Coding | None = None

    @property
    def writer(self) -> str:
        """Who wrote the row: what stands before the hyphen of its id."""
        return self.id.partition("-")[0]


@attrs.frozen(kw_only=True)
class Statement:
    """Words of a prospect's, with the concerns that they name.

    Attributes
    ----------
    id
        Unique in the corpus.
    said
        What she said.
    concerns
        What it is about; empty for nothing.
    """

    id: str
    said: str
    concerns: frozenset[Concern]


def read_statements(folders: Iterable[Path] = (HOME,)) -> list[Statement]:
    """Read every ``said/*.jsonl`` of some folders; a folder may have none.

    Raises
    ------
    InvalidCorpus
        If any row is damaged: all faults, each with file and line.
    """
    return _read(
        [path for one in folders for path in sorted(one.glob("said/*.jsonl"))], statement_of
    )


def statement_of(data: Any) -> Statement:
    """Make a statement of plain data.

    Raises
    ------
    ValueError
        If a field is missing or holds what it may not; the text says which.
    """
    if not isinstance(data, dict):
        raise ValueError("a row is an object of the fields id, said, concerns.")  # noqa: TRY004 - one kind of fault for every row
    if not str(data.get("said", "")).strip():
        raise ValueError("said: expected a text.")
    return Statement(
        id=_text(data, "id"), said=data["said"], concerns=_codes(data, "concerns", _CONCERNS)
    )


def read_corpus(folders: Iterable[Path] = (HOME,)) -> list[Row]:
    """Read every ``*.jsonl`` of some folders, in the order of their names.

    Raises
    ------
    NotFound
        If a folder holds no rows.
    InvalidCorpus
        If any row is damaged: all faults, each with file and line.
    """
    paths = []
    for folder in folders:
        found = sorted(folder.glob("*.jsonl"))
        if not found:
            raise NotFound("corpus", f"{folder}/*.jsonl", ())
        paths += found
    return _read(paths, row_of)


def _read(paths: Iterable[Path], made: Callable[[Any], Coded]) -> list[Coded]:
    rows: list[Coded] = []
    faults: list[Problem] = []
    seen: dict[str, str] = {}
    for path in paths:
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not text.strip():
                continue
            try:
                row = made(json.loads(text))
                _only_once(row.id, seen)
            except ValueError as error:
                faults.append(Problem(path=str(path), line=number, message=str(error)))
                continue
            seen[row.id] = f"{path.name}:{number}"
            rows.append(row)
    if faults:
        raise InvalidCorpus(faults)
    return rows


def _only_once(id_: str, seen: Mapping[str, str]) -> None:
    if id_ in seen:
        raise ValueError(f"the id {id_!r} was used at {seen[id_]}.")


def row_of(data: Any) -> Row:
    """Make a row of plain data.

    Raises
    ------
    ValueError
        If a field is missing, unknown, or holds what it may not; the text says which.
    """
    if not isinstance(data, dict):
        raise ValueError("a row is an object of fields such as id, said, line.")  # noqa: TRY004 - one kind of fault for every row
    for field in data:
        if field not in _FIELDS:
            raise ValueError(f"there is no field {field!r}.{suggestion(field, _FIELDS)}")
    line, said = _text(data, "line"), _text(data, "said")
    moves = _codes(data, "moves", _MOVES)
    if not moves:
        raise ValueError("moves: a line has at least one move; write ['other'] where none fits.")
    if Move.OTHER in moves and len(moves) > 1:
        raise ValueError("moves: 'other' never stands with another move.")
    second = data.get("second")
    return Row(
        id=_text(data, "id"),
        said=said,
        line=line,
        moves=moves,
        concerns=_codes(data, "concerns", _CONCERNS),
        spans=_spans(data.get("spans", []), line, moves),
        pair=data.get("pair", ""),
        second=None if second is None else _second(second),
    )


def _text(data: dict[str, Any], field: str) -> str:
    value = data.get(field)
    if not isinstance(value, str) or (field != "said" and not value.strip()):
        raise ValueError(f"{field}: expected a text, found {value!r}.")
    return value


def _codes(data: dict[str, Any], field: str, known: dict[str, Code]) -> frozenset[Code]:
    value = data.get(field)
    if not isinstance(value, list):
        raise ValueError(f"{field}: expected a list of codes, found {value!r}.")  # noqa: TRY004 - one kind of fault
    for code in value:
        if code not in known:
            raise ValueError(f"{field}: there is no code {code!r}.{suggestion(str(code), known)}")
    return frozenset(known[code] for code in value)


def _spans(value: Any, line: str, moves: frozenset[Move]) -> tuple[tuple[Move, int, int], ...]:
    spans = []
    for one in value:
        code, start, end = one
        if code not in _MOVES or _MOVES[code] not in moves:
            raise ValueError(f"spans: {code!r} is not among the row's moves.")
        if not 0 <= start < end <= len(line):
            raise ValueError(f"spans: {start} to {end} does not lie in the line.")
        spans.append((_MOVES[code], start, end))
    return tuple(spans)


def _second(data: dict[str, Any]) -> Coding:
    return Coding(
        moves=_codes(data, "moves", _MOVES),
        concerns=_codes(data, "concerns", _CONCERNS),
        said=_codes(data, "said", _CONCERNS),
    )


def digest(rows: Sequence[Row], statements: Sequence[Statement]) -> str:
    """Give a short hash of what the rows say, by which a model tells what it was learnt from."""
    said = [[row.id, row.said, row.line, sorted(row.moves), sorted(row.concerns)] for row in rows]
    said += [[one.id, one.said, sorted(one.concerns)] for one in statements]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]
