"""What is taught is practised: every objective has an item, every item an objective."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.errors import InvalidFile
from doorknob.exercises.base import Exercise
from doorknob.exercises.choice import Choices
from doorknob.exercises.objectives import lesson_objectives, objectives_table
from doorknob.exercises.playing import Mode
from doorknob.exercises.registry import course_exercises, kinds
from doorknob.exercises.roleplay import RolePlay
from doorknob.exercises.tasks.kind import TASKS, Tasks
from doorknob.prospect.difficulty import Difficulty
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.solve.alphabet import alphabet
from doorknob.prospect.solve.search import least_turns
from doorknob.prospect.state import initial
from doorknob.prospect.transitions.step import step

COURSE = Course.here()
TABLE = objectives_table(COURSE)
EXERCISES = course_exercises(COURSE)
LESSONS = sorted(path.stem for path in COURSE.lessons.glob("*.ipynb"))


def calls(lesson: str) -> list[RolePlay]:
    return [one for one in EXERCISES if isinstance(one, RolePlay) and one.lesson == lesson]


# --- the course ---------------------------------------------------------------------------------


def test_every_objective_is_practised_and_every_item_belongs_to_one() -> None:
    assert [f"{one.lesson}: {one.text}" for one in TABLE.holes] == []
    assert [f"{use.exercise}: {use.objective}" for use in TABLE.strays] == []
    assert TABLE.bare == ()
    assert {row.objective.lesson for row in TABLE.rows} == set(LESSONS)


def test_a_lesson_says_nothing_twice() -> None:
    told = Counter((row.objective.lesson, row.objective.plain) for row in TABLE.rows)
    assert max(told.values()) == 1


def test_every_lesson_has_its_exercises_and_every_exercise_its_lesson() -> None:
    own = {one.lesson for one in EXERCISES if one.lesson}
    assert own == set(LESSONS)


def test_there_are_forty_exercises_and_every_kind_of_exercise_and_of_task_is_in_use() -> None:
    assert len(EXERCISES) >= 40
    assert {one.kind for one in EXERCISES} == set(kinds())
    assert {item.ask for one in EXERCISES if isinstance(one, Tasks) for item in one.items} == set(
        TASKS
    )


def test_the_notebook_of_every_exercise_lies_beside_it() -> None:
    assert {path.stem for path in COURSE.exercises.glob("*.ipynb")} == {one.id for one in EXERCISES}


# --- two calls a module, the second no easier than the first ------------------------------------

PAIRS = [lesson for lesson in LESSONS if len(calls(lesson)) == 2]
LEVELS = list(Difficulty)
TRIES, LONGEST = 300, 20


def played(call: RolePlay) -> Scenario:
    scenario = COURSE.scenario(call.scenario)
    return scenario.at(call.difficulty or scenario.difficulty)


def borne(scenario: Scenario) -> float:
    """Give how many turns somebody is borne with who says anything at all, on average."""
    draw, plays, turns = random.Random(1), alphabet(scenario), 0  # noqa: S311  no secret
    for _ in range(TRIES):
        state = initial(scenario, 0)
        for _ in range(LONGEST):
            state = step(scenario, state, draw.choice(plays).act).state
            turns += 1
            if state.outcome is not None:
                break
    return turns / TRIES


def in_order(lesson: str) -> tuple[RolePlay, RolePlay]:
    """Give a lesson's two calls in the order in which the lesson names them."""
    text = (COURSE.lessons / f"{lesson}.ipynb").read_text(encoding="utf-8")
    first, second = sorted(calls(lesson), key=lambda call: text.rindex(f"`{call.id}`"))
    return first, second


def test_every_module_but_the_first_has_two_calls() -> None:
    assert set(PAIRS) == set(LESSONS) - {"01-how-to-lose-a-deal"}


@pytest.mark.thorough
@pytest.mark.parametrize("lesson", PAIRS)
def test_the_second_call_is_harder_by_its_level_and_by_the_engine(lesson: str) -> None:
    """By its level, or at the same level by counting: one take, and no hints.

    By the engine, the way to a good end is longer, or it bears a caller who says just anything no
    longer than the first does; but for half a turn, about the standard error of so many calls.
    """
    first, second = in_order(lesson)
    easier, harder = map(played, (first, second))
    levels = [LEVELS.index(one.difficulty) for one in (easier, harder)]
    counts = [one.mode is Mode.ASSESSMENT for one in (first, second)]
    assert (levels[0], counts[0]) < (levels[1], counts[1])
    ways = [least_turns(one, initial(one, 0)) for one in (easier, harder)]
    assert ways[1] > ways[0] or borne(harder) <= borne(easier) + 0.5


# --- the table itself ---------------------------------------------------------------------------


def lesson(folder: Path, source: str, cell: str = "objectives") -> Path:
    path = folder / "curriculum" / "lessons" / "01-a.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": [{"id": cell, "source": [source]}]}), encoding="utf-8")
    return path


def exercise(folder: Path, objective: str) -> None:
    path = folder / "exercises" / "01-x.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        "id: 01-x\nkind: choice\ntitle: X\nlesson: 01-a\nobjective: X\ninstructions: X\nitems:\n"
        f"  - {{id: one, objective: {objective}, prompt: P, options: "
        "[{id: a, text: A, correct: true, feedback: F}, {id: b, text: B, feedback: F}]}\n",
        encoding="utf-8",
    )


def test_marks_line_breaks_and_capitals_make_no_difference(tmp_path: Path) -> None:
    lesson(tmp_path, "## Aims\n\nYou can\n\n1. **ask**\n   openly;\n2. wait.\n\nGood luck.")
    exercise(tmp_path, "Ask openly.")
    found = objectives_table(Course(tmp_path))
    assert [row.objective.text for row in found.rows] == ["ask openly", "wait"]
    assert [one.text for one in found.holes] == ["wait"]
    assert found.strays == ()


def test_an_item_in_other_words_is_a_stray_and_its_objective_a_hole(tmp_path: Path) -> None:
    lesson(tmp_path, "1. **ask** openly")
    exercise(tmp_path, "Sell more.")
    found = objectives_table(Course(tmp_path))
    assert [use.objective for use in found.strays] == ["Sell more."]
    assert [one.text for one in found.holes] == ["ask openly"]
    assert not found.whole


def test_a_lesson_without_a_list_is_named(tmp_path: Path) -> None:
    lesson(tmp_path, "1. ask openly", cell="something-else")
    assert objectives_table(Course(tmp_path)).bare == ("01-a",)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"cells": [1]}', "\xff", "[" * 9999])
def test_a_file_that_is_no_notebook_is_named(tmp_path: Path, text: str) -> None:
    path = lesson(tmp_path, "1. ask")
    path.write_text(text, encoding="latin-1")
    with pytest.raises(InvalidFile, match="no notebook"):
        lesson_objectives(path)


def test_a_call_or_a_test_alone_practises_nothing() -> None:
    row = next(row for row in TABLE.rows if any(use.test for use in row.uses))
    alone = attrs.evolve(row, uses=tuple(use for use in row.uses if use.test or not use.item))
    assert not alone.practised


# --- the command --------------------------------------------------------------------------------


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> tuple[int, str, str]:
    monkeypatch.setenv("DOORKNOB_COURSE", str(folder))
    done = CliRunner().invoke(group, ["objectives", *more])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_prints_the_table_and_says_what_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson(tmp_path, "1. **ask** openly\n2. weigh a | b")
    exercise(tmp_path, "Ask openly.")
    code, out, told = run(tmp_path, monkeypatch)
    assert code == 1
    assert "1. ask openly\n     01-x (choose)" in out
    assert '01-a, 2: no item practises "weigh a | b"' in told
    code, out, _ = run(tmp_path, monkeypatch, "--markdown")
    assert "| 2 | weigh a \\| b |  |  |  |" in out
    rows = [json.loads(line) for line in run(tmp_path, monkeypatch, "--json")[1].splitlines()]
    assert [row["practised"] for row in rows] == [True, False]
    exercise(tmp_path, "Sell more.")
    assert "no objective of its lesson" in run(tmp_path, monkeypatch)[2]


@pytest.mark.thorough
def test_of_the_course_the_command_has_nothing_to_complain_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, out, told = run(COURSE.root, monkeypatch, "--markdown")
    assert (code, told) == (0, "")
    named = {one.id for one in EXERCISES if isinstance(one, (Exercise, Choices))}
    assert all(name in out for name in named)
