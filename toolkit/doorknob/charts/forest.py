"""Forest plots: what studies found, each with how far it may be off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from doorknob.charts.style import (
    BRAND,
    INK,
    PAPER,
    QUIET,
    RULE,
    Chart,
    accent_of,
    bare,
    house_style,
    new_figure,
    nothing_yet,
)
from doorknob.evidence import Kind, Measure, Study
from doorknob.tongue import number, say, to_say

_AXES: Mapping[Measure, str] = {
    Measure.D: to_say("difference in standard deviations (d)"),
    Measure.G: to_say("difference in standard deviations (g)"),
    Measure.ODDS_RATIO: to_say("odds, as a multiple (below 1: less often)"),
    Measure.SHARE: to_say("of a hundred"),
    Measure.POINTS: to_say("more in a hundred"),
}
_NO_EFFECT: Mapping[Measure, float] = {
    Measure.D: 0,
    Measure.G: 0,
    Measure.ODDS_RATIO: 1,
    Measure.POINTS: 0,
}
_RANGES: Mapping[Measure, tuple[float, float]] = {
    Measure.D: (-0.25, 1),
    Measure.G: (-0.25, 1),
    Measure.ODDS_RATIO: (0.03, 2),
    Measure.SHARE: (0, 1),
    Measure.POINTS: (-2, 10),
}
_TICKS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0)
_ROW_CM, _PANEL_CM = 1.5, 1.45


def forest(studies: Sequence[Study], *, accent: str = BRAND) -> Chart:
    """Draw what studies found, with intervals of 95 %.

    Parameters
    ----------
    studies
        In the order in which they are to stand; those of one measure share a scale.
    accent
        The brand's colour.

    Returns
    -------
    Chart
        A line that the source gives is drawn through, one that was worked out from its numbers
        is broken, and a hollow mark has none.
    """
    if not studies:
        return nothing_yet(say("no study gives a number"))
    colour = accent_of(accent)
    panels: dict[Measure, list[Study]] = {}
    for one in studies:
        panels.setdefault(one.measure, []).append(one)
    height = sum(_PANEL_CM + _ROW_CM * len(rows) for rows in panels.values())
    with house_style():
        figure = new_figure(height)
        shares = [0.6 + len(rows) for rows in panels.values()]
        all_axes = figure.subplots(len(panels), squeeze=False, height_ratios=shares)[:, 0]
        for axes, (measure, rows) in zip(all_axes, panels.items(), strict=True):
            _panel(axes, measure, rows, colour)
    return Chart(
        figure=figure,
        alt=" ".join(map(_told, studies)),
        caption=_caption(studies),
    )


def _panel(axes: Axes, measure: Measure, rows: Sequence[Study], colour: str) -> None:
    bare(axes, keep="bottom")
    if measure is Measure.ODDS_RATIO:
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(FixedLocator(_TICKS))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(f"{value:g}")))
    elif measure is Measure.SHARE:
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:.0f}"))
    else:
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(f"{value:.3g}")))
    axes.set_xlim(*_reach(measure, rows))
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlabel(say(_AXES[measure]))
    axes.set_yticks(range(len(rows)), [_label(one) for one in rows], fontsize=8)
    if measure in _NO_EFFECT:
        axes.axvline(_NO_EFFECT[measure], color=QUIET, linewidth=1, linestyle=(0, (2, 2)))
    for row, one in enumerate(rows):
        axes.axhline(row + 0.5, color=RULE, linewidth=0.6)
        limits = one.limits
        if limits is not None:
            given = one.interval is Kind.PUBLISHED
            axes.plot(
                [limits.low, limits.high],
                [row, row],
                color=INK,
                linewidth=1.6,
                linestyle="-" if given else (0, (3, 1.5)),
                marker="|",
                markersize=7,
            )
        axes.plot(
            [one.effect],
            [row],
            "D",
            color=colour,
            markersize=7,
            markerfacecolor=PAPER if limits is None else colour,
        )
        axes.annotate(
            _number(one),
            (1, row),
            xycoords=("axes fraction", "data"),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
        )


def _reach(measure: Measure, rows: Sequence[Study]) -> tuple[float, float]:
    """Give the scale's ends: wide enough for every interval, and for no effect at all."""
    least, most = _RANGES[measure]
    for one in rows:
        limits = one.limits
        least = min(least, one.effect if limits is None else limits.low)
        most = max(most, one.effect if limits is None else limits.high)
    return least, most


def _label(one: Study) -> str:
    return f"{fill(say(one.says), 40)}\n{fill(one.source, 44)}"


def _number(one: Study) -> str:
    """Write the effect, and below it the interval."""
    limits = one.limits
    shown = _written(one.measure, one.effect)
    if limits is None:
        return f"{shown}\n{say('no interval')}"
    low, high = (_written(one.measure, value) for value in (limits.low, limits.high))
    return f"{shown}\n{say('{low} to {high}', low=low, high=high)}"


def _written(measure: Measure, value: float) -> str:
    """Write a number as the measure is spoken of, with a real minus."""
    text = {
        Measure.SHARE: f"{100 * value:.0f}",
        Measure.POINTS: f"{value:.1f}",
    }.get(measure, f"{value:.2f}")
    return number(text)


_HOW: Mapping[Kind, str] = {
    Kind.PUBLISHED: to_say("as published"),
    Kind.FISHER_Z: to_say("worked out from n and the effect"),
    Kind.WILSON: to_say("worked out from n and the share"),
    Kind.FROM_P: to_say("worked out from the effect and its p value"),
}


def _told(one: Study) -> str:
    limits = one.limits
    people = say(one.people)
    if one.n:
        people += f", n = {number(f'{one.n:,}')}"
    about = f"{say(one.says)}, {one.source}; {say(one.measured)}; {people}; {say(one.how)}"
    scale = say(_AXES[one.measure])
    shown = _written(one.measure, one.effect)
    if limits is None:
        return say("{about}: {shown}, {scale}; no interval.", about=about, shown=shown, scale=scale)
    low, high = (_written(one.measure, value) for value in (limits.low, limits.high))
    return say(
        "{about}: {shown}, {scale}; interval {low} to {high} (95 %), {how}.",
        about=about,
        shown=shown,
        scale=scale,
        low=low,
        high=high,
        how=say(_HOW[one.interval]),
    )


def _caption(studies: Sequence[Study]) -> str:
    kinds = {one.interval for one in studies}
    said = [say("The diamond is what was found, the line its interval of 95 %.")]
    if Kind.PUBLISHED in kinds:
        said.append(say("Lines drawn through are the source's own."))
    if kinds & {Kind.FISHER_Z, Kind.WILSON, Kind.FROM_P}:
        said.append(say("Broken lines are worked out from the source's numbers."))
    if Kind.FISHER_Z in kinds:
        said.append(say("They take all people for one study's, so they are too narrow."))
    if Kind.NONE in kinds:
        said.append(say("A hollow diamond has none: the numbers for it are not at hand."))
    return " ".join(said)
