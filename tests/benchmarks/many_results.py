"""What many results cost: ``python tests/benchmarks/many_results.py --results 100``.

A cohort of that many learners is generated from the demo's journals, and built for real. At steps
on the way it prints, and at the end it writes if asked to, what the building process, its workers,
and the others hold (the warm process, the shells that are open, pandoc): memory that is theirs
alone, and of all together with what they share; open descriptors, processes; and how many seconds a
result takes since the step before. `draw_many_results.py` draws what was written.
"""

from __future__ import annotations

import csv
import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import attrs
import click
import psutil
from nothing_changed import generate

from doorknob.publish.build import build_all
from doorknob.publish.cohort import read_cohort
from doorknob.publish.events import Done, Event
from doorknob.publish.order import Order
from doorknob.publish.output import place
from doorknob.publish.workers import LocalEngine

STEPS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
MIB = 1024 * 1024


@attrs.frozen(kw_only=True)
class Sample:
    """What there was after so many results."""

    results: int
    parent_mib: float
    worker_mib: float
    others_mib: float
    all_mib: float
    processes: int
    parent_descriptors: int
    worker_descriptors: int
    warm_descriptors: int
    seconds_a_result: float
    load: float


def memory(processes: Iterable[psutil.Process], kind: str = "uss") -> float:
    """Give the memory that is each process's alone (or its share), in MiB; none for what ended."""
    found = 0.0
    for process in processes:
        with suppress(psutil.Error):
            found += float(getattr(process.memory_full_info(), kind)) / MIB
    return round(found, 1)


@attrs.define
class Watch:
    """Takes a sample whenever a step is reached."""

    engine: LocalEngine
    samples: list[Sample] = attrs.field(factory=list)
    done: int = 0
    last: tuple[int, float] = attrs.field(factory=lambda: (0, time.perf_counter()))

    def tell(self, event: Event) -> None:
        """Count results."""
        if isinstance(event, Done) and event.made.target.startswith("results/"):
            if event.made.failed:
                raise click.ClickException(event.made.message)
            self.done += 1
            if self.done in STEPS:
                self.samples.append(self.sample())
                click.echo(", ".join(f"{k} {v}" for k, v in attrs.asdict(self.samples[-1]).items()))

    def sample(self) -> Sample:
        """Look at this process and those below it."""
        parent = psutil.Process()
        below = parent.children(recursive=True)
        workers = [process for process in below if process.pid in self.engine.pids]
        others = [process for process in below if process not in workers]
        now, (before, at) = time.perf_counter(), self.last
        self.last = (self.done, now)
        return Sample(
            results=self.done,
            parent_mib=memory([parent]),
            worker_mib=round(memory(workers) / len(workers), 1),
            others_mib=memory(others),
            all_mib=memory([parent, *below], "pss"),
            processes=1 + len(below),
            parent_descriptors=parent.num_fds(),
            worker_descriptors=max(worker.num_fds() for worker in workers),
            warm_descriptors=parent.children()[0].num_fds(),
            seconds_a_result=round((now - at) / (self.done - before), 3),
            load=round(os.getloadavg()[0], 1),
        )


@click.command()
@click.option("--results", default=100, show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.option("--csv", "out", type=click.Path(path_type=Path), help="Where to write the samples.")
def main(results: int, workers: int, out: Path | None) -> None:
    """Generate, build and watch."""
    with tempfile.TemporaryDirectory() as folder:
        course = generate(Path(folder), 1, results)
        (name,) = course.cohorts()
        watch = Watch(LocalEngine(workers))
        cohort = read_cohort(course, name)
        order = Order.of(course, cohort, place(course, name, None))
        # The report on all of them is one cell's work.
        (done,) = build_all(
            [order], engine=lambda: watch.engine, tell=watch.tell, cell_timeout=3600
        )
        click.echo(f"{len(done.made)} documents, {len(done.failed)} failed, {done.seconds:.0f} s")
    if out is not None:
        with out.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, [field.name for field in attrs.fields(Sample)])
            table.writeheader()
            table.writerows(map(attrs.asdict, watch.samples))


if __name__ == "__main__":
    main()
