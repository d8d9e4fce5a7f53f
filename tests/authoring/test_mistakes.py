"""A mistake in any kind of file of a course is answered with the file, the place and the fix."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from doorknob.cli.main import group

COHORT = "curriculum/cohorts/my-first-group/cohort.yaml"
ROSTER = "curriculum/cohorts/my-first-group/roster.csv"
LESSON = "curriculum/lessons/01-a-stall-hides-a-worry.ipynb"
SCENARIO = "curriculum/scenarios/sleep-on-it.yaml"
ITEMS = "exercises/01-the-first-words.yaml"
NOTEBOOK = "exercises/01-the-first-words.ipynb"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an empty course."""
    folder = tmp_path_factory.mktemp("fresh") / "mine"
    assert CliRunner().invoke(group, ["new", str(folder), "--empty"]).exit_code == 0
    return folder


@pytest.fixture
def check(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], tuple[int, str]]:
    """Give a way to check a copy of it, which is the current folder."""
    shutil.copytree(fresh, tmp_path / "mine")
    monkeypatch.chdir(tmp_path / "mine")

    def checked() -> tuple[int, str]:
        done = CliRunner().invoke(group, ["check"])
        return done.exit_code, done.output

    return checked


@pytest.mark.parametrize(
    ("file", "right", "wrong", "place", "fix"),
    [
        (COHORT, "trainer:", "trainr:", ":5: trainr:", "Did you mean 'trainer'?"),
        (COHORT, "price: 30", "price: thirty", ":17: offer.price:", "such as 49"),
        (COHORT, "colour: ", "colour: green #", ":11: brand.colour:", "Write it like"),
        (COHORT, "01-the-first-words", "01-the-frist-words", ":24: exercises[0]:", "Did you mean"),
        (COHORT, "01-a-stall-hides-a-w", "01-a-stal-hides-a-w", ":22: lessons[0]:", "Did you mean"),
        (ROSTER, "id,name", "id,nmae", ":1:", "Begin the file with id,name,email"),
        (ROSTER, "\nben,", "\nann,", ":3: id:", "line 2 already"),
        (ROSTER, "ann@", "ann at ", ":2: email:", "Correct it or leave it empty"),
        (ITEMS, "correct:", "corect:", ":29: items[0].options[0].corect:", "mean 'correct'?"),
        (ITEMS, "{product} costs", "{produkt} costs", ":22: items[0].prompt:", "mean 'product'?"),
        (ITEMS, "at_once", "atonce", ":17: feedback:", "Did you mean 'at_once'?"),
        (ITEMS, "lesson: 01-a-stall", "lesson: 01-a-stal", ":7: lesson:", "Did you mean"),
        (ITEMS, "    points: 1", "   points: 1", ":25:", "Check the indentation"),
        (SCENARIO, "about: money ", "about: monney ", ":55: concerns[0].about:", "mean 'money'?"),
        (SCENARIO, "[money]", "[mony]", ":89: facts[0].resolves[0]:", "mean 'money'?"),
        (LESSON, "{{ product }}", "{{ produkt }}", ": cell 4:", "Did you mean 'product'?"),
        (LESSON, "{{ product }}", "{{ product }", ": cell 4, line 4:", "like {{ product }}"),
        (LESSON, '     "parameters",', '     "params",', ": no code cell", "Tag the code cell"),
        (LESSON, '"cells": [', '"cells": [,', ":2:", "save it again"),
        (LESSON, "seller = ", "seller == ", ": cell 2, line 4:", "Write lines such as"),
        (NOTEBOOK, "learner=learner,", "learner=(learner,", ": cell 3, line 4:", "Undo the last"),
        (
            NOTEBOOK,
            r"\"01-the-first-words\"",
            r"\"01-the-first-word\"",
            ": cell 3, line 4:",
            "Did you mean '01-the-first-words'?",
        ),
    ],
)
def test_a_typo_is_answered_with_its_place_and_what_to_do(
    check: Callable[[], tuple[int, str]], file: str, right: str, wrong: str, place: str, fix: str
) -> None:
    path = Path(file)
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    code, told = check()
    assert code == 1
    (line,) = [line for line in told.splitlines() if line.startswith(f"{file}{place}")]
    assert fix in line


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        (ROSTER, f"{COHORT}:26: roster: there is no file 'roster.csv'"),
        (NOTEBOOK, f"{NOTEBOOK}: There is no notebook"),
        (LESSON, f"{COHORT}:22: lessons[0]: there is no"),
        (ITEMS, f"{COHORT}:24: exercises[0]: there is no"),
        (COHORT, f"{os.path.dirname(COHORT)}: there is no 'cohort.yaml' in this folder"),  # noqa: PTH120
        ("curriculum/reports/cohort.ipynb", "curriculum/reports/cohort.ipynb: There is no"),
    ],
)
def test_a_file_that_is_gone_is_named(
    check: Callable[[], tuple[int, str]], gone: str, told: str
) -> None:
    Path(gone).unlink()
    code, found = check()
    assert code == 1
    assert told in found


def test_lines_of_the_notebooks_own_language_are_no_mistake(
    check: Callable[[], tuple[int, str]],
) -> None:
    path = Path(NOTEBOOK)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("import doorknob\\n", "%time import doorknob\\n"), "utf-8")
    assert check()[0] == 0
