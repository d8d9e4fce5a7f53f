"""The trainer's desk: she decides on what she has seen, builds, and sees no private practice."""

from __future__ import annotations

import json
import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from doorknob.course import Course
from doorknob.errors import BadParameter
from doorknob.grading.reviewing import Case
from doorknob.journal.decisions import Act, digest, read_decisions
from doorknob.journal.events import Event, Verb
from doorknob.journal.store import append
from doorknob.lab.folder import lay_out
from doorknob.lab.own import Own
from doorknob.lab.serve import desk_of
from doorknob.lab.start import start_page
from doorknob.lab.trainer.building import Building, built_file
from doorknob.lab.trainer.group import GroupSession
from doorknob.lab.trainer.session import CHANGED, DeskSession
from doorknob.publish.cohort import read_cohort
from doorknob.publish.grader import cohort_exercises

TASK, TEXT = "in-your-own-trade", "She said: the money. I would ask: what worries you about it?"
NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)


@pytest.fixture
def workshop(copy: Course) -> Course:
    """Give a course whose demo cohort also has free texts."""
    path = copy.root / "curriculum/cohorts/demo/cohort.yaml"
    text = path.read_text(encoding="utf-8")
    wanted = text.replace("  - 01-think-it-over\n", "  - 01-think-it-over\n  - 01-what-she-needs\n")
    assert wanted != text
    path.write_text(wanted, encoding="utf-8")
    return copy


def write(course: Course, learner: str, text: str, attempt: str = "") -> None:
    cohort = read_cohort(course, "demo")
    who = next(one for one in cohort.learners if one.id == learner)
    append(
        cohort.journal(who),
        Event(
            id=str(uuid4()),
            learner=learner,
            verb=Verb.ANSWERED,
            exercise="01-what-she-needs",
            attempt=attempt or str(uuid4()),
            timestamp="2026-03-09T10:00:00+00:00",
            part=TASK,
            response=json.dumps(text),
        ),
    )


def desk(course: Course) -> DeskSession:
    return DeskSession(course, read_cohort(course, "demo"), clock=lambda: NOW)


def decide(session: DeskSession, message: str = "", **what: object) -> object:
    case = session.view()["review"]["cases"][0]
    told = {name: case[name] for name in ("learner", "exercise", "part", "answer")}
    return session.take(
        {"do": "decide", "id": message or str(uuid4()), "comment": "", **told, **what}
    )


def test_a_free_text_is_read_and_its_points_are_an_event(workshop: Course) -> None:
    """Points, the rubric's lines and a comment are kept; sent twice, they count once."""
    write(workshop, "bruno", TEXT)
    session = desk(workshop)
    assert session.view()["review"]["open"] == 1
    message = str(uuid4())
    for _ in range(2):
        reply = decide(session, message, points="0,5", met=[0, 2, 99, "x"], comment=" Well seen. ")
        assert reply.accepted
    made = read_decisions(session.place).all
    assert [one.act for one in made] == [Act.COMMENTED, Act.SCORED]
    assert (made[1].points, made[1].met, made[1].trainer) == (1 / 2, (0, 2), "Hanna Voss")
    view = session.view()["review"]
    assert view["open"] == 0
    assert (view["cases"][0]["points"], view["cases"][0]["comment"]) == ("0.5", "Well seen.")


@pytest.mark.parametrize("points", ["", "-1", "2", "many", "1e9", "1/0"])
def test_points_that_cannot_be_had_are_refused_with_what_can(workshop: Course, points: str) -> None:
    """Nothing is written, and the trainer is told the range."""
    write(workshop, "bruno", TEXT)
    session = desk(workshop)
    reply = decide(session, points=points)
    assert not reply.accepted
    assert "from 0 to 1" in reply.notice
    assert read_decisions(session.place).all == ()


def test_nobody_decides_on_an_answer_that_was_changed_meanwhile(workshop: Course) -> None:
    """The trainer looks at the new one first."""
    attempt = str(uuid4())
    write(workshop, "bruno", TEXT, attempt)
    session = desk(workshop)
    old = session.view()["review"]["cases"][0]
    write(workshop, "bruno", "Another text.", attempt)
    told = {name: old[name] for name in ("learner", "exercise", "part", "answer")}
    reply = session.take({"do": "decide", "id": str(uuid4()), "comment": "", "points": "1", **told})
    assert reply.notice == CHANGED
    assert read_decisions(session.place).all == ()


def test_the_room_is_read_anew_only_where_a_journal_has_changed(workshop: Course) -> None:
    """What one learner does shows at the next look; the others' journals are left alone."""
    session = desk(workshop)
    before = session.view()["room"]
    kept = dict(session._watch._known)
    write(workshop, "bruno", TEXT)
    after = session.view()["room"]
    assert before != after
    changed = {name for name, known in session._watch._known.items() if known != kept[name]}
    assert changed == {"bruno"}
    seat = next(one for one in after["seats"] if one["learner"] == "bruno")
    assert seat["doing"] == "What does she need?"


def test_private_practice_leaves_no_word_in_what_the_trainer_gets(workshop: Course) -> None:
    """Neither lines nor outcomes nor points of it are in the view."""
    path = workshop.exercises / "01-think-it-over.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("private: false", "private: true"), encoding="utf-8")
    assert "private: true" in path.read_text(encoding="utf-8")
    found = desk(workshop).view()
    assert found["room"]["outcomes"] == found["room"]["missed"] == []
    assert not any(seat["endings"] for seat in found["room"]["seats"])
    journals = (workshop.root / "curriculum/cohorts/demo/journals").glob("*.jsonl")
    lines = [
        json.loads(line)["result"]["response"]
        for journal in journals
        for line in journal.read_text(encoding="utf-8").splitlines()
        if '"response"' in line and "01-think-it-over" in line and line.endswith("}")
    ]
    shown = json.dumps(found)
    assert len(lines) > 10
    assert not [line for line in lines if len(line) > 5 and json.dumps(line)[1:-1] in shown]


def until(build: Building, *states: str) -> dict:
    for _ in range(200):
        view = build.view()
        if view["state"] in states:
            return view
        time.sleep(0.05)
    pytest.fail(f"the build stayed {view['state']}")


def script(tmp_path: Path, text: str) -> tuple[str, ...]:
    path = tmp_path / "build.py"
    path.write_text(text, encoding="utf-8")
    return (sys.executable, str(path))


def test_a_build_is_watched_while_it_runs(course: Course, tmp_path: Path) -> None:
    """How far it is shows at every look, and what failed is named."""
    events = [
        {"event": "started", "documents": 2},
        {"event": "document", "target": "handouts/one", "status": "succeeded"},
        {"event": "document", "target": "results/ana", "status": "excepted", "message": "cell 3"},
    ]
    lines = "".join(f"print({json.dumps(json.dumps(one))}, flush=True)\n" for one in events)
    build = Building(course, "demo", script(tmp_path, lines + "raise SystemExit(1)"))
    assert build.view()["state"] == "idle"
    assert build.start().accepted
    view = until(build, "failed")
    assert (view["done"], view["total"]) == (2, 2)
    assert view["failed"] == [{"name": "results/ana", "status": "excepted", "message": "cell 3"}]


def test_a_build_can_be_stopped_and_is_started_once(course: Course, tmp_path: Path) -> None:
    """Two clicks make one build."""
    build = Building(course, "demo", script(tmp_path, "import time; time.sleep(60)"))
    assert build.start().accepted
    assert not build.start().accepted
    assert build.stop().accepted
    assert until(build, "stopped")["failed"] == []
    assert not build.stop().accepted


def test_a_build_that_cannot_begin_says_why(course: Course, tmp_path: Path) -> None:
    """The trainer reads what the command said."""
    text = "import sys; sys.exit('cohort.yaml, line 3: title: expected some text')"
    build = Building(course, "demo", script(tmp_path, text))
    build.start()
    assert "line 3" in until(build, "failed")["words"]


def test_only_papers_of_the_cohort_s_build_are_served(copy: Course) -> None:
    """No path leads elsewhere."""
    home = copy.root / "build" / "demo" / "results"
    home.mkdir(parents=True)
    (home / "ana.pdf").write_bytes(b"%PDF")
    (copy.root / "secret.pdf").write_bytes(b"%PDF")
    (home / "link.pdf").symlink_to(copy.root / "secret.pdf")
    assert built_file(copy, "demo", "results/ana.pdf") == home / "ana.pdf"
    for name in ("../../secret.pdf", str(copy.root / "secret.pdf"), "results/link.pdf", "results"):
        assert built_file(copy, "demo", name) is None


def test_a_trainer_s_desk_has_its_notebooks_and_notes(copy: Course) -> None:
    """The room, the call for all, and the lessons with what only trainers see; all our own."""
    found = desk_of(copy, "demo", "", trainer=True)
    lay_out(found)
    assert (found.root / "desk.ipynb").is_file()
    lesson = (found.root / "lessons/01-how-to-lose-a-deal.ipynb").read_text(encoding="utf-8")
    assert "Trainer: plan for the hour" in lesson
    assert Own(found.root).is_own("desk.ipynb")
    page = start_page(found)
    assert [one["path"] for one in page["trainer"]] == ["desk.ipynb", "group-call.ipynb"]
    assert not page["can_hand_in"]
    with pytest.raises(BadParameter):
        desk_of(copy, "demo", "bruno", trainer=True)
    assert desk_of(copy, "", "", trainer=True).cohort == found.cohort


def test_a_room_plays_a_call_of_its_own(copy: Course, tmp_path: Path) -> None:
    """Lines are offered, said and taken back; no learner's journal gets any of it."""
    cohort = read_cohort(copy, "demo")
    calls = [one for one in cohort_exercises(copy, cohort) if one.kind == "roleplay"]
    before = {path: path.read_bytes() for path in cohort.journals.glob("*.jsonl")}
    session = GroupSession(copy, cohort, calls, tmp_path / "group.jsonl")
    view = session.view()
    assert 3 <= len(view["call"]["options"]) <= 4
    line = view["call"]["options"][0]
    assert session.take({"do": "say", "id": str(uuid4()), "text": line}).accepted
    view = session.view()
    assert (view["turn"], bool(view["because"])) == (1, True)
    again = GroupSession(copy, cohort, calls, tmp_path / "group.jsonl").view()
    assert again["call"]["spoken"] == view["call"]["spoken"]
    assert session.take({"do": "rewind", "id": str(uuid4()), "turns": 0}).accepted
    assert session.view()["turn"] == 0
    assert not session.take({"do": "choose", "call": "nonsense"}).accepted
    assert {path: path.read_bytes() for path in cohort.journals.glob("*.jsonl")} == before


def test_a_case_names_the_answer_that_it_is_about() -> None:
    """The digest is of the words themselves."""
    case = Case(learner="a", exercise="e", part="p", title="", prompt="", answer=TEXT)
    assert case.digest == digest(TEXT)


def test_another_cohort_is_chosen_and_one_that_is_wrong_is_refused(workshop: Course) -> None:
    """The desk then shows, decides and builds for that one; a fault is told and changes nothing."""
    home = workshop.root / "curriculum/cohorts"
    shutil.copytree(home / "demo", home / "autumn")
    path = home / "autumn/cohort.yaml"
    path.write_text(path.read_text().replace("id: demo", "id: autumn"), encoding="utf-8")
    shutil.copytree(home / "demo", home / "broken")
    session = desk(workshop)
    assert {"autumn", "broken", "demo"} <= set(session.view()["cohorts"])
    assert session.take({"do": "choose", "id": str(uuid4()), "cohort": "autumn"}).accepted
    assert session.view()["cohort"] == "autumn"
    assert session.place == home / "autumn/decisions.jsonl"
    reply = session.take({"do": "choose", "id": str(uuid4()), "cohort": "broken"})
    assert not reply.accepted
    assert "'demo' should be 'broken'" in reply.notice
    assert not session.take({"do": "choose", "id": str(uuid4()), "cohort": "../demo"}).accepted
    assert session.view()["cohort"] == "autumn"
