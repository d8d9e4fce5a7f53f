"""What learners hand in is untrusted: through intake, grading and exports nothing of it runs.

Nor is anything written outside of the cohort's folders, and nobody can claim a score.
"""

from __future__ import annotations

import json
import os
import pickle
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZipFile, ZipInfo

import pytest
from click.testing import CliRunner

from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.journal.events import EXTENSION
from doorknob.journal.submission import JOURNAL, pack
from doorknob.publish.cohort import read_cohort
from doorknob.publish.reporting import grade_html, overview_html
from doorknob.publish.results import result

WHEN = datetime(2026, 3, 9, 10, tzinfo=UTC)
MINE = ("journals", "collected", "grades", "submissions")
FORMATS = ("csv", "xlsx", "parquet", "canvas", "moodle")


class Bomb:
    """Leaves a file where it is unpickled."""

    def __init__(self, sentinel: Path) -> None:
        self.command = f"touch {sentinel}"

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, (self.command,)


def run(*words: str) -> str:
    done = CliRunner().invoke(group, list(words))
    assert done.exit_code == 0, (words, done.output, done.exception)
    return done.output


def honest(course: Course) -> list[dict[str, Any]]:
    path = course.cohort("demo") / "journals" / "bruno.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def claimed(statement: dict[str, Any], sentinel: Path) -> dict[str, Any]:
    """Give a statement that claims all points, and asks whoever decodes it to run something."""
    code = {"py/reduce": [{"py/function": "os.system"}, {"py/tuple": [f"touch {sentinel}"]}]}
    ours = statement["context"]["extensions"][EXTENSION]
    ours |= {"points": 20, "out_of": 20, "skill": 1, "outcome": "order", "decided": "Hanna Voss"}
    ours |= {"__reduce__": ["os.system", [f"touch {sentinel}"]], "jsonpickle": code}
    ours |= {"weights": {"01-think-it-over": 1000}, "late": {"excused": True, "days": -5}}
    score = {"scaled": 1, "raw": 20, "min": 0, "max": 20}
    statement["result"] = {
        **statement.get("result", {}),
        "score": score,
        "success": True,
        "completion": True,
        "points": 20,
    }
    return {**statement, "points": 20, "grade": "A", "__class__": "os.system", "id": str(uuid4())}


def junk(statement: dict[str, Any], sentinel: Path) -> Iterator[str]:
    """Give lines that are no events, or odd ones of an exercise that isn't the cohort's."""
    text = json.dumps(statement)
    here = "https://doorknob.invalid/exercise/01-think-it-over"
    scored = text.replace("http://adlnet.gov/expapi/verbs/initialized", "http://x/verbs/scored")
    yield from ("NaN", "[Infinity, -Infinity]", "1e999999", "9" * 90_000, "null", '"x"')
    yield "[" * 90_000
    yield '{"a":' * 15_000 + "1" + "}" * 15_000
    yield scored
    yield text.replace('"format": 3', '"format": NaN')
    yield text.replace('"format": 3', f'"format": {"9" * 5000}')
    for name in ("../../../evil", "/etc/passwd", "..", "01-think-it-over/../../x", "\u0000"):
        yield json.dumps(
            {**statement, "object": {"id": f"https://doorknob.invalid/exercise/{name}"}}
        )
        yield json.dumps({**statement, "id": str(uuid4()), "object": {"id": f"{here}#{name}"}})
        account = {"name": name, "homePage": "x"}
        yield json.dumps({**statement, "id": str(uuid4()), "actor": {"account": account}})
    yield f"__import__('os').system('touch {sentinel}')"
    yield "\udcff\ud800".encode("utf-8", "surrogatepass").decode("latin-1")


def notebook(sentinel: Path) -> bytes:
    code = f"import os\nos.system('touch {sentinel}')\nopen({str(sentinel)!r}, 'w')"
    cell = {
        "cell_type": "code",
        "id": "a",
        "source": code,
        "execution_count": 1,
        "metadata": {"nbgrader": {"grade": True, "points": 20, "locked": True}, "score": 20},
        "outputs": [
            {
                "output_type": "display_data",
                "metadata": {},
                "data": {"text/html": "<script>1</script>"},
            }
        ],
    }
    return json.dumps(
        {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    ).encode()


def hostile(course: Course, sentinel: Path) -> bytes:
    """Give a submission with bruno's own work, every claim that there is, and traps around it."""
    statements = honest(course)
    lines = [json.dumps(claimed(one, sentinel)) for one in statements]
    lines += junk(statements[0], sentinel)
    bomb = pickle.dumps(Bomb(sentinel))
    decision = json.dumps({"points": "20", "verb": "scored"})
    files = {
        JOURNAL: "\n".join(lines).encode("utf-8", "surrogatepass") + b"\n" + bomb,
        "exercises/01-think-it-over.ipynb": notebook(sentinel),
        "exercises/01-think-it-over.yaml": b"!!python/object/apply:os.system ['true']",
        "decisions.jsonl": decision.encode(),
        "roster.csv": b"id,name\nbruno,Mallory\n",
        "conftest.py": f"open({str(sentinel)!r}, 'w')".encode(),
        "sitecustomize.py": f"open({str(sentinel)!r}, 'w')".encode(),
        **dict.fromkeys(("work.pkl", "journal.pickle", "cache.joblib"), bomb),
    }
    return pack(learner="bruno", cohort="demo", made=WHEN, files=files)[1]


def linked(target: str) -> bytes:
    """Give a zip whose journal is a symbolic link."""
    found = BytesIO()
    with ZipFile(found, "w") as archive:
        info = ZipInfo(JOURNAL)
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, target)
    return found.getvalue()


def climbing(name: str) -> bytes:
    return pack(learner="bruno", cohort="demo", made=WHEN, files={JOURNAL: b"", name: b"evil"})[1]


def outside(root: Path, course: Course) -> dict[str, bytes]:
    """Give every file that neither intake nor grading nor exports may touch."""
    home = course.cohort("demo")
    mine = [home / name for name in MINE] + [course.build]
    return {
        str(path): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not any(path.is_relative_to(one) for one in mine)
    }


@pytest.fixture
def course(copy: Course) -> Course:
    """Give the course with bruno alone, whose journal isn't there yet."""
    roster = copy.cohort("demo") / "roster.csv"
    lines = roster.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.partition(",")[0] in {"id", "bruno"}]
    roster.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return copy


@pytest.mark.thorough
def test_a_hostile_submission_runs_nothing_writes_nowhere_and_claims_nothing(
    course: Course, tmp_path: Path
) -> None:
    """Its work earns what the same work earns without a claim, in every format."""
    sentinel = tmp_path / "it-ran"
    plain = json.loads(run("grade", "demo", "--dry-run", "--json"))["grades"]["learners"][0]
    home = course.cohort("demo")
    data = hostile(course, sentinel)
    (home / "journals" / "bruno.jsonl").unlink()
    exchange = home / "submissions"
    exchange.mkdir()
    (exchange / "bruno.zip").write_bytes(data)
    (course.build).mkdir()
    before = outside(tmp_path, course)

    assert "bruno" in run("collect", "--cohort", "demo")
    told = json.loads(run("grade", "demo", "--json"))["grades"]["learners"][0]
    assert [(one["points_exact"], one["out_of"], one.get("outcome")) for one in told["grades"]] == [
        (one["points_exact"], one["out_of"], one.get("outcome")) for one in plain["grades"]
    ]
    assert (told["points_exact"], told["out_of"]) == (plain["points_exact"], plain["out_of"])
    assert not any("decided" in one or "late" in one for one in told["grades"])
    for kind in FORMATS:
        run("gradebook", "demo", "--format", kind, "--output", f"build/out.{kind}")
    run("gradebook", "demo")
    run("xapi", "demo", "--output", "build/statements.jsonl")
    cohort = read_cohort(course, "demo")
    found = result(course, cohort, cohort.learners[0])
    html = overview_html(found) + "".join(grade_html(one, seller="Sam") for one in found.grades)
    assert "<script>1" not in html
    assert not sentinel.exists()
    assert outside(tmp_path, course) == before
    run("grade", "demo", "--dry-run")


@pytest.mark.parametrize(
    "data",
    [
        linked("/etc/passwd"),
        climbing("../../../evil"),
        climbing("/evil"),
        climbing("a\\..\\evil"),
        climbing("C:evil"),
        pickle.dumps(Bomb(Path("it-ran"))),
    ],
)
def test_a_submission_that_reaches_out_is_not_taken_in(
    course: Course, tmp_path: Path, data: bytes
) -> None:
    home = course.cohort("demo")
    (home / "submissions").mkdir()
    (home / "submissions" / "bruno.zip").write_bytes(data)
    before = outside(tmp_path, course)
    done = CliRunner().invoke(group, ["collect", "--cohort", "demo"])
    assert done.exit_code == 1
    assert "not taken in: bruno.zip" in done.output
    assert not (home / "collected").exists()
    assert outside(tmp_path, course) == before


def test_a_journal_or_submission_that_leads_out_of_the_cohort_is_not_read(
    course: Course, tmp_path: Path
) -> None:
    """A link in a place that learners can write to reads nobody else's files, and says so."""
    home = course.cohort("demo")
    secret = tmp_path / "secret.jsonl"
    secret.write_text("the trainer's secret\n")
    path = home / "journals" / "bruno.jsonl"
    path.unlink()
    path.symlink_to(secret)
    (home / "collected" / "bruno").mkdir(parents=True)
    (home / "collected" / "bruno" / "a.zip").symlink_to(secret)
    text = (home / "cohort.yaml").read_text(encoding="utf-8")
    rule = "deadline: 2026-03-20\ntime_zone: UTC\nlate: {deduction_per_day: 10 %}\n"
    (home / "cohort.yaml").write_text(f"{text}\n{rule}", encoding="utf-8")
    output = run("grade", "demo")
    assert "lies outside the cohort's folder and was not read" in output
    assert "It leads out of the cohort's folder, and was not read" in output
    assert "secret" not in output.replace(str(secret), "")
    assert "secret" not in (course.build / "demo.grades.json").read_text()
