"""Ralph, a learning record store that others use, takes what we send, once."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import httpx
import pytest
from click.testing import CliRunner

from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.exercises.registry import read_exercise
from doorknob.journal.events import Event, Verb
from doorknob.journal.store import append

AUTH = ("trainer", "correct-horse")


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORKNOB_LRS_USER", AUTH[0])
    monkeypatch.setenv("DOORKNOB_LRS_PASSWORD", AUTH[1])


def run(*words: str) -> str:
    done = CliRunner().invoke(group, ["xapi", "demo", *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_ralph_stores_every_statement_once(ralph: Any, copy: Course) -> None:
    lines = run().splitlines()
    assert f"{len(lines)} sent" in run("--send", ralph.url)
    stored = ralph.statements()
    assert len(stored) == len({one["id"] for one in stored}) == len(lines) > 200
    # The outbox is lost, as with another machine: the ids keep it from being stored twice.
    for file in (copy.cohort("demo") / "sent").iterdir():
        file.unlink()
    assert "0 left" in run("--send", ralph.url)
    assert len(ralph.statements()) == len(lines)


def test_ralph_finds_what_a_learner_did_by_her_registration(ralph: Any, copy: Course) -> None:
    made = [json.loads(line) for line in run().splitlines()]
    passed = "http://adlnet.gov/expapi/verbs/passed"
    one = next(one for one in made if one["verb"]["id"] == passed)
    run("--send", ralph.url)
    assert (copy.cohort("demo") / "sent").is_dir()
    query = {"registration": one["context"]["registration"]}
    found = httpx.get(f"{ralph.url}/statements", params=query, auth=AUTH).json()["statements"]
    assert one["id"] in {stored["id"] for stored in found}
    assert {stored["actor"]["account"]["name"] for stored in found} == {
        one["actor"]["account"]["name"]
    }


def test_ralph_takes_what_replaces_a_verdict(ralph: Any, copy: Course) -> None:
    run("--send", ralph.url)
    before = len(ralph.statements())
    path = copy.cohort("demo") / "cohort.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "certificate:\n  percent: 95\n", encoding="utf-8")
    run("--send", ralph.url)
    fresh = ralph.statements()[before:]
    verbs = [one["verb"]["id"].rpartition("/")[2] for one in fresh]
    assert verbs.count("voided") == len(verbs) - verbs.count("voided") > 0


def test_ralph_takes_every_kind_of_interaction(ralph: Any, copy: Course) -> None:
    path = copy.cohort("demo") / "cohort.yaml"
    text = path.read_text(encoding="utf-8")
    name = "01-what-she-needs"
    path.write_text(text.replace("  - 01-think-it-over", f"  - {name}"), encoding="utf-8")
    attempt = str(uuid4())
    answers = {
        "behind-a-stall": ["money", "use"],
        "in-which-order": ["open", "accept", "back", "inform", "else", "business"],
        "force-or-influence": {"tonight": "force"},
    }
    for number, item in enumerate(read_exercise(copy.exercise_path(name)).items):  # type: ignore[attr-defined]
        event = Event(
            id=str(uuid4()),
            learner="adaeze",
            verb=Verb.ANSWERED,
            exercise=name,
            attempt=attempt,
            timestamp=f"2026-03-09T12:00:{number:02d}+00:00",
            part=item.id,
            response=json.dumps(answers.get(item.id, "Ümlaut, “quotes” and 🙂")),
        )
        append(copy.cohort("demo") / "journals" / "adaeze.jsonl", event)
    run("--graded", "--send", ralph.url)
    kinds = {
        one["object"]["definition"].get("interactionType")
        for one in ralph.statements()
        if one["object"]["id"].startswith(f"https://doorknob.invalid/exercise/{name}#")
    }
    assert kinds == {"choice", "sequencing", "matching", "long-fill-in"}


def test_ralph_refuses_a_wrong_password(
    ralph: Any, copy: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOORKNOB_LRS_PASSWORD", "wrong-horse")
    done = CliRunner().invoke(group, ["xapi", "demo", "--send", ralph.url])
    assert done.exit_code == 1
    assert "Check DOORKNOB_LRS_USER" in done.output
    assert "wrong-horse" not in done.output
    assert not (copy.cohort("demo") / "sent").exists()
