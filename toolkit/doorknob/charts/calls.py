"""A chart of a call: her trust and her guard, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap

import attrs
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

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
from doorknob.coaching.transcript import plain_number
from doorknob.prospect.act import Outcome
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.state import State
from doorknob.tongue import number, say, to_say

ENDINGS: Mapping[Outcome | None, str] = {
    None: to_say("nothing agreed so far"),
    Outcome.ORDER: to_say("a yes"),
    Outcome.ADVANCE: to_say("a next step is agreed"),
    Outcome.CONTINUATION: to_say("nothing is agreed"),
    Outcome.NO_SALE: to_say("a no"),
    Outcome.HANG_UP: to_say("a hang-up"),
}
BAD = frozenset({Outcome.HANG_UP, Outcome.NO_SALE})


@attrs.frozen(kw_only=True)
class _Look:
    """How one call is drawn: which line and marker, how it ended, its colour."""

    nth: int
    end: Outcome | None
    colour: str


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
        return nothing_yet(say("no call has begun"))
    colour = accent_of(accent)
    limits = {call.scenario.reactance_limit for call in told.values()}
    with house_style():
        figure = new_figure(11)
        upper, lower = figure.subplots(2, sharex=True, height_ratios=(3, 2))
        upper.set_title(say("Trust"))
        title = say("Guard: the urge to push back")
        lower.set_title(title)
        ends: list[tuple[int, State]] = []
        for nth, (name, call) in enumerate(told.items()):
            states = states_of(call)
            here = (len(states), states[-1])
            trust = [float(state.trust) for state in states]
            guard = [float(state.reactance) for state in states]
            end = call.outcome
            look = _Look(nth=nth, end=end, colour=ALARM if end in BAD else colour)
            above = 24 * sum(_close(here, other) for other in ends)
            _draw_call(upper, trust, f"{name}: {say(ENDINGS[end])}", look, lift=-above)
            beside = 13 * sum(_close(here, other, guard=True) for other in ends)
            _draw_call(lower, guard, name, look, lift=beside + 6 * (guard[-1] == 0))
            ends.append(here)
        if len(limits) == 1:
            limit = limits.pop()
            lower.axhline(limit, color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)))
            # In the title, since beside the line it would meet one call or another.
            lower.set_title(f"{title}{say('; at the dotted line the call is broken off')}")
        _scale(upper, lower, max(len(call.turns) for call in told.values()))
    return Chart(
        figure=figure,
        alt=" ".join(_describe_trust(name, call) for name, call in told.items()),
        caption=say("What each line did to trust and to the guard, as the simulator works it out."),
    )


def states_of(call: Conversation) -> list[State]:
    """Give her states: at the start, then after each line."""
    return [call.start, *(turn.after for turn in call.turns)]


def trust_of(state: State) -> str:
    """Write her trust as a reader likes it."""
    return number(plain_number(state.trust))


def in_a_row(states: Sequence[State]) -> str:
    """Write how her trust went. A comma may stand in a number."""
    return say(", ").join(map(trust_of, states))


def _close(here: tuple[int, State], other: tuple[int, State], *, guard: bool = False) -> bool:
    """Say whether two calls end so near to each other that their names would overlap."""
    if abs(here[0] - other[0]) > 1:
        return False
    one, two = here[1], other[1]
    return abs(one.reactance - two.reactance) < 2 if guard else abs(one.trust - two.trust) < 1


def _draw_call(axes: Axes, values: Sequence[float], label: str, look: _Look, *, lift: int) -> None:
    axes.plot(
        range(len(values)),
        values,
        color=look.colour,
        linestyle=LINES[look.nth % len(LINES)],
        linewidth=1.8,
        marker=MARKERS[look.nth % len(MARKERS)],
        markersize=4.5,
        clip_on=False,
    )
    if look.end is not None:
        axes.plot(
            [len(values) - 1],
            values[-1:],
            "X" if look.end in BAD else "*",
            color=look.colour,
            markersize=12,
            zorder=3,
            clip_on=False,
        )
    axes.annotate(
        "\n".join(wrap(label, 22)),
        (len(values) - 1, values[-1]),
        xytext=(10, lift),
        textcoords="offset points",
        va="center",
        color=look.colour,
        fontweight="bold",
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
    lower.set_xticks(places, [say("start"), *(str(place) for place in places[1:])])
    lower.set_xlabel(say("after line …"))


def _describe_trust(name: str, call: Conversation) -> str:
    states = states_of(call)
    return say(
        "{name}: after {lines}, {ending}. Trust from the start, line by line: {trust}. Guard: "
        "{guard}.",
        name=name,
        lines=lines_told(len(call.turns)),
        ending=say(ENDINGS[call.outcome]),
        trust=in_a_row(states),
        guard=say(", ").join(str(state.reactance) for state in states),
    )
