"""An executed notebook rendered for its readers: HTML and PDF."""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

from doorknob.errors import shown_path
from doorknob.publish.html.exporter import page_of
from doorknob.publish.plan import Document
from doorknob.publish.typst.document import Draft
from doorknob.publish.typst.exporter import TypstExporter
from doorknob.publish.typst.page import PageSetup


def render(notebook: Any, document: Document, stage: Path) -> tuple[str, ...]:
    """Write a document's files below `stage`.

    Returns
    -------
    files
        Their paths below `stage`.

    Raises
    ------
    ForeignToolError
        If pandoc or Typst fails.
    InvalidNotebook
        If the page can't be set up so.
    """
    page = PageSetup.from_data(document.page, notebook=shown_path(document.notebook))
    made = read(notebook, page, document.notebook)
    pdf, html = made.pdf(), page_of(made)
    target = stage / document.target
    target.parent.mkdir(parents=True, exist_ok=True)
    written = []
    for ending, data in ((".pdf", pdf), (".html", html.encode("utf-8"))):
        path = target.with_name(target.name + ending)
        path.write_bytes(data)
        written.append(path.relative_to(stage).as_posix())
    return tuple(written)


def to_pdf(notebook: Any, page: PageSetup, source: Path) -> bytes:
    """Set an executed notebook as PDF/UA-1, without its code."""
    return read(notebook, page, source).pdf()


def read(notebook: Any, page: PageSetup, source: Path) -> Draft:
    """Read an executed notebook once for all its formats, without its code.

    Parameters
    ----------
    notebook
        It is not changed.
    page
        How its pages look.
    source
        Its file: images are read from that folder and below only.
    """
    exporter = _exporter(threading.get_ident())
    exporter.page = page.as_data()
    resources = {"metadata": {"name": source.stem, "path": str(source.parent)}}
    return exporter.read_notebook(notebook, resources)[0]


@lru_cache(8)
def _exporter(_thread: int) -> TypstExporter:
    """Give a thread's one for all its documents: to set one up takes as long as to use it."""
    return TypstExporter(exclude_input=True)
