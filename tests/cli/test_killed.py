"""Killed at any moment, collecting, grading and exporting lose nothing, and end alike next time."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from doorknob.cli.main import main
from doorknob.course import Course
from doorknob.journal.submission import JOURNAL, pack

WHO = ("adaeze", "bruno", "hugo", "jonas")
# In all; `DOORKNOB_KILLS=200` kills so often.
KILLS = int(os.environ.get("DOORKNOB_KILLS", "36"))
STEPS: dict[str, tuple[str, ...]] = {
    "collect": ("collect", "handed-in", "--cohort", "demo"),
    "grade": ("grade", "demo"),
    "sqlite": ("gradebook", "demo", "--database", "sqlite:///book.sqlite"),
    **{
        kind: ("gradebook", "demo", "--format", kind, "--output", f"grades.{kind}")
        for kind in ("csv", "xlsx", "parquet")
    },
}

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="forks a warm process"),
]


@pytest.fixture
def room(copy: Course) -> Course:
    """Give a course in which some of each learner's work is there and all of it is handed in."""
    cohort, out = copy.cohort("demo"), copy.root / "handed-in"
    roster = (cohort / "roster.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in roster if line.partition(",")[0] in {"id", *WHO}]
    (cohort / "roster.csv").write_text("".join(kept), encoding="utf-8")
    out.mkdir()
    for path in sorted((cohort / "journals").glob("*.jsonl")):
        whole = path.read_bytes().splitlines(keepends=True)
        if path.stem in WHO:
            for number, most in enumerate((len(whole) // 2, len(whole))):
                files = {JOURNAL: b"".join(whole[:most])}
                made = datetime(2026, 3, 9, number, tzinfo=UTC)
                _, data = pack(learner=path.stem, cohort="demo", made=made, files=files)
                (out / f"{path.stem}-{number}.zip").write_bytes(data)
            path.write_bytes(b"".join(whole[:3]))
        else:
            path.unlink()
    return copy


def forked(words: tuple[str, ...]) -> int:
    """Run a command in a process of its own, forked from this warm one; give its id."""
    process = os.fork()
    if process:
        return process
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        sys.argv = ["doorknob", *words]
        main()
    except SystemExit as ended:
        os._exit(int(ended.code or 0))
    except BaseException:  # noqa: BLE001  a fork must not go on with the tests
        os._exit(99)
    os._exit(0)


def whole(words: tuple[str, ...]) -> float:
    """Run a command to its end; give the seconds that it took."""
    began = time.perf_counter()
    _, status = os.waitpid(forked(words), 0)
    assert os.waitstatus_to_exitcode(status) == 0, words
    return time.perf_counter() - began


def killed(words: tuple[str, ...], after: float) -> bool:
    """Kill a command after a while; say whether it was still running."""
    process = forked(words)
    time.sleep(after)
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def files(course: Course) -> dict[str, object]:
    """Give what is in every file, by its path: bytes, or of a database its rows."""
    found: dict[str, object] = {}
    for path in sorted(one for one in course.root.rglob("*") if one.is_file()):
        name = str(path.relative_to(course.root))
        if path.suffix == ".sqlite":
            with closing(sqlite3.connect(path)) as book:
                found[name] = list(book.iterdump())
        elif path.name.endswith(".sqlite-journal"):
            continue  # the database's own; whoever reads that takes it back, and it is gone
        elif path.name == "index.jsonl":
            # Beside which grades were made it says when.
            found[name] = [json.loads(line)["grades"] for line in path.open(encoding="utf-8")]
        else:
            found[name] = path.read_bytes()
    return found


def put_back(course: Course, start: Path) -> None:
    """Put the course's files back as they were."""
    shutil.rmtree(course.root / "build", ignore_errors=True)
    for path in course.root.iterdir():
        if path.is_file():
            path.unlink()
    for name in ("journals", "collected", "grades"):
        shutil.rmtree(course.cohort("demo") / name, ignore_errors=True)
    shutil.copytree(start, course.root, dirs_exist_ok=True)


def check_between(course: Course, before: dict[str, object], wanted: dict[str, object]) -> None:
    """See that what was there is there, and that each file is as before or as it will be."""
    journals = course.cohort("demo") / "journals"
    for who in WHO:
        name = str((journals / f"{who}.jsonl").relative_to(course.root))
        now = (journals / f"{who}.jsonl").read_bytes()
        then, then_on = before[name], wanted[name]
        assert isinstance(then, bytes)
        assert isinstance(then_on, bytes)
        assert now.startswith(then), f"{who}: an event is lost"
        assert then_on.startswith(now), f"{who}: something else is there"
    for name, data in files(course).items():
        if not name.endswith((".partial", ".sqlite-journal", ".jsonl")):
            empty = [] if not name.endswith(".sqlite") else EMPTY
            assert data in (before.get(name), wanted.get(name), *empty), f"{name} is no whole file"


EMPTY = [["BEGIN TRANSACTION;", "COMMIT;"]]


@pytest.mark.parametrize("name", STEPS)
def test_killed_at_any_moment_it_ends_next_time_as_if_nothing_had_been(
    room: Course, name: str, tmp_path: Path
) -> None:
    """No event is lost, no half of a file stands for the whole, and nothing is left lying."""
    words, start = STEPS[name], tmp_path / "start"
    if name != "collect":
        whole(STEPS["collect"])
    if f"grades.{name}" in words:
        (room.root / f"grades.{name}").write_bytes(b"the grades of yesterday")
    shutil.copytree(room.root, start)
    before = files(room)
    takes = whole(words)
    wanted = files(room)
    assert wanted != before
    rng = Random(name)  # noqa: S311  no secret
    caught = tried = 0
    while caught < KILLS / len(STEPS):
        put_back(room, start)
        # A run of kills, as of a machine that keeps failing; then one that is left in peace.
        for _ in range(rng.choice((1, 2, 5))):
            after = rng.uniform(0, takes)
            caught += killed(words, after)
            check_between(room, before, wanted)
        takes = whole(words)
        now = files(room)
        assert now.keys() == wanted.keys()
        assert [key for key in now if now[key] != wanted[key]] == [], f"{name}, kill {caught}"
        tried += 1
        assert tried < 10 + KILLS, "it is killed too seldom"
