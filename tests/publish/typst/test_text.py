"""Escaped text shows exactly itself, whatever it is."""

from __future__ import annotations

import json

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.publish.typst.text import clean, escape, literal

# Typst's own signs, in any order, are likelier to mean something than letters at random.
SIGNS = st.text(st.sampled_from(list("\\`*_{}[]#$@<>~\"'^-+=/:.()?!;,&|% \n1aZé")), max_size=40)


def text_of(node: object) -> str:
    """Give the text that Typst understood, from its syntax tree."""
    if isinstance(node, list):
        return "".join(map(text_of, node))
    match node:
        case {"func": "text" | "raw" | "symbol", "text": text}:
            return text
        case {"func": "space" | "parbreak"}:
            return " "
        case {"func": "sequence", "children": children}:
            return text_of(children)
    pytest.fail(f"became something else than text: {node}")


@settings(max_examples=150, deadline=None)
@given(st.one_of(SIGNS, st.text(max_size=30)))
def test_escaped_text_is_only_ever_text(text):
    shown = json.loads(typst.eval(b"", f"[x{escape(text)}x]"))
    assert text_of(shown).split() == f"x{clean(text)}x".replace("\u2028", " ").split()


@settings(max_examples=150, deadline=None)
@given(st.one_of(SIGNS, st.text(max_size=30)))
def test_escaped_text_begins_no_heading_list_or_term(text):
    shown = json.loads(typst.eval(b"", f"[\n{escape(text)}\n]"))
    assert text_of(shown).split() == clean(text).split()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_a_literal_is_the_text_itself(text):
    assert json.loads(typst.eval(b"", literal(text))) == clean(text)
