"""A statement on its way out, and what it takes the place of."""

from __future__ import annotations

from typing import Any

import attrs


@attrs.frozen(kw_only=True)
class Made:
    """A statement, and what it takes the place of.

    Attributes
    ----------
    slot
        Statements with one slot are states of the same thing: the newer replaces the older.
    statement
        Plain data for JSON.
    fuller
        Ids of statements that tell more of the same; where one is sent, this one adds nothing.
    """

    slot: str
    statement: dict[str, Any]
    fuller: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The statement's id."""
        return str(self.statement["id"])
