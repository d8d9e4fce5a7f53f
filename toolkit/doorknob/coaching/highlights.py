"""The two places of a call to look at again: the best line, and where the call turned.

Both rest on what opens her up: four times trust less her guard, the sum that is held against the
gate of each concern (`State.reaches`). What that sum gains or loses at a turn is what the turn did.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

import attrs

from doorknob.language.moves import FORCE
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.scenario import PARTS
from doorknob.prospect.state import Stage, State
from doorknob.prospect.turn import Turn


@attrs.frozen(kw_only=True)
class Highlight:
    """A turn worth looking at again.

    Attributes
    ----------
    turn
        Which.
    why
        What happened in her, in a sentence or more.
    """

    turn: Turn
    why: str


@attrs.frozen(kw_only=True)
class Turning:
    """Where a call turned.

    Attributes
    ----------
    at
        The turn, and what happened in her.
    better
        Whether it turned for the better.
    """

    at: Highlight
    better: bool


def openness(state: State) -> Fraction:
    """Give how open she is: trust in quarters, less her guard; may fall below 0."""
    return PARTS * state.trust - state.reactance


def best_line(call: Conversation, *, besides: Collection[int] = ()) -> Highlight | None:
    """Give the line that helped her most, the earliest of equals.

    What counts first is how far concerns came (a stage each), then how much she opened. A line that
    pushes, and one that could not be read for certain, is never the best.

    Parameters
    ----------
    call
        Ended or not.
    besides
        Numbers of turns that are left out, such as one for which another line is recommended.

    Returns
    -------
    Highlight or None
        None where no line helped.
    """
    helped = [
        turn
        for turn in call.turns
        if turn.reading.asserted
        and turn.number not in besides
        and not FORCE & set(turn.reading.asserted)
        and (_steps(turn) > 0 or (_steps(turn) == 0 and _gain(turn) > 0))
    ]
    if not helped:
        return None
    return _highlight(max(helped, key=lambda turn: (_steps(turn), _gain(turn), -turn.number)))


def turning(call: Conversation) -> Turning | None:
    """Give the turn at which the call turned: the largest change in how open she was.

    Of equal changes a loss is taken before a gain, for that is what can be learnt from, and the
    earlier before the later.

    Returns
    -------
    Turning or None
        None where nothing changed, or what changed her most could not be read for certain.
    """
    changed = [turn for turn in call.turns if _gain(turn)]
    if not changed:
        return None
    most = max(changed, key=lambda turn: (abs(_gain(turn)), _gain(turn) < 0, -turn.number))
    if most.reading.unsure:
        return None
    return Turning(at=_highlight(most), better=_gain(most) > 0)


def _gain(turn: Turn) -> Fraction:
    return openness(turn.after) - openness(turn.before)


def _steps(turn: Turn) -> int:
    """Count the stages that concerns came further by; a mere hint is not one."""
    stages = zip(turn.before.stages, turn.after.stages, strict=True)
    return sum(max(after, Stage.HINTED) - max(before, Stage.HINTED) for before, after in stages)


def _highlight(turn: Turn) -> Highlight:
    return Highlight(turn=turn, why=" ".join(dict.fromkeys(e.because for e in turn.effects)))
