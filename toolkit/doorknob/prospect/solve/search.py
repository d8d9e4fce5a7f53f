"""Every sequence of moves up to a length, with equal situations met only once.

Two situations are equal when nothing that can still happen tells them apart: what has no more say
is left out of the comparison (`_key`). Sequences that can no longer win within the length are
counted and not followed. So the search is exhaustive, and small.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cache
from heapq import heappop, heappush

import attrs

from doorknob.language.moves import Move
from doorknob.prospect.act import Answer, Outcome
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.solve.alphabet import Play
from doorknob.prospect.state import Stage, State
from doorknob.prospect.transitions.step import Step, step

# The most that one line of a single move takes from her patience and from a part of trust.
_LOSS = 3
# Beyond these counts a rule makes no more difference.
_CLOSED, _IDLE, _REFUSED = 3, 3, 2
LONGEST = 24
# What she came to say: act, concern, fact.
Content = tuple[Answer | None, int | None, str]
Seen = Callable[[State, Play, Step], None]


@attrs.frozen(kw_only=True)
class Searched:
    """What a search found.

    Attributes
    ----------
    states, turns
        Situations met, and moves tried in them.
    wins
        How many sequences of each length end with a win, from length 1 on.
    sequences
        How many sequences of each length there are at all.
    shortest
        The moves of a shortest win; empty where there is none.
    content
        What she came to say: act, concern and fact, of each effect that was met.
    """

    states: int
    turns: int
    wins: tuple[int, ...]
    sequences: tuple[int, ...]
    shortest: tuple[str, ...]
    content: frozenset[Content]


def won(state: State) -> bool:
    """Whether a call has ended as well as it could: with her yes, or honestly without."""
    return state.released or state.outcome in {Outcome.ORDER, Outcome.ADVANCE}


def least_turns(scenario: Scenario, state: State) -> int:
    """Give a number of turns without which a win is out of reach: never too many.

    A concern that is hidden takes three turns to resolve, one that has shown or been stated two,
    one that was answered or is understood one. A next step is agreed to when half is resolved.
    """
    stages = state.stages
    if not scenario.fits:
        known = [stages[i] for i in scenario.decisive if not scenario.concerns[i].answerable]
        return 1 + min(max(0, Stage.UNDERSTOOD - max(Stage.HINTED, stage)) for stage in known)
    answered = {concern for concern, _ in state.answered}
    steps = [
        1 if stages[i] is Stage.STATED and i in answered else _TO_RESOLVE[stages[i]]
        for i in scenario.decisive
    ]
    understand = [_TO_UNDERSTAND[stages[i]] for i in scenario.decisive]
    half = (len(steps) + 1) // 2
    # The cheapest half is resolved, the rest only understood.
    saved = sorted((a - b for a, b in zip(steps, understand, strict=True)), reverse=True)
    return 1 + sum(steps) - sum(saved[: len(steps) - half])


_TO_RESOLVE = {
    Stage.HIDDEN: 3,
    Stage.HINTED: 2,
    Stage.STATED: 2,
    Stage.UNDERSTOOD: 1,
    Stage.RESOLVED: 0,
}
_TO_UNDERSTAND = {
    Stage.HIDDEN: 2,
    Stage.HINTED: 2,
    Stage.STATED: 1,
    Stage.UNDERSTOOD: 0,
    Stage.RESOLVED: 0,
}


def search(
    scenario: Scenario, start: State, plays: Sequence[Play], turns: int, seen: Seen | None = None
) -> Searched:
    """Look at every sequence of moves of up to `turns` turns.

    Parameters
    ----------
    scenario
        Filled or not; words play no part.
    start
        Where the call begins.
    plays
        The moves to try.
    turns
        The length, 1 or more.
    seen
        Called with every transition that is met.
    """
    layer: dict[Hashable, tuple[State, int, tuple[str, ...]]] = {0: (start, 1, ())}
    helpful = cache(lambda stages: [p for p in plays if _helps(scenario, p, stages)])
    states, tried = 1, 0
    wins = []
    shortest: tuple[str, ...] = ()
    content: set[Content] = set()
    for number in range(1, turns + 1):
        left = turns - number
        following: dict[Hashable, tuple[State, int, tuple[str, ...]]] = {}
        won_now = 0
        for state, ways, path in layer.values():
            # Where no turn is to spare, what brings no concern further can't be part of a win.
            spare = left + 1 - least_turns(scenario, state)
            for play in plays if spare else helpful(state.stages):
                made = step(scenario, state, play.act)
                tried += 1
                after = made.state
                for effect in made.effects:
                    content.add((effect.answer, effect.concern, effect.fact))
                if seen is not None:
                    seen(state, play, made)
                if won(after):
                    won_now += ways
                    shortest = shortest or (*path, play.name)
                elif after.outcome is None and (over := left - least_turns(scenario, after)) >= 0:
                    telling = _key if over else _tight_key
                    key = telling(scenario, after, left)
                    known = following.get(key)
                    if known is None:
                        following[key] = (after, ways, (*path, play.name))
                    else:
                        following[key] = (known[0], known[1] + ways, known[2])
        wins.append(won_now)
        layer = following
        states += len(layer)
    return Searched(
        states=states,
        turns=tried,
        wins=tuple(wins),
        sequences=tuple(len(plays) ** number for number in range(1, turns + 1)),
        shortest=shortest,
        content=frozenset(content),
    )


def _helps(scenario: Scenario, play: Play, stages: tuple[Stage, ...]) -> bool:  # noqa: PLR0911 - a kind of move a line
    """Whether a move could bring a concern further, or end the call well, at these stages."""
    act = play.act
    decisive = [stages[i] for i in scenario.decisive]
    if play.kind is Move.OPEN_QUESTION:
        return min(stages) < Stage.STATED and not act.repeats
    if play.kind is Move.CLOSED_QUESTION:
        return any(stages[i] < Stage.STATED for i in act.asked_about)
    if play.kind is Move.REFLECTION:
        return any(stages[i] < Stage.UNDERSTOOD for i in act.given_back or range(len(stages)))
    if play.kind is Move.INFORMATION:
        answers = (i for name in act.facts for i in scenario.answers[name])
        limits = (i for name in act.facts for i in scenario.limits[name])
        return any(Stage.HIDDEN < stages[i] < Stage.RESOLVED for i in answers) or any(
            stages[i] < Stage.UNDERSTOOD for i in limits
        )
    if play.kind is Move.COMMITMENT_ASK:
        return min(decisive) >= Stage.UNDERSTOOD
    if play.kind is Move.PRESSURE:
        return scenario.small_ticket and min(decisive) is Stage.RESOLVED
    return act.walks_away


def _key(scenario: Scenario, state: State, left: int) -> Hashable:
    """Give what tells situations apart that have so many turns to go."""
    stages = state.stages
    open_ = Stage.STATED
    return (
        state.credibility + state.reliability + state.intimacy,
        # What can't fall to nothing in time needs no exact size of its own.
        min(state.credibility, left),
        min(state.reliability, left),
        min(state.intimacy, 2 * left),
        state.self_orientation,
        state.reactance,
        min(state.patience, _LOSS * left + 2),
        stages,
        tuple(sorted({i for i, _ in state.answered if stages[i] is open_})),
        tuple(sorted(i for i in state.explored if stages[i] >= open_)),
        tuple(sorted(name for name in state.told if scenario.limits.get(name))),
        state.topic,
        min(state.closed_in_row, _CLOSED),
        min(state.idle_turns, _IDLE),
        state.spent,
        min(state.refused, _REFUSED),
        state.stung,
        state.permitted,
        state.warned,
    )


def _tight_key(scenario: Scenario, state: State, left: int) -> Hashable:
    """Give what tells situations apart in which every turn that is left has to help.

    What helps costs no patience but for a third guess in a row, raises no reactance, and asks
    nothing of what was used once but a sale that was presumed: so most has no more say.
    """
    stages = state.stages
    near = state.patience <= left + 1
    return (
        state.credibility + state.reliability + state.intimacy,
        state.self_orientation,
        state.reactance,
        (state.patience, state.warned) if near else None,
        stages,
        tuple(sorted({i for i, _ in state.answered if stages[i] is Stage.STATED})),
        tuple(sorted(i for i in state.explored if stages[i] >= Stage.STATED)),
        tuple(sorted(name for name in state.told if scenario.limits.get(name))),
        state.topic,
        min(state.closed_in_row, _CLOSED),
        state.permitted,
        scenario.small_ticket and "presumed" in state.spent,
    )


def reachable(
    scenario: Scenario, start: State, plays: Sequence[Play], most: int
) -> tuple[bool | None, int]:
    """Tell whether a win can be reached, looking at the most promising situations first.

    Returns
    -------
    bool or None
        True with a win found, False where every sequence was looked at, None where `most`
        situations were not enough to tell.
    int
        Turns tried.
    """
    waiting = [(_promise(scenario, start), 0, start)] if start.outcome is None else []
    known: set[Hashable] = set()
    tried = 0
    while waiting:
        if len(known) > most:
            return None, tried
        _, _, state = heappop(waiting)
        for play in plays:
            after = step(scenario, state, play.act).state
            tried += 1
            if won(after):
                return True, tried
            key = _key(scenario, after, LONGEST)
            if after.outcome is None and key not in known:
                known.add(key)
                heappush(waiting, (_promise(scenario, after), tried, after))
    return False, tried


def _promise(scenario: Scenario, state: State) -> int:
    """Give how far off a win seems: the lower, the sooner it is looked at."""
    guard = state.reactance + state.self_orientation
    given = state.credibility + state.reliability + state.intimacy
    return 3 * (least_turns(scenario, state) + guard) - given - state.patience
