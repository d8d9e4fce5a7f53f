"""A notebook taken apart: its pieces in order, and what its metadata ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from doorknob.publish.typst.outputs import output_pieces
from doorknob.publish.typst.pieces import Code, Markdown, Piece


def pieces_of(notebook: Any, *, most_lines: int, code: bool = True) -> Iterator[Piece]:
    """Give a notebook's pieces in order.

    Parameters
    ----------
    notebook
        A notebook of format 4. A cell's metadata may hold ``doorknob_cell``, its number in the
        notebook before other cells were removed.
    most_lines
        How many lines of one printed output to keep.
    code
        Whether to show cells' code.
    """
    language = _language(notebook.metadata)
    for place, cell in enumerate(notebook.cells, start=1):
        number = cell.metadata.get("doorknob_cell", place)
        if cell.cell_type == "markdown":
            yield Markdown(
                cell=number, text=_joined(cell.source), attachments=cell.get("attachments", {})
            )
        elif cell.cell_type == "code":
            if code:
                yield from _source(cell, number, language)
            if not cell.metadata.get("jupyter", {}).get("outputs_hidden", False):
                yield from output_pieces(cell, number, most_lines=most_lines)


def _source(cell: Any, number: int, language: str) -> Iterator[Piece]:
    source = _joined(cell.source).strip("\n")
    if source.strip() and not _hides_source(cell.metadata):
        yield Code(cell=number, text=source, language=language)


def _hides_source(metadata: Mapping[str, Any]) -> bool:
    # nbconvert's preprocessors say so by `transient`; JupyterLab by `jupyter`.
    marks = (metadata.get("transient", {}).get("remove_source"), metadata.get("hide_input"))
    return any(marks) or bool(metadata.get("jupyter", {}).get("source_hidden"))


def _language(metadata: Mapping[str, Any]) -> str:
    info, kernel = metadata.get("language_info", {}), metadata.get("kernelspec", {})
    return str(info.get("name") or kernel.get("language") or "python")


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)
