"""Reports: whatever a learner typed is shown as text, and figures are computed, not claimed."""

from __future__ import annotations

import pytest
from hypothesis import given

from doorknob.coaching.debrief import debrief
from doorknob.exercises.base import Grade, PartGrade, Progress
from doorknob.grading.grade import Result
from doorknob.grading.gradebook import Row
from doorknob.prospect.conversation import replay
from doorknob.prospect.scenario import Scenario
from doorknob.publish.reporting import cohort_html, grade_html, overview_html, remarks_html
from strategies import names

TRAPS = [
    "<script>alert(1)</script>",
    "</div><style>*{}</style>",
    '"><img src=x onerror=y>',
    "{=typst}",
]


def grade(text: str, detail: object = None) -> Grade:
    part = PartGrade(
        part="a", title=text, response=text, right=text, points=0, out_of=1, feedback=text
    )  # type: ignore[arg-type]
    return Grade(
        exercise="01-x", title=text, progress=Progress.UNFINISHED, points=part.points, out_of=1,
        parts=(part,), tries=1, detail=detail,
    )  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_markup_in_a_call_stays_text(think_it_over: Scenario, trap: str) -> None:
    call = replay(think_it_over, [f"{trap} What would you want to think through?"])
    made = grade_html(grade("x", debrief(call)), seller=trap)
    assert "<script" not in made
    assert "<img" not in made


def pages(text: str) -> list[str]:
    found = grade(text)
    result = Result(learner="ada", grades=(found,), remarks=(f"journal, {text}",))
    row = Row(learner="ada", name=text, email="", result=result)
    return [
        overview_html(result),
        grade_html(found, seller=text),
        cohort_html([row]),
        remarks_html([row]),
    ]


@given(names)
def test_any_text_is_escaped_everywhere(text: str) -> None:
    """Whatever is typed, a page has the same tags as with a harmless word."""
    for made, harmless in zip(pages(text), pages("word"), strict=True):
        assert made.count("<") == harmless.count("<")
        assert made.count('"') == harmless.count('"')


def test_what_was_lost_is_said_on_the_result() -> None:
    assert "could not be read" in pages("word")[0]


def test_a_whole_cohort_says_so() -> None:
    assert "whole" in remarks_html([])
