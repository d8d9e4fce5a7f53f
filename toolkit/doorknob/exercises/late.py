"""How late an exercise was handed in, and what that cost."""

from __future__ import annotations

from fractions import Fraction

import attrs

from doorknob.tongue import number, per_cent, say, say_many


@attrs.frozen(kw_only=True)
class Lateness:
    """How late what counts was handed in, and what that cost.

    Attributes
    ----------
    days
        Days begun after the deadline and its grace period.
    taken
        The share of the earned points that was taken off; 0 where the trainer excused it or gave
        the points of the whole herself.
    earned
        The points before that.
    excused
        Whether the trainer excused it.
    """

    days: int
    taken: Fraction
    earned: Fraction
    excused: bool = False

    @property
    def told(self) -> str:
        """What it cost, in words."""
        late = say_many("{count} day late", "{count} days late", self.days)
        if not self.taken:
            excused = say("{late}: excused, nothing is taken off", late=late)
            return excused if self.excused else say("{late}: nothing is taken off", late=late)
        return say(
            "{late}: {share} of {points} points, which is {cost}, is taken off",
            late=late,
            share=per_cent(f"{float(100 * self.taken):g}"),
            points=number(_two(self.earned)),
            cost=number(_two(self.earned * self.taken)),
        )


def _two(value: Fraction) -> str:
    """Write points with two decimals, halves rounded up, as the gradebook does."""
    return "{}.{:02d}".format(*divmod(int((value * 200 + 1) // 2), 100))
