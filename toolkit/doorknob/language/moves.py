"""The coding manual as code: the twelve moves and the seven concerns.

Moves follow the codes that motivational-interviewing research uses for a helper's talk (MISC;
MITI 4.2), with the selling moves for which that research has no code. Concerns name the worry
behind a stall. A line can hold several moves; `Move.OTHER` never stands with another.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Move(StrEnum):
    """What a line does. The order is the precedence where the same words could carry two codes."""

    THREAT = "threat"
    DISMISSAL = "dismissal"
    PRESSURE = "pressure"
    COMMITMENT_ASK = "commitment_ask"
    OPEN_QUESTION = "open_question"
    CLOSED_QUESTION = "closed_question"
    REFLECTION = "reflection"
    ACKNOWLEDGEMENT = "acknowledgement"
    AUTONOMY = "autonomy"
    INFORMATION = "information"
    ADVICE = "advice"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The move's name as a learner reads it."""
        return LABELS[self]

    @property
    def is_force(self) -> bool:
        """Whether the move pushes: threat, dismissal or pressure."""
        return self in FORCE


class Concern(StrEnum):
    """The worry behind what a prospect says."""

    MONEY = "money"
    VALUE = "value"
    AUTHORITY = "authority"
    TIMING = "timing"
    TRUST = "trust"
    ALTERNATIVE = "alternative"
    EFFORT = "effort"

    @property
    def label(self) -> str:
        """The concern as a learner reads it."""
        return CONCERN_LABELS[self]


PRECEDENCE: tuple[Move, ...] = tuple(Move)
FORCE: frozenset[Move] = frozenset({Move.THREAT, Move.DISMISSAL, Move.PRESSURE})

LABELS: dict[Move, str] = {
    Move.THREAT: "threat",
    Move.DISMISSAL: "dismissal",
    Move.PRESSURE: "pressure",
    Move.COMMITMENT_ASK: "asks for a commitment",
    Move.OPEN_QUESTION: "open question",
    Move.CLOSED_QUESTION: "closed question",
    Move.REFLECTION: "gives back what was said",
    Move.ACKNOWLEDGEMENT: "acknowledgement",
    Move.AUTONOMY: "leaves the choice free",
    Move.INFORMATION: "information",
    Move.ADVICE: "advice",
    Move.OTHER: "small talk or unclear",
}

CONCERN_LABELS: dict[Concern, str] = {
    Concern.MONEY: "the money",
    Concern.VALUE: "whether it will pay off",
    Concern.AUTHORITY: "somebody else's say",
    Concern.TIMING: "the timing",
    Concern.TRUST: "whether it can be trusted",
    Concern.ALTERNATIVE: "what she has or could have instead",
    Concern.EFFORT: "the work it makes",
}


def in_precedence(moves: Iterable[Move]) -> tuple[Move, ...]:
    """Put moves in the order of precedence, each once, `OTHER` only where it stands alone.

    >>> [str(m) for m in in_precedence([Move.OTHER, Move.REFLECTION, Move.PRESSURE])]
    ['pressure', 'reflection']
    """
    chosen = set(moves)
    if len(chosen) > 1:
        chosen.discard(Move.OTHER)
    return tuple(move for move in PRECEDENCE if move in chosen)
