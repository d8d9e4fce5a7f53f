"""A diagram of how a worry comes out and is settled, and of how a call ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import fill

from matplotlib.axes import Axes

from doorknob.charts.style import (
    ALARM,
    BRAND,
    INK,
    PAPER,
    QUIET,
    Chart,
    accent_of,
    house_style,
    new_figure,
    nothing_yet,
    tint,
)
from doorknob.prospect.act import Outcome
from doorknob.prospect.diagram import Arrow
from doorknob.prospect.state import Stage
from doorknob.tongue import first_large, listed, say, to_say

_SHADES: Mapping[Stage, float] = {
    Stage.HIDDEN: 0.0,
    Stage.HINTED: 0.12,
    Stage.STATED: 0.24,
    Stage.UNDERSTOOD: 0.4,
    Stage.RESOLVED: 1.0,
}
_ENDINGS: Mapping[Outcome, str] = {
    Outcome.ORDER: to_say("a yes"),
    Outcome.ADVANCE: to_say("a next step"),
    Outcome.CONTINUATION: to_say("nothing agreed"),
    Outcome.NO_SALE: to_say("a no"),
    Outcome.HANG_UP: to_say("a hang-up"),
}
_GAP, _HEIGHT = 2.0, 0.5


def stages_of_a_concern(steps: Sequence[Arrow], *, accent: str = BRAND) -> Chart:
    """Draw the stages of a concern, what leads from one to the next, and how calls end.

    Parameters
    ----------
    steps
        As `doorknob.prospect.diagram.arrows` finds them.
    accent
        The brand's colour.
    """
    between = [step for step in steps if isinstance(step.after, Stage)]
    endings = [step for step in steps if isinstance(step.after, Outcome)]
    if not between:
        return nothing_yet(say("no steps were found"))
    colour = accent_of(accent)
    with house_style():
        figure = new_figure(10.2)
        axes = figure.subplots()
        axes.set_title(say("How a worry comes out and is settled"))
        axes.set_axis_off()
        for stage in Stage:
            _box(axes, stage, colour)
        for step in between:
            _arrow(axes, step)
        axes.text(-0.68, -2.2, say("How a call ends"), weight="bold", fontsize=10)
        for place, step in enumerate(endings):
            _ending(axes, place, step)
        axes.set_xlim(-0.7, 4 * _GAP + 0.7)
        axes.set_ylim(-4.6, 1.3)
    told = listed([_told(step) for step in between])
    ends = " ".join(f"{first_large(_named(step))}: {_when(step)}." for step in endings)
    return Chart(
        figure=figure,
        alt=say("Steps of a worry: {steps}. How a call ends. {ends}", steps=told, ends=ends),
        caption=say(
            "What moves a worry on, and what ends a call, as the simulator's table has it."
        ),
    )


def _box(axes: Axes, stage: Stage, colour: str) -> None:
    shade = _SHADES[stage]
    axes.text(
        stage * _GAP,
        0,
        say(stage.label),
        ha="center",
        va="center",
        color=PAPER if shade > 0.6 else INK,
        weight="bold",
        bbox={
            "boxstyle": "round,pad=0.5",
            "facecolor": tint(colour, shade),
            "edgecolor": INK,
            "linewidth": 0.8,
        },
    )


def _arrow(axes: Axes, step: Arrow) -> None:
    """Draw a step to the next stage straight, with its moves above, and a longer one below."""
    if step.before is None or not isinstance(step.after, Stage):
        return
    start, end = step.before * _GAP, step.after * _GAP
    moves = "\n".join(fill(say(move.label), 18) for move in step.moves)
    if step.after - step.before == 1:
        from_, to, bend = (start + _half(step.before), 0.0), (end - _half(step.after), 0.0), 0.0
        axes.text((start + end) / 2, 0.3, moves, ha="center", va="bottom", fontsize=7.2)
    else:
        from_, to, bend = (start + 0.1, -_HEIGHT / 2), (end - 0.1, -_HEIGHT / 2), 0.28
        axes.text((start + end) / 2, -0.95, moves, ha="center", va="top", fontsize=7.2)
    axes.annotate(
        "",
        xy=to,
        xytext=from_,
        arrowprops={
            "arrowstyle": "-|>",
            "color": QUIET,
            "connectionstyle": f"arc3,rad={bend}",
            "linewidth": 1.0,
        },
    )


def _half(stage: Stage) -> float:
    """Give half the width of a stage's box, and a little air."""
    return 0.2 + 0.062 * len(say(stage.label))


def _ending(axes: Axes, place: int, step: Arrow) -> None:
    bad = step.after in {Outcome.HANG_UP, Outcome.NO_SALE}
    x = place * _GAP
    axes.text(
        x,
        -2.6,
        _named(step),
        ha="center",
        va="center",
        weight="bold",
        color=ALARM if bad else INK,
        bbox={
            "boxstyle": "square,pad=0.4",
            "facecolor": PAPER,
            "edgecolor": ALARM if bad else INK,
            "linestyle": "--" if bad else "-",
            "linewidth": 0.8,
        },
    )
    axes.text(
        x,
        -2.9,
        f"\n{say('or')}\n".join(fill(words, 24) for words in _shown(step)),
        ha="center",
        va="top",
        fontsize=6.8,
        linespacing=1.25,
    )


def _shown(step: Arrow) -> Sequence[str]:
    """Give the conditions; of a yes only what serves in any call, which the table has last."""
    shown = step.conditions[-1:] if step.after is Outcome.ORDER else step.conditions
    return [say(one) for one in shown]


def _when(step: Arrow) -> str:
    return say("; or ").join(_shown(step))


def _named(step: Arrow) -> str:
    return say(_ENDINGS[step.after] if isinstance(step.after, Outcome) else step.after.label)


def _told(step: Arrow) -> str:
    return step_told(step, _named(step))


def step_told(step: Arrow, after: str) -> str:
    """Say in words what leads from a stage to the next."""
    return say(
        "from {before} to {after} by {moves}",
        before="" if step.before is None else say(step.before.label),
        after=after,
        moves=say(" or ").join(say(move.label) for move in step.moves),
    )
