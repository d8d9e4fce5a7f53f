"""A chart of how people went on, each against themselves. No names."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.ticker import PercentFormatter

from doorknob.charts.style import (
    BRAND,
    PAPER,
    QUIET,
    Chart,
    accent_of,
    bare,
    house_style,
    new_figure,
    nothing_yet,
    plural,
)

_TALLEST = 14.0  # cm; with more people the rows move together


def before_and_after(
    pairs: Sequence[tuple[float, float]],
    *,
    before: str = "first try",
    after: str = "last try",
    accent: str = BRAND,
) -> Chart:
    """Draw where each person began and where they came to.

    Parameters
    ----------
    pairs
        Shares from 0 to 1, before and after, one pair for each person.
    before, after
        What the two are called.
    accent
        The brand's colour.

    Returns
    -------
    Chart
        A row for each person, the lowest beginning first: a ring before, a full dot after; where it
        went down, the line between is dashed.
    """
    if not pairs:
        return nothing_yet(f"nobody has both a {before} and a {after}")
    colour = accent_of(accent)
    order = sorted(pairs)
    with house_style():
        figure = new_figure(2.6 + min(0.55 * len(order), _TALLEST))
        axes = figure.subplots()
        axes.set_title(f"{before.capitalize()} and {after}, one row a person")
        for row, (low, high) in enumerate(order):
            style = "--" if high < low else "-"
            axes.plot([low, high], [row, row], style, color=QUIET, linewidth=1.4, zorder=1)
            axes.plot([low], [row], "o", color=colour, mfc=PAPER, markersize=7, zorder=2)
            axes.plot([high], [row], "o", color=colour, markersize=5, zorder=3)
        axes.set_xlim(-0.04, 1.04)
        axes.set_ylim(len(order) - 0.4, -0.6)
        axes.set_yticks([])
        axes.xaxis.set_major_formatter(PercentFormatter(1))
        axes.set_xlabel(f"ring: {before}; dot: {after}; dashed: it went down")
        bare(axes)
        axes.grid(axis="x")
    return Chart(
        figure=figure,
        alt=_told(order, before, after),
        caption=f"Each person's {before} (ring) and {after} (dot), the lowest beginning first.",
    )


def _told(pairs: Sequence[tuple[float, float]], before: str, after: str) -> str:
    up = sum(high > low for low, high in pairs)
    down = sum(high < low for low, high in pairs)
    people = plural(len(pairs), "person", "people")
    each = "; ".join(f"from {low:.0%} to {high:.0%}" for low, high in pairs)
    return (
        f"{people} with a {before} and a {after}: {up} higher, {len(pairs) - up - down} the same, "
        f"{down} lower. One by one: {each}."
    )
