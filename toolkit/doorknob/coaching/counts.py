"""What the countable parts of a real call are made of: a value, its evidence, and a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import attrs

from doorknob.coaching.calls.marked import Line
from doorknob.coaching.scores import Mark

NONE = "–"


@attrs.frozen(kw_only=True)
class Count:
    """One countable part of a call.

    Attributes
    ----------
    measure
        Its name for scripts, such as ``talk_ratio.words``.
    title
        As a reader knows it.
    value
        An exact number, or None where the call gives none.
    shown
        The value with its unit.
    evidence
        The turns that it rests on; the words, where words made it so.
    explanation
        What was counted, in a sentence.
    """

    measure: str
    title: str
    value: Fraction | None
    shown: str
    evidence: tuple[Mark, ...]
    explanation: str

    @property
    def turns(self) -> tuple[int, ...]:
        """The numbers of the turns that it rests on, each once, in order."""
        return tuple(sorted({mark.turn for mark in self.evidence}))

    def as_data(self) -> dict[str, Any]:
        """Give the count as plain data for JSON."""
        return {
            "measure": self.measure,
            "title": self.title,
            "value": None if self.value is None else round(float(self.value), 4),
            "shown": self.shown,
            "turns": list(self.turns),
            "evidence": [attrs.asdict(mark) for mark in self.evidence],
            "explanation": self.explanation,
        }


def uncounted(measure: str, title: str, why: str) -> Count:
    """Make a count that a call gives no value for."""
    return Count(measure=measure, title=title, value=None, shown=NONE, evidence=(), explanation=why)


def whole_turn(line: Line) -> Mark:
    """Point at a turn, and at no words in it."""
    return Mark(turn=line.turn.number, text="")


def plural(number: int, noun: str, nouns: str = "") -> str:
    """Write a number of things.

    >>> plural(1, "turn"), plural(2, "reply", "replies")
    ('1 turn', '2 replies')
    """
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def turn_list(numbers: Iterable[int]) -> str:
    """Name turns.

    >>> turn_list([3]), turn_list([3, 5, 9])
    ('turn 3', 'turns 3, 5 and 9')
    """
    *first, last = list(numbers)
    return f"turns {', '.join(map(str, first))} and {last}" if first else f"turn {last}"


def short_list(numbers: Sequence[int], most: int = 8) -> str:
    """Give numbers for a table, the first of them where they are many.

    >>> short_list([1, 2, 3]), short_list([]), short_list(range(1, 99), most=3)
    ('1, 2, 3', '–', '1, 2, 3, … (98)')
    """
    shown = ", ".join(map(str, numbers[:most]))
    return f"{shown}, … ({len(numbers)})" if len(numbers) > most else shown or NONE
