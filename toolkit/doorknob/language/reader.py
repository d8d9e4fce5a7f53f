"""The offline reader: what a line does, what it is about, and the words that show it.

It has learnt from a corpus of coded lines (`doorknob.training`), and is explained by what it has
learnt. Where what it has learnt does not carry an assertion it is unsure: the best guess is given,
and nothing may be held against the learner for it.
"""

from __future__ import annotations

from functools import cache

from doorknob.language.clauses import cut
from doorknob.language.decide import Decided, Judge
from doorknob.language.explain import show_concerns, show_moves
from doorknob.language.model import CONCERNS, model
from doorknob.language.moves import Concern, Move, in_precedence
from doorknob.language.readable import is_injection, is_readable, is_thumbs_up
from doorknob.language.reading import Reading
from doorknob.language.weights import UNIT

# Beyond this what she said is left unread, like an overlong line.
_MOST_SAID = 1500


def read(line: str, said: str = "") -> Reading:
    """Read a salesperson's line.

    Parameters
    ----------
    line
        What the salesperson said. Very long lines are read up to a bound.
    said
        What the prospect had just said; empty where it is unknown.

    Returns
    -------
    Reading
        Moves, concerns and evidence; `unsure` where they are no more than the best guess, and
        without any move where the line is not to be read at all.

    Examples
    --------
    >>> reading = read("That's fair. What would you want to think through?")
    >>> [str(move) for move in reading.moves]
    ['open_question', 'acknowledgement']
    >>> read("Was kostet das denn im Monat, bitte?").unsure
    True
    """
    learnt = model()
    cuts = cut(line)
    if is_thumbs_up(line):
        return Reading(
            line=line, moves=(Move.OTHER,), confidence={str(Move.OTHER): 0.9}, reader=learnt.name
        )
    if not is_readable(line, cuts.words, learnt.words) or is_injection(line):
        return Reading(line=line, unsure=True, reader=learnt.name)
    scored = learnt.score(cuts, learnt.hear(said[:_MOST_SAID]))
    decided = judge().decide(scored)
    evidence = show_moves(learnt, cuts, scored, decided.moves, judge().least)
    evidence += show_concerns(learnt, cuts, scored, decided.concerns)
    return Reading(
        line=line,
        moves=in_precedence(decided.moves),
        concerns=tuple(decided.concerns),
        evidence=tuple(sorted(evidence, key=lambda one: (one.start, one.end))),
        confidence=_confidence(decided),
        unsure=decided.unsure,
        reader=learnt.name,
    )


@cache
def judge() -> Judge:
    """Give what decides, loaded once with the model."""
    return Judge(model().header)


# Statements are short, and most were learnt as plain ones: nearly as likely as not is enough.
_NEARLY = -UNIT // 4


def concerns_in(said: str) -> tuple[Concern, ...]:
    """Give the concerns that the prospect's own words name.

    >>> [str(concern) for concern in concerns_in("It's a lot of money for us this quarter.")]
    ['money']
    """
    if not said.strip():
        return ()
    weighed, detected = model().hear(said[:_MOST_SAID]).concerns
    scores = zip(CONCERNS, weighed, detected, strict=True)
    return tuple(concern for concern, one, two in scores if one + two >= _NEARLY)


def _confidence(decided: Decided) -> dict[str, float]:
    return {
        str(code): round(value, 4)
        for code, value in (*decided.moves.items(), *decided.concerns.items())
    }
