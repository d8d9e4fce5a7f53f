"""A cohort in which everything that can be kept about somebody is kept about Anna, and about An."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from click.testing import CliRunner, Result

from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.grading.database import fill
from doorknob.grading.gradebook import Book
from doorknob.journal.database import Database
from doorknob.journal.decisions import Act, Decision, decide
from doorknob.journal.events import Event, Verb
from doorknob.journal.sql import SQLJournals
from doorknob.journal.store import append, read_journal
from doorknob.journal.submission import JOURNAL, pack, shared
from doorknob.journal.transfer import import_journals
from doorknob.privacy.case import Case, case_of
from doorknob.publish.build import build
from doorknob.publish.cohort import Cohort, read_cohort
from doorknob.publish.pseudonyms import pseudonymised
from doorknob.publish.results import book
from doorknob.publish.statements import export_of
from doorknob.standards.statements import slots_of
from standin import StandIn

PEOPLE = {
    "an": ("An Nguyễn", "an@firm.example", "0161 7000"),
    "anna": ("Anna Bergström", "anna@firm.example", "0161 7001"),
    "bruno": ("Bruno Castellani", "bruno@firm.example", "0161 7002"),
}
ASIDE = "02-the-fuel-card"
WHEN = datetime(2026, 3, 9, 10, 30, tzinfo=UTC)


def secret(learner: str) -> str:
    """Give the words that somebody practises in private."""
    return f"whispered-by-{learner}-alone"


def told(learner: str) -> str:
    """Give what the trainer tells somebody."""
    return f"Well asked, says the trainer to {learner}."


def uuid(*words: str) -> str:
    return str(uuid5(NAMESPACE_URL, " ".join(words)))


def event(learner: str, verb: Verb, name: str, **more: object) -> Event:
    given = {"exercise": ASIDE, "attempt": uuid(learner, "aside"), **more}
    return Event(
        id=uuid(learner, name), learner=learner, verb=verb, timestamp=WHEN.isoformat(), **given
    )  # type: ignore[arg-type]


def filled(course: Course) -> Book:
    """Fill the demo cohort, and give its gradebook."""
    folder = course.cohort("demo")
    _people(folder)
    cohort = read_cohort(course, "demo")
    pseudonymised(cohort)
    for learner in PEOPLE:
        _keep(course, cohort, learner)
    stray = event("anna", Verb.ANSWERED, "stray", response=secret("anna"))
    append(cohort.journals / "bruno.jsonl", stray)
    taken = run("collect", "--cohort", "demo")
    assert taken.exit_code == 0, (taken.output, taken.exception)
    build(course, cohort, engine=lambda: StandIn([]))
    _grades(course, cohort)
    made = book(course, cohort)
    fill(Database.at(f"sqlite:///{course.build / 'demo.sqlite'}"), made)
    return made


def stored(course: Course, made: Book, url: str) -> None:
    """Put journals and gradebook into a database."""
    database = Database.at(url)
    fill(database, made)
    for moved in import_journals(SQLJournals(database, "demo"), course.cohort("demo") / "journals"):
        assert not moved.problem


def _people(folder: Path) -> None:
    rows = [",".join((id_, *rest)) for id_, rest in PEOPLE.items()]
    text = "\n".join(["id,name,email,phone", *rows]) + "\n"
    (folder / "roster.csv").write_text(text, encoding="utf-8")
    spoken = (folder / "journals" / "bruno.jsonl").read_text(encoding="utf-8")
    shutil.rmtree(folder / "journals")
    (folder / "journals").mkdir()
    for learner in PEOPLE:
        lines = [json.loads(line) for line in spoken.splitlines()]
        for line in lines:
            line["id"] = uuid(learner, line["id"])
            line["actor"]["account"]["name"] = learner
            if "response" in line.get("result", {}) and "#" not in line["object"]["id"]:
                line["result"]["response"] += f" {learner}-said-so"
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / "journals" / f"{learner}.jsonl").write_text(text, encoding="utf-8")


def _keep(course: Course, cohort: Cohort, learner: str) -> None:
    path = cohort.journals / f"{learner}.jsonl"
    append(path, event(learner, Verb.INITIALIZED, "begun", details={"scenario": "x"}))
    append(path, event(learner, Verb.ANSWERED, "said", response=secret(learner)))
    events = read_journal(path).events
    _, data = pack(
        learner=learner, cohort="demo", made=WHEN, files={JOURNAL: shared(events, {ASIDE})}
    )
    home = cohort.folder / "submissions" / "demo" / learner
    home.mkdir(parents=True)
    (home / "work.zip").write_bytes(data)
    decide(cohort.decisions, Decision(
        id=uuid(learner, "decided"), trainer="Hanna Voss", act=Act.COMMENTED, learner=learner,
        exercise="01-think-it-over", timestamp=WHEN.isoformat(), text=told(learner),
    ))  # fmt: skip
    desk = cohort.folder / "desks" / learner / "exercises"
    desk.mkdir(parents=True)
    (desk / "01-think-it-over.ipynb").write_text(_notebook(learner), encoding="utf-8")
    (desk / "notes.txt").write_text(secret(learner), encoding="utf-8")
    slots = sorted(slots_of(export_of(cohort), learner, events))
    (cohort.folder / "sent").mkdir(exist_ok=True)
    with (cohort.folder / "sent" / "lrs.example-0a1b2c3d.jsonl").open("a") as file:
        file.writelines(json.dumps({"slot": slot, "id": slot}) + "\n" for slot in slots)
    papers = course.build / "certificates" / "demo"
    papers.mkdir(parents=True, exist_ok=True)
    for end in ("pdf", "jwt"):
        (papers / f"{learner}.{end}").write_text(PEOPLE[learner][0], encoding="utf-8")
    old = course.build / "exports" / "demo"
    old.mkdir(parents=True, exist_ok=True)
    (old / f"{learner}.zip").write_bytes(learner.encode())
    kits = course.build / "kits" / "demo"
    kits.mkdir(parents=True, exist_ok=True)
    (kits / f"demo-{learner}.zip").write_bytes(learner.encode())


def _notebook(learner: str) -> str:
    outputs = [
        {
            "output_type": "display_data",
            "data": {"text/html": f"<p>{words}</p>"},
            "metadata": {"doorknob": {"exercise": name, "private": private}},
        }
        for words, name, private in (
            (f"open words of {learner}", "01-think-it-over", False),
            (secret(learner), ASIDE, True),
        )
    ]
    cell = {"cell_type": "code", "source": "", "metadata": {}, "outputs": outputs}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def _grades(course: Course, cohort: Cohort) -> None:
    grades = [{"learner": name, "points": "7", "remarks": [told(name)]} for name in PEOPLE]
    whole = {"format": "doorknob.grades/1", "cohort": "demo", "learners": grades}
    (cohort.folder / "grades").mkdir()
    for path in (course.build / "demo.grades.json", cohort.folder / "grades" / "0001.json"):
        path.write_text(json.dumps(whole), encoding="utf-8")
    lines = [json.dumps({"number": 1, "learners": grades}), *map(json.dumps, grades)]
    text = "\n".join(lines) + "\n"
    (cohort.folder / "grades-history.jsonl").write_text(text, encoding="utf-8")


def of(course: Course, learner: str, *urls: str) -> Case:
    return case_of(course, "demo", learner, databases=urls)


def run(*words: str, typed: str = "") -> Result:
    """Run the command; an error of ours is its result's exception."""
    return CliRunner().invoke(group, [*words], input=typed)


def tree(course: Course) -> dict[str, bytes]:
    """Give every file of the cohort and the build."""
    found = [*course.cohort("demo").rglob("*"), *course.build.rglob("*")]
    return {
        path.relative_to(course.root).as_posix(): path.read_bytes()
        for path in found
        if path.is_file()
    }
