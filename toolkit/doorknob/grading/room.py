"""The room at a glance: who is on what, how calls ended, who could do with a visit.

A fold over journals, as everything is. Of private practice it says that it goes on, and no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import attrs

from doorknob.coaching.debrief import Debrief
from doorknob.exercises.base import Grade, Progress
from doorknob.grading.grade import Result
from doorknob.journal.events import Event, Verb
from doorknob.journal.replay import Attempt, attempts
from doorknob.language.moves import Concern
from doorknob.prospect.act import Outcome
from doorknob.prospect.state import Stage
from doorknob.tongue import say, say_many, to_say

# When somebody could do with a visit. Ours, set by what a trainer can get round to; no measurement.
QUIET = timedelta(minutes=6)
GONE = timedelta(minutes=30)
HELP_WITHIN = timedelta(minutes=10)
MANY_HINTS, MANY_HANG_UPS, MANY_RESTARTS = 3, 2, 3

_HINTS = to_say("asked for {count} hints in the last {minutes} minutes")
_RESTARTS = to_say("began {count} times in the last {minutes} minutes")
_NOTHING = to_say("nothing for {minutes} minutes, in the middle of an exercise")


@attrs.frozen(kw_only=True)
class Seat:
    """One learner, now.

    Attributes
    ----------
    learner, name
        Who.
    doing
        The exercise that was touched last; empty before the first.
    state
        How far it is, in a few words.
    since
        When the last thing was done; None before the first.
    done, of
        Exercises that are done, and all.
    endings
        How the calls ended that the trainer may know about, by exercise.
    missed, held
        The concerns of those calls that never came out, and all of them.
    stuck
        Why a visit would help; empty where all goes well.
    """

    learner: str
    name: str
    doing: str = ""
    state: str = ""
    since: datetime | None = None
    done: int = 0
    of: int = 0
    endings: tuple[tuple[str, Outcome], ...] = ()
    missed: tuple[Concern, ...] = ()
    held: tuple[Concern, ...] = ()
    stuck: str = ""


@attrs.frozen(kw_only=True)
class Room:
    """Everybody, now.

    Attributes
    ----------
    seats
        In the order of the roster.
    outcomes
        Of all finished calls that the trainer may know about.
    missed
        For each concern: calls in which it never came out, and calls that held it; the most missed
        first.
    """

    seats: tuple[Seat, ...]
    outcomes: Counter[Outcome]
    missed: tuple[tuple[Concern, int, int], ...]


def room(seats: Iterable[Seat]) -> Room:
    """Give everybody together."""
    found = tuple(seats)
    missed = Counter(concern for seat in found for concern in seat.missed)
    held = Counter(concern for seat in found for concern in seat.held)
    order = sorted(missed, key=lambda concern: (-missed[concern], str(concern)))
    return Room(
        seats=found,
        outcomes=Counter(outcome for seat in found for _, outcome in seat.endings),
        missed=tuple((concern, missed[concern], held[concern]) for concern in order),
    )


def seat(
    result: Result,
    events: Sequence[Event],
    *,
    name: str,
    titles: Mapping[str, str],
    private: Collection[str],
) -> Seat:
    """Give one learner, but for what the time decides.

    Parameters
    ----------
    result
        What the journal earns.
    events
        The journal's.
    name
        As the roster has it.
    titles
        Of the cohort's exercises, by id.
    private
        Ids of those that are practised in private.
    """
    known = [event for event in events if event.exercise in titles]
    endings = [
        (grade.exercise, grade.detail.call.ended_as)
        for grade in result.grades
        if isinstance(grade.detail, Debrief) and grade.progress is Progress.DONE
    ]
    worries = [
        (worry.about, stage)
        for grade in result.grades
        if isinstance(grade.detail, Debrief) and grade.progress is Progress.DONE
        for worry, stage in zip(
            grade.detail.call.scenario.concerns, grade.detail.call.state.stages, strict=True
        )
    ]
    whole = Seat(
        learner=result.learner,
        name=name,
        done=sum(grade.progress is Progress.DONE for grade in result.grades),
        of=len(result.grades),
        endings=tuple(endings),
        missed=tuple(about for about, stage in worries if stage < Stage.STATED),
        held=tuple(about for about, _ in worries),
    )
    if not known:
        return attrs.evolve(whole, state=say("not here yet"))
    last = known[-1]
    grade = result.grade(last.exercise)
    secret = last.exercise in private
    return attrs.evolve(
        whole,
        stuck="" if secret else hung_up_on([one.call.ended_as for one in grade.played]),
        doing=titles[last.exercise],
        state=_secret_state(last) if secret else _state(grade, known),
        since=_when(last),
    )


def as_of(found: Seat, events: Sequence[Event], *, private: Collection[str], now: datetime) -> Seat:
    """Give a seat with what the time decides: whether a visit would help."""
    known = [event for event in events if _when(event) is not None]
    if not known or found.since is None:
        return found
    last = known[-1]
    if _ago(last, now) > GONE:
        return attrs.evolve(found, stuck="")
    why = "" if last.exercise in private else found.stuck or _stuck(known, last, now)
    return attrs.evolve(found, stuck=why or _quiet(last, now))


def _secret_state(last: Event) -> str:
    ended = last.verb is Verb.COMPLETED
    return say("done with private practice") if ended else say("practises in private")


def _state(grade: Grade, events: Sequence[Event]) -> str:
    tries = attempts(events).get(grade.exercise, ())
    if isinstance(grade.detail, Debrief):
        return _call_state(grade, tries)
    if grade.progress is Progress.DONE:
        return say("done")
    answered = sum(bool(part.response) for part in grade.parts)
    return say("{count} of {all} answered", count=answered, all=len(grade.parts))


def _call_state(grade: Grade, tries: Sequence[Attempt]) -> str:
    current = tries[-1]
    if current.completed or (grade.progress is Progress.DONE and len(tries) == 1):
        told = say("ended")
    else:
        told = say_many("{count} line said", "{count} lines said", len(current.lines))
    if len(tries) > 1:
        return say("call {number}, {state}", number=len(tries), state=told)
    return told


def _stuck(events: Sequence[Event], last: Event, now: datetime) -> str:
    recent = [e for e in events if e.exercise == last.exercise and _ago(e, now) <= HELP_WITHIN]
    hints = sum(event.verb is Verb.ASKED for event in recent)
    if hints >= MANY_HINTS:
        return say(_HINTS, count=hints, minutes=_minutes(HELP_WITHIN))
    begun = sum(event.verb is Verb.INITIALIZED for event in recent)
    if begun >= MANY_RESTARTS:
        return say(_RESTARTS, count=begun, minutes=_minutes(HELP_WITHIN))
    return ""


def _quiet(last: Event, now: datetime) -> str:
    ago = _ago(last, now)
    if last.verb is Verb.COMPLETED or ago < QUIET:
        return ""
    return say(_NOTHING, minutes=_minutes(ago))


def hung_up_on(tries: Sequence[Outcome]) -> str:
    """Say that she has hung up again and again; empty where she hasn't.

    >>> hung_up_on([Outcome.HANG_UP, Outcome.HANG_UP])
    'hung up on 2 times in a row'
    """
    row = 0
    for outcome in reversed(tries):
        if outcome is not Outcome.HANG_UP:
            break
        row += 1
    return say("hung up on {count} times in a row", count=row) if row >= MANY_HANG_UPS else ""


def _ago(event: Event, now: datetime) -> timedelta:
    when = _when(event)
    return now - when if when is not None else timedelta.max


def _when(event: Event) -> datetime | None:
    try:
        found = datetime.fromisoformat(event.timestamp)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
