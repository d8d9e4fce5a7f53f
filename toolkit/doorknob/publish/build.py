"""A build: every document of some cohorts made, side by side, and put in place together."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path

import attrs

from doorknob.course import Course
from doorknob.grading.gradebook import Row, gradebook_lines
from doorknob.publish.before import GRADEBOOK, MANIFEST
from doorknob.publish.cohort import Cohort
from doorknob.publish.engine import CELL_TIMEOUT, Engine, Job, Task
from doorknob.publish.events import Done, Placed, Started, Tell, silent
from doorknob.publish.made import Build, Made, Status
from doorknob.publish.manifest import hashes, manifest
from doorknob.publish.order import Order
from doorknob.publish.output import home, place
from doorknob.publish.placing import staged
from doorknob.publish.plan import Document
from doorknob.publish.results import graded
from doorknob.publish.workers import LocalEngine

PART = GRADEBOOK + ".part"
# Their calls are played again in seconds, also where each has a whole course behind them.
MANY_PEOPLE = 20
__all__ = ["Build", "Made", "Status", "build", "build_all", "local_engine"]


def local_engine(workers: int | None = None) -> Callable[[], Engine]:
    """Give what starts processes on this machine: as many as there are cores by default."""
    return lambda: LocalEngine(workers or os.cpu_count() or 1)


def build(
    course: Course,
    cohort: Cohort,
    *,
    paper: str | None = None,
    workers: int | None = None,
    again: bool = False,
    output: str | None = None,
    engine: Callable[[], Engine] | None = None,
    tell: Tell = silent,
) -> Build:
    """Build everything for one cohort, by default into ``build/<cohort>/``.

    Parameters
    ----------
    course, cohort
        What to build.
    paper
        Another paper than the cohort's own.
    workers
        How many documents are made at once on this machine.
    again
        Whether to make everything anew, whatever has changed.
    output
        Another folder or URL for builds than the course's.
    engine
        What makes the documents, instead of processes on this machine.
    tell
        Called with each event.
    """
    there = place(course, cohort.id, output)
    order = Order.of(course, cohort, there, paper=paper, again=again)
    (done,) = build_all([order], engine=engine or local_engine(workers), tell=tell)
    return done


def build_all(
    orders: Sequence[Order],
    *,
    engine: Callable[[], Engine],
    tell: Tell = silent,
    cell_timeout: int = CELL_TIMEOUT,
    fail_fast: bool = False,
) -> tuple[Build, ...]:
    """Build everything for some cohorts.

    A document is made where something that it is made from has changed since the build before, and
    kept where nothing has. Each cohort's folder is put in place as a whole when its last document
    is done, so that a build that is broken off leaves the one before as it was. A document that
    fails does not stop the others.

    Parameters
    ----------
    orders
        What to do, one for each cohort.
    engine
        Called for what makes the documents, if there are any to make.
    tell
        Called with each event.
    cell_timeout
        The most seconds that a notebook's cell may take; in a report on everybody once more for
        every twenty learners, whose calls it plays again.
    fail_fast
        Whether to stop at the first document that fails. What is not complete then is not put in
        place.

    Returns
    -------
    builds
        One for each order.

    Raises
    ------
    ForeignToolError
        If nothing can be made at all, or the result can't be put in its place.
    """
    began = time.perf_counter()
    kept = sum(len(order.kept) for order in orders)
    total = sum(len(order.documents) for order in orders)
    tell(Started(cohorts=tuple(o.cohort.id for o in orders), documents=total, kept=kept))
    with ExitStack() as stack:
        works = [_Work.begin(order, began, stack) for order in orders]
        for work in works:
            for made in work.done.values():
                tell(Done(cohort=work.order.cohort.id, made=made, why=()))
            work.finish_if_complete(tell)
        jobs = [job for work in works for job in work.jobs(cell_timeout)]
        if jobs:
            by_cohort = {work.order.cohort.id: work for work in works}
            with closing(engine()) as running:
                for job, made in running.run(jobs, tell):
                    by_cohort[job.cohort.id].take(made, tell)
                    if made.failed and fail_fast:
                        break
        return tuple(work.result() for work in works)


@attrs.define(kw_only=True, eq=False)
class _Work:
    """One cohort's build while it goes on."""

    order: Order
    began: float
    stage: Path | None
    done: dict[str, Made]
    remarks: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    # The gradebook, line by line: nobody's calls are held longer than it takes to write them down.
    lines: Iterator[str] = attrs.field(factory=lambda: iter(()))
    placed: Build | None = None

    @classmethod
    def begin(cls, order: Order, began: float, stack: ExitStack) -> _Work:
        course, cohort = order.course, order.cohort
        stage = None
        if not order.unchanged:
            stage = stack.enter_context(staged(home(course, order.place), cohort.id))
            order.place.keep(stage, tuple(order.kept.values()))
        work = cls(order=order, began=began, stage=stage, done=order.kept)
        work.lines = gradebook_lines(work.remarked(graded(course, cohort)))
        return work

    def remarked(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            if row.result.remarks:
                self.remarks[row.learner] = row.result.remarks
            yield row

    def jobs(self, cell_timeout: int) -> Iterator[Job]:
        for document in self.order.wanted:
            if self.stage is not None:
                patience = cell_timeout * _times(document, self.order.cohort)
                task = Task(document=document, stage=self.stage, cell_timeout=patience)
                yield Job(course=self.order.course, cohort=self.order.cohort, task=task)

    def take(self, made: Made, tell: Tell) -> None:
        if not made.failed:
            made = attrs.evolve(made, ingredients=self.order.needs[made.target])
        self.done[made.target] = made
        why = self.order.changes[made.target]
        tell(Done(cohort=self.order.cohort.id, made=made, why=why))
        # Journals are graded for the gradebook while others make documents.
        if self.stage is not None:
            _append(self.stage / PART, islice(self.lines, 2))
        self.finish_if_complete(tell)

    def finish_if_complete(self, tell: Tell) -> None:
        if len(self.done) < len(self.order.documents):
            return
        remarks = self.order.before.remarks if self.stage is None else self._put(self.stage)
        self.placed = self._build(remarks, put=True)
        tell(Placed(build=self.placed))

    def _put(self, stage: Path) -> dict[str, tuple[str, ...]]:
        order, made = self.order, self._in_order()
        _append(stage / PART, self.lines)
        (stage / PART).replace(stage / GRADEBOOK)
        old = {name for one in made if one.kept for name in one.files}
        new = {name for one in made if not one.kept for name in one.files} | {GRADEBOOK}
        _remove_others(stage, old | new)
        kept = {name: order.before.outputs[name] for name in sorted(old)}
        outputs = kept | hashes((stage / name for name in new), stage)
        record = manifest(
            order.course,
            order.cohort,
            outputs=dict(sorted(outputs.items())),
            documents=[attrs.asdict(one) for one in made],
            seconds=time.perf_counter() - self.began,
        )
        text = json.dumps({**record, "remarks": self.remarks}, indent=2, ensure_ascii=False)
        (stage / MANIFEST).write_text(text + "\n", encoding="utf-8")
        order.place.put(stage, outputs)
        return self.remarks

    def _in_order(self) -> tuple[Made, ...]:
        targets = (document.target for document in self.order.documents)
        return tuple(self.done[target] for target in targets if target in self.done)

    def _build(self, remarks: Mapping[str, tuple[str, ...]], *, put: bool) -> Build:
        return Build(
            cohort=self.order.cohort.id,
            folder=self.order.place.shown,
            made=self._in_order(),
            remarks=dict(remarks),
            seconds=time.perf_counter() - self.began,
            put=put,
        )

    def result(self) -> Build:
        return self._build({}, put=False) if self.placed is None else self.placed


def _times(document: Document, cohort: Cohort) -> int:
    """Give how many times as long as another's a document's cells may take."""
    return 1 + len(cohort.learners) // MANY_PEOPLE if document.about_all else 1


def _append(path: Path, lines: Iterable[str]) -> None:
    # The mark at the start tells spreadsheets that this is UTF-8.
    start = "" if path.exists() else "\ufeff"
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(start)
        file.writelines(lines)


def _remove_others(stage: Path, names: Iterable[str]) -> None:
    """Leave nothing of a document that failed halfway, and no working file."""
    meant = set(names)
    for folder, _, files in os.walk(stage, topdown=False):
        here = Path(folder)
        for file in files:
            if (here / file).relative_to(stage).as_posix() not in meant:
                (here / file).unlink()
        if here != stage and not any(here.iterdir()):
            here.rmdir()
