"""How a call is played: which try counts, for what, and where the lines come from."""

from __future__ import annotations

from enum import StrEnum


class Counts(StrEnum):
    """Which try counts."""

    BEST = "best"
    FIRST = "first"
    LAST = "last"


class Mode(StrEnum):
    """What a call is played for."""

    PRACTICE = "practice"
    ASSESSMENT = "assessment"


class Lines(StrEnum):
    """Where the learner's lines come from."""

    TYPED = "typed"
    CHOSEN = "chosen"
