"""nbgrader at the door: it grades our exercises, and gives the points that we give."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import nbformat
import pytest
from click.testing import CliRunner

from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.errors import BadParameter, NotFound
from doorknob.exercises.base import Progress
from doorknob.exercises.registry import read_exercise
from doorknob.grading.grade import grade
from doorknob.journal.events import Event, Verb
from doorknob.journal.store import append, read_journal
from doorknob.publish.cohort import read_cohort
from doorknob.publish.nbgrader import source_notebook
from doorknob.publish.results import result
from doorknob.standards.nbgrader import earned, pack

pytestmark = pytest.mark.thorough

EXERCISES = ("01-force-or-influence", "01-think-it-over")
LEARNERS = ("adaeze", "bruno")
# nbgrader looks for alembic's command, which lies beside our Python.
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def nbgrader(folder: Path, course: Course, *words: str) -> str:
    environment = {
        **os.environ,
        "PATH": PATH,
        "DOORKNOB_COURSE": str(course.root),
        "HOME": str(folder),
        "JUPYTER_CONFIG_DIR": str(folder / ".jupyter"),
        "IPYTHONDIR": str(folder / ".ipython"),
    }
    command = [sys.executable, "-m", "nbgrader", *words]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory, course: Course) -> Any:
    """Run a small nbgrader course: two exercises, two learners and one who handed in nothing."""
    folder = tmp_path_factory.mktemp("nbgrader")
    (folder / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'doorknob'\n", encoding="utf-8"
    )
    for name in EXERCISES:
        words = ["nbgrader", name, "--cohort", "demo", "--output", str(folder / "source/week-1")]
        done = CliRunner().invoke(group, words)
        assert done.exit_code == 0, done.output
    nbgrader(folder, course, "generate_assignment", "week-1")
    cohort = read_cohort(course, "demo")
    for learner in (*LEARNERS, "nobody"):
        submitted = folder / "submitted" / learner / "week-1"
        shutil.copytree(folder / "release" / "week-1", submitted)
        if learner != "nobody":
            shutil.copy(cohort.journals / f"{learner}.jsonl", submitted / "journal.jsonl")
    nbgrader(folder, course, "autograde", "week-1")
    return folder


def test_autograde_gives_our_points(
    graded: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbgrader.api import Gradebook

    monkeypatch.setenv("PATH", PATH)
    cohort = read_cohort(course, "demo")
    ours = {
        learner.id: result(course, cohort, learner)
        for learner in cohort.learners
        if learner.id in LEARNERS
    }
    assert ours["adaeze"].points != ours["bruno"].points
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as book:
        for learner, earned_here in ours.items():
            for name in EXERCISES:
                theirs = book.find_submission_notebook(name, "week-1", learner)
                expected = earned_here.grade(name)
                assert theirs.score == pytest.approx(float(expected.points))
                assert theirs.max_score == expected.out_of
                assert not theirs.needs_manual_grade
        assert book.find_submission("week-1", "nobody").score == 0


def test_what_learners_get_holds_no_key(graded: Path, course: Course) -> None:
    for name in EXERCISES:
        released = (graded / "release" / "week-1" / f"{name}.ipynb").read_text(encoding="utf-8")
        source = (graded / "source" / "week-1" / f"{name}.ipynb").read_text(encoding="utf-8")
        packed = pack(course, name, read_cohort(course, "demo").values())
        line = packed.splitlines()[1]
        assert line in source
        assert line not in released
        assert "HIDDEN" not in released
        assert "trainer-notes" not in released


def test_the_notebook_keeps_nbgrader_s_rules(course: Course) -> None:
    from nbgrader.nbgraderformat.v3 import MetadataValidatorV3

    for name in EXERCISES:
        notebook = source_notebook(course, name)
        nbformat.validate(notebook)
        MetadataValidatorV3().validate_nb(notebook)
        graded_cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade")]
        assert len(graded_cells) == 1


def test_a_journal_of_several_counts_for_its_own_learner_only(
    course: Course, tmp_path: Path
) -> None:
    name = EXERCISES[0]
    packed = pack(course, name, {})
    journals = read_cohort(course, "demo").journals
    both = tmp_path / "journal.jsonl"
    parts = [(journals / f"{one}.jsonl").read_bytes() for one in LEARNERS]
    both.write_bytes(b"".join(parts))
    alone = [earned(packed, journals / f"{one}.jsonl", one) for one in LEARNERS]
    shared = [earned(packed, both, one) for one in LEARNERS]
    assert [one.points for one in shared] == [one.points for one in alone]
    assert all("did not write it" in one.remarks[0] for one in shared)
    borrowed = earned(packed, journals / "adaeze.jsonl", "emre")
    assert "written by 'adaeze'" in borrowed.remarks[0]
    assert earned(packed, tmp_path / "none.jsonl", "ada").progress is Progress.NOT_STARTED


def test_who_has_no_name_is_whoever_handed_it_in(course: Course, tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    event = Event(
        id=str(uuid4()), learner="me", verb=Verb.ANSWERED, exercise=EXERCISES[0],
        attempt=str(uuid4()), timestamp="2026-03-09T10:00:00Z", part="the-stall", response="b",
    )  # fmt: skip
    append(path, event)
    found = earned(pack(course, EXERCISES[0], {}), path, "ada")
    assert found.points == 1
    assert found.remarks == ()


def test_tasks_earn_the_same_carried_in_a_cell(course: Course, tmp_path: Path) -> None:
    name = "01-what-she-needs"
    path = tmp_path / "journal.jsonl"
    attempt = str(uuid4())
    for item, answer in (("behind-a-stall", ["money", "use"]), ("in-which-order", ["open"])):
        event = Event(
            id=str(uuid4()), learner="ada", verb=Verb.ANSWERED, exercise=name, attempt=attempt,
            timestamp="2026-03-09T10:00:00Z", part=item, response=json.dumps(answer),
        )  # fmt: skip
        append(path, event)
    exercise = read_exercise(course.exercise_path(name))
    ours = grade("ada", read_journal(path), [exercise], course.scenario, {}).grade(name)
    assert ours.points > 0
    found = earned(pack(course, name, {}), path, "ada")
    assert (found.points, found.parts, found.progress) == (ours.points, ours.parts, ours.progress)
    assert ours.remarks[0] in found.remarks[0]


def test_what_is_not_graded_is_refused(copy: Course) -> None:
    path = copy.exercise_path("01-think-it-over")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("private: false", "private: true"), encoding="utf-8")
    with pytest.raises(BadParameter, match="not graded"):
        source_notebook(copy, "01-think-it-over")


def test_what_somebody_worked_on_is_not_overwritten(copy: Course) -> None:
    words = ["nbgrader", EXERCISES[0], "--output", "source/week-1"]
    for _ in range(2):
        assert CliRunner().invoke(group, words).exit_code == 0
    path = copy.root / "source/week-1" / f"{EXERCISES[0]}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"].pop()
    path.write_text(json.dumps(notebook), encoding="utf-8")
    before = path.read_bytes()
    assert isinstance(CliRunner().invoke(group, words).exception, BadParameter)
    assert path.read_bytes() == before
    words = ["nbgrader", "01-what-she-needs", "--cohort", "demo", "--output", "x"]
    assert isinstance(CliRunner().invoke(group, words).exception, NotFound)
