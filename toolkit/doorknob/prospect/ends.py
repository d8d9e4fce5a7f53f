"""How a salesperson may spoil a call, and how he may end one honestly."""

from __future__ import annotations

import attrs

from doorknob.language.moves import Move


@attrs.frozen(kw_only=True)
class Temptation:
    """A line that a salesperson may be tempted to say here, and should not.

    Attributes
    ----------
    line
        The words.
    move
        What they do.
    """

    line: str
    move: Move


@attrs.frozen(kw_only=True)
class WalkAway:
    """The honest end of a call in which nothing true answers what matters to her.

    Attributes
    ----------
    line
        A good way for the salesperson to say so.
    lines
        Her answers.
    """

    line: str
    lines: tuple[str, ...]
