"""A document's pieces as Typst, and the whole source that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from doorknob.publish.typst import ansi
from doorknob.publish.typst.page import Layout
from doorknob.publish.typst.pandoc import Node
from doorknob.publish.typst.pieces import Code, Html, Markdown, Picture, Piece, Printed
from doorknob.publish.typst.text import breakable, literal
from doorknob.publish.typst.writer import Writer

_SHOWN_AS: Mapping[Layout, str] = {
    "document": "doorknob",
    "card": "dk-card",
    "poster": "dk-poster",
}


def main_source(parts: Sequence[str], layout: Layout, beside: str) -> str:
    """Join what the cells say to a whole source; on sheets each cell is a card of its own.

    Parameters
    ----------
    parts
        Each piece, written.
    layout
        The page's.
    beside
        The folder of the templates, seen from the source.
    """
    imported = f"#import {literal(beside + 'papers.typ')}: *"
    if layout == "cards":
        each = ",\n\n".join(f"[\n{part}\n]" for part in parts)
        return f"{imported}\n\n#dk-sheets(\n{each}\n)\n"
    return "\n\n".join([imported, f"#show: {_SHOWN_AS[layout]}", *parts]) + "\n"


def written(writer: Writer, piece: Piece, tree: list[Node], *, sticky: bool) -> str:
    """Write a piece; where the scene is careful, so plainly that nothing in it can fail."""
    match piece:
        case Markdown() | Html():
            return writer.lines(tree) if writer.scene.careful else writer.blocks(tree)
        case Code() | Printed() if writer.scene.careful:
            return "#linebreak();".join(map(writer.text, piece.text.split("\n")))
        case Code():
            return writer.code_block(piece.text, piece.language, sticky=sticky)
        case Printed():
            return _printed(writer, piece)
        case Picture():
            return writer.picture(
                piece.data, alt=piece.alt, caption=piece.caption, width=piece.width
            )
    raise TypeError(piece)


def _printed(writer: Writer, piece: Printed) -> str:
    runs = []
    for run in ansi.runs(piece.text):
        style = run.style
        options = [f"fill: rgb({literal(style.colour)})"] if style.colour else []
        options += ['weight: "bold"'] if style.bold else []
        options += ['style: "italic"'] if style.italic else []
        shown = literal(breakable(writer.readable(run.text), longest=80))
        written = f"#dk-run({', '.join([shown, *options])});"
        runs.append(f"#underline[{written}];" if style.underline else written)
    return f'#dk-output("{piece.kind}")[{"".join(runs)}]'
