"""What a push does, and a figure or promise that nothing supports."""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.prospect.act import Answer
from doorknob.prospect.transitions.rule import Rule

FORCE = (
    Rule(
        id="threat",
        move=Move.THREAT,
        when="loss, scarcity, a deadline or regret is used as a lever",
        holds=lambda m: m.act.does(Move.THREAT),
        deltas={"self_orientation": 2, "reactance": 3},
        flags={"stung": True, "closed_in_row": 0},
        answer=Answer.ALARMED,
        because="She hears a lever, not a reason, and guards her freedom to say no.",
        source="reactance; PKM",
    ),
    Rule(
        id="dismissal",
        move=Move.DISMISSAL,
        when="her concern, or her right to have it, is denied or belittled",
        holds=lambda m: m.act.does(Move.DISMISSAL),
        deltas={"self_orientation": 1, "reactance": 3, "intimacy": -1},
        flags={"stung": True, "closed_in_row": 0},
        answer=Answer.HURT,
        because="Her concern is real to her; being told that it isn't closes her up.",
        source="Iannarino; reactance",
    ),
    Rule(
        id="pressure",
        move=Move.PRESSURE,
        when="the sale is presumed or insisted on, or she is cornered",
        holds=lambda m: m.act.does(Move.PRESSURE),
        deltas={"self_orientation": 2, "reactance": 3},
        flags={"stung": True, "closed_in_row": 0},
        answer=Answer.BRISTLES,
        because="She hears whom the call is for: the salesperson. Trust falls, guard goes up.",
        source="Iannarino; trust equation; reactance",
    ),
)

CLAIMS = (
    Rule(
        id="unsupported_claim",
        move=Move.INFORMATION,
        when="a number or promise is given that the facts don't hold",
        holds=lambda m: m.act.unsupported,
        deltas={"credibility": -1, "reliability": -1, "patience": -1},
        answer=Answer.CHALLENGES_CLAIM,
        because="She can't see where that comes from, and believes the rest less.",
        source="trust equation; PKM",
    ),
)
