"""Whoever is spoken to in the course is called what the cohort's form of address has it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from doorknob.course import Course
from doorknob.documents import load
from doorknob.errors import InvalidExercise, InvalidScenario
from doorknob.exercises.registry import read_exercise
from doorknob.publish.casting import cast_of, read_people, spoken_to
from doorknob.publish.offer import Address
from doorknob.publish.prepare import read_notebook

# What a salesperson says, or may say, in a call.
SAID = {"ask", "reflect", "line", "order", "advance"}


def given_names(course: Course) -> set[str]:
    """Give the first names that stand in the list of people."""
    return {one.parts.given for one in read_people(course.curriculum).values()}


def named(text: str, names: set[str]) -> set[str]:
    """Find the names in a text."""
    return {name for name in names if re.search(rf"\b{name}\b", text)}


def texts(data: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Give each text in a file with the field in which it stands."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from texts(value, str(name))
    elif isinstance(data, list):
        for value in data:
            yield from texts(value, key)
    elif isinstance(data, str):
        yield key, data


def test_no_line_of_a_lesson_s_calls_has_a_first_name_of_its_own(course: Course) -> None:
    """Said in code, it takes the name from a parameter."""
    names = given_names(course)
    for path in sorted(course.lessons.glob("0*.ipynb")):
        cells = [cell.source for cell in read_notebook(path).cells if cell.id == "calls"]
        said = [
            node.value
            for node in ast.walk(ast.parse("\n".join(cells)))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        assert said
        assert [line for line in said if named(line, names)] == [], path.name


def test_no_line_on_offer_has_a_first_name_of_its_own(course: Course) -> None:
    """What one might say stands in quotes, and what a salesperson writes under the slot for one."""
    names = given_names(course)
    for path in sorted(course.exercises.glob("0*.yaml")):
        data = load(path, InvalidExercise).data
        for item in data.get("items", []):
            said = [one["text"] for one in item.get("options", []) if one["text"].startswith("“")]
            said += [turn["text"] for turn in item.get("turns", []) if turn["who"] == "{seller}"]
            assert [line for line in said if named(line, names)] == [], (path.name, item["id"])


def test_no_model_line_of_a_call_has_a_first_name_of_its_own(course: Course) -> None:
    """Also in the calls that are told anew for a trade."""
    names = given_names(course)
    for path in sorted((course.curriculum / "scenarios").rglob("*.yaml")):
        data = load(path, InvalidScenario).data
        said = [text for key, text in texts(data) if key in SAID]
        assert [line for line in said if named(line, names)] == [], path


@pytest.mark.parametrize(
    ("exercise", "said"),
    [
        ("03-what-builds-trust", "Dear Ms Tan, "),
        ("03-whom-is-it-for", "I don't give it lightly, Mr Hassan.”"),
        ("06-help-her-carry-it", "“Mr Adamski, what would you want to know"),
        ("06-help-her-carry-it", "“Ms Achebe, what do you think would win him over?”"),
        ("06-whose-say-is-it", "nobody could even look at it, Mr Rahman. Tell me more"),
        ("06-whose-say-is-it", "“Ms Ferrer, you know best how it would be."),
    ],
)
def test_a_firm_that_says_ms_and_mr_reads_it_in_its_exercises(
    course: Course, exercise: str, said: str
) -> None:
    """By the slots of the list of people, with no word in a notebook."""
    people = read_people(course.curriculum)
    values = spoken_to(people, cast_of(people, {}, Address.SURNAME, "en-GB"))
    assert said in str(read_exercise(course.exercise_path(exercise)).fill(values))
