"""What ``doorknob lab`` lays out, and what it takes for the course's own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from uuid import uuid4

import attrs
import pytest

from doorknob.course import Course
from doorknob.errors import DoorknobError, NotFound
from doorknob.journal.store import append, read_journal
from doorknob.lab.folder import Desk, lay_out
from doorknob.lab.handing_in import hand_in, received, submission_of
from doorknob.lab.own import Own, code_digest
from doorknob.lab.serve import command_line, desk_of, environment
from doorknob.lab.start import start_page

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give the desk of a learner in a copy of the course."""
    for name in ("curriculum", "exercises"):
        ignored = shutil.ignore_patterns("journal", "desks")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    found = desk_of(Course(tmp_path), "demo", "bruno")
    lay_out(found)
    return found


def test_a_desk_holds_the_cohort_s_notebooks_in_its_words(desk: Desk) -> None:
    """The learner's id and the cohort's values are in them; the trainer's cells are not."""
    text = (desk.root / "exercises" / "01-force-or-influence.ipynb").read_text(encoding="utf-8")
    code = ["".join(cell["source"]) for cell in json.loads(text)["cells"]]
    assert any("learner = 'bruno'" in source for source in code)
    assert "Tidemark Rounds" in text
    assert "Trainer: running this exercise" not in text
    assert (desk.root / "lessons" / "01-how-to-lose-a-deal.ipynb").exists()


def test_nothing_of_the_course_is_edited_or_deleted_by_a_slip(desk: Desk) -> None:
    """A nervous key or click changes no text, takes no cell away and shows no code."""
    for path in sorted(desk.root.rglob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            assert (cell["metadata"]["editable"], cell["metadata"]["deletable"]) == (False, False)
            if cell["cell_type"] == "code":
                assert cell["metadata"]["jupyter"]["source_hidden"], (path.name, cell["id"])


@pytest.mark.parametrize("kind", ["curriculum/lessons", "exercises"])
def test_in_any_jupyter_code_is_folded_away(kind: str) -> None:
    """Also where our page isn't there to hide it."""
    for path in sorted((ROOT / kind).rglob("*.ipynb")):
        if ".ipynb_checkpoints" not in path.parts:
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
                if cell["cell_type"] == "code":
                    assert cell["metadata"]["jupyter"]["source_hidden"], (path.name, cell["id"])


def test_a_lesson_calls_its_exercises_as_the_start_page_does(desk: Desk) -> None:
    """Whoever is sent to an exercise finds it there by that name."""
    text = (desk.root / "lessons" / "01-how-to-lose-a-deal.ipynb").read_text(encoding="utf-8")
    for one in start_page(desk)["exercises"]:
        assert f"“{one['title']}”" in text
    assert "`01-force-or-influence`" not in text


def test_the_start_page_goes_through_the_course_module_by_module(desk: Desk) -> None:
    """Each exercise stands below its lesson, the lesson first, by the title that it has itself."""
    anyone = desk_of(desk.course, "", "")
    lay_out(anyone)
    page = start_page(anyone)
    titles = [group["title"] for group in page["groups"]]
    assert titles[:2] == ["To begin with", "Module 1"]
    assert titles[-1] == "At the end"
    rows = {group["title"]: group["rows"] for group in page["groups"]}
    assert rows["Module 3"][0]["title"] == "Know, like and trust"
    assert {one["lesson"] for one in rows["Module 3"][1:]} == {"03-know-like-trust"}
    shown = [one["path"] for group in page["groups"] for one in group["rows"]]
    known = [one["path"] for one in (*page["lessons"], *page["exercises"])]
    assert sorted(shown) == sorted(known)


def test_the_start_page_says_with_what_to_begin_and_to_go_on(desk: Desk) -> None:
    """Before the first exercise of a module it is the lesson; then what isn't done yet."""
    assert desk.journal is not None
    events = read_journal(desk.journal).events
    desk.journal.unlink()
    assert start_page(desk)["next"]["path"] == "lessons/01-how-to-lose-a-deal.ipynb"
    for event in events:
        if event.exercise == "01-force-or-influence":
            append(desk.journal, event)
            if event.part:
                break
    assert start_page(desk)["next"]["path"] == "exercises/01-force-or-influence.ipynb"


def test_the_start_page_leads_back_to_what_was_left_halfway(desk: Desk) -> None:
    """Also to an exercise in a later module, whatever was left out before it."""
    assert desk.journal is not None
    told = next(one for one in read_journal(desk.journal).events if one.part)
    desk.journal.unlink()
    later = desk.cohort.file.exercises[-1]
    append(desk.journal, attrs.evolve(told, exercise=later))
    assert start_page(desk)["next"]["path"] == f"exercises/{later}.ipynb"


def test_what_a_learner_wrote_is_never_overwritten(desk: Desk) -> None:
    """Laying out again adds what is missing and leaves the rest."""
    mine = desk.root / "exercises" / "01-think-it-over.ipynb"
    mine.write_text("mine", encoding="utf-8")
    gone = desk.root / "exercises" / "01-force-or-influence.ipynb"
    gone.unlink()
    lay_out(desk)
    assert mine.read_text(encoding="utf-8") == "mine"
    assert gone.exists()


def test_only_the_code_that_was_there_at_the_start_is_own(desk: Desk, tmp_path: Path) -> None:
    """Notes may be added; another line of code, or a way out of the folder, may not."""
    own = Own(desk.root)
    name = "exercises/01-think-it-over.ipynb"
    path = desk.root / name
    assert own.is_own(name)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] = "My own heading"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert own.is_own(name)
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    code["source"] = "import os"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert not own.is_own(name)
    for stranger in ("", ".", "../x.ipynb", str(tmp_path), "exercises", f"./../{name}", "\0"):
        assert not own.is_own(stranger)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": 1}', '{"cells": [1]}', "[" * 5000])
def test_what_is_no_notebook_has_no_digest(text: str) -> None:
    assert code_digest(text) is None


def test_a_link_to_elsewhere_is_not_own(desk: Desk, tmp_path: Path) -> None:
    """A notebook that became a link is somebody else's, whatever it holds."""
    own = Own(desk.root)
    path = desk.root / "exercises" / "01-think-it-over.ipynb"
    path.rename(tmp_path / "moved.ipynb")
    path.symlink_to(tmp_path / "moved.ipynb")
    assert not own.is_own("exercises/01-think-it-over.ipynb")


def test_the_start_page_tells_progress_and_nothing_of_what_was_said(desk: Desk) -> None:
    """Titles, minutes and how far: from the journal, in the cohort's words."""
    page = start_page(desk)
    assert page["learner"]
    assert [one["path"] for one in page["exercises"]] == [
        f"exercises/{name}.ipynb" for name in desk.exercises
    ]
    assert page["finished"] == sum(one["progress"] == "done" for one in page["exercises"])
    assert desk.journal is not None
    said = [event.response for event in read_journal(desk.journal).events if event.response]
    assert not [text for text in said if len(text) > 10 and text in json.dumps(page)]


def test_a_fault_in_one_exercise_leaves_the_rest_of_the_page(desk: Desk) -> None:
    (desk.course.exercises / "01-think-it-over.yaml").write_text("kind: nothing", encoding="utf-8")
    page = start_page(desk)
    assert [one["label"] for one in page["exercises"]].count("cannot be opened") == 1


def test_without_a_cohort_the_whole_course_is_there(desk: Desk) -> None:
    anyone = desk_of(desk.course, "", "")
    lay_out(anyone)
    page = start_page(attrs.evolve(anyone))
    assert len(page["exercises"]) == len(list(desk.course.exercises.glob("*.ipynb")))
    assert environment(anyone)["DOORKNOB_COHORT"] == ""
    assert "DOORKNOB_JOURNAL" not in environment(anyone)


def test_a_learner_is_found_by_id_or_e_mail_and_else_suggested(desk: Desk) -> None:
    assert desk.learner is not None
    assert desk_of(desk.course, "demo", desk.learner.email).learner == desk.learner
    with pytest.raises(NotFound, match="bruno"):
        desk_of(desk.course, "demo", "brunno")


def test_the_server_is_told_the_folder_and_our_settings(desk: Desk) -> None:
    """News and updates are off, documents are saved by themselves, the port is the one given."""
    line = command_line(desk, port=8899, browser=False, more=("--debug",))
    assert f"--ServerApp.root_dir={desk.root}" in line
    assert line[-2:] == ["--no-browser", "--debug"]
    home = next(one.partition("=")[2] for one in line if "app_settings_dir" in one)
    settings = json.loads((Path(home) / "overrides.json").read_text(encoding="utf-8"))
    assert settings["@jupyterlab/docmanager-extension:plugin"]["autosave"] is True


def test_handing_in_again_keeps_what_was_there_and_shows_both(desk: Desk) -> None:
    """Nothing is overwritten; the receipts tell the code and the time."""
    first = hand_in(desk)
    assert [one["code"] for one in received(desk)] == [first["code"]]
    (desk.root / "exercises" / "01-think-it-over.ipynb").write_text("{}", encoding="utf-8")
    second = hand_in(desk)
    assert {one["code"] for one in received(desk)} == {first["code"], second["code"]}
    submission, _ = submission_of(desk)
    assert submission.learner == "bruno"
    assert "notebooks/exercises/01-think-it-over.ipynb" in submission.files


def test_the_exchange_may_be_any_url(desk: Desk) -> None:
    """Such as a bucket; here fsspec's own memory."""
    assert desk.cohort is not None
    far = attrs.evolve(desk.cohort.file, exchange="memory://exchange")
    there = attrs.evolve(desk, cohort=attrs.evolve(desk.cohort, file=far))
    assert hand_in(there)["code"] == received(there)[0]["code"]


def test_an_exchange_that_cannot_be_written_loses_nothing(desk: Desk) -> None:
    """The learner is told what to do; nothing half written is left."""
    assert desk.cohort is not None
    (desk.cohort.folder / "submissions").write_text("no folder", encoding="utf-8")
    with pytest.raises(DoorknobError, match="take the download"):
        hand_in(desk)
    assert received(desk) == []


def test_without_a_cohort_there_is_a_download_and_no_exchange(desk: Desk) -> None:
    anyone = desk_of(desk.course, "", "")
    lay_out(anyone)
    with pytest.raises(DoorknobError, match="take the download"):
        hand_in(anyone)
    assert submission_of(anyone)[0].learner == "me"


def test_a_strange_file_in_the_exchange_takes_the_page_from_nobody(desk: Desk) -> None:
    """Nor does a journal that can't be read: the lessons can still be opened."""
    hand_in(desk)
    assert desk.cohort is not None
    assert desk.journal is not None
    home = desk.cohort.folder / "submissions" / "demo" / "bruno"
    for name in ("notes.zip", "a-b-c-d.zip", "x.txt", "bruno-2026-AAAA-BBBB.zip"):
        (home / name).write_bytes(b"")
    assert len(start_page(desk)["received"]) == 1
    desk.journal.unlink()
    desk.journal.mkdir()
    assert start_page(desk)["lessons"]


def test_the_deadline_stands_on_the_start_page_as_the_country_writes_it(desk: Desk) -> None:
    """Only where there is one, and only for somebody who hands in."""
    assert start_page(desk)["deadline"] == ""
    path = desk.course.root / "curriculum/cohorts/demo/cohort.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\ndeadline: 2026-03-20\n", encoding="utf-8")
    course = Course(desk.course.root)
    assert start_page(desk_of(course, "demo", "bruno"))["deadline"] == "20 March 2026"
    assert start_page(desk_of(course, "demo", "", trainer=True))["deadline"] == ""
    rule = "late: {grace: 1 day, deduction_per_day: 10 %, at_most: 50 %}"
    zone = "time_zone: Europe/London"
    path.write_text(f"{text}\ndeadline: 2026-03-20\n{zone}\n{rule}\n", encoding="utf-8")
    assert start_page(desk_of(course, "demo", "bruno"))["deadline"] == (
        "20 March 2026, Europe/London time. Each day late, from 24 hours after the end of that "
        "day, takes off 10 % of your points, 50 % at most"
    )


def test_what_is_no_exercise_of_the_cohort_leaves_without_its_words(desk: Desk) -> None:
    """Practised on the side, it is as private as can be."""
    path = desk.journal
    assert path is not None
    one = next(one for one in read_journal(path).events if one.response)
    words = "What I tried out on the side."
    aside = attrs.evolve(one, id=str(uuid4()), exercise="02-the-fuel-card", response=words)
    append(path, aside)
    submission, _ = submission_of(desk)
    assert words.encode() not in submission.journal
    assert b"02-the-fuel-card" in submission.journal
    assert str(one.response).encode() in submission.journal
