"""A notebook as one web page that needs nothing else: no network, no script, no other file.

The trees that the PDF is set from are written as HTML, so that paper and page say the same.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from jinja2 import Environment, Template, select_autoescape
from markupsafe import Markup

from doorknob.publish.html.tree import Weaver
from doorknob.publish.typst import ansi, pandoc, structure
from doorknob.publish.typst.document import Draft
from doorknob.publish.typst.exporter import TypstExporter
from doorknob.publish.typst.page import PageSetup
from doorknob.publish.typst.pandoc import Node
from doorknob.publish.typst.pieces import Code, Html, Markdown, Picture, Piece, Printed
from doorknob.publish.typst.settings import shown_date
from doorknob.publish.typst.words import words

_IMAGE = re.compile(r'src="dk-image-([0-9]+)"')
_KINDS = ((b"\x89PNG", "png"), (b"\xff\xd8", "jpeg"), (b"GIF8", "gif"), (b"RIFF", "webp"))
_HEAD = re.compile(r"<thead>.*?</thead>", re.DOTALL)
_HEADING_CELL = re.compile(r"<th(?=[ >])")
_EMPTY_CELL = re.compile(r"<th( [^>]*)?></th>")


def to_html(notebook: Any, page: PageSetup) -> str:
    """Render an executed notebook.

    Code is never shown. A widget is shown by the static form in its own output.

    Parameters
    ----------
    notebook
        Executed; it is not changed.
    page
        Title, brand and language.

    Raises
    ------
    ForeignToolError
        If pandoc fails.
    """
    exporter = HTMLExporter(exclude_input=True, page=page.as_data())
    return str(exporter.from_notebook_node(notebook)[0])


class HTMLExporter(TypstExporter):
    """Writes a notebook as one accessible web page that needs nothing else."""

    export_from_notebook = "HTML, accessible (Doorknob)"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def _finished(self, made: Draft, _: Any) -> str | bytes:
        return page_of(made)


def page_of(document: Draft) -> str:
    """Write a document that has been read as a web page.

    Raises
    ------
    ForeignToolError
        If pandoc fails.
    """
    page = document.page
    weaver = Weaver(
        formulas=document.prose.formulas,
        destinations=structure.destinations([tree for _, tree in document.sections]),
        store=document.images(),
        words=words(page.lang),
        heading=page.title,
    )
    blocks = [node for piece, tree in document.sections for node in _woven(weaver, piece, tree)]
    body = _with_scopes(pandoc.to_html(blocks))
    body = _IMAGE.sub(lambda found: f'src="{_uri(weaver.images[int(found[1])])}"', body)
    logo = page.logo.read_bytes() if page.logo else b""
    people = f"{page.byline} {', '.join(page.authors)}".strip()
    return _template().render(
        page=page,
        css=Markup(_style()),  # noqa: S704  our own file
        body=Markup(body),  # noqa: S704  pandoc's HTML of a tree that `Weaver` has tamed
        logo=_uri(logo) if logo else "",
        byline=" · ".join(filter(None, [people, shown_date(page)])),
    )


def _woven(weaver: Weaver, piece: Piece, tree: list[Node]) -> list[Node]:
    weaver.attachments = piece.attachments if isinstance(piece, Markdown) else {}
    match piece:
        case Markdown() | Html():
            return weaver.blocks(tree)
        case Code():
            return [{"t": "CodeBlock", "c": [["", [], []], piece.text]}]
        case Picture():
            return weaver.picture(
                piece.data, alt=piece.alt, caption=piece.caption, width=piece.width
            )
        case Printed():
            return [{"t": "RawBlock", "c": ["html", _printed(piece, weaver.words["error"])]}]
    raise TypeError(piece)


def _printed(piece: Printed, error: str) -> str:
    head = f'<p class="dk-title">{escape(error)}</p>' if piece.kind == "error" else ""
    runs = "".join(map(_run, ansi.runs(piece.text)))
    return f'<div class="dk-printed" data-kind="{piece.kind}">{head}<pre>{runs}</pre></div>'


def _run(run: ansi.Run) -> str:
    style = run.style
    parts = [f"color:{style.colour}"] if style.colour else []
    parts += ["font-weight:bold"] if style.bold else []
    parts += ["font-style:italic"] if style.italic else []
    parts += ["text-decoration:underline"] if style.underline else []
    text = escape(run.text, quote=False)
    return f'<span style="{";".join(parts)}">{text}</span>' if parts else text


def _with_scopes(body: str) -> str:
    """Say of each heading cell what it heads; an empty corner heads nothing."""

    def columns(head: re.Match[str]) -> str:
        return _HEADING_CELL.sub('<th scope="col"', head[0])

    body = _EMPTY_CELL.sub("<td></td>", body)
    return re.sub(r"<th(?= style|>)", '<th scope="row"', _HEAD.sub(columns, body))


def _uri(data: bytes) -> str:
    kind = next((kind for start, kind in _KINDS if data.startswith(start)), "svg+xml")
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


@cache
def _template() -> Template:
    environment = Environment(autoescape=select_autoescape(default=True))
    return environment.from_string(_file("page.html.j2"))


@cache
def _style() -> str:
    return _file("page.css")


def _file(name: str) -> str:
    return files("doorknob.publish.html").joinpath(name).read_text(encoding="utf-8")
