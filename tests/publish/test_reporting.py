"""Reports: whatever a learner typed is shown as text, and figures are computed, not claimed."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest
from hypothesis import given

from doorknob.coaching.debrief import debrief
from doorknob.exercises.base import Grade, PartGrade, Progress
from doorknob.grading.grade import Result
from doorknob.grading.gradebook import Row
from doorknob.prospect.conversation import replay
from doorknob.prospect.scenario import Scenario
from doorknob.publish.glance import MOST_NAMED, glance_html, practised_html
from doorknob.publish.reporting import (
    MOST_COLUMNS,
    MOST_ROWS,
    cohort_html,
    grade_html,
    overview_html,
    remarks_html,
    waiting,
    waiting_html,
)
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
    many = attrs.evolve(result, grades=(found,) * (MOST_COLUMNS + 1))
    return [
        waiting_html([found]),
        cohort_html([attrs.evolve(row, result=many)]),
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
    assert "could not be read" in pages("word")[2]


def test_a_whole_cohort_says_so() -> None:
    assert "whole" in remarks_html([])


def test_many_exercises_are_counted_where_columns_could_not_be_read() -> None:
    """Up to six have a column each; of more it says how many were begun, and where the rest is."""
    one = grade("x")
    idle = attrs.evolve(one, tries=0, progress=Progress.NOT_STARTED)
    few = Result(learner="ada", grades=(one,) * MOST_COLUMNS, remarks=())
    many = attrs.evolve(few, grades=(*few.grades, idle))
    shown = [cohort_html([Row(learner="ada", name="Ada", email="", result=r)]) for r in (few, many)]
    assert [text.count("</th>") for text in shown] == [MOST_COLUMNS + 4, 5]
    assert "6 of 7" in shown[1]
    assert "gradebook" in shown[1]


def test_what_waits_to_be_begun_is_one_list_and_a_comment_is_never_left_out() -> None:
    """An exercise that a trainer said something about has a place of its own."""
    idle = attrs.evolve(grade("Idle"), tries=0)
    assert waiting(idle)
    assert not waiting(grade("x"))
    assert not waiting(attrs.evolve(idle, comment="Do this one first."))
    assert waiting_html([idle, idle]).count("<li>Idle") == 2
    assert waiting_html([]) == ""


def test_practice_that_counts_for_nothing_shows_no_points() -> None:
    """Nobody reads that he has 0 of 0: it has no card, and its place says so in words."""
    practice = attrs.evolve(grade("Practice"), out_of=0)
    result = Result(learner="ada", grades=(grade("x"), practice), remarks=())
    made = [overview_html(result), waiting_html([practice]), grade_html(practice, seller="Sam")]
    assert "Practice" not in made[0]
    assert all("no points" in text for text in made[1:])
    assert not any("0 of 0" in text for text in made)


def test_an_objective_that_is_asked_for_twice_stands_in_one_list() -> None:
    """What is partly right is never both the learner's already and still to be practised."""

    def part(name: str, points: int, response: str = "something") -> PartGrade:
        return PartGrade(
            part=name, title=name, points=Fraction(points), out_of=Fraction(1), response=response
        )

    grade = Grade(
        exercise="x",
        title="X",
        progress=Progress.UNFINISHED,
        points=Fraction(3),
        out_of=8,
        tries=1,
        parts=(
            part("a", 1), part("b", 0), part("c", 1), part("d", 0, ""), part("e", 1),
            part("f", 1), part("g", 0, ""), part("h", 0),
            attrs.evolve(part("i", 0), pending=True),
        ),
    )  # fmt: skip
    told = {("x", name): what for name, what in zip("abcdefgh", "112234.5", strict=True)}
    html = practised_html(grade, told | {("x", "f"): "3", ("x", "i"): "not read yet"})
    assert "not read yet" not in html
    yours, _, rest = html.partition("To practise next")
    practise, _, still = rest.partition("Still to come")
    assert "Yours already" in yours
    assert "3 (2 of 2)" in yours
    assert "1 (1 of 2)" in practise
    assert "5" in practise
    assert "2 (1 of 2)" in still
    assert html.count("1 (1 of 2)") == 1


def test_what_is_still_to_come_hides_nothing_of_what_was_done() -> None:
    """Early in a long course no page of zeros is shown, and no list of all that is not begun."""
    done = grade("x")
    still = [
        attrs.evolve(done, exercise=f"0{at}-y", title=f"y{at}", parts=(), tries=0,
                     progress=Progress.NOT_STARTED)
        for at in range(MOST_NAMED + 1)
    ]  # fmt: skip
    result = Result(learner="ada", grades=(done, *still))
    told = glance_html(result, {})
    assert f"{MOST_NAMED + 1} others are not begun yet" in told
    assert "Of what you have begun: 0 of 1." in told
    assert "y0" not in told
    assert "y0" not in overview_html(result)
    few = Result(learner="ada", grades=(done, *still[:1]))
    assert "y0" in glance_html(few, {})
    assert "y0" in overview_html(few)


def test_each_of_several_calls_is_named_where_its_end_is_told(think_it_over: Scenario) -> None:
    call = debrief(replay(think_it_over, ["What would you want to think through?"]))
    one, other = grade("First", call), grade("Second", call)
    told = glance_html(Result(learner="ada", grades=(one, other)), {})
    assert f"“First”: {call.ending}" in told
    assert "“First”" in told.split("How it went")[1]
    alone = glance_html(Result(learner="ada", grades=(one,)), {})
    assert "“First”: " not in alone


def test_what_waits_for_the_trainer_is_shown_without_a_verdict() -> None:
    """No points beside it, and no better answer: nobody has said yet that it wants one."""
    judged = PartGrade(
        part="a", title="A", points=Fraction(0), out_of=Fraction(3), response="mine", right="best"
    )
    found = attrs.evolve(grade("x"), tries=1, parts=(judged,))
    assert "0 of 3" in grade_html(found, seller="Sam")
    waits = attrs.evolve(found, parts=(attrs.evolve(judged, pending=True),))
    html = grade_html(waits, seller="Sam")
    assert "mine" in html
    assert "Your trainer has yet to read it" in html
    assert "of 3" not in html
    assert "best" not in html


@pytest.mark.parametrize("exercises", [1, MOST_COLUMNS + 1])
def test_of_very_many_the_first_are_shown_and_where_all_are(exercises: int) -> None:
    """Four hundred pages of names would help nobody, and take gigabytes to set."""
    grades = tuple(attrs.evolve(grade("x"), exercise=f"e{n}") for n in range(exercises))
    earned = Result(learner="a", grades=grades, remarks=("torn off",))
    rows = [
        Row(learner=f"l{n}", name=f"Learner {n:04}", email="", result=earned)
        for n in range(MOST_ROWS + 1)
    ]
    for shown in (cohort_html(rows), remarks_html(rows)):
        assert shown.count("Learner 0") == MOST_ROWS
        assert "The first 1,000 of 1,001; the gradebook has all." in shown
    assert "the gradebook has all" not in cohort_html(rows[:-1])
