"""Quick cards: a lesson's rules on one page, by itself and with others on a sheet to be cut.

A lesson's card is its Markdown cell tagged ``card``. Nothing in it runs, so no kernel is needed.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from doorknob.errors import InvalidNotebook, Problem, shown_path
from doorknob.publish.prepare import CARD, fill_cells, read_notebook, tags_of

FIX = "Keep the whole card in one Markdown cell tagged 'card', and begin it with a heading."


def has_card(path: Path) -> bool:
    """Say whether a lesson has a quick card.

    Raises
    ------
    NotFound, InvalidNotebook
        If the lesson can't be read.
    """
    return any(CARD in tags_of(cell) for cell in read_notebook(path).cells)


def cards(paths: Sequence[Path], values: Mapping[str, str]) -> Any:
    """Give a notebook that holds the quick cards of some lessons, a cell each, and nothing else.

    Parameters
    ----------
    paths
        The lessons, in the order of their cards.
    values
        The cohort's values.

    Raises
    ------
    NotFound, InvalidNotebook
        If a lesson can't be read, has not exactly one card, or its card names a value that there
        isn't.
    """
    found = None
    cells = []
    for place, path in enumerate(paths, start=1):
        notebook = copy.deepcopy(read_notebook(path))
        for number, cell in enumerate(notebook.cells, start=1):
            cell.metadata["doorknob"] = {"cell": number}
        card = _card(notebook.cells, path, values)
        card["id"] = f"card-{place}"
        cells.append(card)
        found = found or notebook
    if found is None:
        raise InvalidNotebook([Problem(path="cards", message="there is no lesson with a card.")])
    found.cells = cells
    # Otherwise the lesson's title would be the card's.
    found.metadata.pop("title", None)
    return found


def _card(cells: Sequence[Any], path: Path, values: Mapping[str, str]) -> Any:
    tagged = [cell for cell in cells if CARD in tags_of(cell)]
    if len(tagged) != 1 or tagged[0].cell_type != "markdown":
        message = f"expected one Markdown cell tagged 'card', found {len(tagged)} cells so tagged."
        raise InvalidNotebook([Problem(path=shown_path(path), message=message, fix=FIX)])
    if not tagged[0].source.lstrip().startswith("#"):
        field = f"cell {tagged[0].metadata['doorknob']['cell']}"
        message = "a quick card begins with its heading."
        raise InvalidNotebook(
            [Problem(path=shown_path(path), field=field, message=message, fix=FIX)]
        )
    # Its heading is the card's title, at whatever level the lesson has it.
    tagged[0].source = "# " + tagged[0].source.lstrip("# \n")
    fill_cells(tagged, values, path)
    return tagged[0]
