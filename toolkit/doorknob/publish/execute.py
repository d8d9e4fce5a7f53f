"""Running a prepared notebook.

A notebook runs in a shell that is forked from a warm process (see `doorknob.warm`). With
``DOORKNOB_ENGINE=nbclient`` it runs in a kernel instead, as papermill does by itself: slower, with
the same outputs.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from nbclient.exceptions import CellTimeoutError
from traitlets.config import Config

from doorknob.errors import BuildFailed, ForeignToolError
from doorknob.publish.engine import CELL_TIMEOUT
from doorknob.publish.milling import VERSION, CellRaised, mill
from doorknob.publish.warmth import choose, engine

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class CellFailed(BuildFailed):
    """A cell raised an error.

    Attributes
    ----------
    cell
        Its number in the source, counted from 1.
    error
        The error's name and text.
    traceback
        What Jupyter would show, without its colours.
    """

    def __init__(self, notebook: str, cell: int | None, error: str, shown: str) -> None:
        self.cell, self.error, self.traceback = cell, error, shown
        place = "a cell that was put in" if cell is None else f"cell {cell}"
        super().__init__(f"{notebook}: {place} failed: {error}")


def execute(
    notebook: Any,
    parameters: Mapping[str, Any],
    *,
    name: str,
    cwd: Path,
    cell_timeout: int = CELL_TIMEOUT,
) -> Any:
    """Run a notebook for a cohort.

    Parameters
    ----------
    notebook
        As `prepare` gives it; it isn't to be used again.
    parameters
        Those that it declares.
    name
        The source's name, for messages.
    cwd
        Where its code runs.
    cell_timeout
        The most seconds that a cell may take.

    Returns
    -------
    notebook
        Executed.

    Raises
    ------
    CellFailed
        Naming the cell as its author counts it, when it raised or took too long.
    ForeignToolError
        If papermill itself fails.
    """
    os.environ["DOORKNOB_PRINT"] = "1"
    os.environ["DOORKNOB_COURSE"] = str(cwd)
    choose()
    logging.getLogger("papermill").setLevel(logging.ERROR)
    log = _log(os.getpid())
    try:
        with _private_sockets() as config, _quiet(log):
            return mill(
                notebook,
                parameters,
                engine=engine(),
                cwd=str(cwd),
                execution_timeout=cell_timeout,
                config=config,
            )
    except CellRaised as bad:
        raise _failed(bad, name) from None
    except CellTimeoutError as bad:
        raise _too_long(bad, name, cell_timeout) from None
    except Exception as bad:  # papermill lets the errors of its many parts through
        doing = f"running {name}"
        log.seek(0)
        told = log.read().decode("utf-8", "replace")
        said = f"{type(bad).__name__}: {bad}\n{told[-2000:]}"
        raise ForeignToolError(VERSION, said, doing=doing) from bad


@contextmanager
def _quiet(log: IO[bytes]) -> Iterator[None]:
    """Let the kernel's own chatter go to a file; it writes to the stream itself, past Python."""
    log.seek(0)  # else what is written next would stand behind as many zeros
    log.truncate(0)
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        os.dup2(log.fileno(), 2)
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)


@lru_cache(1)
def _log(_pid: int) -> IO[bytes]:
    """Give this process's file: one for all documents, so that their shells are started alike."""
    return tempfile.TemporaryFile("a+b", buffering=0)


@contextmanager
def _private_sockets() -> Iterator[Config]:
    """Let the kernel talk over sockets that only this user can reach, where there are such."""
    if os.name == "nt":
        yield Config()
        return
    # A socket's path must be short; the build's own folder may lie deep.
    with tempfile.TemporaryDirectory(prefix="doorknob-") as folder:
        yield Config({"KernelManager": {"transport": "ipc", "ip": f"{folder}/k"}})


def _failed(bad: CellRaised, name: str) -> CellFailed:
    number = bad.cell.metadata.get("doorknob", {}).get("cell")
    return CellFailed(name, number, ANSI.sub("", str(bad)), ANSI.sub("", "\n".join(bad.traceback)))


def _too_long(bad: CellTimeoutError, name: str, seconds: int) -> CellFailed:
    # The error names no cell, and nothing is saved; but nbclient held the cell where it raised.
    numbers = (
        cell.get("metadata", {}).get("doorknob", {}).get("cell")
        for frame, _ in traceback.walk_tb(bad.__traceback__)
        if isinstance(cell := frame.f_locals.get("cell"), dict)
    )
    number = next((found for found in numbers if found is not None), None)
    error = f"it took longer than {seconds} s, the most that a cell may (--cell-timeout)"
    return CellFailed(name, number, error, "")
