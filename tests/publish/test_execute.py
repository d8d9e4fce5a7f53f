"""A build's notebook gives the same in a shell and in a kernel, and fails in the same words."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
import pytest

from doorknob.errors import ForeignToolError
from doorknob.publish.execute import CellFailed, _log, _quiet, execute
from doorknob.publish.warmth import ENGINE

WAYS = ("doorknob", "nbclient")


def run(way: str, folder: Path, monkeypatch: pytest.MonkeyPatch, *sources: str) -> Any:
    monkeypatch.setenv(ENGINE, way)
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made = nbformat.v4.new_notebook(metadata={"kernelspec": spec})
    made.cells = [
        nbformat.v4.new_code_cell(source, id=f"c{n}", metadata={"doorknob": {"cell": n + 7}})
        for n, source in enumerate(sources)
    ]
    made.cells[0].metadata.tags = ["parameters"]
    return execute(made, {"price": 5}, name="a lesson", cwd=folder)


def test_a_shell_and_a_kernel_give_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = ("price = 1", "import os\nprint(os.getcwd(), os.environ['DOORKNOB_PRINT'])", "price")
    outputs = [
        [cell.outputs for cell in run(way, tmp_path, monkeypatch, *sources).cells] for way in WAYS
    ]
    assert outputs[0] == outputs[1]
    assert outputs[0][-1][0].data["text/plain"] == "5"


def test_a_shell_and_a_kernel_fail_in_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for way in WAYS:
        with pytest.raises(CellFailed) as bad:
            run(way, tmp_path, monkeypatch, "price = 1", "1 / 0")
        found.append((str(bad.value), bad.value.cell, bad.value.traceback))
    assert found[0] == found[1]
    assert found[0][:2] == ("a lesson: cell 8 failed: ZeroDivisionError: division by zero", 8)


def test_a_notebook_that_ends_its_process_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ForeignToolError, match="exit code 3") as bad:
        run("doorknob", tmp_path, monkeypatch, "price = 1", "import os; os._exit(3)")
    assert "import os; os._exit(3)" in str(bad.value)
    assert "a lesson" in str(bad.value)


def test_what_one_document_grumbled_is_not_in_the_next_ones_log() -> None:
    """Nor is a hole as long as it."""
    log = _log(os.getpid())
    for said in (b"much " * 1000, b"little"):
        with _quiet(log):
            os.write(2, said)
        log.seek(0)
        assert log.read() == said
