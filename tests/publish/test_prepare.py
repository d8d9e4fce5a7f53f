"""Notebooks made ready: the cohort's words go in as text, the trainer's cells stay out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from doorknob.errors import InvalidNotebook, NotFound
from doorknob.publish.prepare import declared, fill_markdown, prepare, read_notebook

VALUES = {"product": "Rounds", "price": "£36"}


def notebook(tmp_path: Path, *cells: Any, parameters: str | None = "product = 'X'") -> Path:
    first = (
        [] if parameters is None else [new_code_cell(parameters, metadata={"tags": ["parameters"]})]
    )
    path = tmp_path / "x.ipynb"
    nbformat.write(new_notebook(cells=[*first, *cells]), path)
    return path


def test_prose_is_filled_and_only_declared_values_are_passed(tmp_path: Path) -> None:
    path = notebook(tmp_path, new_markdown_cell("Buy {{ product }} for {{ price }}."))
    made, parameters = prepare(path, audience="learner", values=VALUES)
    assert made.cells[1].source == "Buy Rounds for £36."
    assert parameters == {"product": "Rounds"}


def test_a_learner_never_gets_the_trainer_s_cells(tmp_path: Path) -> None:
    secret = new_markdown_cell("The key is b.", metadata={"tags": ["trainer"]})
    path = notebook(tmp_path, secret, new_markdown_cell("After."))
    learner, _ = prepare(path, audience="learner", values=VALUES)
    trainer, _ = prepare(path, audience="trainer", values=VALUES)
    assert "key" not in json.dumps(learner)
    assert "key" in json.dumps(trainer)
    # Cells keep the number that they have in the file, for error messages.
    assert learner.cells[1].metadata["doorknob"]["cell"] == 3


@pytest.mark.parametrize("audience", ["learner", "trainer"])
def test_a_card_is_in_neither_handout_nor_guide(tmp_path: Path, audience: str) -> None:
    """It is printed apart; in the lesson itself it stays."""
    card = new_markdown_cell("Ask first.", metadata={"tags": ["card"]})
    path = notebook(tmp_path, card, new_markdown_cell("After."))
    made, _ = prepare(path, audience=audience, values=VALUES)
    assert "Ask first" not in json.dumps(made)
    assert "Ask first" in json.dumps(read_notebook(path))


def test_a_misspelt_value_in_prose_is_named_with_its_cell(tmp_path: Path) -> None:
    path = notebook(tmp_path, new_markdown_cell("a\n\n{{ prodct }}"))
    with pytest.raises(InvalidNotebook, match=r"cell 2.*\{\{ prodct \}\} has no value.*'product'"):
        prepare(path, audience="learner", values=VALUES)


def test_prose_that_is_not_written_right_is_named_with_its_cell_and_line(tmp_path: Path) -> None:
    path = notebook(tmp_path, new_markdown_cell("a\n\n{{ product"))
    with pytest.raises(InvalidNotebook, match="cell 2, line 3"):
        prepare(path, audience="learner", values=VALUES)


def test_a_notebook_without_parameters_says_how_to_tag_the_cell(tmp_path: Path) -> None:
    path = notebook(tmp_path, new_code_cell("x = 1"), parameters=None)
    with pytest.raises(InvalidNotebook, match=r"tagged 'parameters'.*property inspector"):
        read_notebook(path)


@pytest.mark.parametrize(
    ("source", "line"),
    [("x = 1\nimport os", 2), ("x = open('y')", 1), ("x = (", 1), ("x += 1", 1)],
)
def test_parameters_are_read_and_never_run(tmp_path: Path, source: str, line: int) -> None:
    path = notebook(tmp_path, parameters=source)
    with pytest.raises(InvalidNotebook, match=f"cell 1, line {line}"):
        declared(read_notebook(path), path)


@pytest.mark.parametrize("text", ["", "{}", "[]", "nonsense", '{"nbformat": 4, "cells": 3}'])
def test_what_is_no_notebook_is_an_error_of_ours(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.ipynb"
    path.write_text(text)
    with pytest.raises(InvalidNotebook):
        read_notebook(path)


def test_a_missing_notebook_says_what_there_is(tmp_path: Path) -> None:
    notebook(tmp_path)
    with pytest.raises(NotFound, match=r"Did you mean 'x.ipynb'"):
        read_notebook(tmp_path / "y.ipynb")


@pytest.mark.parametrize(
    "value",
    [
        "*x*",
        "<script>",
        "#set page",
        "[a](b)",
        "`x`",
        "$x$",
        "{{ price }}",
        "a_b_c",
        "![x](y)",
        "~~x~~",
    ],
)
def test_what_is_put_into_prose_is_text_and_no_markup(value: str) -> None:
    import subprocess

    import pypandoc

    made = fill_markdown("Say {{ product }} now.", {"product": value})
    command = [pypandoc.get_pandoc_path(), "--from=markdown-smart", "--to=plain", "--wrap=none"]
    done = subprocess.run(command, input=made, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"Say {value} now."


@given(st.text(max_size=40))
def test_any_value_is_put_in_and_never_interpreted(value: str) -> None:
    made = fill_markdown("{{ a }}", {"a": value})
    # Where a sentence begins with it, its article is written large; nothing else changes.
    assert made.replace("\\", "").lower() == value.replace("\\", "").lower()


def test_prose_cannot_reach_into_python(tmp_path: Path) -> None:
    path = notebook(tmp_path, new_markdown_cell("{{ product.__class__.__mro__ }}"))
    with pytest.raises(InvalidNotebook):
        prepare(path, audience="learner", values=VALUES)
