"""A whole document's structure: its title, the levels of its headings, where its links lead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from doorknob.publish.typst.pandoc import SCREEN, Node

DEEPEST = 6
_BREAKS = {"Space", "SoftBreak", "LineBreak"}
_TEXTS = {"Code", "Math"}
# Where the attributes stand in a node's contents.
_ATTRIBUTES = {
    "Header": 1,
    **dict.fromkeys(("Div", "Span", "Code", "CodeBlock", "Link", "Image", "Table", "Figure"), 0),
}
LEVEL = "level"
"""The key under which `set_levels` leaves a heading's level in its node."""


_HOLDS = (list, dict)


def walk(node: Any) -> Iterator[Node]:
    """Give every node in and below `node`, in the order of the text."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting += [child for child in reversed(here) if isinstance(child, _HOLDS)]
        elif isinstance(here, dict):
            if "t" in here:
                yield here
            inside = here.get("c")
            if isinstance(inside, _HOLDS):
                waiting.append(inside)


def plain(nodes: Any) -> str:
    """Give the bare text of inlines or blocks."""
    parts = []
    for node in walk(nodes):
        if node["t"] == "Str":
            parts.append(node["c"])
        elif node["t"] in _BREAKS:
            parts.append(" ")
        elif node["t"] in _TEXTS:
            parts.append(node["c"][1])
        elif node["t"] in {"Para", "Plain", "Header", "CodeBlock"}:
            parts.append(" " if node["t"] != "CodeBlock" else " " + node["c"][1])
    return " ".join("".join(parts).split())


def classes(node: Node) -> Sequence[str]:
    """Give a node's classes; none if it cannot have any."""
    place = _ATTRIBUTES.get(node["t"])
    return () if place is None else node["c"][place][1]


def attributes(node: Node) -> Mapping[str, str]:
    """Give a node's attributes, each without the ``data-`` of HTML."""
    place = _ATTRIBUTES.get(node["t"])
    pairs = [] if place is None else node["c"][place][2]
    return {name.removeprefix("data-"): value for name, value in pairs}


def is_blank(blocks: Sequence[Node]) -> bool:
    """Say whether blocks would print nothing."""
    shows = {"Str", "Code", "CodeBlock", "Image", "Math", "HorizontalRule"}
    return not any(
        node["t"] in shows or any(name.startswith("dk-") for name in classes(node))
        for node in walk(list(blocks))
    )


def on_paper(blocks: list[Node]) -> list[Node]:
    """Give blocks without what is for the screen alone, and without paragraphs left empty by it."""
    kept: list[Node] = []
    for before in blocks:
        if not _for_screen(before):
            after = _without_screen(before)
            if after["t"] != "Para" or after == before or not _is_empty(after["c"]):
                kept.append(after)
    return kept


def _is_empty(inlines: list[Node]) -> bool:
    return all(inline["t"] in _BREAKS for inline in inlines)


def _without_screen(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_screen(child) for child in node if not _for_screen(child)]
    if isinstance(node, dict):
        return {key: _without_screen(value) for key, value in node.items()}
    return node


def _for_screen(node: Any) -> bool:
    return isinstance(node, dict) and "t" in node and SCREEN in classes(node)


def headings(blocks: Iterable[Node], boxes: Iterable[str]) -> Iterator[Node]:
    """Give the headings that structure the document.

    Those inside a box, list, quotation or table belong to it alone: they are no chapters.

    Parameters
    ----------
    boxes
        The classes of Divs that are boxes; any other Div is transparent.
    """
    for block in blocks:
        if block["t"] == "Header" and plain(block["c"][2]):
            yield block
        elif block["t"] == "Div" and not set(classes(block)).intersection(boxes):
            yield from headings(block["c"][1], boxes)


def set_levels(found: Iterable[Node]) -> None:
    """Leave in each heading's node its level: 2 or deeper, below the title, and none skipped.

    The order of any two neighbours is kept, only gaps are closed: 1, 4, 4, 2 become 2, 3, 3, 3.
    """
    above: list[int] = []
    for heading in found:
        raw = heading["c"][0]
        while above and above[-1] >= raw:
            above.pop()
        above.append(raw)
        heading[LEVEL] = min(1 + len(above), DEEPEST)


def title_heading(found: Sequence[Node], title: str) -> Node | None:
    """Give the heading that says the title once more, if it is the first of the top level."""
    first = next((heading for heading in found if heading["c"][0] == 1), None)
    return first if first and same_words(plain(first["c"][2]), title) else None


def first_title(found: Sequence[Node]) -> str:
    """Give the text of the first heading of the top level, or nothing."""
    return next((plain(heading["c"][2]) for heading in found if heading["c"][0] == 1), "")


def same_words(one: str, other: str) -> bool:
    """Compare titles as a reader does, to whom a curly apostrophe is a straight one.

    >>> same_words("Who isn’t at  the door", "who isn't at the door")
    True
    """
    straight = str.maketrans("‘’“”", "''\"\"")
    one, other = (text.translate(straight).casefold() for text in (one, other))
    return one.split() == other.split()


def destinations(trees: Sequence[Sequence[Node]]) -> dict[str, str]:
    """Give the identifier that each inner link leads to; links that lead nowhere are left out.

    Links written for JupyterLab (``#What's-next?``), for GitHub (``#whats-next``) and identifiers
    of HTML elements all find their place.
    """
    wanted: list[str] = []
    known: dict[str, str] = {}
    for node in walk([list(tree) for tree in trees]):
        if node["t"] == "Link":
            if str(node["c"][2][0]).startswith("#"):
                wanted.append(node["c"][2][0][1:])
        elif identifier := _identifier(node):
            known.setdefault(_slug(identifier), identifier)
    found = ((target, known.get(_slug(target))) for target in wanted)
    return {target: identifier for target, identifier in found if identifier is not None}


def anchors(leading: Mapping[str, str]) -> dict[str, str]:
    """Give a Typst label to every identifier that some link leads to, and to every such link."""
    labels: dict[str, str] = {}
    for target, identifier in leading.items():
        labels.setdefault(identifier, f"dk-anchor-{len(labels) + 1}")
        labels.setdefault(target, labels[identifier])
    return labels


def _identifier(node: Node) -> str:
    place = _ATTRIBUTES.get(node["t"])
    return "" if place is None else node["c"][place][0]


def _slug(identifier: str) -> str:
    text = unicodedata.normalize("NFC", unquote(identifier)).casefold()
    return re.sub(r"[^\w-]", "", re.sub(r"\s+", "-", text))
