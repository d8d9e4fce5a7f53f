"""Text, links, formulas and images written as Typst."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from doorknob.publish.typst.images import ImageStore, Stored, UnusableImage
from doorknob.publish.typst.pandoc import Formula, Node
from doorknob.publish.typst.structure import attributes, classes, plain
from doorknob.publish.typst.text import breakable, escape, literal

_WRAPPERS = {
    "Emph": "emph",
    "Strong": "strong",
    "Underline": "underline",
    "Strikeout": "strike",
    "Superscript": "super",
    "Subscript": "sub",
    "SmallCaps": "smallcaps",
}
_BLANKS = {"Space", "SoftBreak"}
_QUOTES = {"SingleQuote": "'", "DoubleQuote": '"'}
SCHEMES = ("http://", "https://", "mailto:", "tel:")
_FILE_NAME = re.compile(r"(?:image|screenshot|\S+\.(?:png|jpe?g|gif|svg|webp))", re.IGNORECASE)
_WIDTH = re.compile(r"(?:^|;|\s)(?:max-)?width:\s*([0-9.]+(?:px|%|pt|em|cm|mm|in)?)")
_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(px|%|pt)?")
_TALL = 30.0  # points: taller than two lines
_COLUMN = 450.0  # points, about
_TALLEST = 285.0  # points, two fifths of a page: more would push too much text away


@attrs.define(kw_only=True)
class Scene:
    """Where in the document the writer stands.

    Attributes
    ----------
    attachments
        The images attached to the cell.
    heading
        The heading last passed, for an image that says nothing of itself.
    careful
        Write formulas as TeX and images as notes: nothing that could fail.
    longest
        Letters after which a word may break.
    beside
        Set terms beside their meanings.
    """

    attachments: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    heading: str = ""
    careful: bool = False
    longest: int = 40
    beside: bool = False


class InlineWriter:
    """Writes inlines; a part of `Writer`.

    Parameters
    ----------
    formulas, anchors
        As `pandoc` and `structure` found them.
    images
        Takes up the images that are met.
    words
        The page's own words.
    readable
        Replaces what no font can show.
    """

    def __init__(
        self,
        *,
        formulas: Sequence[Formula],
        anchors: Mapping[str, str],
        images: ImageStore,
        words: Mapping[str, str],
        readable: Callable[[str], str],
    ) -> None:
        self.images, self.words, self.scene = images, words, Scene()
        self.readable = readable
        self._formulas, self._anchors = formulas, anchors
        self._labelled: set[str] = set()

    def text(self, text: str) -> str:
        """Write text that shows as it is."""
        return escape(breakable(self.readable(text), self.scene.longest))

    def label(self, identifier: str) -> str:
        """Give the label for an identifier that a link leads to; each is placed once only."""
        label = self._anchors.get(identifier, "")
        if label in self._labelled:
            return ""
        self._labelled.add(label)
        return label

    def anchor(self, identifier: str) -> str:
        """Write an invisible mark for links to lead to, where any does."""
        label = self.label(identifier) if identifier else ""
        return f"#metadata(none) <{label}>\n" if label else ""

    def inlines(self, nodes: Sequence[Node]) -> str:
        """Write a line of text; neighbouring words are written as one, for speed."""
        written: list[str] = []
        words: list[str] = []
        for node in nodes:
            kind = node["t"]
            if kind == "Str":
                words.append(node["c"])
            elif kind in _BLANKS:
                words.append(" ")
            else:
                if words:
                    written.append(self.text("".join(words)))
                    words = []
                written.append(self.inline(node))
        if words:
            written.append(self.text("".join(words)))
        return "".join(written)

    def inline(self, node: Node) -> str:
        """Write one inline; a kind that this does not know writes nothing."""
        kind = node["t"]
        if kind == "Str" or kind in _BLANKS:
            return self.inlines([node])
        if kind in _WRAPPERS:
            return f"#{_WRAPPERS[kind]}[{self.inlines(node['c'])}];"
        write: Callable[[Any], str] | None = getattr(self, f"_inline_{kind.lower()}", None)
        return write(node) if write else ""

    def _inline_linebreak(self, _: Node) -> str:
        return "#linebreak();"

    def _inline_quoted(self, node: Node) -> str:
        mark = _QUOTES[node["c"][0]["t"]]  # Typst turns them as the language does
        return f"{mark}{self.inlines(node['c'][1])}{mark}"

    def _inline_cite(self, node: Node) -> str:
        return self.inlines(node["c"][1])

    def _inline_code(self, node: Node) -> str:
        return f"#raw({literal(breakable(self.readable(node['c'][1])))});"

    def _inline_note(self, node: Node) -> str:
        return f"#footnote[{self.blocks(node['c'])}];"

    def blocks(self, nodes: Sequence[Node]) -> str:
        """Write blocks: the whole `Writer` can."""
        raise NotImplementedError

    def _inline_link(self, node: Node) -> str:
        attrs_, inlines, (target, _) = node["c"]
        body = self.anchor(attrs_[0]) + (self.inlines(inlines) or self.text(target))
        if target.startswith("#"):
            label = self._anchors.get(target[1:])
            return f"#link(<{label}>)[{body}];" if label else body
        if target.lower().startswith(SCHEMES) and plain(inlines):
            return f"#link({literal(target)})[{body}];"
        return body

    def _inline_span(self, node: Node) -> str:
        names, body = classes(node), node["c"][1]
        if "dk-math" in names:
            return self._formula(attributes(node).get("n", ""))
        if "dk-screen-only" in names:
            return ""
        written = self.anchor(node["c"][0][0]) + self.inlines(body)
        if "emoji" in names:  # GitHub turns :smile: into a picture; Jupyter does not
            written = self.text(f":{attributes(node).get('emoji', '')}:")
        elif "mark" in names:
            label = attributes(node).get("label", "")
            written = f"#dk-mark[{written}][{self.text(label)}];"
        elif "kbd" in names:
            written = f"#dk-key[{written}];"
        elif "dk-name" in names:
            written = f"#strong[{written}];"
        return written

    def _formula(self, number: str) -> str:
        """Write a formula by its number; HTML may name one, but only one that exists."""
        place = int(number) if number.isascii() and number.isdigit() else 0
        if not 1 <= place <= len(self._formulas):
            return ""
        formula = self._formulas[place - 1]
        tex = self.readable(formula.tex)
        if self.scene.careful or tex != formula.tex or not self._can_show(formula.typst):
            return f"#dk-tex({literal(breakable(tex))});"
        block = str(formula.display).lower()
        return f"#dk-formula({formula.typst}, block: {block}, alt: {literal(tex)});"

    def _can_show(self, typst: str) -> bool:
        return bool(typst) and self.readable(typst) == typst

    def _inline_image(self, node: Node) -> str:
        attrs_, inlines, (source, title) = node["c"]
        alt = self.alt(plain(inlines), title)
        try:
            stored = self._stored(source)
        except UnusableImage as error:
            return self.missing(str(error), alt)
        width = _width(attributes(node), stored)
        return (
            f"{self.anchor(attrs_[0])}"
            f"#dk-inline-image({literal(stored.name)}, alt: {literal(alt)}, width: {width});"
        )

    def is_tall(self, node: Node) -> bool:
        """Say whether an image is too tall to stand in a line of text."""
        try:
            stored = self._stored(node["c"][2][0])
        except UnusableImage:
            return False
        width = _width(attributes(node), stored)
        points = float(width[:-2]) if width.endswith("pt") else _COLUMN * float(width[:-1]) / 100
        return points * stored.height / stored.width > _TALL

    def figure(self, node: Node, *, caption: str = "", said: str = "") -> str:
        """Write an image that stands alone; its title is its caption, unless there is another."""
        attrs_, inlines, (source, title) = node["c"]
        alt = self.alt(plain(inlines), said or title)
        try:
            stored = self._stored(source)
        except UnusableImage as error:
            return self.missing(str(error), alt)
        body = caption or self.text(title)
        return self.anchor(attrs_[0]) + picture(stored, alt, body, _width(attributes(node), stored))

    def picture(self, data: bytes, *, alt: str, caption: str, width: float | None) -> str:
        """Write an output's image."""
        alt = self.alt(alt, caption)
        try:
            stored = self._added(data)
        except UnusableImage as error:
            return self.missing(str(error), alt)
        given = {"width": str(width)} if width else {}
        return picture(stored, alt, self.text(caption), _width(given, stored))

    def alt(self, *said: str) -> str:
        """Choose an image's alternative: what is said of it, else the heading it stands under."""
        return self.readable(alternative(self.words["figure"], self.scene.heading, *said))

    def missing(self, why: str, alt: str) -> str:
        """Write what stands for an image that cannot be printed."""
        return f"#dk-missing[{self.text(f'[{why}: {alt}]')}];"

    def _stored(self, source: str) -> Stored:
        self._forbid_if_careful()
        return self.images.fetch(source, self.scene.attachments)

    def _added(self, data: bytes) -> Stored:
        self._forbid_if_careful()
        return self.images.add(data)

    def _forbid_if_careful(self) -> None:
        if self.scene.careful:
            raise UnusableImage("image could not be read")


def alternative(figure: str, heading: str, *said: str) -> str:
    """Choose an image's alternative: what is said of it, else the heading it stands under.

    >>> alternative("Figure", "Trust", "", "image.png")
    'Figure: Trust'
    """
    for text in said:
        if text.strip() and not _FILE_NAME.fullmatch(text.strip()):
            return " ".join(text.split())
    return f"{figure}: {heading}" if heading else figure


def picture(stored: Stored, alt: str, caption: str, width: str) -> str:
    """Write a figure."""
    body = f", caption: [{caption}]" if caption else ""
    return f"#dk-figure({literal(stored.name)}, alt: {literal(alt)}, width: {width}{body})"


def _width(given: Mapping[str, str], stored: Stored) -> str:
    """Give the width to print an image at: as asked for, but no taller than half a page."""
    asked = given.get("width", "")
    style = _WIDTH.search(given.get("style", ""))
    found = _LENGTH.fullmatch(asked or (style.group(1) if style else ""))
    width = stored.width
    if found:
        number, unit = float(found.group(1)), found.group(2)
        if unit == "%":
            return f"{min(number, 100):g}%"
        width = number if unit == "pt" else number * 0.75
    tallest = _TALLEST * stored.width / stored.height
    return f"{max(1.0, min(width, tallest)):.2f}pt"
