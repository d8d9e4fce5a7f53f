"""The deadline, and what lateness costs.

The terms are those of learning platforms (Canvas, "late policies"; Moodle, "due date" and "cut-off
date"): a deadline, a grace period in which nothing is taken off, a deduction for each day begun
after it, and the most that is taken off. Ours is a share of the points that were earned, where
Canvas takes a share of those that could be had: a few points are then never turned into none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from doorknob.exercises.base import Grade, Progress
from doorknob.exercises.late import Lateness
from doorknob.grading.deciding import Held
from doorknob.journal.decisions import Act
from doorknob.journal.events import Event, Verb
from doorknob.structuring import Percent
from doorknob.tongue import number, per_cent, say, to_say

NOTHING, ALL = Percent(0), Percent(1)
IN_TIME = (0, dt.timedelta.min)
# After every submission of the same day.
_LAST = dt.timedelta.max
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# More than anybody hands in; less than a journal made to take long could ask for.
MOST_STAGES = 50
_DAY = dt.timedelta(days=1)
_AFTER_GRACE = to_say(
    "Each day late, from {hours} hours after the end of that day, takes off {taken} of your points"
)
_RANK = {Progress.NOT_STARTED: 0, Progress.UNFINISHED: 1, Progress.DONE: 2}


@attrs.frozen(kw_only=True)
class LateRule:
    """What a cohort's file says of late work; by default nothing is taken off.

    Attributes
    ----------
    grace
        How long after the deadline nothing is taken off.
    deduction_per_day
        The share of the earned points that each day begun after that costs.
    at_most
        The largest share that is taken off.
    """

    grace: dt.timedelta = dt.timedelta(0)
    deduction_per_day: Percent = NOTHING
    at_most: Percent = ALL

    @property
    def told(self) -> str:
        """The rule in words; empty where nothing is taken off."""
        if not self.deduction_per_day:
            return ""
        hours = self.grace / dt.timedelta(hours=1)
        taken = per_cent(f"{float(100 * self.deduction_per_day):g}")
        if hours:
            told = say(_AFTER_GRACE, hours=number(f"{hours:g}"), taken=taken)
        else:
            told = say("Each day late takes off {taken} of your points", taken=taken)
        if self.at_most < 1:
            most = number(f"{float(100 * self.at_most):g}")
            told += say(", {most} % at most", most=most)
        return told


NO_RULE = LateRule()


@attrs.frozen(kw_only=True)
class Deadline:
    """The last day to hand in.

    Attributes
    ----------
    day
        The day itself is in time.
    zone
        Whose midnight ends it; None for the zone that each time is written in.
    rule
        What lateness costs.
    """

    day: dt.date
    zone: dt.tzinfo | None = None
    rule: LateRule = NO_RULE

    def days(self, when: dt.datetime, *, grace: bool = True) -> int:
        """Give the days late that have begun; 0 for what is in time.

        Parameters
        ----------
        when
            A time with its offset; one without is taken for UTC.
        grace
            Whether the grace period counts as in time.
        """
        when = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
        end = dt.datetime.combine(self.day, dt.time.max, self.zone or when.tzinfo)
        over = when - end - (self.rule.grace if grace else dt.timedelta(0))
        return max(0, -(-over // _DAY))

    def taken(self, days: int) -> Fraction:
        """Give the share that so many days cost."""
        return min(Fraction(days * self.rule.deduction_per_day), Fraction(self.rule.at_most))


@attrs.frozen(kw_only=True)
class Rules:
    """What a cohort adds to its exercises' own points.

    Attributes
    ----------
    deadline
        None where there is none.
    weights
        What each exercise counts for in the whole; empty where points are added up.
    """

    deadline: Deadline | None = None
    weights: Mapping[str, int] = attrs.field(factory=dict)

    @property
    def late(self) -> Deadline | None:
        """The deadline, where lateness costs something."""
        if self.deadline is None or not self.deadline.rule.deduction_per_day:
            return None
        return self.deadline


@attrs.frozen(kw_only=True)
class HandIns:
    """When a learner handed in what.

    Attributes
    ----------
    times
        For each event's id, when the first submission that holds it was made.
    faults
        The submissions that could not be read, and why.
    """

    times: Mapping[str, dt.datetime] = attrs.field(factory=dict)
    faults: tuple[str, ...] = ()

    def of(self, event: Event) -> dt.datetime | None:
        """Give when an event was handed in; else when it happened; None where neither is known."""
        return self.times.get(event.id) or moment(event)


def moment(event: Event) -> dt.datetime | None:
    """Give when an event happened; None where its time can't be read."""
    try:
        return dt.datetime.fromisoformat(event.timestamp)
    except ValueError:
        return None


def graded_by_the_rule(
    exercise: str,
    events: Sequence[Event],
    grade: Callable[[Iterable[Event]], Grade],
    held: Held,
    *,
    deadline: Deadline,
    handed_in: HandIns,
) -> Grade:
    """Grade what was handed in by each time, and give the best after the rule.

    Work that is in no submission counts by days. So whoever hands in again, late, is never worse
    off than without. What has no time that can be read counts as in time, and so does a doubt
    about a reading, which is no work.

    Parameters
    ----------
    exercise
        Its id.
    events
        All of the learner's, in the order of the journal.
    grade
        Grades the exercise from some events.
    held
        The trainer's decisions that hold. Whoever is excused loses nothing, and points that the
        trainer gave to the whole stay as they were given.
    deadline
        The cohort's.
    handed_in
        When the learner handed in what.
    """
    late = {
        event.id: _lateness(event, deadline, handed_in)
        for event in events
        if event.exercise == exercise and event.verb is not Verb.DISPUTED
    }
    levels = sorted(set(late.values()))
    if not levels or levels[-1] == IN_TIME:
        return grade(events)
    decision = held.get(("", Act.EXCUSED))
    excused = decision is not None and bool(decision.upheld)
    stages = [
        _after(
            grade(one for one in events if late.get(one.id, IN_TIME) <= level),
            level[0],
            Fraction(0) if excused else deadline.taken(level[0]),
            excused=excused,
        )
        for level in (*levels[: MOST_STAGES - 1], levels[-1])
    ]
    best = max(stages, key=lambda one: (one.points, _RANK[one.progress], -_days(one)))
    return attrs.evolve(best, remarks=(*best.remarks, *_remarks(best, stages, events, deadline)))


def _lateness(event: Event, deadline: Deadline, handed_in: HandIns) -> tuple[int, dt.timedelta]:
    """Give the days late of an event, and by which submission, so that each can be told apart."""
    when = handed_in.of(event)
    days = deadline.days(when) if when is not None else 0
    if not days or when is None:
        return IN_TIME
    return days, when - _EPOCH if event.id in handed_in.times else _LAST


def _after(found: Grade, days: int, taken: Fraction, *, excused: bool) -> Grade:
    """Take off what lateness costs."""
    if not days or not found.out_of:
        return found
    if found.decided:
        taken = Fraction(0)
    told = Lateness(days=days, taken=taken, earned=found.points, excused=excused)
    return attrs.evolve(found, points=found.points * (1 - taken), late=told)


def _days(grade: Grade) -> int:
    return grade.late.days if grade.late else 0


def _remarks(
    best: Grade, stages: Sequence[Grade], events: Iterable[Event], deadline: Deadline
) -> Iterable[str]:
    if best.late and best.late.taken and best.late.earned:
        yield best.late.told
        own = [moment(one) for one in events if one.exercise == best.exercise]
        if all(when and not deadline.days(when, grace=False) for when in own):
            yield say(
                "all of it was done by the deadline and only handed in late; "
                "'doorknob grade --excuse' takes the deduction back"
            )
    if any(one.pending and _days(one) > _days(best) for one in stages):
        yield say("what was handed in later waits for the trainer, and may yet count for more")
