"""The box at the head: what is in it is in the result, and nothing that anybody typed is markup."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import attrs
import pytest

from doorknob.coaching.debrief import Debrief, debrief
from doorknob.exercises.base import Grade, Progress
from doorknob.grading.grade import Result
from doorknob.grading.gradebook import Row
from doorknob.grading.statistics import Summary, summarise
from doorknob.prospect.conversation import replay
from doorknob.prospect.scenario import Scenario
from doorknob.publish.glance import cohort_glance_html, glance_html

LINES = ["That's fair. What would you want to think through?", "So it's the money, in winter."]


def grade(detail: object = None, *, title: str = "Call", tries: int = 1, points: int = 1) -> Grade:
    return Grade(
        exercise="01-x", title=title, progress=Progress.DONE if tries else Progress.NOT_STARTED,
        points=Fraction(points), out_of=2, parts=(), tries=tries, detail=detail,
    )  # fmt: skip


@pytest.fixture
def call(think_it_over: Scenario) -> Debrief:
    return debrief(replay(think_it_over, LINES))


def row(result: Result, name: str = "Ada") -> Row:
    return Row(learner=result.learner, name=name, email="", result=result)


def test_a_result_is_summed_up_in_its_own_words(call: Debrief) -> None:
    made = glance_html(Result(learner="ada", grades=(grade(call), grade(tries=0, points=0))))
    assert "<dt>Done</dt><dd>1 of 2 exercises</dd>" in made
    assert "<dd>25 % of what could be had</dd>" in made
    assert call.ending in made
    assert call.next_steps[0].advice in made
    assert made.count("Goes well") == bool(call.strengths)


def test_of_whoever_has_begun_nothing_no_points_are_said() -> None:
    made = glance_html(Result(learner="ada", grades=(grade(tries=0),)))
    assert "0 of 1 exercise<" in made
    assert "%" not in made


def test_a_cohort_is_summed_up(call: Debrief) -> None:
    results = [
        Result(learner="ada", grades=(grade(call, points=2),)),
        Result(learner="bob", grades=(grade(tries=0),)),
    ]
    summary = summarise(results)
    made = cohort_glance_html([row(result) for result in results], summary)
    assert "2: 1 done, 1 not started" in made
    assert "from 100 % to 100 %" in made, "who has begun nothing is not counted"
    assert f"{sum(summary.outcomes.values())}: 1 ×" in made


def test_a_cohort_of_nobody_is_summed_up() -> None:
    empty = Summary(learners=0, outcomes=Counter(), missed={}, moves=Counter(), items=(), shares={})
    assert "nobody" in cohort_glance_html([], empty)


def test_titles_are_text(call: Debrief) -> None:
    trap = "<script>alert(1)</script>"
    found = summarise([Result(learner="ada", grades=(grade(call, title=trap),))])
    items = tuple(attrs.evolve(item, title=trap) for item in found.items)
    made = cohort_glance_html([], attrs.evolve(found, items=items))
    assert "<script" not in made
