"""Which worries a line is about: those it names, and those of hers that it plainly takes up."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import attrs

from doorknob.language.clauses import Line
from doorknob.language.context import Said, content_of, stem
from doorknob.language.cues import hints_others, hints_own
from doorknob.language.cues.worries import CUES
from doorknob.language.found import Found
from doorknob.language.moves import Concern, Move
from doorknob.language.phrases import Hit, Lexicon
from doorknob.language.words import words_of

_NAMES = Lexicon(CUES)
# A prospect tells her own worry in many ways; in a salesperson's line the same words count only
# where she has already voiced that worry.
_POINTS = Lexicon((*CUES, *hints_own.HINTS, *hints_others.HINTS))

# Moves that answer what she has just said. Thanks or a bare push may pass it by.
_TAKES_UP = frozenset(
    {
        Move.REFLECTION,
        Move.INFORMATION,
        Move.DISMISSAL,
        Move.OPEN_QUESTION,
        Move.CLOSED_QUESTION,
        Move.ADVICE,
        Move.COMMITMENT_ASK,
    }
)
_ACCEPTS = frozenset({Move.ACKNOWLEDGEMENT, Move.AUTONOMY})
_MORE_THAN_A_NOD = 7
_LABELS = {
    Concern.MONEY: "She spoke of the money, and this takes it up.",
    Concern.VALUE: "She doubted the use, and this takes it up.",
    Concern.AUTHORITY: "She named somebody else's say, and this takes it up.",
    Concern.TIMING: "She spoke of the timing, and this takes it up.",
    Concern.TRUST: "She spoke of trust, and this takes it up.",
    Concern.ALTERNATIVE: "She named what she has instead, and this takes it up.",
    Concern.EFFORT: "She spoke of the work it makes, and this takes it up.",
}


@attrs.frozen(slots=True)
class Worry:
    """A concern shown by ``words[first:last]``."""

    concern: Concern
    first: int
    last: int
    why: str
    sure: float


def concerns_in(text: str) -> frozenset[Concern]:
    """Give the concerns that a prospect's own words name."""
    forms = [word.text for word in words_of(text)]
    found = {hit.cue.code for hit in _POINTS.find(forms, 0, len(forms))}
    if Concern.MONEY in found and not _named_timing(forms):
        # "In winter nothing comes in" speaks of the money; the season is no worry of its own.
        found.discard(Concern.TIMING)
    return frozenset(found)


def _named_timing(forms: Sequence[str]) -> bool:
    return any(hit.cue.code is Concern.TIMING for hit in _NAMES.find(forms, 0, len(forms)))


def named(forms: Sequence[str], first: int, last: int, said: Said) -> list[Worry]:
    """Find the concerns that a stretch of a line names."""
    found: dict[Concern, Worry] = {}
    for hit in _NAMES.find(forms, first, last):
        if forms[hit.last - 1 : hit.last + 1] == ("money", "back"):
            # A refund is a fact about the offer, whatever the worry is.
            continue
        found.setdefault(hit.cue.code, _worry(hit))
    if said.concerns - found.keys():
        for hit in _POINTS.find(forms, first, last):
            if hit.cue.code in said.concerns:
                found.setdefault(hit.cue.code, _worry(hit))
    return list(found.values())


def echoes(forms: Sequence[str], first: int, last: int, said: Said) -> bool:
    """Whether a stretch of a line names a worry that she has voiced."""
    return bool(said.concerns) and any(
        hit.cue.code in said.concerns for hit in _POINTS.find(forms, first, last)
    )


def _worry(hit: Hit[Concern]) -> Worry:
    return Worry(hit.cue.code, hit.first, hit.last, hit.cue.why, hit.cue.weight)


def find_concerns(line: Line, said: Said, found: Collection[Found]) -> list[Worry]:
    """Find what a line is about.

    Parameters
    ----------
    line
        The line, cut up.
    said
        What the prospect had said, with its concerns.
    found
        The moves found in the line.
    """
    own: dict[Concern, Worry] = {}
    for first, last in line.sentences:
        for worry in named(line.forms, first, last, said):
            if not _only_passing(worry, said, found):
                own.setdefault(worry.concern, worry)
    carried = _carried(line, said, found, own.keys())
    return [*own.values(), *carried]


def _only_passing(worry: Worry, said: Said, found: Collection[Found]) -> bool:
    """Whether a worry's word serves another end: a lever, or the date of a meeting."""
    if worry.concern in said.concerns:
        return False
    around = [one for one in found if one.meets(worry.first, worry.last)]
    if any(one.move in {Move.THREAT, Move.PRESSURE} for one in around):
        return True
    asks = any(one.move is Move.COMMITMENT_ASK for one in around)
    return asks and worry.concern in {Concern.TIMING, Concern.VALUE, Concern.EFFORT}


def _carried(
    line: Line, said: Said, found: Collection[Found], own: Collection[Concern]
) -> list[Worry]:
    """Give those of her concerns that the line takes up without naming them."""
    missing = [one for one in Concern if one in said.concerns and one not in own]
    if not missing:
        return []
    shared = content_of(line.forms) & said.content
    answers = [one for one in found if one.move in _TAKES_UP]
    if not answers and len(line.forms) >= _MORE_THAN_A_NOD:
        answers = [one for one in found if one.move in _ACCEPTS]
    if own and not shared and not set(own) & said.concerns:
        return []
    if not shared and not answers:
        return []
    first, last = _shared_span(line, shared) or (answers[0].first, answers[0].last)
    sure = 0.65 if shared else 0.5
    return [Worry(one, first, last, _LABELS[one], sure) for one in missing]


def _shared_span(line: Line, shared: Collection[str]) -> tuple[int, int] | None:
    places = [at for at, form in enumerate(line.forms) if stem(form) in shared]
    return (places[0], places[0] + 1) if places else None
