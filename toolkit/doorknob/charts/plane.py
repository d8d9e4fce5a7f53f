"""A chart of calls as ways across a plane: her guard to the right, her trust upwards."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.ticker import MaxNLocator

from doorknob.charts.calls import BAD, ENDINGS, states_of, trust_of
from doorknob.charts.style import (
    ALARM,
    BRAND,
    LINES,
    MARKERS,
    PAPER,
    QUIET,
    Chart,
    accent_of,
    house_style,
    new_figure,
    nothing_yet,
)
from doorknob.prospect.conversation import Conversation
from doorknob.tongue import say


def trust_against_guard(calls: Mapping[str, Conversation], *, accent: str = BRAND) -> Chart:
    """Draw each call as a way from where she stood at the start to where it ended.

    Parameters
    ----------
    calls
        The calls by name; four at most can be told apart.
    accent
        The brand's colour, for calls that don't end badly.

    Returns
    -------
    Chart
        Up is more trust, to the right is more guard.
    """
    told = {name: call for name, call in calls.items() if call.turns}
    if not told:
        return nothing_yet(say("no call has begun"))
    colour = accent_of(accent)
    limits = {call.scenario.reactance_limit for call in told.values()}
    with house_style():
        figure = new_figure(8.5)
        axes = figure.subplots()
        axes.set_title(say("Trust against guard"))
        for nth, (name, call) in enumerate(told.items()):
            states = states_of(call)
            guard = [float(state.reactance) for state in states]
            trust = [float(state.trust) for state in states]
            bad = call.outcome in BAD
            shade = ALARM if bad else colour
            axes.plot(
                guard,
                trust,
                color=shade,
                linestyle=LINES[nth % len(LINES)],
                marker=MARKERS[nth % len(MARKERS)],
                linewidth=1.8,
                markersize=5,
                label=f"{name}: {say(ENDINGS[call.outcome])}",
                clip_on=False,
            )
            end = "X" if bad else "*"
            axes.plot(guard[-1:], trust[-1:], end, color=shade, markersize=13, clip_on=False)
        axes.plot(guard[:1], trust[:1], "o", color=QUIET, markersize=9, markerfacecolor=PAPER)
        if len(limits) == 1:
            limit = limits.pop()
            axes.axvline(limit, color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)))
            axes.set_xlim(-0.2, max(axes.get_xlim()[1], limit + 0.8))
        axes.set_xlabel(
            say("guard: the urge to push back; at the dotted line the call is broken off")
        )
        axes.set_ylabel(say("trust"))
        axes.set_ylim(0, axes.get_ylim()[1] * 1.05)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(visible=True)
        # On paper of its own, where the dotted line would run through its words.
        axes.legend(loc="upper right", framealpha=1, facecolor=PAPER, edgecolor=PAPER)
    return Chart(
        figure=figure,
        alt=" ".join(_told(name, call) for name, call in told.items()),
        caption=say(
            "Each mark is a line of the call; a ring is the start, a star or a cross the end."
        ),
    )


def _told(name: str, call: Conversation) -> str:
    pairs = say(", ").join(
        say("{trust} at {guard}", trust=trust_of(state), guard=state.reactance)
        for state in states_of(call)
    )
    return say(
        "{name}: trust at guard, line by line: {pairs}; {ending}.",
        name=name,
        pairs=pairs,
        ending=say(ENDINGS[call.outcome]),
    )
