"""Web pages: they stand alone, hide code, set formulas, run nothing, and can be heard."""

from __future__ import annotations

import base64
import io
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

from doorknob.publish.html.exporter import to_html
from doorknob.publish.typst.page import PageSetup

PAGE = PageSetup(title="A <b>title</b>", authors=("Ann & Co",), lang="en", region="GB")
NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h9"/></svg>'


def page(*cells: Any) -> str:
    return to_html(new_notebook(cells=list(cells)), PAGE)


def prose(*cells: str) -> str:
    return page(*map(new_markdown_cell, cells))


def shown(metadata: Any = None, **data: object) -> Any:
    data = {key.replace("_", "/", 1).replace("svg", "svg+xml"): v for key, v in data.items()}
    output = new_output("display_data", data=data, metadata=metadata or {})
    return new_code_cell("c", outputs=[output])


@pytest.fixture(scope="module")
def torture() -> str:
    return to_html(nbformat.read(NOTEBOOKS / "torture.ipynb", as_version=4), PAGE)


def test_a_page_asks_nothing_of_the_network_and_runs_nothing(torture: str) -> None:
    """No script, no frame, no handler; whatever is loaded stands in the page itself."""
    for made in (prose("Hello"), torture):
        assert not re.search(r"<(script|iframe|object|embed|link|form|base)\b", made, re.IGNORECASE)
        loaded = re.findall(r'\b(?:src|srcset|poster|action|data)="([^"]*)"', made)
        assert all(address.startswith("data:image/") for address in loaded)
        tags = re.findall(r"<[a-z][^>]*>", made)
        assert not [tag for tag in tags if re.search(r"""\son\w+\s*=""", tag)]
        assert "url(" not in made
        assert "@import" not in made
        assert "default-src 'none'" in made


def test_a_title_is_text() -> None:
    assert "A &lt;b&gt;title&lt;/b&gt;" in page()


def test_code_is_never_shown() -> None:
    assert "secret_name" not in page(new_code_cell("secret_name = 1"))


def test_what_is_tagged_as_hidden_is_not_shown() -> None:
    cell = new_markdown_cell("not for you", metadata={"tags": ["remove-cell"]})
    assert "not for you" not in page(cell)


def test_formulas_become_mathml_and_prices_stay() -> None:
    made = prose("Let $x^2$ be.\n\n$$\\frac{a}{b}$$\n\nIt costs $5 or $6, `$y$`.")
    assert made.count("<math") == 2
    assert "$5 or $6" in made
    assert "<code>$y$</code>" in made


def test_a_widget_is_shown_by_its_static_form() -> None:
    data = {
        "application/vnd.jupyter.widget-view+json": {"model_id": "x", "version_major": 2},
        "text/html": "<p>the form</p>",
        "text/plain": "Widget()",
    }
    made = page(new_code_cell("w", outputs=[new_output("display_data", data=data)]))
    assert "the form" in made
    assert "model_id" not in made


def test_a_first_heading_that_says_the_title_again_is_left_out() -> None:
    made = to_html(
        new_notebook(cells=[new_markdown_cell("# Same\n\nText")]), PageSetup(title="Same")
    )
    assert made.count("<h1") == 1


def test_headings_go_down_step_by_step(torture: str) -> None:
    """There is one heading of the first level, and none below it is skipped."""
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", torture)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_language_is_said() -> None:
    assert '<html lang="en-GB">' in page()


def test_every_picture_has_an_alternative(torture: str) -> None:
    pictures = re.findall(r"<img [^>]*>", torture)
    assert len(pictures) > 3
    assert all(re.search(r'alt="[^"]+"', picture) for picture in pictures)


def test_a_chart_has_its_own_words() -> None:
    said = {"image/svg+xml": {"alt": "Two <bars>", "caption": "The & caption"}}
    made = page(shown(said, image_svg=DRAWING))
    assert 'alt="Two &lt;bars&gt;"' in made
    assert re.search(r"<figcaption>\s*(<p>)?The &amp; caption", made)


def test_of_two_forms_of_a_chart_the_smaller_is_shown() -> None:
    """A drawing prints sharply; one of a hundred thousand dots is larger than its bitmap."""
    buffer = io.BytesIO()
    Image.effect_noise((60, 60), 50).save(buffer, "PNG")
    bitmap = base64.b64encode(buffer.getvalue()).decode()
    dots = "".join(f'<circle cx="{n * 7919 % 997}" cy="{n * n % 991}" r="1"/>' for n in range(9000))
    crowded = DRAWING.replace("<path", f"{dots}<path")
    assert "data:image/svg+xml" in page(shown(image_svg=DRAWING, image_png=bitmap))
    assert "data:image/png" in page(shown(image_svg=crowded, image_png=bitmap))


def test_heading_cells_say_what_they_head() -> None:
    made = prose("| a | b |\n|---|---|\n| 1 | 2 |")
    assert made.count('<th scope="col"') == 2
    frame = (
        "<table><thead><tr><th></th><th>n</th></tr></thead>"
        "<tbody><tr><th>first</th><td>1</td></tr></tbody></table>"
    )
    made = page(shown(text_html=frame))
    assert re.search(r'<th scope="row"[^>]*>first', made)
    assert "<th></th>" not in made


def test_links_lead_to_headings_however_they_are_written() -> None:
    made = prose("[a](#What's-next?) [b](#nowhere)", "## What's next?")
    target = re.search(r'<a href="#([^"]+)">a</a>', made)
    assert target is not None
    assert f'id="{target[1]}"' in made
    assert ">b</a>" not in made


def test_no_two_elements_have_the_same_identifier(torture: str) -> None:
    found = re.findall(r'\sid="([^"]*)"', torture + prose("## A", "## A", "[^1]\n\n[^1]: n"))
    assert found
    for made in (torture, prose("## A", "## A")):
        found = re.findall(r'\sid="([^"]*)"', made)
        assert len(found) == len(set(found))


def test_notes_stand_at_the_end_and_lead_back() -> None:
    """Each cell's notes are its own, even where two cells number them alike."""
    made = prose("A[^1]\n\n[^1]: first note", "B[^1]\n\n[^1]: second note")
    notes = re.findall(r'<li id="(dk-note-\d)"><p>(\w+ note)</p> <a href="#([^"]+)"', made)
    assert [note for _, note, _ in notes] == ["first note", "second note"]
    for note, _, back in notes:
        assert f'href="#{note}" id="{back}"' in made


def test_printed_text_keeps_its_colours_and_is_text() -> None:
    stream = new_output("stream", text="<b>\x1b[31mred\x1b[0m & plain")
    made = page(new_code_cell("c", outputs=[stream]))
    assert re.search(r'&lt;b&gt;<span style="color:#[0-9a-f]{6}">red</span> &amp; plain', made)


def test_lists_tasks_details_and_room_to_write_keep_their_form() -> None:
    made = prose(
        "3. three\n4. four",
        "- [x] done\n- [ ] open",
        "Term\n: meaning",
        "<details><summary>More</summary>\n\nhidden *text*\n\n</details>",
        '<div class="dk-answer-lines" data-lines="5"></div>',
        '<ul class="dk-choices"><li>one</li></ul>',
        "> [!WARNING]\n> Careful.",
        'say "hello"',
    )
    for part in ('<ol start="3">', "☒ done", "<dt>Term</dt>", "<summary>More</summary>",
                 "<em>text</em>", 'style="--lines:5"', '<div class="dk-choices">',
                 '<div class="alert alert-warning">\n<p class="dk-title">Warning</p>',
                 "say “hello”"):  # fmt: skip
        assert part in made


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<p onclick="alert(1)">p</p>',
        '<div style="position:fixed;inset:0">over all</div>',
        '<a href="javascript:alert(1)">a</a>',
        "[a](javascript:alert(1))",
        '<a href="data:text/html,alert(1)">a</a>',
        "<style>body{display:none}</style>",
        '<iframe src="https://example.org"></iframe>',
        '<form action="https://example.org"><input name="a"></form>',
        '<svg><script>alert(1)</script></svg><math href="javascript:alert(1)">x</math>',
        '<meta http-equiv="refresh" content="0;url=https://example.org">',
        '<base href="https://example.org">',
        "</main></body></html>",
        "```html\n<script>alert(1)</script>\n```",
        "`<script>alert(1)</script>`",
        '<div title="&quot;><script>alert(1)</script>">x</div>',
    ],
)
def test_nobodys_html_runs_or_restyles_anything(evil: str) -> None:
    for made in (prose(evil), page(shown(text_html=evil))):
        body = made.partition("<body>")[2]
        assert "<script" not in body
        assert not re.search(r"<[a-z][^>]*\son\w+=", body)
        assert not re.search(r"<(style|iframe|form|meta|base)\b", body)
        assert not re.search(r'(?:href|src|action)="(?:javascript|data:text|https?:)', body)
        assert "position:fixed" not in body
        assert body.count("</main>") == 1


@pytest.mark.parametrize(
    "cell",
    [
        "<div>",
        "<div><b><i>",
        "<table><tr><td>never",
        "<!-- never closed",
        "<script>never closed",
        "<style>never closed",
        "<textarea>",
        "<select><option>",
        "<title>",
        "<details><summary>open",
        "<pre>never",
        "</div></div></main></body></html>",
        "```\nnever closed",
        "~~~~\nnever closed",
        "$$\nnever closed",
        "\\begin{align}",
        "**never closed",
        "[never closed](",
        "![never closed][",
        "[^after]: a note\n\n    of several lines",
        "[after]: https://example.org/hijacked",
        "> quoted\n\n    code",
        "- list\n  - list",
        "::: dk-notes",
        "---\ntitle: hijacked\n---",
        "<" * 300,
        "<![CDATA[",
        "<?php",
        "<!DOCTYPE html><html><head><title>hijacked",
        "{=html}\n<div>",
        "dk-fragment-2",
        '<div id="dk-fragment-2">',
    ],
)
def test_no_cell_swallows_or_changes_its_neighbours(cell: str) -> None:
    """What one cell leaves open ends with it; its notes and references are its own."""
    around = ("## Before\n\nThe *first* cell.", "## After\n\nThe *last* [after] cell[^after].")
    for made in (
        prose(around[0], cell, around[1]),
        page(new_markdown_cell(around[0]), shown(text_html=cell), new_markdown_cell(around[1])),
    ):
        body = made.partition("<main>")[2]
        assert re.search(r"<h2[^>]*>Before</h2>\s*<p>The <em>first</em> cell\.</p>", body)
        assert re.search(
            r"<h2[^>]*>After</h2>\s*<p>The <em>last</em> \[after\] cell\[\^after\]\.</p>\s*"
            r"(</main>|<section)",
            body,
        ), body[-1500:]
        assert "hijacked" not in made.partition("</head>")[0]
