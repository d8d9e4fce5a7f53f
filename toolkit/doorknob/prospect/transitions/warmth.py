"""What acknowledging, apologising and leaving her free do."""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.prospect.act import Answer
from doorknob.prospect.transitions.rule import NOTHING_BUT_WARMTH, Rule

WARMTH = (
    Rule(
        id="apology",
        move=Move.ACKNOWLEDGEMENT,
        when="the first acknowledgement after a push",
        holds=lambda m: (
            m.act.does(Move.ACKNOWLEDGEMENT) and m.state.stung and not m.used("repaired")
        ),
        deltas={"reactance": -2, "self_orientation": -1},
        flags={"stung": False},
        spends="repaired",
        answer=Answer.FORGIVES,
        because="One slip can be mended by owning it.",
        source="reactance; trust equation",
    ),
    Rule(
        id="acknowledgement",
        move=Move.ACKNOWLEDGEMENT,
        when="the first acknowledgement",
        holds=lambda m: m.act.does(Move.ACKNOWLEDGEMENT) and not m.used("soothed"),
        deltas={"reactance": -1},
        spends="soothed",
        answer=Answer.EASES,
        because="Being taken seriously lets {their} guard down a little, once.",
        source="MITI",
    ),
    Rule(
        id="padding",
        move=Move.ACKNOWLEDGEMENT,
        when="another acknowledgement with nothing besides",
        holds=lambda m: (
            m.act.does(Move.ACKNOWLEDGEMENT)
            and m.act.only(*NOTHING_BUT_WARMTH)
            and not m.act.does(Move.AUTONOMY)
        ),
        deltas={"patience": -1},
        answer=Answer.PADDED,
        because="Warm words again, and nothing that helps {them} decide.",
        source="Singh",
    ),
)

FREEDOM = (
    Rule(
        id="permission",
        move=Move.AUTONOMY,
        when="leave to tell or advise is asked",
        holds=lambda m: m.act.asks_permission and not m.state.permitted,
        flags={"permitted": True},
        answer=Answer.PERMITS,
        because="Asked first, {they} will listen to what comes.",
        source="MITI",
    ),
    Rule(
        id="freedom",
        move=Move.AUTONOMY,
        when="the decision is given back for the first time",
        holds=lambda m: (
            m.act.does(Move.AUTONOMY) and not m.act.asks_permission and not m.used("freed")
        ),
        deltas={"reactance": -1},
        spends="freed",
        answer=Answer.FEELS_FREE,
        because="Free to say no, {they} has less to push against. The effect is small.",
        source="reactance; the evidence is mixed",
    ),
    Rule(
        id="freedom_again",
        move=Move.AUTONOMY,
        when="the decision is given back again, with nothing besides",
        holds=lambda m: m.act.does(Move.AUTONOMY) and m.act.only(*NOTHING_BUT_WARMTH),
        deltas={"patience": -1},
        answer=Answer.PADDED,
        because="{They} knows by now that it is {their} decision.",
        source="Singh",
    ),
)
