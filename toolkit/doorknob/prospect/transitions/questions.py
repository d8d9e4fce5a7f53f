"""What questions do."""

from __future__ import annotations

from doorknob.language.moves import Move
from doorknob.prospect.act import Answer
from doorknob.prospect.state import Stage
from doorknob.prospect.transitions.rule import Moment, Rule


def detail_used(number: int | None) -> str:
    """Name what is spent when she has told a detail of herself."""
    return f"detail:{number}"


def _surfaced(m: Moment) -> int | None:
    return m.among(m.asked, Stage.STATED, Stage.UNDERSTOOD, Stage.RESOLVED)


def _buried(m: Moment) -> int | None:
    """Give the concern that a question could bring out: one that it names, else the next."""
    named = _named_buried(m)
    return m.state.next_concern() if named is None else named


def _unexplored(m: Moment) -> int | None:
    about = m.asked if m.act.about_topic else m.act.asked_about
    # What is settled is talked about no more while something else is still hidden.
    last = Stage.RESOLVED if m.state.next_concern() is None else Stage.UNDERSTOOD
    stages, explored = m.state.stages, m.state.explored
    return next((i for i in about if Stage.STATED <= stages[i] <= last and i not in explored), None)


def _named_buried(m: Moment) -> int | None:
    return m.among(m.act.asked_about, Stage.HIDDEN, Stage.HINTED)


def _named(m: Moment, *stages: Stage) -> int | None:
    if not m.act.does(Move.CLOSED_QUESTION):
        return None
    return m.among(m.act.asked_about, *stages)


QUESTIONS = (
    Rule(
        id="question_repeated",
        move=Move.OPEN_QUESTION,
        when="nearly the same question is asked again",
        holds=lambda m: m.act.repeats,
        deltas={"patience": -1},
        answer=Answer.NOTICES_REPEAT,
        because="{They} answered that; asking again tells {them} that nobody listened.",
        source="SPIN",
    ),
    Rule(
        id="question_about_her",
        move=Move.CLOSED_QUESTION,
        when="it asks about her or her business, and no worry of hers lies there",
        holds=lambda m: m.act.detail is not None and not m.used(detail_used(m.act.detail)),
        answer=Answer.TELLS_OF_SELF,
        because="{They} can tell you that. It does no harm, and it is not yet what worries {them}.",
        source="SPIN: situation questions",
    ),
    Rule(
        id="open_question_explores",
        move=Move.OPEN_QUESTION,
        when="it asks about a concern that is out",
        holds=lambda m: m.act.does(Move.OPEN_QUESTION) and _unexplored(m) is not None,
        target=_unexplored,
        notes="explored",
        answer=Answer.ELABORATES,
        because="Asked to say more, {they} says more.",
        source="Apodaca; SPIN",
    ),
    Rule(
        id="open_question",
        move=Move.OPEN_QUESTION,
        when="trust is at the gate of the next concern",
        holds=lambda m: m.act.does(Move.OPEN_QUESTION) and m.trusts(_buried(m)),
        target=_buried,
        to=Stage.STATED,
        answer=Answer.STATES,
        because="Asked openly, by somebody {they} trusts enough, {they} says what worries {them}.",
        source="Apodaca; SPIN",
    ),
    Rule(
        id="open_question_gated",
        move=Move.OPEN_QUESTION,
        when="trust is below the gate, and she has shown nothing yet",
        holds=lambda m: (
            m.act.does(Move.OPEN_QUESTION)
            and _buried(m) is not None
            and m.state.stages[_buried(m) or 0] is Stage.HIDDEN
        ),
        target=_buried,
        to=Stage.HINTED,
        answer=Answer.HINTS,
        because="The question was right; {they} doesn't trust enough yet and only hints.",
        source="trust equation",
    ),
    Rule(
        id="open_question_vague",
        move=Move.OPEN_QUESTION,
        when="trust is still below the gate",
        holds=lambda m: m.act.does(Move.OPEN_QUESTION) and _buried(m) is not None,
        deltas={"patience": -1},
        answer=Answer.STAYS_VAGUE,
        because="Asking again doesn't open {them}; being heard would.",
        source="trust equation",
    ),
    Rule(
        id="open_question_all_out",
        move=Move.OPEN_QUESTION,
        when="nothing is hidden any more; asked for the first time",
        holds=lambda m: m.act.does(Move.OPEN_QUESTION) and not m.used("asked_all"),
        spends="asked_all",
        answer=Answer.NOTHING_MORE,
        because="{They} has told everything; now it is known that {they} has.",
        source="SPIN",
    ),
    Rule(
        id="open_question_empty",
        move=Move.OPEN_QUESTION,
        when="nothing is hidden any more",
        holds=lambda m: m.act.does(Move.OPEN_QUESTION),
        deltas={"patience": -1},
        answer=Answer.NOTHING_MORE,
        because="{They} has told everything already.",
        source="SPIN",
    ),
    Rule(
        id="closed_question_right",
        move=Move.CLOSED_QUESTION,
        when="it names a concern of hers, and trust is at its gate",
        holds=lambda m: m.act.does(Move.CLOSED_QUESTION) and m.trusts(_named_buried(m)),
        target=_named_buried,
        to=Stage.STATED,
        answer=Answer.CONFIRMS,
        because="The guess was right, so {they} could say yes.",
        source="SPIN",
    ),
    Rule(
        id="closed_question_gated",
        move=Move.CLOSED_QUESTION,
        when="it names a concern of hers, and trust is below its gate",
        holds=lambda m: (
            m.act.does(Move.CLOSED_QUESTION)
            and m.among(m.act.asked_about, Stage.HIDDEN) is not None
        ),
        target=lambda m: m.among(m.act.asked_about, Stage.HIDDEN),
        to=Stage.HINTED,
        answer=Answer.HINTS,
        because="The guess was right, but {they} doesn't trust enough to say so.",
        source="trust equation",
    ),
    Rule(
        id="closed_question_held_back",
        move=Move.CLOSED_QUESTION,
        when="it asks again for a concern that she held back",
        holds=lambda m: (
            m.act.does(Move.CLOSED_QUESTION)
            and _named_buried(m) is not None
            and _surfaced(m) is None
        ),
        deltas={"patience": -1},
        # She doesn't deny it: whoever guessed right must not be led away from it.
        answer=Answer.STAYS_VAGUE,
        because="The guess was right; asking again doesn't open {them}, being heard would.",
        source="trust equation",
    ),
    Rule(
        id="closed_question_wrong",
        move=Move.CLOSED_QUESTION,
        when="it names a concern that isn't hers",
        holds=lambda m: (
            m.act.does(Move.CLOSED_QUESTION) and m.act.wrong_guess and _surfaced(m) is None
        ),
        deltas={"patience": -1},
        answer=Answer.DENIES,
        because="A wrong guess costs a little patience; an open question would not have.",
        source="SPIN; Apodaca",
    ),
    Rule(
        id="closed_question_told",
        move=Move.CLOSED_QUESTION,
        when="it guesses at a concern that she has told and that is still open",
        holds=lambda m: m.act.guesses and _named(m, Stage.STATED, Stage.UNDERSTOOD) is not None,
        answer=Answer.STILL_SO,
        because="{They} has told that already; the question shows nothing new.",
        source="SPIN; Apodaca",
    ),
    Rule(
        id="closed_question_settled",
        move=Move.CLOSED_QUESTION,
        when="it guesses at a concern that is settled",
        holds=lambda m: m.act.guesses and _named(m, Stage.RESOLVED) is not None,
        answer=Answer.NO_LONGER,
        because="That one is settled; {they} says so.",
        source="SPIN; Apodaca",
    ),
    Rule(
        id="closed_question",
        move=Move.CLOSED_QUESTION,
        when="it asks for a fact, or about a concern that is out",
        holds=lambda m: m.act.does(Move.CLOSED_QUESTION),
        answer=Answer.ANSWERS_BRIEFLY,
        because="A short question gets a short answer.",
        source="SPIN; Apodaca",
    ),
)

QUIZZING = (
    Rule(
        id="interrogation",
        move=Move.CLOSED_QUESTION,
        when="three closed questions or more in a row",
        holds=lambda m: m.state.closed_in_row >= 3,
        deltas={"self_orientation": 1, "patience": -1},
        answer=Answer.FEELS_QUIZZED,
        because="One short question after another feels like a form being filled in.",
        source="MITI; SPIN",
    ),
)
