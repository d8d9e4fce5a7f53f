"""A chart of how people went on, each against themselves. No names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from doorknob.charts.style import (
    BRAND,
    PAPER,
    QUIET,
    Chart,
    accent_of,
    bare,
    house_style,
    in_percent,
    new_figure,
    nothing_yet,
)
from doorknob.tongue import percentage, say, say_many, to_say

_TALLEST = 14.0  # cm; with more people the rows move together


class Sides(NamedTuple):
    """What a chart of people before and after says: nobody, title, axis, caption, alt text."""

    nobody: str
    title: str
    axis: str
    caption: str
    one: str
    many: str


TRIES = Sides(
    nobody=to_say("nobody has both a first try and a last try"),
    title=to_say("First try and last try, one row a person"),
    axis=to_say("ring: first try; dot: last try; dashed: it went down"),
    caption=to_say(
        "Each person's first try (ring) and last try (dot), the lowest beginning first."
    ),
    one=to_say("{count} person with a first try and a last try"),
    many=to_say("{count} people with a first try and a last try"),
)
TESTS = Sides(
    nobody=to_say("nobody has both a test before and a test after"),
    title=to_say("Test before and test after, one row a person"),
    axis=to_say("ring: test before; dot: test after; dashed: it went down"),
    caption=to_say(
        "Each person's test before (ring) and test after (dot), the lowest beginning first."
    ),
    one=to_say("{count} person with a test before and a test after"),
    many=to_say("{count} people with a test before and a test after"),
)


def before_and_after(
    pairs: Sequence[tuple[float, float]], *, of: Sides = TRIES, accent: str = BRAND
) -> Chart:
    """Draw where each person began and where they came to.

    Parameters
    ----------
    pairs
        Shares from 0 to 1, before and after, one pair for each person.
    of
        What the two are.
    accent
        The brand's colour.

    Returns
    -------
    Chart
        A row for each person, the lowest beginning first: a ring before, a full dot after; where it
        went down, the line between is dashed.
    """
    if not pairs:
        return nothing_yet(say(of.nobody))
    colour = accent_of(accent)
    order = sorted(pairs)
    with house_style():
        figure = new_figure(2.6 + min(0.55 * len(order), _TALLEST))
        axes = figure.subplots()
        axes.set_title(say(of.title))
        for row, (low, high) in enumerate(order):
            style = "--" if high < low else "-"
            axes.plot([low, high], [row, row], style, color=QUIET, linewidth=1.4, zorder=1)
            axes.plot([low], [row], "o", color=colour, mfc=PAPER, markersize=7, zorder=2)
            axes.plot([high], [row], "o", color=colour, markersize=5, zorder=3)
        axes.set_xlim(-0.04, 1.04)
        axes.set_ylim(len(order) - 0.4, -0.6)
        axes.set_yticks([])
        in_percent(axes.xaxis)
        axes.set_xlabel(say(of.axis))
        bare(axes)
        axes.grid(axis="x")
    return Chart(
        figure=figure,
        alt=_told(order, of),
        caption=say(of.caption),
    )


def _told(pairs: Sequence[tuple[float, float]], of: Sides) -> str:
    up = sum(high > low for low, high in pairs)
    down = sum(high < low for low, high in pairs)
    each = "; ".join(
        say("from {low} to {high}", low=percentage(low), high=percentage(high))
        for low, high in pairs
    )
    return say(
        "{people}: {up} higher, {same} the same, {down} lower. One by one: {each}.",
        people=say_many(of.one, of.many, len(pairs)),
        up=up,
        same=len(pairs) - up - down,
        down=down,
        each=each,
    )
