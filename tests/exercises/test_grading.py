"""Exercises: wrong files are answered at the line, journals are graded item by item."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from uuid import UUID, uuid5

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorknob.course import Course
from doorknob.errors import InvalidExercise
from doorknob.exercises.base import Progress
from doorknob.exercises.choice import Choices
from doorknob.exercises.playing import Counts, Mode
from doorknob.exercises.registry import kind, kinds, read_exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.grading.grade import Result, grade
from doorknob.grading.statistics import summarise
from doorknob.journal.events import Event, Verb
from doorknob.journal.store import Fault, Journal
from doorknob.journal.submission import KEPT_PRIVATE
from doorknob.prospect.scenario import Scenario

CHOICES, PLAY = "01-force-or-influence", "01-think-it-over"
SPACE = UUID(int=11)


@pytest.fixture(scope="module")
def choices(course: Course) -> Choices:
    found = read_exercise(course.exercise_path(CHOICES))
    assert isinstance(found, Choices)
    return found


@pytest.fixture(scope="module")
def play(course: Course) -> RolePlay:
    found = read_exercise(course.exercise_path(PLAY))
    assert isinstance(found, RolePlay)
    return found


def journal(exercise: str, rows: Sequence[tuple[str, str]], attempt: str = "1") -> Journal:
    """Give a journal of answers: pairs of part and response."""
    events = tuple(
        Event(
            id=str(uuid5(SPACE, f"{exercise}{attempt}{number}")),
            learner="ada",
            verb=Verb.ANSWERED,
            exercise=exercise,
            attempt=str(uuid5(SPACE, attempt)),
            timestamp="2026-03-09T10:00:00+00:00",
            part=part,
            response=response,
        )
        for number, (part, response) in enumerate(rows)
    )
    return Journal(path="ada.jsonl", events=events)


@pytest.fixture
def graded(choices: Choices, play: RolePlay, think_it_over: Scenario):
    def made(found: Journal) -> Result:
        return grade("ada", found, [choices, play], lambda _: think_it_over, {})

    return made


def test_all_right_at_the_first_go_is_all_points(choices: Choices, graded) -> None:
    rows = [(item.id, item.best.id) for item in choices.items]
    found = graded(journal(CHOICES, rows)).grade(CHOICES)
    assert (found.points, found.progress) == (choices.out_of, Progress.DONE)


def test_right_at_the_second_go_is_half(choices: Choices, graded) -> None:
    item = choices.items[0]
    wrong = next(option.id for option in item.options if not option.correct)
    found = graded(journal(CHOICES, [(item.id, wrong), (item.id, item.best.id)])).grade(CHOICES)
    assert found.parts[0].points == Fraction(1, 2)
    assert found.progress is Progress.UNFINISHED


def test_the_first_answer_stands_whatever_is_tried_after(choices: Choices, graded) -> None:
    item = choices.items[0]
    wrong = next(option.id for option in item.options if not option.correct)
    rows = [(item.id, wrong), (item.id, wrong), (item.id, item.best.id)]
    assert graded(journal(CHOICES, rows)).grade(CHOICES).parts[0].points == 0


@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=10))
def test_no_answer_breaks_grading_or_earns_more_than_there_is(
    choices: Choices, play: RolePlay, think_it_over: Scenario, rows: list[tuple[str, str]]
) -> None:
    found = grade("ada", journal(CHOICES, rows), [choices, play], lambda _: think_it_over, {})
    assert 0 <= found.points <= found.out_of


def test_an_answer_to_no_item_is_remarked_on(graded) -> None:
    found = graded(journal(CHOICES, [("nowhere", "a")]))
    assert any("'nowhere'" in remark for remark in found.remarks)


def test_an_option_that_there_is_not_earns_nothing_and_says_so(choices: Choices, graded) -> None:
    found = graded(journal(CHOICES, [(choices.items[0].id, "<b>z</b>")])).grade(CHOICES)
    assert found.parts[0].points == 0
    assert "none of the options" in found.parts[0].feedback


def test_a_call_is_replayed_and_its_score_computed(graded) -> None:
    """Whatever a journal claims about points, nobody reads it."""
    pushed = ["You need this. Give me your card.", "You'd be mad to say no. Sign now."] * 3
    found = graded(journal(PLAY, [("", line) for line in pushed])).grade(PLAY)
    assert found.points < found.out_of / 4
    assert found.detail.call.turns
    assert sum(part.points for part in found.parts) == found.points
    assert any("did not count" in remark for remark in found.remarks)


def test_the_best_try_counts(play: RolePlay, think_it_over: Scenario) -> None:
    good = journal(PLAY, [("", "What would you want to think through?")], "1")
    bad = journal(PLAY, [("", "You need this. Sign now.")], "2")
    both = Journal(path="x", events=good.events + bad.events)
    points = {}
    for counts in Counts:
        exercise = attrs.evolve(play, counts=counts, rubric={})
        points[counts] = grade("ada", both, [exercise], lambda _: think_it_over, {}).points
    assert points[Counts.BEST] == points[Counts.FIRST] > points[Counts.LAST]


def test_a_rubric_s_weights_count(play: RolePlay) -> None:
    assert sum(play.weights.values()) == 100


def test_no_journal_is_said_and_earns_nothing(graded) -> None:
    found = graded(Journal(path="x"))
    assert (found.points, found.progress) == (0, Progress.NOT_STARTED)
    assert found.remarks == ("no journal was handed in",)


def test_faults_are_on_the_learner_s_row(graded) -> None:
    found = graded(Journal(path="x", faults=(Fault(line=3, message="torn off"),)))
    assert found.remarks == ("journal, line 3: torn off",)


def test_a_cohort_of_nobody_can_be_summed_up(graded) -> None:
    assert summarise([]).learners == 0
    summary = summarise([graded(Journal(path="x"))])
    assert sum(summary.outcomes.values()) == 0
    assert not any(summary.shares.values())


def test_both_kinds_are_registered() -> None:
    assert {"choice", "roleplay"} <= set(kinds())
    assert kind("choice").name == "choice"


@pytest.mark.parametrize(
    ("name", "old", "new", "field", "said"),
    [
        (CHOICES, "correct: true", "correct: yes", "items[0].options[1].correct", "true or false"),
        (CHOICES, "correct: true", "correct: false", "items[0].options", "expected exactly one"),
        (CHOICES, "feedback: at_once", "feedback: never", "feedback", "one of its words"),
        (CHOICES, "kind: choice", "kind: quiz", "kind", "no kind 'quiz'"),
        (PLAY, "uncovered: 25", "uncoverd: 25", "rubric.uncoverd", "Did you mean 'uncovered'?"),
        (PLAY, "points: 20", "points: 0", "points", "1 point or more"),
        (PLAY, "points: 20", "points: many", "points", "expected a whole number"),
        (PLAY, "counts: best", "counts: all", "counts", "one of its words"),
        (PLAY, "id: 01-think-it-over", "id: other", "id", "the file's name"),
    ],
)
def test_a_typo_is_named_with_its_field(
    copy: Course, name: str, old: str, new: str, field: str, said: str
) -> None:
    path = copy.exercise_path(name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidExercise) as caught:
        read_exercise(path)
    found = [problem for problem in caught.value.problems if problem.field == field]
    assert found, str(caught.value)
    assert said in str(found[0])
    assert found[0].line


@pytest.mark.parametrize("name", [CHOICES, PLAY])
def test_a_worksheet_for_learners_holds_no_key(
    course: Course, think_it_over: Scenario, name: str
) -> None:
    exercise = read_exercise(course.exercise_path(name))
    sheets = {
        key: kind(exercise.kind).worksheet(exercise, lambda _: think_it_over, {}, key=key)
        for key in (False, True)
    }
    secret = "(best)" if name == CHOICES else "Give back:"
    assert secret in sheets[True]
    assert secret not in sheets[False]
    if isinstance(exercise, Choices):
        from html import escape

        for item in exercise.fill({}).items:
            for option in item.options:
                assert escape(option.feedback) not in sheets[False]


def test_private_practice_shows_no_more_than_that_it_was_played(
    play: RolePlay, think_it_over: Scenario
) -> None:
    """What was said stays with the learner: no points, no call, no parts."""
    exercise = attrs.evolve(play, private=None)
    found = grade(
        "ada", journal(PLAY, [("", "You need this.")]), [exercise], lambda _: think_it_over, {}
    )
    only = found.grades[0]
    assert (only.tries, only.points, only.out_of, only.detail, only.parts) == (1, 0, 0, None, ())


def test_what_was_handed_in_as_private_is_never_graded_for_its_stand_in_words(
    play: RolePlay, think_it_over: Scenario
) -> None:
    """An exercise that is opened later finds no lines, rather than lines that nobody said."""
    exercise = attrs.evolve(play, private=False)
    kept = journal(PLAY, [("", KEPT_PRIVATE), ("", KEPT_PRIVATE)])
    only = grade("ada", kept, [exercise], lambda _: think_it_over, {}).grades[0]
    assert (only.detail, only.points, only.progress) == (None, 0, Progress.UNFINISHED)
    said = journal(PLAY, [("", "What would you want to think through?")], "2")
    both = Journal(path="x", events=kept.events + said.events)
    only = grade("ada", both, [exercise], lambda _: think_it_over, {}).grades[0]
    assert len(only.played) == 1


def test_an_assessment_counts_its_first_take_and_names_another_seed(
    play: RolePlay, think_it_over: Scenario
) -> None:
    exercise = attrs.evolve(play, mode=Mode.ASSESSMENT, private=None, counts=Counts.BEST)
    bad = journal(PLAY, [("", "You need this. Sign now.")], "1")
    good = journal(PLAY, [("", "What would you want to think through?")], "2")
    both = Journal(path="x", events=bad.events + good.events)
    found = grade("ada", both, [exercise], lambda _: think_it_over, {"seed": "5"})
    first = grade("ada", bad, [exercise], lambda _: think_it_over, {"seed": "5"})
    assert found.points == first.points
    assert any("not the cohort's" in remark for remark in found.remarks)


def test_a_call_in_a_world_of_its_own_keeps_its_product(
    play: RolePlay, think_it_over: Scenario
) -> None:
    """Only the values that an exercise lists as its parameters reach the scenario."""
    values = {"product": "Tidemark Rounds", "price": "£36"}
    rows = [("", "What would you want to think through?")]
    for parameters, price in ((play.parameters, "£36"), ({}, "£49")):
        exercise = attrs.evolve(play, parameters=parameters, instructions="Play.")
        found = grade("ada", journal(PLAY, rows), [exercise], lambda _: think_it_over, values)
        assert found.grade(PLAY).detail.call.scenario.parameters["price"] == price
        sheet = kind("roleplay").worksheet(exercise, lambda _: think_it_over, values, key=False)
        assert ("Tidemark" in sheet) == bool(parameters)
