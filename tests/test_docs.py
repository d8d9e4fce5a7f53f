"""What the documents show is so: examples run, and figures are those that were measured."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from doorknob.language.model import model
from doorknob.training.corpus import read_corpus, read_statements
from doorknob.training.report import agreements, results

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.stem)
def test_the_examples_of_a_document_run(path: Path) -> None:
    assert doctest.testfile(str(path), module_relative=False).failed == 0


def test_the_figures_on_reading_are_those_of_the_model() -> None:
    """The tables come from the model's own file and from the corpus."""
    text = (DOCS / "reading.md").read_text(encoding="utf-8")
    assert results(model().header) in text
    rows = read_corpus()
    assert agreements(rows) in text
    assert f"{len(rows):,} lines" in text
    assert f"{len(read_statements()):,} statements" in text
