"""``doorknob gradebook`` and ``doorknob journal``: what their document says, and what fails."""

from __future__ import annotations

import os
import re
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.errors import BadParameter, DatabaseError
from doorknob.journal.database import Database
from doorknob.journal.sql import SQLJournals
from doorknob.journal.store import read_journal

DOCUMENT = (Path(__file__).parents[2] / "docs" / "gradebook.md").read_text(encoding="utf-8")
HUB = "postgresql://trainer@db.example/doorknob"


@pytest.fixture
def small(copy: Course) -> Course:
    """Give the course with three learners in its cohort, one of them with a damaged journal."""
    roster = copy.cohort("demo") / "roster.csv"
    lines = roster.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.partition(",")[0] in {"id", "bruno", "hugo", "jonas"}]
    roster.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return copy


def run(*words: str) -> Result:
    return CliRunner().invoke(group, list(words))


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)


def test_every_command_of_the_document_runs(small: Course, url: str) -> None:
    """With a database of either kind in the place of the document's."""
    small.build.mkdir()
    for line in "".join(blocks("console")).splitlines():
        program, *words = shlex.split(line.replace(HUB, url))
        assert program == "doorknob"
        done = run(*words)
        assert done.exit_code == 0, (line, done.output, done.exception)
    assert {path.name for path in small.build.iterdir()} == {
        *("grades.csv", "grades.xlsx", "canvas.csv", "moodle.csv", "grades.parquet"),
        "demo.sqlite",
    }
    assert "She would like to think it over (4711)" in (small.build / "canvas.csv").read_text()


def test_the_queries_of_the_document_give_what_was_earned(small: Course, url: str) -> None:
    query, grants = blocks("sql")
    assert run("gradebook", "demo", "--database", url).exit_code == 0
    with Database.at(url).transaction(reading=True) as connection:
        found = connection.execute(sa.text(query)).all()
    rows = run("gradebook", "demo", "--format", "csv", "--output", str(small.root / "x.csv"))
    assert rows.exit_code == 0
    text = (small.root / "x.csv").read_text(encoding="utf-8-sig")
    assert len(found) == text.count("\n") - 1
    for name, points, _ in found:
        assert f"{points:.2f}" in next(line for line in text.splitlines() if name in line)
    assert run("journal", "import", "demo", "--database", url).exit_code == 0
    if not url.startswith("sqlite"):
        with Database.at(url).transaction() as connection:
            # A role belongs to the whole server, which other tests may use at the same time.
            role = f"room_{uuid4().hex}"
            connection.exec_driver_sql(f"CREATE ROLE {role}")
            for grant in filter(str.strip, re.sub(r"\broom\b", role, grants).split(";")):
                connection.exec_driver_sql(grant)
            connection.exec_driver_sql(f"DROP OWNED BY {role}; DROP ROLE {role}")


def test_journals_go_into_a_database_and_come_back_as_they_were(small: Course, url: str) -> None:
    home = small.cohort("demo") / "journals"
    taken = run("journal", "import", "demo", "--database", url)
    assert taken.exit_code == 0
    assert "note: jonas: line 36: torn off" in taken.output
    out = small.root / "out"
    done = run("journal", "export", "demo", "--database", url, "--folder", str(out))
    assert done.exit_code == 0, done.output
    for path in home.glob("*.jsonl"):
        assert (
            read_journal(out / path.name, path.stem).events == read_journal(path, path.stem).events
        )
        if path.stem != "jonas":
            assert (out / path.name).read_bytes() == path.read_bytes()
    before = {path: path.read_bytes() for path in home.glob("*.jsonl")}
    assert "0 new events" in run("journal", "export", "demo", "--database", url).output
    assert {path: path.read_bytes() for path in home.glob("*.jsonl")} == before


def test_a_file_that_can_t_be_taken_over_is_named_and_the_rest_is(small: Course, url: str) -> None:
    home = small.cohort("demo") / "journals"
    (home / "adaeze.jsonl").unlink()
    (home / "adaeze.jsonl").symlink_to(small.root / "elsewhere")
    done = run("journal", "import", "demo", "--database", url)
    assert done.exit_code == 1
    assert "not taken over: adaeze: " in done.output
    assert len(SQLJournals(Database.at(url), "demo").learners()) == 9


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("words", [("gradebook", "demo"), ("journal", "import", "demo")])
@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://u:s3cr3t@h/d", "is not known"),
        ("postgresql://u:s3cr3t@127.0.0.1:1/d", "Start the server"),
        ("sqlite:////nowhere/at/all.sqlite", "Check that its folder is there"),
    ],
)
def test_a_database_that_can_t_be_used_is_one_message_without_the_password(
    words: tuple[str, ...], url: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("doorknob.journal.sql.WAITS", ())
    for given in (("--database", url), ()):
        monkeypatch.setenv("DOORKNOB_DATABASE", url)
        done = run(*words, *given)
        assert isinstance(done.exception, DatabaseError)
        assert told in str(done.exception)
        assert "s3cr3t" not in str(done.exception) + done.output


def test_an_error_ends_with_code_two_and_no_traceback(small: Course) -> None:
    code = "from doorknob.cli.main import main; main()"
    url = "postgresql://u:s3cr3t@x@h/d"
    command = [sys.executable, "-c", code, "gradebook", "demo", "--database", url]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=small.root)
    assert done.returncode == 2
    assert done.stderr.startswith("doorknob: The database's URL")
    assert "s3cr3t" not in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "csv"), "belong together"),
        (("--output", "x.csv"), "belong together"),
        (("--format", "csv", "--output", "x.csv", "--rebuild"), "--rebuild is for a database"),
        (("--format", "csv", "--output", "no/x.csv"), "no/x.csv can't be written"),
        (
            ("--format", "canvas", "--output", "x.csv", "--canvas-id", "01-think-it-over"),
            "expected EXERCISE=NUMBER, such as 01-force-or-influence=4711",
        ),
        (
            ("--format", "canvas", "--output", "x.csv", "--canvas-id", "01-nothing=5"),
            "expected EXERCISE=NUMBER",
        ),
    ],
)
def test_an_option_that_can_t_be_used_says_what_is_expected(
    small: Course, words: tuple[str, ...], told: str
) -> None:
    done = run("gradebook", "demo", *words)
    assert isinstance(done.exception, BadParameter), done.output
    assert told in str(done.exception)
    assert not (small.root / "x.csv").exists()


def test_a_database_without_journals_says_so_and_none_is_made(small: Course) -> None:
    done = run("journal", "export", "demo", "--database", "sqlite:///nothing.sqlite")
    assert isinstance(done.exception, BadParameter)
    assert "holds no journals of 'demo'" in str(done.exception)
    assert not (small.root / "nothing.sqlite").exists()


def test_the_gradebook_s_file_may_be_deleted_and_is_made_again(small: Course) -> None:
    path = small.build / "demo.sqlite"
    told = []
    for _ in range(2):
        assert run("gradebook", "demo").exit_code == 0
        with sqlite3.connect(path) as connection:
            told.append(list(connection.iterdump()))
        connection.close()
        path.unlink()
    assert told[0] == told[1]


def test_journals_are_read_where_sqlalchemy_is_not_installed(tmp_path: Path) -> None:
    """A learner's side may run in a browser, which has none of it."""
    code = """
import sys
class Without:
    def find_spec(self, name, *_):
        if name.split(".")[0] in {"sqlalchemy", "psycopg", "xlsxwriter", "pyarrow"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Without())
import doorknob.journal.events, doorknob.journal.replay, doorknob.journal.store
import doorknob.journal.submission, doorknob.grading.grade, doorknob.widgets.recorder
from pathlib import Path
print(doorknob.widgets.recorder.journal_path(None, "ana", Path("x.jsonl")))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "toolkit")},
    )
    assert done.stdout == "x.jsonl\n", done.stderr
