"""What stands in a saved notebook: current, without a key, and not for others where private."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import attrs
import nbformat
import pytest
from nbclient import NotebookClient

from doorknob.course import Course
from doorknob.exercises.base import Feedback
from doorknob.exercises.registry import read_exercise
from doorknob.lab.handing_in import submission_of
from doorknob.lab.serve import desk_of
from doorknob.widgets.calls import RolePlaySession
from doorknob.widgets.choices import ChoiceSession
from doorknob.widgets.keeping import without_private
from doorknob.widgets.pace import pause_before
from doorknob.widgets.recorder import Recorder
from doorknob.widgets.tasks import TasksSession

CALL, CHOICE, TASKS = "01-think-it-over", "01-force-or-influence", "01-what-she-needs"
HARM = "<img src=x onerror=alert(1)> What is it?"


def call(course: Course, path: Path, **evolve: object) -> RolePlaySession:
    exercise = attrs.evolve(read_exercise(course.exercise_path(CALL)), **evolve)  # type: ignore[arg-type]
    recorder = Recorder(path=path, learner="ana", exercise=CALL)
    return RolePlaySession(exercise, course.scenario(exercise.scenario), {}, recorder)  # type: ignore[attr-defined]


def test_a_call_is_kept_word_for_word_and_escaped(course: Course, tmp_path: Path) -> None:
    """What was said, and nothing of how it was read before the call is over."""
    session = call(course, tmp_path / "j.jsonl")
    session.say(HARM, str(uuid4()))
    kept = session.kept()
    assert "&lt;img src=x" in kept
    assert "<img" not in kept
    assert session.call.turns[0].reply.split(".")[0] in kept.replace("&#x27;", "'")
    assert "<mark" not in kept
    session.finish(str(uuid4()))
    assert "<mark" in session.kept()
    assert "<img" not in session.kept()


def test_answers_are_kept_without_what_is_shown_after_grading(
    course: Course, tmp_path: Path
) -> None:
    """Neither feedback nor key is in the file, in whatever form, before the trainer shows it."""
    for name, kind in ((CHOICE, ChoiceSession), (TASKS, TasksSession)):
        exercise = read_exercise(course.exercise_path(name))
        later = attrs.evolve(exercise, feedback=Feedback.AFTER_GRADING)  # type: ignore[call-arg]
        recorder = Recorder(path=tmp_path / f"{name}.jsonl", learner="ana", exercise=name)
        session = kind(later, {}, recorder)  # type: ignore[arg-type]
        before = session.kept()
        assert before.count("Not answered yet") == len(later.items)  # type: ignore[attr-defined]
        for item in later.items:  # type: ignore[attr-defined]
            answer: dict[str, str] = {}
            if name == CHOICE:
                answer = {"option": item.options[0].id}
            elif item.ask == "write":
                answer = {"response": json.dumps("My own words.")}
            elif item.ask == "rewrite":
                answer = {"response": json.dumps("What would you want to see first?")}
            if answer:
                told = {"do": "answer", "id": str(uuid4()), "item": item.id, **answer}
                assert session.take(told).accepted
        kept = session.kept()
        assert kept.count("Not answered yet") < before.count("Not answered yet")
        assert "dk-why" not in kept


def test_of_a_notebook_what_is_private_is_left_out_and_nothing_else() -> None:
    """By what the output says of itself, or by the exercise's name; what is unclear counts so."""
    outputs = [
        {"output_type": "display_data", "metadata": {}, "data": {"text/html": "widget"}},
        kept("one", private=True),
        kept("two", private=False),
        kept("three", private=False),
        {**kept("four", private=False), "metadata": {"doorknob": {"exercise": "four"}}},
    ]
    notebook = {"cells": [{"cell_type": "code", "outputs": outputs}, {"cell_type": "markdown"}, 3]}
    found = without_private(notebook, {"three"})
    assert found["cells"][0]["outputs"] == [outputs[0], outputs[2]]
    assert found["cells"][1:] == notebook["cells"][1:]
    assert len(notebook["cells"][0]["outputs"]) == 5  # type: ignore[index]


def kept(name: str, *, private: bool) -> dict[str, object]:
    return {
        "output_type": "display_data",
        "metadata": {"doorknob": {"exercise": name, "private": private}},
        "data": {"text/html": "words"},
    }


@pytest.fixture
def live(copy: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORKNOB_COURSE", str(copy.root))
    monkeypatch.setenv("DOORKNOB_JOURNAL", str(copy.root / "j.jsonl"))


@pytest.mark.usefixtures("live")
def test_the_file_is_current_after_each_message_in_a_real_kernel() -> None:
    """The output below the widget changes by its display id, not by being run again."""
    code = (
        "import doorknob, uuid\n"
        "from ipywidgets.widgets.widget import _instances\n"
        f"doorknob.exercise({CALL!r}, learner='ana')"
    )
    later = (
        "widget = [one for one in _instances.values() if hasattr(one, 'session')][0]\n"
        "message = {'do': 'say', 'id': str(uuid.uuid4()), 'text': 'What is it about?'}\n"
        "widget._received(widget, message, [])"
    )
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code), nbformat.v4.new_code_cell(later)]
    )
    NotebookClient(notebook, kernel_name="python3", timeout=60).execute()
    outputs = notebook.cells[0].outputs
    (found,) = [one for one in outputs if "doorknob" in one.metadata]
    assert "What is it about?" in found.data["text/html"]
    assert found.metadata["doorknob"] == {"exercise": CALL, "private": False}
    assert not any("text/html" in one.get("data", {}) for one in notebook.cells[1].outputs)


def test_private_practice_never_leaves_with_a_notebook(copy: Course) -> None:
    """Neither in the journal nor in an output of any notebook that is handed in."""
    path = copy.exercises / f"{CALL}.yaml"
    path.write_text(path.read_text().replace("private: false", "private: true"), encoding="utf-8")
    desk = desk_of(copy, "demo", "bruno")
    target = desk.root / "exercises" / f"{CALL}.ipynb"
    target.parent.mkdir(parents=True)
    cell = nbformat.v4.new_code_cell("pass")
    cell.outputs = [
        nbformat.v4.new_output(
            "display_data",
            data={"text/html": "my secret words"},
            metadata={"doorknob": {"exercise": CALL, "private": False}},
        )
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), target)
    (target.parent / "torn.ipynb").write_text('{"cells": [ my secret words', encoding="utf-8")
    submission, data = submission_of(desk)
    assert f"notebooks/exercises/{CALL}.ipynb" in submission.files
    assert b"my secret words" not in b"".join(submission.files.values())
    assert b"my secret words" in target.read_bytes()
    assert data


def test_she_thinks_longer_the_more_guarded_she_is(course: Course, tmp_path: Path) -> None:
    """Within bounds; and whoever hangs up doesn't hesitate."""
    session = call(course, tmp_path / "j.jsonl")
    assert pause_before(session.call) == 0
    session.say("What would you want to think through?", str(uuid4()))
    assert 350 <= pause_before(session.call) <= 1800
    state = session.call.state._replace(reactance=9)
    guarded = attrs.evolve(session.call, turns=(attrs.evolve(session.call.turns[0], after=state),))
    assert pause_before(guarded) > pause_before(session.call)
    for line in ("You need this, sign now.", "You'll be sorry later.", "Don't be silly.") * 3:
        if not session.over:
            session.say(line, str(uuid4()))
    assert session.call.outcome is not None
    assert pause_before(session.call) == 0
