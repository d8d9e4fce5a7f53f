"""Erasing: nothing of hers is left, nothing of others' is lost, and she stays away."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.course import Course
from doorknob.errors import BadParameter, DatabaseError, InvalidCohort, NotFound
from doorknob.grading.database import contents
from doorknob.journal.database import Database
from doorknob.journal.decisions import read_decisions
from doorknob.journal.sql import SQLJournals
from doorknob.journal.store import append, read_journal
from doorknob.journal.tombstones import FILE, read_tombstones
from doorknob.lab.serve import desk_of
from doorknob.privacy import files
from doorknob.privacy.case import Case
from doorknob.privacy.erase import erase, plan
from doorknob.privacy.store import Store
from doorknob.privacy.stores import STORES
from doorknob.publish.cohort import read_cohort
from doorknob.publish.grader import journal_of
from doorknob.publish.pseudonyms import pseudonymised
from doorknob.publish.results import gradebook_rows
from keptdata import PEOPLE, Verb, event, of, run, secret, told, tree, uuid

DAY = date(2026, 11, 26)


def traces(found: dict[str, bytes], learner: str) -> list[str]:
    """Give the files in which, or in whose names, something of a learner still stands."""
    name, email, phone = PEOPLE[learner]
    words = (
        name, email, phone, secret(learner), told(learner), f" {learner}-said-so",
        uuid(learner, "said"), f'"{learner}"', f"{learner},", f"'{learner}'",
    )  # fmt: skip
    wanted = [word.encode() for word in words] + [json.dumps(word).encode() for word in words]
    return [
        path
        for path, data in found.items()
        if learner in (Path(path).stem, *Path(path).parts) or any(word in data for word in wanted)
    ]


def others(kept: Course) -> object:
    """Give what is kept about the others, as everybody reads it."""
    cohort = read_cohort(kept, "demo")
    who = [one for one in cohort.learners if one.id != "anna"]
    return (
        [journal_of(cohort, one).events for one in who],
        [one for one in read_decisions(cohort.decisions).all if one.learner != "anna"],
        {one.id: alias for alias, one in pseudonymised(cohort).behind.items() if one.id != "anna"},
        [
            (one.learner, one.result.grades)
            for one in gradebook_rows(kept, cohort)
            if one.learner != "anna"
        ],
    )


def test_nothing_of_hers_is_left_and_nothing_of_others_lost(kept: Course, room: str) -> None:
    before, known = tree(kept), others(kept)
    assert len(traces(before, "anna")) > 15
    database = Database.at(room)
    rows = contents(database, "demo")
    journals = SQLJournals(database, "demo")
    lines = {name: journals.lines(name) for name in ("an", "bruno")}
    erase(of(kept, "anna", room), today=DAY)
    after = tree(kept)
    assert traces(after, "anna") == []
    assert others(kept) == known
    assert [path for path in before if path not in after and "anna" not in path] == [
        path for path in before
        if path.startswith("build/demo/") and path.split("/")[2].split(".")[0] in
        {"report", "client-report", "gradebook", "manifest"}
    ]  # fmt: skip
    left = contents(database, "demo")
    for name, found in rows.items():
        assert left[name] == [row for row in found if "anna" not in str(row)]
    assert journals.learners() == ("an", "bruno")
    assert {name: journals.lines(name) for name in lines} == lines
    with pytest.raises(DatabaseError, match="append-only"), database.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM doorknob_events")
    if database.is_sqlite:
        home = Path(str(database.engine.url.database)).parent
        assert traces({one.name: one.read_bytes() for one in home.glob("database*")}, "anna") == []


def test_a_name_that_begins_another_s_takes_nothing_of_hers(kept: Course) -> None:
    """An goes, and Anna keeps every byte."""
    before = tree(kept)
    erase(of(kept, "an"), today=DAY)
    after = tree(kept)
    assert traces(after, "an") == []
    hers = [path for path in before if "anna" in Path(path).stem or "anna" in Path(path).parts]
    assert len(hers) > 6
    assert all(after[path] == before[path] for path in hers)


@pytest.mark.thorough
@pytest.mark.parametrize("half", [False, True])
def test_broken_off_at_any_step_the_next_run_finishes(
    kept: Course, monkeypatch: pytest.MonkeyPatch, *, half: bool
) -> None:
    """Before or after any store's work, the tombstone stands from the start."""

    class Killed(BaseException):
        pass

    def killed(_: object) -> None:
        raise Killed

    known = others(kept)
    for number, store in enumerate(STORES):
        stopped = list(STORES)
        if not half:
            stopped[number] = Store(**{**_fields(store), "erase": killed})
        else:
            stopped[number] = Store(**{**_fields(store), "erase": _then(store, killed)})
        monkeypatch.setattr("doorknob.privacy.erase.STORES", tuple(stopped))
        with pytest.raises(Killed):
            erase(of(kept, "anna"), today=DAY)
        stone = of(kept, "anna").tombstone
        assert stone is not None
        assert not stone.done
    monkeypatch.setattr("doorknob.privacy.erase.STORES", STORES)
    done = run("learner", "erase", "anna", "--cohort", "demo", "--yes")
    assert done.exit_code == 0, done.output
    assert "is not over" in done.output
    assert traces(tree(kept), "anna") == []
    assert others(kept) == known
    stone = of(kept, "anna").tombstone
    assert stone is not None
    assert stone.done
    assert set(stone.kinds) == {one.name for one in STORES} - {"journal-database"}


def _fields(store: Store) -> dict[str, object]:
    return {name: getattr(store, name) for name in Store.__slots__ if not name.startswith("__")}


def _then(store: Store, killed: object) -> object:
    def both(case: Case) -> None:
        store.erase(case)
        killed(case)  # type: ignore[operator]

    return both


KILLS = """
import os, signal, sys
from datetime import date
from doorknob.course import Course
from doorknob.privacy.case import case_of
from doorknob.privacy.erase import erase
calls = 0
def watch(event, _):
    global calls
    if event in {"os.remove", "os.rename", "os.rmdir", "shutil.rmtree", "open"}:
        calls += 1
        if calls == int(sys.argv[1]):
            os.kill(os.getpid(), signal.SIGKILL)
case = case_of(Course.here(), "demo", "anna")
sys.addaudithook(watch)
erase(case, today=date(2026, 11, 26))
"""


@pytest.mark.thorough
def test_killed_at_any_moment_the_next_run_finishes(kept: Course) -> None:
    """Killed again and again, a little later each time."""
    known = others(kept)
    ends = Counter()
    for calls in (3, 11, 30, 60, 100, 150, 210, 280, 360, 450):
        done = subprocess.run([sys.executable, "-c", KILLS, str(calls)], check=False)
        ends[done.returncode] += 1
    assert ends[-signal.SIGKILL] > 3
    assert run("learner", "erase", "anna", "--cohort", "demo", "--yes").exit_code == 0
    assert traces(tree(kept), "anna") == []
    assert others(kept) == known


def test_what_comes_in_later_is_refused_with_what_lifts_that(kept: Course, room: str) -> None:
    cohort = read_cohort(kept, "demo")
    work = cohort.folder / "submissions" / "demo" / "anna" / "work.zip"
    handed_in = work.read_bytes()
    erase(of(kept, "anna", room), today=DAY)
    again = kept.root / "anna.zip"
    again.write_bytes(handed_in)
    for names in ((), ("--name", "anna.zip=anna")):
        done = run("collect", str(again), "--cohort", "demo", *names)
        assert done.exit_code == 1
        said = " ".join(done.output.split())
        assert "tombstone" in said
        assert "doorknob learner readmit ID --cohort demo" in said
    journal = cohort.journals / "anna.jsonl"
    append(journal, event("anna", Verb.ANSWERED, "later", response="again"))
    done = run("journal", "import", "demo", "--database", room)
    assert done.exit_code == 1
    assert "not taken over: anna: There is a tombstone" in done.output
    assert SQLJournals(Database.at(room), "demo").lines("anna") == ()
    with pytest.raises(BadParameter, match="erased on 2026-11-26"):
        desk_of(kept, "demo", "anna")
    roster = cohort.folder / "roster.csv"
    clean = roster.read_text(encoding="utf-8")
    roster.write_text(clean + "anna,Anna Bergström,anna@firm.example,\n", encoding="utf-8")
    with pytest.raises(InvalidCohort, match=r"roster\.csv:4: id: 'anna' has a tombstone"):
        read_cohort(kept, "demo")
    roster.write_text(clean + "zoe,Zoë,anna@firm.example,\n", encoding="utf-8")
    assert [one.id for one in read_cohort(kept, "demo").learners] == ["an", "bruno", "zoe"]
    roster.write_text(clean + "anna,Anna Bergström,anna@firm.example,\n", encoding="utf-8")
    assert run("learner", "readmit", "anna", "--cohort", "demo").exit_code == 0
    assert run("collect", str(again), "--cohort", "demo").exit_code == 0
    assert len(read_journal(journal).events) > 1
    with pytest.raises(BadParameter, match="no tombstone"):
        raise run("learner", "readmit", "anna", "--cohort", "demo").exception


def test_twice_there_is_nothing_to_do(kept: Course) -> None:
    assert run("learner", "erase", "anna", "--cohort", "demo", "--yes").exit_code == 0
    before = tree(kept)
    done = run("learner", "erase", "anna", "--cohort", "demo")
    assert done.exit_code == 0
    assert "Nothing is left of 'anna'" in done.output
    assert tree(kept) == before
    assert isinstance(run("learner", "export", "anna", "--cohort", "demo").exception, NotFound)


def test_it_asks_first_and_shows_what_would_go(kept: Course) -> None:
    before = tree(kept)
    shown = run("learner", "erase", "anna", "--cohort", "demo", "--dry-run")
    assert shown.exit_code == 0
    for store in STORES:
        assert (f"  {store.name}\n" in shown.output) is (store.name != "journal-database")
    asked = run("learner", "erase", "anna", "--cohort", "demo", typed="n\n")
    assert asked.exit_code == 1
    assert tree(kept) == before
    done = run("learner", "erase", "anna", "--cohort", "demo", typed="y\n")
    assert done.exit_code == 0
    assert "sent to lrs.example" in done.output
    for words in ("her own machine", "backups", "printed papers", "a URL", "credentials"):
        assert words in done.output


def test_a_wrong_cohort_or_database_changes_nothing(kept: Course) -> None:
    before = tree(kept)
    words = ("learner", "erase", "anna", "--yes", "--cohort")
    assert isinstance(run(*words, "nowhere").exception, NotFound)
    for url in ("sqlite:///nowhere.sqlite", "postgresql://x@127.0.0.1:1/x", "what"):
        done = run(*words, "demo", "--database", url)
        assert isinstance(done.exception, BadParameter | DatabaseError), url
    assert tree(kept) == before


def test_her_row_may_stay_and_still_nothing_of_her_is_read(kept: Course) -> None:
    words = ("learner", "erase", "anna", "--cohort", "demo", "--yes", "--keep-on-roster")
    assert run(*words).exit_code == 0
    cohort = read_cohort(kept, "demo")
    anna = next(one for one in cohort.learners if one.id == "anna")
    append(cohort.journal(anna), event("anna", Verb.ANSWERED, "later", response="again"))
    found = journal_of(cohort, anna)
    assert found.events == ()
    assert "tombstone" in str(found.faults[0])


def test_the_last_on_a_roster_can_be_erased(kept: Course) -> None:
    roster = kept.cohort("demo") / "roster.csv"
    roster.write_text("id;name\r\nanna;Anna Bergström\r\n", encoding="utf-8-sig")
    erase(of(kept, "anna"), today=DAY)
    assert roster.read_bytes() == b"\xef\xbb\xbfid;name\r\n"
    assert plan(of(kept, "anna")).nothing


def test_a_tombstone_names_nobody_and_two_cohorts_two_ways(kept: Course) -> None:
    folder = kept.cohort("demo")
    erase(of(kept, "anna"), today=DAY)
    text = (folder / FILE).read_text(encoding="utf-8")
    assert "anna" not in text.casefold()
    assert (folder / FILE).stat().st_mode & 0o077 == 0
    first = read_tombstones(folder)
    (folder / FILE).unlink()
    erase(of(kept, "an"), today=DAY)
    second = read_tombstones(folder)
    assert first.digest("anna") != second.digest("anna")
    assert first.of("ANNA") == first.of(" anna ") == first.of("Anna@firm.example") == first.all[0]
    assert first.of("an") is first.of("") is second.of("anna") is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 2, "salt": "", "tombstones": []}'])
def test_where_tombstones_cannot_be_read_nothing_is_taken_in(kept: Course, text: str) -> None:
    (kept.cohort("demo") / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(BadParameter, match=r"tombstones\.json can't be read"):
        read_cohort(kept, "demo")


def test_an_alias_that_was_hers_is_nobody_else_s(kept: Course) -> None:
    alias = of(kept, "anna").names[1]
    erase(of(kept, "anna"), today=DAY)
    roster = kept.cohort("demo") / "roster.csv"
    roster.write_text(roster.read_text("utf-8") + "zoe,Zoë,,\n", encoding="utf-8")
    behind = pseudonymised(read_cohort(kept, "demo")).behind
    assert alias not in behind
    assert len(behind) == 3


def test_a_link_out_of_the_folder_is_cut_and_what_it_leads_to_stays(kept: Course) -> None:
    folder, away = kept.cohort("demo"), kept.root / "away"
    (away / "anna").mkdir(parents=True)
    (away / "anna" / "x.zip").write_bytes(b"x")
    for name in ("collected/anna", "desks/anna", "journals/anna.jsonl"):
        files.remove(folder / name, folder)
        (folder / name).symlink_to(away / "anna")
    files.remove(folder / "submissions", folder)
    (folder / "submissions").symlink_to(away)
    erase(of(kept, "anna"), today=DAY)
    assert (away / "anna" / "x.zip").read_bytes() == b"x"
    assert not (folder / "collected" / "anna").is_symlink()
    assert not (folder / "journals" / "anna.jsonl").is_symlink()


lines = st.lists(st.binary(max_size=30).map(lambda line: line.replace(b"\n", b"")), max_size=8)


@settings(max_examples=40)
@given(lines, st.sets(st.integers(0, 7)))
def test_blanking_leaves_every_other_byte_where_it_was(
    tmp_path_factory: pytest.TempPathFactory, given_lines: list[bytes], chosen: set[int]
) -> None:
    path = tmp_path_factory.getbasetemp() / "blanked"
    mine = {given_lines[at] for at in chosen if at < len(given_lines)}
    path.write_bytes(b"\n".join(given_lines))
    files.blank(path, mine.__contains__, path.parent)
    after = path.read_bytes().split(b"\n")
    assert after == [
        b" " * len(line) if line in mine and line.strip() else line for line in given_lines
    ] or after == [b""]


ids = st.sampled_from(["an", "anna", "bruno", "a-b"])
cells = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


@settings(max_examples=40)
@given(st.lists(st.tuples(ids, cells, cells), max_size=6), st.sampled_from(",;\t"))
def test_a_row_is_parted_from_the_others_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], mark: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "rows.csv"
    quoted = [mark.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows]
    head = mark.join(("id", "name", "notes"))
    text = "\r\n".join([head, *quoted, ""])
    path.write_bytes(text.encode())
    left, hers = files.rows(path, "an")
    kept = [line for row, line in zip(rows, quoted, strict=True) if row[0] != "an"]
    gone = [line for row, line in zip(rows, quoted, strict=True) if row[0] == "an"]
    assert left == "\r\n".join([head, *kept, ""])
    assert hers == ("\r\n".join([head, *gone, ""]) if gone else "")


def test_a_record_of_grades_is_called_by_its_digest_afterwards_too(kept: Course) -> None:
    """And its index names it, or the grades before could not be compared with."""
    home = kept.cohort("demo") / "grades"
    files.remove(home, home.parent)
    home.mkdir()
    people = [{"learner": name, "remarks": []} for name in ("an", "anna", "bruno")]
    people[2]["remarks"] = ["journal, line 3: belongs to 'anna', not to 'bruno'."]
    data = (json.dumps({"learners": people}, indent=1, sort_keys=True) + "\n").encode()
    old = sha256(data).hexdigest()
    (home / f"{old}.json").write_bytes(data)
    names = ("0" * 64, old, old)
    lines = "".join(json.dumps({"grades": name, "at": "now"}) + "\n" for name in names)
    (home / "index.jsonl").write_text(lines, encoding="utf-8")
    erase(of(kept, "anna"), today=DAY)
    (record,) = (path for path in home.iterdir() if path.name != "index.jsonl")
    assert record.stem == sha256(record.read_bytes()).hexdigest() != old
    assert b"anna" not in record.read_bytes()
    assert [one["learner"] for one in json.loads(record.read_bytes())["learners"]] == [
        "an",
        "bruno",
    ]
    index = (home / "index.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["grades"] for line in index] == ["0" * 64, record.stem, record.stem]


def test_what_others_write_meanwhile_is_not_lost(kept: Course) -> None:
    """A decision that is appended while lines are blanked stands there afterwards."""
    path = kept.cohort("demo") / "decisions.jsonl"
    count = len(path.read_bytes().splitlines())

    def mine(line: bytes) -> bool:
        with path.open("ab") as file:
            file.write(b'{"late": 1}\n')
        return b"anna" in line

    files.blank(path, mine, path.parent)
    assert path.read_bytes().count(b'{"late": 1}\n') == count
    assert b"anna" not in path.read_bytes()
