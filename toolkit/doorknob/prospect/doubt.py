"""What is taken in an unsure reading: its best guess, but no push."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import attrs

from doorknob.language.moves import FORCE, Move
from doorknob.language.reading import Evidence, Reading
from doorknob.prospect.cues import WORRY_GIVEN_BACK

# Of 933 lines by two writers whom the reader had never met, 29 were unsure and reached this; 28 of
# them pushed.
SOME_PUSH = 0.7


def in_doubt_for_the_learner(reading: Reading) -> Reading:
    """Take an unsure reading at its best guess, but take nothing in it for a push.

    So the talk goes on where the guess is harmless, and she asks what was meant where nothing
    harmless is left. To accuse somebody wrongly is the worst error. Where only the kind of push is
    in doubt she feels it, and the scorecard, which would have to name it, leaves it out.
    """
    if not reading.unsure or FORCE.isdisjoint(reading.moves):
        return reading
    if _some_push(reading) >= SOME_PUSH:
        return reading
    moves = tuple(move for move in reading.moves if move not in FORCE)
    evidence = tuple(found for found in reading.evidence if found.code not in FORCE)
    if not moves and WORRY_GIVEN_BACK.search(reading.line.replace("’", "'")):
        moves, evidence = _giving_back(reading, evidence)
    return attrs.evolve(reading, moves=moves, evidence=evidence)


def _giving_back(
    reading: Reading, evidence: Sequence[Evidence]
) -> tuple[tuple[Move, ...], tuple[Evidence, ...]]:
    line = reading.line
    found = Evidence(code=Move.REFLECTION, start=0, end=len(line), text=line, why="")
    return (Move.REFLECTION,), (found, *evidence)


def _some_push(reading: Reading) -> float:
    """Give how likely it is that a line pushes in one way or another, 0 to 1."""
    return 1 - prod(1 - reading.confidence.get(str(move), 0.0) for move in FORCE)
