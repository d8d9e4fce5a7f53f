"""What a push does, and a figure or promise that nothing supports."""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.prospect.act import Answer, Outcome
from doorknob.prospect.transitions.rule import Moment, Rule


def _mild(m: Moment) -> bool:
    """Whether so little is at stake that presuming the sale, once and no more, does no harm."""
    presumes = m.act.force == {Move.PRESSURE} and not m.act.rude
    return m.scenario.small_ticket and presumes and not m.used("presumed")


def _presumed_rightly(m: Moment) -> bool:
    return _mild(m) and not m.open_concerns and m.willing


FORCE = (
    Rule(
        id="insult",
        move=Move.DISMISSAL,
        when="she is insulted or sworn at",
        holds=lambda m: m.act.rude,
        deltas={"self_orientation": 1, "reactance": 4, "intimacy": -2},
        flags={"stung": True, "closed_in_row": 0},
        answer=Answer.OFFENDED,
        because="{They} was insulted, and nobody buys from people who insult them.",
        source="Iannarino: people buy from those they know, like and trust",
    ),
    Rule(
        id="pressure_rightly_presumed",
        move=Move.PRESSURE,
        when="little is at stake, nothing is open, trust is at the gate, and the sale is presumed",
        holds=_presumed_rightly,
        answer=Answer.COMMITS,
        ends=Outcome.ORDER,
        because="With so little at stake and nothing open, a presumed yes is taken as one.",
        source="SPIN: closing techniques do no harm where little is at stake",
    ),
    Rule(
        id="pressure_mild",
        move=Move.PRESSURE,
        when="little is at stake, and the sale is presumed for the first time",
        holds=lambda m: _mild(m) and not _presumed_rightly(m),
        spends="presumed",
        answer=Answer.SHRUGS_OFF,
        because="With so little at stake a presumed yes does no harm. It doesn't help, either.",
        source="SPIN: closing techniques do no harm where little is at stake",
    ),
    Rule(
        id="threat",
        move=Move.THREAT,
        when="loss, scarcity, a deadline or regret is used as a lever",
        holds=lambda m: m.act.does(Move.THREAT),
        deltas={"self_orientation": 2, "reactance": 3},
        flags={"stung": True, "closed_in_row": 0},
        answer=Answer.ALARMED,
        because="{They} hears a lever, not a reason, and guards {their} freedom to say no.",
        source="reactance; PKM",
    ),
    Rule(
        id="dismissal",
        move=Move.DISMISSAL,
        when="her concern, or her right to have it, is denied or belittled",
        holds=lambda m: m.act.does(Move.DISMISSAL) and not m.act.rude,
        deltas={"self_orientation": 1, "reactance": 3, "intimacy": -1},
        flags={"stung": True, "closed_in_row": 0},
        answer=Answer.HURT,
        because="{Their} concern is real to {them}; being told that it isn't closes {them} up.",
        source="Iannarino; reactance",
    ),
    Rule(
        id="pressure",
        move=Move.PRESSURE,
        when="the sale is presumed or insisted on, or she is cornered",
        holds=lambda m: m.act.does(Move.PRESSURE) and not _mild(m),
        deltas={"self_orientation": 2, "reactance": 3},
        flags={"stung": True, "closed_in_row": 0},
        answer=Answer.BRISTLES,
        because="{They} hears whom the call is for: the salesperson. Trust falls, guard goes up.",
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
        because="{They} can't see where that comes from, and believes the rest less.",
        source="trust equation; PKM",
    ),
)
