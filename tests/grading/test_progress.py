"""Before and after: everybody against themselves, and practice in private stays private."""

from __future__ import annotations

from fractions import Fraction

import attrs

from doorknob.course import Course
from doorknob.exercises.base import Grade, Progress
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
