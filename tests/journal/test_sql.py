"""Journals in a database: a room writes at once, a server dies, and nothing is lost or doubled."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid5

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.errors import BadParameter, DatabaseError, JournalError
from doorknob.journal.database import VERSIONS, Database
from doorknob.journal.events import EXTENSION, Event, Verb
from doorknob.journal.sql import EVENTS, SQLJournals
from doorknob.journal.store import append, read_journal
from doorknob.journal.transfer import export_journals, import_journals

SPACE = UUID(int=9)


def event(number: int = 0, learner: str = "ada", **changes: object) -> Event:
    values = {
        "id": str(uuid5(SPACE, f"{learner!a} {number}")),
        "learner": learner,
        "verb": Verb.ANSWERED,
        "exercise": "01-x",
        "attempt": str(uuid5(SPACE, "attempt")),
        "timestamp": "2026-03-09T10:00:00+00:00",
        "response": f"line {number}",
    }
    return Event(**(values | changes))


def journals_at(url: str, cohort: str = "demo") -> SQLJournals:
    return SQLJournals(Database.at(url), cohort)


def said(journals: SQLJournals, learner: str = "ada") -> list[str | None]:
    return [one.response for one in journals.read(learner).events]


def test_what_is_appended_is_read_back_in_order(url: str) -> None:
    journals = journals_at(url)
    assert said(journals) == []
    written = [event(n, response=f"ünï “{n}”\n\t=cmd() 🙂 \0 \ud800") for n in range(5)]
    for one in written:
        journals.append(one)
    found = journals_at(url).read("ada")
    assert list(found.events) == written
    assert found.faults == ()
    assert journals.count("ada") == 5


def test_an_event_that_comes_twice_counts_once(url: str) -> None:
    """Also with other words: what was acknowledged stays as it was."""
    journals = journals_at(url)
    for response in ("first", "first", "other"):
        journals.append(event(1, response=response))
    journals.append(event(2, id=event(1).id.upper()))
    assert said(journals) == ["first"]


def test_nobody_can_take_an_id_from_somebody_else(url: str) -> None:
    same = event(1).id
    for cohort in ("demo", "other"):
        for learner in ("ada", "bob"):
            journals_at(url, cohort).append(event(1, learner, id=same))
    assert journals_at(url).learners() == ("ada", "bob")
    assert said(journals_at(url), "bob") == said(journals_at(url, "other"), "ada") == ["line 1"]


@pytest.mark.parametrize("change", [sa.update(EVENTS).values(line="{}"), sa.delete(EVENTS)])
def test_the_database_itself_refuses_to_change_an_event(url: str, change: sa.Executable) -> None:
    journals = journals_at(url)
    journals.append(event(1))
    with (
        pytest.raises(DatabaseError, match=r"append-only.*Export them"),
        journals.database.transaction() as connection,
    ):
        connection.execute(change)
    assert said(journals) == ["line 1"]


@pytest.mark.parametrize("name", ["", "a\0b", "a\nb", "\ud800"])
def test_an_id_that_can_t_be_stored_is_refused(url: str, name: str) -> None:
    with pytest.raises(BadParameter, match="can't be the id"):
        journals_at(url).append(event(1, name))
    with pytest.raises(JournalError, match="expected a UUID"):
        journals_at(url).append(event(1, id="one"))


@settings(max_examples=30)
@given(st.text(max_size=80), st.dictionaries(st.text(max_size=5), st.integers(), max_size=3))
def test_any_answer_survives_the_journey(tmp_path_factory, response, details) -> None:
    details.pop("format", None)
    journals = journals_at(f"sqlite:///{tmp_path_factory.mktemp('any') / 'j.sqlite'}")
    one = event(1, response=response, details=details)
    journals.append(one)
    assert journals.read("ada").events == (one,)


def test_what_the_files_hold_comes_back_from_a_database_byte_for_byte(
    url: str, tmp_path: Path
) -> None:
    """Fields that this version doesn't know, and an older format, are kept."""
    home = tmp_path / "files"
    old = event(1).as_statement()
    old["context"]["extensions"][EXTENSION]["format"] = 1
    old["stored"] = "2026-03-09T10:00:01Z"
    home.mkdir()
    (home / "ada.jsonl").write_text(json.dumps(old) + "\n" + event(2).as_line(), encoding="utf-8")
    append(home / "bob.jsonl", event(3, "bob", response="ü 🙂"))
    journals = journals_at(url)
    assert [(m.learner, m.added) for m in import_journals(journals, home)] == [
        ("ada", 2),
        ("bob", 1),
    ]
    assert [m.added for m in import_journals(journals, home)] == [0, 0]
    assert [m.added for m in export_journals(journals, tmp_path / "out")] == [2, 1]
    assert [m.added for m in export_journals(journals, tmp_path / "out")] == [0, 0]
    for name in ("ada.jsonl", "bob.jsonl"):
        assert (tmp_path / "out" / name).read_bytes() == (home / name).read_bytes()


def test_both_sides_may_have_grown_and_keep_all(url: str, tmp_path: Path) -> None:
    journals, path = journals_at(url), tmp_path / "ada.jsonl"
    append(path, event(1))
    append(path, event(2))
    journals.append(event(2))
    journals.append(event(3))
    (out,) = export_journals(journals, tmp_path)
    (into,) = import_journals(journals, tmp_path)
    assert (out.added, out.known, into.added, into.known) == (1, 1, 1, 2)
    assert said(journals) == ["line 2", "line 3", "line 1"]
    assert [one.response for one in read_journal(path).events] == ["line 1", "line 2", "line 3"]


def test_what_is_no_event_stays_behind_and_is_named(url: str, tmp_path: Path) -> None:
    path = tmp_path / "ada.jsonl"
    text = event(1).as_line() + "nonsense\n" + event(2, "bob").as_line() + event(3).as_line()[:50]
    path.write_text(text, encoding="utf-8")
    (moved,) = import_journals(journals_at(url), tmp_path)
    assert moved.added == 1
    assert [str(fault)[:20] for fault in moved.faults] == [
        "line 2: not readable",
        "line 3: belongs to '",
        "line 4: torn off: th",
    ]
    assert path.read_text(encoding="utf-8") == text
    journals_at(url).append(event(4))
    list(export_journals(journals_at(url), tmp_path))
    assert read_journal(path, "ada").events == (event(1), event(4))


def test_no_learner_of_a_database_writes_outside_the_folder(url: str, tmp_path: Path) -> None:
    journals = journals_at(url)
    journals.append(event(1, "../../evil"))
    journals.append(event(1, "eve"))
    home = tmp_path / "home"
    home.mkdir()
    (home / "eve.jsonl").symlink_to(tmp_path / "elsewhere.jsonl")
    evil, eve = export_journals(journals, home)
    assert "can't be the name of a file" in evil.problem
    assert "leads out of its folder" in eve.problem
    assert sorted(path.name for path in tmp_path.rglob("*.jsonl")) == ["eve.jsonl"]


@pytest.mark.parametrize("version", [2, 99])
def test_a_newer_database_is_refused_with_both_versions_named(url: str, version: int) -> None:
    journals = journals_at(url)
    journals.append(event(1))
    with journals.database.transaction() as connection:
        connection.execute(VERSIONS.update().values(version=version))
    with pytest.raises(DatabaseError, match=f"of version {version}.*up to 1.*Install the newer"):
        journals_at(url).append(event(2))


def test_a_table_of_somebody_else_is_left_alone(url: str) -> None:
    database = Database.at(url)
    with database.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE doorknob_events (precious TEXT)")
    with pytest.raises(DatabaseError, match="not made by Doorknob"):
        SQLJournals(database, "demo").append(event(1))
    with database.transaction(reading=True) as connection:
        assert connection.exec_driver_sql("SELECT precious FROM doorknob_events").all() == []


def test_sixteen_that_open_an_empty_database_at_once_all_write(url: str) -> None:
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: journals_at(url).append(event(n, f"l{n}")), range(16)))
    assert len(journals_at(url).learners()) == 16


def test_one_learner_in_many_places_gets_numbers_without_a_gap(url: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: journals_at(url).append(event(n)), range(80)))
    with Database.at(url).transaction(reading=True) as connection:
        numbers = connection.scalars(sa.select(EVENTS.c.number).order_by(EVENTS.c.number)).all()
    assert numbers == list(range(1, 81))


def test_a_database_that_is_read_only_is_read_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "j.sqlite"
    journals_at(f"sqlite:///{path}").append(event(1))
    opened = journals_at(f"sqlite:///{path}")

    def only_reading(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    sa.event.listen(opened.database.engine, "connect", only_reading)
    assert said(opened) == ["line 1"]
    with pytest.raises(DatabaseError, match=r"readonly.*Make it and its folder writable"):
        opened.append(event(2))


WRITER = """
import json, sys
from doorknob.journal.database import Database
from doorknob.journal.events import event_from
from doorknob.journal.sql import SQLJournals
journals = SQLJournals(Database.at(sys.argv[1]), "demo")
for line in sys.stdin:
    journals.append(event_from(json.loads(line)))
    print("written", flush=True)
"""


def test_a_writer_that_is_killed_loses_nothing_that_was_acknowledged(url: str) -> None:
    """A kernel may die at any moment; the next one finds what the page was told is kept."""
    command = [sys.executable, "-c", WRITER, url]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, bufsize=1) as writer:
        for number in range(200):
            writer.stdin.write(event(number).as_line())
        writer.stdin.flush()
        acknowledged = [writer.stdout.readline() for _ in range(20)]
        writer.kill()
        acknowledged += list(writer.stdout)
    kept = said(journals_at(url))
    whole = sum(line == "written\n" for line in acknowledged)
    assert 20 <= whole <= len(kept) <= whole + 1
    assert kept == [f"line {number}" for number in range(len(kept))]


LEARNERS, LINES = 200, 2
EVERY = tuple(f"line {number}" for number in range(LINES))


class Room:
    """Learners who write at once, each again and again until acknowledged."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.acknowledged: dict[str, list[Event]] = {f"l{n}": [] for n in range(LEARNERS)}
        self.over = False
        self.half = threading.Semaphore(0)

    def learner(self, name: str) -> None:
        journals = journals_at(self.url)
        for number in range(LINES):
            one = event(number, name)
            for _ in range(10):
                if self.over:
                    return
                try:
                    journals.append(one)
                except DatabaseError:
                    continue
                self.acknowledged[name].append(one)
                break
            self.half.release()

    def write(self, midway) -> None:
        with ThreadPoolExecutor(LEARNERS) as pool:
            done = [pool.submit(self.learner, name) for name in self.acknowledged]
            for _ in range(LEARNERS * LINES // 2):
                assert self.half.acquire(timeout=60)
            try:
                midway()
            except BaseException:
                self.over = True
                raise
            for one in done:
                one.result()


@pytest.mark.thorough
@pytest.mark.postgres
@pytest.mark.parametrize("how", ["kill", "stop"])
def test_two_hundred_write_while_the_server_dies_and_nothing_is_lost_or_doubled(
    postgres, how: str
) -> None:
    """With the hundred connections that a server has by itself."""
    room = Room(postgres.database(f"room_{how}"))
    before_restart = {}

    def die() -> None:
        getattr(postgres, how)()
        before_restart.update({name: len(told) for name, told in room.acknowledged.items()})
        postgres.start()

    room.write(die)
    assert 0 < sum(before_restart.values()) < LEARNERS * LINES, "it did not die midway"
    assert {tuple(e.response for e in told) for told in room.acknowledged.values()} == {EVERY}
    query = sa.select(EVENTS.c.learner, EVENTS.c.number, EVENTS.c.line).order_by(EVENTS.c.number)
    with Database.at(room.url).transaction(reading=True) as connection:
        rows = connection.execute(query).all()
    assert len(rows) == LEARNERS * LINES
    for name, told in room.acknowledged.items():
        mine = [(number, f"{line}\n") for learner, number, line in rows if learner == name]
        assert mine == list(enumerate((one.as_line() for one in told), start=1))


@pytest.mark.postgres
def test_a_learner_s_line_is_on_the_disk_even_where_the_server_is_told_not_to_wait(
    postgres,
) -> None:
    url = postgres.database("hasty")
    postgres.sql("ALTER DATABASE hasty SET synchronous_commit = off")
    journals_at(url).append(event(0))
    journals_at(url).append(event(1))
    postgres.kill()
    postgres.start()
    assert said(journals_at(url)) == ["line 0", "line 1"]


@pytest.mark.postgres
def test_a_learner_s_role_needs_no_more_than_to_read_and_to_add(postgres) -> None:
    url = postgres.database("roles")
    journals_at(url).append(event(1))
    postgres.sql(
        "CREATE ROLE room LOGIN; GRANT SELECT, INSERT ON doorknob_events TO room; "
        "GRANT SELECT ON doorknob_versions TO room",
        "roles",
    )
    journals = journals_at(url.replace("postgres@", "room@"))
    journals.append(event(2))
    assert said(journals) == ["line 1", "line 2"]
