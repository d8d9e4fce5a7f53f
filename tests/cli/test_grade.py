"""``doorknob grade``: grades as data, the same every time, and what a re-grade changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.grading.gradebook import gradebook_csv
from doorknob.publish.cohort import read_cohort
from doorknob.publish.results import gradebook_rows


@pytest.fixture
def small(copy: Course) -> Course:
    """Give the course with three learners in its cohort, one of them with a damaged journal."""
    roster = copy.cohort("demo") / "roster.csv"
    lines = roster.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.partition(",")[0] in {"id", "bruno", "hugo", "jonas"}]
    roster.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return copy


def run(*words: str, code: int = 0) -> Result:
    done = CliRunner().invoke(group, ["grade", "demo", *words])
    assert done.exit_code == code, (done.output, done.exception)
    return done


def told(*words: str, code: int = 0) -> Any:
    return json.loads(run("--json", *words, code=code).stdout)


def files(course: Course) -> dict[Path, bytes]:
    places = (course.build, course.cohort("demo") / "grades")
    return {path: path.read_bytes() for place in places for path in place.rglob("*.json*")}


def test_the_same_input_gives_the_same_bytes_and_is_written_once(small: Course) -> None:
    run()
    before = files(small)
    assert len(before) == 3
    assert "Nothing has changed since the last grading" in run().output
    assert files(small) == before
    (small.build / "demo.grades.json").unlink()
    run()
    assert files(small) == before


def test_a_dry_run_says_what_it_would_and_writes_nothing(small: Course) -> None:
    assert "Nothing was written" in run("--dry-run").output
    assert files(small) == {}
    assert told("--dry-run")["written"] is False


def test_grades_agree_with_the_gradebook_of_a_build(small: Course) -> None:
    data = told()["grades"]
    rows = gradebook_rows(small, read_cohort(small, "demo"))
    for line, one in zip(gradebook_csv(rows).splitlines()[1:], data["learners"], strict=True):
        cells = line.split(",")
        assert cells[0] == one["learner"]
        for grade in one["grades"]:
            assert f",{grade['points']},{grade['out_of']}," in line
        assert f",{one['points']},{one['out_of']},{one['percent']}," in line


def test_a_learner_who_can_t_be_graded_stops_nobody(
    small: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong with one is told with the file, and the exit code says so."""
    import doorknob.publish.grader as module

    real = module.grade

    def grade(learner: str, *words: Any, **more: Any) -> Any:
        if learner == "hugo":
            raise RuntimeError("boom")
        return real(learner, *words, **more)

    monkeypatch.setattr(module, "grade", grade)
    done = run(code=1)
    assert "not graded: hugo: RuntimeError: boom" in done.output
    assert small.build.joinpath("demo.grades.json").is_file()
    learners = told(code=1)["grades"]["learners"]
    assert [one["learner"] for one in learners if "problem" in one] == ["hugo"]
    assert len([one for one in learners if "points" in one]) == 2
