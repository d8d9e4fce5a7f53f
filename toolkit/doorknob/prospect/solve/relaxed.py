"""Sequences of any length, with everything left out that could stand in their way.

To prove that something can *never* be won, she is taken as patient without end, and trust as high
or as low as it suits. What remains is how far her concerns have come, and that is so little that
every sequence of moves, however long, can be looked at. Where not even this prospect can be won,
no prospect can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from doorknob.prospect.scenario import Scenario
from doorknob.prospect.solve.alphabet import Play
from doorknob.prospect.solve.search import won
from doorknob.prospect.state import Stage, State
from doorknob.prospect.transitions.step import step

Progress = tuple[tuple[Stage, ...], frozenset[tuple[int, str]]]
_PLENTY = 10**6
_USED = frozenset(
    "soothed freed repaired asked_all mirrored vague chatted puzzled advised presumed".split()
)


def winnable(scenario: Scenario, start: State, plays: Sequence[Play]) -> tuple[bool, int]:
    """Tell whether any sequence of these moves could win, however long and however lucky.

    Returns
    -------
    bool
        False is a proof that none wins.
    int
        How many turns were tried.
    """
    waiting = [_progress(start)]
    known = set(waiting)
    tried = 0
    while waiting:
        for state in _states(scenario, start, waiting.pop()):
            for play in plays:
                after = step(scenario, state, play.act).state
                tried += 1
                if won(after):
                    return True, tried
                found = _progress(after)
                if after.outcome is None and found not in known:
                    known.add(found)
                    waiting.append(found)
    return False, tried


def _progress(state: State) -> Progress:
    return state.stages, frozenset(
        (i, fact) for i, fact in state.answered if state.stages[i] is Stage.STATED
    )


def _states(scenario: Scenario, start: State, progress: Progress) -> Iterator[State]:
    """Give situations that stand for all in which her concerns have come so far."""
    stages, answered = progress
    topics = (None, *range(len(stages)))
    facts = frozenset(scenario.facts_by_id)
    every = frozenset(range(len(stages)))
    for trusting, much, topic in product((True, False), (True, False), topics):
        yield start._replace(
            credibility=_PLENTY if trusting else 0,
            reliability=0,
            intimacy=0,
            self_orientation=0,
            reactance=0,
            patience=_PLENTY,
            stages=stages,
            answered=answered,
            spent=_USED if much else frozenset(),
            told=facts if much else frozenset(),
            explored=every if much else frozenset(),
            topic=topic,
        )
