"""Learners' kits: all that a learner needs, and nothing from which a key could be read."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.errors import (
    BadParameter,
    DoorknobError,
    InvalidExercise,
    InvalidKit,
    KeyWithheld,
)
from doorknob.exercises.base import Exercise, Key
from doorknob.exercises.registry import course_exercises, kind, read_exercise
from doorknob.journal.replay import attempts
from doorknob.journal.store import read_journal
from doorknob.kit import kit_of
from doorknob.lab.folder import lay_out
from doorknob.lab.handing_in import can_hand_in, hand_in, submission_of
from doorknob.lab.serve import desk_of
from doorknob.lab.start import start_page
from doorknob.publish.cohort import read_cohort
from doorknob.publish.kits import kit
from doorknob.widgets.choices import ChoiceSession
from doorknob.widgets.recorder import Recorder
from doorknob.widgets.tasks import TasksSession

ROOT = Path(__file__).parents[2]
LATER = ("01-what-she-needs", "01-force-or-influence")


def yaml() -> YAML:
    found = YAML()
    found.width = 1000
    return found


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Give a copy of the course whose cohort has every task, all to be graded later."""
    for name in ("curriculum", "exercises"):
        ignored = shutil.ignore_patterns("journal", "journals", "desks", "submissions")
        shutil.copytree(ROOT / name, tmp_path / "whole" / name, ignore=ignored)
    found = Course(tmp_path / "whole")
    for name in LATER:
        path = found.exercises / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert "feedback: at_once" in text
        path.write_text(text.replace("feedback: at_once", "feedback: after_grading"), "utf-8")
    path = found.cohort("demo") / "cohort.yaml"
    text = path.read_text(encoding="utf-8")
    more = text.replace("  - 01-think-it-over\n", "  - 01-think-it-over\n  - 01-what-she-needs\n")
    assert more != text
    path.write_text(more, encoding="utf-8")
    return found


def made(course: Course, learner: str = "hugo") -> bytes:
    cohort = read_cohort(course, "demo")
    return kit(course, cohort, next(one for one in cohort.learners if one.id == learner))


def opened(data: bytes, folder: Path) -> Course:
    """Unpack a kit as a learner does."""
    with ZipFile(BytesIO(data)) as archive:
        archive.extractall(folder)
    (home,) = folder.iterdir()
    return Course(home)


def with_another_key(item: dict[str, Any]) -> None:
    """Give an item another key: all else stays."""
    for option in item.get("options", ()):
        option["correct"] = not option.get("correct", False)
        option["feedback"] = "Another word of why."
    elsewhere(item)
    if "steps" in item:
        item["steps"] = [*item["steps"][2:], *item["steps"][:2]]
    if "turns" in item:
        for turn in item["turns"]:
            turn["text"] = turn["text"].replace("[[", "").replace("]]", "")
        item["turns"][0]["text"] = f"[[{item['turns'][0]['text']}]]"
    others = {
        "model": "What would have to be clear first?",
        "wanted": ["open_question"],
        "rubric": ["Something else."],
        "feedback": "Another reason.",
    }
    item |= {name: value for name, value in others.items() if name in item}


def elsewhere(item: dict[str, Any]) -> None:
    """Let each card belong elsewhere, and be written elsewhere."""
    places = [one["id"] for one in item.get("groups", item.get("matches", ()))]
    for at, card in enumerate(item.get("cards", ())):
        card["to"] = places[(places.index(card["to"]) + 1 + at) % len(places)]
        card["feedback"] = "Another place."
    for name in ("cards", "matches"):
        if name in item:
            item[name].reverse()


def test_another_key_makes_the_same_kit(course: Course) -> None:
    """What is not for feedback at once can't be read from a kit, however it is looked at."""
    before = made(course)
    changed = 0
    for name in LATER:
        path = course.exercise_path(name)
        data = yaml().load(path.read_text(encoding="utf-8"))
        data["notes"] = "Another note, for the trainer."
        for item in data["items"]:
            with_another_key(item)
            changed += 1
        for item in data["items"]:
            if item.get("ask", "choose") == "choose":
                # One option of each situation is best: another one now.
                for at, option in enumerate(item["options"]):
                    option["correct"] = at == 2
        with path.open("w", encoding="utf-8") as file:
            yaml().dump(data, file)
    assert changed > 10
    assert made(course) == before


def test_no_kit_holds_what_is_the_trainer_s_or_somebody_else_s(course: Course) -> None:
    """Neither notes, rubrics and trainer's cells nor other learners' names are in it."""
    data = made(course)
    with ZipFile(BytesIO(data)) as archive:
        text = "\n".join(archive.read(name).decode() for name in archive.namelist())
    words = " ".join(text.split())
    cohort = read_cohort(course, "demo")
    for one in cohort.learners:
        if one.id != "hugo":
            assert one.name not in text
            assert one.email not in text
    for name in cohort.file.exercises:
        exercise: Any = read_exercise(course.exercise_path(name))
        assert not exercise.notes or exercise.notes.strip()[:40] not in words
        for item in getattr(exercise, "items", ()):
            for line in getattr(item, "rubric", ()):
                assert line.text not in words
    assert "Trainer: running this exercise" not in text
    assert '"trainer"' not in re.sub(r"audience.{0,40}", "", text)


def test_what_a_kit_holds_reads_as_the_course_does_but_for_the_key(
    course: Course, tmp_path: Path
) -> None:
    """The learner's page is the same; `check` finds nothing wrong."""
    own = opened(made(course), tmp_path / "kit")
    for name in read_cohort(own, "demo").file.exercises:
        whole, bare = (read_exercise(one.exercise_path(name)) for one in (course, own))
        assert bare == whole.for_learners()
        assert bare.key is Key.WITHHELD
        assert kind(bare.kind).worksheet(bare, own.scenario, {}, key=False)


def test_every_exercise_of_the_course_can_be_given_to_learners(tmp_path: Path) -> None:
    """Whatever there is goes into a kit and is read again as it was given."""
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises")
    (tmp_path / "curriculum").mkdir()
    from doorknob.publish.kits import _yaml, plain

    for one in course_exercises(Course.here()):
        path = tmp_path / "exercises" / f"{one.id}.yaml"
        path.write_bytes(_yaml(plain(one.for_learners())))
        assert read_exercise(path) == one.for_learners()


def answered(exercise: Any, path: Path) -> None:
    """Answer every item as the course's own page would send it, and hand in."""
    recorder = Recorder(path=path, learner="hugo", exercise=exercise.id)
    if exercise.kind == "choice":
        choices = ChoiceSession(exercise, {}, recorder)
        for at, item in enumerate(exercise.items):
            choices.answer(item.id, item.options[at % len(item.options)].id, str(uuid4()))
        choices.finish(str(uuid4()))
        assert choices.kept()
        return
    session = TasksSession(exercise, {}, recorder)
    for shown in session.view()["items"]:
        reply = session.answer(shown["id"], json.dumps(ANSWERS[shown["ask"]](shown)), str(uuid4()))
        assert reply == type(reply)(), shown["id"]
    session.finish(str(uuid4()))
    assert session.kept()
    assert not any(shown["told"] for shown in session.view()["items"])


ANSWERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "choose": lambda shown: shown["options"][0]["id"],
    "several": lambda shown: [one["id"] for one in shown["options"][:2]],
    "sort": lambda shown: {one["id"]: shown["groups"][0]["id"] for one in shown["cards"]},
    "match": lambda shown: {one["id"]: shown["matches"][0]["id"] for one in shown["cards"]},
    "order": lambda shown: [one["id"] for one in shown["steps"]],
    "mark": lambda _: list(range(30, 40)),
    "rewrite": lambda _: "That's fair. What would you want to think through?",
    "write": lambda _: "I would ask her what she wants to be sure of.",
    "plan": lambda shown: {one["id"]: "Ms Okoro" for one in shown["fields"]},
}


def graded(course: Course, journal: bytes, tmp_path: Path) -> dict[str, Any]:
    path = tmp_path / "got.jsonl"
    path.write_bytes(journal)
    done = attempts(read_journal(path, "hugo").events)
    found = {}
    for name in LATER:
        exercise: Exercise = read_exercise(course.exercise_path(name))
        found[name] = kind(exercise.kind).grade(exercise, done.get(name, ()), course.scenario, {})
    return found


def test_what_is_done_in_a_kit_is_graded_by_the_trainer(course: Course, tmp_path: Path) -> None:
    """The kit takes every answer, claims no point, and the trainer's key marks the same answers."""
    own = opened(made(course), tmp_path / "kit")
    desk = desk_of(own, "", "")
    assert (desk.cohort and desk.cohort.id, desk.learner and desk.learner.id) == ("demo", "hugo")
    lay_out(desk)
    assert desk.journal is not None
    for name in LATER:
        answered(read_exercise(own.exercise_path(name)), desk.journal)
    page = start_page(desk)
    assert [one["progress"] for one in page["exercises"]] == ["done", "not_started", "done"]
    assert page["can_hand_in"] is False
    journal = submission_of(desk)[0].journal
    here, there = graded(own, journal, tmp_path), graded(course, journal, tmp_path)
    for name in LATER:
        assert here[name].points == here[name].out_of == 0
        assert len(here[name].pending) == len(here[name].parts)
        assert there[name].points > 0
        # Cards lie in another order there; what was done with them is the same.
        assert [sorted(part.response.split("; ")) for part in here[name].parts] == [
            sorted(part.response.split("; ")) for part in there[name].parts
        ]


def test_a_kit_hands_in_only_where_the_trainer_looks(course: Course, tmp_path: Path) -> None:
    """A folder beside the trainer's file would be one on the learner's disk; a shared one isn't."""
    own = opened(made(course), tmp_path / "own")
    desk = desk_of(own, "", "")
    assert not can_hand_in(desk)
    with pytest.raises(DoorknobError, match="take the download"):
        hand_in(desk)
    shared = tmp_path / "shared"
    path = course.cohort("demo") / "cohort.yaml"
    path.write_text(path.read_text("utf-8") + f"\nexchange: {shared}\n", encoding="utf-8")
    desk = desk_of(opened(made(course), tmp_path / "second"), "", "")
    lay_out(desk)
    assert can_hand_in(desk)
    hand_in(desk)
    assert len(list((shared / "demo" / "hugo").glob("*.zip"))) == 1


def test_a_kit_tells_the_deadline_and_what_lateness_costs(course: Course, tmp_path: Path) -> None:
    """As the trainer's file says it; nobody learns it afterwards."""
    path = course.cohort("demo") / "cohort.yaml"
    rule = "late: {grace: 36 hours, deduction_per_day: 12.5 %, at_most: 50 %}"
    more = f"\ndeadline: 2026-03-20\ntime_zone: Europe/London\n{rule}\n"
    path.write_text(path.read_text("utf-8") + more, encoding="utf-8")
    desk = desk_of(opened(made(course), tmp_path / "kit"), "", "")
    assert desk.cohort is not None
    whole = read_cohort(course, "demo").file
    assert desk.cohort.file.late == whole.late
    assert start_page(desk)["deadline"].startswith(
        "20 March 2026, Europe/London time. Each day late"
    )


def test_of_two_forms_a_kit_shows_the_learner_s_first_one_first(
    course: Course, tmp_path: Path
) -> None:
    """Also for somebody whose place on the roster a kit doesn't tell."""
    path = course.cohort("demo") / "cohort.yaml"
    forms = "exercises: [00-before-the-course, 99-after-the-course]\nforms: counterbalanced\n"
    text = re.sub(r"exercises:\n(  - .*\n)+", forms, path.read_text("utf-8"))
    path.write_text(text, encoding="utf-8")
    orders = set()
    for at, one in enumerate(read_cohort(course, "demo").learners[:4]):
        own = desk_of(opened(made(course, one.id), tmp_path / str(at)), "", "")
        assert own.exercises == desk_of(course, "demo", one.id).exercises
        orders.add(own.exercises)
    assert len(orders) == 2


def test_a_kit_is_no_trainer_s_course(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What needs keys says so, and where to go; a damaged kit names its line."""
    own = opened(made(course), tmp_path / "kit")
    monkeypatch.setenv("DOORKNOB_COURSE", str(own.root))
    for line in (["build", "demo"], ["gradebook", "demo"], ["kit", "demo"], ["xapi", "demo"]):
        done = CliRunner().invoke(group, line)
        assert isinstance(done.exception, DoorknobError), (line, done.output)
        assert "in the trainer's course" in str(done.exception)
    assert "nothing wrong" in CliRunner().invoke(group, ["check"], catch_exceptions=False).output
    with pytest.raises(BadParameter, match="learner's kit"):
        desk_of(own, "demo", "", trainer=True)
    exercise: Any = read_exercise(own.exercise_path("01-force-or-influence"))
    with pytest.raises(KeyWithheld, match="trainer's course"):
        exercise.items[0].best  # noqa: B018  asking is what fails
    (own.root / "kit.yaml").write_text("format: 2\nversion: 9\ncohort: demo\n", encoding="utf-8")
    with pytest.raises(InvalidKit, match=r"kit\.yaml"):
        kit_of(own)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("01-what-she-needs", "id: tonight", "id: force-tonight", "tells where the card belongs"),
        ("01-what-she-needs", None, None, "tell their order"),
    ],
)
def test_ids_that_tell_the_key_are_refused(
    course: Course, name: str, old: str | None, new: str | None, told: str
) -> None:
    """An author may write ids for himself; before they go to learners they must tell nothing."""
    path = course.exercise_path(name)
    text = path.read_text(encoding="utf-8")
    if old and new:
        text = text.replace(old, new)
    else:
        for at, step in enumerate(("accept", "open", "back", "inform", "else", "business")):
            text = text.replace(f"id: {step}\n", f"id: step-{at}\n")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidExercise, match=told):
        made(course)


def test_kits_are_made_for_everybody_or_for_some(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One zip a learner; what hasn't changed is not written again."""
    monkeypatch.setenv("DOORKNOB_COURSE", str(course.root))
    everybody = len(read_cohort(course, "demo").learners)
    done = CliRunner().invoke(group, ["kit", "demo"], catch_exceptions=False)
    assert f"{everybody} kits" in done.output
    kits = sorted((course.build / "kits" / "demo").glob("*.zip"))
    assert len(kits) == everybody
    os.utime(kits[0], (1, 1))
    again = CliRunner().invoke(group, ["kit", "demo"], catch_exceptions=False)
    assert "(0 new or changed)" in again.output
    assert kits[0].stat().st_mtime == 1
    some = ["kit", "demo", "--learner", "hugo", "--output", str(tmp_path / "out")]
    CliRunner().invoke(group, some, catch_exceptions=False)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["demo-hugo.zip"]
    assert (tmp_path / "out" / "demo-hugo.zip").read_bytes() == made(course)


def test_a_key_is_asked_for_where_nothing_is_withheld(course: Course) -> None:
    """An author who forgets a word of why, or where a card belongs, is told the line."""
    path = course.exercise_path("01-what-she-needs")
    text = path.read_text(encoding="utf-8")
    cut = re.sub(r"\n +to: force\n", "\n", text, count=1)
    path.write_text(cut, encoding="utf-8")
    with pytest.raises(InvalidExercise, match=r"this field is missing\. Add 'to: …'"):
        read_exercise(path)
