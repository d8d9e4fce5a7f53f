"""A document's trees made ready for a web page: tame, and shaped as the style sheet expects.

Pandoc then writes them. What it would pass through unseen is dropped here: raw HTML, attributes
that run or restyle something, links that are no links. Images stand as names that the page fills.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from doorknob.publish.typst import elements
from doorknob.publish.typst.images import ImageStore, UnusableImage
from doorknob.publish.typst.inlines import SCHEMES, alternative
from doorknob.publish.typst.pandoc import Formula, Node
from doorknob.publish.typst.structure import LEVEL, attributes, classes, plain

_INLINES = {
    "Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps",
}  # fmt: skip
_KEPT = ("who", "label", "code", "lang", "dir")
_GAPS = {"Space", "SoftBreak", "LineBreak"}
_MOST_LINES = 60


@attrs.define(kw_only=True)
class Weaver:
    """Shapes one document's trees.

    Attributes
    ----------
    formulas
        As `pandoc` found them.
    destinations
        The identifier that each inner link leads to.
    store
        Reads and checks images.
    words
        The page's own words.
    attachments
        The images attached to the cell that is at hand.
    heading
        The heading last passed, for an image that says nothing of itself.
    images
        The bytes of every image met; one is named ``dk-image-`` and its place here.
    """

    formulas: Sequence[Formula]
    destinations: Mapping[str, str]
    store: ImageStore
    words: Mapping[str, str]
    attachments: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    heading: str = ""
    images: list[bytes] = attrs.field(factory=list)
    _taken: set[str] = attrs.field(factory=set)

    def blocks(self, nodes: Sequence[Node]) -> list[Node]:
        """Shape blocks."""
        return list(self._blocks(nodes))

    def picture(self, data: bytes, *, alt: str, caption: str, width: float | None) -> list[Node]:
        """Give an output's image as a figure, or a note where it can't be shown."""
        alt = alternative(self.words["figure"], self.heading, alt, caption)
        try:
            self.store.add(data)
        except UnusableImage as error:
            return [_para([self._missing(error, alt)])]
        image = self._placed(data, alt, f"{width:g}" if width else "")
        return [_figure(image, [_text(caption)] if caption.strip() else [])]

    def _blocks(self, nodes: Sequence[Node]) -> Iterator[Node]:
        ticked = False
        for node in nodes:
            if elements.is_choices_marker(node):
                ticked = True
                continue
            made = self._block(node)
            if ticked and node["t"] == "BulletList":
                made = [_div(["dk-choices"], made)]
            ticked = False
            yield from made

    def _block(self, node: Node) -> list[Node]:
        kind, contents = node["t"], node.get("c")
        match kind:
            case "Para" | "Plain":
                return self._para(node)
            case "Header":
                return self._header(node)
            case "Div":
                return self._div(node)
            case "BlockQuote":
                return [{"t": kind, "c": self.blocks(contents)}]
            case "BulletList":
                return [{"t": kind, "c": [self.blocks(item) for item in contents]}]
            case "OrderedList":
                return [{"t": kind, "c": [contents[0], [self.blocks(i) for i in contents[1]]]}]
            case "DefinitionList":
                pairs = [[self.inlines(t), [self.blocks(d) for d in ds]] for t, ds in contents]
                return [{"t": kind, "c": pairs}]
            case "LineBlock":
                return [{"t": kind, "c": [self.inlines(line) for line in contents]}]
            case "CodeBlock":
                # Without its class, which would load a highlighter for half a second.
                return [{"t": kind, "c": [["", [], []], contents[1]]}]
            case "Table":
                return [self._table(node)]
            case "Figure":
                return self._figure(node)
            case "HorizontalRule":
                return [node]
        return []  # raw HTML among them

    def _para(self, node: Node) -> list[Node]:
        inlines = node["c"]
        images = [inline for inline in inlines if inline["t"] == "Image"]
        alone = len(images) == 1 and all(i["t"] in _GAPS or i is images[0] for i in inlines)
        title = images[0]["c"][2][1] if alone else ""
        if title:
            return [_figure(self._image(images[0]), [_text(title)])]
        return [{"t": node["t"], "c": self.inlines(inlines)}]

    def _header(self, node: Node) -> list[Node]:
        _, attr, inlines = node["c"]
        shown = self.inlines(inlines)
        text = plain(inlines)
        if not text:
            return [_para(shown)] if shown else []
        if LEVEL not in node:
            return [_div(["dk-small-heading"], [_para(shown)])]
        self.heading = text
        return [{"t": "Header", "c": [node[LEVEL], [self._identifier(attr), [], []], shown]}]

    def _div(self, node: Node) -> list[Node]:
        names = classes(node)
        if "dk-embedded" in names:
            return []
        if "dk-answer-lines" in names:
            asked = attributes(node).get("lines", "")
            count = int(asked) if asked.isascii() and asked.isdigit() else 3
            style = [["style", f"--lines:{max(1, min(count, _MOST_LINES))}"]]
            lines = {"t": "Div", "c": [["", ["dk-answer-lines"], style], []]}
            return [*self.blocks(node["c"][1]), lines]
        box = elements.titled(node, self.words)
        if box is not None:
            kind, title, blocks = box
            kinds = [kind] if kind.startswith("dk-") else ["alert", f"alert-{kind}"]
            head = _div(["dk-title"], [_para([_text(title)])])
            return [_div(kinds, [head, *self.blocks(blocks)])]
        return [{"t": "Div", "c": [self._attr(node["c"][0]), self.blocks(node["c"][1])]}]

    def _table(self, node: Node) -> Node:
        attr, caption, columns, (_, head), bodies, (_, foot) = node["c"]

        def rows(given: Sequence[Any]) -> list[Any]:
            plain_attr = ["", [], []]
            return [
                [plain_attr, [[plain_attr, *cell[1:4], self.blocks(cell[4])] for cell in cells]]
                for _, cells in given
            ]

        parts = [[["", [], []], b[1], rows(b[2]), rows(b[3])] for b in bodies]
        # Widths are the browser's to find.
        columns = [[alignment, {"t": "ColWidthDefault"}] for alignment, _ in columns]
        contents = [
            self._attr(attr), [None, self.blocks(caption[1])], columns,
            [["", [], []], rows(head)], parts, [["", [], []], rows(foot)],
        ]  # fmt: skip
        named = plain(caption[1]) or self.words["table"]
        about = [["role", "region"], ["tabindex", "0"], ["aria-label", named]]
        return {"t": "Div", "c": [["", ["dk-wide"], about], [{"t": "Table", "c": contents}]]}

    def _figure(self, node: Node) -> list[Node]:
        attr, caption, body = node["c"]
        contents = [self._attr(attr), [None, self.blocks(caption[1])], self.blocks(body)]
        return [{"t": "Figure", "c": contents}]

    def inlines(self, nodes: Sequence[Node]) -> list[Node]:
        """Shape a line of text."""
        return [made for node in nodes for made in self._inline(node)]

    def _inline(self, node: Node) -> list[Node]:
        kind, contents = node["t"], node.get("c")
        if kind in _INLINES:
            return [{"t": kind, "c": self.inlines(contents)}]
        match kind:
            case "Str" | "Space" | "SoftBreak" | "LineBreak":
                return [node]
            case "Code":
                return [{"t": kind, "c": [["", [], []], contents[1]]}]
            case "Quoted":
                return self._quoted(*contents)
            case "Cite":
                return self.inlines(contents[1])
            case "Note":
                return [{"t": kind, "c": self.blocks(contents)}]
            case "Link":
                return self._link(*contents)
            case "Span":
                return self._span(node)
            case "Image":
                return [self._image(node)]
        return []

    def _quoted(self, kind: Node, inlines: Sequence[Node]) -> list[Node]:
        marks = self.words["quotes"]
        opening, closing = marks[:2] if kind["t"] == "DoubleQuote" else marks[2:]
        return [_text(opening), *self.inlines(inlines), _text(closing)]

    def _link(self, attr: Any, inlines: Sequence[Node], target: Sequence[str]) -> list[Node]:
        shown = self.inlines(inlines) or [_text(target[0])]
        place = target[0]
        if place.startswith("#"):
            found = self.destinations.get(place[1:])
            place = f"#{found}" if found else ""
        elif not place.lower().startswith(SCHEMES):
            place = ""
        identifier = self._identifier(attr)
        if not place:
            return [{"t": "Span", "c": [[identifier, [], []], shown]}] if identifier else shown
        return [{"t": "Link", "c": [[identifier, [], []], shown, [place, ""]]}]

    def _span(self, node: Node) -> list[Node]:
        names = classes(node)
        if "dk-math" in names:
            return self._formula(attributes(node).get("n", ""))
        if "emoji" in names:  # GitHub turns :smile: into a picture; Jupyter does not
            return [_text(f":{attributes(node).get('emoji', '')}:")]
        return [{"t": "Span", "c": [self._attr(node["c"][0]), self.inlines(node["c"][1])]}]

    def _formula(self, number: str) -> list[Node]:
        """Give a formula by its number; HTML may name one, but only one that exists."""
        place = int(number) if number.isascii() and number.isdigit() else 0
        if not 1 <= place <= len(self.formulas):
            return []
        found = self.formulas[place - 1]
        kind = "DisplayMath" if found.display else "InlineMath"
        return [{"t": "Math", "c": [{"t": kind}, found.tex]}]

    def _image(self, node: Node) -> Node:
        _, inlines, (source, title) = node["c"]
        alt = alternative(self.words["figure"], self.heading, plain(inlines), title)
        try:
            data = self.store.read(source, self.attachments)
            self.store.add(data)
        except UnusableImage as error:
            return self._missing(error, alt)
        asked = attributes(node).get("width", "")
        return self._placed(data, alt, asked if asked.isascii() and asked.isdigit() else "")

    def _placed(self, data: bytes, alt: str, width: str) -> Node:
        self.images.append(data)
        attr = ["", [], [["width", width]] if width else []]
        return {"t": "Image", "c": [attr, [_text(alt)], [f"dk-image-{len(self.images) - 1}", ""]]}

    def _missing(self, why: UnusableImage, alt: str) -> Node:
        return {"t": "Span", "c": [["", ["dk-missing"], []], [_text(f"[{why}: {alt}]")]]}

    def _attr(self, attr: Any) -> Any:
        """Keep an element's classes, and those attributes that only say something."""
        _, names, pairs = attr
        bare = [[key.removeprefix("data-"), value] for key, value in pairs]
        return [self._identifier(attr), names, [pair for pair in bare if pair[0] in _KEPT]]

    def _identifier(self, attr: Any) -> str:
        """Keep an identifier where it is met first."""
        identifier = str(attr[0])
        if identifier in self._taken or identifier.startswith("fn"):
            return ""
        self._taken.add(identifier)
        return identifier


def _text(text: str) -> Node:
    return {"t": "Str", "c": text}


def _para(inlines: Sequence[Node]) -> Node:
    return {"t": "Para", "c": list(inlines)}


def _div(names: Sequence[str], blocks: Sequence[Node]) -> Node:
    return {"t": "Div", "c": [["", list(names), []], list(blocks)]}


def _figure(image: Node, caption: Sequence[Node]) -> Node:
    body = [{"t": "Plain", "c": [image]}]
    if image["t"] != "Image":
        return _para([image, *caption])
    told = [{"t": "Plain", "c": list(caption)}] if caption else []
    return {"t": "Figure", "c": [["", [], []], [None, told], body]}
