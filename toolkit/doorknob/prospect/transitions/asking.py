"""What asking for the business does, and lines and turns that do nothing."""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.prospect.act import Answer, Ask, Outcome
from doorknob.prospect.state import Stage
from doorknob.prospect.transitions.rule import Moment, Rule


def _has_more(m: Moment) -> int | None:
    topic = m.state.topic
    if topic is None or topic in m.state.explored:
        return None
    return topic if m.state.stages[topic] is Stage.STATED else None


ASKING = (
    Rule(
        id="let_go",
        move=Move.AUTONOMY,
        when="what can't be answered is understood, and the salesperson says that it isn't for her",
        holds=lambda m: m.act.walks_away and m.beyond_help,
        flags={"released": True},
        answer=Answer.PARTS_WELL,
        ends=Outcome.NO_SALE,
        because="No sale, and {they} will remember who told {them} the truth.",
        source="Iannarino; trust equation",
    ),
    Rule(
        id="order",
        move=Move.COMMITMENT_ASK,
        when="every decisive concern is resolved, trust is at the gate, and the order is asked for",
        holds=lambda m: m.act.ask is Ask.ORDER and not m.open_concerns and m.willing,
        answer=Answer.COMMITS,
        ends=Outcome.ORDER,
        because="{They} knows what {they} needed to know, and was asked.",
        source="Iannarino; SPIN",
    ),
    Rule(
        id="advance",
        move=Move.COMMITMENT_ASK,
        when="all is understood, half is resolved, and a concrete next step is asked for",
        holds=lambda m: m.act.ask is Ask.ADVANCE and m.nearly,
        answer=Answer.ADVANCES,
        ends=Outcome.ADVANCE,
        because="A step with a date that moves things on is easy to agree to now.",
        source="SPIN",
    ),
    Rule(
        id="ask_third",
        move=Move.COMMITMENT_ASK,
        when="two asks were refused, and nothing new has been said since",
        holds=lambda m: m.act.ask is not None and m.state.refused > 1,
        deltas={"self_orientation": 1, "reactance": 1},
        answer=Answer.DECLINES,
        ends=Outcome.NO_SALE,
        because="Asked a third time with nothing new, a stall becomes a no.",
        source="SPIN; reactance",
    ),
    Rule(
        id="ask_again",
        move=Move.COMMITMENT_ASK,
        when="an ask was refused, and nothing new has been said since",
        holds=lambda m: m.act.ask is not None and m.state.refused > 0,
        deltas={"self_orientation": 1, "reactance": 1, "patience": -1, "refused": 1},
        answer=Answer.REFUSES,
        because="The same ask again gives {them} nothing new to decide on.",
        source="SPIN; reactance",
    ),
    Rule(
        id="ask_early",
        move=Move.COMMITMENT_ASK,
        when="a decisive concern is open, or trust is below the gate",
        holds=lambda m: m.act.ask is not None,
        deltas={"self_orientation": 1, "patience": -1, "refused": 1},
        answer=Answer.STALLS,
        because="Asking is right; something that {they} needs to know is still open.",
        source="SPIN; Iannarino",
    ),
)

IDLE = (
    Rule(
        id="farewell",
        move=Move.OTHER,
        when="the salesperson takes leave",
        holds=lambda m: m.act.farewell,
        answer=Answer.GOODBYE,
        ends=Outcome.CONTINUATION,
        because="The call ends without anything agreed.",
        source="SPIN",
    ),
    Rule(
        id="unreadable_first",
        move=Move.OTHER,
        when="a line can't be read, for the first time",
        holds=lambda m: not m.act.moves and not m.used("puzzled"),
        spends="puzzled",
        answer=Answer.PUZZLED,
        because="{They} doesn't follow and asks what was meant.",
        source="a short text is not always readable; nothing is held against it",
    ),
    Rule(
        id="unreadable",
        move=Move.OTHER,
        when="a line can't be read",
        holds=lambda m: not m.act.moves,
        deltas={"patience": -1},
        answer=Answer.PUZZLED,
        because="{They} still doesn't follow.",
        source="a short text is not always readable",
    ),
    Rule(
        id="encouragement",
        move=Move.OTHER,
        when="a word that shows listening, while she has more to say",
        holds=lambda m: m.act.only(Move.OTHER) and _has_more(m) is not None,
        target=_has_more,
        notes="explored",
        answer=Answer.ELABORATES,
        because="Given room, {they} goes on.",
        source="MITI",
    ),
    Rule(
        id="small_talk",
        move=Move.OTHER,
        when="small talk, for the first time",
        holds=lambda m: m.act.only(Move.OTHER) and m.state.topic is None and not m.used("chatted"),
        spends="chatted",
        answer=Answer.SMALL_TALK,
        because="A friendly word does no harm.",
        source="SPIN: opening matters little",
    ),
    Rule(
        id="off_topic",
        move=Move.OTHER,
        when="more small talk, or nothing to go on",
        holds=lambda m: m.act.only(Move.OTHER),
        deltas={"patience": -1},
        answer=Answer.BACK_TO_BUSINESS,
        because="{They} has other things to do.",
        source="SPIN: opening matters little",
    ),
)

STANDSTILL = (
    Rule(
        id="standstill",
        move=Move.OTHER,
        when="three turns or more in a row changed nothing in her",
        holds=lambda m: m.state.idle_turns >= 3,
        deltas={"patience": -1},
        answer=Answer.BACK_TO_BUSINESS,
        because="The call goes round in circles, and {they} has other things to do.",
        source="SPIN",
    ),
)
