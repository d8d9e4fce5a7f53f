"""What is taken in an unsure reading: its best guess, but no push."""

from __future__ import annotations

from math import prod

import attrs

from doorknob.language.moves import FORCE, Move
from doorknob.language.reading import Evidence, Reading
from doorknob.prospect.cues import (
    ASKS_A_FACT,
    ASKS_OPENLY,
    PROPOSES_AT_ONCE,
    WORRY_GIVEN_BACK,
)

# Of 933 lines by two writers whom the reader had never met, 29 were unsure and reached this; 28 of
# them pushed.
SOME_PUSH = 0.7


def in_doubt_for_the_learner(reading: Reading) -> Reading:
    """Take an unsure reading at its best guess, but take nothing in it for a push.

    So the talk goes on where the guess is harmless, and she asks what was meant where nothing
    harmless is left. To accuse somebody wrongly is the worst error. Where only the kind of push is
    in doubt she feels it, and the scorecard, which would have to name it, leaves it out.
    """
    if not reading.unsure or FORCE.union({Move.OTHER}).isdisjoint(reading.moves):
        return reading
    if some_push(reading) >= SOME_PUSH:
        return reading
    left = FORCE if _plainly(_straight(reading.line)) is None else FORCE.union({Move.OTHER})
    moves = tuple(move for move in reading.moves if move not in left)
    evidence = tuple(found for found in reading.evidence if found.code not in left)
    plain = None if moves else _plainly(_straight(reading.line))
    if plain is not None:
        whole = Evidence(code=plain, start=0, end=len(reading.line), text=reading.line, why="")
        moves, evidence = (plain,), (whole, *evidence)
    return attrs.evolve(reading, moves=moves, evidence=evidence)


def _plainly(line: str) -> Move | None:
    """Give the harmless move whose form a line plainly has, where nothing else is left of it."""
    if PROPOSES_AT_ONCE.search(line):
        return None
    if ASKS_OPENLY.search(line):
        return Move.OPEN_QUESTION
    if ASKS_A_FACT.search(line):
        return Move.CLOSED_QUESTION
    return Move.REFLECTION if WORRY_GIVEN_BACK.search(line) else None


def _straight(line: str) -> str:
    return line.replace("’", "'")


def some_push(reading: Reading) -> float:
    """Give how likely it is that a line pushes in one way or another, 0 to 1."""
    return 1 - prod(1 - reading.confidence.get(str(move), 0.0) for move in FORCE)
