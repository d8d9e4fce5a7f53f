"""Pandoc's tree written as HTML: blocks here, text in `inlines`, tables in `tables`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from doorknob.publish.html.inlines import InlineWriter
from doorknob.publish.html.tables import table
from doorknob.publish.typst import elements
from doorknob.publish.typst.images import UnusableImage
from doorknob.publish.typst.pandoc import Node
from doorknob.publish.typst.structure import LEVEL, attributes, classes, plain

_NUMBERS = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
_TASKS = {"☐", "☒"}
_GAPS = {"Space", "SoftBreak", "LineBreak"}
_MOST_LINES = 60


class HtmlWriter(InlineWriter):
    """Writes a document's trees, one after the other; it remembers notes and identifiers."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.tables = 0  # met so far: one without a caption is named by its number
        self._block_writers: Mapping[str, Callable[[Node], str]] = {
            "Para": self._para,
            "Plain": lambda node: self.inlines(node["c"]),
            "Header": self._header,
            "Div": self._div,
            "BlockQuote": lambda node: f"<blockquote>\n{self.blocks(node['c'])}\n</blockquote>",
            "BulletList": self._bulletlist,
            "OrderedList": self._orderedlist,
            "DefinitionList": self._definitionlist,
            "LineBlock": lambda node: f"<p>{'<br>'.join(map(self.inlines, node['c']))}</p>",
            "CodeBlock": lambda node: code_block(node["c"][1]),
            "Table": lambda node: table(self, node),
            "Figure": self._figure,
            "HorizontalRule": lambda _: "<hr>",
        }

    def blocks(self, nodes: Sequence[Node]) -> str:
        """Write blocks, one below the other."""
        written: list[str] = []
        ticked = False
        for node in nodes:
            if elements.is_choices_marker(node):
                ticked = True
                continue
            made = self.block(node)
            if ticked and node["t"] == "BulletList":
                made = f'<div class="dk-choices">\n{made}\n</div>'
            ticked = False
            written.append(made)
        return "\n".join(filter(None, written))

    def block(self, node: Node) -> str:
        """Write one block; raw HTML, and a kind that this does not know, write nothing."""
        write = self._block_writers.get(node["t"])
        return write(node) if write else ""

    def picture(self, data: bytes, *, alt: str, caption: str, width: float | None) -> str:
        """Write an output's image as a figure."""
        alt = self.alt(alt, caption)
        try:
            image = self.image(data, alt, f"{width:g}" if width else "")
        except UnusableImage as error:
            return f"<p>{self.missing(error, alt)}</p>"
        return figure(image, escape(caption.strip(), quote=False))

    def endnotes(self) -> str:
        """Write the notes that were met, for the page's end."""
        if not self.notes:
            return ""
        items = "\n".join(
            f'<li id="dk-note-{number}">{note} '
            f'<a href="#dk-note-from-{number}" role="doc-backlink">↩︎</a></li>'
            for number, note in enumerate(self.notes, start=1)
        )
        head = '<section class="footnotes" role="doc-endnotes">\n<hr>\n<ol>'
        return f"{head}\n{items}\n</ol>\n</section>"

    def _para(self, node: Node) -> str:
        inlines = node["c"]
        images = [inline for inline in inlines if inline["t"] == "Image"]
        alone = len(images) == 1 and all(i["t"] in _GAPS or i is images[0] for i in inlines)
        title = images[0]["c"][2][1] if alone else ""
        shown = self.inlines(inlines).strip()
        if title and shown.startswith("<img"):
            return figure(shown, escape(title, quote=False))
        return f"<p>{shown}</p>" if shown else ""

    def _header(self, node: Node) -> str:
        _, attr, inlines = node["c"]
        shown, text = self.inlines(inlines), plain(inlines)
        if not text:
            return f"<p>{shown}</p>" if shown else ""
        if LEVEL not in node:
            return f'<p class="dk-small-heading">{shown}</p>'
        self.heading, level = text, int(node[LEVEL])
        return f"<h{level}{self.attributes([attr[0], [], []])}>{shown}</h{level}>"

    def _div(self, node: Node) -> str:
        names, (attr, blocks) = classes(node), node["c"]
        if "dk-embedded" in names:
            return ""
        if "dk-answer-lines" in names:
            asked = attributes(node).get("lines", "")
            count = int(asked) if asked.isascii() and asked.isdigit() else 3
            style = f"--lines:{max(1, min(count, _MOST_LINES))}"
            return f'{self.blocks(blocks)}<div class="dk-answer-lines" style="{style}"></div>'
        if "dk-details" in names:
            return self._details(blocks)
        if "dk-atonce" in names:
            return self._box("dk-atonce", self.words["atonce"], blocks)
        box = elements.titled(node, self.words)
        if box is not None:
            kind, title, blocks = box
            return self._box(
                kind if kind.startswith("dk-") else f"alert alert-{kind}", title, blocks
            )
        return f"<div{self.attributes(attr)}>\n{self.blocks(blocks)}\n</div>"

    def _box(self, names: str, title: str, blocks: Sequence[Node]) -> str:
        head = f'<p class="dk-title">{escape(title, quote=False)}</p>'
        return f'<div class="{names}">\n{head}\n{self.blocks(blocks)}\n</div>'

    def _details(self, blocks: Sequence[Node]) -> str:
        first = blocks[0] if blocks else None
        head = ""
        if first is not None and "dk-summary" in classes(first):
            head, blocks = plain(first["c"][1]), blocks[1:]
        summary = f"<summary>{escape(head, quote=False)}</summary>\n" if head else ""
        # Open, so that it is found by a search in the page and printed.
        return f'<details open class="dk-details">\n{summary}{self.blocks(blocks)}\n</details>'

    def _bulletlist(self, node: Node) -> str:
        items = node["c"]
        if not any(map(_task, items)):
            return f"<ul>\n{''.join(map(self._item, items))}</ul>"
        return f'<ul class="task-list">\n{"".join(map(self._item, items))}</ul>'

    def _item(self, blocks: Sequence[Node]) -> str:
        return f"<li>{self.blocks(blocks)}</li>\n"

    def _orderedlist(self, node: Node) -> str:
        (start, style, _), items = node["c"]
        kind = f' type="{_NUMBERS[style["t"]]}"' if style["t"] in _NUMBERS else ""
        begin = f' start="{int(start)}"' if start != 1 else ""
        return f"<ol{begin}{kind}>\n{''.join(map(self._item, items))}</ol>"

    def _definitionlist(self, node: Node) -> str:
        parts = []
        for term, definitions in node["c"]:
            parts.append(f"<dt>{self.inlines(term)}</dt>")
            parts += [f"<dd>{self.blocks(definition)}</dd>" for definition in definitions]
        return "<dl>\n" + "\n".join(parts) + "\n</dl>"

    def _figure(self, node: Node) -> str:
        attr, caption, body = node["c"]
        shown = self.blocks(caption[1])
        told = f"\n<figcaption>{shown}</figcaption>" if shown else ""
        return f"<figure{self.attributes(attr)}>\n{self.blocks(body)}{told}\n</figure>"


def figure(image: str, caption: str) -> str:
    """Write a figure; image and caption are HTML."""
    told = f"\n<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>\n{image}{told}\n</figure>"


def code_block(text: str) -> str:
    """Write code."""
    return f"<pre><code>{escape(text, quote=False)}</code></pre>"


def _task(item: Sequence[Node]) -> bool:
    first = item[0]["c"][0] if item and item[0]["t"] in {"Plain", "Para"} and item[0]["c"] else None
    return first is not None and first["t"] == "Str" and first["c"] in _TASKS
