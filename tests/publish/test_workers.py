"""Processes that make documents: they stay warm, may be killed, and never outlive their owner."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import attrs
import psutil
import pytest

from doorknob.course import Course
from doorknob.publish.cohort import read_cohort
from doorknob.publish.engine import Job, Task
from doorknob.publish.events import Event, Making, WorkerLost
from doorknob.publish.far import _Processes
from doorknob.publish.made import Made, Status
from doorknob.publish.plan import plan
from doorknob.publish.workers import LocalEngine
from doorknob.warm.process import zygote

pytestmark = pytest.mark.thorough

LESSON = "01-how-to-lose-a-deal"
posix = pytest.mark.skipif(os.name != "posix", reason="needs signals")


def notebook(path: Path, *sources: str) -> None:
    """Write a lesson with a cell for each source."""
    cells = [{"id": "p", "metadata": {"tags": ["parameters"]}, "source": "product = 'x'"}]
    cells += [{"id": f"c{at}", "metadata": {}, "source": one} for at, one in enumerate(sources)]
    code = {"cell_type": "code", "outputs": [], "execution_count": None}
    data = {
        "cells": [code | cell for cell in cells],
        "metadata": {
            "title": "A lesson",
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(data), encoding="utf-8")


@attrs.frozen
class Bench:
    """A course, whose lesson a test writes, and a folder for what is made."""

    course: Course
    stage: Path

    def jobs(self, *lessons: str, cell_timeout: int = 60) -> list[Job]:
        """Give a job for each lesson, a cell's source."""
        cohort = read_cohort(self.course, "demo")
        found = []
        for at, source in enumerate(lessons):
            path = self.course.lessons / f"lesson-{at}.ipynb"
            notebook(path, source)
            document = attrs.evolve(
                plan(self.course, cohort)[0], notebook=path, target=f"handouts/lesson-{at}"
            )
            task = Task(document=document, stage=self.stage, cell_timeout=cell_timeout)
            found.append(Job(course=self.course, cohort=cohort, task=task))
        return found


@pytest.fixture
def bench(copy: Course, tmp_path: Path) -> Bench:
    stage = tmp_path / "stage"
    stage.mkdir()
    return Bench(copy, stage)


def made_by(engine: LocalEngine, jobs: list[Job], events: list[Event]) -> dict[str, Made]:
    return {made.target: made for _, made in engine.run(jobs, events.append)}


def until(true: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def beginning_then(flag: Path, then: str) -> str:
    """Give a cell that leaves a mark for each time that it is run, then does something."""
    return f"import os, time\nfrom pathlib import Path\nflag = Path({str(flag)!r})\n{then}"


# Kills the process that makes the document: the shell's owner.
KILL = """
os.kill(int(os.environ["JPY_PARENT_PID"]), 9)
time.sleep(60)
"""


def test_a_process_makes_one_document_after_the_other(bench: Bench) -> None:
    """It stays warm: three documents, one process."""
    with closing(LocalEngine(1)) as engine:
        pids = set()
        events: list[Event] = []
        for _, made in engine.run(bench.jobs("1", "2", "3"), events.append):
            assert made.status is Status.SUCCEEDED, made.message
            assert all((bench.stage / name).is_file() for name in made.files)
            pids.add(engine.pids)
    assert len(pids) == 1
    assert [e.target for e in events if isinstance(e, Making)] == [
        f"handouts/lesson-{at}" for at in range(3)
    ]


@posix
def test_a_process_that_is_killed_is_replaced_and_its_document_made(
    bench: Bench, tmp_path: Path
) -> None:
    """It is told, tried once more, and nobody else notices."""
    flag = tmp_path / "flag"
    once = beginning_then(flag, "if not flag.exists():\n    flag.touch()\n" + indented(KILL))
    events: list[Event] = []
    with closing(LocalEngine(2)) as engine:
        made = made_by(engine, bench.jobs(once, "1", "2"), events)
    assert {one.status for one in made.values()} == {Status.SUCCEEDED}
    (lost,) = [event for event in events if isinstance(event, WorkerLost)]
    assert lost.target == "handouts/lesson-0"
    assert "SIGKILL" in lost.message
    assert "tried once more" in lost.message


@posix
def test_a_document_that_kills_twice_fails_and_the_others_go_on(
    bench: Bench, tmp_path: Path
) -> None:
    always = beginning_then(tmp_path / "flag", KILL)
    events: list[Event] = []
    with closing(LocalEngine(1)) as engine:
        made = made_by(engine, bench.jobs(always, "1"), events)
    assert made["handouts/lesson-0"].status is Status.ERRORED
    assert "2 times in a row" in made["handouts/lesson-0"].message
    assert "SIGKILL" in made["handouts/lesson-0"].message
    assert made["handouts/lesson-1"].status is Status.SUCCEEDED
    assert len([event for event in events if isinstance(event, WorkerLost)]) == 2


def indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


def test_a_cell_that_takes_too_long_is_named(bench: Bench) -> None:
    """By its number in the source, with the limit; the next document is made."""
    with closing(LocalEngine(1)) as engine:
        jobs = bench.jobs("import time\ntime.sleep(50)", "1", cell_timeout=2)
        made = made_by(engine, jobs, [])
    slow = made["handouts/lesson-0"]
    assert slow.status is Status.EXCEPTED
    assert "lesson-0.ipynb: cell 2 failed: it took longer than 2 s" in slow.message
    assert made["handouts/lesson-1"].status is Status.SUCCEEDED


def test_what_a_document_prints_reaches_no_one(bench: Bench, capfd: pytest.CaptureFixture) -> None:
    """Standard output is for the build's own lines, whatever a kernel's descriptors get."""
    with closing(LocalEngine(1)) as engine:
        source = "import os\nos.write(1, b'loud')\nos.system('echo louder')\nprint('told')"
        made = made_by(engine, bench.jobs(source), [])
    assert made["handouts/lesson-0"].status is Status.SUCCEEDED
    assert capfd.readouterr().out == ""


def test_giving_up_ends_all_processes_at_once(bench: Bench, tmp_path: Path) -> None:
    """And the kernels with them."""
    flag = tmp_path / "flag"
    slow = beginning_then(flag, "flag.write_text(str(os.getpid()))\ntime.sleep(50)")
    engine = LocalEngine(2)
    running = engine.run(bench.jobs("1", slow, "2", "3"), lambda _event: None)
    next(running)
    until(lambda: flag.exists() and flag.read_text())
    pids = engine.pids
    began = time.monotonic()
    running.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 3
    assert not any(map(psutil.pid_exists, pids))
    until(lambda: not psutil.pid_exists(int(flag.read_text())), 10)


COMMAND = [sys.executable, "-c", "from doorknob.cli.main import main; main()", "build", "demo"]


@pytest.fixture
def underway(bench: Bench, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Start a build whose lesson never ends, over a build before it; wait until it is in it."""
    flag = tmp_path / "flag"
    slow = beginning_then(flag, "flag.write_text(str(os.getpid()))\ntime.sleep(100)")
    notebook(bench.course.lessons / f"{LESSON}.ipynb", slow)
    before = bench.course.build / "demo"
    before.mkdir(parents=True)
    (before / "before.txt").write_text("before", encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "--json"], cwd=bench.course.root, stdout=subprocess.PIPE, text=True
    )
    try:
        until(lambda: flag.exists() and flag.read_text())
        yield process, before
    finally:
        process.kill()
        process.wait()


def family(pid: int) -> list[psutil.Process]:
    return psutil.Process(pid).children(recursive=True)


@posix
def test_ctrl_c_ends_a_build_and_leaves_the_one_before(
    underway: tuple[subprocess.Popen[str], Path],
) -> None:
    """Within seconds, with no process and no working folder left."""
    process, before = underway
    others = family(process.pid)
    assert len(others) >= 3  # workers, their warm processes, kernels
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=10)
    assert process.returncode == 130
    assert json.loads(out.splitlines()[-1])["complete"] is False
    assert [path.name for path in before.parent.iterdir()] == ["demo"]
    assert (before / "before.txt").read_text(encoding="utf-8") == "before"
    _, alive = psutil.wait_procs(others, timeout=10)
    assert alive == []


@posix
def test_no_process_outlives_a_build_that_is_killed(
    underway: tuple[subprocess.Popen[str], Path],
) -> None:
    process, before = underway
    others = family(process.pid)
    process.kill()
    _, alive = psutil.wait_procs(others, timeout=15)
    assert alive == []
    assert (before / "before.txt").read_text(encoding="utf-8") == "before"


@posix
def test_a_cluster_worker_that_rests_holds_no_warm_process(bench: Bench) -> None:
    """What was imported once may be another version by the next build."""
    processes = _Processes()
    (job,) = bench.jobs("1")
    assert processes.make("a build", job.task, []).status is Status.SUCCEEDED
    before = zygote().pid
    processes.give_up("a build")
    assert not psutil.pid_exists(before)
    assert zygote().pid != before
