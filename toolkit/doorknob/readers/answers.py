"""The question put to a model, and its answer made into a reading, or refused."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from doorknob.errors import BadParameter
from doorknob.language.moves import PRECEDENCE, Concern, Move, in_precedence
from doorknob.language.reading import Evidence, Reading
from doorknob.readers.nodes import Node
from doorknob.readers.spans import find_words

LONGEST_LINE = 2_000
MOST_MOVES = 16
MOST_CONCERNS = 8


def _list_of(name: str, kind: type[Move | Concern]) -> dict[str, Any]:
    item = {
        name: {"type": "string", "enum": [str(code) for code in kind]},
        "words": {"type": "string"},
        "confidence": {"type": "number"},
    }
    return {"type": "array", "items": _exactly(item)}


def _exactly(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


# Only what every endpoint's strict mode takes; bounds and the rest are checked on the way back.
SCHEMA = _exactly({"moves": _list_of("move", Move), "concerns": _list_of("concern", Concern)})


@cache
def manual() -> str:
    """Give the coding manual as the model is told it."""
    return files(__package__).joinpath("manual.md").read_text(encoding="utf-8")


def question(model: str, line: str, said: str) -> dict[str, Any]:
    """Give the body of the request that asks a model to read a line.

    What people said stands in one JSON object, so that no words of theirs can end it and go on
    as an instruction.
    """
    data = {"untrusted": {"prospect": said[:LONGEST_LINE], "salesperson": line[:LONGEST_LINE]}}
    return {
        "model": model,
        "temperature": 0,
        "seed": 0,
        "messages": [
            {"role": "system", "content": manual()},
            {"role": "user", "content": json.dumps(data, ensure_ascii=False)},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "reading", "strict": True, "schema": SCHEMA},
        },
    }


def reading_from_answer(line: str, raw: bytes, reader: str) -> Reading:
    """Make a reading of an endpoint's answer.

    Raises
    ------
    BadParameter
        If anything in it is not as asked; one wrong code or quotation spoils the whole.
    """
    choices = _json(raw, "response").get("choices").items()
    if not choices:
        raise BadParameter("response.choices: expected one; found none.")
    answer = _json(choices[0].get("message").get("content").text(), "answer")
    answer.only(("moves", "concerns"))
    moves = _kept(_shown(answer.get("moves").items(MOST_MOVES), "move", Move, line))
    concerns = list(_shown(answer.get("concerns").items(MOST_CONCERNS), "concern", Concern, line))
    codes = {one.code for one in moves}
    if Move.OTHER in codes and len(codes) > 1:
        raise answer.get("moves").unfit("'other' alone")
    if concerns and not moves:
        raise answer.get("concerns").unfit("none where there is no move")
    return _reading(line, moves, concerns, reader)


@attrs.frozen
class _Shown:
    """A code, and where the words stand that show it."""

    code: Move | Concern
    start: int
    end: int
    confidence: float


def _json(raw: str | bytes, place: str) -> Node:
    try:
        return Node(json.loads(raw), place)
    except (ValueError, RecursionError):
        raise BadParameter(f"{place}: not readable as JSON.") from None


def _shown(
    nodes: Iterable[Node], name: str, kind: type[Move | Concern], line: str
) -> Iterator[_Shown]:
    for node in nodes:
        node.only((name, "words", "confidence"))
        code: Move | Concern = node.get(name).word_of(kind)
        words = node.get("words")
        span = find_words(line[:LONGEST_LINE], words.text())
        if span is None:
            raise words.unfit("words of the line")
        yield _Shown(code, *span, node.get("confidence").share())


def _kept(shown: Iterable[_Shown]) -> list[_Shown]:
    """Leave the same words the first of their codes, in the order of the manual."""
    first: dict[tuple[int, int], _Shown] = {}
    for one in sorted(shown, key=lambda one: PRECEDENCE.index(Move(one.code))):
        first.setdefault((one.start, one.end), one)
    return list(first.values())


def _reading(line: str, moves: list[_Shown], concerns: list[_Shown], reader: str) -> Reading:
    in_order = [
        *sorted(moves, key=lambda one: (one.start, one.end)),
        *sorted(concerns, key=lambda one: (one.start, one.end)),
    ]
    confidence: dict[str, float] = {}
    for one in in_order:
        confidence[one.code] = max(one.confidence, confidence.get(one.code, 0.0))
    evidence = (_evidence(line, one) for one in in_order if one.code is not Move.OTHER)
    return Reading(
        line=line,
        moves=in_precedence(one.code for one in moves if isinstance(one.code, Move)),
        concerns=tuple(dict.fromkeys(o.code for o in in_order if isinstance(o.code, Concern))),
        evidence=tuple(dict.fromkeys(evidence)),
        confidence={str(code): value for code, value in confidence.items()},
        unsure=not moves,
        reader=reader,
    )


def _evidence(line: str, one: _Shown) -> Evidence:
    # Our own sentence: what a model would say here is nobody's to check.
    said = "reads this as:" if isinstance(one.code, Move) else "takes this to be about"
    return Evidence(
        code=one.code,
        start=one.start,
        end=one.end,
        text=line[one.start : one.end],
        why=f"The model {said} {one.code.label}.",
    )
