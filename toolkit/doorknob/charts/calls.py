"""Charts of a call: her trust and her guard, and how far her concerns came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from doorknob.charts.style import (
    ALARM,
    BRAND,
    INK,
    LINES,
    MARKERS,
    PAPER,
    QUIET,
    Chart,
    accent_of,
    bare,
    house_style,
    listed,
    new_figure,
    nothing_yet,
    plural,
    tint,
)
from doorknob.coaching.transcript import plain_number
from doorknob.prospect.act import Outcome
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.state import Stage, State

ENDINGS: Mapping[Outcome | None, str] = {
    None: "still talking",
    Outcome.ORDER: "she says yes",
    Outcome.ADVANCE: "she agrees to a next step",
    Outcome.CONTINUATION: "nothing is agreed",
    Outcome.NO_SALE: "she says no",
    Outcome.HANG_UP: "she hangs up",
}
BAD = frozenset({Outcome.HANG_UP, Outcome.NO_SALE})


def trust_over_call(calls: Mapping[str, Conversation], *, accent: str = BRAND) -> Chart:
    """Draw her trust and her guard over one or more calls.

    Parameters
    ----------
    calls
        The calls by the name that each is to bear, such as ``"pushed"``; four at most can be
        told apart.
    accent
        The brand's colour, for calls that don't end badly.

    Returns
    -------
    Chart
        Trust above, her urge to push back below; the end of each call is named.
    """
    told = {name: call for name, call in calls.items() if call.turns}
    if not told:
        return nothing_yet("no call has begun")
    colour = accent_of(accent)
    limits = {call.scenario.reactance_limit for call in told.values()}
    with house_style():
        figure = new_figure(11)
        upper, lower = figure.subplots(2, sharex=True, height_ratios=(3, 2))
        upper.set_title("Her trust")
        lower.set_title("Her guard: the urge to push back")
        for nth, (name, call) in enumerate(told.items()):
            states = _states(call)
            trust = [float(state.trust) for state in states]
            guard = [float(state.reactance) for state in states]
            end, paint = call.outcome, ALARM if call.outcome in BAD else colour
            _draw_call(upper, trust, f"{name}: {ENDINGS[end]}", nth=nth, end=end, colour=paint)
            _draw_call(lower, guard, name, nth=nth, end=end, colour=paint)
        if len(limits) == 1:
            limit = limits.pop()
            lower.axhline(limit, color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)))
            _note(lower, limit, "from here on she hangs up")
        _scale(upper, lower, max(len(call.turns) for call in told.values()))
    return Chart(
        figure=figure,
        alt=" ".join(_describe_trust(name, call) for name, call in told.items()),
        caption="What each line did to her trust and to her guard, as the simulator works it out.",
    )


def _states(call: Conversation) -> list[State]:
    return [call.start, *(turn.after for turn in call.turns)]


def _draw_call(
    axes: Axes,
    values: Sequence[float],
    label: str,
    *,
    nth: int,
    end: Outcome | None,
    colour: str,
) -> None:
    line, marker = LINES[nth % len(LINES)], MARKERS[nth % len(MARKERS)]
    turns = range(len(values))
    axes.plot(
        turns, values, color=colour, linestyle=line, linewidth=1.8, marker=marker, markersize=4.5
    )
    if end is not None:
        sign = "X" if end in BAD else "*"
        axes.plot(turns[-1:], values[-1:], color=colour, marker=sign, markersize=12, zorder=3)
    axes.annotate(
        "\n".join(wrap(label, 22)),
        (len(values) - 1, values[-1]),
        xytext=(10, 0),
        textcoords="offset points",
        va="center",
        color=colour,
        fontweight="bold",
    )


def _note(axes: Axes, height: float, text: str) -> None:
    axes.annotate(
        text,
        (1, height),
        xycoords=("axes fraction", "data"),
        xytext=(0, 3),
        textcoords="offset points",
        ha="right",
        fontsize=8,
        color=QUIET,
    )


def _scale(upper: Axes, lower: Axes, turns: int) -> None:
    for axes in (upper, lower):
        axes.grid(axis="y")
        axes.set_ylim(0, axes.get_ylim()[1] * 1.08)
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    room = 0.34 * turns + 0.6  # for the names at the ends of the lines
    upper.set_xlim(-0.3, turns + room)
    step = max(1, -(-turns // 12))
    places = range(0, turns + 1, step)
    lower.set_xticks(places, ["start", *(str(place) for place in places[1:])])
    lower.set_xlabel("after line …")


def _describe_trust(name: str, call: Conversation) -> str:
    states = _states(call)
    trust = ", ".join(plain_number(state.trust) for state in states)
    guard = ", ".join(str(state.reactance) for state in states)
    lines = plural(len(call.turns), "line")
    return (
        f"{name}: after {lines}, {ENDINGS[call.outcome]}. Her trust from the start, line by line:"
        f" {trust}. Her guard: {guard}."
    )


# --- Concerns -------------------------------------------------------------------------------------

_SHADES: Mapping[Stage, float] = {
    Stage.HIDDEN: 0.0,
    Stage.HINTED: 0.14,
    Stage.STATED: 0.32,
    Stage.UNDERSTOOD: 0.6,
    Stage.RESOLVED: 1.0,
}
_NARROW: Mapping[Stage, str] = {Stage.UNDERSTOOD: "under-\nstood", Stage.RESOLVED: "re-\nsolved"}


def concerns_over_call(conversation: Conversation, *, accent: str = BRAND) -> Chart:
    """Draw how far each of her concerns came, line by line.

    Parameters
    ----------
    conversation
        The call; one without turns shows the start.
    accent
        The brand's colour; a concern is the darker the further it has come.

    Returns
    -------
    Chart
        A strip for each concern, from hidden to resolved.
    """
    colour = accent_of(accent)
    states = _states(conversation)
    names = _concern_names(conversation)
    with house_style():
        figure = new_figure(2.6 + 1.35 * len(names))
        axes = figure.subplots()
        axes.set_title("How far each of her worries came")
        fits = True
        for row in range(len(names)):
            stages = [state.stages[row] for state in states]
            fits &= _draw_strip(axes, row, stages, colour)
        bare(axes)
        axes.set_ylim(len(names) - 0.5, -0.5)
        axes.set_yticks(range(len(names)), ["\n".join(wrap(name, 18)) for name in names])
        axes.set_xlim(-0.02, len(states) + 0.02)
        step = max(1, -(-len(states) // 14))
        places = range(0, len(states), step)
        labels = ["start", *(str(place) for place in places[1:])]
        axes.set_xticks([place + 0.5 for place in places], labels)
        axes.set_xlabel("after line …")
        if not fits:
            _legend(figure, colour)
    rows = zip(names, zip(*(state.stages for state in states), strict=True), strict=True)
    told = " ".join(_describe_strip(name, stages) for name, stages in rows)
    return Chart(
        figure=figure,
        alt=f"{told} At the end: {ENDINGS[conversation.outcome]}.",
        caption="Each of her worries, from hidden to resolved, line by line.",
    )


def _concern_names(conversation: Conversation) -> list[str]:
    concerns = conversation.scenario.concerns
    seen = Counter(concern.about for concern in concerns)
    return [
        concern.about.label + (f" ({concern.id})" if seen[concern.about] > 1 else "")
        for concern in concerns
    ]


def _runs(stages: Sequence[Stage]) -> list[tuple[Stage, int, int]]:
    """Give each stretch of one stage, with where it begins and how long it is."""
    runs, start = [], 0
    for stage, group in groupby(stages):
        length = len(list(group))
        runs.append((stage, start, length))
        start += length
    return runs


def _draw_strip(axes: Axes, row: int, stages: Sequence[Stage], colour: str) -> bool:
    """Draw one strip; say whether every stretch had room for its name."""
    fits = True
    column = 11.5 / len(stages)  # in cm, about
    for stage, start, length in _runs(stages):
        axes.barh(
            row,
            length,
            left=start,
            height=0.62,
            color=tint(colour, _SHADES[stage]),
            edgecolor=INK,
            linewidth=0.6,
        )
        label = stage.label
        if len(label) * 0.17 > length * column:
            label = _NARROW.get(stage, label)
        if max(map(len, label.split("\n"))) * 0.17 > length * column:
            fits = False
            continue
        ink = PAPER if _SHADES[stage] > 0.5 else INK
        place = (start + length / 2, row)
        axes.annotate(label, place, ha="center", va="center", fontsize=8, color=ink)
    return fits


def _legend(figure: Figure, colour: str) -> None:
    swatches = [
        Patch(facecolor=tint(colour, shade), edgecolor=INK, linewidth=0.6, label=stage.label)
        for stage, shade in _SHADES.items()
    ]
    figure.legend(handles=swatches, loc="outside lower center", ncols=5, frameon=False, fontsize=8)


def _describe_strip(name: str, stages: Sequence[Stage]) -> str:
    (first, _, _), *later = _runs(stages)
    steps = [f"{stage.label} after line {start}" for stage, start, _ in later]
    told = listed(steps) if steps else "and stays so"
    return f"{name[0].upper()}{name[1:]}: {first.label} at the start, {told}."
