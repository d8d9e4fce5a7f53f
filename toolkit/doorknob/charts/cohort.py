"""Charts of a cohort: outcomes, scores, what was missed. No names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from doorknob.charts.style import (
    BRAND,
    INK,
    PAPER,
    QUIET,
    Chart,
    accent_of,
    bar,
    bare,
    empty,
    house_style,
    in_percent,
    new_figure,
    nothing_yet,
    tint,
)
from doorknob.prospect.act import Outcome
from doorknob.tongue import listed, percentage, say, say_many, to_say

_MISSED_IN_ONE = to_say("Worries that never came out, of {count} call: {what}.")
_MISSED_IN_MANY = to_say("Worries that never came out, of {count} calls: {what}.")
_OF_ONE = to_say("In how many of {count} call each worry stayed unsaid.")
_OF_MANY = to_say("In how many of {count} calls each worry stayed unsaid.")


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
        return nothing_yet(say("no role-play has been handed in"))
    colour = accent_of(accent)
    rows = {say(outcome.label): counts.get(outcome, 0) for outcome in Outcome}
    hatched = {say(Outcome.HANG_UP.label), say(Outcome.NO_SALE.label)}
    with house_style():
        figure = new_figure(5.2)
        axes = figure.subplots()
        axes.set_title(
            say_many("How {count} role-play ended", "How {count} role-plays ended", total)
        )
        _bars(axes, rows, colour, hatched)
    told = listed([f"{name}: {count}" for name, count in rows.items()])
    return Chart(
        figure=figure,
        alt=say_many(
            "Of {count} role-play: {ends}.", "Of {count} role-plays: {ends}.", total, ends=told
        ),
        caption=say("How the role-plays ended. The outcome is shown apart from skill."),
    )


def concerns_missed(
    counts: Mapping[str, int], total: int | Mapping[str, int], *, accent: str = BRAND
) -> Chart:
    """Draw which worries never came out.

    Parameters
    ----------
    counts
        In how many calls each worry stayed unsaid, by its name.
    total
        How many calls there were; where not every call holds every worry, by its name.
    accent
        The brand's colour.
    """
    of = dict.fromkeys(counts, total) if isinstance(total, int) else dict(total)
    if not counts or not any(of.values()):
        return nothing_yet(say("no role-play has been handed in"))
    if not any(counts.values()):
        return empty(say("Every worry came out in every call."))
    rows = dict(sorted(counts.items(), key=lambda row: (-row[1], row[0])))
    with house_style():
        figure = new_figure(2.2 + 0.72 * len(rows))
        axes = figure.subplots()
        axes.set_title(say("What never came out"))
        _bars(axes, rows, accent_of(accent), set(), of=of)
        axes.set_xlim(0, max(of.values()) * 1.15)
    every = max(of.values())
    alike = set(of.values()) == {every}
    each = {
        name: f"{count}" if alike else say("{count} of {all}", count=count, all=of[name])
        for name, count in rows.items()
    }
    told = listed([say("{name} in {count}", name=name, count=text) for name, text in each.items()])
    return Chart(
        figure=figure,
        alt=say_many(_MISSED_IN_ONE, _MISSED_IN_MANY, every, what=told)
        if alike
        else say("Worries that never came out, by calls that held them: {what}.", what=told),
        caption=say_many(_OF_ONE, _OF_MANY, every)
        if alike
        else say("In how many of the calls that held it each worry stayed unsaid."),
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
        return nothing_yet(say("no scores"))
    colour = accent_of(accent)
    with house_style():
        figure = new_figure(2.2 + 1.5 * len(told))
        axes = figure.subplots()
        axes.set_title(say("Scores, one dot a person"))
        for row, values in enumerate(told.values()):
            _dots(axes, row, values, colour)
        axes.set_xlim(-0.04, 1.04)
        axes.set_ylim(len(told) - 0.4, -0.6)
        axes.set_yticks(range(len(told)), [folded(name) for name in told])
        in_percent(axes.xaxis)
        axes.set_xlabel(say("share of the points; the upright stroke is the middle score"))
        bare(axes)
        axes.grid(axis="x")
    return Chart(
        figure=figure,
        alt=" ".join(_describe_scores(name, values) for name, values in told.items()),
        caption=say("Scores by exercise. Each dot is one person; the stroke is the middle score."),
    )


def _bars(
    axes: Axes,
    rows: Mapping[str, int],
    colour: str,
    hatched: set[str],
    *,
    of: Mapping[str, int] | None = None,
) -> None:
    for row, (name, count) in enumerate(rows.items()):
        bar(axes, row, count, colour, hatched=name in hatched)
        text = say("{count} of {all}", count=count, all=of[name]) if of else f"{count}"
        axes.annotate(text, (count, row), xytext=(6, 0), textcoords="offset points", va="center")
    axes.set_yticks(range(len(rows)), [folded(name) for name in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, max(1, *rows.values()) * 1.12)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.set_xlabel(say("calls"))
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
    return say(
        "{name}: {people}, from {low} to {high}, middle score {middle}.",
        name=name,
        people=say_many("{count} person", "{count} people", len(values)),
        low=percentage(min(values)),
        high=percentage(max(values)),
        middle=percentage(median(values)),
    )


def folded(name: str, width: int = 26) -> str:
    """Fold a long name into lines."""
    return "\n".join(wrap(name, width))
