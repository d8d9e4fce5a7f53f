"""A real call as turns: who said what, and when where the transcript tells.

What a transcript calls a cue is a piece of a turn; consecutive cues of one speaker are one turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Any

import attrs

from doorknob.errors import Problem


class Kind(StrEnum):
    """How a transcript is written."""

    WEBVTT = "WebVTT"
    SUBRIP = "SubRip"
    NAMED = "plain text"


@attrs.frozen(kw_only=True)
class Cue:
    """Some words of one speaker's.

    Attributes
    ----------
    speaker
        Empty where the transcript names nobody.
    text
        One line, never empty.
    line
        Where it stands in the file.
    start, end
        Seconds from the transcript's own zero, where it has times. They may run backwards.
    """

    speaker: str
    text: str
    line: int
    start: Fraction | None = None
    end: Fraction | None = None

    @property
    def seconds(self) -> Fraction | None:
        """How long it lasts; None where that isn't known."""
        if self.start is None or self.end is None or self.end < self.start:
            return None
        return self.end - self.start


@attrs.frozen(kw_only=True)
class Turn:
    """What one speaker says until another one does.

    Attributes
    ----------
    number
        1-based, over both sides.
    speaker, text
        Who, and all the words in one line.
    line
        Where it begins in the file.
    start, end
        Seconds from the transcript's own zero, where it has times.
    seconds
        How long the words took: the sum over the cues; None unless it is known of each.
    back
        Whether the times of its cues run backwards.
    """

    number: int
    speaker: str
    text: str
    line: int
    start: Fraction | None = None
    end: Fraction | None = None
    seconds: Fraction | None = None
    back: bool = False

    @property
    def words(self) -> int:
        """How many words it has."""
        return count_words(self.text)

    def as_data(self) -> dict[str, Any]:
        """Give the turn as plain data for JSON."""
        return {
            "turn": self.number,
            "speaker": self.speaker,
            "file_line": self.line,
            "start": plain_seconds(self.start),
            "end": plain_seconds(self.end),
            "words": self.words,
            "text": self.text,
        }


@attrs.frozen(kw_only=True)
class Transcript:
    """A call, as far as its transcript tells.

    Attributes
    ----------
    path
        The file as the reader knows it.
    kind
        How it is written.
    turns
        At least two speakers' worth.
    remarks
        What was mended, taken in some sense, or left out.
    """

    path: str
    kind: Kind
    turns: tuple[Turn, ...]
    remarks: tuple[Problem, ...] = ()

    @property
    def spoken(self) -> dict[str, int]:
        """How many words each speaker says, in the order in which they first speak."""
        words: dict[str, int] = {}
        for turn in self.turns:
            words[turn.speaker] = words.get(turn.speaker, 0) + turn.words
        return words


def count_words(text: str) -> int:
    """Count words: whatever stands between spaces and holds a letter or a digit.

    >>> count_words("Well – 40 a month, isn't it?")
    6
    """
    return sum(any(map(str.isalnum, word)) for word in text.split())


def plain_seconds(time: Fraction | None) -> float | None:
    """Give a time as a number for JSON, to the millisecond."""
    return None if time is None else round(float(time), 3)


def key(name: str) -> str:
    """Give what makes two names one: capitals and spaces do not tell speakers apart."""
    return " ".join(name.casefold().split())


def merged(cues: Iterable[Cue]) -> tuple[Turn, ...]:
    """Join consecutive cues of one speaker; a name keeps the letters of its first time."""
    spelt: dict[str, str] = {}
    turns: list[Turn] = []
    for who, group in groupby(cues, key=lambda cue: key(cue.speaker)):
        part = list(group)
        name = spelt.setdefault(who, part[0].speaker)
        turns.append(_turn(len(turns) + 1, name, part))
    return tuple(turns)


def _turn(number: int, speaker: str, cues: Sequence[Cue]) -> Turn:
    starts = [cue.start for cue in cues if cue.start is not None]
    lengths = [cue.seconds for cue in cues if cue.seconds is not None]
    return Turn(
        number=number,
        speaker=speaker,
        text=" ".join(cue.text for cue in cues),
        line=cues[0].line,
        start=next(iter(starts), None),
        end=max((cue.end for cue in cues if cue.end is not None), default=None),
        seconds=sum(lengths, Fraction(0)) if len(lengths) == len(cues) else None,
        back=any(after < before for before, after in pairwise(starts)),
    )
