"""How long she thinks before she answers: for the feel of it, and no part of the call."""

from __future__ import annotations

from doorknob.prospect.act import Outcome
from doorknob.prospect.conversation import Conversation

# Milliseconds, and a guard beyond which she thinks no longer still; ours, set by feel.
_SHORTEST, _A_WORD, _LONGEST = 350, 20, 1800
_GUARDED = 10


def pause_before(call: Conversation) -> int:
    """Say for how many milliseconds she thinks before her last answer.

    Longer where there is more to say and where she is more guarded; somebody who hangs up doesn't
    hesitate.
    """
    if not call.turns or call.outcome is Outcome.HANG_UP:
        return 0
    words = len(call.turns[-1].reply.split())
    guard = min(call.state.reactance, _GUARDED) / _GUARDED
    return int(min(_LONGEST, (_SHORTEST + _A_WORD * words) * (1 + guard / 2)))
