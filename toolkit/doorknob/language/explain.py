"""Why a line was read so: the clauses that carry a move, the words that speak for it, a sentence.

The words are those whose learnt weights add up to most; they are what the model looked at, not an
afterthought.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from doorknob.language.clauses import Clause, Line
from doorknob.language.model import CONCERNS, MOVES, TAKES_UP, TOPIC_LANES, Model, Scored
from doorknob.language.moves import Concern, Move
from doorknob.language.packed import WIDTH, constant
from doorknob.language.reading import Evidence
from doorknob.language.weights import Table

# No word of these is a she: a line is read without knowing to whom it is said.
WHY: Mapping[Move, str] = {
    Move.THREAT: "uses a loss or a deadline as a lever",
    Move.DISMISSAL: "makes light of a worry",
    Move.PRESSURE: "presses for a yes or takes it for granted",
    Move.COMMITMENT_ASK: "asks for a step that can be refused",
    Move.OPEN_QUESTION: "leaves room for an answer in one's own words",
    Move.CLOSED_QUESTION: "asks for a yes, a no or one fact",
    Move.REFLECTION: "gives back what was said, so that it can be put right",
    Move.ACKNOWLEDGEMENT: "accepts a feeling or a caution",
    Move.AUTONOMY: "leaves the choice free",
    Move.INFORMATION: "tells a fact",
    Move.ADVICE: "suggests what would help to decide",
}
_HALF = 1 << (WIDTH - 1)
_MASK = (1 << WIDTH) - 1
# A cue is short enough to be taken in at a glance.
_LONGEST_CUE = 6
# A single word such as “you” explains nothing; with its neighbours it does.
_SHORTEST_CUE = 3


def show_moves(
    model: Model, line: Line, scored: Scored, moves: Mapping[Move, float], least: Sequence[int]
) -> list[Evidence]:
    """Give the clauses that carry each move."""
    found = []
    for move in moves:
        if move is Move.OTHER:
            continue
        at = MOVES.index(move)
        scores = [row[at] for row in scored.clauses]
        bar = min(least[at], max(scores))
        for clause, score in zip(line.clauses, scores, strict=True):
            if score >= bar:
                cue = _cue(model.moves, line, clause, at, len(MOVES))
                why = f"“{cue}” {WHY[move]}."
                found.append(_evidence(move, line, clause.first, clause.last, why))
    return found


def show_concerns(
    model: Model, line: Line, scored: Scored, concerns: Mapping[Concern, float]
) -> list[Evidence]:
    """Give the words by which a line names, or takes up, each concern."""
    found = []
    for concern in concerns:
        at = CONCERNS.index(concern)
        names = scored.own[at] >= 0 or scored.own[at] * 2 >= scored.concerns[at]
        lane = at if names else TAKES_UP
        weights = [_lane(model.topics.word(form), lane, TOPIC_LANES) for form in line.forms]
        first, last = _best_run(weights)
        cue = line.text[slice(*line.span(first, last))]
        why = f"“{cue}” is about {concern.label}."
        if not names:
            why = f"“{cue}” takes up {concern.label}, which had just been spoken of."
        found.append(_evidence(concern, line, first, last, why))
    return found


def _evidence(code: Move | Concern, line: Line, first: int, last: int, why: str) -> Evidence:
    start, end = line.span(first, last)
    return Evidence(code=code, start=start, end=end, text=line.text[start:end], why=why)


def _cue(table: Table, line: Line, clause: Clause, lane: int, lanes: int) -> str:
    """Give the run of words in a clause that speaks most for a code."""
    forms = line.forms[clause.first : clause.last]
    weights = [_lane(table.word(form), lane, lanes) for form in forms]
    first, last = _best_run(weights, least=_SHORTEST_CUE)
    start, end = line.span(clause.first + first, clause.first + last)
    return line.text[start:end]


def _best_run(weights: Sequence[int], least: int = 1) -> tuple[int, int]:
    """Give the run of `least` to six with the highest sum, the first of equals."""
    best, where = None, (0, len(weights))
    for first in range(max(1, len(weights) - least + 1)):
        total = 0
        for last in range(first, min(first + _LONGEST_CUE, len(weights))):
            total += weights[last]
            if last - first + 1 >= least and (best is None or total > best):
                best, where = total, (first, last + 1)
    return where


def _lane(packed: int, lane: int, lanes: int) -> int:
    if not packed:
        return 0
    return (((packed + _lift(lanes)) >> (WIDTH * lane)) & _MASK) - _HALF


_LIFTS = {lanes: constant(_HALF, lanes) for lanes in (len(MOVES), TOPIC_LANES)}
_lift = _LIFTS.__getitem__
