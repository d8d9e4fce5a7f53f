"""Private practice: no byte of it is in anything that a trainer gets to see."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from doorknob.course import Course
from doorknob.grading.database import contents, fill
from doorknob.grading.gradebook import gradebook_csv
from doorknob.journal.database import Database
from doorknob.journal.events import Event, Verb
from doorknob.journal.store import append
from doorknob.lab.folder import Desk
from doorknob.lab.handing_in import hand_in, submission_of
from doorknob.lab.serve import desk_of
from doorknob.lab.trainer.session import DeskSession
from doorknob.privacy.export import export
from doorknob.publish.cohort import read_cohort
from doorknob.publish.results import analyses, book, goes_of
from keptdata import WHEN, of, run, uuid

CALL, ASIDE = "01-think-it-over", "02-the-fuel-card"
MARK = "Qzxv"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Give a course with one learner in it."""
    root = tmp_path_factory.mktemp("small") / "course"
    ignored = shutil.ignore_patterns(".ipynb_checkpoints", "journal", "journals")
    for name in ("curriculum", "exercises"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    (root / "build").mkdir()
    roster = root / "curriculum/cohorts/demo/roster.csv"
    roster.write_text("id,name\nanna,Anna Berg\n", encoding="utf-8")
    return Course(root)


@pytest.fixture
def small(alone: Course, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Give that course as the current folder."""
    monkeypatch.chdir(alone.root)
    return alone


# A line that is private for one of three reasons: the exercise is, it was when the try began, or it
# is none of the cohort's.
reasons = st.sampled_from(["private now", "private then", "aside"])
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
secrets = st.lists(
    st.tuples(st.sampled_from([Verb.ANSWERED, Verb.DISPUTED]), words), min_size=1, max_size=4
)


def written(course: Course, reason: str, said: list[tuple[Verb, str]]) -> None:
    """Write what was practised in private into a journal, and a notebook that shows it."""
    folder = course.cohort("demo")
    for name in ("journals", "desks", "submissions", "collected"):
        shutil.rmtree(folder / name, ignore_errors=True)
    path = course.exercises / f"{CALL}.yaml"
    text = (ROOT / "exercises" / f"{CALL}.yaml").read_text(encoding="utf-8")
    if reason == "private now":
        text = text.replace("private: false", "private: true").replace(
            "mode: assessment", "mode: practice"
        )
    path.write_text(text, encoding="utf-8")
    where = ASIDE if reason == "aside" else CALL
    details = {"private": True} if reason != "aside" else {}
    events = [(Verb.INITIALIZED, where, None, details)]
    events += [(verb, where, f"{MARK} {one} {MARK}", {}) for verb, one in said]
    events += [(Verb.COMPLETED, where, None, {})]
    for number, (verb, exercise, response, more) in enumerate(events):
        append(folder / "journals" / "anna.jsonl", Event(
            id=uuid(str(number)), learner="anna", verb=verb, exercise=exercise,
            attempt=uuid("attempt"), timestamp=WHEN.isoformat(), response=response, details=more,
            part="1" if verb is Verb.DISPUTED else "",
        ))  # fmt: skip
    desk = folder / "desks" / "anna" / "exercises"
    desk.mkdir(parents=True)
    output = {
        "output_type": "display_data",
        "data": {"text/html": "".join(f"<p>{MARK} {one}</p>" for _, one in said)},
        "metadata": {"doorknob": {"exercise": where, "private": True}},
    }
    cell = {"cell_type": "code", "source": "", "metadata": {}, "outputs": [output]}
    (desk / f"{where}.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")


def seen(course: Course) -> Iterator[tuple[str, Any]]:
    """Give everything that a trainer gets to see, by where she sees it."""
    desk: Desk = desk_of(course, "demo", "anna")
    yield "submission", [bytes(data) for data in submission_of(desk)[0].files.values()]
    cohort = read_cohort(course, "demo")
    (anna,) = cohort.learners
    made = book(course, cohort)
    yield "results", repr(made.rows)
    yield "report", [goes_of(course, cohort, anna), analyses(course, cohort)]
    yield "gradebook", gradebook_csv(made.rows)
    path = course.build / "book.sqlite"
    path.unlink(missing_ok=True)
    database = Database.at(f"sqlite:///{path}")
    fill(database, made)
    yield "database", [contents(database, "demo"), path.read_bytes()]
    for words_ in ((), ("--graded", "--pseudonyms", "secret")):
        done = run("xapi", "demo", *words_)
        assert done.exit_code == 0, done.output
        yield f"statements {words_}", done.output
    yield "desk", DeskSession(course, cohort, clock=lambda: WHEN).view()
    exported = course.build / "exported.zip"
    hand_in(desk)
    exported.write_bytes(export(of(course, "anna")).data)
    with ZipFile(exported) as archive:
        yield "export", [archive.read(name) for name in archive.namelist()]
    # Taken in where the trainer has nothing but what was handed in.
    (cohort.folder / "journals" / "anna.jsonl").unlink()
    assert run("collect", "--cohort", "demo").exit_code == 0
    yield "collected", (cohort.folder / "journals" / "anna.jsonl").read_bytes()
    yield "results of that", repr(book(course, cohort).rows)


def check(course: Course, reason: str, said: list[tuple[Verb, str]]) -> None:
    written(course, reason, said)
    for where, what in seen(course):
        assert MARK not in repr(what), (reason, where)


@pytest.mark.parametrize("reason", [
    pytest.param("private now", marks=pytest.mark.thorough), "private then",
    pytest.param("aside", marks=pytest.mark.thorough),
])  # fmt: skip
def test_no_word_of_private_practice_reaches_the_trainer(small: Course, reason: str) -> None:
    check(small, reason, [(Verb.ANSWERED, "What worries you?"), (Verb.DISPUTED, "I did ask.")])


@pytest.mark.thorough
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reasons, secrets)
def test_whatever_is_said_in_private_no_byte_of_it_reaches_the_trainer(
    small: Course, reason: str, said: list[tuple[Verb, str]]
) -> None:
    check(small, reason, said)


@pytest.mark.thorough
def test_the_same_words_in_the_open_do_reach_her(small: Course) -> None:
    """Else the tests above would prove nothing."""
    written(small, "private then", [(Verb.ANSWERED, "What worries you?")])
    path = small.cohort("demo") / "journals" / "anna.jsonl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"private":true', '"private":false'), encoding="utf-8")
    found = {where for where, what in seen(small) if MARK in repr(what)}
    assert {"submission", "results", "statements ()", "export", "collected"} <= found
