"""A build: every document of a cohort made, side by side, and put in place together."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from pathlib import Path

import attrs

from doorknob.course import Course
from doorknob.errors import DoorknobError
from doorknob.grading.gradebook import gradebook_csv
from doorknob.publish.before import Before
from doorknob.publish.cohort import Cohort
from doorknob.publish.ingredients import Pantry
from doorknob.publish.made import Made, Status
from doorknob.publish.manifest import manifest
from doorknob.publish.plan import Document, plan
from doorknob.publish.results import gradebook_rows

__all__ = ["Build", "Made", "Status", "build", "make"]


@attrs.frozen(kw_only=True)
class Build:
    """A finished build.

    Attributes
    ----------
    folder
        Where everything lies.
    made
        One for each document, in the plan's order.
    remarks
        For each learner whose journal was damaged or odd, what was found.
    seconds
        The whole.
    """

    folder: Path
    made: tuple[Made, ...]
    remarks: dict[str, tuple[str, ...]]
    seconds: float

    @property
    def failed(self) -> tuple[Made, ...]:
        """The documents that are missing."""
        return tuple(made for made in self.made if made.status is not Status.SUCCEEDED)


def build(
    course: Course,
    cohort: Cohort,
    *,
    paper: str | None = None,
    workers: int | None = None,
    again: bool = False,
    progress: Callable[[Made], None] = lambda _: None,
    why: Callable[[str, tuple[str, ...]], None] = lambda _target, _changes: None,
) -> Build:
    """Build everything for a cohort into ``build/<cohort>/``.

    A document is made where something that it is made from has changed since the build before, and
    kept where nothing has. The folder is put in place as a whole at the end, so that a build that
    is broken off leaves the one before as it was. A document that fails does not stop the others.

    Parameters
    ----------
    course, cohort
        What to build.
    paper
        Another paper than the cohort's own.
    workers
        How many documents are made at once; as many as there are cores by default.
    again
        Whether to make everything anew, whatever has changed.
    progress
        Called with each document as it is done.
    why
        Called with each document and what has changed for it: nothing where it is kept.
    """
    began = time.perf_counter()
    documents = plan(course, cohort, paper)
    before = Before.read(course.build / cohort.id)
    pantry = Pantry(course, cohort)
    needs = {document.target: pantry.of(document) for document in documents}
    changed = {
        target: ("you asked for it",) if again else before.changes(target, found)
        for target, found in needs.items()
    }
    kept = {target: before.made(target) for target, found in changed.items() if not found}
    for target, found in changed.items():
        why(target, found)
    for made in kept.values():
        progress(made)
    if len(kept) == len(documents) and before.holds(kept):
        same = tuple(kept[document.target] for document in documents)
        spent = time.perf_counter() - began
        return Build(folder=before.folder, made=same, remarks=before.remarks, seconds=spent)
    rows = gradebook_rows(course, cohort)
    course.build.mkdir(exist_ok=True)
    _clear_abandoned(course.build, cohort.id)
    stage = Path(tempfile.mkdtemp(prefix=f".{cohort.id}-{os.getpid()}-", dir=course.build))
    try:
        for made in kept.values():
            before.put_into(stage, made)
        wanted = [document for document in documents if document.target not in kept]
        fresh = _make_all(wanted, stage, workers or os.cpu_count() or 1, progress)
        done = kept | {one.target: _with(one, needs[one.target]) for one in fresh}
        made_all = tuple(done[document.target] for document in documents)
        text = gradebook_csv(rows)
        # The mark at the start tells spreadsheets that this is UTF-8.
        (stage / "gradebook.csv").write_text("\ufeff" + text, encoding="utf-8", newline="")
        shutil.rmtree(stage / ".work", ignore_errors=True)
        seconds = time.perf_counter() - began
        remarks = {row.learner: row.result.remarks for row in rows if row.result.remarks}
        record = manifest(course, cohort, stage, [attrs.asdict(m) for m in made_all], seconds)
        (stage / "manifest.json").write_text(
            json.dumps({**record, "remarks": remarks}, indent=2, ensure_ascii=False) + "\n",
            encoding="utf-8",
        )
        folder = _put_in_place(stage, course.build / cohort.id)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return Build(folder=folder, made=made_all, remarks=remarks, seconds=seconds)


def _with(made: Made, ingredients: Mapping[str, str]) -> Made:
    ok = made.status is Status.SUCCEEDED
    return attrs.evolve(made, ingredients=ingredients) if ok else made


def _make_all(
    documents: Sequence[Document],
    stage: Path,
    workers: int,
    progress: Callable[[Made], None],
) -> tuple[Made, ...]:
    done: dict[str, Made] = {}
    if not documents:
        return ()
    for made in _as_made(documents, stage, min(workers, len(documents))):
        done[made.target] = made
        progress(made)
    return tuple(done[document.target] for document in documents)


def _as_made(documents: Sequence[Document], stage: Path, workers: int) -> Iterator[Made]:
    # Spawned, not forked: the parent shows its progress from a thread.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=workers, mp_context=context) as pool:
        running: dict[Future[Made], Document] = {
            pool.submit(make, document, stage): document for document in documents
        }
        while running:
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                document = running.pop(future)
                error = future.exception()
                yield (
                    future.result()
                    if error is None
                    else Made(
                        target=document.target,
                        status=Status.ERRORED,
                        message=f"the process that made it ended: {error}",
                    )
                )


def make(document: Document, stage: Path) -> Made:
    """Make one document; whatever goes wrong is in what comes back."""
    began = time.perf_counter()
    status, message = Status.SUCCEEDED, ""
    files: tuple[str, ...] = ()
    try:
        files = _make(document, stage)
    except Exception as error:  # noqa: BLE001  one document must not stop the others
        known = isinstance(error, DoorknobError)
        message = str(error) if known else f"{type(error).__name__}: {error}"
        raised = type(error).__name__ == "CellFailed"
        status = Status.EXCEPTED if raised else Status.ERRORED
    return Made(
        target=document.target,
        status=status,
        files=files,
        seconds=round(time.perf_counter() - began, 3),
        message=message,
    )


def _make(document: Document, stage: Path) -> tuple[str, ...]:
    # Imported in the worker: the parent needs none of it.
    from doorknob.errors import shown_path  # noqa: PLC0415
    from doorknob.publish.execute import execute  # noqa: PLC0415
    from doorknob.publish.prepare import prepare  # noqa: PLC0415
    from doorknob.publish.render import render  # noqa: PLC0415

    notebook, parameters = prepare(
        document.notebook, audience=document.audience, values=document.values
    )
    work = stage / ".work" / document.target
    name = shown_path(document.notebook)
    executed = execute(notebook, parameters, name=name, work=work, cwd=document.course)
    return render(executed, document, stage)


def _clear_abandoned(home: Path, cohort: str) -> None:
    """Remove what builds that were killed have left; a build that still runs is let be.

    One that was killed just when it had put the build before aside left nothing in its place: then
    that one is put back.
    """
    for left in home.glob(f".{cohort}-*-*"):
        process = left.name.removeprefix(f".{cohort}-").partition("-")[0]
        if process.isdigit() and not _runs(int(process)):
            if left.name.endswith(OLD) and not (home / cohort).exists():
                left.rename(home / cohort)
                continue
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    if os.name == "nt":
        return True  # there a signal 0 would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _put_in_place(stage: Path, folder: Path) -> Path:
    """Exchange the build before for this one; of two that end at once, the later one stays."""
    stage.chmod(0o755)
    for turn in range(_TURNS):
        old = stage.with_name(f"{stage.name}-{turn}{OLD}")
        with suppress(FileNotFoundError):
            folder.rename(old)
        try:
            stage.rename(folder)
        except OSError as bad:
            if bad.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                # It can't be put there at all: what was there comes back.
                with suppress(FileNotFoundError):
                    old.rename(folder)
                raise
            if turn == _TURNS - 1:
                raise
            # Another build was put there in between.
            shutil.rmtree(old, ignore_errors=True)
            continue
        shutil.rmtree(old, ignore_errors=True)
        break
    return folder


OLD = "-old"
_TURNS = 20
