"""How easily a course for salespeople should read, and where it doesn't.

Many who sell read English as a second language, between two calls. The bands are ours: sentences
of at most 14 words on average, none over 35, and a reading ease of 60, where Flesch puts plain
English, or more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from doorknob.authoring.ease import Ease, ease, length
from doorknob.authoring.prose import course_prose
from doorknob.course import Course

MOST_ON_AVERAGE = 14
MOST_AT_ALL = 35
LEAST_EASE = 60
# An average of fewer sentences than this says nothing.
FEW = 8


@attrs.frozen
class Reading:
    """How easily a document reads."""

    path: Path
    ease: Ease

    @property
    def told(self) -> tuple[str, ...]:
        """What lies out of its band, and what to do about it."""
        return tuple(faults(self.ease))


def faults(found: Ease) -> Iterator[str]:
    """Say what of a text lies out of its band."""
    if length(found.longest) > MOST_AT_ALL:
        yield (
            f"a sentence of {length(found.longest)} words; at most {MOST_AT_ALL} are easy to "
            f"follow. Make two of it: {found.longest}"
        )
    if found.sentences < FEW:
        return
    if found.mean > MOST_ON_AVERAGE:
        yield (
            f"{found.mean:.1f} words in a sentence; at most {MOST_ON_AVERAGE} on average are easy "
            "to read. Part the longest ones."
        )
    if found.flesch < LEAST_EASE:
        yield (
            f"a reading ease of {found.flesch:.0f}; plain English has {LEAST_EASE} or more. Take "
            "shorter words."
        )


def readings(course: Course) -> Iterator[Reading]:
    """Measure every document that learners read.

    Raises
    ------
    NotFound, InvalidFile
        If one can't be read.
    """
    for path, texts in course_prose(course):
        yield Reading(path, ease(texts))


def table(found: Sequence[Reading]) -> str:
    """Give the readings as lines of text: words, words in a sentence, the longest, the ease."""
    widest = max((len(one.path.name) for one in found), default=0)
    head = f"{'document':{widest}}  words  mean  longest  ease"
    lines = [
        f"{one.path.name:{widest}}  {one.ease.words:5}  {one.ease.mean:4.1f}  "
        f"{length(one.ease.longest):7}  {one.ease.flesch:4.0f}"
        for one in found
    ]
    return "\n".join([head, *lines])
