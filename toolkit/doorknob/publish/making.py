"""One document made, in whatever process: prepared, run, rendered."""

from __future__ import annotations

import time
from pathlib import Path

from doorknob.errors import DoorknobError, shown_path
from doorknob.publish.execute import CellFailed, execute
from doorknob.publish.made import Made, Status
from doorknob.publish.plan import Document
from doorknob.publish.prepare import prepare
from doorknob.publish.render import render


def make(document: Document, stage: Path, cell_timeout: int) -> Made:
    """Make one document; whatever goes wrong is in what comes back.

    Parameters
    ----------
    document
        What to make.
    stage
        The folder below which its files go.
    cell_timeout
        The most seconds that a cell may take.
    """
    began = time.perf_counter()
    status, message = Status.SUCCEEDED, ""
    files: tuple[str, ...] = ()
    try:
        files = _make(document, stage, cell_timeout)
    except Exception as error:  # noqa: BLE001  one document must not stop the others
        known = isinstance(error, DoorknobError)
        message = str(error) if known else f"{type(error).__name__}: {error}"
        status = Status.EXCEPTED if isinstance(error, CellFailed) else Status.ERRORED
    return Made(
        target=document.target,
        status=status,
        files=files,
        seconds=round(time.perf_counter() - began, 3),
        message=message,
    )


def _make(document: Document, stage: Path, cell_timeout: int) -> tuple[str, ...]:
    notebook, parameters = prepare(
        document.notebook, audience=document.audience, values=document.values
    )
    executed = execute(
        notebook,
        parameters,
        name=shown_path(document.notebook),
        work=stage / WORK / document.target,
        cwd=document.course,
        cell_timeout=cell_timeout,
    )
    return render(executed, document, stage)


WORK = ".work"
