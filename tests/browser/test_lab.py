"""The whole way once: JupyterLab, a kernel, a notebook of the course, a learner."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from doorknob.course import Course
from doorknob.journal.store import read_journal

pytestmark = pytest.mark.browser
COURSE = Course.here(Path(__file__))


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def lab(tmp_path):
    """Serve a copy of the course by JupyterLab, with settings of its own."""
    for name in ("curriculum", "exercises"):
        shutil.copytree(
            COURSE.root / name, tmp_path / name, ignore=shutil.ignore_patterns("journal")
        )
    port = free_port()
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    unwanted = {"DOORKNOB_JOURNAL", "DOORKNOB_PRINT", "DOORKNOB_COURSE"}
    environment = {name: value for name, value in kept.items() if name not in unwanted}
    environment |= {"HOME": str(home), "IPYTHONDIR": str(home / "ipython")}
    log = (tmp_path / "lab.log").open("w")
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
            *(f"--ServerApp.port={port}", "--ServerApp.port_retries=0"),
            *("--IdentityProvider.token=", f"--ServerApp.root_dir={tmp_path}"),
            *("--LabApp.news_url=", "--LabApp.expose_app_in_browser=True"),
        ],
        env=environment,
        cwd=tmp_path,
        stdout=log,
        stderr=log,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, server, tmp_path / "lab.log")
        yield address, tmp_path
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
        log.close()


def wait_for(address, server, log):
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/api/status", timeout=1):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"JupyterLab did not come up:\n{log.read_text()[-2000:]}")


def test_a_call_in_jupyterlab_survives_a_reload(chromium, lab):
    address, folder = lab
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(40_000)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/lab/tree/exercises/01-think-it-over.ipynb")
    page.get_by_role("heading", name="I'd like to think it over").wait_for()
    # Clicks on Lab's own menus fail now and then; cells run before the kernel stands are lost.
    page.wait_for_function(
        "window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status == 'idle'",
        timeout=120_000,
    )
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    text = page.get_by_label("What you say")
    text.wait_for()
    assert page.locator(".jp-CodeCell .jp-Cell-inputWrapper:visible").count() == 0
    text.click()
    # Each of these keys does something to a cell if JupyterLab gets hold of it.
    page.keyboard.type("What would you want")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("to think through, a b dd x m y?")
    page.keyboard.press("Enter")
    page.locator(".doorknob-bubble").nth(2).wait_for()
    page.screenshot(path=folder / "lab.png")
    said = page.locator(".doorknob-bubble p").all_text_contents()
    assert said[1] == "What would you want\nto think through, a b dd x m y?"
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
