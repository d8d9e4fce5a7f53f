"""How a salesperson may spoil a call, and how he may end one honestly."""

from __future__ import annotations

import attrs

from doorknob.language.moves import Move


@attrs.frozen(kw_only=True)
class Asks:
    """Good ways to ask for the business in this call.

    Attributes
    ----------
    order
        For the order.
    advance
        For a next step with a date.
    order_heard_as
        More ways to ask for the order here, in the form of `Fact.heard_as`; for calls in which the
        order is no purchase.
    """

    order: str
    advance: str
    order_heard_as: tuple[str, ...] = ()


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
