"""A chart of what the salesperson's lines did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from doorknob.charts.style import (
    BRAND,
    INK,
    PAPER,
    Chart,
    accent_of,
    bar,
    bare,
    house_style,
    new_figure,
    nothing_yet,
)
from doorknob.language.moves import FORCE, Move
from doorknob.prospect.conversation import Conversation
from doorknob.tongue import listed, number, say


def move_mix(
    moves: Conversation | Mapping[Move, int],
    *,
    reference: Mapping[Move, float] | None = None,
    accent: str = BRAND,
) -> Chart:
    """Draw how often each move was made.

    Parameters
    ----------
    moves
        A call, or counts by move.
    reference
        Counts to compare with, such as a colleague's call; drawn as diamonds.
    accent
        The brand's colour; moves that push are hatched besides.

    Returns
    -------
    Chart
        A bar for each move that occurs, the commonest on top.
    """
    counts = _counted(moves)
    shown = {move for move, count in counts.items() if count} | set(reference or {})
    if not shown:
        return nothing_yet(say("nothing has been said"))
    order = sorted(shown, key=lambda move: (-counts[move], list(Move).index(move)))
    colour = accent_of(accent)
    with house_style():
        figure = new_figure(2.0 + 0.62 * len(order))
        axes = figure.subplots()
        axes.set_title(say("What the lines did"))
        for row, move in enumerate(order):
            _draw_move(axes, row, move, counts[move], colour)
            if reference is not None:
                axes.plot(
                    [reference.get(move, 0)],
                    [row],
                    "D",
                    color=INK,
                    mfc=PAPER,
                    zorder=3,
                    clip_on=False,
                )
        bare(axes, keep="left")
        axes.tick_params(axis="y", pad=9)  # for a diamond at 0
        axes.set_yticks(range(len(order)), [say(move.label) for move in order])
        axes.set_ylim(len(order) - 0.5, -0.5)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.set_xlabel(say("lines; the diamond is for comparison") if reference else say("lines"))
    told = listed([f"{say(move.label)}: {counts[move]}" for move in order])
    alt = say("Lines by what they did. {moves}.", moves=told)
    if reference:
        others = [f"{say(m.label)}: {number(f'{reference.get(m, 0):g}')}" for m in order]
        alt += " " + say("Compared with {moves}.", moves=listed(others))
    return Chart(
        figure=figure,
        alt=alt,
        caption=say("How many lines made each move; a line can make several."),
    )


def _counted(moves: Conversation | Mapping[Move, int]) -> Counter[Move]:
    if isinstance(moves, Conversation):
        return Counter(move for turn in moves.turns for move in turn.reading.asserted)
    return Counter(dict(moves))


def _draw_move(axes: Axes, row: int, move: Move, count: int, colour: str) -> None:
    pushes = move in FORCE
    bar(axes, row, count, colour, hatched=pushes)
    text = f"{count} · {say('pushes')}" if pushes and count else f"{count}"
    axes.annotate(text, (count, row), xytext=(6, 0), textcoords="offset points", va="center")
