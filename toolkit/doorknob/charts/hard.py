"""Charts of what a group found hard: item by item, and exercise by exercise. No names."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure

from doorknob.charts.cohort import folded
from doorknob.charts.style import (
    BRAND,
    Chart,
    accent_of,
    bare,
    empty,
    house_style,
    in_percent,
    new_figure,
    nothing_yet,
)
from doorknob.tongue import listed, percentage, say


def items(
    facility: Mapping[str, float],
    spans: Mapping[str, tuple[float, float]] | None = None,
    *,
    accent: str = BRAND,
) -> Chart:
    """Draw the share of people who had each item right, the hardest first.

    Parameters
    ----------
    facility
        Share from 0 to 1 by item.
    spans
        For each item, from where to where the share may lie among many such people; drawn as a
        thin line.
    accent
        The brand's colour.
    """
    if not facility:
        return nothing_yet(say("no item has been answered"))
    order = dict(sorted(facility.items(), key=lambda row: (row[1], row[0])))
    with house_style():
        figure = _lollipops(
            order,
            accent_of(accent),
            title=say("Which items were hard"),
            label=say("share of people who had it right"),
            spans=spans or {},
        )
    told = listed([f"{name} {percentage(share)}" for name, share in order.items()])
    return Chart(
        figure=figure,
        alt=say("Share of people who had each item right, the hardest first: {items}.", items=told),
        caption=say("Items by the share of people who had them right, the hardest first.")
        + (f" {say('The thin lines are intervals of 95 %.')}" if spans else ""),
    )


def middles(rows: Mapping[str, float], *, accent: str = BRAND) -> Chart:
    """Draw a group's middle value on each side of skill; nobody's own value is in it.

    Parameters
    ----------
    rows
        Values from 0 to 1 by name, in the order in which they are to stand.
    accent
        The brand's colour.
    """
    if not rows:
        return empty(say("There are too few people to show how the group did."))
    with house_style():
        figure = _lollipops(
            rows,
            accent_of(accent),
            title=say("Where the group stands"),
            label=say("the middle person"),
        )
    told = listed([f"{name}: {percentage(value)}" for name, value in rows.items()])
    return Chart(
        figure=figure,
        alt=say("The group's middle on each side of skill. {sides}.", sides=told),
        caption=say("The group's middle on each side of skill, to the nearest 5 %."),
    )


def _lollipops(
    rows: Mapping[str, float],
    colour: str,
    *,
    title: str,
    label: str,
    spans: Mapping[str, tuple[float, float]] | None = None,
) -> Figure:
    labels = [folded(name, 44) for name in rows]
    most = max(one.count("\n") + 1 for one in labels)
    tall = max(0.6, 0.41 * most)
    figure = new_figure(2.4 + tall * len(rows))
    axes = figure.subplots()
    axes.set_title(title)
    for row, (name, share) in enumerate(rows.items()):
        low, high = (spans or {}).get(name, (0, share))
        width = 1.0 if name in (spans or {}) else 1.6
        axes.plot([low, high], [row, row], color=colour, linewidth=width, solid_capstyle="butt")
        axes.plot([share], [row], "o", color=colour, markersize=7, clip_on=False)
        axes.annotate(
            percentage(share),
            (share, row),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=8,
        )
    axes.set_xlim(-0.02, 1.05)
    axes.set_ylim(len(rows) - 0.5, -0.8)
    axes.set_yticks(range(len(rows)), labels)
    in_percent(axes.xaxis)
    axes.set_xlabel(label)
    bare(axes, keep="left")
    axes.grid(axis="x")
    return figure
