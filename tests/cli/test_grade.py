"""``doorknob grade``: grades as data, the same every time, and what a re-grade changed."""

from __future__ import annotations

import csv
import json
import re
from datetime import datetime
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from doorknob.cli.grade import bar
from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.documents import load
from doorknob.errors import BadParameter, InvalidCohort, JournalError
from doorknob.grading.gradebook import gradebook_csv
from doorknob.journal.submission import JOURNAL, pack
from doorknob.publish.certificates import earned
from doorknob.publish.cohort import CohortFile, read_cohort
from doorknob.publish.grader import ENGINE, PACKAGE
from doorknob.publish.reporting import grade_html, overview_html
from doorknob.publish.results import gradebook_rows, result
from doorknob.publish.rules import rule_problems
from doorknob.structuring import structure


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


def test_all_that_a_grade_depends_on_is_in_the_engine_s_digest() -> None:
    """Also single modules: whatever the parts import of the package is one of them, or tells texts.

    Otherwise a re-grade could not say that Doorknob itself changed.
    """
    known = {PACKAGE / name for name in ENGINE}
    assert all(path.exists() for path in known)
    imported = {
        name.split(".")[1]
        for part in ENGINE
        for path in [PACKAGE / part, *(PACKAGE / part).rglob("*.py")]
        if path.is_file() and path.suffix == ".py"
        for name in re.findall(r"^from (doorknob\.\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    missing = imported - {name.removesuffix(".py") for name in ENGINE}
    # Where files lie and how they are put there, and words that are shown: no grade is made of it.
    assert missing <= {"course", "errors", "files", "tongue"}


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


def swapped(course: Course) -> None:
    """Change the key of an exercise: another option of its first item is the best one."""
    path = course.exercise_path("01-force-or-influence")
    text = path.read_text(encoding="utf-8")
    changed = text.replace("        correct: true\n", "", 1).replace(
        "      - id: a\n", "      - id: a\n        correct: true\n", 1
    )
    path.write_text(changed.replace("version: 1", "version: 2", 1), encoding="utf-8")


def test_a_changed_key_is_told_for_everybody_whom_it_concerns(small: Course) -> None:
    """Before and after, why, in both forms; the grades before stay as they were."""
    first = told()
    before = files(small)
    swapped(small)
    dry = told("--dry-run")
    assert files(small) == before
    done = run()
    was, has = (
        {one["learner"]: one for one in data["grades"]["learners"]} for data in (first, dry)
    )
    changed = {one["learner"] for one in dry["changes"]}
    assert changed
    assert changed == {name for name in has if was[name]["points"] != has[name]["points"]}
    for one in dry["changes"]:
        assert one["exercise"] == "01-force-or-influence"
        assert one["why"] == [
            "the exercise's version was raised",
            "the exercise's key or text changed",
        ]
        assert f"{one['before']} -> {one['after']}" in done.output
    old = {path: data for path, data in before.items() if path.parent.name == "grades"}
    after = files(small)
    for path, data in old.items():
        assert after[path].startswith(data) if path.name == "index.jsonl" else after[path] == data
    index = (small.cohort("demo") / "grades" / "index.jsonl").read_text().splitlines()
    assert [json.loads(line)["grades"] for line in index] == [first["digest"], dry["digest"]]


def test_new_work_and_a_decision_are_told_as_such(small: Course) -> None:
    run()
    journal = small.cohort("demo") / "journals" / "bruno.jsonl"
    lines = journal.read_text(encoding="utf-8").splitlines()
    journal.write_text("\n".join(lines[:4]) + "\n", encoding="utf-8")
    data = told()
    assert {one["learner"] for one in data["changes"]} == {"bruno"}
    assert all(one["why"] == ["other work in the journal"] for one in data["changes"])
    assert told()["changes"] == []


@pytest.mark.thorough
def test_a_comment_in_an_exercise_changes_nobody_s_grade_and_is_told(small: Course) -> None:
    run()
    path = small.exercise_path("01-force-or-influence")
    path.write_text(path.read_text(encoding="utf-8") + "# a comment\n", encoding="utf-8")
    output = run().output
    assert "changed since: 01-force-or-influence: the exercise's key or text changed" in output
    assert "Nobody's grade has changed." in output


@pytest.mark.thorough
@pytest.mark.parametrize(
    "spoilt", ["{}", "[" * 100_000, "", "\0", '{"format": "doorknob.grades/9"}']
)
def test_earlier_grades_that_were_changed_are_told_and_those_before_them_taken(
    small: Course, spoilt: str
) -> None:
    first = told()
    swapped(small)
    second = told()
    home = small.cohort("demo") / "grades"
    (home / f"{second['digest']}.json").write_text(spoilt)
    with (home / "index.jsonl").open("a") as file:
        file.write('torn {"grades": "../../x"}\n{"grades": "../../x"}\n{"gra')
    again = told("--dry-run")
    assert any("was changed after it was written" in note for note in again["notes"])
    assert sum("no grades are named here" in note for note in again["notes"]) == 3
    assert again["changes"] == second["changes"]
    run()
    assert json.loads((home / f"{second['digest']}.json").read_bytes()) == second["grades"]
    assert told()["grades"] == second["grades"] != first["grades"]


def test_a_place_that_can_t_be_written_is_one_message_and_nothing_is_lost(small: Course) -> None:
    (small.cohort("demo") / "grades").write_text("in the way")
    done = CliRunner().invoke(group, ["grade", "demo"])
    assert isinstance(done.exception, BadParameter)
    assert "can't be written" in str(done.exception)
    assert not (small.build / "demo.grades.json").exists()


def test_every_line_that_was_left_out_is_named_with_its_file_and_what_helps(small: Course) -> None:
    """Whatever stands in a journal, the terminal isn't steered by it."""
    journal = small.cohort("demo") / "journals" / "jonas.jsonl"
    with journal.open("a", encoding="utf-8") as file:
        line = json.loads(journal.read_text(encoding="utf-8").splitlines()[0])
        line["verb"]["id"] = "http://x/\x1b]0;owned\x07[bold]"
        file.write(f"\n{json.dumps(line)}\n")
    output = run().output
    place = "curriculum/cohorts/demo/journals/jonas.jsonl"
    assert f"left out: jonas: {place}:14: belongs to 'emre', not to 'jonas'." in output
    assert f"left out: jonas: {place}:37: the verb" in output
    assert "let jonas hand in again, take it in with 'doorknob collect'" in output
    assert "\x1b" not in output
    assert "[bold]" in output
    lines = [(one["file"], one["line"]) for one in told("--dry-run")["damage"]]
    assert lines == [(place, number) for number in (6, 13, 14, 36, 37)]


def test_a_bar_shows_how_far_it_is_where_somebody_watches() -> None:
    screen = StringIO()
    with bar(Console(file=screen, force_terminal=True, width=80), 3) as tell:
        for name in ("ana", "bea", "[red]"):
            tell(name)
    assert "2/3" in screen.getvalue()
    assert "[red]" in screen.getvalue()
    quiet = StringIO()
    with bar(Console(file=quiet), 3) as tell:
        tell("ana")
    assert not quiet.getvalue()


def test_decisions_that_can_t_be_read_stop_the_grading(small: Course) -> None:
    """Grades without them would take back what the trainer gave; a damaged line is only named."""
    path = small.cohort("demo") / "decisions.jsonl"
    path.write_text("no decision\n")
    assert "note: decisions, line 1: no decision of ours" in run().output
    path.unlink()
    path.mkdir()
    done = CliRunner().invoke(group, ["grade", "demo"])
    assert isinstance(done.exception, JournalError)


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


LATE = """
deadline: 2026-03-20
time_zone: Europe/London
late: {grace: 1 day, deduction_per_day: 10 %, at_most: 50 %}
weights: {01-force-or-influence: 40, 01-think-it-over: 60}
"""


def handed_in(course: Course, learner: str, made: str) -> None:
    """Put a learner's journal into the exchange as a submission, and take it in."""
    journal = course.cohort("demo") / "journals" / f"{learner}.jsonl"
    when = datetime.fromisoformat(made)
    _, data = pack(learner=learner, cohort="demo", made=when, files={JOURNAL: journal.read_bytes()})
    exchange = course.cohort("demo") / "submissions" / "demo" / learner
    exchange.mkdir(parents=True)
    (exchange / "one.zip").write_bytes(data)
    done = CliRunner().invoke(group, ["collect", "--cohort", "demo"])
    assert done.exit_code == 0, done.output
    assert "(late)" in done.output


def late(course: Course, rule: str = LATE) -> None:
    path = course.cohort("demo") / "cohort.yaml"
    path.write_text(path.read_text(encoding="utf-8") + rule, encoding="utf-8")


@pytest.mark.thorough
def test_every_paper_and_file_shows_the_same_total_and_what_was_taken_off(small: Course) -> None:
    """Bruno handed in three days after the grace period: 30 % of what he earned."""
    plain = {one["learner"]: one for one in told()["grades"]["learners"]}
    late(small)
    handed_in(small, "bruno", "2026-03-24T10:00:00+00:00")
    data = told()
    bruno = next(one for one in data["grades"]["learners"] if one["learner"] == "bruno")
    shares = []
    for grade, before in zip(bruno["grades"], plain["bruno"]["grades"], strict=True):
        assert grade["late"]["days"] == 3
        assert grade["late"]["earned_exact"] == before["points_exact"]
        points = Fraction(grade["points_exact"])
        assert points == Fraction(before["points_exact"]) * Fraction(7, 10)
        shares.append(points / grade["out_of"])
    assert Fraction(bruno["points_exact"]) == 40 * shares[0] + 60 * shares[1]
    assert bruno["out_of"] == 100
    why = {reason for one in data["changes"] if one["learner"] == "bruno" for reason in one["why"]}
    assert why == {"another hand-in", "another deadline", "another late rule", "other weights"}

    cohort = read_cohort(small, "demo")
    learner = next(one for one in cohort.learners if one.id == "bruno")
    found = result(small, cohort, learner)
    assert str(found.points) == bruno["points_exact"]
    short = bruno["points"].rstrip("0").rstrip(".")
    assert f"{short} of 100" in overview_html(found)
    assert "for 40, “She would like to think it over” for 60" in overview_html(found)
    assert "3 days late: 30 % of" in grade_html(found.grades[0], seller="Sam")
    for kind in ("csv", "xlsx", "canvas", "moodle"):
        out = small.root / f"out.{kind}"
        words = ["gradebook", "demo", "--format", kind, "--output", str(out)]
        done = CliRunner().invoke(group, words)
        assert done.exit_code == 0, done.output
        if kind in {"canvas", "moodle"}:
            assert "set these weights there: 01-force-or-influence 40" in done.output
        cells = _cells(out, kind)
        row = next(one for one in cells if "bruno" in one)
        expected = {grade["points"] for grade in bruno["grades"]}
        assert expected <= set(row), kind
        if kind in {"csv", "xlsx"}:
            assert {bruno["points"], bruno["percent"]} <= set(row)


def _cells(path: Path, kind: str) -> list[list[str]]:
    if kind != "xlsx":
        return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    sheet = openpyxl.load_workbook(BytesIO(path.read_bytes()))["Gradebook"]
    return [
        [f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row]
        for row in sheet.iter_rows(values_only=True)
    ]


@pytest.mark.thorough
def test_a_certificate_goes_by_the_total_after_the_rule(small: Course) -> None:
    cohort = read_cohort(small, "demo")
    assert "jonas" in {learner.id for learner, _ in earned(small, cohort)}
    late(small)
    handed_in(small, "jonas", "2026-04-24T10:00:00+00:00")
    assert "jonas" not in {learner.id for learner, _ in earned(small, read_cohort(small, "demo"))}


def test_a_learner_is_excused_by_a_decision_with_a_reason(small: Course) -> None:
    late(small)
    handed_in(small, "bruno", "2026-03-24T10:00:00+00:00")
    before = next(one for one in told()["grades"]["learners"] if one["learner"] == "bruno")
    words = ("--excuse", "bruno:01-think-it-over", "--reason", "was ill")
    decisions = small.cohort("demo") / "decisions.jsonl"
    dry = told("--dry-run", *words)
    assert not decisions.exists()
    done = told(*words)
    assert "was ill" in decisions.read_text()
    assert [one["exercise"] for one in dry["changes"]] == ["01-think-it-over"]
    assert [one["why"] for one in done["changes"]] == [["the trainer decided"]]
    bruno = next(one for one in done["grades"]["learners"] if one["learner"] == "bruno")
    assert bruno["grades"][1]["late"]["excused"]
    assert bruno["grades"][1]["points_exact"] == before["grades"][1]["late"]["earned_exact"]
    assert bruno["grades"][0] == before["grades"][0]
    assert "was ill" not in json.dumps(done)
    back = told("--not-excused", "bruno:01-think-it-over", "--reason", "it was a mistake")
    bruno = next(one for one in back["grades"]["learners"] if one["learner"] == "bruno")
    assert bruno["points"] == before["points"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--excuse", "bruno"), "An excuse needs a reason"),
        (("--excuse", "brun", "--reason", "x"), "Did you mean 'bruno'?"),
        (("--excuse", "bruno:01-think", "--reason", "x"), "is no exercise of cohort 'demo'"),
        (("--not-excused", "bruno", "--reason", "x" * 5000), "at most 4,000 characters"),
    ],
)
def test_an_excuse_that_can_t_be_written_says_why(
    small: Course, words: tuple[str, ...], message: str
) -> None:
    done = CliRunner().invoke(group, ["grade", "demo", *words])
    assert isinstance(done.exception, BadParameter)
    assert message in str(done.exception)
    assert not (small.cohort("demo") / "decisions.jsonl").exists()


@pytest.mark.parametrize(
    ("rule", "messages"),
    [
        ("late: {deduction_per_day: 10 %}", ["late: there is no deadline", "time_zone is missing"]),
        ("late: {deduction_per_day: 110 %}", ["late.deduction_per_day: expected a percentage"]),
        ("late: {deduction_per_day: .inf}", ["late.deduction_per_day: expected a percentage"]),
        ("late: {grace: 3}", ["late.grace: expected a time such as 36 hours or 1 day"]),
        ("late: {grace: -1 day}", ["late.grace: expected a time"]),
        ("late: {grace: 1 day}", ["deduction_per_day is missing"]),
        ("late: {per_day: 10 %}", ["there is no such field here"]),
        ("time_zone: Europe/Londn", ["'Europe/Londn' is no time zone. Did you mean"]),
        ("time_zone: ../../etc/passwd", ["is no time zone. Write it like Europe/London"]),
        ("weights: {01-think-it-over: 1}", ["'01-force-or-influence' has no weight"]),
        (
            "weights: {01-think-it-over: 0, 01-force-or-influence: 0, 01-force-or-influenc: -1}",
            ["Did you mean '01-force-or-influence'?", "expected a number from 0 to 1000, found -1"],
        ),
        ("weights: {01-think-it-over: 0, 01-force-or-influence: 0}", ["all weights are 0"]),
    ],
)
def test_a_rule_that_can_t_be_meant_is_told_with_its_line(
    course: Course, tmp_path: Path, rule: str, messages: list[str]
) -> None:
    path = tmp_path / "cohort.yaml"
    text = (course.cohort("demo") / "cohort.yaml").read_text(encoding="utf-8")
    path.write_text(f"{text}\n{rule}\n", encoding="utf-8")
    document = load(path, InvalidCohort)
    try:
        problems = list(rule_problems(structure(document, CohortFile, InvalidCohort), document))
    except InvalidCohort as bad:
        problems = list(bad.problems)
    told = "\n".join(map(str, problems))
    for message in messages:
        assert message in told
    assert {problem.line for problem in problems} == {text.count("\n") + 2}


@pytest.mark.thorough
def test_a_build_agrees_and_another_rule_makes_the_results_anew(small: Course) -> None:
    """The gradebook, the learner's page and the grades as data say the same, to the hundredth."""
    late(small)
    handed_in(small, "bruno", "2026-03-24T10:00:00+00:00")
    done = CliRunner().invoke(group, ["build", "demo", "--workers", "2"])
    assert done.exit_code == 0, done.output
    data = told()["grades"]["learners"]
    build = small.build / "demo"
    with (build / "gradebook.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["points"], row["out of"], row["percent"]) for row in rows] == [
        (one["learner"], one["points"], str(one["out_of"]), one["percent"]) for one in data
    ]
    page = next((build / "results").glob("bruno*.html")).read_text(encoding="utf-8")
    assert "3 days late: 30 % of" in page
    path = small.cohort("demo") / "cohort.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("at_most: 50 %", "at_most: 20 %"))
    done = CliRunner().invoke(group, ["build", "demo", "--workers", "2", "--why"])
    assert done.exit_code == 0, done.output
    assert "results/bruno: late rule and weights" in done.output
    assert "handouts/01-think-it-over: nothing changed, kept" in done.output
    page = next((build / "results").glob("bruno*.html")).read_text(encoding="utf-8")
    assert "3 days late: 20 % of" in page
