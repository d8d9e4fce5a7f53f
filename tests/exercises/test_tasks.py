"""Tasks of every kind: fair marks, no key on the page, and no answer that does harm."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorknob.course import Course
from doorknob.errors import InvalidExercise
from doorknob.exercises.base import Feedback, Progress
from doorknob.exercises.registry import kind, read_exercise
from doorknob.exercises.tasks.kind import TASKS, Tasks
from doorknob.exercises.tasks.marking import Said
from doorknob.exercises.tasks.task import LONGEST_ANSWER, Card, mixed
from doorknob.journal.replay import Attempt

COURSE = Course.here()
FILE = COURSE.exercise_path("01-what-she-needs")
EXERCISE = read_exercise(FILE)
assert isinstance(EXERCISE, Tasks)
RIGHT: dict[str, Any] = {
    "behind-a-stall": ["money", "use", "partner"],
    "force-or-influence": {
        "tonight": "force",
        "ask": "influence",
        "card": "force",
        "pause": "influence",
        "really": "force",
        "fine": "influence",
    },
    "in-which-order": ["accept", "open", "back", "inform", "else", "business"],
    "information-that-fits": {"winter": "pause", "unused": "report", "rob": "page"},
    "where-it-turned": list(range(30, 40)),
    "say-it-better": EXERCISE.items[5].model,  # type: ignore[attr-defined]
    "what-is-known": "direction",
    "in-your-own-trade": "Ms Okoro said not now; I think the budget. What would help you decide?",
    "your-next-call": {"who": "Ms Okoro", "question": "What would you want to be sure of?"},
}


def item(name: str) -> Any:
    assert isinstance(EXERCISE, Tasks)
    return EXERCISE.item(name)


def graded(answers: dict[str, tuple[Any, ...]], exercise: Any = EXERCISE) -> Any:
    told = {part: tuple(json.dumps(one) for one in given) for part, given in answers.items()}
    attempt = Attempt(id="t", exercise=exercise.id, started="", answers=told, completed=True)
    return kind("tasks").grade(exercise, [attempt], COURSE.scenario, {})


def share(name: str, answer: Any) -> Fraction:
    return item(name).marked(item(name).parsed(json.dumps(answer))).share


def test_all_right_earns_all_points_and_nothing_earns_none() -> None:
    """Words at the edge of what was to be marked count nearly as much."""
    wanted = [at for at, one in enumerate(item("where-it-turned")._targets) if one]
    whole = graded({**{name: (one,) for name, one in RIGHT.items()}, "where-it-turned": (wanted,)})
    assert whole.points == whole.out_of == 15
    assert whole.progress is Progress.DONE
    assert graded({}).points == 0
    assert graded({}).progress is Progress.NOT_STARTED


def test_part_of_it_right_earns_part_and_guessing_all_earns_little() -> None:
    """Partial credit for what is right; picking everything is no way to the points."""
    assert share("behind-a-stall", ["money", "use"]) == Fraction(2, 3)
    assert share("behind-a-stall", ["money", "use", "partner", "time", "closing"]) == Fraction(1, 3)
    assert share("force-or-influence", {**RIGHT["force-or-influence"], "card": "influence"}) < 1
    assert share("in-which-order", RIGHT["in-which-order"][::-1]) == 0
    near = ["open", "accept", "back", "inform", "else", "business"]
    assert Fraction(4, 5) < share("in-which-order", near) < 1
    every = list(range(len(item("where-it-turned")._words)))
    assert share("where-it-turned", every) < Fraction(1, 2)


def test_a_match_that_is_a_sentence_brings_no_second_full_stop() -> None:
    """What is said of a card names where it belongs, whether or not that ends in a stop."""
    name = "information-that-fits"
    found = item(name).marked(item(name).parsed(json.dumps(RIGHT[name])))
    assert all("→" in told.text for told in found.told)
    assert not any(".." in told.text for told in found.told)


def test_a_second_try_earns_its_share_and_never_less_than_the_first() -> None:
    """What was right at first stays; a third try earns nothing more."""
    name = "information-that-fits"
    wrong = {"winter": "award", "unused": "award", "rob": "award"}
    assert graded({name: (wrong, RIGHT[name])}).points == 1
    assert graded({name: (wrong, wrong, RIGHT[name])}).points == 0
    assert graded({name: (RIGHT[name], wrong)}).points == 2
    late = attrs.evolve(EXERCISE, feedback=Feedback.AFTER_GRADING)
    assert graded({name: (RIGHT[name], wrong)}, late).points == 0


def test_a_sure_push_earns_nothing_and_doubt_is_no_fault() -> None:
    """The rewritten line is read offline; its own words are shown."""
    push = item("say-it-better").marked("So you'd be afraid of it. You need this, trust me.")
    assert push.share == 0
    assert any(told.good is False for told in push.told)
    half = item("say-it-better").marked("What happened with the last one?")
    assert half.share == Fraction(1, 2)
    assert any("Still missing" in told.text for told in half.told)


def test_a_wrong_order_is_told_the_best_one() -> None:
    """What is told of the order fits one mistake, and the learner may have made another."""
    name = "in-which-order"
    best = item(name).marked(RIGHT[name])
    wrong = item(name).marked(RIGHT[name][::-1])
    assert [told.good for told in best.told] == [True]
    assert wrong.told[0].good is False
    assert best.said.rstrip(".") in wrong.told[0].text


def test_a_plain_ask_in_a_second_language_is_an_ask() -> None:
    """Which the reader alone takes for a question after a fact."""
    ends = read_exercise(COURSE.exercise_path("07-how-did-it-end"))
    assert isinstance(ends, Tasks)
    task: Any = ends.item("one-sentence")
    found = task.marked("Do you want to take it, or is there still something?")
    assert found.share == 1
    assert not any("Still missing" in told.text for told in found.told)


def test_what_only_a_person_can_judge_counts_once_it_has_been_judged() -> None:
    """Until then it is neither earned nor to be had; unanswered it is simply not earned."""
    found = graded({"in-your-own-trade": ("Something.",)})
    (part,) = found.pending
    assert (part.part, part.response, part.points) == ("in-your-own-trade", "Something.", 0)
    unanswered = graded({})
    assert unanswered.pending == ()
    assert unanswered.out_of == EXERCISE.out_of == found.out_of + part.out_of


@pytest.mark.parametrize("task", EXERCISE.items, ids=lambda one: one.ask)
@given(answer=st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_no_answer_breaks_the_grading(task: Any, answer: Any) -> None:
    """Whatever a journal holds, it is marked within its share or left out."""
    given = task.parsed(json.dumps(answer))
    if given is not None:
        assert 0 <= task.marked(given).share <= 1


@pytest.mark.parametrize(
    "response",
    ["", "{", "[" * 3000, '"' + "x" * (LONGEST_ANSWER + 1) + '"', '{"a": 1}', "NaN", '["x"]'],
)
def test_an_answer_that_is_none_is_left_out_and_told(response: str) -> None:
    """The trainer learns of it; the learner's other answers stay."""
    for task in EXERCISE.items:
        if task.ask not in {"write", "rewrite"}:
            assert task.parsed(response) is None
    attempt = Attempt(
        id="t",
        exercise=EXERCISE.id,
        started="",
        answers={"behind-a-stall": (response,), "x": ("",)},
    )
    found = kind("tasks").grade(EXERCISE, [attempt], COURSE.scenario, {})
    assert len(found.remarks) == 2


def test_the_page_holds_no_key() -> None:
    """Nothing of what is right is in what the page is given, in any form."""
    for task in EXERCISE.items:
        text = json.dumps(task.shown())
        for field in ('"correct"', "feedback", "rubric", '"model"', '"to":', "[["):
            assert field not in text
    order = [step["id"] for step in item("in-which-order").shown()["steps"]]
    assert order != RIGHT["in-which-order"]


def test_on_paper_the_key_is_the_trainers() -> None:
    """Learners get boxes and lines, the trainer the answers; the same texts otherwise."""
    sheets = [
        kind("tasks").worksheet(EXERCISE, COURSE.scenario, {"seller": "<b>Sam"}, key=key)
        for key in (False, True)
    ]
    assert "<b>Sam" not in "".join(sheets)
    assert "the reason that people find hardest" not in sheets[0]
    assert "the reason that people find hardest" in sheets[1]
    assert "dk-answer-lines" in sheets[0]


def test_words_are_split_as_they_are_read() -> None:
    """A full stop after marked words stays with them."""
    said = Said(who="Sam", text="But [[you would be silly]]. It pays.")
    assert said.words == ["But", "you", "would", "be", "silly.", "It", "pays."]
    assert said.targets == [False, True, True, True, True, False, False]


UNSURE = "Okey dokey then what bugs you"


def test_a_line_that_cannot_be_read_for_certain_waits_for_a_person() -> None:
    """It is counted neither as right nor as wrong, and the learner is told who reads it."""
    assert item("say-it-better").marked(UNSURE).waits
    found = graded({"say-it-better": (UNSURE,)})
    part = next(one for one in found.parts if one.part == "say-it-better")
    assert part.pending
    assert part.points == 0
    assert "Your trainer reads this." in part.feedback
    without = graded({})
    assert found.out_of == without.out_of - part.out_of


def test_a_better_line_after_one_that_could_not_be_read_counts_whole() -> None:
    """The first may have been right, so it was no wrong try."""
    model = RIGHT["say-it-better"]
    shares = [
        part.points / part.out_of
        for first in (UNSURE, "That's fair.")
        for part in graded({"say-it-better": (first, model)}).parts
        if part.part == "say-it-better"
    ]
    assert shares[0] == 1
    assert 0 < shares[1] < 1


def test_in_doubt_a_line_that_seems_right_counts() -> None:
    """The learner isn't told to wait for a trainer who has nothing to decide."""
    task = attrs.evolve(item("say-it-better"), wanted=())
    marked = task.marked(UNSURE)
    assert (marked.share, marked.unsure, marked.waits) == (1, True, False)
    told = " ".join(one.text for one in marked.told)
    assert "In doubt it counts for you." in told
    assert "trainer" not in told


def test_what_is_mixed_is_never_in_the_right_order() -> None:
    for count in range(2, 8):
        cards = [Card(id=str(at), text=str(at)) for at in range(count)]
        assert mixed(cards, "any") != cards
        assert mixed(cards, "any") == mixed(cards, "any")


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("ask: several", "ask: severl", "did you mean 'several'"),
        ("to: pause", "to: pauze", "'pauze' is none of them"),
        ("        correct: true\n", "", "none has 'correct: true'"),
        ("      - open_question\n", "      - pressure\n", "pressure is a push"),
        ("[[you'd be silly to wait, the offer ends on Friday]]", "nothing", "nothing to mark"),
        ("    points: 3\n    groups", "    points: 0\n    groups", "expected 1 point or more"),
        ("      - id: open\n", "      - id: accept\n", "is used twice"),
    ],
)
def test_a_fault_in_the_file_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, wanted: str
) -> None:
    path = tmp_path / FILE.name
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidExercise) as bad:
        read_exercise(path)
    assert wanted.lower() in str(bad.value).lower()
    assert all(problem.line for problem in bad.value.problems)


def test_every_kind_of_task_is_in_use() -> None:
    """One exercise shows each of them."""
    assert {task.ask for task in EXERCISE.items} == TASKS.keys()
