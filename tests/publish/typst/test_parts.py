"""The small parts: fonts, colours, ANSI, images, structure."""

from __future__ import annotations

import pytest

from doorknob.colour import READABLE, contrast, darkened, text_on, tinted
from doorknob.publish.typst import ansi, structure
from doorknob.publish.typst.fonts import readable
from doorknob.publish.typst.images import ImageStore, UnusableImage
from doorknob.publish.typst.pandoc import Fragment, read


@pytest.mark.parametrize("red", range(0, 256, 51))
@pytest.mark.parametrize("green", range(0, 256, 51))
def test_any_brand_colour_can_be_read(red, green):
    for blue in range(0, 256, 51):
        brand = f"#{red:02x}{green:02x}{blue:02x}"
        ground = tinted(brand, 0.08)
        assert contrast(darkened(brand, ground), ground) >= READABLE
        assert contrast(text_on(brand), brand) >= READABLE


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("✓ → ☐ é Ω Ж א", "✓ → ☐ é Ω Ж א"),
        ("❤️", "❤"),
        ("👩🏽‍💻", "[woman, personal computer]"),
        ("🇫🇷", "[flag: FR]"),
        ("山", "[cjk unified ideograph-5c71]"),
        ("\U000f0000", "[character U+F0000]"),
    ],
)
def test_what_no_font_has_is_named(text, shown):
    assert readable(text) == shown


def test_a_character_that_was_refused_is_named():
    assert readable("a✓", refused=frozenset("✓")) == "a[check mark]"


def test_ansi_colours_can_be_read():
    codes = [f"\x1b[{code}mx" for code in (*range(30, 38), *range(90, 98))]
    codes += [f"\x1b[38;5;{n}mx" for n in range(256)] + ["\x1b[38;2;255;255;0mx"]
    for run in ansi.runs("".join(codes)):
        assert contrast(run.style.colour, "#f4f4f4") >= READABLE


def test_ansi_styles_end():
    found = ansi.runs(
        "\x1b[1;3;4mall\x1b[22;23;24mnone\x1b]8;;http://x\x07link\x1b[43;31mred\x1b[m."
    )
    assert [run.text for run in found] == ["all", "none", "link", "red", "."]
    assert found[0].style == ansi.Style(bold=True, italic=True, underline=True)
    assert found[1].style == found[4].style == ansi.Style()


@pytest.mark.parametrize(
    "data",
    [b"", b"PNG", b"<svg", b"<html></html>", b"<svg xmlns='http://www.w3.org/2000/svg' width='0'/>",
     b'<!DOCTYPE s [<!ENTITY a "b">]><svg/>'],
)  # fmt: skip
def test_what_is_no_image_is_refused(data):
    with pytest.raises(UnusableImage):
        ImageStore(None).add(data)


def test_a_drawing_loses_what_runs_or_points_elsewhere():
    store = ImageStore(None)
    stored = store.add(
        b'<svg width="96" height="48"><script>x</script><image href="http://x/y.png"/>'
        b'<image href="file:///etc/passwd"/><use href="#a"/>'
        b'<text font-family="Arial">t</text></svg>'
    )
    drawing = store.files[stored.name].decode()
    assert (stored.width, stored.height) == (72, 36)
    assert "#a" in drawing
    assert not any(word in drawing for word in ("script", "http://x", "passwd", "Arial"))


def test_gaps_between_heading_levels_are_closed():
    (tree,) = read(
        [Fragment(kind="markdown", text="# a\n\n#### b\n\n#### c\n\n## d\n\n# e")]
    ).blocks
    found = list(structure.headings(tree, ()))
    structure.set_levels(found)
    assert [heading[structure.LEVEL] for heading in found] == [2, 3, 3, 3, 2]


def test_a_table_that_ends_its_cell_keeps_its_last_row():
    """A cell's last line has no line feed; pandoc would take the row for prose."""
    table = "| a | b |\n|---|---|\n| one | two |\n| three | **four** |"
    (blocks,) = read([Fragment(kind="markdown", text=table)]).blocks
    assert [block["t"] for block in blocks] == ["Table"]


def test_each_fragment_is_read_by_itself():
    texts = [
        "[^1]\n\n[^1]: one",
        "[^1]\n\n[^1]: two",
        "<div>",
        "**bold**",
        "[r]",
        "[r]: http://x.org",
    ]
    blocks = read([Fragment(kind="markdown", text=text) for text in texts]).blocks
    notes = [structure.plain(tree) for tree in blocks[:2]]
    assert notes == ["one", "two"]
    assert blocks[3][0]["c"][0]["t"] == "Strong"
    assert structure.plain(blocks[4]) == "[r]"


def test_what_was_read_lately_is_not_read_again_and_stays_as_it_was(monkeypatch):
    """Copies for learners and for the trainer share most cells; nobody's changes reach another."""
    parts = [Fragment(kind="markdown", text=text) for text in ("## Lately $a$", "and $b$, $c$")]
    first = read(parts)
    first.blocks[0].clear()
    again = read([parts[1], *parts])
    assert [formula.tex for formula in again.formulas] == ["b", "c", "a", "b", "c"]
    numbers = [
        structure.attributes(node)["n"]
        for tree in again.blocks
        for node in structure.walk(tree)
        if "dk-math" in structure.classes(node)
    ]
    assert numbers == ["1", "2", "3", "4", "5"]
    assert structure.plain(again.blocks[1]).startswith("Lately")
    monkeypatch.setattr("doorknob.publish.typst.pandoc.worker", lambda: pytest.fail("asked again"))
    assert read(parts).formulas == read(parts).formulas


@pytest.mark.parametrize("kind", ["markdown", "html"])
@pytest.mark.parametrize(
    "text",
    [
        "<div><b>", "<!-- x", "<script>x", "<style>x", "<textarea>", "<title>", "<pre>x", "<table>",
        "</div></div></body>", "```\nx", "~~~\nx", "$$\nx", "**x", "[x](", "![x][", "<![CDATA[",
        "[^n]: note", "[r]: http://x.org", "> x", "- x\n  - y", "---\nt: x\n---", "::: dk-notes",
        '<div id="dk-fragment-3">', "<details><summary>x", "<?php", "\x00\ud800", "\\begin{align}",
        "x\nread []", '"}]\nwrite {}',
    ],
)  # fmt: skip
def test_no_fragment_changes_its_neighbours(kind, text):
    """Whatever a cell leaves open, the cells around it are read as if they stood alone."""
    around = [
        Fragment(kind="markdown", text="## A\n\n*a* [r]"),
        Fragment(kind="markdown", text="Then [r] and[^n].\n\n| b |\n|---|\n| c |"),
    ]
    first, _, last = read([around[0], Fragment(kind=kind, text=text), around[1]]).blocks
    alone = [read([fragment]).blocks[0] for fragment in around]
    assert [first, last] == alone


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("costs $5 and $6 a month", []),
        ("$x$ and $$y$$", ["x", "y"]),
        ("\\begin{equation}\nx\n\\end{equation}", ["\\begin{equation} x \\end{equation}"]),
        ("```\n\\begin{align}x\\end{align}\n```", []),
        ("`$x$`", []),
        ("$5 or $6, `$y$`", []),
        ("$x$ for $5 and `$y`", ["x"]),
        ("``a ` $b``, $x$", ["x"]),
    ],
)
def test_formulas_are_told_from_prices(text, formulas):
    found = read([Fragment(kind="markdown", text=text)]).formulas
    assert [formula.tex for formula in found] == formulas


def test_what_is_for_the_screen_alone_is_no_part_of_a_paper():
    text = 'Stay. <span class="dk-screen">Press **Run**.</span>\n\n'
    text += '<span class="dk-screen">Only for the screen.</span>\n\nEnd.'
    (tree,) = read([Fragment(kind="markdown", text=text)]).blocks
    kept = structure.on_paper(tree)
    assert [structure.plain(block) for block in kept] == ["Stay.", "End."]
    assert "Press" in structure.plain(tree)


def test_a_picture_beside_what_is_for_the_screen_stays():
    text = '![a](a.png)\n\n![b](b.png)<span class="dk-screen">Press it.</span>'
    (tree,) = read([Fragment(kind="markdown", text=text)]).blocks
    kept = structure.on_paper(tree)
    assert [node["t"] for node in structure.walk(kept)].count("Image") == 2
