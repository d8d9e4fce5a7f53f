"""Trees made shallow: no page shows thirty boxes in one another, and Typst refuses to set them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from doorknob.publish.typst.pandoc import Node
from doorknob.publish.typst.structure import classes, plain

_MOST_BLOCKS = 8
_MOST_INLINES = 12
# Where a node keeps what it holds: its contents, or one place in them.
_INNER: dict[str, int | None] = {"BlockQuote": None, "Div": 1, "Figure": 2}
_LISTS: dict[str, int | None] = {"BulletList": None, "OrderedList": 1}
_INLINES = {"Link": 1, "Span": 1, "Quoted": 1, "Cite": 1}
_LINES: dict[str, int | None] = {"Para": None, "Plain": None, "Header": 2}
_WRAPPERS = {
    "Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps",
}  # fmt: skip


def shallow(blocks: Sequence[Node], boxes: Collection[str], depth: int = 0) -> list[Node]:
    """Give blocks with what lies too deep as plain text, and without Divs that mean nothing.

    Parameters
    ----------
    boxes
        The classes of Divs that mean something.
    depth
        How deep `blocks` lie.
    """
    kept: list[Node] = []
    for block in blocks:
        if block["t"] == "Div" and not _means_something(block, boxes):
            kept += shallow(block["c"][1], boxes, depth)
        else:
            kept.append(_shallow_block(block, boxes, depth))
    return kept


def _means_something(div: Node, boxes: Collection[str]) -> bool:
    # A title, summary or marker is known to the box around it, by a class that is no box's.
    return bool(div["c"][0][0]) or any(
        name in boxes or "title" in name or name.startswith("dk-") for name in classes(div)
    )


def _shallow_block(block: Node, boxes: Collection[str], depth: int) -> Node:
    kind: str = block["t"]
    contents: Any = block.get("c")
    if kind in _LINES:
        place = _LINES[kind]
        lines = contents if place is None else contents[place]
        return {**block, "c": _replaced(contents, place, _shallow_line(lines, boxes, 0))}
    is_container = kind in _INNER or kind in _LISTS or kind in {"Table", "DefinitionList"}
    if is_container and depth >= _MOST_BLOCKS:
        return {"t": "Para", "c": [{"t": "Str", "c": plain(block)}]}
    if kind in _INNER:
        place = _INNER[kind]
        inner = contents if place is None else contents[place]
        return {**block, "c": _replaced(contents, place, shallow(inner, boxes, depth + 1))}
    if kind in _LISTS:
        place = _LISTS[kind]
        items = contents if place is None else contents[place]
        items = [shallow(item, boxes, depth + 1) for item in items]
        return {**block, "c": _replaced(contents, place, items)}
    if kind == "DefinitionList":
        pairs = [
            [_shallow_line(term, boxes, 0), [shallow(part, boxes, depth + 1) for part in meaning]]
            for term, meaning in contents
        ]
        return {**block, "c": pairs}
    return _shallow_table(block, boxes, depth) if kind == "Table" else block


def _replaced(contents: Any, place: int | None, new: Any) -> Any:
    if place is None:
        return new
    return [*contents[:place], new, *contents[place + 1 :]]


def _shallow_table(table: Node, boxes: Collection[str], depth: int) -> Node:
    def rows(given: Sequence[Any]) -> list[Any]:
        # A table within a table weighs double.
        return [
            [attrs, [[*cell[:4], shallow(cell[4], boxes, depth + 2)] for cell in cells]]
            for attrs, cells in given
        ]

    attrs, caption, columns, head, bodies, foot = table["c"]
    parts = [[body[0], body[1], rows(body[2]), rows(body[3])] for body in bodies]
    head, foot = [head[0], rows(head[1])], [foot[0], rows(foot[1])]
    return {**table, "c": [attrs, caption, columns, head, parts, foot]}


def _shallow_line(inlines: Sequence[Node], boxes: Collection[str], depth: int) -> list[Node]:
    return [_shallow_inline(inline, boxes, depth) for inline in inlines]


def _shallow_inline(inline: Node, boxes: Collection[str], depth: int) -> Node:
    kind = inline["t"]
    if kind == "Note":
        return {**inline, "c": shallow(inline["c"], boxes, _MOST_BLOCKS // 2)}
    if kind not in _INLINES and kind not in _WRAPPERS:
        return inline
    if depth >= _MOST_INLINES:
        return {"t": "Str", "c": plain(inline)}
    place = _INLINES.get(kind)
    inner = inline["c"] if place is None else inline["c"][place]
    new = _replaced(inline["c"], place, _shallow_line(inner, boxes, depth + 1))
    return {**inline, "c": new}
