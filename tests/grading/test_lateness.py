"""Late work: what is taken off, from what, and that nobody is worse off for handing in again."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import pairwise
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.course import Course
from doorknob.exercises.base import Exercise, Feedback, Progress
from doorknob.exercises.registry import read_exercise
from doorknob.grading.grade import NOTHING_HANDED_IN, Result, grade
from doorknob.grading.lateness import Deadline, HandIns, LateRule, Rules
from doorknob.journal.decisions import Act, Decision, Decisions
from doorknob.journal.events import Event, Verb
from doorknob.journal.store import Journal
from doorknob.structuring import Percent

DAY = dt.date(2026, 3, 20)
HOUR = dt.timedelta(hours=1)
LONDON = ZoneInfo("Europe/London")
RULE = LateRule(grace=24 * HOUR, deduction_per_day=Percent(1, 10), at_most=Percent(1, 2))
RULES = Rules(deadline=Deadline(day=DAY, zone=LONDON, rule=RULE))
IN_TIME = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)
TASK = "01-force-or-influence"


@pytest.fixture(scope="module")
def choices(course: Course) -> Exercise:
    """Give an exercise whose last answer stands."""
    found = read_exercise(course.exercise_path(TASK))
    return attrs.evolve(found, feedback=Feedback.AFTER_GRADING)  # type: ignore[call-arg]


def answer(exercise: Exercise, number: int, *, right: bool, when: dt.datetime = IN_TIME) -> Event:
    item = exercise.items[number]  # type: ignore[attr-defined]
    option = next(one for one in item.options if one.correct is right)
    return Event(
        id=str(uuid4()),
        learner="ana",
        verb=Verb.ANSWERED,
        exercise=exercise.id,
        attempt=str(UUID(int=1)),
        timestamp=when.isoformat(),
        part=item.id,
        response=option.id,
    )


def answer_at(timestamp: str) -> Event:
    return Event(
        id=str(uuid4()),
        learner="ana",
        verb=Verb.ANSWERED,
        exercise=TASK,
        attempt=str(UUID(int=1)),
        timestamp=timestamp,
        part="x",
        response="a",
    )


def excuse(*, granted: bool = True) -> Decision:
    return Decision(
        id=str(uuid4()),
        trainer="Hanna",
        act=Act.EXCUSED,
        learner="ana",
        exercise=TASK,
        timestamp="2026-03-25T10:00:00+00:00",
        upheld=granted,
        text="was ill",
    )


def graded(
    exercise: Exercise,
    events: list[Event],
    handed_in: HandIns = NOTHING_HANDED_IN,
    *decisions: Decision,
    rules: Rules = RULES,
) -> Result:
    def none(name: str) -> None:
        raise AssertionError(name)

    return grade(
        "ana",
        Journal(path="ana.jsonl", events=tuple(events)),
        [exercise],
        none,  # type: ignore[arg-type]
        {},
        decisions=Decisions(all=decisions),
        rules=rules,
        handed_in=handed_in,
    )


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2026-03-20T23:59:59+00:00", 0),
        ("2026-03-21T00:00:00+00:00", 0),  # the day of grace
        ("2026-03-21T23:59:59+00:00", 0),
        ("2026-03-22T00:00:00+00:00", 1),
        ("2026-03-22T23:59:59+00:00", 1),
        ("2026-03-23T00:00:01+00:00", 2),
        ("2026-03-21T18:59:00-05:00", 0),  # a minute before midnight in London
        ("2026-03-21T19:01:00-05:00", 1),
        ("2026-03-22T08:59:00+09:00", 0),
        ("2026-03-22T00:30:00", 1),  # no offset: UTC
    ],
)
def test_days_are_counted_from_the_end_of_the_grace_period_in_the_cohort_s_zone(
    when: str, days: int
) -> None:
    assert RULES.deadline is not None
    assert RULES.deadline.days(dt.datetime.fromisoformat(when)) == days


def test_an_absurd_time_is_a_time() -> None:
    assert RULES.deadline is not None
    assert RULES.deadline.days(dt.datetime.fromisoformat("9999-12-31T23:59:59-12:00")) > 2_000_000
    assert RULES.deadline.days(dt.datetime.fromisoformat("0001-01-01T00:00:00+14:00")) == 0
    event = answer_at("9999-12-31T23:59:59-12:00")
    for times in ({}, {event.id: dt.datetime.max.replace(tzinfo=dt.timezone(-12 * HOUR))}):
        found = HandIns(times=times).of(event)
        assert found is not None
        assert RULES.deadline.taken(RULES.deadline.days(found)) == Fraction(1, 2)


def test_a_submission_from_the_end_of_time_is_graded(choices: Exercise) -> None:
    event = answer(choices, 0, right=True)
    for zone in (dt.timezone(-12 * HOUR), dt.timezone(14 * HOUR)):
        late = HandIns(times={event.id: dt.datetime.max.replace(tzinfo=zone)})
        assert graded(choices, [event], late).points == Fraction(1, 2)
        early = HandIns(times={event.id: dt.datetime.min.replace(tzinfo=zone)})
        assert graded(choices, [event], early).points == 1


def test_without_a_zone_each_time_s_own_midnight_ends_the_day() -> None:
    deadline = Deadline(day=DAY)
    assert deadline.days(dt.datetime.fromisoformat("2026-03-20T23:59:00-11:00")) == 0
    assert deadline.days(dt.datetime.fromisoformat("2026-03-21T00:01:00+14:00")) == 1


def test_summer_time_moves_the_end_of_the_day_with_the_clock() -> None:
    """In London 29 March 2026 ends an hour earlier in UTC than the day before."""
    deadline = Deadline(day=dt.date(2026, 3, 29), zone=LONDON)
    assert deadline.days(dt.datetime.fromisoformat("2026-03-29T22:59:59+00:00")) == 0
    assert deadline.days(dt.datetime.fromisoformat("2026-03-29T23:00:00+00:00")) == 1


def test_each_day_begun_takes_its_share_up_to_the_most() -> None:
    deadline = Deadline(day=DAY, rule=RULE)
    assert [deadline.taken(days) for days in (0, 1, 4, 5, 6, 900)] == [
        *(0, Fraction(1, 10), Fraction(2, 5)),
        *[Fraction(1, 2)] * 3,
    ]


def test_late_work_loses_its_share_and_says_so(choices: Exercise) -> None:
    events = [answer(choices, at, right=True, when=IN_TIME + 60 * HOUR) for at in range(4)]
    found = graded(choices, events)
    one = found.grades[0]
    assert one.late is not None
    assert (one.late.days, one.late.earned, one.points) == (2, 4, Fraction(16, 5))
    assert found.points == Fraction(16, 5)
    assert f"{TASK}: 2 days late: 20 % of 4.00 points, which is 0.80" in found.remarks[0]
    assert one.skill == Fraction(4, choices.out_of)


def test_nothing_is_taken_off_where_the_cohort_has_no_rule(choices: Exercise) -> None:
    events = [answer(choices, 0, right=True, when=IN_TIME + 1000 * HOUR)]
    for rules in (Rules(), Rules(deadline=Deadline(day=DAY))):
        found = graded(choices, events, rules=rules)
        assert (found.points, found.grades[0].late, found.remarks) == (1, None, ())


def test_what_was_done_in_time_and_handed_in_late_is_late_and_the_trainer_is_told(
    choices: Exercise,
) -> None:
    events = [answer(choices, 0, right=True)]
    handed_in = HandIns(times={events[0].id: IN_TIME + 48 * HOUR})
    found = graded(choices, events, handed_in)
    assert found.points == Fraction(9, 10)
    assert any("done by the deadline and only handed in late" in one for one in found.remarks)


def test_the_better_of_two_hand_ins_counts(choices: Exercise) -> None:
    """A late answer that is worse costs nothing; one that is better counts, less the deduction."""
    first = [answer(choices, at, right=at < 2) for at in range(4)]
    late = IN_TIME + 48 * HOUR
    worse = [answer(choices, 0, right=False, when=late)]
    better = [answer(choices, at, right=True, when=late) for at in (2, 3)]
    assert graded(choices, [*first, *worse]).points == 2
    assert graded(choices, [*first, *worse]).grades[0].late is None
    assert graded(choices, [*first, *better]).points == Fraction(36, 10)


@settings(max_examples=20)
@given(
    given=st.lists(st.tuples(st.integers(0, 7), st.booleans(), st.integers(-48, 300)), max_size=9)
)
@pytest.mark.parametrize("moment", ["at_once", "after_grading"])
def test_handing_in_again_later_never_makes_anybody_worse_off(
    choices: Exercise, moment: str, given: list[tuple[int, bool, int]]
) -> None:
    """For any work in order of time, every late hand-in leaves at least the points before it."""
    exercise = attrs.evolve(choices, feedback=Feedback(moment))  # type: ignore[call-arg]
    ordered = sorted(given, key=lambda one: one[2])
    times = [IN_TIME + after * HOUR for *_, after in ordered]
    events = [answer(exercise, number, right=right) for number, right, _ in ordered]
    handed_in = HandIns(times={one.id: when for one, when in zip(events, times, strict=True)})
    points = [graded(exercise, events[:most], handed_in).points for most in range(len(events) + 1)]
    for at, (before, after) in enumerate(pairwise(points)):
        # What is in time is one hand-in: of that the last answer stands, as without any rule.
        if RULES.deadline.days(times[at]) and times[at] not in times[:at]:  # type: ignore[union-attr]
            assert after >= before


def test_a_journal_with_a_thousand_late_days_is_graded_soon(choices: Exercise) -> None:
    events = [
        answer(choices, at % 8, right=True, when=IN_TIME + 24 * at * HOUR) for at in range(1000)
    ]
    found = graded(choices, events)
    assert found.points >= 4


def test_whoever_is_excused_loses_nothing_until_that_is_taken_back(choices: Exercise) -> None:
    events = [answer(choices, 0, right=True, when=IN_TIME + 60 * HOUR)]
    excused = graded(choices, events, HandIns(), excuse())
    assert excused.points == 1
    assert excused.grades[0].late is not None
    assert excused.grades[0].late.excused
    assert not any("ill" in remark for remark in excused.remarks)
    first = answer(choices, 1, right=True)
    spoilt = answer(choices, 1, right=False, when=IN_TIME + 60 * HOUR)
    assert graded(choices, [first, spoilt], HandIns(), excuse()).points == 1
    back = graded(choices, events, HandIns(), excuse(), excuse(granted=False))
    assert back.points == Fraction(4, 5)


def test_points_that_the_trainer_gave_to_the_whole_stay_as_given(choices: Exercise) -> None:
    from doorknob.grading.deciding import answer_of
    from doorknob.journal.decisions import digest

    events = [answer(choices, 0, right=True, when=IN_TIME + 60 * HOUR)]
    told = answer_of(graded(choices, events).grades[0])
    given = attrs.evolve(
        excuse(), act=Act.SCORED, points=Fraction(3), answer=digest(told), upheld=None
    )
    assert graded(choices, events, HandIns(), given).points == 3


def test_a_decision_on_a_line_follows_its_try_into_what_was_in_time() -> None:
    """The second try of all may be the first of those in time, where the other had no line yet."""
    from doorknob.grading.deciding import renumbered
    from doorknob.journal.replay import Attempt

    def settled(part: str) -> tuple[tuple[str, Act], Decision]:
        return (part, Act.SETTLED), attrs.evolve(excuse(), act=Act.SETTLED, part=part)

    first, second = (Attempt(id=name, exercise=TASK, started="", lines=("a",)) for name in "ab")
    held = dict([settled("1.1"), settled("2.3"), (("", Act.EXCUSED), excuse())])
    begun = attrs.evolve(first, lines=())
    found = renumbered(held, (first, second), (begun, second))
    assert found.keys() == {("1.3", Act.SETTLED), ("", Act.EXCUSED)}
    assert found["1.3", Act.SETTLED].part == "2.3"
    assert renumbered(held, (first, second), (first, second)) == held


def test_a_time_that_can_t_be_read_is_held_against_nobody(choices: Exercise) -> None:
    event = attrs.evolve(answer(choices, 0, right=True), timestamp="soon")
    assert graded(choices, [event]).points == 1


def test_weights_make_the_whole_and_what_waits_counts_as_missed_for_a_certificate() -> None:
    from gradebooks import drill
    from gradebooks import graded as earned

    one = earned(drill("01-a", points=4), Fraction(2))
    two = earned(drill("01-b", points=10), Fraction(10))
    free = earned(drill("01-c", points=0), Fraction(0), progress=Progress.DONE)
    whole = Result(
        learner="ana", grades=(one, two, free), weights={"01-a": 60, "01-b": 40, "01-c": 50}
    )
    assert (whole.points, whole.out_of, whole.share) == (70, 100, Fraction(7, 10))
    assert whole.sure == Fraction(7, 10)
    plain = attrs.evolve(whole, weights={})
    assert (plain.points, plain.out_of, plain.sure) == (12, 14, Fraction(12, 14))
    waits = attrs.evolve(one.parts[0], pending=True, out_of=Fraction(4))
    waiting = attrs.evolve(whole, grades=(attrs.evolve(one, parts=(waits,)), two, free))
    assert waiting.sure == Fraction(55, 100)
