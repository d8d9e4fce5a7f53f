"""A notebook as one web page that needs nothing else: nbconvert's body, our head and style."""

from __future__ import annotations

import base64
import mimetypes
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, select_autoescape
from markupsafe import Markup
from nbconvert import HTMLExporter

from doorknob.publish.html.formulas import with_mathml
from doorknob.publish.typst.page import PageSetup

WIDGETS = (
    "application/vnd.jupyter.widget-view+json",
    "application/javascript",
)


def to_html(notebook: Any, page: PageSetup) -> str:
    """Render an executed notebook.

    Code is never shown. A widget is shown by the static form in its own output.

    Parameters
    ----------
    notebook
        Executed; it is changed (formulas, widgets).
    page
        Title, brand and language.
    """
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            for kind in WIDGETS:
                output.get("data", {}).pop(kind, None)
    _drop_title(notebook, page.title)
    with_mathml(notebook)
    exporter = HTMLExporter(
        template_name="basic",
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    )
    body, _ = exporter.from_notebook_node(notebook)
    home = files("doorknob.publish.html")
    environment = Environment(autoescape=select_autoescape(default=True))
    template = environment.from_string(home.joinpath("page.html.j2").read_text(encoding="utf-8"))
    date = "" if page.date is None else page.date.isoformat()
    return template.render(
        page=page,
        css=Markup(home.joinpath("page.css").read_text(encoding="utf-8")),  # noqa: S704  our own file
        body=Markup(body),  # noqa: S704  nbconvert's HTML; learners' words were escaped in it
        logo=_data_uri(page.logo),
        byline=" · ".join(filter(None, [" ".join([page.byline, *page.authors]).strip(), date])),
    )


def _drop_title(notebook: Any, title: str) -> None:
    """Leave out a first heading that only says the title again."""
    first = next((cell for cell in notebook.cells if cell.cell_type == "markdown"), None)
    if first is None:
        return
    head, _, rest = first.source.lstrip().partition("\n")
    if head.startswith("# ") and (not title or head[2:].strip() == title.strip()):
        first.source = rest


def _data_uri(path: Path | None) -> str:
    if path is None:
        return ""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
