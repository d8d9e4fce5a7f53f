"""A poster for the wall: what opens her, what closes her, and how a call ends.

Which way a rule moves her is read from the transitions table, and so are the steps of a worry and
the ends of a call. Only the few words for each rule stand here, and each rule must have some.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import fill

import attrs
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from doorknob.charts.stages import step_told
from doorknob.charts.style import (
    ALARM,
    BRAND,
    INK,
    PAPER,
    QUIET,
    Chart,
    accent_of,
    house_style,
    tint,
)
from doorknob.errors import BadParameter
from doorknob.prospect.act import Outcome
from doorknob.prospect.diagram import HANG_UPS, Arrow
from doorknob.prospect.state import Stage
from doorknob.prospect.transitions.rule import Rule
from doorknob.tongue import first_large, listed, say, to_say

WIDTH_CM, HEIGHT_CM = 39.0, 23.4  # what a title leaves of an A3 page on its side
# Points at that size: capitals of 5 mm at least, for readers three metres away.
HEAD, BODY, SMALL = 27, 24, 20

# What a line does, in few words, for every rule that moves trust or guard.
WORDS: Mapping[str, str] = {
    "reflection": to_say("giving back what she said"),
    "reflection_settles": to_say("giving back what she said"),
    "reflection_of_a_hint": to_say("giving back what she said"),
    "reflection_of_the_stall": to_say("giving back what she said"),
    "information_fits": to_say("a fact that fits her worry"),
    "information_as_announced": to_say("a fact that fits her worry"),
    "honest_limit": to_say("an honest limit"),
    "honest_limit_unasked": to_say("an honest limit"),
    "acknowledgement": to_say("taking her seriously, once"),
    "freedom": to_say("leaving her free, once"),
    "apology": to_say("owning a slip"),
    "pressure": to_say("pressing, cornering"),
    "threat": to_say("a deadline or loss as lever"),
    "dismissal": to_say("belittling her worry"),
    "insult": to_say("an insult"),
    "ask_again": to_say("asking again, nothing new"),
    "ask_third": to_say("asking again, nothing new"),
    "ask_early": to_say("asking before she is ready"),
    "unsupported_claim": to_say("a claim without ground"),
    "interrogation": to_say("question after question"),
    "advice": to_say("advice nobody asked for"),
    "advice_in_passing": to_say("advice nobody asked for"),
}
# The same for what ends a call; of a yes, what holds for small sums alone is left out.
_LIMITS = (to_say("her guard at its limit"), to_say("her patience gone"))
ENDS: Mapping[str, str] = {
    "order": to_say("nothing that decides is open, and you ask"),
    "advance": to_say("all is understood, half settled, and you ask for a step"),
    "farewell": to_say("you say goodbye"),
    "let_go": to_say("you let her go"),
    "ask_third": to_say("asked a third time"),
    **dict(zip(HANG_UPS, _LIMITS, strict=True)),
}
# Half the page; in it, from the left, where the signs for trust and guard stand.
_COLUMN = WIDTH_CM / 2 - 0.6
_TRUST, _GUARD = _COLUMN - 4.6, _COLUMN - 1.3
_SMALL_SUMS = frozenset({"pressure_rightly_presumed"})
_NAMES: Mapping[Outcome, str] = {
    Outcome.ORDER: to_say("a yes"),
    Outcome.ADVANCE: to_say("a next step"),
    Outcome.CONTINUATION: to_say("nothing agreed"),
    Outcome.NO_SALE: to_say("a no"),
    Outcome.HANG_UP: to_say("a hang-up"),
}
_BAD = frozenset({Outcome.HANG_UP, Outcome.NO_SALE})
_GIVEN = ("credibility", "reliability", "intimacy")


@attrs.frozen(kw_only=True)
class Mover:
    """Something said, and which way it moves her: -1, 0 or 1."""

    words: str
    trust: int
    guard: int

    @property
    def opens(self) -> bool:
        """Whether it does her good."""
        return self.trust > 0 or self.guard < 0


def movers(rules: Mapping[str, Rule]) -> tuple[Mover, ...]:
    """Give what moves her trust or her guard, in the table's order, rules of one kind together.

    Raises
    ------
    BadParameter
        If a rule moves her and has no words here, or rules with the same words differ in direction.
    """
    found: dict[str, Mover] = {}
    for rule in rules.values():
        given = sum(rule.deltas.get(name, 0) for name in _GIVEN)
        trust = _sign(given - rule.deltas.get("self_orientation", 0))
        guard = _sign(rule.deltas.get("reactance", 0))
        if not trust and not guard:
            continue
        if rule.id not in WORDS:
            raise BadParameter(f"rule {rule.id!r} moves her and has no words: add it to WORDS.")
        one = Mover(words=WORDS[rule.id], trust=trust, guard=guard)
        if found.setdefault(one.words, one) != one:
            raise BadParameter(f"rules called {one.words!r} move her in different directions.")
    return tuple(found.values())


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def poster(steps: Sequence[Arrow], rules: Mapping[str, Rule], *, accent: str = BRAND) -> Chart:
    """Draw the poster.

    Parameters
    ----------
    steps
        As `doorknob.prospect.diagram.arrows` finds them.
    rules
        The transitions table.
    accent
        The brand's colour.

    Raises
    ------
    BadParameter
        If the table has a rule that the poster has no words for.
    """
    colour = accent_of(accent)
    moving = movers(rules)
    between = [step for step in steps if isinstance(step.after, Stage)]
    endings = [step for step in steps if isinstance(step.after, Outcome)]
    with house_style():
        figure = Figure(figsize=(WIDTH_CM / 2.54, HEIGHT_CM / 2.54))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, WIDTH_CM)
        axes.set_ylim(0, HEIGHT_CM)
        _stages(axes, between, colour)
        opening = [one for one in moving if one.opens]
        closing = [one for one in moving if not one.opens]
        _list(axes, 0.1, say("Opens her"), opening, colour)
        _list(axes, WIDTH_CM / 2 + 0.4, say("Closes her"), closing, ALARM)
        _endings(axes, endings)
    return Chart(
        figure=figure,
        alt=_told(between, moving, endings),
        caption=say(
            "Drawn from the simulator's own table of rules. Which way she moves follows published "
            "work; how far is a choice."
        ),
        width_cm=WIDTH_CM,
    )


def _stages(axes: Axes, steps: Sequence[Arrow], colour: str) -> None:
    gap = (WIDTH_CM - 6.6) / (len(Stage) - 1)
    y = HEIGHT_CM - 1.5
    for stage in Stage:
        shade = stage / (len(Stage) - 1)
        axes.text(
            3.2 + stage * gap,
            y,
            say(stage.label),
            ha="center",
            va="center",
            fontsize=BODY,
            weight="bold",
            color=PAPER if shade == 1 else INK,
            bbox={
                "boxstyle": "round,pad=0.45",
                "facecolor": tint(colour, 1.0 if shade == 1 else 0.45 * shade),
                "edgecolor": INK,
                "linewidth": 1.6,
            },
        )
    for step in steps:
        if step.before is None or not isinstance(step.after, Stage):
            continue
        if step.after - step.before == 1:
            middle = 3.2 + (step.before + 0.5) * gap
            words = "\n".join(fill(say(move.label), 18) for move in step.moves)
            axes.text(middle, y - 1.15, words, ha="center", va="top", fontsize=SMALL)
            left, right = (0.9 + 0.21 * len(say(at.label)) for at in (step.before, step.after))
            axes.annotate(
                "",
                xy=(3.2 + step.after * gap - right, y),
                xytext=(3.2 + step.before * gap + left, y),
                arrowprops={"arrowstyle": "-|>", "color": INK, "linewidth": 2.4},
            )


def _list(axes: Axes, x: float, head: str, items: Sequence[Mover], colour: str) -> None:
    top, line = HEIGHT_CM - 7.9, 1.05
    axes.text(x, top, head, fontsize=HEAD, weight="bold", color=colour, va="center")
    for name, at in ((say("trust"), _TRUST), (say("guard"), _GUARD)):
        axes.text(x + at, top, name, fontsize=SMALL, color=INK, ha="center", va="center")
    axes.plot([x, x + _COLUMN], [top - 0.62] * 2, color=colour, linewidth=2.4)
    for row, one in enumerate(items, start=1):
        y = top - 0.25 - row * line
        axes.text(x, y, say(one.words), fontsize=BODY, va="center", color=INK)
        for value, at in ((one.trust, _TRUST), (one.guard, _GUARD)):
            # The direction is told by the sign's shape; colour only repeats it.
            shown = {1: "▲", -1: "▼", 0: "–"}[value]
            axes.text(
                x + at,
                y,
                shown,
                fontsize=BODY,
                ha="center",
                va="center",
                color=QUIET if value == 0 else colour,
            )


def _endings(axes: Axes, steps: Sequence[Arrow]) -> None:
    wide = WIDTH_CM / max(1, len(steps))
    for place, step in enumerate(steps):
        if not isinstance(step.after, Outcome):
            continue
        bad = step.after in _BAD
        x = (place + 0.5) * wide
        axes.text(
            x,
            3.5,
            say(_NAMES[step.after]),
            ha="center",
            va="center",
            fontsize=BODY,
            weight="bold",
            color=ALARM if bad else INK,
            bbox={
                "boxstyle": "square,pad=0.3",
                "facecolor": PAPER,
                "edgecolor": ALARM if bad else INK,
                "linestyle": "--" if bad else "-",
                "linewidth": 1.8,
            },
        )
        first, *others = _ways(step)
        words = "\n".join(
            fill(one, 20) for one in (first, *(f"{say('or')} {one}" for one in others))
        )
        axes.text(x, 2.6, words, ha="center", va="top", fontsize=SMALL, linespacing=1.15)


def _ways(step: Arrow) -> list[str]:
    """Give in few words what ends a call so."""
    limits = [name for name, told in HANG_UPS.items() if told in step.conditions]
    names = [name for name in step.rules if name not in _SMALL_SUMS]
    return [say(ENDS[name]) for name in (*names, *limits)]


def _told(between: Sequence[Arrow], moving: Sequence[Mover], endings: Sequence[Arrow]) -> str:
    steps = listed([step_told(step, _after(step)) for step in between])
    opens = listed([_moved(one) for one in moving if one.opens])
    closes = listed([_moved(one) for one in moving if not one.opens])
    ends = " ".join(
        f"{first_large(say(_NAMES[step.after]))}: {say('; or ').join(_ways(step))}."
        for step in endings
        if isinstance(step.after, Outcome)
    )
    return say(
        "Steps of a worry: {steps}. What opens her: {opens}. What closes her: {closes}. How a call "
        "ends. {ends}",
        steps=steps,
        opens=opens,
        closes=closes,
        ends=ends,
    )


def _after(step: Arrow) -> str:
    return say(step.after.label) if isinstance(step.after, Stage) else str(step.after)


def _moved(one: Mover) -> str:
    trust = {1: say("trust up"), -1: say("trust down")}
    guard = {1: say("guard up"), -1: say("guard down")}
    parts = [trust[one.trust]] if one.trust else []
    parts += [guard[one.guard]] if one.guard else []
    return f"{say(one.words)} ({', '.join(parts)})"
