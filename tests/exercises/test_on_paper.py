"""What an exercise's notebook says to whoever sits at a screen is not printed."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "exercises").glob("*.ipynb"))
SCREEN = re.compile(r'<span class="dk-screen">.*?</span>', re.DOTALL)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_paper_sends_anybody_to_a_menu(path: Path) -> None:
    """A word about Run All Cells is marked as being for the screen alone."""
    cells = nbformat.read(path, as_version=4).cells
    told = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert "Run All Cells" in told
    assert "Run All Cells" not in SCREEN.sub("", told)
