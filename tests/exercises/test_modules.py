"""The course's own exercises keep what docs/exercises.md asks of those who write them."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from doorknob.course import Course
from doorknob.exercises.choice import Choices
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.exercises.tasks.kind import TASKS, Tasks
from doorknob.exercises.tasks.writing import Rewrite
from doorknob.prospect.conversation import Conversation

COURSE = Course.here()
MODULES = (
    "02-what-a-stall-hides",
    "03-know-like-trust",
    "04-make-it-safe-to-say",
    "05-information-not-time",
    "06-who-isnt-in-the-room",
    "07-ask-for-the-business",
    "08-the-full-call",
    "m1-why-pushing-fails",
    "m2-coaching-from-a-transcript",
)
EXERCISES = [
    exercise
    for path in sorted(COURSE.exercises.glob("*.yaml"))
    if (exercise := read_exercise(path)).lesson in MODULES
]
WRITTEN = [one for one in EXERCISES if isinstance(one, (Choices, Tasks))]
CARD = "card"
MOST_WORDS = 120


def cells(lesson: str) -> list[dict]:
    found: list[dict] = json.loads((COURSE.lessons / f"{lesson}.ipynb").read_text("utf-8"))["cells"]
    return found


def plain(text: str) -> str:
    """Give a sentence without its marks, so that a list and a field can be held together."""
    return re.sub(r"\s+", " ", text.replace("**", "")).strip(" ;.").lower()


def objectives(lesson: str) -> set[str]:
    source = next("".join(one["source"]) for one in cells(lesson) if one["id"] == "objectives")
    return {plain(one) for one in re.split(r"^\d+\. ", source, flags=re.MULTILINE)[1:]}


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.id)
def test_every_item_practises_an_objective_of_its_lesson(exercise: Choices | Tasks) -> None:
    """In the lesson's own words, so that nobody has to guess which one."""
    items = exercise.items if isinstance(exercise, (Choices, Tasks)) else (exercise,)
    assert {plain(item.objective) for item in items} <= objectives(exercise.lesson)


@pytest.mark.parametrize("lesson", MODULES)
def test_a_module_has_choices_tasks_and_two_calls_and_leaves_no_objective_out(lesson: str) -> None:
    own = [one for one in EXERCISES if one.lesson == lesson]
    assert Counter(type(one) for one in own) == {Choices: 1, Tasks: 1, RolePlay: 2}
    items = chain.from_iterable(one.items for one in own if isinstance(one, (Choices, Tasks)))
    assert {plain(item.objective) for item in items} == objectives(lesson)


def test_over_the_modules_every_kind_of_task_is_in_use() -> None:
    asked = chain.from_iterable(one.items for one in EXERCISES if isinstance(one, Tasks))
    assert {item.ask for item in asked} == set(TASKS)


@pytest.mark.parametrize("exercise", WRITTEN, ids=lambda one: one.id)
def test_the_right_option_is_not_told_by_its_length(exercise: Choices | Tasks) -> None:
    for item in exercise.items:
        if isinstance(exercise, Choices) or item.ask == "choose":
            best = next(len(one.text) for one in item.options if one.correct)
            assert best < max(len(one.text) for one in item.options), item.id


@pytest.mark.parametrize(
    "exercise", [one for one in EXERCISES if isinstance(one, Choices)], ids=lambda one: one.id
)
def test_each_place_holds_the_right_option_equally_often(exercise: Choices) -> None:
    places = Counter(item.best.id for item in exercise.items)
    assert len(set(places.values())) == 1
    assert set(places) == {option.id for option in exercise.items[0].options}


@pytest.mark.parametrize("exercise", WRITTEN, ids=lambda one: one.id)
def test_every_option_says_why_and_every_model_line_earns_all_points(
    exercise: Choices | Tasks,
) -> None:
    for item in exercise.fill({}).items:
        for option in getattr(item, "options", ()):
            assert len(option.feedback.split()) > 3, option.id
        if isinstance(item, Rewrite):
            assert item.marked(item.model).share == 1, item.id


@pytest.mark.parametrize("lesson", MODULES)
def test_a_lesson_has_a_quick_card_of_one_page(lesson: str) -> None:
    (card,) = [one for one in cells(lesson) if CARD in one["metadata"].get("tags", ())]
    assert card["id"] == cells(lesson)[-1]["id"]
    assert len(re.findall(r"[\w’'-]+", "".join(card["source"]))) <= MOST_WORDS


@pytest.mark.parametrize("lesson", MODULES)
def test_a_lesson_is_kept_without_outputs(lesson: str) -> None:
    code = [one for one in cells(lesson) if one["cell_type"] == "code"]
    assert not any(one["outputs"] or one["execution_count"] for one in code)


COHORTS = (
    {},
    {"company": "Sunvolt", "product": "the Sunvolt 300", "price": "€4,900", "period": "year"},
    {"company": "Öko GmbH", "product": "Rhythm", "price": "CHF 1’200", "period": "quarter"},
)
ENDS = {
    "02-what-a-stall-hides": {"answered": "continuation", "behind": "order"},
    "03-know-like-trust": {"pleasing": None, "plain": "advance"},
    "04-make-it-safe-to-say": {"padded": "continuation", "safe": "order"},
    "05-information-not-time": {"smooth": None, "honest": "no_sale", "flood": None, "fit": None},
    "06-who-isnt-in-the-room": {"round_them": "hang_up", "through": "advance"},
    "07-ask-for-the-business": {
        "on_time": "order",
        "too_soon": "order",
        "again": "no_sale",
        "step": "advance",
        "card": None,
        "mended": "order",
        "never": "continuation",
        "autumn": "continuation",
    },
    "08-the-full-call": {"uneven": "continuation", "whole": "order"},
    "m1-why-pushing-fails": {"pressed": "hang_up", "asked": "order"},
    "m2-coaching-from-a-transcript": {"told": None, "coached": "order"},
}


@pytest.mark.parametrize("values", COHORTS, ids=lambda one: one.get("product", "own"))
@pytest.mark.parametrize("lesson", MODULES)
def test_a_worked_call_is_understood_and_ends_as_the_lesson_tells(
    lesson: str, values: dict[str, str]
) -> None:
    """Whatever the cohort sells: the prose around the call leans on how it ends."""
    names: dict[str, object] = {}
    sources = {one["id"]: "".join(one["source"]) for one in cells(lesson)}
    exec(sources["parameters"], names)  # noqa: S102  our own notebook, as a kernel would run it
    names |= values
    exec(sources["calls"], names)  # noqa: S102
    calls = {name: one for name, one in names.items() if isinstance(one, Conversation)}
    assert {name: call.outcome for name, call in calls.items()} == ENDS[lesson]
    unsure = [turn.line for call in calls.values() for turn in call.turns if turn.reading.unsure]
    assert unsure == []


@pytest.mark.parametrize(
    "path", sorted(COURSE.exercises.glob("*.ipynb")), ids=lambda one: str(one.stem)
)
def test_a_notebook_is_titled_as_it_begins(path: Path) -> None:
    """The browser's tab says what the heading says, and not what another exercise is called."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    heading = notebook["cells"][0]["source"][0].removeprefix("# ").strip()
    assert notebook["metadata"]["title"] == heading.strip("“”")


LINES = (
    "So you'd be at the bottom of it. What would you want to know?",
    "I understand. It's up to you. Would you like to try it?",
    "Just sign it today, or the price goes up. Don't worry about him.",
    "It costs nothing in winter. You could ask them first. Is it the money?",
)


@pytest.mark.parametrize("line", LINES)
def test_feedback_on_a_line_makes_nobody_a_she(line: str) -> None:
    """Who it is said to may be a he, as Tomasz is; the feedback is about the line."""
    items = read_exercise(COURSE.exercise_path("m1-count-something-else")).items
    task = next(item for item in items if item.id == "give-it-back")
    told = [one.text for one in task.marked(line).told]
    words = re.findall(r"\w+", " ".join(re.sub(r"“[^”]*”", "", text) for text in told))
    assert len(told) > 1
    assert not {"she", "her", "hers"} & set(words)
