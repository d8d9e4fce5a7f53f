"""The workshop in German: start page, desk, and the scripts that draw them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from doorknob.course import Course
from doorknob.lab.folder import lay_out
from doorknob.lab.serve import desk_of
from doorknob.lab.start import start_page
from doorknob.lab.trainer.session import DeskSession
from doorknob.publish.cohort import read_cohort
from doorknob.tongue import speak
from english import english, texts
from said import _WORDED, scripts

ROOT = Path(__file__).parents[2]
NOW = datetime(2027, 3, 8, 8, 30, tzinfo=UTC)
# What nobody reads: classes, styles, what goes to a console or is kept for JupyterLab.
UNREAD = re.compile(
    r"doorknob[-\w ]*|JupyterLab shares no .*|Opens the course's notebooks alive.*|\n\.doorknob.*",
    re.DOTALL,
)
SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")


@pytest.fixture
def course(tmp_path: Path) -> Iterator[Course]:
    for name in ("curriculum", "exercises"):
        ignored = shutil.ignore_patterns("journal", "desks")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    yield Course(tmp_path)
    speak("en")


def test_a_german_start_page_is_german(course: Course) -> None:
    """Titles, how far one is, and what the trainer finds."""
    page = start_page(desk_of(course, "german", "bjoern"))
    assert page["language"] == "de"
    assert [one["label"] for one in page["exercises"]] == ["noch nicht fertig", "nicht begonnen"]
    assert english(texts(page)) == set()
    desk = desk_of(course, "german", "", trainer=True)
    lay_out(desk)
    page = start_page(desk)
    assert page["trainer"][0]["title"] == "Der Trainingstisch"
    assert "# Der Trainingstisch" in (desk.root / "desk.ipynb").read_text(encoding="utf-8")
    assert english(texts(page)) == set()


def test_a_german_desk_is_german(course: Course) -> None:
    """Who is how far, why a visit would help, what is to be read, and what is answered."""
    speak("de-DE")
    desk = DeskSession(course, read_cohort(course, "german"), clock=lambda: NOW)
    view = desk.view()
    seats = {one["learner"]: one for one in view["room"]["seats"]}
    assert seats["bjoern"]["state"] == "5 von 8 beantwortet"
    assert "Minuten nichts, mitten in einer Aufgabe" in seats["bjoern"]["stuck"]
    assert view["review"]["open"] == 4
    assert english(texts(view)) == set()
    case = view["review"]["cases"][0]
    reply = desk.take(
        {
            "do": "decide",
            "id": "00000000-0000-4000-8000-000000000000",
            "learner": case["learner"],
            "exercise": case["exercise"],
            "part": case["part"],
            "answer": case["answer"],
            "comment": "",
            "points": "99",
        }
    )
    assert reply.notice == "Geben Sie Punkte von 0 bis 3, etwa 1 oder 0,5."


@pytest.mark.parametrize("path", list(scripts()), ids=lambda path: path.name)
def test_a_script_says_nothing_past_the_catalogues(path: Path) -> None:
    """A sentence in a script is said by ``worded``, or nobody reads it."""
    text = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = re.sub(r'STUCK =\s+".*";', "", _WORDED.sub("", text))
    strings = re.findall(r'"((?:[^"\\\n]|\\.)*)"|`([^`]*)`', text)
    said = {one or other for one, other in strings if SENTENCE.search(one or other)}
    assert {text for text in said if not UNREAD.fullmatch(text)} == set()
