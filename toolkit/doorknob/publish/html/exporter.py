"""A notebook as one web page that needs nothing else: no network, no script, no other file.

The trees that the PDF is set from are written as HTML, so that paper and page say the same.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from jinja2 import Environment, Template, select_autoescape
from markupsafe import Markup

from doorknob.colour import darkened
from doorknob.publish.html.inlines import data_uri
from doorknob.publish.html.writer import HtmlWriter, code_block
from doorknob.publish.typst import ansi
from doorknob.publish.typst.document import Draft
from doorknob.publish.typst.exporter import TypstExporter
from doorknob.publish.typst.images import UnusableImage
from doorknob.publish.typst.page import PageSetup
from doorknob.publish.typst.pandoc import Node
from doorknob.publish.typst.pieces import Code, Html, Markdown, Picture, Piece, Printed
from doorknob.publish.typst.settings import shown_date
from doorknob.publish.typst.words import words


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
    writer = HtmlWriter(
        formulas=document.prose.formulas,
        destinations=document.destinations,
        store=document.images(),
        words=words(page.lang),
        heading=page.title,
    )
    written = [_written(writer, piece, tree) for piece, tree in document.sections]
    body = "\n".join(filter(None, [*written, writer.endnotes()]))
    byline = f"{page.byline}: " if page.byline and page.authors else ""
    people = byline + ", ".join(page.authors)
    return _template().render(
        page=page,
        lang="-".join(filter(None, [page.lang, page.region])),
        brand_text=darkened(page.brand_colour),
        css=Markup(_style()),  # noqa: S704  our own file
        body=Markup(body),  # noqa: S704  `HtmlWriter` escapes whatever people wrote
        logo=_logo(document),
        byline=" · ".join(filter(None, [people, shown_date(page)])),
    )


def _logo(document: Draft) -> str:
    """Give the logo; the paper's settings warn of one that can't be used."""
    if document.page.logo is None:
        return ""
    try:
        data = document.page.logo.read_bytes()
        document.images().add(data)
    except (OSError, UnusableImage):
        return ""
    return data_uri(data)


def _written(writer: HtmlWriter, piece: Piece, tree: list[Node]) -> str:
    writer.attachments = piece.attachments if isinstance(piece, Markdown) else {}
    match piece:
        case Markdown() | Html():
            return writer.blocks(tree)
        case Code():
            return code_block(piece.text)
        case Picture():
            return writer.picture(
                piece.data, alt=piece.alt, caption=piece.caption, width=piece.width
            )
        case Printed():
            return _printed(piece, writer.words["error"])
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


@cache
def _template() -> Template:
    environment = Environment(autoescape=select_autoescape(default=True))
    return environment.from_string(_file("page.html.j2"))


@cache
def _style() -> str:
    return _file("page.css")


def _file(name: str) -> str:
    return files("doorknob.publish.html").joinpath(name).read_text(encoding="utf-8")
