"""Files of the course that many documents ask about: each is read once, until it changes."""

from __future__ import annotations

import ast
import json
from functools import lru_cache
from pathlib import Path

from doorknob.exercises.base import Exercise
from doorknob.exercises.registry import read_exercise
from doorknob.publish.cards import has_card
from doorknob.publish.prepare import read_notebook

MOST = 512


def exercise(path: Path) -> Exercise:
    """Read an exercise.

    Raises
    ------
    NotFound, InvalidExercise
        As `read_exercise` does.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return read_exercise(path)
    return _exercise(path, data)


def title(path: Path) -> str:
    """Give a notebook's title; empty where it has none.

    Raises
    ------
    NotFound, InvalidNotebook
        As `read_notebook` does.
    """
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    return _title(path, data)


def carded(path: Path) -> bool:
    """Say whether a lesson has a quick card.

    Raises
    ------
    NotFound, InvalidNotebook
        As `has_card` does.
    """
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    return _carded(path, data)


def texts(path: Path) -> frozenset[str]:
    """Give every text that stands in a notebook's code; empty where it can't be read."""
    try:
        return _texts(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        # It will fail to be made, and say why.
        return frozenset()


@lru_cache(maxsize=MOST)
def _exercise(path: Path, _data: bytes) -> Exercise:
    return read_exercise(path)


@lru_cache(maxsize=MOST)
def _title(path: Path, _data: bytes) -> str:
    found = read_notebook(path).metadata.get("title", "")
    return found if isinstance(found, str) else ""


@lru_cache(maxsize=MOST)
def _carded(path: Path, _data: bytes) -> bool:
    return has_card(path)


@lru_cache(maxsize=MOST)
def _texts(data: bytes) -> frozenset[str]:
    cells = json.loads(data.decode("utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    found = {
        node.value
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return frozenset(text for text in found if text and "/" not in text and "\\" not in text)
