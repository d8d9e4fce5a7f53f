"""A real Dask cluster: a scheduler and two workers, each a process with a folder of its own."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from doorknob.course import Course
from doorknob.errors import BadParameter, ForeignToolError
from doorknob.publish import cluster, far
from doorknob.publish.build import build
from doorknob.publish.cluster import dask_engine
from doorknob.publish.cohort import read_cohort
from doorknob.publish.events import Done, Event, WorkerLost
from doorknob.publish.ingredients import installed
from doorknob.publish.packing import OUTSIDE, cohort_pack, course_pack, journal_pack
from doorknob.publish.plan import plan

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[2]
pytest.importorskip("distributed", reason="needs the extra doorknob[dask]")


def dask(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    """Start a part of a cluster in an empty folder of its own."""
    folder.mkdir(parents=True)
    log = (folder.parent / f"{folder.name}.log").open("wb")
    command = [sys.executable, "-m", "dask", *words]
    return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)


@attrs.frozen
class Cluster:
    """A cluster's scheduler, and its workers."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]
    home: Path

    def log(self) -> str:
        return "".join(path.read_text(errors="replace") for path in sorted(self.home.glob("*.log")))


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Cluster]:
    """Start a scheduler and two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, home = f"tcp://127.0.0.1:{port}", tmp_path / "cluster"
    options = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show")
    scheduler = dask(home / "scheduler", "scheduler", *options)
    flags = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
    workers = tuple(
        dask(home / name, "worker", address, *flags, "--local-directory", str(home / name))
        for name in ("one", "two")
    )
    try:
        yield Cluster(address, workers, home)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small cohort on this machine; give its course."""
    root = tmp_path_factory.mktemp("local")
    small(root)
    course = Course(root)
    build(course, read_cohort(course, "demo"))
    return root


def small(root: Path) -> None:
    """Copy the course, with six learners in its cohort."""
    ignored = shutil.ignore_patterns("journal", "desks", "submissions", "collected")
    for name in ("curriculum", "exercises"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    roster = root / "curriculum" / "cohorts" / "demo" / "roster.csv"
    lines = roster.read_text(encoding="utf-8").splitlines(keepends=True)
    roster.write_text("".join([*lines[:6], lines[-1]]), encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Give what was built; the manifest tells times, and is another each time."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


def test_a_cluster_makes_the_same_files_though_a_worker_is_killed(
    running: Cluster, local: Path, tmp_path: Path
) -> None:
    """Nothing is lost, nothing is told twice, and no worker sees the course's folder."""
    root = tmp_path / "course"
    small(root)
    course = Course(root)
    events: list[Event] = []

    def tell(event: Event) -> None:
        events.append(event)
        if sum(isinstance(one, Done) for one in events) == 3:
            running.workers[0].kill()

    done = build(
        course, read_cohort(course, "demo"), engine=dask_engine(running.address), tell=tell
    )
    assert done.failed == (), [made.message for made in done.failed]
    told = Counter(event.made.target for event in events if isinstance(event, Done))
    assert set(told.values()) == {1}
    assert len(told) == len(done.made) == 14
    assert any("is gone" in event.message for event in events if isinstance(event, WorkerLost))
    mine, theirs = files(course.build / "demo"), files(local / "build" / "demo")
    assert mine.keys() == theirs.keys()
    assert [name for name in mine if mine[name] != theirs[name]] == []
    # The next build on this machine finds that nothing is to be done.
    assert all(made.kept for made in build(course, read_cohort(course, "demo")).made)
    # The worker that is left has kept no learner's file.
    assert list((running.home / "two").rglob("*.jsonl")) == []


def test_a_document_that_fails_there_is_named_as_it_is_here(
    running: Cluster, tmp_path: Path
) -> None:
    """By its notebook and cell, with no folder of the worker's in it."""
    small(tmp_path / "course")
    course = Course(tmp_path / "course")
    path = course.reports / "result.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    at = next(
        number
        for number, cell in enumerate(notebook["cells"])
        if cell["cell_type"] == "code" and "parameters" not in cell["metadata"].get("tags", ())
    )
    notebook["cells"][at]["source"] = "raise ValueError(__import__('os').getcwd())"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    done = build(course, read_cohort(course, "demo"), engine=dask_engine(running.address))
    assert {made.target for made in done.failed} == {
        made.target for made in done.made if made.target.startswith("results/")
    }
    for made in done.failed:
        assert f"curriculum/reports/result.ipynb: cell {at + 1} failed: ValueError" in made.message
        assert made.message.startswith("curriculum/")


def test_a_lost_scheduler_ends_the_build_and_leaves_the_one_before(
    running: Cluster, tmp_path: Path
) -> None:
    small(tmp_path / "course")
    course = Course(tmp_path / "course")
    before = course.build / "demo" / "before.txt"
    before.parent.mkdir(parents=True)
    before.write_text("before", encoding="utf-8")
    engine = cluster.DaskEngine(running.address)

    def tell(event: Event) -> None:
        if isinstance(event, Done):
            # What the whole cluster does when its machines are switched off.
            engine._client.shutdown()

    with pytest.raises(ForeignToolError, match=r"dask .* at tcp://"):
        build(course, read_cohort(course, "demo"), engine=lambda: engine, tell=tell)
    assert before.read_text(encoding="utf-8") == "before"
    assert [path.name for path in course.build.iterdir()] == ["demo"]


def test_a_scheduler_that_is_not_there_is_named(
    copy: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(ForeignToolError, match=r"tcp://127\.0\.0\.1:1 failed while connecting"):
        build(copy, read_cohort(copy, "demo"), engine=dask_engine("tcp://127.0.0.1:1"))
    assert not (copy.build / "demo").exists()


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadParameter, match=r"pip install 'doorknob\[dask\]'"):
        dask_engine("tcp://127.0.0.1:1")


def test_a_worker_with_other_versions_makes_nothing(course: Course) -> None:
    """Its pages would differ from those that are kept; what differs is named."""
    cohort = read_cohort(course, "demo")
    (document, *_) = plan(course, cohort)
    away = far.Away(
        token="of this build",  # noqa: S106  no secret
        versions=installed() | {"typst": "0.1"},
        root=course.root,
        task=far.Task(document=document, stage=Path("unused")),
        journals=journal_pack(course, cohort, document),
    )
    with pytest.raises(far.OtherVersions, match=r"typst \S+ instead of 0\.1"):
        far.make_away(away, course_pack(course), cohort_pack(course, cohort))


def test_only_what_a_document_needs_is_sent(copy: Course) -> None:
    """No other cohort's files, no other learner's journal, nothing that was handed in."""
    cohort = read_cohort(copy, "demo")
    shutil.copytree(cohort.folder, cohort.folder.with_name("other"))
    for name in ("submissions/x.zip", "collected/x.zip", ".hidden", "notes.txt"):
        path = cohort.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (copy.exercises / "journal").mkdir()
    (copy.exercises / "journal" / "me.jsonl").write_text("x", encoding="utf-8")
    shared = {name for name, _ in course_pack(copy).files}
    own = {name for name, _ in cohort_pack(copy, cohort).files}
    home = "curriculum/cohorts/demo"
    assert own == {
        f"{home}/{name}" for name in ("cohort.yaml", "roster.csv", "logo.svg", "notes.txt")
    }
    assert "curriculum/lessons/01-how-to-lose-a-deal.ipynb" in shared
    assert not [name for name in shared if "cohorts" in name or "journal" in name]
    documents = {document.target: document for document in plan(copy, cohort)}

    def journals(target: str) -> set[str]:
        found = journal_pack(copy, cohort, documents[target]).files
        return {name.rpartition("/")[2].removesuffix(".jsonl") for name, _ in found}

    assert journals("results/bruno") == {"bruno"}
    assert journals("handouts/01-how-to-lose-a-deal") == set()
    everybody = {learner.id for learner in cohort.learners}
    assert journals("report") == {
        one for one in everybody if (cohort.journals / f"{one}.jsonl").exists()
    }


def test_what_was_handed_in_goes_along_only_where_lateness_costs(copy: Course) -> None:
    """A learner's submissions go with her own result; grades that were kept go nowhere."""
    home = copy.cohort("demo")
    for name in ("collected/bruno/a.zip", "collected/hugo/b.zip", "grades/index.jsonl"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(b"x")

    def sent() -> set[str]:
        cohort = read_cohort(copy, "demo")
        documents = {document.target: document for document in plan(copy, cohort)}
        packs = cohort_pack(copy, cohort), journal_pack(copy, cohort, documents["results/bruno"])
        names = [name for pack in packs for name, _ in pack.files]
        return {Path(name).name for name in names if "collected" in name or "grades" in name}

    assert sent() == set()
    rule = "deadline: 2026-03-20\ntime_zone: UTC\nlate: {deduction_per_day: 10 %}\n"
    text = (home / "cohort.yaml").read_text(encoding="utf-8")
    (home / "cohort.yaml").write_text(f"{text}\n{rule}", encoding="utf-8")
    assert sent() == {"a.zip"}


def test_a_link_out_of_the_course_is_not_followed(copy: Course, tmp_path: Path) -> None:
    """What it leads to stays on this machine; there it leads nowhere."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    (copy.lessons / "link.txt").symlink_to(secret)
    pack = course_pack(copy)
    assert dict(pack.files)["curriculum/lessons/link.txt"] is None
    pack.unpack(tmp_path / "there")
    there = tmp_path / "there" / "curriculum" / "lessons" / "link.txt"
    assert there.is_symlink()
    assert str(there.readlink()) == OUTSIDE


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x"])
def test_nothing_is_unpacked_outside_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="leads out"):
        far.Pack(((name, b"x"),)).unpack(tmp_path / "there")


def test_the_same_files_have_the_same_name(copy: Course) -> None:
    """So that a cluster that holds them is not sent them again; any change gives another name."""
    first = course_pack(copy).digest
    assert course_pack(copy).digest == first
    path = copy.curriculum / "scenarios" / "too-dear.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert course_pack(copy).digest != first
