"""What a reader found in a line: values only, made by `doorknob.language.reader`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import attrs

from doorknob.language.moves import Concern, Move, in_precedence


@attrs.frozen(kw_only=True)
class Evidence:
    """The words that made a reading so.

    Attributes
    ----------
    code
        The move or concern they show.
    start, end
        Half-open character span in the line.
    text
        The words themselves: ``line[start:end]``.
    why
        One short sentence for a learner.
    """

    code: Move | Concern
    start: int
    end: int
    text: str
    why: str

    def as_data(self) -> dict[str, Any]:
        """Give the evidence as plain data for JSON."""
        kind = "move" if isinstance(self.code, Move) else "concern"
        return {
            kind: str(self.code),
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "why": self.why,
        }


@attrs.frozen(kw_only=True)
class Reading:
    """What one line does and what it is about.

    Attributes
    ----------
    line
        The line as it was read.
    moves
        In the order of precedence; empty only when `unsure`, and no more than a guess then.
    concerns
        Those that the line itself names or plainly points at.
    evidence
        At least one span for each move but `other`, and one for each concern.
    confidence
        For each move and concern asserted, 0 to 1.
    unsure
        True where the moves are not sure enough to be asserted, or there are none: nothing may be
        held against a learner for such a line.
    reader
        Name and version of what read it.
    """

    line: str
    moves: tuple[Move, ...] = ()
    concerns: tuple[Concern, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: Mapping[str, float] = attrs.field(factory=dict, hash=False)
    unsure: bool = False
    reader: str

    def __attrs_post_init__(self) -> None:
        if self.moves != in_precedence(self.moves):
            raise ValueError(f"moves are not in the order of precedence: {self.moves}")
        if not (self.moves or self.unsure):
            raise ValueError("a reading without moves is unsure")
        for found in self.evidence:
            if self.line[found.start : found.end] != found.text or not found.text:
                raise ValueError(f"evidence does not lie in the line: {found}")
            if found.code not in self.moves and found.code not in self.concerns:
                raise ValueError(f"evidence for a code that is not asserted: {found.code}")

    @property
    def asserted(self) -> tuple[Move, ...]:
        """The moves that may be held for or against a learner: none where the reading is unsure."""
        return () if self.unsure else self.moves

    def as_data(self) -> dict[str, Any]:
        """Give the reading as plain data for JSON."""
        return {
            "moves": [str(move) for move in self.moves],
            "concerns": [str(concern) for concern in self.concerns],
            "evidence": [found.as_data() for found in self.evidence],
            "confidence": {code: round(value, 3) for code, value in self.confidence.items()},
            "unsure": self.unsure,
        }


def moved(reading: Reading, line: str, where: Callable[[int, int], tuple[int, int]]) -> Reading:
    """Give what was read in a line as it lies in another wording of it.

    Parameters
    ----------
    reading
        Of the one wording.
    line
        The other.
    where
        Gives a span of the one as it lies in the other.
    """
    evidence = []
    for found in reading.evidence:
        start, end = where(found.start, found.end)
        evidence.append(attrs.evolve(found, start=start, end=end, text=line[start:end]))
    return attrs.evolve(reading, line=line, evidence=tuple(evidence))


class Reader(Protocol):
    """Anything that reads a line."""

    def __call__(self, line: str, said: str = "") -> Reading:
        """Read `line`, an answer to what the prospect just `said`."""
        ...
