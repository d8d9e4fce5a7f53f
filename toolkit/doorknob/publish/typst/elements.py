"""The designed parts of a page, by the classes of HTML that ask for them.

===================================  ===============================================
``dk-dialogue`` of ``dk-turn``       a conversation; ``data-who="seller|prospect"``,
                                     ``span.dk-name``, ``mark[data-label]``
``dk-scores`` of ``dk-score``        cards side by side: ``span.dk-score-value``,
                                     ``span.dk-score-label``
``dk-answer-lines``                  ruled lines to write on: ``data-lines="4"``
``ul.dk-choices``                    a list with empty boxes to tick
``dk-keyidea``                       the idea to take away
``dk-atonce``                        facts in a box: a ``dl``
``dk-why``                           a small note of explanation
``dk-notes``                         a box for the trainer
``dk-pagebreak``                     a new page begins
``dk-screen-only``                   not printed
``dk-embedded``                      a player or frame of another page: never shown
``alert alert-info`` …               a callout, as Jupyter's and GitHub's
``details``                          its summary as a small heading, its text open
===================================  ===============================================

Any other class is plain content.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from doorknob.publish.typst.pandoc import Node
from doorknob.publish.typst.structure import attributes, classes, plain, walk

if TYPE_CHECKING:
    from doorknob.publish.typst.writer import Writer

# What a callout's class means: its colour, and the word it opens with.
_CALLOUTS: Mapping[str, tuple[str, str]] = {
    "alert-info": ("info", "note"),
    "alert-primary": ("info", "note"),
    "alert-secondary": ("info", "note"),
    "alert-success": ("tip", "tip"),
    "alert-warning": ("warning", "warning"),
    "alert-danger": ("danger", "danger"),
    "alert-error": ("danger", "danger"),
    "note": ("info", "note"),
    "tip": ("tip", "tip"),
    "important": ("important", "important"),
    "warning": ("warning", "warning"),
    "caution": ("danger", "caution"),
}
_TITLED = {"dk-keyidea": "keyidea", "dk-notes": "notes"}
_LONGEST_KEPT = 900  # letters; about a third of a page
_LONGEST_TITLE = 60
BETWEEN = "\n\n"
_MOST_LINES = 60


def div(writer: Writer, node: Node) -> str:
    """Write a Div: as what its first known class asks for, else just its content."""
    for name in classes(node):
        if name in _ELEMENTS:
            return _ELEMENTS[name](writer, node)
    return _callout(writer, node) if _callout_kind(node) else writer.blocks(node["c"][1])


def is_choices_marker(node: Node) -> bool:
    """Say whether a Div only marks the list after it; the reader put it there."""
    return node["t"] == "Div" and "dk-choices" in classes(node) and not node["c"][1]


def _callout_kind(node: Node) -> str:
    names = classes(node)
    # GitHub's kinds are common words: only with the title that pandoc gives them.
    sure = "alert" in names or "admonition" in names or _title(node["c"][1]) is not None
    return next((name for name in names if name in _CALLOUTS), "") if sure else ""


def _title(blocks: Sequence[Node]) -> Node | None:
    first = blocks[0] if blocks else None
    is_title = first and first["t"] == "Div" and {"title", "admonition-title"} & {*classes(first)}
    return first if is_title else None


def titled(node: Node, words: Mapping[str, str]) -> tuple[str, str, Sequence[Node]] | None:
    """Take a box apart: a callout, a key idea, trainer's notes.

    Returns
    -------
    kind, title, blocks
        The kind is a class, or a callout's colour: ``"info"``, ``"tip"``, ``"important"``,
        ``"warning"``, ``"danger"``. The title is what the box opens with in bold or as a heading,
        else a word of the page's. None: the Div is no such box.
    """
    blocks = node["c"][1]
    name = next((name for name in classes(node) if name in _ELEMENTS), "")
    if name in _TITLED:
        title, blocks = _opening(blocks) or (words[_TITLED[name]], blocks)
        return name, title, blocks
    kind = "" if name else _callout_kind(node)
    if not kind:
        return None
    colour, word = _CALLOUTS[kind]
    own = _title(blocks)
    if own is not None:
        text = plain(own["c"][1])
        return colour, words[word] if text.casefold() == word else text, blocks[1:]
    title, blocks = _opening(blocks) or (words[word], blocks)
    return colour, title, blocks


def _callout(writer: Writer, node: Node) -> str:
    """Write a callout: under the title it has or opens with in bold, else under a word."""
    kind, title, blocks = titled(node, writer.words) or ("", "", node["c"][1])
    body = writer.blocks(blocks)
    return _kept(node, f'#dk-callout("{kind}", [{writer.text(title)}])[{body}]')


def _opening(blocks: Sequence[Node]) -> tuple[str, Sequence[Node]] | None:
    """Split off a heading, or the bold words that a box opens with, as its title."""
    first = blocks[0] if blocks else None
    if first and first["t"] == "Header":
        return plain(first["c"][2]), blocks[1:]
    if not first or first["t"] not in {"Para", "Plain"} or not first["c"]:
        return None
    bold, *rest = first["c"]
    text = plain(bold)
    if bold["t"] != "Strong" or not text or len(text) > _LONGEST_TITLE:
        return None
    ends = text.endswith((":", ".", "!", "?")) or not rest or rest[0]["t"] == "LineBreak"
    if rest and rest[0]["t"] == "Str" and rest[0]["c"] == ":":
        ends, rest = True, rest[1:]
    if not ends:
        return None
    while rest and rest[0]["t"] in {"Space", "SoftBreak", "LineBreak"}:
        rest = rest[1:]
    remaining = [{"t": "Para", "c": rest}] if rest else []
    return text.rstrip(":."), [*remaining, *blocks[1:]]


def _dialogue(writer: Writer, node: Node) -> str:
    """Write a conversation: no line stands at a page's foot without its answer or its note."""
    parts = node["c"][1]
    written = []
    for part, after in zip_longest(parts, parts[1:]):
        if "dk-turn" in classes(part):
            written.append(_turn(writer, part, sticky=after is not None and _belongs(after)))
        else:
            written.append(writer.block(part))
    return f"#dk-dialogue[{BETWEEN.join(filter(None, written))}]"


def _belongs(node: Node) -> bool:
    """Say whether a part of a conversation belongs to the line before it."""
    return "dk-why" in classes(node) or (
        "dk-turn" in classes(node) and attributes(node).get("who") != "seller"
    )


def _turn(writer: Writer, node: Node, *, sticky: bool = False) -> str:
    """Write one line of a conversation, with its speaker's name apart."""
    who = "seller" if attributes(node).get("who") == "seller" else "prospect"
    name, blocks = "", []
    for block in node["c"][1]:
        if block["t"] in {"Plain", "Para"}:
            inlines: list[Node] = []
            for inline in block["c"]:
                if not name and inline["t"] == "Span" and "dk-name" in classes(inline):
                    name = plain(inline["c"][1])
                elif inlines or inline["t"] not in {"Space", "SoftBreak"}:
                    inlines.append(inline)
            if inlines:
                blocks.append({**block, "c": inlines})
        else:
            blocks.append(block)
    option = ", sticky: true" if sticky else ""
    return f'#dk-turn("{who}", [{writer.text(name)}]{option})[{writer.blocks(blocks)}]'


def _answer_lines(writer: Writer, node: Node) -> str:
    asked = attributes(node).get("lines", "")
    count = int(asked) if asked.isascii() and asked.isdigit() else 3
    before = writer.blocks(node["c"][1])
    return f"{before}\n\n#dk-answer-lines({max(1, min(count, _MOST_LINES))})"


def _choices(writer: Writer, node: Node) -> str:
    lists = [block for block in node["c"][1] if block["t"] == "BulletList"]
    return "\n\n".join(writer.choices(block["c"]) for block in lists)


def _scores(writer: Writer, node: Node) -> str:
    cards = [inner for inner in walk(node["c"][1]) if "dk-score" in classes(inner)]
    return f"#dk-scores({', '.join(_card(writer, card) for card in cards)})" if cards else ""


def _score(writer: Writer, node: Node) -> str:
    return f"#dk-scores({_card(writer, node)})"


def _card(writer: Writer, node: Node) -> str:
    """Give one card's value, label and whatever else stands in it."""
    parts = {"dk-score-value": "", "dk-score-label": ""}
    for inner in walk(node["c"][1]):
        for name in parts:
            if name in classes(inner):
                parts[name] = plain(inner["c"][1])
    value, label = (writer.text(part) for part in parts.values())
    rest = plain(_without(node["c"][1], set(parts)))
    return f"([{value}], [{label}], [{writer.text(rest)}])"


def _without(blocks: Sequence[Node], names: set[str]) -> list[Node]:
    """Give blocks without the Spans and Divs of some classes."""
    kept = []
    for block in blocks:
        if names.intersection(classes(block)):
            continue
        if block["t"] in {"Para", "Plain"}:
            block = {**block, "c": _without(block["c"], names)}  # noqa: PLW2901
        kept.append(block)
    return kept


def _at_once(writer: Writer, node: Node) -> str:
    """Write facts with their names beside them."""
    writer.scene.beside = True
    body = writer.blocks(node["c"][1])
    writer.scene.beside = False
    return f"#dk-atonce([{writer.text(writer.words['atonce'])}])[{body}]"


def _boxed(function: str) -> Callable[[Writer, Node], str]:
    def write(writer: Writer, node: Node) -> str:
        return f"#{function}[{writer.blocks(node['c'][1])}]"

    return write


def _box(writer: Writer, node: Node) -> str:
    """Write a box under its own title if it opens with one, else under a word of the page's."""
    name, title, blocks = titled(node, writer.words) or ("", "", node["c"][1])
    return _kept(node, f"#{name}([{writer.text(title)}])[{writer.blocks(blocks)}]")


def _item(writer: Writer, node: Node) -> str:
    return _kept(node, writer.blocks(node["c"][1]))


def _kept(node: Node, written: str) -> str:
    """Keep what is short together on a page; what is long must break somewhere."""
    short = len(plain(node["c"][1])) <= _LONGEST_KEPT
    return f"#dk-keep[\n{written}\n]" if short else written


def _page_break(_: Writer, __: Node) -> str:
    return "#dk-pagebreak()"


def _nothing(_: Writer, __: Node) -> str:
    return ""


def _unreadable(writer: Writer, node: Node) -> str:
    return writer.blocks(node["c"][1])


_ELEMENTS: Mapping[str, Callable[[Writer, Node], str]] = {
    "dk-dialogue": _dialogue,
    "dk-turn": _turn,
    "dk-item": _item,
    "dk-answer-lines": _answer_lines,
    "dk-choices": _choices,
    "dk-keyidea": _box,
    "dk-atonce": _at_once,
    "dk-scores": _scores,
    "dk-score": _score,
    "dk-why": _boxed("dk-why"),
    "dk-notes": _box,
    "dk-pagebreak": _page_break,
    "dk-screen-only": _nothing,
    "dk-embedded": _nothing,
    "dk-details": _boxed("dk-details"),
    "dk-summary": _boxed("dk-small-heading"),
    "dk-unreadable": _unreadable,
}

BOXES = frozenset(_ELEMENTS) | frozenset(_CALLOUTS)
"""Classes whose Divs are boxes: a heading inside is the box's own."""
