"""One document made, in whatever process: prepared, run, rendered."""

from __future__ import annotations

import json
import time

from doorknob.errors import DoorknobError, shown_path
from doorknob.publish.called import TITLES, call_by_title
from doorknob.publish.cards import cards
from doorknob.publish.engine import Task
from doorknob.publish.execute import CellFailed, execute
from doorknob.publish.made import Made, Status
from doorknob.publish.prepare import CARD, prepare
from doorknob.publish.render import render
from doorknob.publish.spelling import spelt_for


def make(task: Task) -> Made:
    """Make one document; whatever goes wrong is in what comes back."""
    began = time.perf_counter()
    status, message = Status.SUCCEEDED, ""
    files: tuple[str, ...] = ()
    try:
        files = _make(task)
    except Exception as error:  # noqa: BLE001  one document must not stop the others
        known = isinstance(error, DoorknobError)
        message = str(error) if known else f"{type(error).__name__}: {error}"
        status = Status.EXCEPTED if isinstance(error, CellFailed) else Status.ERRORED
    return Made(
        target=task.document.target,
        status=status,
        files=files,
        seconds=round(time.perf_counter() - began, 3),
        message=message,
    )


def _make(task: Task) -> tuple[str, ...]:
    document = task.document
    language = str(document.page.get("lang", ""))
    if document.audience == CARD:
        made = cards(document.notebooks, document.values)
        return render(spelt_for(made, language), document, task.stage)
    notebook, parameters = prepare(
        document.notebook, audience=document.audience, values=document.values
    )
    # Quoted by JSON, since a document's values are texts.
    call_by_title(notebook.cells, json.loads(document.values.get(TITLES, "{}")).get)
    executed = execute(
        notebook,
        parameters,
        name=shown_path(document.notebook),
        cwd=document.course,
        cell_timeout=task.cell_timeout,
    )
    for cell in executed.cells:
        if INJECTED in cell.metadata.get("tags", []):
            # Papermill draws a chance id for it, and the same values would give another page.
            cell["id"] = INJECTED
    quotes = not document.target.startswith(TAUGHT)
    spelt_for(executed, language, quotes=quotes)
    return render(executed, document, task.stage)


# Whatever else there is quotes learners.
TAUGHT = ("handouts/", "trainer/")
INJECTED = "injected-parameters"
