"""Nothing is lost, whatever dies: each test types at the worst moment, in a real JupyterLab."""

from __future__ import annotations

import json
import shutil
import signal
import sys

import pytest
from nbconvert import HTMLExporter

from doorknob.journal.store import read_journal
from serving import served, workshop_line

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="finds kernels by way of /proc"),
]
NOTEBOOK = "exercises/01-think-it-over.ipynb"
FIRST, SECOND = "What would you want to think through?", "What else is on your mind?"
COUNT = "n => document.querySelectorAll('.doorknob-bubble').length === n"


@pytest.fixture
def lab(tmp_path):
    """Serve a workshop for a learner who has done nothing yet."""
    with served(tmp_path, workshop_line) as found:
        yield found


@pytest.fixture
def machine(chromium):
    """Give browsers that know nothing of each other."""
    contexts = []

    def make():
        context = chromium.new_context(
            viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


def opened(lab, context):
    page = context.new_page()
    page.goto(f"{lab.address}/doc/tree/{NOTEBOOK}")
    page.get_by_label("What you say").wait_for()
    return page


def type_and_send(page, text):
    page.get_by_label("What you say").fill(text)
    page.keyboard.press("Enter")


def bubbles(page):
    return page.locator(".doorknob-bubble p").all_text_contents()


def said(lab):
    path = lab.folder / "curriculum/cohorts/demo/journals/hugo.jsonl"
    found = read_journal(path)
    assert found.faults == ()
    return [event.response for event in found.events if event.response is not None]


def run(page, command):
    page.evaluate("name => void window.jupyterapp.commands.execute(name)", command)


def test_a_kernel_that_dies_or_is_restarted_takes_nothing_along(lab, machine):
    """Killed between typing and hearing, restarted by hand, run twice: each line counts once."""
    page = opened(lab, machine())
    # Killed with a line on its way and another half typed.
    lab.to_kernels(signal.SIGSTOP)
    type_and_send(page, FIRST)
    page.locator("[data-pending]").wait_for()
    page.get_by_label("What you say").press_sequentially("Half a tho")
    lab.to_kernels(signal.SIGKILL)
    page.wait_for_function(COUNT, arg=3)
    assert page.locator("[data-pending]").count() == 0
    assert page.get_by_label("What you say").input_value() == "Half a tho"
    assert page.locator(".jp-Dialog").count() == 0
    assert said(lab) == [FIRST]
    heard = bubbles(page)
    # Restarted from the menu, with the words still standing there.
    page.evaluate("() => void window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    type_and_send(page, SECOND)
    page.wait_for_function(COUNT, arg=5)
    page.locator("[data-pending]").wait_for(state="detached")
    assert said(lab) == [FIRST, SECOND]
    assert bubbles(page)[:3] == heard
    # The cell is run again, with a draft in the box; twice, as impatient people do.
    heard = bubbles(page)
    page.get_by_label("What you say").press_sequentially("And then")
    run(page, "notebook:run-all-cells")
    run(page, "notebook:run-all-cells")
    page.wait_for_timeout(2_000)
    page.get_by_label("What you say").wait_for()
    assert page.get_by_label("What you say").count() == 1
    assert page.get_by_label("What you say").input_value() == "And then"
    assert bubbles(page) == heard
    # Restart and run all, by the menu's command and its question.
    run(page, "notebook:restart-run-all")
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.wait_for_timeout(4_000)
    page.get_by_label("What you say").wait_for()
    assert bubbles(page) == heard
    assert page.get_by_label("What you say").input_value() == "And then"
    assert said(lab) == [FIRST, SECOND]


def saved_with(text: str, page, path) -> str:
    """Save as JupyterLab does by itself, until a text stands in the file; give its cells."""
    cells = ""
    for _ in range(20):
        run(page, "docmanager:save")
        page.wait_for_timeout(1_000)
        cells = json.dumps(json.loads(path.read_text(encoding="utf-8"))["cells"])
        if text in cells:
            break
    return cells


def test_a_server_that_is_killed_takes_nothing_along_and_the_file_tells_the_story(lab, machine):
    """Both are killed with a line on its way; then another machine goes on with the call."""
    page = opened(lab, machine())
    type_and_send(page, FIRST)
    page.wait_for_function(COUNT, arg=3)
    saved = lab.folder / "curriculum/cohorts/demo/desks/hugo" / NOTEBOOK
    # What stands in the file is current, for readers without a kernel and for export.
    texts = saved_with(FIRST, page, saved)
    assert FIRST in texts
    assert "doorknob-kept" in texts
    exported, _ = HTMLExporter().from_filename(str(saved))
    assert FIRST in exported
    lab.to_kernels(signal.SIGSTOP)
    type_and_send(page, SECOND)
    page.locator("[data-pending]").wait_for()
    page.get_by_label("What you say").press_sequentially("Half a tho")
    lab.kill()
    lab.to_kernels(signal.SIGKILL)
    assert said(lab) == [FIRST]
    lab.start()
    page.reload()
    page.wait_for_function(COUNT, arg=5)
    page.locator("[data-pending]").wait_for(state="detached")
    assert said(lab) == [FIRST, SECOND]
    assert page.get_by_label("What you say").input_value() == "Half a tho"
    heard = bubbles(page)
    # Another machine: a browser that knows nothing, and a notebook as it was handed out.
    page.close()
    shutil.rmtree(saved.parent)
    lab.stop()
    lab.start()
    other = opened(lab, machine())
    other.wait_for_function(COUNT, arg=5)
    assert bubbles(other) == heard
    assert other.get_by_label("What you say").input_value() == ""


def test_two_tabs_tell_one_story(lab, machine):
    """What is said in one shows in the other when it is looked at, and nothing is said twice."""
    context = machine()
    first = opened(lab, context)
    second = opened(lab, context)
    type_and_send(second, FIRST)
    second.wait_for_function(COUNT, arg=3)
    first.bring_to_front()
    first.evaluate("window.dispatchEvent(new Event('focus'))")
    first.wait_for_function(COUNT, arg=3)
    assert bubbles(first) == bubbles(second)
    # The second knows nothing of the first's line when it says its own.
    type_and_send(first, SECOND)
    first.wait_for_function(COUNT, arg=5)
    assert len(bubbles(second)) == 3
    type_and_send(second, "What makes you say so?")
    second.wait_for_function(COUNT, arg=7)
    for page in (first, second):
        page.bring_to_front()
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        page.wait_for_function(COUNT, arg=7)
    assert bubbles(first) == bubbles(second)
    assert said(lab) == [FIRST, SECOND, "What makes you say so?"]
