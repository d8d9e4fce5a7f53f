"""Papermill, by its parts: a notebook that is in memory is run, and nothing is written or read.

Its one function for all is made for files: it reads the notebook from one, and writes it down again
with all its pictures, twice over where a cell fails.

It is loaded without the 50 MiB that it takes for notebooks on HDFS where pyarrow is installed. A
build's notebooks lie on this machine. Each of its processes would hold that much more, and be
longer in being forked.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import nbformat


@contextmanager
def _without(name: str) -> Iterator[None]:
    """Let a package not be found meanwhile, unless it is there already."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


with _without("pyarrow"):
    import papermill
    from papermill.engines import papermill_engines
    from papermill.execute import raise_for_execution_errors
    from papermill.parameterize import parameterize_notebook
    from papermill.utils import chdir

VERSION = f"papermill {papermill.__version__}"


class CellRaised(Exception):
    """A cell raised an error.

    Attributes
    ----------
    cell
        The cell.
    name, value
        The error's, as the kernel tells them.
    traceback
        Its lines, with their colours.
    """

    def __init__(self, cell: Any, name: str, value: str, traceback: list[str]) -> None:
        super().__init__(f"{name}: {value}" if value else name)
        self.cell, self.name, self.value, self.traceback = cell, name, value, traceback


def mill(
    notebook: Any, parameters: Mapping[str, Any], *, engine: str, cwd: str, **options: Any
) -> Any:
    """Run a notebook as papermill does.

    Parameters
    ----------
    notebook
        A notebook of format 4; it isn't to be used again.
    parameters
        What is put in after the cell tagged ``parameters``.
    engine
        Papermill's name of what runs it.
    cwd
        Where its code runs.
    **options
        For the engine.

    Returns
    -------
    notebook
        Executed.

    Raises
    ------
    CellRaised
        A cell raised an error.
    """
    kernel, ready = "python3", _noted(notebook)
    if parameters:
        ready = parameterize_notebook(
            ready, dict(parameters), kernel_name=kernel, engine_name=engine
        )
    with chdir(cwd):
        executed = papermill_engines.execute_notebook_with_engine(
            engine,
            ready,
            kernel_name=kernel,
            progress_bar=False,
            autosave_cell_every=0,
            **options,
        )
    cells = list(executed.cells)  # papermill puts some in that say what has failed
    try:
        raise_for_execution_errors(executed, None)
    except papermill.PapermillExecutionError as bad:
        raised = CellRaised(cells[bad.cell_index], str(bad.ename), bad.evalue, bad.traceback)
        raise raised from None
    return executed


def _noted(notebook: Any) -> Any:
    """Give a notebook the places for what papermill notes, as when it reads one."""
    notebook.metadata.setdefault(
        "papermill", nbformat.from_dict({"version": papermill.__version__})
    )
    for cell in notebook.cells:
        cell.metadata.setdefault("tags", [])
        cell.metadata.setdefault("papermill", nbformat.NotebookNode())
    return notebook
