"""One counterfactual: the earliest turn where another line would have changed the end.

Computed by exact replay: the turn is replaced by a good line, and everything that was really said
afterwards is said again. Nothing is guessed about what else the salesperson might have said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from doorknob.language.moves import Move
from doorknob.language.reading import Reading
from doorknob.prospect.act import Act, Ask, Outcome
from doorknob.prospect.conversation import Conversation, Turn
from doorknob.prospect.state import Stage

RANK: tuple[Outcome, ...] = (
    Outcome.HANG_UP,
    Outcome.NO_SALE,
    Outcome.CONTINUATION,
    Outcome.ADVANCE,
    Outcome.ORDER,
)
OPENER = "What would you want to be sure of before you decide?"
APOLOGY = "I'm sorry, I pushed there. What is it that you'd want to think through?"
ORDER_ASK = "Would you like to go ahead?"


@attrs.frozen(kw_only=True)
class WhatIf:
    """Another line at one turn, and what would have come of it.

    Attributes
    ----------
    turn
        1-based number of the turn that is replaced.
    line
        What was said there.
    instead
        What could have been said.
    reply
        Her answer to that.
    outcome
        How the call would have ended if all else had been said as it was.
    more_out
        How many more concerns would have come into the open.
    changes_end
        Whether the end is another one; where no single line changes it, the one that brings out
        most is given.
    """

    turn: int
    line: str
    instead: str
    reply: str
    outcome: Outcome
    more_out: int
    changes_end: bool

    def as_data(self) -> dict[str, Any]:
        """Give it as plain data for JSON."""
        return {**attrs.asdict(self), "outcome": str(self.outcome)}


@attrs.frozen(kw_only=True)
class _Alternative:
    line: str
    act: Act


def what_if(call: Conversation) -> WhatIf | None:
    """Find the line that would have made the difference, or None where none would."""
    best: WhatIf | None = None
    for turn in call.turns:
        tries = [_tried(call, turn, other) for other in _alternatives(call, turn)]
        better = [t for t in tries if RANK.index(t.outcome) > RANK.index(call.ended_as)]
        if better:
            return max(better, key=lambda t: (RANK.index(t.outcome), t.more_out))
        for found in tries:
            if found.more_out > (best.more_out if best else 0):
                best = found
    return best


def _tried(call: Conversation, turn: Turn, other: _Alternative) -> WhatIf:
    moves = tuple(move for move in Move if move in other.act.moves)
    reading = Reading(line=other.line, moves=moves, reader="model line")
    changed = call.back_to(turn.number - 1).act(other.line, reading, other.act)
    reply = changed.said
    for later in call.turns[turn.number :]:
        if changed.outcome is not None:
            break
        changed = changed.take(later.line, later.reading)
    return WhatIf(
        turn=turn.number,
        line=turn.line,
        instead=other.line,
        reply=reply,
        outcome=changed.ended_as,
        more_out=_out(changed) - _out(call),
        changes_end=RANK.index(changed.ended_as) > RANK.index(call.ended_as),
    )


def _out(call: Conversation) -> int:
    return sum(stage >= Stage.STATED for stage in call.state.stages)


def _alternatives(call: Conversation, turn: Turn) -> Iterator[_Alternative]:
    """Give good lines for the state before a turn, in the order of preference."""
    state, scenario = turn.before, call.scenario
    if state.stung and "repaired" not in state.spent:
        yield _other(APOLOGY, Move.ACKNOWLEDGEMENT, Move.OPEN_QUESTION)
    for i, worry in enumerate(scenario.concerns):
        if state.stages[i] in {Stage.HINTED, Stage.STATED}:
            yield _other(worry.reflect, Move.REFLECTION, given_back=(i,))
        if state.stages[i] is Stage.UNDERSTOOD:
            for fact in scenario.facts:
                if worry.id in fact.resolves:
                    yield _other(fact.text, Move.INFORMATION, facts=(fact.id,))
    upcoming = state.next_concern()
    if upcoming is not None:
        ask = scenario.concerns[upcoming].ask if state.topic is not None else OPENER
        yield _other(ask, Move.OPEN_QUESTION)
    else:
        yield _other(ORDER_ASK, Move.COMMITMENT_ASK, ask=Ask.ORDER)


def _other(
    line: str,
    *moves: Move,
    given_back: tuple[int, ...] = (),
    facts: tuple[str, ...] = (),
    ask: Ask | None = None,
) -> _Alternative:
    act = Act(moves=frozenset(moves), given_back=given_back, facts=facts, ask=ask)
    return _Alternative(line=line, act=act)
