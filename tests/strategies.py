"""Hypothesis strategies for the values of the core."""

from __future__ import annotations

from hypothesis import strategies as st

from doorknob.language.moves import Move
from doorknob.prospect.act import Act, Ask

CONCERNS = 3
FACTS = ("pause", "no-term", "first-weeks", "use-report", "one-page", "partner-trial")
PUSHES = (Move.THREAT, Move.DISMISSAL, Move.PRESSURE)


@st.composite
def acts(draw: st.DrawFn, moves: tuple[Move, ...] = tuple(Move)) -> Act:
    """Give any act that a line could be taken for, made of these moves."""
    chosen = draw(st.frozensets(st.sampled_from(moves), max_size=4))
    if len(chosen) > 1:
        chosen -= {Move.OTHER}
    named = st.sets(st.integers(0, CONCERNS - 1), max_size=2).map(lambda s: tuple(sorted(s)))
    asked = draw(named) if chosen & {Move.OPEN_QUESTION, Move.CLOSED_QUESTION} else ()
    given = draw(named) if Move.REFLECTION in chosen else ()
    tells = Move.INFORMATION in chosen
    facts = draw(st.lists(st.sampled_from(FACTS), max_size=2, unique=True)) if tells else []
    return Act(
        moves=chosen,
        asked_about=asked,
        given_back=given,
        wrong_guess=not asked and not given and draw(st.booleans()),
        facts=tuple(facts),
        unsupported=tells and draw(st.booleans()),
        ask=draw(st.sampled_from(Ask)) if Move.COMMITMENT_ASK in chosen else None,
        asks_permission=Move.AUTONOMY in chosen and draw(st.booleans()),
        repeats=bool(asked) and draw(st.booleans()),
    )


def calls(moves: tuple[Move, ...] = tuple(Move), most: int = 25) -> st.SearchStrategy[list[Act]]:
    """Give the acts of a whole call."""
    return st.lists(acts(moves), max_size=most)


names = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=60,
).filter(str.strip)
