"""How hard a call is made."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

import attrs


class Difficulty(StrEnum):
    """How hard a call is made; every scenario can be played at each."""

    GENTLE = "gentle"
    FAIR = "fair"
    HARD = "hard"


@attrs.frozen(kw_only=True)
class Level:
    """What a difficulty adds to where she stands and to every gate; the sizes are ours."""

    patience: int = 0
    self_orientation: int = 0
    limit: int = 0
    gates: Fraction = Fraction(0)


LEVELS: Mapping[Difficulty, Level] = {
    Difficulty.GENTLE: Level(patience=3, limit=2, gates=Fraction(-1, 4)),
    Difficulty.FAIR: Level(),
    Difficulty.HARD: Level(patience=-2, limit=-1, gates=Fraction(1, 4)),
}
