"""A chart of how far each of her concerns came, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from doorknob.charts.calls import ENDINGS, states_of
from doorknob.charts.style import (
    BRAND,
    INK,
    PAPER,
    Chart,
    accent_of,
    bare,
    house_style,
    new_figure,
    tint,
)
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.state import Stage
from doorknob.tongue import first_large, listed, say, to_say

_SHADES: Mapping[Stage, float] = {
    Stage.HIDDEN: 0.0,
    Stage.HINTED: 0.14,
    Stage.STATED: 0.28,
    Stage.UNDERSTOOD: 0.5,
    Stage.RESOLVED: 1.0,
}
_NARROW: Mapping[Stage, str] = {
    Stage.UNDERSTOOD: to_say("under-\nstood"),
    Stage.RESOLVED: to_say("re-\nsolved"),
}


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
    states = states_of(conversation)
    names = _concern_names(conversation)
    with house_style():
        figure = new_figure(2.6 + 1.35 * len(names))
        axes = figure.subplots()
        axes.set_title(say("How far each worry came"))
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
        labels = [say("start"), *(str(place) for place in places[1:])]
        axes.set_xticks([place + 0.5 for place in places], labels)
        axes.set_xlabel(say("after line …"))
        if not fits:
            _legend(figure, colour)
    rows = zip(names, zip(*(state.stages for state in states), strict=True), strict=True)
    told = " ".join(_describe_strip(name, stages) for name, stages in rows)
    return Chart(
        figure=figure,
        alt=f"{told} {say('At the end: {ending}.', ending=say(ENDINGS[conversation.outcome]))}",
        caption=say("Each worry, from hidden to resolved, line by line."),
    )


def _concern_names(conversation: Conversation) -> list[str]:
    concerns = conversation.scenario.concerns
    seen = Counter(concern.about for concern in concerns)
    return [
        say(concern.about.label) + (f" ({concern.id})" if seen[concern.about] > 1 else "")
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
        label = say(stage.label)
        if len(label) * 0.17 > length * column:
            label = say(_NARROW[stage]) if stage in _NARROW else label
        if max(map(len, label.split("\n"))) * 0.17 > length * column:
            fits = False
            continue
        ink = PAPER if _SHADES[stage] > 0.6 else INK
        place = (start + length / 2, row)
        axes.annotate(label, place, ha="center", va="center", fontsize=8, color=ink)
    return fits


def _legend(figure: Figure, colour: str) -> None:
    swatches = [
        Patch(facecolor=tint(colour, shade), edgecolor=INK, linewidth=0.6, label=say(stage.label))
        for stage, shade in _SHADES.items()
    ]
    figure.legend(handles=swatches, loc="outside lower center", ncols=5, frameon=False, fontsize=8)


def _describe_strip(name: str, stages: Sequence[Stage]) -> str:
    (first, _, _), *later = _runs(stages)
    steps = [
        say("{stage} after line {number}", stage=say(stage.label), number=start)
        for stage, start, _ in later
    ]
    return say(
        "{name}: {stage} at the start, {later}.",
        name=first_large(name),
        stage=say(first.label),
        later=listed(steps) if steps else say("and remains so"),
    )
