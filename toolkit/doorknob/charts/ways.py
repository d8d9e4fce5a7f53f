"""A chart of ways through the same call, side by side: trust, guard and patience, line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from matplotlib.ticker import MaxNLocator

from doorknob.charts.calls import BAD, ENDINGS, states_of, trust_of
from doorknob.charts.style import (
    ALARM,
    BRAND,
    LINES,
    MARKERS,
    QUIET,
    Chart,
    accent_of,
    house_style,
    lines_told,
    new_figure,
    nothing_yet,
)
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.state import State
from doorknob.tongue import say, to_say

_PANELS: Mapping[str, Callable[[State], float]] = {
    to_say("Trust"): lambda state: float(state.trust),
    to_say("Guard"): lambda state: float(state.reactance),
    to_say("Patience"): lambda state: float(state.patience),
}


def ways_through_a_call(calls: Mapping[str, Conversation], *, accent: str = BRAND) -> Chart:
    """Draw ways through a call.

    Parameters
    ----------
    calls
        By name, as `doorknob.prospect.solve.ways.ways` finds them; four at most can be told apart.
    accent
        The brand's colour, for calls that don't end badly.
    """
    told = {name: call for name, call in calls.items() if call.turns}
    if not told:
        return nothing_yet(say("no call has begun"))
    colour = accent_of(accent)
    with house_style():
        figure = new_figure(7.6)
        panels = figure.subplots(1, len(_PANELS), sharex=True)
        for axes, (title, value) in zip(panels, _PANELS.items(), strict=True):
            axes.set_title(say(title))
            for nth, (name, call) in enumerate(told.items()):
                values = [value(state) for state in states_of(call)]
                bad = call.outcome in BAD
                shade = ALARM if bad else colour
                axes.plot(
                    values,
                    color=shade,
                    linestyle=LINES[nth % len(LINES)],
                    marker=MARKERS[nth % len(MARKERS)],
                    linewidth=1.6,
                    markersize=4,
                    clip_on=False,
                    label=f"{say(name)}: {say(ENDINGS[call.outcome])}",
                )
                if call.outcome is not None:
                    at = len(values) - 1
                    end = "X" if bad else "*"
                    axes.plot([at], values[-1:], end, color=shade, markersize=10, clip_on=False)
            axes.set_ylim(bottom=0)
            axes.grid(axis="y")
            axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
            axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
            axes.set_xlabel(say("after line …"))
        limits = {call.scenario.reactance_limit for call in told.values()}
        if len(limits) == 1:
            style = {"color": QUIET, "linewidth": 0.8, "linestyle": (0, (2, 2))}
            panels[1].axhline(limits.pop(), **style)
        handles, labels = panels[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False)
    return Chart(
        figure=figure,
        alt=" ".join(_told(name, call) for name, call in told.items()),
        caption=say(
            "Ways through one call. Above the dotted line, or without patience, she hangs up."
        ),
    )


def _told(name: str, call: Conversation) -> str:
    states = states_of(call)
    first, last = states[0], states[-1]
    return say(
        "{name}: {ending} after {lines}; trust from {trust}, guard from {guard}, patience from "
        "{patience}.",
        name=say(name),
        ending=say(ENDINGS[call.outcome]),
        lines=lines_told(len(call.turns)),
        trust=say("{low} to {high}", low=trust_of(first), high=trust_of(last)),
        guard=say("{low} to {high}", low=first.reactance, high=last.reactance),
        patience=say("{low} to {high}", low=first.patience, high=last.patience),
    )
