"""The same notebook gives the same bytes: whoever renders it, wherever, whenever."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
TOOLKIT = Path(__file__).parents[2] / "toolkit"
# Its own clock, a chart drawn anew, and every format of the same notebook.
SCRIPT = """
import hashlib, json, sys, time
from pathlib import Path
shift = float(sys.argv[2])
real = time.time
time.time = lambda: real() + shift
import nbformat
from nbformat.v4 import new_code_cell, new_output
from doorknob.charts.cohort import scores
from doorknob.charts.style import png, svg
from doorknob.publish.html.exporter import page_of
from doorknob.publish.render import read
from doorknob.publish.typst.page import PageSetup
folder = Path(sys.argv[1])
notebook = nbformat.read(folder / "torture.ipynb", as_version=4)
drawing = svg(scores({"One": [0.1, 0.5, 0.5]}).figure)
data = {"image/svg+xml": drawing, "text/plain": "x"}
notebook.cells.append(new_code_cell("c", outputs=[new_output("display_data", data=data)]))
page = PageSetup.from_data({"lang": "en-GB", "date": "2026-03-09", "course": "C", "authors": "A"})
made = read(notebook, page, folder / "torture.ipynb")
again = read(notebook, page, folder / "torture.ipynb")
found = {"pdf": made.pdf(), "html": page_of(made).encode(), "svg": drawing.encode(),
         "pdf again": again.pdf(), "html again": page_of(again).encode()}
print(json.dumps({
    "digests": {kind: hashlib.sha256(data).hexdigest() for kind, data in found.items()},
    "named": [kind for kind, data in found.items() if str(folder).encode() in data],
}))
"""


def rendered(folder: Path, *, seed: str, zone: str, locale: str, shift: int) -> Any:
    shutil.copytree(NOTEBOOKS, folder)
    settings = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(TOOLKIT)}
    command = [sys.executable, "-c", SCRIPT, str(folder), str(shift)]
    done = subprocess.run(
        command, env=os.environ | settings, cwd=folder.parent, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """Render the same notebook in two processes that have nothing in common."""
    home = tmp_path_factory.mktemp("here")
    one = rendered(home / "a", seed="1", zone="America/Denver", locale="C", shift=0)
    far = home / "far" / "from it"
    far.parent.mkdir()
    other = rendered(far, seed="77", zone="Asia/Tokyo", locale="C.UTF-8", shift=86_400 * 400)
    return one, other


@pytest.mark.thorough
def test_two_processes_write_the_same_bytes(both: tuple[Any, Any]) -> None:
    """Neither hash seed, time zone, locale, day nor folder shows in PDF, HTML or charts."""
    one, other = both
    assert one["digests"] == other["digests"]


@pytest.mark.thorough
def test_a_process_writes_the_same_bytes_twice(both: tuple[Any, Any]) -> None:
    """What was rendered before leaves no trace."""
    digests = both[0]["digests"]
    assert digests["pdf"] == digests["pdf again"]
    assert digests["html"] == digests["html again"]


@pytest.mark.thorough
def test_no_document_names_the_folder_that_it_was_made_in(both: tuple[Any, Any]) -> None:
    assert [one["named"] for one in both] == [[], []]
