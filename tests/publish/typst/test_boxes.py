"""Our own boxes in Markdown are read as a browser would, and footnotes never lead to themselves."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.publish.typst.pandoc import Fragment, read

PIECES = (
    '<div class="dk-notes">',
    '<div class="alert alert-info">',
    '<div class="dk-answer-lines" data-lines="2"></div>',
    "</div>",
    '<span class="dk-screen">',
    "</span>",
    "word",
    "**bold**",
    "*open",
    "`<b>`",
    "a < b",
    "\n\n",
    "\n\n- item",
    "\n\n> told",
    "\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n",
    "\n\n    code",
    "# Head",
    "<br>",
    "<b>",
    "<div>",
    '<DIV CLASS="dk-notes">',
    "<div class='dk-notes'>",
    '<div class="dk-notes" onclick="x">',
    '<div class="dk-notes" data-x="&quot;">',
    "$x<y$",
    "<http://example.org>",
    "[^1]",
    "\n\n[^1]: a note\n\n",
    "“q” it's",
)


def structure(node: Any) -> Iterator[str]:
    """Give words and boxes in order."""
    if isinstance(node, list):
        for child in node:
            yield from structure(child)
    elif isinstance(node, dict):
        kind, inside = node.get("t"), node.get("c")
        if kind == "Str":
            yield inside
        elif kind in {"Code", "CodeBlock"}:
            yield inside[1].strip()
        elif kind in {"Div", "Span"}:
            (_, classes, pairs), children = inside
            yield f"<{kind} {classes} {pairs}>"
            yield from structure(children)
            yield f"</{kind}>"
        else:
            yield from structure(inside)


def told(text: str) -> str:
    (blocks,) = read([Fragment(kind="markdown", text=text)]).blocks
    return "".join(structure(blocks))


@pytest.mark.parametrize("text", ["", "x < y", '<div class="dk-notes">\n\nword\n\n</div>'])
def test_a_comment_changes_nothing_of_what_is_told(text):
    """So the next test compares what is read at once with what goes by HTML."""
    assert told(f"<!-- x -->\n\n{text}") == told(text)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_a_box_is_read_as_a_browser_would(text):
    assert told(text) == told(f"<!-- x -->\n\n{text}")


def test_a_box_holds_what_stands_in_it_and_no_more():
    text = 'a\n\n<div class="dk-notes">\n\n**b** <span class="dk-screen">c</span>\n\n</div>\n\nd'
    assert told(text) == ("a<Div ['dk-notes'] []>b<Span ['dk-screen'] []>c</Span></Div>d")


@pytest.mark.parametrize(
    "text",
    [
        "x[^1]\n\n[^1]: a [^1]",
        "x[^1]\n\n[^1]: a [^2]\n[^2]: b [^1]",
        "x[^a]\n\n[^A]: b\n    > [^a]",
        "x\n\n- [^1]: a\n  [^1]",
        "x[^1]\n\n[^1]:[^2]: [^2]",
        "x[^1]\n\n[^1]: `[^1]`",
        "x[^a]\n\n[^1]: - y\n\n    [^a]: [^1]\n\n    [^1]",
    ],
)
def test_a_footnote_that_leads_to_itself_does_not_take_the_machines_memory(text):
    began = time.monotonic()
    assert told(text)
    assert time.monotonic() - began < 20


def test_footnotes_that_lead_on_stay_footnotes():
    text = "x[^1]\n\n[^1]: see [^2]\n\n[^2]: a book\n\nMore.[^1]"
    (blocks,) = read([Fragment(kind="markdown", text=text)]).blocks
    assert str(blocks).count("'Note'") == 2
