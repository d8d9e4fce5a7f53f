"""One call shows an exercise: live for a learner, on paper for a build, readable when broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import ipywidgets
import pytest

import doorknob
from doorknob.course import Course
from doorknob.errors import BadParameter, InvalidExercise, NotFound
from doorknob.widgets import show

COURSE = Course.here(Path(__file__))
WIDGET = "application/vnd.jupyter.widget-view+json"
# ipywidgets' own register; the public name of it is deprecated.
INSTANCES = ipywidgets.widgets.widget._instances
VALUES = {"seller": "Kim", "price": "£36"}

pytestmark = pytest.mark.usefixtures("course", "shown")


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Make a course of its own, so that a journal written by mistake is found."""
    for name in ("curriculum", "exercises"):
        shutil.copytree(
            COURSE.root / name, tmp_path / name, ignore=shutil.ignore_patterns("journal")
        )
    monkeypatch.setenv("DOORKNOB_COURSE", str(tmp_path))
    monkeypatch.delenv("DOORKNOB_JOURNAL", raising=False)
    monkeypatch.delenv("DOORKNOB_PRINT", raising=False)
    return tmp_path


@pytest.fixture
def shown(monkeypatch):
    """Collect what is displayed."""
    bundles = []
    monkeypatch.setattr(show, "display", lambda bundle, **_: bundles.append(bundle))
    yield bundles
    ipywidgets.Widget.close_all()


def files(course):
    return sorted(path for path in course.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", ["01-think-it-over", "01-force-or-influence"])
def test_one_output_holds_the_live_exercise_and_its_worksheet(shown, name):
    assert doorknob.exercise(name, learner="ana", values=VALUES) is None
    (bundle,) = shown
    assert bundle[WIDGET]["model_id"]
    assert "dk-" in bundle["text/html"]
    assert "£36" in bundle["text/html"]


@pytest.mark.parametrize("name", ["01-think-it-over", "01-force-or-influence"])
@pytest.mark.parametrize("audience", ["learner", "trainer"])
def test_a_build_shows_paper_only_and_writes_nothing(course, shown, monkeypatch, name, audience):
    monkeypatch.setenv("DOORKNOB_PRINT", "1")
    before = files(course)
    doorknob.exercise(name, values=VALUES, audience=audience)
    (bundle,) = shown
    assert set(bundle) == {"text/html"}
    assert files(course) == before
    assert not INSTANCES


def test_a_build_never_imports_the_live_side(course):
    code = (
        "import sys, doorknob; doorknob.exercise('01-think-it-over');"
        "sys.exit(any(m.startswith(('ipywidgets', 'anywidget')) for m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"DOORKNOB_PRINT": "1", "DOORKNOB_COURSE": str(course), "HOME": str(course)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_the_trainer_gets_the_key_and_the_learner_does_not(shown):
    for audience in ("learner", "trainer"):
        for name in ("01-think-it-over", "01-force-or-influence"):
            doorknob.exercise(name, audience=audience)
    pages = [bundle["text/html"] for bundle in shown]
    assert ["(best)" in page or "Give back:" in page for page in pages] == [
        False,
        False,
        True,
        True,
    ]
    assert [WIDGET in bundle for bundle in shown] == [True, True, False, False]


def test_the_cohort_s_seed_reaches_a_call_that_counts(course, shown, monkeypatch):
    """Everybody of a cohort gets the same call, whatever a notebook says; others get another."""
    path = course / "exercises" / "01-think-it-over.yaml"
    text = path.read_text(encoding="utf-8").replace("mode: practice\n", "")
    text = text.replace("kind: roleplay", "kind: roleplay\nmode: assessment")
    path.write_text(text, encoding="utf-8")
    seeds = []
    for seed, learner in (("7", "ana"), ("7", "bea"), ("8", "carl")):
        monkeypatch.setenv("DOORKNOB_SEED", seed)
        monkeypatch.setenv("DOORKNOB_JOURNAL", str(course / f"{learner}.jsonl"))
        shown.clear()
        doorknob.exercise("01-think-it-over", learner=learner)
        widget = INSTANCES[shown[0][WIDGET]["model_id"]]
        seeds.append(widget.session.call.seed)
    assert seeds[0] == seeds[1] != seeds[2]


def test_showing_alone_writes_nothing(course):
    before = files(course)
    doorknob.exercise("01-think-it-over", learner="ana")
    assert files(course) == before


@pytest.mark.parametrize(
    "case",
    [
        ("ana", None, None, "exercises/journal/ana.jsonl"),
        ("", None, None, "exercises/journal/me.jsonl"),
        ("ana", None, "env.jsonl", "env.jsonl"),
        ("ana", "given.jsonl", "env.jsonl", "given.jsonl"),
    ],
)
def test_the_journal_lies_where_it_was_asked_to(course, shown, monkeypatch, case):
    learner, journal, named, where = case
    if named:
        monkeypatch.setenv("DOORKNOB_JOURNAL", str(course / named))
    doorknob.exercise(
        "01-think-it-over", learner=learner, journal=course / journal if journal else None
    )
    model = shown[0][WIDGET]["model_id"]
    assert INSTANCES[model].session.recorder.path == course / where


def test_what_a_page_puts_into_the_view_counts_for_nothing(shown):
    doorknob.exercise("01-force-or-influence", learner="ana")
    widget = INSTANCES[shown[0][WIDGET]["model_id"]]
    true = widget.session.view()
    widget.set_state({"view": {"over": True, "answered": 8}})
    widget._received(widget, {"do": "nonsense"}, [])
    assert widget.view == true


def test_a_message_is_answered_after_the_view_was_sent(shown):
    doorknob.exercise("01-think-it-over", learner="ana")
    widget = INSTANCES[shown[0][WIDGET]["model_id"]]
    order = []
    widget.observe(lambda _: order.append("view"), "view")
    widget.send = order.append
    name = "0b0e7e0e-3f1c-4c8e-9d55-0f6f3a0c7a11"
    widget._received(widget, {"do": "say", "id": name, "text": "What is it about?"}, [])
    assert order == [
        "view",
        {"kind": "reply", "id": name, "accepted": True, "notice": "", "keep": False},
    ]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"id": "01-think-it-ovr"}, NotFound),
        ({"id": "../secret"}, NotFound),
        ({"id": "01-think-it-over", "audience": "everyone"}, BadParameter),
        ({"id": "01-think-it-over", "values": {"price": " "}}, BadParameter),
    ],
)
def test_a_learner_gets_a_message_and_a_build_an_error(shown, monkeypatch, arguments, error):
    doorknob.exercise(**arguments)
    (bundle,) = shown
    assert set(bundle) == {"text/html"}
    assert "Tell your trainer" in bundle["text/html"]
    assert "Traceback" not in bundle["text/html"]
    monkeypatch.setenv("DOORKNOB_PRINT", "1")
    with pytest.raises(error):
        doorknob.exercise(**arguments)


def test_a_learner_who_is_none_opens_no_file(shown):
    doorknob.exercise("01-think-it-over", learner="../../evil")
    assert "Tell your trainer" in shown[0]["text/html"]


def test_a_broken_file_is_shown_escaped(course, shown):
    path = course / "exercises" / "01-think-it-over.yaml"
    path.write_text(path.read_text().replace("kind: roleplay", "kind: <b>bold</b>"))
    doorknob.exercise("01-think-it-over")
    assert "<b>" not in shown[0]["text/html"]
    with pytest.raises(InvalidExercise):
        doorknob.exercise("01-think-it-over", audience="trainer")
