"""What information and advice do."""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.prospect.act import Answer
from doorknob.prospect.state import Stage
from doorknob.prospect.transitions.rule import NOTHING_BUT_WARMTH, Moment, Rule


def _fitting(m: Moment) -> int | None:
    return m.answers(Stage.UNDERSTOOD) if m.fact else None


def _early(m: Moment) -> int | None:
    if not m.fact:
        return None
    found = m.answers(Stage.STATED)
    return found if found is not None and m.state.answer_to(found) is None else None


def _early_again(m: Moment) -> int | None:
    return m.answers(Stage.STATED) if m.fact and m.fact not in m.state.told else None


def _limited(m: Moment) -> int | None:
    return None if m.fact in m.state.told else m.rules_out(Stage.STATED, Stage.UNDERSTOOD)


def _unasked_limit(m: Moment) -> int | None:
    return None if m.fact in m.state.told else m.rules_out(Stage.HIDDEN, Stage.HINTED)


def _unsettled(m: Moment) -> bool:
    return any(Stage.STATED <= stage < Stage.RESOLVED for stage in m.state.stages)


INFORMATION = (
    Rule(
        id="information_as_announced",
        move=Move.INFORMATION,
        when="a fact answers a concern that is understood, and leave to tell had been asked",
        holds=lambda m: m.state.permitted and _fitting(m) is not None,
        target=_fitting,
        to=Stage.RESOLVED,
        deltas={"credibility": 1, "reliability": 1, "patience": 1},
        flags={"permitted": False},
        answer=Answer.SETTLED,
        because="{They} needed this information, and you did what you had asked leave to do.",
        source="Iannarino; SPIN; trust equation",
    ),
    Rule(
        id="information_fits",
        move=Move.INFORMATION,
        when="a fact answers a concern that is understood",
        holds=lambda m: _fitting(m) is not None,
        target=_fitting,
        to=Stage.RESOLVED,
        deltas={"credibility": 1, "patience": 1},
        answer=Answer.SETTLED,
        because="{They} needed this information, not time.",
        source="Iannarino; SPIN",
    ),
    Rule(
        id="honest_limit",
        move=Move.INFORMATION,
        when="a fact shows that a concern that she stated can't be answered",
        holds=lambda m: _limited(m) is not None,
        target=_limited,
        to=Stage.UNDERSTOOD,
        deltas={"credibility": 1, "reliability": 1},
        answer=Answer.CONCLUDES,
        because="You told {them} what it can't do. The sale is gone, and the trust is there.",
        source="trust equation; Iannarino",
    ),
    Rule(
        id="honest_limit_unasked",
        move=Move.INFORMATION,
        when="a fact shows a limit that touches a concern she had not stated",
        holds=lambda m: _unasked_limit(m) is not None,
        target=_unasked_limit,
        to=Stage.STATED,
        deltas={"credibility": 1},
        answer=Answer.CONFIRMS,
        because="You named a limit before {they} ran into it, so {they} says what {they} needs.",
        source="trust equation",
    ),
    Rule(
        id="information_too_early",
        move=Move.INFORMATION,
        when="a fact answers a concern that she stated but doesn't feel understood in",
        holds=lambda m: _early(m) is not None,
        target=_early,
        notes="answered",
        answer=Answer.PARTLY_ANSWERED,
        because="A good answer, before {they} felt that the question had been heard.",
        source="Iannarino; MITI",
    ),
    Rule(
        id="information_too_early_again",
        move=Move.INFORMATION,
        when="one more fact answers a concern that she stated but doesn't feel understood in",
        holds=lambda m: not m.gained and _early_again(m) is not None,
        target=_early_again,
        deltas={"patience": -1},
        answer=Answer.PARTLY_ANSWERED,
        because="One more good answer, and {they} still can't tell whether the question was heard.",
        source="Iannarino; MITI",
    ),
    Rule(
        id="information_to_a_hint",
        move=Move.INFORMATION,
        when="a fact answers a concern that has only shown",
        holds=lambda m: bool(m.fact) and m.answers(Stage.HINTED) is not None,
        target=lambda m: m.answers(Stage.HINTED) if m.fact else None,
        to=Stage.STATED,
        notes="answered",
        answer=Answer.CONFIRMS,
        because="You answered what {they} had only hinted at, so {they} says it.",
        source="Iannarino; MITI",
    ),
    Rule(
        id="information_again",
        move=Move.INFORMATION,
        when="a fact is told again and settles nothing",
        holds=lambda m: bool(m.fact) and m.fact in m.state.told and not m.gained,
        deltas={"patience": -1},
        answer=Answer.HEARD_ALREADY,
        because="{They} has heard that.",
        source="SPIN",
    ),
    Rule(
        id="information_past_the_close",
        move=Move.INFORMATION,
        when="everything is resolved, and the telling goes on",
        holds=lambda m: not m.open_concerns and not m.gained,
        deltas={"patience": -1},
        answer=Answer.HEARD_ENOUGH,
        because="{They} has what {they} needs. It is time to ask.",
        source="SPIN",
    ),
    Rule(
        id="pitch",
        move=Move.INFORMATION,
        when="a fact answers nothing that she has brought up",
        holds=lambda m: bool(m.fact) and not m.gained,
        deltas={"patience": -1},
        answer=Answer.NOT_MY_WORRY,
        because="An answer to a question that {they} didn't have.",
        source="SPIN; Iannarino",
    ),
    Rule(
        id="information_unspecific",
        move=Move.INFORMATION,
        when="none of the facts is told, and nothing besides, while a concern is open",
        holds=lambda m: (
            not m.fact
            and _unsettled(m)
            and not m.used("vague")
            and m.act.only(Move.INFORMATION, Move.ADVICE, *NOTHING_BUT_WARMTH)
        ),
        spends="vague",
        answer=Answer.WANTS_SPECIFICS,
        because="It may be so, but {they} can't hold on to it.",
        source="SPIN",
    ),
    Rule(
        id="information_beside_the_point",
        move=Move.INFORMATION,
        when="something is told that answers nothing, with nothing besides",
        holds=lambda m: (
            not m.fact
            and not m.act.unsupported
            and m.act.only(Move.INFORMATION, Move.ADVICE, *NOTHING_BUT_WARMTH)
        ),
        deltas={"patience": -1},
        answer=Answer.NOT_MY_WORRY,
        because="It doesn't touch what worries {them}.",
        source="SPIN; Iannarino",
    ),
)

ADVICE = (
    Rule(
        id="advice_permitted",
        move=Move.ADVICE,
        when="she gave leave",
        holds=lambda m: m.act.does(Move.ADVICE) and m.state.permitted,
        flags={"permitted": False},
        answer=Answer.TAKES_ADVICE,
        because="{They} had said that {they} would like to hear it.",
        source="MITI",
    ),
    Rule(
        id="advice",
        move=Move.ADVICE,
        when="nobody asked for it",
        holds=lambda m: m.act.does(Move.ADVICE) and m.act.only(Move.ADVICE, *NOTHING_BUT_WARMTH),
        deltas={"self_orientation": 1, "patience": -1},
        answer=Answer.RESENTS_ADVICE,
        because="Told what to do without having asked, {they} wonders for whose sake.",
        source="MITI",
    ),
    Rule(
        id="advice_in_passing",
        move=Move.ADVICE,
        when="nobody asked for it, but there was more in the line",
        holds=lambda m: m.act.does(Move.ADVICE) and not m.used("advised"),
        deltas={"self_orientation": 1},
        spends="advised",
        answer=None,
        because="Advice that {they} hadn't asked for leaves a small mark.",
        source="MITI",
    ),
)
