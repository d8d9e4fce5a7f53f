"""Tables written as HTML: each heading cell says what it heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from doorknob.publish.typst.pandoc import Node
from doorknob.publish.typst.structure import plain
from doorknob.publish.typst.tables import Row, alignments

if TYPE_CHECKING:
    from doorknob.publish.html.writer import HtmlWriter


def table(writer: HtmlWriter, node: Node) -> str:
    """Write a table, which can be moved by itself where it is too wide."""
    attr, caption, columns, (_, head), bodies, (_, foot) = node["c"]
    body = [row for part in bodies for row in (*part[2], *part[3])]
    if not any(row[1] for row in (*head, *body, *foot)):
        return ""
    sides = list(alignments(columns, body))
    first = bodies[0][1] if bodies else 0
    named = plain(caption[1])
    parts = [f"<caption>{escape(named, quote=False)}</caption>"] if named else []
    if any(plain(cell[4]) for row in head for cell in row[1]):
        parts.append(f"<thead>\n{''.join(_rows(writer, head, sides, len(columns)))}</thead>")
    parts.append(f"<tbody>\n{''.join(_rows(writer, body, sides, first))}</tbody>")
    if foot:
        parts.append(f"<tfoot>\n{''.join(_rows(writer, foot, sides, first))}</tfoot>")
    writer.tables += 1
    label = escape(named or f"{writer.words['table']} {writer.tables}")
    inner = "\n".join(parts)
    return (
        f'<div class="dk-wide" role="region" tabindex="0" aria-label="{label}">\n'
        f"<table{writer.attributes(attr)}>\n{inner}\n</table>\n</div>"
    )


def _rows(
    writer: HtmlWriter, rows: Sequence[Row], sides: Sequence[str], headings: int
) -> Iterator[str]:
    """Write rows; in each, the cells of the first columns are headings."""
    scope = "col" if headings == len(sides) else "row"
    for _, cells in rows:
        at = 0
        written = []
        for _, alignment, down, across, blocks in cells:
            content = writer.blocks(blocks)
            options = f' rowspan="{down}"' if down > 1 else ""
            options += f' colspan="{across}"' if across > 1 else ""
            side = alignment["t"].removeprefix("Align").lower()
            if side == "default":
                side = sides[at] if at < len(sides) and across == 1 else "left"
            if side in {"right", "center"}:
                options += f' class="dk-{side}"'
            # An empty corner heads nothing.
            if at < headings and content:
                written.append(f'<th scope="{scope}"{options}>{content}</th>')
            else:
                written.append(f"<td{options}>{content}</td>")
            at += across
        yield f"<tr>{''.join(written)}</tr>\n"
