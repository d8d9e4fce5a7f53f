"""The whole way once: JupyterLab, a kernel, a notebook of the course, a learner."""

from __future__ import annotations

from pathlib import Path

import pytest

from doorknob.journal.store import read_journal
from doorknob.journal.submission import unpack
from serving import jupyterlab_line, kit_line, notebook_line, served, trainer_line, workshop_line

pytestmark = pytest.mark.browser


@pytest.fixture
def workshop(tmp_path):
    """Serve a copy of the course by ``doorknob lab``."""
    with served(tmp_path, workshop_line) as found:
        yield found.address, tmp_path


@pytest.fixture
def lab(tmp_path):
    """Serve a copy of the course by JupyterLab, with settings of its own."""
    with served(tmp_path, jupyterlab_line) as found:
        yield found.address, tmp_path


SAID = "What would you want\nto think through, a b dd x m y?"


def typed_by_run_all(page):
    """Run all cells and say a line, each of whose keys does something to a cell."""
    # Clicks on Jupyter's own menus fail now and then; cells run before the kernel stands are lost.
    page.wait_for_function(
        "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status == 'idle'",
        timeout=120_000,
    )
    page.evaluate("void window.jupyterapp.commands.execute('notebook:run-all-cells')")
    text = page.get_by_label("What you say")
    text.wait_for()
    assert page.locator(".jp-CodeCell .jp-Cell-inputWrapper:visible").count() == 0
    text.click()
    first, second = SAID.split("\n")
    page.keyboard.type(first)
    page.keyboard.press("Shift+Enter")
    page.keyboard.type(second)
    page.keyboard.press("Enter")
    page.locator(".doorknob-bubble").nth(2).wait_for()


@pytest.mark.thorough
def test_a_call_in_jupyterlab_survives_a_reload(chromium, lab):
    address, folder = lab
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(40_000)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/lab/tree/exercises/01-think-it-over.ipynb")
    page.get_by_role("heading", name="I'd like to think it over").wait_for()
    typed_by_run_all(page)
    page.screenshot(path=folder / "lab.png")
    said = page.locator(".doorknob-bubble p").all_text_contents()
    assert said[1] == SAID
    events = read_journal(folder / "exercises" / "journal" / "me.jsonl").events
    assert [event.response for event in events if event.response] == [said[1]]
    page.get_by_role("button", name="Start again").focus()
    cells = page.locator(".jp-Cell").count()
    for key in ("a", "b", "x", "d", "d", "m"):
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1_000)
    page.reload()
    page.locator(".doorknob-bubble").nth(2).wait_for()
    assert page.locator(".doorknob-bubble p").all_text_contents() == said
    own = (address, address.replace("http", "ws", 1), "blob:", "data:")
    assert not [url for url in asked if not url.startswith(own)]
    context.close()


def test_a_workshop_opens_on_a_start_page_and_notebooks_come_alive(chromium, workshop, axe_of):
    """Open, choose, answer, come back: no code, no Run All, and the progress shows."""
    address, folder = workshop
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("heading", name="Spring intake").wait_for()
    assert axe_of(page, ".doorknob-start") == []
    first = page.get_by_role("button", name="Force or influence?")
    first.click()
    page.locator(".doorknob-situation").first.wait_for()
    assert page.locator(".jp-CodeCell .jp-Cell-inputWrapper:visible").count() == 0
    assert page.get_by_text("Tidemark").count() > 0
    page.locator(".doorknob-choice > h2").wait_for(state="hidden")  # the page has said it above
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Choose this answer").first.click()
    page.locator(".doorknob-feedback p").first.wait_for()
    nothing_comes_or_goes_by_a_slip(page)
    page.get_by_role("button", name="Start page").click()
    page.locator('.doorknob-start [data-progress="unfinished"]').first.wait_for()
    events = read_journal(folder / "curriculum/cohorts/demo/journals/hugo.jsonl").events
    assert events[-1].learner == "hugo"
    page.get_by_role("button", name="Hand in what I have done").click()
    page.get_by_text("Received. Your receipt is").wait_for()
    code = page.locator(".doorknob-receipts code").first.text_content()
    handed = list((folder / "curriculum/cohorts/demo/submissions/demo/hugo").glob("*.zip"))
    assert [unpack(one.read_bytes()).code for one in handed] == [code]
    with page.expect_download() as download:
        page.get_by_role("link", name="Download it as a file instead").click()
    assert unpack(Path(download.value.path()).read_bytes()).learner == "hugo"
    assert axe_of(page, ".doorknob-start") == []
    page.screenshot(path=folder / "start.png")
    context.close()


def nothing_comes_or_goes_by_a_slip(page):
    """Double click a text, and press keys that mean something to Jupyter."""
    cells = page.locator(".jp-Cell")
    count = cells.count()
    page.locator(".jp-MarkdownCell").first.dblclick()
    for key in ("Escape", "d", "d", "x", "a", "b", "m", "Enter"):
        page.keyboard.press(key)
    page.wait_for_timeout(500)
    assert cells.count() == count
    assert page.locator(".jp-MarkdownCell .cm-editor:visible").count() == 0


@pytest.mark.thorough
def test_a_lesson_opens_at_its_beginning_and_leads_on(chromium, workshop):
    """Begin, read from the top, go on: the course has an order, and nobody has to know it."""
    address, _ = workshop
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(90_000)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Begin with “How to lose a deal”").click()
    ready = page.get_by_text("One moment, this page is getting ready")
    ready.wait_for()
    ready.wait_for(state="hidden")
    assert page.get_by_role("heading", name="How to lose a deal").first.is_visible()
    assert page.locator(".jp-CodeCell .jp-Cell-inputWrapper:visible").count() == 0
    page.get_by_role("button", name="Next →").click()
    page.locator(".doorknob-situation").first.wait_for()
    context.close()


@pytest.mark.thorough
def test_only_the_course_s_own_code_is_run_by_itself(chromium, workshop):
    """A notebook that was changed, or that came from elsewhere, stays still."""
    address, folder = workshop
    home = folder / "curriculum/cohorts/demo/desks/hugo"
    theirs = home / "exercises" / "01-force-or-influence.ipynb"
    own = theirs.read_text(encoding="utf-8")
    planted = folder / "harm"
    changed = own.replace("import doorknob", f"open({str(planted)!r}, 'w')")
    assert changed != own
    theirs.write_text(changed, encoding="utf-8")
    (home / "stranger.ipynb").write_text(changed, encoding="utf-8")
    context = chromium.new_context()
    context.set_default_timeout(60_000)
    page = context.new_page()
    for path in ("exercises/01-force-or-influence.ipynb", "stranger.ipynb"):
        page.goto(f"{address}/doc/tree/{path}")
        page.locator(".jp-NotebookPanel").wait_for()
        page.get_by_text("Kernel status: Idle").first.wait_for(state="attached")
        page.wait_for_timeout(2_000)
        assert page.locator(".doorknob-own").count() == 0
        assert not planted.exists()
    context.close()


@pytest.mark.thorough
def test_a_trainer_sees_the_room_reviews_and_builds(chromium, tmp_path, axe_of):
    """The trainer's whole path: open, look round, build the papers, open one."""
    cohort = tmp_path / "curriculum/cohorts/demo"
    with served(tmp_path, trainer_line) as lab:
        roster = (cohort / "roster.csv").read_text(encoding="utf-8").splitlines()
        (cohort / "roster.csv").write_text("\n".join(roster[:2]) + "\n", encoding="utf-8")
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(120_000)
        page = context.new_page()
        page.goto(lab.address)
        page.get_by_role("button", name="The trainer's desk").click()
        page.get_by_text("1 of 1 have begun").wait_for()
        assert page.locator(".jp-CodeCell .jp-Cell-inputWrapper:visible").count() == 0
        assert axe_of(page, ".doorknob-root") == []
        page.screenshot(path=tmp_path / "desk.png")
        page.get_by_role("tab", name="Papers").click()
        page.get_by_role("button", name="Build the papers").click()
        page.get_by_text("All papers are ready.").wait_for()
        link = page.get_by_role("link", name="report.pdf", exact=True)
        answer = context.request.get(lab.address + link.get_attribute("href"))
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.body().startswith(b"%PDF")
        page.get_by_role("button", name="Start page").click()
        page.get_by_role("button", name="A call for the whole room").click()
        page.locator(".doorknob-line").first.click()
        page.get_by_text("say that?").wait_for()
        context.close()


@pytest.mark.thorough
def test_a_learner_s_kit_works_on_a_machine_of_its_own(chromium, tmp_path):
    """``doorknob lab`` and no more: the start page, an exercise, a call, and the download."""
    with served(tmp_path, kit_line, below="kit/demo-hugo") as found:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto(found.address)
        page.get_by_role("heading", name="Spring intake").wait_for()
        assert page.get_by_role("button", name="Hand in what I have done").count() == 0
        page.get_by_text("Send the file to Hanna Voss.").wait_for()
        page.get_by_role("button", name="She would like to think it over").click()
        text = page.get_by_label("What you say")
        text.fill("That's fair. What would you want to think through?")
        text.press("Enter")
        page.locator(".doorknob-bubble").nth(2).wait_for()
        page.get_by_role("button", name="Start page").click()
        page.locator('.doorknob-start [data-progress="unfinished"]').first.wait_for()
        page.screenshot(path=tmp_path / "kit.png")
        with page.expect_download() as download:
            page.get_by_role("link", name="Download what you have done").click()
        made = unpack(Path(download.value.path()).read_bytes())
        assert (made.learner, made.cohort) == ("hugo", "demo")
        context.close()


@pytest.mark.thorough
def test_a_call_works_by_run_all_in_jupyter_notebook(chromium, tmp_path):
    """Without our page: Run All, no code in sight, keys stay in the box, and a reload keeps all."""
    pytest.importorskip("notebook", reason="Jupyter Notebook comes with nbgrader")
    with served(tmp_path, notebook_line) as found:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto(f"{found.address}/notebooks/exercises/01-think-it-over.ipynb")
        typed_by_run_all(page)
        said = page.locator(".doorknob-bubble p").all_text_contents()
        assert said[1] == SAID
        page.keyboard.press("Control+s")
        page.wait_for_timeout(1_000)
        page.reload()
        page.locator(".doorknob-bubble p").nth(2).wait_for()
        assert page.locator(".doorknob-bubble p").all_text_contents() == said
        page.screenshot(path=tmp_path / "notebook.png")
        context.close()
