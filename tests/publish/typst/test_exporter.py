"""The exporters' promises, one small notebook each."""

from __future__ import annotations

import base64
import datetime as dt
import io
import os
import subprocess
import sys
import warnings
import zlib
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

from doorknob.errors import DoorknobWarning, InvalidNotebook
from doorknob.publish.typst import compiler
from doorknob.publish.typst.exporter import PDFExporter, TypstExporter
from doorknob.publish.typst.page import PageSetup


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(buffer, "PNG")
    return buffer.getvalue()


def shown(**data: object) -> object:
    return new_output("display_data", data={key.replace("_", "/"): v for key, v in data.items()})


def test_the_same_notebook_gives_the_same_bytes(prose):
    notebook = prose("# A\n\n$x$ and *y*", "| a |\n|---|\n| 1 |")
    bodies = {PDFExporter().from_notebook_node(notebook, {})[0] for _ in range(2)}
    assert len(bodies) == 1
    assert b"CreationDate" not in bodies.pop(), "the clock is never asked"


def test_the_notebook_is_not_changed(torture_notebook):
    before = torture_notebook.copy()
    TypstExporter().from_notebook_node(torture_notebook, {})
    assert torture_notebook == before
    assert "doorknob_cell" not in torture_notebook.cells[0].metadata


def test_an_empty_notebook_has_its_file_name_for_a_title(convert):
    pdf = convert(new_notebook(), name="my_first-notebook")
    assert pdf.reader.metadata.title == "my first-notebook"
    assert pdf.tags.count("H1") == 1


@pytest.mark.parametrize(
    ("cells", "metadata", "title", "printed"),
    [
        (["# One\n\ntext"], {}, "One", 1),
        (["intro", "# One"], {}, "One", 1),
        (["# one\n\ntext"], {"title": "One"}, "One", 1),
        (["# Other"], {"title": "One"}, "One", 1),
        (["## Two"], {"title": "One"}, "One", 1),
    ],
)
def test_the_title_is_found_and_printed_once(convert, prose, cells, metadata, title, printed):
    pdf = convert(prose(*cells, **metadata))
    assert pdf.reader.metadata.title == title
    body = pdf.text.replace(f"{title} Page 1", "Page 1")
    assert body.lower().count(title.lower()) == printed
    assert pdf.outline()[0] == title


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_the_paper_is_as_asked_for(convert, prose, paper, size):
    assert convert(prose("x"), page={"paper": paper}).size == size


def test_settings_come_from_the_notebook_and_then_from_the_configuration(convert, prose):
    own = {"page": {"subtitle": "Own", "course": "Own course", "lang": "de-CH"}}
    setup = PageSetup(course="Ours", date=dt.date(2025, 3, 3))
    pdf = convert(prose("# T", doorknob=own), page=setup.as_data())
    assert "Own" in pdf.text
    assert "Ours" in pdf.text
    assert "Own course" not in pdf.text
    assert "3. März 2025" in pdf.text
    assert "Seite 1 von 1" in pdf.text
    assert str(pdf.root.Lang) == "de-CH"
    assert "2025-03-03" in pdf.xmp


def test_wrong_settings_are_named_all_at_once(prose):
    page = {"subtitel": "x", "paper": "a5", "brand_colour": "blue", "date": "soon", "lang": 3}
    with pytest.raises(InvalidNotebook) as caught:
        PDFExporter().from_notebook_node(prose("x", doorknob={"page": page}), {})
    assert len(caught.value.problems) == 5
    assert "Did you mean 'subtitle'?" in str(caught.value)


def test_a_logo_is_printed_and_one_outside_the_folder_is_not(convert, prose, tmp_path):
    (tmp_path / "logo.png").write_bytes(picture())
    (tmp_path / "in").mkdir()
    notebook = prose("x", doorknob={"page": {"logo": "logo.png", "logo_alt": "Acme"}})
    assert convert(notebook, folder=tmp_path).alts("Figure") == ["Acme"]
    notebook.metadata.doorknob.page.logo = "../logo.png"
    assert convert(notebook, folder=tmp_path / "in").alts("Figure") == []
    trusted = {"logo": tmp_path / "logo.png", "logo_alt": "Acme"}
    assert convert(prose("x"), page=trusted).alts("Figure") == ["Acme"]


def test_local_images_are_read_from_the_notebooks_folder_only(convert, prose, tmp_path):
    (tmp_path / "in").mkdir()
    for place in ("in/a b.png", "secret.png"):
        (tmp_path / place).write_bytes(picture())
    (tmp_path / "in" / "link.png").symlink_to(tmp_path / "secret.png")
    pdf = convert(
        prose("![mine](a%20b.png)\n\n![theirs](../secret.png)\n\n![linked](link.png)"),
        folder=tmp_path / "in",
    )
    assert pdf.alts("Figure") == ["mine"]
    assert pdf.text.count("outside the notebook's folder") == 2


def test_links_lead_to_headings_however_they_are_written(convert, prose):
    pdf = convert(
        prose("# T\n\n[a](#What's-next?) [b](#whats-next) [c](#nowhere)", "## What's next?")
    )
    links = [note for page in pdf.reader.pages for note in page.get("/Annots", [])]
    assert len(links) == 2


def test_dangerous_links_are_text(convert, prose):
    pdf = convert(prose("[a](javascript:alert(1)) [b](file:///etc/passwd) [c](https://x.org)"))
    links = [note.get_object() for page in pdf.reader.pages for note in page.get("/Annots", [])]
    assert [link["/A"]["/URI"] for link in links] == ["https://x.org"]


def test_html_that_prints_nothing_gives_way_to_the_next_form(convert):
    outputs = [shown(text_html="<script>x</script>", text_markdown="inline $y$")]
    cells = [new_markdown_cell("$x$"), new_code_cell("c", outputs=outputs)]
    assert convert(new_notebook(cells=cells)).alts("Formula") == ["x", "y"]


def test_ready_made_typst_is_never_used(convert):
    output = new_output(
        "display_data", data={"application/vnd.doorknob.typst": "#panic()", "text/plain": "plain"}
    )
    pdf = convert(new_notebook(cells=[new_code_cell("c", outputs=[output])]))
    assert "plain" in pdf.text
    assert "panic" not in pdf.text


def test_a_formula_cannot_be_smuggled_in_by_html(convert, prose):
    pdf = convert(
        prose('$x$ <span class="dk-math" data-n="2" data-typst="#panic()">s</span>'
              '<span class="dk-math" data-n="-1">s</span>')
    )  # fmt: skip
    assert pdf.alts("Formula") == ["x"]


def test_code_is_left_out_on_request(convert):
    output = new_output("stream", text="printed")
    pdf = convert(
        new_notebook(cells=[new_code_cell("secret", outputs=[output])]), exclude_input=True
    )
    assert "secret" not in pdf.text
    assert "printed" in pdf.text


def test_endless_output_is_shortened(convert):
    output = new_output("stream", text="line\n" * 5000)
    pdf = convert(new_notebook(cells=[new_code_cell("x", outputs=[output])]), most_output_lines=40)
    assert "4960 lines left out" in pdf.text


@pytest.mark.parametrize(
    "cell",
    [
        ">" * 400 + " x",
        "<div><b>" * 400 + "x",
        "<table><tr><td>" * 400 + "x",
        "\n".join("  " * depth + "- x" for depth in range(300)),
        "$" + r"\sqrt{" * 300 + "x" + "}" * 300 + "$",
        "<!-- never closed",
        "```\nnever closed",
        "<table><tr><td rowspan=9 colspan=7>x</td></tr></table>",
        "---\nno: [yaml\n---",
        "\ud83d \x00 \x1b[31m \ufffe",
    ],
    ids=range(10),
)
@pytest.mark.filterwarnings("ignore:Cell 2 is printed as plain text")
def test_the_rest_of_the_document_survives_anything(convert, prose, cell):
    pdf = convert(prose("# T\n\nbefore", cell, "after"))
    assert "before" in pdf.text
    assert "after" in pdf.text


def test_a_cell_that_typst_refuses_is_printed_plainly(convert, prose, monkeypatch):
    def refuse(main, files, **options):
        if "#quote" in main:
            raise compiler.CannotSet("error: no quotes today", cell=None)
        return set_pages(main, files, **options)

    set_pages = compiler.set_pages
    monkeypatch.setattr(compiler, "set_pages", refuse)
    with pytest.warns(DoorknobWarning, match="Cell 2 is printed as plain text"):
        pdf = convert(prose("# T", "> quoted", "*fine*"))
    assert "quoted" in pdf.text
    assert "BlockQuote" not in pdf.tags


def test_a_picture_with_right_sums_and_wrong_contents_costs_nothing_but_itself(
    convert, prose, tmp_path
):
    """Its sums are all that is looked at; what Typst then refuses is left out of its cell alone."""
    whole = picture()
    start = whole.index(b"IDAT")
    wrong = b"IDAT" + b"this is not packed"
    packed = (len(wrong) - 4).to_bytes(4) + wrong + zlib.crc32(wrong).to_bytes(4)
    (tmp_path / "a.png").write_bytes(
        whole[: start - 4] + packed + whole[whole.index(b"IEND") - 4 :]
    )
    notebook = prose("# T\n\nbefore", "told ![a ship](a.png)", "after")
    with pytest.warns(DoorknobWarning, match="Cell 2 is printed as plain text"):
        pdf = convert(notebook, folder=tmp_path)
    assert "before told" in pdf.text
    assert "after" in pdf.text
    assert pdf.alts("Figure") == []


def test_an_error_names_the_cell():
    with pytest.raises(compiler.CannotSet) as caught:
        compiler.to_pdf("// cell 3\nx\n\n// cell 7\n#nonsense()\n", {})
    assert caught.value.cell == 7
    assert "Typst 0." in str(caught.value)


def test_no_package_is_ever_fetched():
    with pytest.raises(compiler.CannotSet):
        compiler.to_pdf('#import "../outside.typ": x', {})


def test_an_image_that_is_shown_twice_is_kept_once():
    data = base64.b64encode(picture()).decode()
    outputs = [shown(image_png=data), shown(image_png=data)]
    notebook = new_notebook(cells=[new_code_cell("x", outputs=outputs)])
    _, resources = TypstExporter().from_notebook_node(notebook, {"output_files_dir": "n_files"})
    files = set(resources["outputs"])
    assert {"n_files/template.typ", "n_files/elements.typ", "n_files/page.json"} <= files
    assert sum(name.endswith(".png") for name in files) == 1


def test_the_source_can_be_set_by_itself(torture_notebook):
    body, resources = TypstExporter().from_notebook_node(torture_notebook, {})
    assert compiler.to_pdf(body, resources["outputs"]).startswith(b"%PDF")


def test_nothing_is_warned_of_in_an_ordinary_notebook(convert, prose):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        convert(prose("# Plain\n\ntext"))


def test_the_command_line_makes_a_pdf(tmp_path, prose):
    import nbformat

    nbformat.write(prose("# From the shell"), tmp_path / "shell.ipynb")
    root = Path(__file__).parents[3]
    command = [sys.executable, "-m", "nbconvert", "--to", "doorknob-pdf", "shell.ipynb"]
    paths = [str(root / "toolkit"), str(_entry_points(tmp_path / "site", root))]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "shell.pdf").read_bytes().startswith(b"%PDF")


def _entry_points(site: Path, root: Path) -> Path:
    """Declare the exporters as an installation would, for a tree that is not installed."""
    import tomllib

    declared = tomllib.loads((root / "pyproject.toml").read_text())["project"]["entry-points"]
    info = site / "doorknob-0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: doorknob\nVersion: 0\n")
    lines = [f"{name} = {value}" for name, value in declared["nbconvert.exporters"].items()]
    (info / "entry_points.txt").write_text("\n".join(["[nbconvert.exporters]", *lines]))
    return site


def test_no_page_is_begun_for_a_few_lines(convert, prose, monkeypatch):
    """What a little less air makes room for comes back to the page before; more stays as it is."""

    def lines(count):
        return prose("# T\n\n" + "\n\n".join(["A line of text."] * count))

    with monkeypatch.context() as loosely:
        loosely.setattr(compiler.Pages, "ends_early", False)
        count = next(n for n in range(33, 60) if len(convert(lines(n)).pages) == 2)
        long = convert(lines(count + 20)).pages
    assert len(convert(lines(count)).pages) == 1
    assert convert(lines(count + 20)).pages == long


def test_an_object_without_words_is_no_reader_s_concern(convert):
    """HTML that shows nothing shows nothing, and not what Python calls it."""
    data = {"text/html": "<style>p{}</style>", "text/plain": "<IPython.core.display.HTML object>"}
    said = {"text/html": "<style>p{}</style>", "text/plain": "words of its own"}
    outputs = [new_output("display_data", data=one) for one in (data, said)]
    pdf = convert(new_notebook(cells=[new_code_cell("x", outputs=outputs)]))
    assert "IPython" not in pdf.text
    assert "words of its own" in pdf.text


def test_a_row_of_a_table_is_not_parted(convert, prose):
    """A cell of some lines stands on one page, wherever on it the row comes."""
    cell = " ".join(f"word{number}" for number in range(40))
    rows = "\n".join(f"| a{row} | {cell} end{row} | c |" for row in range(30))
    pdf = convert(prose("# T\n\n| A | B | C |\n|---|---|---|\n" + rows))
    assert len(pdf.pages) > 1
    for page in pdf.pages:
        assert page.count("word0 ") == page.count("word39 end")
