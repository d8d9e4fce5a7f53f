"""Tables written as Typst: repeated headers, figures aligned right, wide ones set smaller."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from doorknob.publish.typst.pandoc import Node
from doorknob.publish.typst.structure import plain

if TYPE_CHECKING:
    from doorknob.publish.typst.writer import Writer

_ALIGNMENTS = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}
_NUMBER = re.compile(r"[-+−–(]?[$€£¥]?\s?\d[\d.,’'\s]*(?:e[+-]?\d+)?\s?[%°kKMx)€£]?")
_NO_NUMBER = {"", "-", "–", "—", "nan", "none", "nat", "<na>", "n/a", "…", "..."}
# More columns than this are set smaller, and their words may break earlier.
_WIDE = 6

# What is shorter stays on one page; letters in one narrow column still take less than a page.
_MOST_KEPT_ROWS, _MOST_KEPT = 14, 1000

# Rows of a few columns with no more letters in a cell than this never fill a page.
_FEW, _MOST_WHOLE = 6, 500

Row = Sequence[Any]
"""A row as pandoc has it: attributes, and cells of attributes, alignment, spans, blocks."""


def table(writer: Writer, node: Node) -> str:
    """Write a table."""
    _, caption, columns, (_, head), bodies, (_, foot) = node["c"]
    body = [row for part in bodies for row in (*part[2], *part[3])]
    rows = [*head, *body, *foot]
    if not any(row[1] for row in rows):
        return ""
    head = [row for row in head if row[1]]
    if not any(plain(cell[4]) for row in head for cell in row[1]):
        head = []
    longest, writer.scene.longest = writer.scene.longest, 14 if len(columns) > _WIDE else 28
    headings = bodies[0][1] if bodies else 0
    parts = [
        f"columns: {len(columns)}",
        f"align: ({', '.join(alignments(columns, body))},)",
    ]
    if len(rows) <= _MOST_KEPT_ROWS and len(plain([row[1] for row in rows])) <= _MOST_KEPT:
        parts.append("keep: true")
    if len(columns) <= _FEW and all(map(_is_short, rows)):
        parts.append("whole: true")
    if text := plain(caption[1]):
        parts.append(f"caption: [{writer.text(text)}]")
    if head:
        parts.append(f"table.header({', '.join(_cells(writer, head, len(columns)))})")
    parts += _cells(writer, body, headings)
    parts += [f"table.footer({', '.join(_cells(writer, foot, headings))})"] if foot else []
    writer.scene.longest = longest
    return f"#dk-table({', '.join(parts)})"


def _is_short(row: Row) -> bool:
    """Say whether a row fits on one page by any means, and may be kept from being parted."""
    return all(down == 1 and len(plain(blocks)) <= _MOST_WHOLE for _, _, down, _, blocks in row[1])


def _cells(writer: Writer, rows: Sequence[Row], headings: int) -> Iterator[str]:
    for _, cells in rows:
        at = 0
        for _, alignment, down, across, blocks in cells:
            content = writer.content(blocks)
            if at < headings and content != "[]":
                content = f"[#strong{content}]"
            yield _cell(content, alignment["t"], down, across)
            at += across


def _cell(content: str, alignment: str, down: int, across: int) -> str:
    options = [f"rowspan: {down}"] if down > 1 else []
    options += [f"colspan: {across}"] if across > 1 else []
    if alignment in _ALIGNMENTS:
        options.append(f"align: {_ALIGNMENTS[alignment]}")
    return f"table.cell({', '.join(options)}){content}" if options else content


def alignments(columns: Sequence[Any], rows: Sequence[Row]) -> Iterator[str]:
    """Align each column as its author did, else figures to the right and words to the left."""
    for number, (alignment, _) in enumerate(columns):
        if alignment["t"] in _ALIGNMENTS:
            yield _ALIGNMENTS[alignment["t"]]
            continue
        texts = [plain(row[1][number][4]) for row in rows if len(row[1]) == len(columns)]
        texts = [text for text in texts if text.casefold() not in _NO_NUMBER]
        yield "right" if texts and all(map(_NUMBER.fullmatch, texts)) else "left"
