"""How long a build takes that has nothing to do: ``python tests/benchmarks/nothing_changed.py``.

In a folder of its own, cohorts are generated from the demo's, each with as many learners, whose
journals are the demo learners' under other names. They are built once by a stand-in, which writes
files as large as real ones: a build that keeps a document reads it, and doesn't look into it. Then
the command ``doorknob build --all`` is timed, from its start to its end, with all its imports.
"""

from __future__ import annotations

import csv
import itertools
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from doorknob.course import Course
from doorknob.publish.build import build
from doorknob.publish.cohort import read_cohort
from doorknob.publish.engine import Job
from doorknob.publish.events import Tell
from doorknob.publish.made import Made, Status

ROOT = Path(__file__).parents[2]
SIZES = {".pdf": 125_000, ".html": 140_000}  # bytes; a result's
COMMAND = [sys.executable, "-c", "from doorknob.cli.main import main; main()", "build", "--all"]


class StandIn:
    """Makes files of the right size, with nothing in them."""

    def run(self, jobs: Sequence[Job], _tell: Tell) -> Iterator[tuple[Job, Made]]:
        """Make documents."""
        chance = random.Random(1)  # noqa: S311  no secret
        for job in jobs:
            target, names = job.task.document.target, []
            for ending, size in SIZES.items():
                path = job.task.stage / (target + ending)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(chance.randbytes(size))
                names.append(target + ending)
            yield job, Made(target=target, status=Status.SUCCEEDED, files=tuple(names))

    def close(self) -> None:
        """Hold nothing."""


def generate(root: Path, cohorts: int, learners: int) -> Course:
    """Write a course with cohorts of learners.

    Parameters
    ----------
    root
        An empty folder.
    cohorts, learners
        How many cohorts, and how many learners in each.
    """
    ignored = shutil.ignore_patterns("journal", "desks", "submissions", "collected", "cohorts")
    for name in ("curriculum", "exercises"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    for number in range(1, cohorts + 1):
        cohort(root / "curriculum" / "cohorts" / f"group-{number}", learners)
    return Course(root)


def cohort(folder: Path, learners: int) -> None:
    """Write a cohort like the demo's."""
    demo = ROOT / "curriculum" / "cohorts" / "demo"
    (folder / "journals").mkdir(parents=True)
    shutil.copy(demo / "logo.svg", folder)
    text = (demo / "cohort.yaml").read_text(encoding="utf-8")
    (folder / "cohort.yaml").write_text(text.replace("id: demo", f"id: {folder.name}"), "utf-8")
    with (demo / "roster.csv").open(encoding="utf-8", newline="") as file:
        known = list(csv.DictReader(file))
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, ["id", "name", "email"])
        out.writeheader()
        for number, row in zip(range(learners), itertools.cycle(known), strict=False):
            name = f"{row['id']}-{number}"
            out.writerow({"id": name, "name": f"{row['name']} {number}", "email": ""})
            journal = demo / "journals" / f"{row['id']}.jsonl"
            if journal.is_file():
                said = journal.read_text(encoding="utf-8").replace(f'"{row["id"]}"', f'"{name}"')
                (folder / "journals" / f"{name}.jsonl").write_text(said, encoding="utf-8")


@click.command()
@click.option("--cohorts", default=6, show_default=True)
@click.option("--learners", default=30, show_default=True)
@click.option("--rounds", default=5, show_default=True)
def main(cohorts: int, learners: int, rounds: int) -> None:
    """Generate, build with the stand-in, and time the command that then has nothing to do."""
    with tempfile.TemporaryDirectory() as folder:
        course = generate(Path(folder), cohorts, learners)
        for name in course.cohorts():
            build(course, read_cohort(course, name), engine=StandIn)
        before = {path: path.stat().st_mtime_ns for path in course.build.rglob("*")}
        walls, used = [], []
        for _ in range(rounds):
            began, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run(COMMAND, cwd=course.root, check=True, stdout=subprocess.DEVNULL)
            walls.append(time.perf_counter() - start)
            ended = resource.getrusage(resource.RUSAGE_CHILDREN)
            used.append(ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime)
        after = {path: path.stat().st_mtime_ns for path in course.build.rglob("*")}
        click.echo(f"{cohorts} cohorts of {learners}: {len(before)} files and folders")
        click.echo(f"wall: median {statistics.median(walls):.2f} s, least {min(walls):.2f} s")
        click.echo(f"processor: median {statistics.median(used):.2f} s")
        click.echo(f"load of the machine: {os.getloadavg()[0]:.1f}")
        click.echo("nothing was written" if before == after else "SOMETHING WAS WRITTEN")


if __name__ == "__main__":
    main()
