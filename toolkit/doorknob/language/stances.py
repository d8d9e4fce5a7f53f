"""Where a clause accepts her feeling or leaves her free."""

from __future__ import annotations

from collections.abc import Sequence

from doorknob.language.cues.stance import ACKNOWLEDGEMENT, AUTONOMY, DISCLAIMER
from doorknob.language.cues.telling import TERMS
from doorknob.language.found import Found
from doorknob.language.moves import Move
from doorknob.language.phrases import Lexicon

_STANCES = Lexicon((*ACKNOWLEDGEMENT, *AUTONOMY))
_TERMS = Lexicon((TERMS,))
_WAITS = frozenset("before until once when after".split())
_NO_IS_EASY = AUTONOMY[2:]
_DISCLAIMERS = Lexicon((DISCLAIMER,))


def stances(forms: Sequence[str], first: int, last: int) -> list[Found]:
    """Find acknowledgements and signs of autonomy, the first code for the same words."""
    kept: list[Found] = []
    terms = _TERMS.first(forms, first, last) is not None
    for hit in _STANCES.find(forms, first, last):
        if (
            hit.cue.code is Move.AUTONOMY
            and _WAITS.issuperset(forms[max(first, hit.first - 1) : hit.first])
            and hit.first > first
        ):
            # "Before you decide" only says when.
            continue
        if terms and hit.cue in _NO_IS_EASY:
            # "Either of you can say no in the first month" tells the terms; it decides nothing.
            continue
        if not any(one.meets(hit.first, hit.last) for one in kept):
            cue = hit.cue
            kept.append(Found(cue.code, hit.first, hit.last, cue.why, cue.weight))
    return kept


def disclaims(forms: Sequence[str], first: int, last: int) -> bool:
    """Whether a clause says only that he isn't pushing."""
    return _DISCLAIMERS.first(forms, first, last) is not None
