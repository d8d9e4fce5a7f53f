"""Web pages: they stand alone, hide code, set formulas, and run nothing."""

from __future__ import annotations

import re
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from doorknob.publish.html.exporter import to_html
from doorknob.publish.typst.page import PageSetup

PAGE = PageSetup(title="A <b>title</b>", authors=("Ann & Co",), lang="en")


def page(*cells: Any) -> str:
    return to_html(new_notebook(cells=list(cells)), PAGE)


def test_a_page_asks_nothing_of_the_network_and_runs_nothing() -> None:
    made = page(new_markdown_cell("Hello"))
    assert "<script" not in made
    assert not re.search(r'(?:src|href)="(?:https?:)?//', made)
    assert "default-src 'none'" in made


def test_a_title_is_text() -> None:
    assert "A &lt;b&gt;title&lt;/b&gt;" in page()


def test_code_is_never_shown() -> None:
    assert "secret_name" not in page(new_code_cell("secret_name = 1"))


def test_formulas_become_mathml_and_prices_stay() -> None:
    made = page(new_markdown_cell("Let $x^2$ be.\n\n$$\\frac{a}{b}$$\n\nIt costs $5 or $6, `$y$`."))
    assert made.count("<math") == 2
    assert "$5 or $6" in made
    assert "<code>$y$</code>" in made


def test_a_widget_is_shown_by_its_static_form() -> None:
    data = {
        "application/vnd.jupyter.widget-view+json": {"model_id": "x", "version_major": 2},
        "text/html": "<p>the form</p>",
        "text/plain": "Widget()",
    }
    cell = new_code_cell("w", outputs=[new_output("display_data", data=data)])
    made = page(cell)
    assert "the form" in made
    assert "model_id" not in made


def test_a_first_heading_that_says_the_title_again_is_left_out() -> None:
    made = to_html(
        new_notebook(cells=[new_markdown_cell("# Same\n\nText")]), PageSetup(title="Same")
    )
    assert made.count("<h1") == 1
