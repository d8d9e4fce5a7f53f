"""Built pages in a real browser: nothing is fetched, and nobody is barred from them."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.v4 import new_code_cell, new_output

from doorknob.coaching.debrief import debrief
from doorknob.coaching.transcript import transcript_html
from doorknob.prospect.conversation import replay
from doorknob.publish.html.exporter import to_html
from doorknob.publish.typst.page import PageSetup

pytestmark = pytest.mark.browser

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
LINES = ("Just say yes.", "That's fair. What would you want to think through?")
PAGE = PageSetup(title="A page", course="Course", lang="en", region="GB", brand_colour="#ffd500")


@pytest.fixture(scope="module")
def file(think_it_over, tmp_path_factory):
    """Write a page with everything a notebook may hold, a call and a box at its head."""
    call = debrief(replay(think_it_over, LINES)).call
    html = '<div class="dk-atonce"><dl><dt>Done</dt><dd>1 of 2</dd></dl></div>'
    html += transcript_html(call, seller="Sam")
    notebook = nbformat.read(NOTEBOOKS / "torture.ipynb", as_version=4)
    output = new_output("display_data", data={"text/html": html})
    notebook.cells.insert(0, new_code_cell("c", outputs=[output]))
    path = tmp_path_factory.mktemp("pages") / "page.html"
    path.write_text(to_html(notebook, PAGE), encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_fetched(chromium, file, scheme):
    asked = []
    # Our own policy would keep axe out; what is asked for is counted before it comes.
    page = chromium.new_page(color_scheme=scheme, bypass_csp=True)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    found = Axe().run(page).response["violations"]
    page.close()
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_it_fits_a_telephone(chromium, file):
    """Only what is too wide by itself is moved, never the page."""
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    page.goto(file.as_uri())
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert width <= 360
