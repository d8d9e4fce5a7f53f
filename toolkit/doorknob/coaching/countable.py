"""The countable parts of a real call: how much there was of what, and in which turns.

They describe; none of them is a score. In a practice call the simulation knows what was on her
mind; of a real prospect only the words are known, so nothing here says how well a concern was met.

===================  ==========================================================================
measure              source
===================  ==========================================================================
moves, open share    the coding manual's moves, after MISC and MITI 4.2
R:Q                  reflections to questions, a summary measure of MITI 4.2: T. Moyers and
                     others, MITI coding manual 4.2.1, 2015. MITI counts utterances of helpers;
                     here a kind of move counts once a turn, so its figures are no yardstick
talk ratio           a convention of sales coaching; no target is claimed
longest monologue    a convention of sales coaching; no target is claimed
question rate        a convention of sales coaching; no target is claimed
concerns, asking     the course's own: a concern wants taking up, and asking is right
===================  ==========================================================================

A turn that could not be read is left out of every count of moves, and named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from doorknob.coaching.calls.clock import length
from doorknob.coaching.calls.marked import Line, MarkedCall
from doorknob.coaching.counts import NONE, Count, plural, turn_list, uncounted, whole_turn
from doorknob.coaching.debrief import percent
from doorknob.coaching.scores import Mark
from doorknob.coaching.talk import monologue, runs_backwards, talk_ratio
from doorknob.coaching.transcript import plain_number
from doorknob.language.moves import FORCE, PRECEDENCE, Concern, Move

QUESTIONS = (Move.OPEN_QUESTION, Move.CLOSED_QUESTION)
PER_TURNS = 10


def countable(call: MarkedCall) -> tuple[Count, ...]:
    """Count what can be counted in a call, in the order in which it is shown.

    Where no turn could be read, nothing is said of moves: not that there were none.
    """
    parts = PARTS if call.readable else WITHOUT_READING
    return tuple(count for part in parts for count in part(call))


def _moves(call: MarkedCall) -> Iterator[Count]:
    """How many of the turns that were read make each move."""
    whole = len(call.readable)
    for move in PRECEDENCE:
        marks = _marks(call.readable, move)
        if marks:
            share = Fraction(len(marks), whole)
            yield Count(
                measure=f"moves.{move}",
                title=f"Move: {move.label}",
                value=share,
                shown=f"{len(marks)} ({percent(share)}%)",
                evidence=marks,
                explanation=f"In {len(marks)} of {plural(whole, 'turn')} that could be read.",
            )


def _force(call: MarkedCall) -> Iterator[Count]:
    """Threats, dismissals and pressure, with their words."""
    pushed = [line for line in call.readable if FORCE & set(line.moves)]
    marks = tuple(mark for line in pushed for mark in _pushes(line))
    words = ", ".join(f"“{mark.text}” (turn {mark.turn})" for mark in marks)
    yield Count(
        measure="force",
        title="Threats, dismissals, pressure",
        value=Fraction(len(pushed)),
        shown=plural(len(pushed), "turn"),
        evidence=marks,
        explanation=f"{call.seller} pushed: {words}." if words else _never(call, "pushed"),
    )


def _pushes(line: Line) -> tuple[Mark, ...]:
    """Give the words that push, or all of the turn where none are pointed at."""
    words = [found.text for found in line.evidence if found.code in FORCE]
    return tuple(Mark(turn=line.turn.number, text=text) for text in words or [line.turn.text])


def _questions(call: MarkedCall) -> Iterator[Count]:
    """How often a question is asked, and the share of open ones; a kind counts once a turn."""
    marks = tuple(mark for move in QUESTIONS for mark in _marks(call.readable, move))
    count, open_ones = len(marks), len(_marks(call.readable, Move.OPEN_QUESTION))
    asked = plural(count, "question")
    yield _question_rate(call, marks)
    if not count:
        yield uncounted("open_share", "Open questions", "No question was asked.")
        return
    yield Count(
        measure="open_share",
        title="Open questions",
        value=Fraction(open_ones, count),
        shown=f"{percent(Fraction(open_ones, count))}%",
        evidence=_marks(call.readable, Move.OPEN_QUESTION),
        explanation=f"{open_ones} of {asked} asked for more than a word or a fact.",
    )


def _question_rate(call: MarkedCall, marks: tuple[Mark, ...]) -> Count:
    """Set the questions against the minutes or, where the times tell none, against the turns."""
    title, once = "Question rate", "a kind of question counts once a turn"
    untold = _no_length(call)
    if untold:
        turns = plural(len(call.readable), "turn")
        rate = Fraction(len(marks) * PER_TURNS, len(call.readable))
        return Count(
            measure="question_rate.per_10_turns",
            title=title,
            value=rate,
            shown=f"{plain_number(rate)} in {PER_TURNS} turns",
            evidence=marks,
            explanation=f"{plural(len(marks), 'question')} in {turns} that could be read; {once}; "
            f"no rate a minute, as {untold}.",
        )
    first, last = _span(call)
    lasting = f"a call of {length(last - first)}"
    if not _ends(call):
        lasting = f"the {length(last - first)} from the first time to the last"
        # How long the last turn took is not known: neither it nor its questions count.
        number = call.lines[-1].turn.number
        left, marks = marks, tuple(mark for mark in marks if mark.turn != number)
        if left != marks:
            once += f"; those of turn {number}, which has no end, are left out"
    rate = Fraction(len(marks)) / ((last - first) / 60)
    return Count(
        measure="question_rate.per_minute",
        title=title,
        value=rate,
        shown=f"{plain_number(rate)} a minute",
        evidence=marks,
        explanation=f"{plural(len(marks), 'question')} in {lasting}; {once}.",
    )


def _reflections(call: MarkedCall) -> Iterator[Count]:
    """R:Q, reflections to questions (MITI 4.2)."""
    given = _marks(call.readable, Move.REFLECTION)
    count = sum(len(_marks(call.readable, move)) for move in QUESTIONS)
    measure, title = "reflections_to_questions", "Reflections to questions (R:Q)"
    back = plural(len(given), "turn") + " gave back what was said"
    if not count:
        yield uncounted(measure, title, f"{back}, and no question was asked, so there is no ratio.")
        return
    ratio = Fraction(len(given), count)
    yield Count(
        measure=measure,
        title=title,
        value=ratio,
        shown=f"{plain_number(ratio)} to 1",
        evidence=given,
        explanation=f"{back}, for {plural(count, 'question')}; the measure is MITI 4.2's.",
    )


def _concerns(call: MarkedCall) -> Iterator[Count]:
    """Which concerns were raised on the other side, and where they were taken up."""
    raised = [one for one in Concern if any(one in line.raised for line in call.heard)]
    parts = [_concern(call, one) for one in raised]
    answered = sum(count.value is not None and count.value > 0 for count in parts)
    told = f"Of {plural(len(raised), 'concern')}, {answered} came back in a later turn of "
    told += f"{call.seller}'s."
    yield Count(
        measure="concerns",
        title="Concerns taken up",
        value=Fraction(answered, len(raised)) if raised else None,
        shown=f"{answered} of {len(raised)}" if raised else NONE,
        evidence=tuple(whole_turn(line) for line in call.heard if line.raised),
        explanation=told if raised else "No concern was raised in words that could be read.",
    )
    yield from parts


def _concern(call: MarkedCall, concern: Concern) -> Count:
    raising = [line for line in call.heard if concern in line.raised]
    first = raising[0].turn.number
    taking = [ln for ln in call.sold if ln.turn.number > first and concern in ln.concerns]
    taken = f"taken up in {turn_list(_numbers(taking))}" if taking else "not taken up"
    return Count(
        measure=f"concerns.{concern}",
        title=f"Concern: {concern.label}",
        value=Fraction(len(taking)),
        shown=plural(len(taking), "turn") if taking else "not taken up",
        evidence=(
            *map(whole_turn, raising),
            *(Mark(turn=ln.turn.number, text=ln.words_for(concern)) for ln in taking),
        ),
        explanation=f"Raised in {turn_list(_numbers(raising))}, {taken}.",
    )


def _asked(call: MarkedCall) -> Iterator[Count]:
    """Whether and where a commitment was asked for."""
    marks = _marks(call.readable, Move.COMMITMENT_ASK)
    told = _never(call, "asked for the business")
    if marks:
        where = turn_list(mark.turn for mark in marks)
        told = f"{call.seller} asked for a commitment in {where}."
    yield Count(
        measure="asked",
        title="Asked for the business",
        value=Fraction(len(marks)),
        shown=plural(len(marks), "turn"),
        evidence=marks,
        explanation=told,
    )


def _unread(call: MarkedCall) -> Iterator[Count]:
    """Which turns are left out of the counts of moves."""
    unread = [line for line in call.sold if line.unsure]
    where = f"Left out of every count of moves: {turn_list(_numbers(unread))}." if unread else ""
    yield Count(
        measure="unread",
        title="Turns left unread",
        value=Fraction(len(unread)),
        shown=plural(len(unread), "turn"),
        evidence=tuple(map(whole_turn, unread)),
        explanation=where or f"Every turn of {call.seller}'s could be read.",
    )


def _never(call: MarkedCall, what: str) -> str:
    """Say that something never happened, as far as could be read."""
    known = "" if len(call.readable) == len(call.sold) else " in the turns that could be read"
    return f"{call.seller} never {what}{known}."


def _marks(lines: Iterable[Line], move: Move) -> tuple[Mark, ...]:
    return tuple(
        Mark(turn=line.turn.number, text=line.words_for(move))
        for line in lines
        if move in line.moves
    )


def _numbers(lines: Iterable[Line]) -> list[int]:
    return [line.turn.number for line in lines]


def _no_length(call: MarkedCall) -> str:
    """Say why the times don't tell how long a call is; empty where they do."""
    first, last = call.lines[0].turn, call.lines[-1].turn
    if first.start is None or (last.start is None and last.end is None):
        return "the first or the last turn has no time"
    if runs_backwards(call.lines):
        return "the times run backwards"
    begin, end = _span(call)
    return "" if begin < end else "no time passes from the first turn to the last"


def _span(call: MarkedCall) -> tuple[Fraction, Fraction]:
    """Give the first time and the last, of calls that have any."""
    turns = [line.turn for line in call.lines]
    times = [time for turn in turns for time in (turn.start, turn.end) if time is not None]
    return turns[0].start or Fraction(0), max(times)


def _ends(call: MarkedCall) -> bool:
    """Whether it is known when the last turn ends: each cue of it has both its times."""
    return call.lines[-1].turn.seconds is not None


PARTS: tuple[Callable[[MarkedCall], Iterator[Count]], ...] = (
    _moves,
    _force,
    _questions,
    _reflections,
    talk_ratio,
    monologue,
    _concerns,
    _asked,
    _unread,
)
WITHOUT_READING = (talk_ratio, monologue, _unread)
