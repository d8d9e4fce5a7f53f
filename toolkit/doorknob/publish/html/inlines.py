"""Text, links, formulas and images written as HTML: a part of `writer`.

Only what is written here reaches the page. Of an author's or learner's HTML that is classes, a few
attributes that say something, and text, which is escaped; nothing that runs, loads or restyles.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from doorknob.publish.typst.images import ImageStore, UnusableImage
from doorknob.publish.typst.inlines import SCHEMES, alternative
from doorknob.publish.typst.pandoc import Formula, Node
from doorknob.publish.typst.structure import attributes, classes, plain

_TAGS = {
    "Emph": "em",
    "Strong": "strong",
    "Underline": "u",
    "Strikeout": "s",
    "Superscript": "sup",
    "Subscript": "sub",
}
_BLANKS = {"Space": " ", "SoftBreak": "\n", "LineBreak": "<br>\n"}
# Pandoc keeps these elements as classes of a Span.
_SPANS = ("mark", "kbd")
_LONG_FORMULA = 30  # letters of TeX; it may be wider than a telephone
_DATA = ("who", "label", "code")
_PLAIN = ("lang", "dir")
_KINDS = ((b"\x89PNG", "png"), (b"\xff\xd8", "jpeg"), (b"GIF8", "gif"), (b"RIFF", "webp"))


class InlineWriter:
    """Writes inlines; a part of `HtmlWriter`.

    Parameters
    ----------
    formulas
        As `pandoc` found them.
    destinations
        The identifier that each inner link leads to.
    store
        Reads and checks images.
    words
        The page's own words.
    heading
        The page's title: an image that says nothing of itself is named by the heading above it.
    """

    def __init__(
        self,
        *,
        formulas: Sequence[Formula],
        destinations: Mapping[str, str],
        store: ImageStore,
        words: Mapping[str, str],
        heading: str,
    ) -> None:
        self.store, self.words, self.heading = store, words, heading
        self.attachments: Mapping[str, Mapping[str, str]] = {}
        self.notes: list[str] = []
        self._formulas, self._destinations = formulas, destinations
        self._taken: set[str] = set()
        self._writers: Mapping[str, Callable[[Any], str]] = {
            "Code": lambda contents: f"<code>{escape(contents[1], quote=False)}</code>",
            "Quoted": self._quoted,
            "Cite": lambda contents: self.inlines(contents[1]),
            "SmallCaps": self.inlines,
            "Note": self._note,
            "Link": self._link,
            "Span": self._span,
            "Image": self._image,
        }

    def inlines(self, nodes: Sequence[Node]) -> str:
        """Write a line of text."""
        return "".join(map(self.inline, nodes))

    def inline(self, node: Node) -> str:
        """Write one inline; raw HTML, and a kind that this does not know, write nothing."""
        kind = node["t"]
        if kind == "Str":
            return escape(node["c"], quote=False)
        if kind in _BLANKS:
            return _BLANKS[kind]
        if kind in _TAGS:
            return f"<{_TAGS[kind]}>{self.inlines(node['c'])}</{_TAGS[kind]}>"
        write = self._writers.get(kind)
        return write(node["c"]) if write else ""

    def blocks(self, nodes: Sequence[Node]) -> str:
        """Write blocks: the whole `HtmlWriter` can."""
        raise NotImplementedError

    def attributes(self, attr: Any, *more: str) -> str:
        """Write an element's identifier and classes, and what its attributes only say."""
        identifier, names, pairs = self.identifier(attr[0]), [*more, *attr[1]], attr[2]
        parts = [f'id="{escape(identifier)}"'] if identifier else []
        parts += [f'class="{escape(" ".join(names))}"'] if names else []
        for key, value in pairs:
            name = key.removeprefix("data-")
            if name in _DATA:
                parts.append(f'data-{name}="{escape(value)}"')
            elif name in _PLAIN:
                parts.append(f'{name}="{escape(value)}"')
        return "".join(f" {part}" for part in parts)

    def identifier(self, identifier: str) -> str:
        """Keep an identifier where it is met first."""
        if identifier in self._taken or identifier.startswith("dk-note-"):
            return ""
        self._taken.add(identifier)
        return identifier

    def image(self, data: bytes, alt: str, width: str = "") -> str:
        """Write an image, which stands in the page itself.

        Raises
        ------
        UnusableImage
            The bytes are no image that can be shown.
        """
        self.store.add(data)
        size = f' width="{width}"' if width else ""
        return f'<img src="{data_uri(data)}" alt="{escape(alt)}"{size}>'

    def alt(self, *said: str) -> str:
        """Choose an image's alternative."""
        return alternative(self.words["figure"], self.heading, *said)

    def missing(self, why: UnusableImage, alt: str) -> str:
        """Write what stands for an image that can't be shown."""
        return f'<span class="dk-missing">[{escape(f"{why}: {alt}", quote=False)}]</span>'

    def _quoted(self, contents: Any) -> str:
        kind, inlines = contents
        marks = self.words["quotes"]
        first = 0 if kind["t"] == "DoubleQuote" else 2
        return f"{marks[first]}{self.inlines(inlines)}{marks[first + 1]}"

    def _note(self, blocks: Sequence[Node]) -> str:
        place = len(self.notes)
        self.notes.append("")  # its own notes come after it
        self.notes[place] = self.blocks(blocks)
        number = place + 1
        return (
            f'<sup><a href="#dk-note-{number}" id="dk-note-from-{number}" role="doc-noteref">'
            f"{number}</a></sup>"
        )

    def _link(self, contents: Any) -> str:
        attr, inlines, place = contents
        target = str(place[0])
        shown = self.inlines(inlines) or escape(target, quote=False)
        if target.startswith("#"):
            found = self._destinations.get(target[1:])
            target = f"#{found}" if found else ""
        elif not target.lower().startswith(SCHEMES):
            target = ""
        bare = [attr[0], [], []]
        if not target:
            return f"<span{self.attributes(bare)}>{shown}</span>" if attr[0] else shown
        return f'<a href="{escape(target)}"{self.attributes(bare)}>{shown}</a>'

    def _span(self, contents: Any) -> str:
        node = {"t": "Span", "c": contents}
        names, said = classes(node), attributes(node)
        if "dk-math" in names:
            return self._formula(said.get("n", ""))
        if "emoji" in names:  # GitHub turns :smile: into a picture; Jupyter does not
            return escape(f":{said.get('emoji', '')}:", quote=False)
        attr, inlines = contents
        tag = next((name for name in _SPANS if name in names), "span")
        kept = [attr[0], [name for name in names if name != tag], attr[2]]
        return f"<{tag}{self.attributes(kept)}>{self.inlines(inlines)}</{tag}>"

    def _formula(self, number: str) -> str:
        """Write a formula by its number; HTML may name one, but only one that exists."""
        place = int(number) if number.isascii() and number.isdigit() else 0
        if not 1 <= place <= len(self._formulas):
            return ""
        formula = self._formulas[place - 1]
        if not formula.mathml:
            return f"<code>{escape(formula.tex, quote=False)}</code>"
        if formula.display and len(formula.tex) > _LONG_FORMULA:
            # The style sheet lets it be moved by itself; so the keyboard must reach it.
            return formula.mathml.replace("<math ", '<math tabindex="0" ', 1)
        return formula.mathml

    def _image(self, contents: Any) -> str:
        attr, inlines, (source, title) = contents
        alt = self.alt(plain(inlines), title)
        asked = str(dict(attr[2]).get("width", ""))
        width = asked if asked.isascii() and asked.isdigit() else ""
        try:
            return self.image(self.store.read(source, self.attachments), alt, width)
        except UnusableImage as error:
            return self.missing(error, alt)


def data_uri(data: bytes) -> str:
    """Write an image as the address that holds it."""
    kind = next((kind for start, kind in _KINDS if data.startswith(start)), "svg+xml")
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
