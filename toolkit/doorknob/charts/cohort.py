"""Charts of a cohort: outcomes, scores, what was missed, which items were hard. No names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from doorknob.charts.style import (
    BRAND,
    INK,
    PAPER,
    QUIET,
    Chart,
    accent_of,
    bar,
    bare,
    house_style,
    listed,
    new_figure,
    nothing_yet,
    plural,
    tint,
)
from doorknob.prospect.act import Outcome

LABELS: Mapping[Outcome, str] = {
    Outcome.ORDER: "a yes",
    Outcome.ADVANCE: "a next step was agreed",
    Outcome.CONTINUATION: "nothing was agreed",
    Outcome.NO_SALE: "a no",
    Outcome.HANG_UP: "a hang-up",
}


def outcomes(counts: Mapping[Outcome, int], *, accent: str = BRAND) -> Chart:
    """Draw how a group's role-plays ended.

    Parameters
    ----------
    counts
        Calls by outcome; an outcome that is left out counts 0.
    accent
        The brand's colour; calls that ended badly are hatched besides.
    """
    total = sum(counts.values())
    if not total:
        return nothing_yet("no role-play has been handed in")
    colour = accent_of(accent)
    rows = {LABELS[outcome]: counts.get(outcome, 0) for outcome in Outcome}
    hatched = {LABELS[Outcome.HANG_UP], LABELS[Outcome.NO_SALE]}
    with house_style():
        figure = new_figure(5.2)
        axes = figure.subplots()
        axes.set_title(f"How {plural(total, 'role-play')} ended")
        _bars(axes, rows, colour, hatched)
    told = listed([f"{name}: {count}" for name, count in rows.items()])
    return Chart(
        figure=figure,
        alt=f"Of {plural(total, 'role-play')}: {told}.",
        caption="How the role-plays ended. The outcome is shown apart from skill.",
    )


def concerns_missed(counts: Mapping[str, int], total: int, *, accent: str = BRAND) -> Chart:
    """Draw which worries never came out.

    Parameters
    ----------
    counts
        In how many calls each worry stayed unsaid, by its name.
    total
        How many calls there were.
    accent
        The brand's colour.
    """
    if not total or not counts:
        return nothing_yet("no role-play has been handed in")
    rows = dict(sorted(counts.items(), key=lambda row: (-row[1], row[0])))
    with house_style():
        figure = new_figure(2.2 + 0.72 * len(rows))
        axes = figure.subplots()
        axes.set_title("What never came out")
        _bars(axes, rows, accent_of(accent), set(), of=total)
        axes.set_xlim(0, total * 1.15)
    told = listed([f"{name} in {count}" for name, count in rows.items()])
    return Chart(
        figure=figure,
        alt=f"Worries that never came out, of {plural(total, 'call')}: {told}.",
        caption=f"In how many of {plural(total, 'call')} each worry stayed unsaid.",
    )


def scores(rows: Mapping[str, Sequence[float]], *, accent: str = BRAND) -> Chart:
    """Draw each exercise's scores, a dot for each person, without names.

    Parameters
    ----------
    rows
        Scores from 0 to 1 by exercise.
    accent
        The brand's colour.
    """
    told = {name: values for name, values in rows.items() if values}
    if not told:
        return nothing_yet("no scores")
    colour = accent_of(accent)
    with house_style():
        figure = new_figure(2.2 + 1.5 * len(told))
        axes = figure.subplots()
        axes.set_title("Scores, one dot a person")
        for row, values in enumerate(told.values()):
            _dots(axes, row, values, colour)
        axes.set_xlim(-0.04, 1.04)
        axes.set_ylim(len(told) - 0.4, -0.6)
        axes.set_yticks(range(len(told)), [_folded(name) for name in told])
        axes.xaxis.set_major_formatter(PercentFormatter(1))
        axes.set_xlabel("share of the points; the upright stroke is the middle score")
        bare(axes)
        axes.grid(axis="x")
    return Chart(
        figure=figure,
        alt=" ".join(_describe_scores(name, values) for name, values in told.items()),
        caption="Scores by exercise. Each dot is one person; the stroke is the middle score.",
    )


def items(facility: Mapping[str, float], *, accent: str = BRAND) -> Chart:
    """Draw the share of people who had each item right, the hardest first.

    Parameters
    ----------
    facility
        Share from 0 to 1 by item.
    accent
        The brand's colour.
    """
    if not facility:
        return nothing_yet("no item has been answered")
    order = sorted(facility.items(), key=lambda row: (row[1], row[0]))
    colour = accent_of(accent)
    with house_style():
        figure = new_figure(2.4 + 0.72 * len(order))
        axes = figure.subplots()
        axes.set_title("Which items were hard")
        for row, (_, share) in enumerate(order):
            axes.plot([0, share], [row, row], color=colour, linewidth=1.6)
            axes.plot([share], [row], "o", color=colour, markersize=7, clip_on=False)
            axes.annotate(
                f"{share:.0%}", (share, row), xytext=(8, 0), textcoords="offset points", va="center"
            )
        axes.set_xlim(0, 1.1)
        axes.set_ylim(len(order) - 0.4, -0.6)
        axes.set_yticks(range(len(order)), [_folded(name) for name, _ in order])
        axes.xaxis.set_major_formatter(PercentFormatter(1))
        axes.set_xlabel("share of people who had it right")
        bare(axes, keep="left")
    told = listed([f"{name} {share:.0%}" for name, share in order])
    return Chart(
        figure=figure,
        alt=f"Share of people who had each item right, the hardest first: {told}.",
        caption="Items by the share of people who had them right, the hardest first.",
    )


def _bars(
    axes: Axes, rows: Mapping[str, int], colour: str, hatched: set[str], *, of: int = 0
) -> None:
    for row, (name, count) in enumerate(rows.items()):
        bar(axes, row, count, colour, hatched=name in hatched)
        text = f"{count} of {of}" if of else f"{count}"
        axes.annotate(text, (count, row), xytext=(6, 0), textcoords="offset points", va="center")
    axes.set_yticks(range(len(rows)), [_folded(name) for name in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, max(1, *rows.values()) * 1.12)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.set_xlabel("calls")
    bare(axes, keep="left")


def _dots(axes: Axes, row: int, values: Sequence[float], colour: str) -> None:
    """Stack the dots of equal scores, so that each person can be seen."""
    seen: Counter[float] = Counter()
    heights = []
    most = max(Counter(round(value, 2) for value in values).values())
    gap = min(0.16, 0.7 / most)
    for value in values:
        place = round(value, 2)
        nth = seen[place]
        seen[place] += 1
        heights.append(row + gap * ((nth + 1) // 2) * (-1 if nth % 2 else 1))
    middle = median(values)
    axes.plot([middle, middle], [row - 0.42, row + 0.42], color=INK, linewidth=2.2, zorder=1)
    axes.plot(
        values, heights, "o", color=tint(colour, 0.75), mec=PAPER, mew=0.6, markersize=7, zorder=2
    )
    axes.axhline(row + 0.5, color=QUIET, linewidth=0.3)


def _describe_scores(name: str, values: Sequence[float]) -> str:
    people = plural(len(values), "person", "people")
    low, high, middle = min(values), max(values), median(values)
    return f"{name}: {people}, from {low:.0%} to {high:.0%}, middle score {middle:.0%}."


def _folded(name: str) -> str:
    return "\n".join(wrap(name, 26))
