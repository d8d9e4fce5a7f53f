"""What giving her words back does."""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.prospect.act import Answer
from doorknob.prospect.state import Stage
from doorknob.prospect.transitions.rule import NOTHING_BUT_WARMTH, Moment, Rule


def _half(m: Moment) -> int | None:
    return next(
        (i for i in m.named if m.state.stages[i] is Stage.STATED and i in m.state.answered), None
    )


REFLECTION = (
    Rule(
        id="reflection_settles",
        move=Move.REFLECTION,
        when="a concern that was answered too early is understood",
        holds=lambda m: _half(m) is not None,
        target=_half,
        to=Stage.RESOLVED,
        deltas={"intimacy": 1, "credibility": 1, "patience": 1},
        answer=Answer.SETTLED,
        because="Now that she is understood, the answer she had been given counts.",
        source="MITI; Iannarino",
    ),
    Rule(
        id="reflection",
        move=Move.REFLECTION,
        when="a stated concern is given back",
        holds=lambda m: m.among(m.named, Stage.STATED) is not None,
        target=lambda m: m.among(m.named, Stage.STATED),
        to=Stage.UNDERSTOOD,
        deltas={"intimacy": 1},
        answer=Answer.FEELS_UNDERSTOOD,
        because="She hears her own worry back and knows that it arrived.",
        source="MITI; Apodaca",
    ),
    Rule(
        id="reflection_of_a_hint",
        move=Move.REFLECTION,
        when="a concern that only showed is given back",
        holds=lambda m: m.among(m.act.concerns, Stage.HINTED) is not None,
        target=lambda m: m.among(m.act.concerns, Stage.HINTED),
        to=Stage.STATED,
        deltas={"intimacy": 1},
        answer=Answer.STATES,
        because="What she had only hinted at was noticed, so she says it.",
        source="Apodaca: reflections bring out doubts, too",
    ),
    Rule(
        id="reflection_of_the_stall",
        move=Move.REFLECTION,
        when="her wish to think is given back, before any concern is out",
        holds=lambda m: not m.act.concerns and not m.act.wrong_guess and not m.used("mirrored"),
        deltas={"intimacy": 1},
        spends="mirrored",
        answer=Answer.FEELS_HEARD,
        because="She was heard; what is behind it is still hers.",
        source="MITI",
    ),
    Rule(
        id="reflection_wrong",
        move=Move.REFLECTION,
        when="a concern is given back that she has not shown",
        holds=lambda m: (
            (m.act.wrong_guess or m.among(m.act.concerns, Stage.HIDDEN) is not None)
            and m.act.only(Move.REFLECTION, *NOTHING_BUT_WARMTH)
        ),
        deltas={"patience": -1},
        answer=Answer.DENIES,
        because="She had not said that.",
        source="MITI",
    ),
    Rule(
        id="reflection_again",
        move=Move.REFLECTION,
        when="what is understood is given back again, with nothing besides",
        holds=lambda m: m.act.only(Move.REFLECTION, *NOTHING_BUT_WARMTH),
        deltas={"patience": -1},
        answer=Answer.AGREES_AGAIN,
        because="That had arrived already; she needs something new.",
        source="Singh",
    ),
)
