"""How much each side talks, and the longest stretch that nothing but nods breaks.

Both are conventions of sales coaching; no target is claimed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

import attrs

from doorknob.coaching.calls.clock import length
from doorknob.coaching.calls.marked import Line, MarkedCall
from doorknob.coaching.counts import Count, plural, uncounted, whole_turn
from doorknob.coaching.debrief import percent

MOST_WORDS = 3

# Words that say "go on" and no more: back-channels, as V. Yngve called them (1970). After a
# question the same words are its answer.
NODS = frozenset(
    """
    mm mmm mhm mm-hm mm-hmm mmhm mhmm hm hmm uh-huh huh ah aha oh ooh okay ok right yeah yep yup
    yes sure true exactly indeed fine good great nice cool wow really absolutely definitely
    """.split()
)
NODDING = frozenset({"i see", "got it", "go on", "of course", "fair enough", "all right"})


@attrs.frozen(kw_only=True)
class Monologue:
    """A stretch of the salesperson's.

    Attributes
    ----------
    lines
        His turns in it.
    nods
        How many turns of the other side it runs over.
    """

    lines: tuple[Line, ...]
    nods: int

    @property
    def first(self) -> int:
        """The number of the turn with which it begins."""
        return self.lines[0].turn.number

    @property
    def words(self) -> int:
        """How many words of his it has."""
        return sum(line.turn.words for line in self.lines)

    @property
    def seconds(self) -> Fraction | None:
        """How long it lasts, nods and pauses and all; None where the times don't tell."""
        if runs_backwards(self.lines):
            return None
        start, end = self.lines[0].turn.start, self.lines[-1].turn.end
        return None if start is None or end is None or end < start else end - start


def talk_ratio(call: MarkedCall) -> Iterator[Count]:
    """Count the salesperson's share of the words and, where each cue has its times, of the time."""
    marks = tuple(map(whole_turn, call.sold))
    mine = sum(line.turn.words for line in call.sold)
    whole = mine + sum(line.turn.words for line in call.heard)
    title = "Talk ratio, words"
    if whole:
        share = Fraction(mine, whole)
        yield Count(
            measure="talk_ratio.words",
            title=title,
            value=share,
            shown=f"{percent(share)}%",
            evidence=marks,
            explanation=f"{call.seller} said {mine:,} of {plural(whole, 'word')}; a convention "
            "of coaching, and no target is claimed.",
        )
    else:
        yield uncounted("talk_ratio.words", title, "Nobody said a word.")
    mine_long, theirs = _seconds(call.sold), _seconds(call.heard)
    title = "Talk ratio, time"
    if mine_long is None or theirs is None or not mine_long + theirs:
        told = "The transcript does not tell how long each turn took."
        yield uncounted("talk_ratio.time", title, told)
        return
    share = mine_long / (mine_long + theirs)
    yield Count(
        measure="talk_ratio.time",
        title=title,
        value=share,
        shown=f"{percent(share)}%",
        evidence=marks,
        explanation=f"{call.seller} spoke for {length(mine_long)} of the "
        f"{length(mine_long + theirs)} in which anybody did; no target is claimed.",
    )


def monologue(call: MarkedCall) -> Iterator[Count]:
    """Measure the longest stretch of the salesperson's, in words and in seconds."""
    found = longest_monologue(call.lines)
    title, lasting = "Longest monologue, words", "Longest monologue, time"
    if found is None:
        yield uncounted("longest_monologue.words", title, f"{call.seller} said nothing.")
        yield uncounted("longest_monologue.seconds", lasting, f"{call.seller} said nothing.")
        return
    marks = tuple(map(whole_turn, found.lines))
    begins = f"It began with turn {found.first}"
    nods = f", over {plural(found.nods, 'back-channel')} of the other side" if found.nods else ""
    yield Count(
        measure="longest_monologue.words",
        title=title,
        value=Fraction(found.words),
        shown=plural(found.words, "word"),
        evidence=marks,
        explanation=f"{begins}{nods}.",
    )
    if found.seconds is None:
        told = f"{begins}; the transcript does not tell how long it took."
        yield uncounted("longest_monologue.seconds", lasting, told)
        return
    yield Count(
        measure="longest_monologue.seconds",
        title=lasting,
        value=found.seconds,
        shown=length(found.seconds),
        evidence=marks,
        explanation=f"{begins}, and ran from its first word to its last.",
    )


def longest_monologue(lines: Sequence[Line]) -> Monologue | None:
    """Find the monologue with the most words, the first of equals; None where he says nothing."""
    return max(_monologues(lines), key=lambda found: found.words, default=None)


def runs_backwards(lines: Iterable[Line]) -> bool:
    """Whether any time lies before the one before it, as where two recordings stand in one file."""
    known = [line.turn for line in lines if line.turn.start is not None]
    starts = [turn.start or Fraction(0) for turn in known]
    back = (after < before for before, after in pairwise(starts))
    return any(turn.back for turn in known) or any(back)


def is_back_channel(text: str) -> bool:
    """Whether a turn only shows that somebody listens.

    >>> [is_back_channel(text) for text in ("Mm-hm.", "Right, okay.", "I see.", "Right?", "No.")]
    [True, True, True, False, False]
    """
    if "?" in text:
        return False
    words = [word for raw in text.casefold().split() if (word := raw.strip(".,!…–—-’'\""))]
    if not 1 <= len(words) <= MOST_WORDS:
        return False
    return " ".join(words) in NODDING or all(word in NODS for word in words)


def _monologues(lines: Sequence[Line]) -> Iterator[Monologue]:
    """Cut a call into stretches; a nod at the end of one belongs to none."""
    stretch: list[Line] = []
    nods = pending = 0
    for line in lines:
        if line.sells:
            stretch.append(line)
            nods, pending = nods + pending, 0
        elif stretch and is_back_channel(line.turn.text) and not _asks(stretch[-1]):
            pending += 1
        elif stretch:
            yield Monologue(lines=tuple(stretch), nods=nods)
            stretch, nods, pending = [], 0, 0
    if stretch:
        yield Monologue(lines=tuple(stretch), nods=nods)


def _asks(line: Line) -> bool:
    return line.turn.text.rstrip("\"”’' ").endswith("?")


def _seconds(lines: Iterable[Line]) -> Fraction | None:
    """Add up how long lines took; None unless it is known of each."""
    known = [line.turn.seconds for line in lines]
    return None if None in known else sum((one for one in known if one), Fraction(0))
