"""The prose that a learner reads: out of notebooks, exercises and calls, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from doorknob.course import Course
from doorknob.documents import load
from doorknob.publish.prepare import LEARNER, declared, prepare, read_notebook

# The fields of an exercise that a learner reads as prose; a key or a rubric is the trainer's.
READ = frozenset(
    ("objective", "instructions", "prompt", "text", "feedback", "hint", "said", "line", "model")
)
MATH = re.compile(r"\$\$.*?\$\$|(?<!\w)\$[^$\n]+\$(?!\w)", re.DOTALL)
SLOT = re.compile(r"\{(\w+)\}")
MARKED = re.compile(r"\[\[|\]\]")
# Where no full sentence is expected: a heading, a table's cell.
BARE = {"heading_open", "th_open", "td_open"}


def lesson_prose(path: Path) -> tuple[str, ...]:
    """Give what a learner reads in a notebook, in the words of its own defaults.

    Raises
    ------
    NotFound, InvalidNotebook
        If it can't be read.
    """
    given = declared(read_notebook(path), path)
    values = {name: value for name, value in given.items() if isinstance(value, str)}
    notebook, _ = prepare(path, audience=LEARNER, values=values)
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return tuple(text for source in cells for text in paragraphs(source))


def exercise_prose(path: Path, fields: Collection[str] = READ) -> tuple[str, ...]:
    """Give what a learner reads in some fields of an exercise's or a scenario's file.

    Raises
    ------
    NotFound, InvalidFile
        If it can't be read.
    """
    data = load(path).data
    values = data.get("parameters")
    known = values if isinstance(values, dict) else {}
    return tuple(_filled(text, known) for text in _texts(data, "", fields))


def paragraphs(markdown: str) -> tuple[str, ...]:
    r"""Give the paragraphs of Markdown as plain text; headings, tables, code and sums left out.

    >>> paragraphs("# Title\n\nShe *said* so.\n\n- One.\n- Two [here](x.md).")
    ('She said so.', 'One.', 'Two here.')
    """
    tokens = MarkdownIt("commonmark").enable("table").parse(MATH.sub(" ", markdown))
    found = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline" and before is not None and before.type not in BARE:
            parts = token.children or []
            found.append("".join(_shown(part) for part in parts))
    return tuple(text for text in found if text.strip())


def course_prose(course: Course) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Give each document that learners read, with its prose: lessons, exercises, calls.

    An exercise's notebook and its items are one document; a call counts with what is known of it
    beforehand, since how people talk is nobody's prose.
    """
    for path in sorted(course.lessons.glob("*.ipynb")):
        yield path, lesson_prose(path)
    for path in sorted(course.exercises.glob("*.yaml")):
        notebook = path.with_suffix(".ipynb")
        around = lesson_prose(notebook) if notebook.exists() else ()
        yield path, around + exercise_prose(path)
    for path in sorted((course.curriculum / "scenarios").glob("*.yaml")):
        yield path, exercise_prose(path, {"brief"})


def _shown(part: Any) -> str:
    if part.type in {"softbreak", "hardbreak"}:
        return " "
    return "" if part.type == "html_inline" else str(part.content)


def _texts(node: Any, field: str, fields: Collection[str]) -> Iterator[str]:
    if isinstance(node, Mapping):
        for name, value in node.items():
            if name not in {"parameters", "notes", "rubric"}:
                yield from _texts(value, str(name), fields)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, field, fields)
    elif isinstance(node, str) and field in fields:
        yield MARKED.sub("", node)


def _filled(text: str, values: Mapping[str, Any]) -> str:
    return SLOT.sub(lambda slot: str(values.get(slot[1], "it")), text)
