"""The trainer has the last word, about the answer that she saw and no other."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import partial
from uuid import uuid4

import attrs
import pytest

from doorknob.course import Course
from doorknob.exercises.base import Exercise
from doorknob.exercises.registry import read_exercise
from doorknob.grading.deciding import answer_of
from doorknob.grading.grade import Result, grade
from doorknob.grading.progress import goes
from doorknob.grading.reviewing import cases
from doorknob.journal.decisions import Act, Decision, Decisions, digest
from doorknob.journal.events import Event, Verb
from doorknob.journal.replay import attempts
from doorknob.journal.store import Journal

TEXT = "She said it was the money. I could have asked: what would you want to think through?"
TASK, CALL = "in-your-own-trade", "01-think-it-over"
PUSH = "You need this. Sign today or you'll regret it."


@pytest.fixture
def tasks(course: Course) -> Exercise:
    return read_exercise(course.exercise_path("01-what-she-needs"))


@pytest.fixture
def call(course: Course) -> Exercise:
    return read_exercise(course.exercise_path(CALL))


def event(exercise: str, attempt: str, verb: Verb = Verb.ANSWERED, **more: object) -> Event:
    return Event(
        id=str(uuid4()),
        learner="ana",
        verb=verb,
        exercise=exercise,
        attempt=attempt,
        timestamp="2026-03-09T10:00:00+00:00",
        **more,  # type: ignore[arg-type]
    )


def written(*texts: str) -> Journal:
    attempt = str(uuid4())
    events = [
        event("01-what-she-needs", attempt, part=TASK, response=json.dumps(text)) for text in texts
    ]
    return Journal(path="j", events=tuple(events))


def called(*lines: str, disputes: dict[str, str] | None = None) -> Journal:
    attempt = str(uuid4())
    events = [event(CALL, attempt, response=line) for line in lines]
    events += [
        event(CALL, attempt, Verb.DISPUTED, part=part, response=why)
        for part, why in (disputes or {}).items()
    ]
    return Journal(path="j", events=tuple(events))


def decision(act: Act, exercise: str, part: str = "", **more: object) -> Decision:
    return Decision(
        id=str(uuid4()),
        trainer="Hanna Voss",
        act=act,
        learner="ana",
        exercise=exercise,
        part=part,
        timestamp="2026-03-10T10:00:00+00:00",
        **more,  # type: ignore[arg-type]
    )


def result(course: Course, exercise: Exercise, journal: Journal, *made: Decision) -> Result:
    return grade(
        "ana", journal, [exercise], course.scenario, {}, decisions=Decisions(all=tuple(made))
    )


def test_a_free_text_counts_as_the_trainer_says(course: Course, tasks: Exercise) -> None:
    """Before, it waits and a remark says so; after, its points are earned and to be had."""
    before = result(course, tasks, written(TEXT))
    assert before.remarks == ("1 free text to be read by the trainer",)
    made = decision(
        Act.SCORED, tasks.id, TASK, points=Fraction(1, 2), answer=digest(TEXT), met=(0,)
    )
    said = decision(Act.COMMENTED, tasks.id, TASK, text="A good question.")
    after = result(course, tasks, written(TEXT), made, said)
    assert after.points == before.points + Fraction(1, 2)
    assert after.out_of == before.out_of + 1
    part = next(one for one in after.grades[0].parts if one.part == TASK)
    assert (part.decided, part.comment, part.pending) == ("Hanna Voss", "A good question.", False)
    assert after.remarks == ()


def test_points_for_one_answer_are_never_carried_to_another(
    course: Course, tasks: Exercise
) -> None:
    """Whoever writes anew is read anew, and the trainer is told."""
    made = decision(Act.SCORED, tasks.id, TASK, points=Fraction(1), answer=digest(TEXT))
    found = result(course, tasks, written(TEXT, "Something else."), made)
    assert found.points == 0
    assert any("earlier answer" in remark for remark in found.remarks)
    (case,) = cases([found], [tasks], Decisions(all=(made,)))
    assert not case.done


def test_points_beyond_what_can_be_had_are_cut(course: Course, tasks: Exercise) -> None:
    """A slip of the pen makes nobody's share larger than the whole."""
    made = decision(Act.SCORED, tasks.id, TASK, points=Fraction(99), answer=digest(TEXT))
    assert result(course, tasks, written(TEXT), made).points == 1


def test_a_line_that_could_not_be_read_for_certain_comes_before_the_trainer(
    course: Course, tasks: Exercise
) -> None:
    """It is shown with what it answers and with what it should do, and counts as she says."""
    line = "Okey dokey then what bugs you"
    attempt = str(uuid4())
    given = event(tasks.id, attempt, part="say-it-better", response=json.dumps(line))
    journal = Journal(path="j", events=(given,))
    before = result(course, tasks, journal)
    assert before.remarks == ("1 free text to be read by the trainer",)
    (case,) = cases([before], [tasks], Decisions())
    assert (case.part, case.answer, case.why, case.points) == ("say-it-better", line, None, None)
    assert "money wasted" in case.prompt
    assert case.note.startswith("The reader could not tell")
    assert [one.text for one in case.rubric] == ["gives back what was said", "open question"]
    made = decision(
        Act.SCORED, tasks.id, case.part, points=Fraction(2), answer=case.digest, met=(0, 1)
    )
    after = result(course, tasks, journal, made)
    assert after.points == before.points + 2
    assert after.out_of == before.out_of + case.out_of
    (decided,) = cases([after], [tasks], Decisions(all=(made,)))
    assert decided.done


def test_another_learner_s_decision_changes_nothing(course: Course, tasks: Exercise) -> None:
    """It belongs to whom it names."""
    made = decision(Act.SCORED, tasks.id, TASK, points=Fraction(1), answer=digest(TEXT))
    other = attrs.evolve(made, learner="bea")
    assert result(course, tasks, written(TEXT), other) == result(course, tasks, written(TEXT))


def test_a_line_that_was_read_wrongly_is_held_against_nobody(
    course: Course, call: Exercise
) -> None:
    """The call stays as it was, the score leaves the line out, and nothing else moves."""
    lines = ("What would you want to think through?", PUSH, "What else is on your mind?")
    journal = called(*lines, disputes={"2": "I quoted my manager."})
    before = result(course, call, journal)
    (case,) = cases([before], [call], Decisions())
    assert (case.part, case.answer, case.why) == ("1.2", PUSH, "I quoted my manager.")
    assert case.read_as
    upheld = decision(Act.SETTLED, call.id, "1.2", upheld=True, answer=case.digest)
    after = result(course, call, journal, upheld)
    assert after.points > before.points
    assert after.grades[0].settled == (2,)
    replies = [turn.reply for turn in after.grades[0].detail.call.turns]
    assert replies == [turn.reply for turn in before.grades[0].detail.call.turns]
    stands = decision(Act.SETTLED, call.id, "1.2", upheld=False, answer=case.digest)
    assert result(course, call, journal, stands).points == before.points
    (decided,) = cases([after], [call], Decisions(all=(upheld,)))
    assert decided.done
    assert decided.upheld
    told = partial(goes, call, attempts(journal.events)[call.id], course.scenario, {})
    assert [go.pushes for one in (before, after) for go in told(one.grades[0].played)] == [1, 0]


def test_a_settled_line_that_was_said_otherwise_since_is_not_left_out(
    course: Course, call: Exercise
) -> None:
    """After going back, another line stands in its place."""
    upheld = decision(Act.SETTLED, call.id, "1.1", upheld=True, answer=digest("Something else."))
    journal = called(PUSH, "What is it about?")
    assert result(course, call, journal, upheld) == result(course, call, journal)


def test_a_try_that_was_read_wrongly_can_come_to_count(course: Course, call: Exercise) -> None:
    """Of several the best one counts, once what was misread is left out."""
    lines = (
        "What would you want to think through?",
        "So it's the money that goes out in winter.",
        "What else would you want to be sure of?",
    )
    spoilt = called(*lines, PUSH, disputes={"4": "I quoted my manager."})
    plain = called(*lines[:2], "I see.", "I see.")
    journal = Journal(path="j", events=(*spoilt.events, *plain.events))
    before = result(course, call, journal)
    first, second = before.grades[0].played
    assert first.scorecard.skill < second.scorecard.skill
    (case,) = cases([before], [call], Decisions())
    assert case.part == "1.4"
    upheld = decision(Act.SETTLED, call.id, "1.4", upheld=True, answer=case.digest)
    after = result(course, call, journal, upheld)
    assert after.points > before.points
    assert after.grades[0].detail.call.lines[-1] == PUSH
    assert after.grades[0].settled == (4,)


def test_the_whole_of_a_call_can_be_given_other_points(course: Course, call: Exercise) -> None:
    """They hold as long as the call is the same, line for line."""
    journal = called(PUSH, "What is it about?")
    found = result(course, call, journal)
    answer = digest(answer_of(found.grades[0]))
    made = decision(Act.SCORED, call.id, points=Fraction(15, 2), answer=answer)
    assert result(course, call, journal, made).points == Fraction(15, 2)
    other = result(course, call, called(PUSH), made)
    assert other.points == result(course, call, called(PUSH)).points


def test_the_reader_suggests_and_decides_nothing(course: Course, tasks: Exercise) -> None:
    """Words that could show a line of the rubric are given; points are none of its business."""
    found = result(course, tasks, written(TEXT))
    (case,) = cases([found], [tasks], Decisions())
    assert case.points is None
    suggested = {one.text: one.found for one in case.rubric}
    assert any("what would you want to think through" in one for one in suggested.values())


def test_private_practice_is_nothing_to_look_at(course: Course, call: Exercise) -> None:
    """Even a reading that was disputed there stays with the learner."""
    private = attrs.evolve(call, private=True)
    found = result(course, private, called(PUSH, disputes={"1": "No."}))
    assert cases([found], [private], Decisions()) == ()
