"""One counterfactual: the earliest turn where another line would have changed the end.

Computed by exact replay: the turn is replaced by a good line, and everything that was really said
afterwards is said again. Nothing is guessed about what else the salesperson might have said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from doorknob.coaching.suggest import Suggestion, suggestions
from doorknob.language.moves import Move
from doorknob.language.reading import Reading
from doorknob.prospect.act import Outcome
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.state import Stage
from doorknob.prospect.turn import Turn, Understood

RANK: tuple[Outcome, ...] = (
    Outcome.HANG_UP,
    Outcome.NO_SALE,
    Outcome.CONTINUATION,
    Outcome.ADVANCE,
    Outcome.ORDER,
)


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
    call
        The call that it would have been if all else had been said as it was.
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
    call: Conversation
    more_out: int
    changes_end: bool

    @property
    def outcome(self) -> Outcome:
        """How that call would have ended."""
        return self.call.ended_as

    @property
    def name(self) -> str:
        """The prospect's name in a talk."""
        return self.call.scenario.persona.called

    def as_data(self) -> dict[str, Any]:
        """Give it as plain data for JSON."""
        return {
            "turn": self.turn,
            "line": self.line,
            "instead": self.instead,
            "reply": self.reply,
            "outcome": str(self.outcome),
            "more_out": self.more_out,
            "changes_end": self.changes_end,
        }


def what_if(call: Conversation) -> WhatIf | None:
    """Find the line that would have made the difference, or None where none would."""
    best: WhatIf | None = None
    # What was said is the same in every try, and is understood once.
    said = [call.understand(turn.line, turn.reading) for turn in call.turns]
    for turn in call.turns:
        others = suggestions(call.scenario, turn.before)
        tries = [_tried(call, turn, other, said[turn.number :]) for other in others]
        better = [found for found in tries if found.changes_end]
        if better:
            return max(better, key=lambda found: (rank(found.call), found.more_out))
        for found in tries:
            if found.more_out > (best.more_out if best else 0):
                best = found
    return best


def _tried(
    call: Conversation, turn: Turn, other: Suggestion, afterwards: Sequence[Understood]
) -> WhatIf:
    moves = tuple(move for move in Move if move in other.act.moves)
    reading = Reading(line=other.line, moves=moves, reader="model line")
    changed = call.back_to(turn.number - 1).act(other.line, reading, other.act)
    reply = changed.said
    for later in afterwards:
        if changed.outcome is not None:
            break
        changed = changed.hear(later)
    return WhatIf(
        turn=turn.number,
        line=turn.line,
        instead=other.line,
        reply=reply,
        call=changed,
        more_out=_out(changed) - _out(call),
        changes_end=rank(changed) > rank(call),
    )


def rank(call: Conversation) -> int:
    """Give how well a call ended, from 0; to let go what doesn't fit is as good as it gets."""
    return len(RANK) if call.state.released else RANK.index(call.ended_as)


def _out(call: Conversation) -> int:
    return sum(stage >= Stage.STATED for stage in call.state.stages)
