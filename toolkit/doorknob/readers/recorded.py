"""A reading that was written down, made a value again, so that a call can be replayed with it."""

from __future__ import annotations

from typing import Any

from doorknob.errors import BadParameter
from doorknob.language.moves import Concern, Move, in_precedence
from doorknob.language.reading import Evidence, Reading
from doorknob.readers.nodes import Node

_FIELDS = ("moves", "concerns", "evidence", "confidence", "unsure", "reader")
_PLACED = ("start", "end", "text", "why")


def reading_from_data(line: str, data: Any) -> Reading:
    """Rebuild a reading of `line`.

    Parameters
    ----------
    line
        The line that was read.
    data
        What `Reading.as_data` gave, and ``"reader"``, the reading's reader.

    Raises
    ------
    BadParameter
        If it is no reading of this line; names the place and what was expected there.

    Examples
    --------
    >>> from doorknob.language.reader import read
    >>> reading = read("Is it the price?")
    >>> again = reading_from_data(reading.line, {**reading.as_data(), "reader": reading.reader})
    >>> again.evidence == reading.evidence
    True
    """
    node = Node(data, "reading")
    node.only(_FIELDS)
    moves, concerns = _moves(node.get("moves")), _concerns(node.get("concerns"))
    unsure = node.get("unsure")
    if not (moves or unsure.flag()):
        raise unsure.unfit("true where there is no move")
    if concerns and not moves:
        raise node.get("concerns").unfit("none where there is no move")
    evidence = tuple(_evidence(one, line) for one in node.get("evidence").items())
    _covers(node.get("evidence"), evidence, moves, concerns)
    try:
        return Reading(
            line=line,
            moves=moves,
            concerns=concerns,
            evidence=evidence,
            confidence=_confidence(node.get("confidence"), (*moves, *concerns)),
            unsure=unsure.flag(),
            reader=node.get("reader").text(),
        )
    except ValueError as bad:
        # The values themselves may come to ask for more than is checked above.
        raise BadParameter(f"reading: {bad}.") from None


def _moves(node: Node) -> tuple[Move, ...]:
    moves = tuple(one.word_of(Move) for one in node.items())
    if moves != in_precedence(moves):
        raise node.unfit("each once, in the order of precedence, 'other' alone")
    return moves


def _concerns(node: Node) -> tuple[Concern, ...]:
    concerns = tuple(one.word_of(Concern) for one in node.items())
    if len(set(concerns)) < len(concerns):
        raise node.unfit("each once")
    return concerns


def _evidence(node: Node, line: str) -> Evidence:
    code: Move | Concern
    if "concern" in node.fields():
        node.only(("concern", *_PLACED))
        code = node.get("concern").word_of(Concern)
    else:
        node.only(("move", *_PLACED))
        code = node.get("move").word_of(Move)
    start, end, text = node.get("start").whole(), node.get("end").whole(), node.get("text")
    if not 0 <= start < end <= len(line):
        raise node.get("start").unfit(f"a span within the {len(line)} characters of the line")
    if text.text() != line[start:end]:
        raise text.unfit(f"the words from {start} to {end} of the line")
    return Evidence(
        code=code,
        start=start,
        end=end,
        text=text.text(),
        why=node.get("why").text(),
    )


def _covers(
    node: Node,
    evidence: tuple[Evidence, ...],
    moves: tuple[Move, ...],
    concerns: tuple[Concern, ...],
) -> None:
    shown = {found.code for found in evidence}
    if not shown <= {*moves, *concerns}:
        raise node.unfit("words for asserted moves and concerns alone")
    if not {*moves, *concerns} - {Move.OTHER} <= shown:
        raise node.unfit("words for each move and concern")


def _confidence(node: Node, codes: tuple[Move | Concern, ...]) -> dict[str, float]:
    if node.fields().keys() != {str(code) for code in codes}:
        raise node.unfit("one number for each move and concern")
    return {name: node.get(name).share() for name in node.fields()}
