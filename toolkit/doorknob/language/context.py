"""What the prospect has just said, as far as it bears on reading the answer."""

from __future__ import annotations

from itertools import pairwise

import attrs

from doorknob.language.classes import CLASSES
from doorknob.language.clauses import Line, cut
from doorknob.language.moves import Concern
from doorknob.language.phrases import Cue, Lexicon
from doorknob.language.vocabulary import EMPTY_WORDS
from doorknob.language.words import NUMBER

_AGREES = Lexicon(
    [
        Cue(
            code="agrees",
            why="She has said yes.",
            weight=1.0,
            phrases="""
            let us|me ..1 do|go|start|proceed|book|get|take|sign|order|try ..1 it|this|ahead|
                started|that|one|on|for|up
            i|we am|are in
            ^ ..3 in $
            sign me|us up
            i|we will|would ..1 take|have|go|buy|order|sign ..1 it|this|that|one|them|with|for|
                two|three|the|up|both
            go for it
            count me|us in
            put me|us down
            book me|us|it in
            happy|ready to ..1 go|start|proceed|sign|buy|order
            i|we want|would|like to ..2 go ahead|buy|order|sign|start
            we have ..2 a deal
            ^ ..1 deal
            ^ ..1 sold
            where do i|we sign
            how do i|we ..1 pay|order|sign|start
            you have convinced|sold
            ok|yes|fine go ahead
            """,
        )
    ]
)
_ASKS_WHEN = Lexicon(
    [
        Cue(
            code="asks when",
            why="She asked about time or stock.",
            weight=1.0,
            phrases="""
            how long
            how many|much ..3 left|available|stock|have|more
            until|till|by when
            when do|does|is|would|will|must|should|can
            what|which ..1 deadline|date|day
            is there|it|this ..4 deadline|left|available|limited|expire|rush|hurry|hurry
            does|do|is|will|would ..5 expire|end|last|change|run|up|rise|still|left|valid|
                available|cheaper
            what happens if|when|after
            what if
            still available|valid|have
            anyone|someone|others else
            """,
        )
    ]
)
# "Could you ring back next week?" wants a call and no answer.
_WANTS_A_CALL = Lexicon(
    [
        Cue(
            code="wants a call",
            why="She asks for another time.",
            weight=1.0,
            phrases="""
            ^ ..2 can|could|will|would|may you ..2 call|ring|phone|get|come|talk|speak|wait|try|drop
            ^ ..2 can|could|may|shall i|we ..2 call|ring|talk|speak|wait|leave|think|sleep
            call|ring me
            ok|right $
            is|are|do|does|have|would|will|can not it|there|that|you|they|we|i|he|she $
            ^ would|will you $
            """,
        )
    ]
)
_ASKS_STEPS = Lexicon(
    [
        Cue(
            code="asks for steps",
            why="She asks how it would go on.",
            weight=1.0,
            phrases="""
            how|when|where !dare|could|can
            what ..3 next|need|have|do|happens|pay|sign
            which|who|what|do|does|can|could|would|will|is|are ..6 pay|paid|sign|start|order|
                deliver|delivered|delivery|install|installed|form|contract|card|come|comes
            """,
        )
    ]
)
_REFUSES = ("do", "not"), ("not", "interested"), ("no", "thanks"), ("rather", "not")


@attrs.frozen(slots=True)
class Said:
    """What the prospect just said.

    Attributes
    ----------
    words
        Its words, evened out.
    content
        Its content words, in rough stems.
    figures
        Its figures as typed.
    asks
        Whether it asks something.
    agrees
        Whether she has plainly said yes.
    asks_steps
        Whether she asks how it would go on: the order, the payment, the delivery.
    asks_when
        Whether she asks about a deadline, dates or stock.
    concerns
        What it is worried about.
    empty
        Whether nothing was said.
    """

    words: frozenset[str]
    content: frozenset[str]
    figures: frozenset[str]
    asks: bool
    agrees: bool
    asks_steps: bool
    asks_when: bool
    concerns: frozenset[Concern]
    empty: bool


def stem(word: str) -> str:
    """Cut a word to a rough stem, enough to match "worried" with "worry".

    >>> stem("worried") == stem("worry"), stem("switching") == stem("switch")
    (True, True)
    """
    if len(word) > 4 and word.endswith(("ied", "ies")):
        return word[:-3] + "y"
    for ending in ("ingly", "ing", "edly", "ed", "ers", "es", "er", "ly", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            cut = word[: -len(ending)]
            return cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] else cut
    return word


def content_of(forms: tuple[str, ...] | list[str]) -> frozenset[str]:
    """Give the stems of the words that carry content."""
    return frozenset(stem(word) for word in forms if len(word) > 1 and word not in EMPTY_WORDS) - {
        NUMBER
    }


def figures_of(words: list[str]) -> frozenset[str]:
    """Give figures and number words."""
    return frozenset(word for word in words if word in CLASSES["num"] or word[0].isdigit())


def understand(said: str, concerns: frozenset[Concern]) -> Said:
    """Read what the prospect said."""
    line = cut(said)
    forms = line.forms
    count = len(forms)
    asks = _asks(line)
    refuses = any(pair in _REFUSES for pair in pairwise(forms))
    agrees = "?" not in said and not refuses and _AGREES.first(forms, 0, count) is not None
    return Said(
        words=frozenset(forms),
        content=content_of(forms),
        figures=figures_of(list(line.raws)),
        asks=asks,
        agrees=agrees,
        asks_steps=_asks(line, _ASKS_STEPS),
        asks_when=_asks(line, _ASKS_WHEN),
        concerns=concerns,
        empty=not forms,
    )


def _asks(line: Line, about: Lexicon[str] | None = None) -> bool:
    """Whether she wants to know something, or something `about` a matter."""
    return any(
        clause.asks
        and _WANTS_A_CALL.first(line.forms, clause.first, clause.last) is None
        and (about is None or about.first(line.forms, clause.first, clause.last) is not None)
        for clause in line.clauses
    )
