"""PDF/UA-1, as far as it can be seen in the file: what a screen reader is told, and in what order.

Typst refuses by itself what it can see to be wrong; these tests look at what came out.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h9"/></svg>'
FONTS = ("SourceSerifPro", "SourceSansPro", "DejaVuSans", "NewCMMath", "LibertinusSerif")
PAINTING = {
    "Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do",
    "INLINE IMAGE",
}  # fmt: skip


@pytest.fixture(scope="module")
def paper(convert: Any) -> Any:
    """Set a document with one of each: headings, list, table, chart, call, box, note, formula."""
    call = (
        '<div class="dk-dialogue"><div class="dk-turn" data-who="seller">'
        '<span class="dk-name">Sam</span> first line</div>'
        '<div class="dk-turn" data-who="prospect"><span class="dk-name">Ines</span> second line'
        '</div><div class="dk-why">third line</div></div>'
        '<div class="dk-atonce"><dl><dt>Done</dt><dd>fourth line</dd></dl></div>'
        "<table><thead><tr><th></th><th>n</th></tr></thead>"
        "<tbody><tr><th>fifth line</th><td>1</td></tr></tbody></table>"
    )
    picture = {"image/svg+xml": DRAWING}
    said = {"image/svg+xml": {"alt": "What the chart shows", "caption": "The caption"}}
    return convert(
        new_notebook(
            cells=[
                new_markdown_cell("# Title\n\n## One\n\nText.[^1] $x^2$\n\n[^1]: A note."),
                new_code_cell("c", outputs=[new_output("display_data", data={"text/html": call})]),
                new_code_cell(
                    "c", outputs=[new_output("display_data", data=picture, metadata=said)]
                ),
                new_markdown_cell("### Two\n\n| sixth line | b |\n|---|---|\n| 1 | 2 |\n\n- last"),
            ]
        ),
        exclude_input=True,
        page={"lang": "en-GB", "course": "Running head", "authors": "A", "date": "2026-03-09"},
    )


@pytest.fixture(params=["paper", "torture"])
def pdf(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def unmarked(page: pikepdf.Page) -> Iterator[str]:
    """Give what is painted outside of any tag and any artifact."""
    depth = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            depth += 1
        elif name == "EMC":
            depth -= 1
        elif name in PAINTING and not depth:
            yield f"{name} {operands}"
    assert depth == 0


def test_everything_painted_is_tagged_or_an_artifact(pdf: Any) -> None:
    for page in pdf.pdf.pages:
        assert not list(unmarked(page))


def test_heads_and_feet_are_read_to_nobody(pdf: Any) -> None:
    """They are artifacts: each page's marked content is named in the tree, or not for reading."""
    artifacts = [
        operands
        for page in pdf.pdf.pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) in {"BDC", "BMC"} and str(operands[0]) == "/Artifact"
    ]
    assert len(artifacts) >= len(pdf.pdf.pages)


def test_language_and_title_are_said(pdf: Any) -> None:
    assert str(pdf.root.Lang) == "en-GB"
    assert pdf.reader.metadata.title
    assert bool(pdf.root.ViewerPreferences.DisplayDocTitle)
    assert bool(pdf.root.MarkInfo.Marked)
    assert re.search(r"pdfuaid:part(>|=\")1", pdf.xmp)


def test_the_keyboard_goes_in_the_order_of_the_text(pdf: Any) -> None:
    for page in pdf.pdf.pages:
        if "/Annots" in page:
            assert str(page.Tabs) == "/S"


def test_every_figure_and_formula_has_words(pdf: Any) -> None:
    for tag in ("Figure", "Formula"):
        assert pdf.tags.count(tag)
        assert all(words.strip() for words in pdf.alts(tag))


def test_tables_have_heading_cells_with_a_scope(pdf: Any) -> None:
    cells = [node for tag, node in pdf.nodes if tag == "TH"]
    assert cells
    for cell in cells:
        owned = cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]
        assert any("/Scope" in attribute for attribute in owned)


def test_rows_hold_cells_only(pdf: Any) -> None:
    rows = [node for tag, node in pdf.nodes if tag == "TR"]
    assert rows
    for row in rows:
        kids = row.K if isinstance(row.K, pikepdf.Array) else [row.K]
        assert {str(kid.S) for kid in kids} <= {"/TH", "/TD"}


def test_only_the_pinned_fonts_are_used_and_all_are_embedded(pdf: Any) -> None:
    """No font of the machine's gets in, and text can be copied and searched."""
    found = [
        font
        for item in pdf.pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        for font in [item]
    ]
    assert found
    for font in found:
        name = str(font.get("/BaseFont", "")).removeprefix("/").partition("+")[2]
        assert name.startswith(FONTS), name
        if font.Subtype == "/Type0":
            assert "/ToUnicode" in font
        else:
            kinds = ("/FontFile", "/FontFile2", "/FontFile3")
            assert any(kind in font.FontDescriptor for kind in kinds)


def test_it_is_read_in_the_order_of_the_notebook(paper: Any) -> None:
    """The tree of tags, not the place on the page, says what comes after what."""
    said = list(read_aloud(paper))
    told = " ".join(said)
    places = [
        told.find(words)
        for words in ("Title", "One", "first line", "second line", "third line", "fourth line",
                      "fifth line", "The caption", "What the chart shows", "Two", "sixth line",
                      "last")
    ]  # fmt: skip
    assert -1 not in places, told
    assert places == sorted(places)
    assert "Running head" not in told.partition("One")[2]
    assert "Page 1" not in told


def test_speakers_are_read_before_their_words(paper: Any) -> None:
    told = " ".join(read_aloud(paper))
    assert re.search(r"Sam\s+first line\s+Ines\s+second line", told), told


def test_a_chart_shown_as_a_bitmap_has_its_words_too(convert: Any) -> None:
    dot = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    data = {"image/png": base64.b64encode(dot).decode()}
    output = new_output("display_data", data=data)
    pdf = convert(
        new_notebook(cells=[new_markdown_cell("## Trust"), new_code_cell("c", outputs=[output])])
    )
    assert pdf.alts("Figure") == ["Figure: Trust"]


def read_aloud(pdf: Any) -> Iterator[str]:
    """Give the text of the tree of tags in its order, an alternative in the place of its figure."""
    texts = [marked_text(page) for page in pdf.reader.pages]
    pages = {page.objgen: number for number, page in enumerate(pdf.pdf.pages)}

    def below(node: Any, page: int) -> Iterator[str]:
        if "/Pg" in node:
            page = pages[node.Pg.objgen]
        if "/Alt" in node:
            yield str(node.Alt)
            return
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                yield texts[page].get(kid, "")
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
                at = pages[kid.Pg.objgen] if "/Pg" in kid else page
                yield texts[at].get(int(kid.MCID), "")
            elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from below(kid, page)

    yield from below(pdf.root.StructTreeRoot, 0)


def marked_text(page: Any) -> dict[int, str]:
    """Give a page's text by the number of its marked content."""
    found: dict[int, str] = {}
    open_marks: list[int | None] = []

    def before(operator: bytes, operands: Any, *_: Any) -> None:
        if operator in {b"BDC", b"BMC"}:
            about = operands[1] if len(operands) > 1 else {}
            open_marks.append(about.get("/MCID") if isinstance(about, dict) else None)
        elif operator == b"EMC":
            open_marks.pop()

    def text(words: str, *_: Any) -> None:
        mark = next((mark for mark in reversed(open_marks) if mark is not None), None)
        if mark is not None:
            found[mark] = found.get(mark, "") + words

    page.extract_text(visitor_operand_before=before, visitor_text=text)
    return {mark: " ".join(words.split()) for mark, words in found.items()}
