"""One thing found in a line, before it is put into a reading."""

from __future__ import annotations

import attrs

from doorknob.language.moves import Move


@attrs.frozen(slots=True)
class Found:
    """A move shown by ``words[first:last]``.

    Attributes
    ----------
    move
        What the words do.
    first, last
        Half-open range of words.
    why
        One short sentence for a learner.
    sure
        How sure the rule is, 0 to 1: a rule of thumb, not a measured probability.
    """

    move: Move
    first: int
    last: int
    why: str
    sure: float

    def meets(self, first: int, last: int) -> bool:
        """Whether it shares a word with ``words[first:last]``."""
        return self.first < last and first < self.last
