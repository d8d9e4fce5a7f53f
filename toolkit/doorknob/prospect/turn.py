"""One line of a call: as it is meant, and with the answer to it."""

from __future__ import annotations

from typing import Any

import attrs

from doorknob.language.reading import Reading
from doorknob.prospect.act import Act
from doorknob.prospect.hearing import Taken
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.state import State
from doorknob.prospect.transitions.step import Effect


@attrs.frozen(kw_only=True)
class Turn:
    """One line of the salesperson's and the answer to it.

    Attributes
    ----------
    number
        1-based.
    said
        What the prospect had said before the line.
    line, reading, act
        The line, how it was read, and how she took it.
    before, after
        Her state on either side.
    effects
        What each rule did, in order.
    reply, parts
        What she said, whole and in the lines that it is made of.
    """

    number: int
    said: str
    line: str
    reading: Reading
    act: Act
    before: State
    after: State
    effects: tuple[Effect, ...]
    reply: str
    parts: tuple[str, ...]

    def as_data(self, scenario: Scenario) -> dict[str, Any]:
        """Give the turn as plain data for JSON."""
        outcome = self.after.outcome
        return {
            "turn": self.number,
            "line": self.line,
            "said": self.reply,
            **self.reading.as_data(),
            "reader": self.reading.reader,
            "facts": list(self.act.facts),
            "effects": [effect.as_data(scenario) for effect in self.effects],
            "state": self.after.as_data(scenario),
            "outcome": None if outcome is None else str(outcome),
        }


@attrs.frozen(kw_only=True)
class Understood:
    """A line as it is meant in a scenario, whatever was said before it.

    Attributes
    ----------
    line, reading
        The line, and how it was read.
    taken
        How she takes it.
    """

    line: str
    reading: Reading
    taken: Taken
