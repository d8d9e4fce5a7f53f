"""Everything a notebook may hold, in one document: set as PDF/UA-1 and read back."""

from __future__ import annotations

from itertools import pairwise

import pytest


def test_it_says_that_it_is_accessible(torture):
    assert str(torture.root.Lang) == "en-GB"
    assert torture.root.MarkInfo.Marked
    assert bool(torture.root.ViewerPreferences.DisplayDocTitle)
    assert "pdfuaid:part" in torture.xmp
    assert torture.reader.metadata.title == "A doorknob concern"
    assert torture.reader.metadata.author == "Ada Lovelace"
    assert "sales" in torture.reader.metadata["/Keywords"]


def test_the_kinds_of_content_are_tagged_as_what_they_are(torture):
    wanted = {"H1", "H2", "H3", "P", "L", "LI", "Table", "TH", "TD", "Figure", "Formula"}
    assert wanted | {"BlockQuote", "Link", "Code", "Note", "Caption"} <= set(torture.tags)


def test_there_is_one_title_and_no_heading_level_is_skipped(torture):
    levels = [int(tag[1]) for tag in torture.tags if tag[0] == "H" and tag[1:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_bookmarks_are_the_headings(torture):
    outline = torture.outline()
    assert outline[:4] == [
        "A doorknob concern", "Skipped to three", "Skipped to five", "Where she stops",
    ]  # fmt: skip
    assert {"Callouts", "Tables", "Second top heading", "The call"} <= set(outline)


def test_every_picture_and_formula_has_an_alternative(torture):
    figures, formulas = torture.alts("Figure"), torture.alts("Formula")
    assert all(figures)
    assert all(formulas)
    assert "Bars of three concerns: think 5, price 8, partner 3" in figures
    assert "The bars as a drawing" in figures
    assert "Figure: Figures" in figures, "falls back to the heading above"
    assert r"e^{i\pi} + 1 = 0" in formulas
    assert any(r"\begin{align}" in formula for formula in formulas)


def test_a_formula_that_cannot_be_translated_is_shown_as_tex(torture):
    assert r"\foobar{x}" in torture.text


def test_pages_are_numbered(torture):
    count = len(torture.pages)
    for number, page in enumerate(torture.pages, start=1):
        assert f"Page {number} of {count}" in page
    assert "Handling objections" in torture.pages[1]


@pytest.mark.parametrize(
    "said",
    [
        "When “let me think it over” means something else",
        "Trainer: Ada Lovelace",
        "3 March 2025",
        "$500 a month, or $6,000",
        "☐ open task",
        "☑ done task",
        "A different note.",
        "Unclosed <div and ``` fence",
        "Remember markdown in HTML",
        "Watch out! Pressure ends it.",
        "Caution Careful.",
        "More of it Hidden text.",
        "Figure 1: The chart as attached",
        "Caption",
        "[image on the web, not fetched: far away]",
        "[image outside the notebook's folder, not read: outside]",
        "[image could not be read: a torn picture]",
        "ZeroDivisionError: division by zero",
        "100 %",
        "shown output",
        "A static fallback",
        "plain instead of script",
        "Markdown output",
        "Naïve café, Ελληνικά, Кириллица",
        "emoji [thumbs up sign] [woman, personal computer] [flag: DE]",
        "[3 CJK characters that this document's fonts lack]",
        "7 of 10",
        "Concern uncovered",
        "Maria Lindqvist",
        "open question",
        "Key idea Nobody needs more time",
        "Trainer’s notes",
        "Plain content of an unknown class.",
    ],
)
def test_it_is_printed(torture, said):
    if said == "Caption":
        said = "Concerns heard on the call"
    assert said in torture.text


@pytest.mark.parametrize(
    "hidden",
    ["secret = 1", "gone output", "also_hidden", "NOT PRINTED", "NOT FETCHED", "alert(", "VBox",
     "10 % 100", "raw cell"],
)  # fmt: skip
def test_it_is_not_printed(torture, hidden):
    assert hidden not in torture.text


@pytest.mark.parametrize(
    "text",
    ["#set page(width: 1cm)", "#panic(“no”)", '#panic("raw")', '#panic("html")', '#panic("math")',
     "@label", "// no comment", "nor this */", "@preview/cetz:0.1.0", "/ term: no"],
)  # fmt: skip
def test_typst_in_text_stays_text(torture, text):
    assert text in torture.text
    assert torture.size == (595, 842)


def test_a_page_break_breaks_the_page(torture):
    page = next(page for page in torture.pages if "After the break." in page)
    assert "Plain content of an unknown class." not in page


def test_a_long_table_repeats_its_header(torture):
    pages = [page for page in torture.pages if "She said she would like to think it over" in page]
    assert len(pages) > 1
    assert all("turn line" in page for page in pages)
