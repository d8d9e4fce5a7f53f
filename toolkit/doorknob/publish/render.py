"""An executed notebook rendered for its readers: HTML and PDF."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from doorknob.errors import shown_path
from doorknob.publish.html.exporter import to_html
from doorknob.publish.plan import Document
from doorknob.publish.typst.exporter import PDFExporter
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
    pdf = to_pdf(notebook, page, document.notebook)
    html = to_html(copy.deepcopy(notebook), page)
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
    exporter = PDFExporter(exclude_input=True, page=page.as_data())
    resources = {"metadata": {"name": source.stem, "path": str(source.parent)}}
    body, _ = exporter.from_notebook_node(notebook, resources)
    return body if isinstance(body, bytes) else body.encode()
