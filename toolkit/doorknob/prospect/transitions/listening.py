"""What giving her words back does."""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.prospect.act import Answer
from doorknob.prospect.state import Stage
from doorknob.prospect.transitions.rule import NOTHING_BUT_WARMTH, Moment, Rule


def _half(m: Moment) -> int | None:
    return next(
        (i for i in m.reflected if m.state.stages[i] is Stage.STATED and m.state.answer_to(i)),
        None,
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
        because="Now that {they} is understood, the answer {they} had been given counts.",
        source="MITI; Iannarino",
    ),
    Rule(
        id="reflection",
        move=Move.REFLECTION,
        when="a stated concern is given back",
        holds=lambda m: m.among(m.reflected, Stage.STATED) is not None,
        target=lambda m: m.among(m.reflected, Stage.STATED),
        to=Stage.UNDERSTOOD,
        deltas={"intimacy": 1},
        answer=Answer.FEELS_UNDERSTOOD,
        because="{They} hears {their} own worry back and knows that it arrived.",
        source="MITI; Apodaca",
    ),
    Rule(
        id="reflection_of_a_hint",
        move=Move.REFLECTION,
        when="a concern that only showed is given back",
        holds=lambda m: m.among(m.act.given_back, Stage.HINTED) is not None,
        target=lambda m: m.among(m.act.given_back, Stage.HINTED),
        to=Stage.STATED,
        deltas={"intimacy": 1},
        answer=Answer.STATES,
        because="What {they} had only hinted at was noticed, so {they} says it.",
        source="Apodaca: reflections bring out doubts, too",
    ),
    Rule(
        id="reflection_of_the_stall",
        move=Move.REFLECTION,
        when="her wish to think is given back, before any concern is out",
        holds=lambda m: (
            not m.act.given_back
            and not m.act.wrong_guess
            and not m.used("mirrored")
            and max(m.state.stages) < Stage.STATED
        ),
        deltas={"intimacy": 1},
        spends="mirrored",
        answer=Answer.FEELS_HEARD,
        because="{They} was heard; what is behind it is still {theirs}.",
        source="MITI",
    ),
    Rule(
        id="reflection_guess",
        move=Move.REFLECTION,
        when="a concern of hers is named before she has, and trust is at its gate",
        holds=lambda m: m.trusts(m.among(m.act.given_back, Stage.HIDDEN)),
        target=lambda m: m.among(m.act.given_back, Stage.HIDDEN),
        to=Stage.STATED,
        answer=Answer.CONFIRMS,
        because="You guessed what {they} had not said, and guessed right.",
        source="Apodaca: reflections bring out doubts, too",
    ),
    Rule(
        id="reflection_guess_gated",
        move=Move.REFLECTION,
        when="a concern of hers is named before she has, and trust is below its gate",
        holds=lambda m: m.among(m.act.given_back, Stage.HIDDEN) is not None,
        target=lambda m: m.among(m.act.given_back, Stage.HIDDEN),
        to=Stage.HINTED,
        answer=Answer.HINTS,
        because="You guessed right, but {they} doesn't trust enough to say so.",
        source="trust equation",
    ),
    Rule(
        id="reflection_wrong",
        move=Move.REFLECTION,
        when="a concern that isn't hers is given back, with nothing besides",
        holds=lambda m: m.act.wrong_guess and m.act.only(Move.REFLECTION, *NOTHING_BUT_WARMTH),
        deltas={"patience": -1},
        answer=Answer.DENIES,
        because="{They} had not said that.",
        source="MITI",
    ),
    Rule(
        id="reflection_again",
        move=Move.REFLECTION,
        when="what is understood is given back again, with nothing besides",
        holds=lambda m: m.act.only(Move.REFLECTION, *NOTHING_BUT_WARMTH),
        deltas={"patience": -1},
        answer=Answer.AGREES_AGAIN,
        because="That had arrived already; {they} needs something new.",
        source="Singh",
    ),
)
