"""The gradebook: whole, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from fractions import Fraction
from io import StringIO

import pytest
from hypothesis import given

from doorknob.exercises.base import Grade, Progress
from doorknob.grading.grade import Result
from doorknob.grading.gradebook import FORMULA, Row, decimal, gradebook_csv
from strategies import names


def row(name: str, points: Fraction = Fraction(1), remarks: tuple[str, ...] = ()) -> Row:
    grade = Grade(exercise="01-x", title="X", progress=Progress.DONE, points=points, out_of=4)
    result = Result(learner="ada", grades=(grade,), remarks=remarks)
    return Row(learner="ada", name=name, email="", result=result)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


@pytest.mark.parametrize(
    "name",
    ["=cmd()", "+1", "-1", "@sum", "\tx", " =x", "Lindqvist, Hugo", 'a"b', "a\nb", "🙂", "x" * 200],
)
def test_no_name_runs_or_breaks_a_row(name: str) -> None:
    (found,) = read(gradebook_csv([row(name)]))
    assert found["name"].lstrip("'") == name
    assert not found["name"].lstrip(" ").startswith(FORMULA)
    assert found["percent"] == "25.00"


@given(names)
def test_any_name_survives_without_running(name: str) -> None:
    (found,) = read(gradebook_csv([row(name)]))
    assert found["name"] in {name, f"'{name}"}
    assert not found["name"].lstrip(" ").startswith(FORMULA)


def test_what_was_damaged_stands_on_the_learner_s_row() -> None:
    (found,) = read(gradebook_csv([row("Ada", remarks=("journal, line 3: torn off",))]))
    assert found["remarks"] == "journal, line 3: torn off"


def test_an_empty_roster_is_a_head_only() -> None:
    assert gradebook_csv([]).count("\n") == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.33"),
        (Fraction(1, 200), "0.01"),
        (Fraction(2), "2.00"),
        (Fraction(0), "0.00"),
    ],
)
def test_points_are_rounded_alike_everywhere(value: Fraction, text: str) -> None:
    assert decimal(value) == text
