"""Ways through a call, found by the solver: a shortest one that wins, and some that can't."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle

from doorknob.language.moves import FORCE, Move
from doorknob.language.reading import Reading
from doorknob.prospect.conversation import Conversation, begin
from doorknob.prospect.difficulty import Difficulty
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.solve.alphabet import Play, alphabet
from doorknob.prospect.solve.proofs import prove
from doorknob.tongue import to_say

# Of what a seller who knows one thing only does, in turn, until the call ends.
_ONLY: Mapping[str, frozenset[Move]] = {
    to_say("Only pressing"): FORCE,
    to_say("Only warm words"): frozenset({Move.ACKNOWLEDGEMENT, Move.AUTONOMY}),
    to_say("Only facts"): frozenset({Move.INFORMATION}),
}
SHORTEST = to_say("A shortest win")
MOST_TURNS = 12


def ways(scenario: Scenario, seed: int = 0) -> Mapping[str, Conversation]:
    """Play a shortest win, and calls of nothing but pressing, warmth or facts.

    That no longer call of these kinds wins, either, is what `doorknob.prospect.solve.proofs.never`
    proves.

    Parameters
    ----------
    scenario
        Filled or not; words play no part.
    seed
        As for any call.

    Returns
    -------
    Mapping
        The calls by name; one that has not ended was stopped after `MOST_TURNS` turns.
    """
    plays = alphabet(scenario)
    by_name = {play.name: play for play in plays}
    won = prove(scenario, Difficulty.FAIR, seed, further=0).searched.shortest
    made = {SHORTEST: _played(scenario, seed, [by_name[name] for name in won])} if won else {}
    for name, kinds in _ONLY.items():
        chosen = list(_plain(plays, kinds))
        turns = [play for play, _ in zip(cycle(chosen), range(MOST_TURNS), strict=False)]
        made[name] = _played(scenario, seed, turns)
    return made


def _plain(plays: Sequence[Play], kinds: frozenset[Move]) -> Iterator[Play]:
    """Give what is done so without insult, false claim, or the honest way out."""
    for play in plays:
        act = play.act
        apart = act.rude or act.unsupported or act.walks_away or act.asks_permission
        if play.kind in kinds and not apart:
            yield play


def _played(scenario: Scenario, seed: int, plays: Sequence[Play]) -> Conversation:
    call = begin(scenario, seed=seed)
    for play in plays:
        if call.outcome is not None:
            break
        reading = Reading(line=play.name, moves=(play.kind,), unsure=False, reader="solver")
        call = call.act(play.name, reading, play.act)
    return call
