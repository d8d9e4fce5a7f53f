"""What grading a submission costs beside nbgrader: ``python tests/benchmarks/grading.py``.

The same work of the same learners, two exercises each, is graded by ways that take turns in this
one process: nbgrader's autograde and generate_feedback; the same with our kernel provisioner
switched on and nothing else changed (of both, autograde alone is told apart); ours, scores and
feedback as data; and ours with the result that a learner is handed, as PDF and as a page, through
papermill. Before, each way is taken once, so that imports, the warm process and the database are
paid for. That the ways agree on the points is checked. Printed are medians a submission, by the
clock and by the processor's time of all processes, and ratios.
"""

from __future__ import annotations

import logging
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import click
import psutil
from jupyter_client.provisioning import KernelProvisionerFactory
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from doorknob.course import Course
from doorknob.grading.canonical import canonical
from doorknob.grading.exports.feedback import feedback
from doorknob.grading.record import learner_data
from doorknob.publish.cohort import read_cohort
from doorknob.publish.engine import Task
from doorknob.publish.grader import Grader
from doorknob.publish.making import make
from doorknob.publish.nbgrader import write_source
from doorknob.publish.plan import plan
from doorknob.publish.warmth import choose

ROOT = Path(__file__).parents[2]
WEEK = "week-1"
EXERCISES = ("01-force-or-influence", "01-think-it-over")
LEARNERS = ("adaeze", "bruno", "jonas")
PROVISIONERS = {"nbgrader": "local-provisioner", "nbgrader, warm": "doorknob-warm"}


def processor() -> float:
    """Give the processor's seconds of this process and of all that it has started, ended or not."""
    whole = 0.0
    for one in (psutil.Process(), *psutil.Process().children(recursive=True)):
        try:
            whole += sum(one.cpu_times()[:4])
        except psutil.Error:
            continue
    return whole


@attrs.frozen
class Ways:
    """A course that nbgrader and we can grade."""

    folder: Path
    grader: Grader
    api: Any
    alone: dict[str, list[tuple[float, float]]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Ways:
        """Make nbgrader's course, and let everybody hand in there."""
        course = Course(ROOT)
        cohort = read_cohort(course, "demo")
        for name in EXERCISES:
            write_source(course, name, folder / "source" / WEEK, cohort)
        config = Config()
        config.CourseDirectory.root = str(folder)
        config.CourseDirectory.course_id = "doorknob"
        api = NbGraderAPI(config=config)
        checked(api.generate_assignment(WEEK))
        for learner in LEARNERS:
            submitted = folder / "submitted" / learner / WEEK
            shutil.copytree(folder / "release" / WEEK, submitted)
            shutil.copy(cohort.journals / f"{learner}.jsonl", submitted / "journal.jsonl")
        whole = Grader.of(course, cohort)
        exercises = tuple(one for one in whole.exercises if one.id in EXERCISES)
        return cls(folder, attrs.evolve(whole, exercises=exercises), api)

    def nbgrader(self, learner: str, way: str) -> float:
        """Grade by nbgrader; give the points."""
        KernelProvisionerFactory.instance().default_provisioner_name = PROVISIONERS[way]
        began, start = time.perf_counter(), processor()
        checked(self.api.autograde(WEEK, learner))
        took = time.perf_counter() - began, processor() - start
        self.alone.setdefault(way, []).append(took)
        checked(self.api.generate_feedback(WEEK, learner))
        with Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}") as book:
            return float(book.find_submission(WEEK, learner).score)

    def data(self, learner: str) -> float:
        """Grade by ours, into bytes."""
        who = next(one for one in self.grader.cohort.learners if one.id == learner)
        found = self.grader.graded(who)
        if found.result is None:
            raise click.ClickException(found.problem)
        texts = [feedback(grade) for grade in found.result.grades]
        canonical([learner_data(found, self.grader.decisions), texts])
        return float(found.result.points)

    def paper(self, learner: str) -> float:
        """Grade by ours, and make the learner's result of the whole cohort."""
        documents = plan(self.grader.course, self.grader.cohort)
        wanted = next(one for one in documents if one.target == f"results/{learner}")
        made = make(Task(document=wanted, stage=self.folder / "made"))
        if made.failed:
            raise click.ClickException(made.message)
        return self.data(learner)


def checked(done: dict[str, Any]) -> None:
    """Stop where nbgrader failed."""
    if not done["success"]:
        raise click.ClickException(f"{done.get('error')}\n{done.get('log')}")


@click.command()
@click.option("--rounds", default=1, show_default=True, help="How often each learner is graded.")
def main(rounds: int) -> None:
    """Grade by all ways in turn and print what came of it."""
    # nbgrader looks for alembic's command, which lies beside our Python.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    os.environ["DOORKNOB_COURSE"] = str(ROOT)
    os.chdir(ROOT)
    logging.disable(logging.WARNING)
    # The warm process is a build's, from the first.
    choose()
    with tempfile.TemporaryDirectory() as folder:
        ways = Ways.of(Path(folder))
        turns: dict[str, Callable[[str], float]] = {
            **{way: lambda who, way=way: ways.nbgrader(who, way) for way in PROVISIONERS},  # type: ignore[misc]
            "ours, data": ways.data,
            "ours, PDF": ways.paper,
        }
        walls: dict[str, list[float]] = {way: [] for way in turns}
        used: dict[str, list[float]] = {way: [] for way in turns}
        for learner in (LEARNERS[0], *LEARNERS * rounds):
            points = set()
            for way, grade in turns.items():
                began, start = time.perf_counter(), processor()
                points.add(round(grade(learner), 6))
                walls[way].append(time.perf_counter() - began)
                used[way].append(processor() - start)
            if len(points) > 1:
                raise click.ClickException(f"{learner}: they don't agree: {points}")
            click.echo(f"{learner}: {points.pop()} points by all ways", err=True)
        whole = {way: list(zip(walls[way], used[way], strict=True)) for way in turns}
        told(whole)
        click.echo("autograde alone:")
        told(ways.alone)


def told(spent: Mapping[str, Sequence[tuple[float, float]]]) -> None:
    """Print medians and ratios; the first of each paid for what is paid once."""
    medians = {
        way: [statistics.median(part) for part in zip(*found[1:], strict=True)]
        for way, found in spent.items()
    }
    base = medians["nbgrader"]
    for way, (wall, busy) in medians.items():
        click.echo(
            f"{way:16} {wall:8.3f} s, processor {busy:7.3f} s a submission: "
            f"{base[0] / wall:6.1f} times as fast, {base[1] / max(busy, 0.001):6.1f} times less"
        )


if __name__ == "__main__":
    main()
