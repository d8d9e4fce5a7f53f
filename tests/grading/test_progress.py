"""Before and after: everybody against themselves, and practice in private stays private."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from doorknob.coaching.debrief import debrief
from doorknob.course import Course
from doorknob.exercises.base import Grade, PartGrade, Progress
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.grading.grade import Result
from doorknob.grading.progress import between, first_and_last, goes
from doorknob.journal.replay import Attempt

PUSHED = ("You need this. Give me your card number now, or the price is gone tonight.",)
ASKED = ("That's fair. What would you want to think through?",)


def tries(*lines: tuple[str, ...]) -> list[Attempt]:
    return [
        Attempt(id=str(n), exercise="x", started="", lines=said) for n, said in enumerate(lines)
    ]


def role_play(course: Course) -> RolePlay:
    exercise = read_exercise(course.exercise_path("01-think-it-over"))
    assert isinstance(exercise, RolePlay)
    return exercise


def test_every_try_is_replayed_in_order(course: Course) -> None:
    """A try in which nothing was said is none."""
    found = goes(role_play(course), tries(PUSHED, (), ASKED), course.scenario, {})
    assert [go.number for go in found] == [1, 2]
    assert (found[0].pushes, found[0].out) == (1, 0)
    assert (found[1].pushes, found[1].out) == (0, 1)
    assert found[0].skill < found[1].skill
    change = first_and_last([found, found[:1], ()])
    assert (change.higher, change.same, change.lower) == (1, 0, 0)
    assert change.medians == (found[0].skill, found[1].skill)


def test_what_a_grade_was_made_from_is_not_replayed(course: Course) -> None:
    """Another line, or one try more, is another call, and is replayed as it was played."""
    exercise, scenario = role_play(course), course.scenario
    known = [
        debrief(exercise.replayed(scenario(exercise.scenario), one, {}))
        for one in tries(PUSHED, ASKED)
    ]
    plain = goes(exercise, tries(PUSHED, ASKED), scenario, {})
    assert goes(exercise, tries(PUSHED, ASKED), scenario, {}, known) == plain
    for played in (tries(ASKED, PUSHED), tries(PUSHED, ASKED, ASKED), tries(PUSHED)):
        told = goes(exercise, played, scenario, {}, known)
        assert told == goes(exercise, played, scenario, {})


def test_of_private_practice_nothing_is_told(course: Course) -> None:
    private = attrs.evolve(role_play(course), private=True)
    assert goes(private, tries(ASKED, ASKED), course.scenario, {}) == ()


def test_what_is_no_call_has_no_tries(course: Course) -> None:
    exercise = read_exercise(course.exercise_path("01-force-or-influence"))
    assert goes(exercise, tries(ASKED), course.scenario, {}) == ()


def graded(**shares: int | None) -> Result:
    return Result(
        learner="ada",
        grades=tuple(
            Grade(
                exercise=name,
                title=name,
                progress=Progress.UNFINISHED if points is None else Progress.DONE,
                points=Fraction(points or 0),
                out_of=10,
                tries=1,
            )
            for name, points in shares.items()
        ),
    )


def test_only_who_finished_both_tests_is_compared() -> None:
    results = [graded(a=2, b=8), graded(a=5, b=5), graded(a=9, b=None), graded(b=4)]
    found = between(results, "a", "b")
    assert (len(found.pairs), found.higher, found.same, found.lower) == (2, 1, 1, 0)
    assert found.medians == (Fraction(7, 20), Fraction(13, 20))


def test_with_nobody_there_is_no_middle() -> None:
    assert between([], "a", "b").medians is None
    assert first_and_last([]).pairs == ()


def test_a_learner_who_was_swapped_is_compared_the_other_way_round() -> None:
    results = [attrs.evolve(graded(a=2, b=8), learner="bob"), graded(a=2, b=8)]
    found = between(results, "a", "b", {"bob"})
    assert found.differences == (-0.6, 0.6)
    assert found.mean == 0


def test_the_interval_of_the_mean_change_is_student_s() -> None:
    """Of one person, and of people who all changed alike, there is none."""
    found = between([graded(a=2, b=8), graded(a=5, b=5), graded(a=4, b=7)], "a", "b")
    assert found.mean == pytest.approx(0.3)
    assert found.interval is not None
    # 0.3 ± 4.3027 · 0.3 / √3, with t for two degrees of freedom from a printed table.
    assert found.interval.low == pytest.approx(0.3 - 4.3027 * 0.3 / 3**0.5, abs=1e-4)
    assert found.interval.holds(0)
    assert between([graded(a=2, b=8)], "a", "b").interval is None
    assert between([graded(a=2, b=8), graded(a=1, b=7)], "a", "b").interval is None
    assert between([], "a", "b").mean is None


def test_an_item_that_waits_in_one_of_two_parallel_tests_counts_in_neither() -> None:
    def part(name: str, points: int, *, pending: bool = False) -> PartGrade:
        return PartGrade(
            part=name, title=name, points=Fraction(points), out_of=Fraction(3), pending=pending
        )

    def test(name: str, *parts: PartGrade) -> Grade:
        points = sum((one.points for one in parts), Fraction(0))
        out_of = sum(3 for one in parts if not one.pending)
        return Grade(
            exercise=name,
            title=name,
            progress=Progress.DONE,
            points=points,
            out_of=out_of,
            parts=parts,
        )

    before = test("a", part("x", 1), part("y", 3))
    after = test("b", part("x", 2), part("y", 0, pending=True))
    (pair,) = between([Result(learner="ada", grades=(before, after))], "a", "b").pairs
    assert (pair.before, pair.after) == (Fraction(1, 3), Fraction(2, 3))
