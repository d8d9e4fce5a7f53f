"""What the program says to learners reads as easily as what was written for them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import doorknob
from doorknob.authoring.bands import faults
from doorknob.authoring.ease import ease, length

PACKAGE = Path(doorknob.__file__).parent
# Whatever a learner sees of the program: what is told after a call, items, results, pages.
FOLDERS = ("coaching", "exercises", "grading", "lab", "widgets")
SENTENCE = re.compile(r"[a-z]{2}.*[.!?]$")
# In JavaScript: text in quotes, or between backticks with its ${places}.
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
PATTERN = re.compile(r"\(\?|\\[dws]|</")


def is_said(text: str) -> bool:
    return bool(SENTENCE.search(text)) and length(text) > 3 and not PATTERN.search(text)


def in_python(source: str) -> Iterator[str]:
    """Give the sentences among a module's texts; no docstring, and a value's place reads 'it'."""
    nodes = list(ast.walk(ast.parse(source)))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    joined = [node for node in nodes if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for node in joined for part in node.values}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            texts = [p.value if isinstance(p, ast.Constant) else "it" for p in node.values]
            yield "".join(str(text) for text in texts)
        elif isinstance(node, ast.Constant) and id(node) not in docstrings | parts:
            yield str(node.value)


def in_javascript(source: str) -> Iterator[str]:
    for found in LITERAL.finditer(source):
        yield re.sub(r"\$\{[^}]*\}", "it", found[1] or found[2] or "")


def messages(folder: str) -> list[str]:
    home = PACKAGE / folder
    python = [text for p in home.rglob("*.py") for text in in_python(p.read_text("utf-8"))]
    pages = [text for p in home.rglob("*.js") for text in in_javascript(p.read_text("utf-8"))]
    return [text for text in (*python, *pages) if is_said(text)]


@pytest.mark.parametrize("folder", FOLDERS)
def test_messages_are_in_plain_short_sentences(folder: str) -> None:
    found = messages(folder)
    assert len(found) > 10
    assert list(faults(ease(found))) == []


def test_messages_are_told_from_what_is_none() -> None:
    source = '"""No message, a docstring."""\nx = f"You said {n} words."\ny = "a-class b"\n'
    assert [text for text in in_python(source) if is_said(text)] == ["You said it words."]
    script = 'tell("It is kept as you go."); a = `Only ${n} of them left.`; b = "dk-note"'
    assert [text for text in in_javascript(script) if is_said(text)] == [
        "It is kept as you go.",
        "Only it of them left.",
    ]
