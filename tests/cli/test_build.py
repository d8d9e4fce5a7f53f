"""``doorknob build``: several cohorts, what is told to people and to scripts, how it ends."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from doorknob.cli import build as command
from doorknob.cli.display import display
from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.publish.events import Done, Making, Started, WorkerLost
from doorknob.publish.made import Made, Status
from standin import StandIn

Run = Callable[..., Result]


@pytest.fixture
def course(copy: Course) -> Course:
    """Give a course with the demo cohort and a second one, and no other."""
    folder = copy.cohort("demo")
    for name in set(copy.cohorts()) - {"demo"}:
        shutil.rmtree(copy.cohort(name))
    other = folder.with_name("autumn")
    shutil.copytree(folder, other)
    file = other / "cohort.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("id: demo", "id: autumn"), "utf-8")
    return copy


@pytest.fixture
def run(course: Course, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give the command, with a stand-in that makes the documents; `fails` says which fail."""
    assert course

    def run(*words: str, fails: Callable[[str], bool] = lambda _: False) -> Result:
        monkeypatch.setattr(command, "_engine", lambda *_: lambda: StandIn([], fails))
        return CliRunner().invoke(group, ["build", *words])

    return run


def events(done: Result) -> list[dict]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_several_cohorts_are_built_by_one_command(run: Run, course: Course) -> None:
    """By their names, or all there are; a name that is given twice counts once."""
    done = run("demo", "autumn", "demo")
    assert done.exit_code == 0, done.output
    assert "[42/42]" in done.output
    assert "autumn/results/hugo: succeeded" in done.output
    for name in ("demo", "autumn"):
        assert (course.build / name / "manifest.json").is_file()
    again = run("--all")
    assert again.exit_code == 0
    assert again.output.count(": kept") == 42
    assert "2 cohorts" in again.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Name the cohorts to build, or give --all"),
        (("demo", "--all"), "Name the cohorts to build, or give --all"),
        (("demo", "--engine", "dask"), "--scheduler ADDRESS go together"),
        (("demo", "--scheduler", "tcp://x:1"), "--scheduler ADDRESS go together"),
        (
            ("demo", "--engine", "dask", "--scheduler", "tcp://x:1", "--workers", "2"),
            "--workers is for this machine",
        ),
        (("demo", "--cell-timeout", "0"), "--cell-timeout"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert said in done.output


def test_a_fault_in_any_cohort_is_told_before_anything_is_made(run: Run, course: Course) -> None:
    """All faults of all cohorts at once."""
    for name in ("demo", "autumn"):
        file = course.cohort(name) / "cohort.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("price: 36", "price: -36"), encoding="utf-8")
    done = run("demo", "autumn")
    assert done.exit_code != 0
    assert {problem.path.split("/")[-2] for problem in done.exception.problems} == {
        "demo",
        "autumn",
    }
    assert not course.build.exists()


def test_the_log_has_one_object_a_line_and_nothing_else(run: Run) -> None:
    told = events(run("demo", "autumn", "--json"))
    assert told[0] == {
        "event": "started",
        "cohorts": ["demo", "autumn"],
        "documents": 42,
        "kept": 0,
    }
    documents = [one for one in told if one["event"] == "document"]
    assert len({(one["cohort"], one["target"]) for one in documents}) == 42
    for one in documents:
        assert one["status"] == "succeeded"
        assert one["message"] == ""
        assert one["why"] == ["it was not made before"]
        assert one["seconds"] >= 0
    assert [one["cohort"] for one in told if one["event"] == "placed"] == ["demo", "autumn"]
    last = told[-1]
    assert last["event"] == "finished"
    assert last["complete"] is True
    assert (last["succeeded"], last["kept"], last["excepted"], last["errored"]) == (42, 0, 0, 0)


def test_the_log_says_what_is_kept_and_what_failed(run: Run, course: Course) -> None:
    """And the exit code says that something did."""
    run("demo")
    journal = course.cohort("demo") / "journals" / "bruno.jsonl"
    journal.write_text(journal.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    done = run("demo", "--json", fails=lambda target: target == "report")
    assert done.exit_code == 1
    told = {one["target"]: one for one in events(done) if one["event"] == "document"}
    assert told["results/carys"]["status"] == "kept"
    assert told["results/bruno"]["status"] == "succeeded"
    assert told["report"]["status"] == "excepted"
    assert told["report"]["message"] == "cell 3 failed: no"
    last = events(done)[-1]
    assert (last["succeeded"], last["kept"], last["excepted"], last["errored"]) == (2, 18, 1, 0)
    # Nothing of a document that failed halfway is left.
    assert not (course.build / "demo" / "report.pdf").exists()


def test_the_rest_is_made_when_a_document_fails(run: Run, course: Course) -> None:
    """That is what happens when nothing else is asked for."""
    done = run("demo", fails=lambda target: target == "results/bruno")
    assert done.exit_code == 1
    assert "failed: results/bruno: cell 3 failed: no" in done.output
    assert (course.build / "demo" / "results" / "hugo.pdf").is_file()
    assert not (course.build / "demo" / "results" / "bruno.pdf").exists()


def test_fail_fast_stops_and_leaves_the_build_before(run: Run, course: Course) -> None:
    run("demo")
    before = (course.build / "demo" / "manifest.json").read_bytes()
    done = run("demo", "--again", "--fail-fast", fails=lambda target: target == "results/bruno")
    assert done.exit_code == 1
    assert "failed: demo/results/bruno: cell 3 failed: no" in done.output
    assert "results/carys" not in done.output
    assert "as it was before: demo" in done.output
    assert (course.build / "demo" / "manifest.json").read_bytes() == before
    assert [path.name for path in course.build.iterdir()] == ["demo"]


def test_why_is_told_for_each_document(run: Run) -> None:
    run("demo")
    assert "report: nothing changed, kept" in run("demo", "--why").output
    assert "report: you asked for it" in run("demo", "--why", "--again").output


def test_a_terminal_shows_what_is_being_made_and_how_long_still() -> None:
    """Documents done, what is being made, the time left; and a process that was lost."""
    out = StringIO()
    console = Console(file=out, force_terminal=True, width=140, highlight=False)
    made = Made(target="report", status=Status.EXCEPTED, message="cell 3 failed")
    with display(console) as tell:
        tell(Started(cohorts=("demo",), documents=3, kept=1))
        tell(Making(cohort="demo", target="report"))
        tell(Making(cohort="demo", target="results/[hugo]"))
        tell(WorkerLost(cohort="demo", target="report", message="it was killed."))
        tell(Done(cohort="demo", made=made, why=("notebook",)))
    shown = out.getvalue()
    for part in ("results/[hugo]", "2/3", "left:", "report: it was killed.", "report: excepted"):
        assert part in shown
    assert "failed: demo/report: cell 3 failed" in shown


def test_output_goes_where_it_is_asked_to(run: Run, tmp_path: Path, course: Course) -> None:
    done = run("demo", "autumn", "--output", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"demo", "autumn"}
    assert not course.build.exists()
