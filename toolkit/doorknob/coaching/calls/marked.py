"""A real call with what the reader found: moves on the one side, concerns on the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from doorknob.coaching.calls.sides import Sides
from doorknob.coaching.calls.turns import Transcript, Turn
from doorknob.language.moves import Concern, Move
from doorknob.language.reader import concerns_in, read
from doorknob.language.reading import Evidence, Reader, Reading


@attrs.frozen(kw_only=True)
class Line:
    """A turn with what was found in it.

    Attributes
    ----------
    turn
        The turn.
    reading
        How it was read, where it is the salesperson's; else None.
    raised
        The concerns that it voices, where it is the prospect's side's.
    """

    turn: Turn
    reading: Reading | None = None
    raised: tuple[Concern, ...] = ()

    @property
    def sells(self) -> bool:
        """Whether the salesperson says it."""
        return self.reading is not None

    @property
    def unsure(self) -> bool:
        """Whether it could not be read: no move of it counts, not even a best guess."""
        return self.reading is not None and self.reading.unsure

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves that count."""
        return () if self.reading is None or self.reading.unsure else self.reading.moves

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """The concerns that the salesperson takes up."""
        return () if self.reading is None or self.reading.unsure else self.reading.concerns

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words of the moves that count, in their order."""
        if self.reading is None or self.reading.unsure:
            return ()
        shown = [found for found in self.reading.evidence if isinstance(found.code, Move)]
        return tuple(sorted(shown, key=lambda found: (found.start, found.end)))

    def words_for(self, code: Move | Concern) -> str:
        """Give the words that show a move or concern; empty where it is all of the turn."""
        if self.reading is None or self.reading.unsure:
            return ""
        return next((found.text for found in self.reading.evidence if found.code is code), "")

    def as_data(self) -> dict[str, Any]:
        """Give the turn and what was found as plain data for JSON."""
        data = self.turn.as_data()
        if self.reading is None:
            return {**data, "side": "prospect", "raises": [str(one) for one in self.raised]}
        read_as = self.reading.as_data()
        if self.reading.unsure:
            read_as |= {"moves": [], "concerns": [], "evidence": [], "confidence": {}}
        return {**data, "side": "seller", **read_as}


@attrs.frozen(kw_only=True)
class MarkedCall:
    """A call, its sides, and each turn with what was found in it.

    Attributes
    ----------
    call
        As the transcript has it.
    sides
        Who sells, and who does not.
    lines
        One a turn.
    """

    call: Transcript
    sides: Sides
    lines: tuple[Line, ...]

    @property
    def seller(self) -> str:
        """The salesperson's name."""
        return self.sides.seller

    @property
    def sold(self) -> tuple[Line, ...]:
        """The salesperson's turns."""
        return tuple(line for line in self.lines if line.sells)

    @property
    def readable(self) -> tuple[Line, ...]:
        """Those of them that could be read."""
        return tuple(line for line in self.sold if not line.unsure)

    @property
    def heard(self) -> tuple[Line, ...]:
        """The turns of the prospect's side."""
        return tuple(line for line in self.lines if not line.sells)


def mark(
    call: Transcript,
    found: Sides,
    reader: Reader = read,
    hears: Callable[[str], tuple[Concern, ...]] = concerns_in,
) -> MarkedCall:
    """Read a call, each of the salesperson's turns as an answer to what was said since his last.

    Parameters
    ----------
    call
        The call.
    found
        Its sides.
    reader
        What reads a line.
    hears
        What tells the concerns in the prospect's words.
    """
    lines = []
    said: list[str] = []
    for turn in call.turns:
        if turn.speaker == found.seller:
            lines.append(Line(turn=turn, reading=reader(turn.text, " ".join(said))))
            said = []
        else:
            lines.append(Line(turn=turn, raised=hears(turn.text)))
            said.append(turn.text)
    return MarkedCall(call=call, sides=found, lines=tuple(lines))
