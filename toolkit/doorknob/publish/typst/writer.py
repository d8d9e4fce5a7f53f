"""Pandoc's tree written as Typst: blocks here and in `tables` and `elements`, text in `inlines`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any

from doorknob.publish.typst import elements, tables
from doorknob.publish.typst.inlines import InlineWriter
from doorknob.publish.typst.pandoc import Node
from doorknob.publish.typst.structure import LEVEL, attributes, classes, plain, walk
from doorknob.publish.typst.text import breakable, literal

_NUMBERINGS = {
    "LowerAlpha": "a.",
    "UpperAlpha": "A.",
    "LowerRoman": "i.",
    "UpperRoman": "I.",
}
_TASKS = {"☐": "false", "☒": "true"}
_GAPS = {"Space", "SoftBreak", "LineBreak"}


class Writer(InlineWriter):
    """Writes trees as Typst markup; `scene` says where in the document it stands."""

    def blocks(self, nodes: Sequence[Node]) -> str:
        """Write blocks, one below the other."""
        written: list[str] = []
        boxes_follow = False
        for node, after in zip_longest(nodes, nodes[1:]):
            if elements.is_choices_marker(node):
                boxes_follow = True
                continue
            if after is not None and node["t"] == "Para" and _is_room(after):
                written.append(f"#dk-leading[{self._para(node)}]")
                continue
            if boxes_follow and node["t"] == "BulletList":
                written.append(self.choices(node["c"]))
            else:
                written.append(self.block(node))
            boxes_follow = False
        return elements.BETWEEN.join(filter(None, written))

    def block(self, node: Node) -> str:
        """Write one block; a kind that this does not know writes nothing."""
        write: Callable[[Any], str] | None = getattr(self, f"_{node['t'].lower()}", None)
        if write is None:
            return ""
        return write(node)

    def lines(self, nodes: Sequence[Node]) -> str:
        """Write blocks as nothing but lines of text and headings, which cannot fail."""
        written: list[str] = []
        for node in walk(list(nodes)):
            if node["t"] in {"Para", "Plain"}:
                written.append(self.text(plain(node)))
            elif node["t"] == "CodeBlock":
                written += map(self.text, node["c"][1].split("\n"))
            elif node["t"] == "Header":
                written.append(self._header(node))
        return "\n\n".join(filter(None, written))

    def content(self, nodes: Sequence[Node]) -> str:
        """Write blocks as one argument in brackets; a lone paragraph without its blank lines."""
        return f"[{self.blocks(nodes)}]"

    def choices(self, items: Sequence[Sequence[Node]]) -> str:
        """Write a list whose items have empty boxes to tick."""
        return "#dk-choices(" + ", ".join(self.content(item) for item in items) + ")"

    def _plain(self, node: Node) -> str:
        return self._para(node)

    def _para(self, node: Node) -> str:
        """Write a paragraph, or several: an image too tall for a line stands between them."""
        inlines = node["c"]
        alone = all(inline["t"] in _GAPS or _bare_image(inline) for inline in inlines)
        parts: list[str] = []
        line: list[Node] = []
        for inline in inlines:
            image = _bare_image(inline)
            if image is not None and (alone or self.is_tall(image)):
                parts += [self.inlines(line).strip(), self.figure(image)]
                line = []
            else:
                line.append(inline)
        last = self.inlines(line).strip()
        parts.append(f"#dk-leading[{last}]" if last and _leads(inlines) else last)
        return "\n\n".join(filter(None, parts))

    def _header(self, node: Node) -> str:
        _, (identifier, _, _), inlines = node["c"]
        body = self.inlines(inlines)
        if not plain(inlines):
            return body
        if LEVEL not in node:
            return f"{self.anchor(identifier)}#dk-small-heading[{body}]"
        self.scene.heading = plain(inlines)
        label = self.label(identifier)
        return f"#heading(level: {node[LEVEL]})[{body}]{f' <{label}>' if label else ''}"

    def _blockquote(self, node: Node) -> str:
        return f"#quote(block: true){self.content(node['c'])}"

    def _bulletlist(self, node: Node) -> str:
        items = node["c"]
        if any(_task(item) for item in items):
            return "#dk-tasks(" + ", ".join(map(self._task_item, items)) + ")"
        return "#list(" + ", ".join(self.content(item) for item in items) + ")"

    def _task_item(self, item: Sequence[Node]) -> str:
        mark = _task(item)
        if not mark:
            return f"(none, {self.content(item)})"
        first = {**item[0], "c": item[0]["c"][1:]}
        return f"({_TASKS[mark]}, {self.content([first, *item[1:]])})"

    def _orderedlist(self, node: Node) -> str:
        (start, style, _), items = node["c"]
        numbering = _NUMBERINGS.get(style["t"], "1.")
        body = ", ".join(self.content(item) for item in items)
        return f'#enum(start: {int(start)}, numbering: "{numbering}", {body})'

    def _definitionlist(self, node: Node) -> str:
        items = []
        for term, definitions in node["c"]:
            meaning = [block for definition in definitions for block in definition]
            shown = f"[{self.inlines(term)}]"
            shown = f"dk-beside({shown})" if self.scene.beside else shown
            items.append(f"terms.item({shown}, {self.content(meaning)})")
        return f"#terms({', '.join(items)})"

    def _lineblock(self, node: Node) -> str:
        return "#linebreak();".join(self.inlines(line) for line in node["c"])

    def _codeblock(self, node: Node) -> str:
        language = (*classes(node), attributes(node).get("language", ""))[0]
        return self.code_block(node["c"][1], language)

    def code_block(self, text: str, language: str, *, sticky: bool = False) -> str:
        """Write code, highlighted where Typst knows its language; sticky, with what follows."""
        shown = breakable(self.readable(text.expandtabs(4)), longest=80)
        option = ", sticky: true" if sticky else ""
        return f"#dk-code({literal(shown)}, lang: {literal(language)}{option})"

    def _horizontalrule(self, _: Node) -> str:
        return "#dk-rule()"

    def _table(self, node: Node) -> str:
        return self.anchor(node["c"][0][0]) + tables.table(self, node)

    def _figure(self, node: Node) -> str:
        attrs, caption, body = node["c"]
        inside = [image for image in _only_images(body) if image]
        shown = self.inlines(_caption_inlines(caption))
        if len(inside) == 1:
            return self.anchor(attrs[0]) + self.figure(
                inside[0], caption=shown, said=plain(caption)
            )
        return f"{self.anchor(attrs[0])}{self.blocks(body)}\n\n{shown}"

    def _div(self, node: Node) -> str:
        anchor = self.anchor(node["c"][0][0])
        return anchor + elements.div(self, node)


def _is_room(node: Node) -> bool:
    """Say whether a node is room to write in: the question before it stays with it."""
    return node["t"] == "Div" and "dk-answer-lines" in classes(node)


def _leads(inlines: Sequence[Node]) -> bool:
    """Say whether a paragraph leads to what follows: it ends in a colon, or is a bold line."""
    if not inlines:
        return False
    bold = len(inlines) == 1 and inlines[0]["t"] == "Strong"
    return bold or plain(inlines[-1]).endswith(":")


def _task(item: Sequence[Node]) -> str:
    """Give the box that an item begins with, if it does."""
    if not item or item[0]["t"] not in {"Plain", "Para"} or not item[0]["c"]:
        return ""
    first = item[0]["c"][0]
    return first["c"] if first["t"] == "Str" and first["c"] in _TASKS else ""


def _bare_image(inline: Node) -> Node | None:
    """Give the image that an inline is, if only wrapped in a link or a span."""
    if inline["t"] == "Image":
        return inline
    if inline["t"] in {"Link", "Span"} and len(inline["c"][1]) == 1:
        return _bare_image(inline["c"][1][0])
    return None


def _only_images(blocks: Sequence[Node]) -> list[Node | None]:
    paragraphs = [block["c"] for block in blocks if block["t"] in {"Plain", "Para"}]
    if len(paragraphs) != len(blocks):
        return []
    inlines = [inline for paragraph in paragraphs for inline in paragraph]
    return [_bare_image(inline) for inline in inlines if inline["t"] not in _GAPS]


def _caption_inlines(caption: Sequence[Any]) -> list[Node]:
    """Give a caption's paragraphs as one line."""
    line: list[Node] = []
    for block in caption[1]:
        if block["t"] in {"Plain", "Para"}:
            line += [{"t": "Space"}, *block["c"]] if line else block["c"]
    return line
