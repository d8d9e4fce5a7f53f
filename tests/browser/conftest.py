"""A real Chromium, and a page that runs a widget's JavaScript without Jupyter."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import attrs
import pytest
from axe_playwright_python.sync_playwright import Axe

from doorknob.course import Course
from doorknob.exercises.registry import read_exercise
from doorknob.tongue import speak, spoken, words
from doorknob.widgets.calls import RolePlaySession
from doorknob.widgets.choices import ChoiceSession
from doorknob.widgets.live import STATIC, script
from doorknob.widgets.messages import heard
from doorknob.widgets.recorder import Recorder
from doorknob.widgets.tasks import TasksSession

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
)
# Plain http under a name, as on a workshop's server: no secure context, so no crypto.randomUUID.
SCRIPTS = {"roleplay": "roleplay.js", "choice": "choice.js", "tasks": "tasks.js"}
ADDRESS = "http://doorknob.test/"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Doorknob</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{margin:0;padding:16px}%(css)s</style>
<body><main id="here"></main>
<script type="module">
const widget = (await import(URL.createObjectURL(
  new Blob([%(esm)s], { type: "text/javascript" })))).default;
const handlers = {};
let view = %(view)s;
const given = %(given)s;
// What anywidget's model does, with a line to Python that can be cut.
const model = {
  get: (name) => (name === "view" ? view : given[name]),
  on: (name, call) => (handlers[name] ??= new Set()).add(call),
  off: (name, call) => handlers[name]?.delete(call),
  async send(message) {
    window.sent.push(message);
    if (window.cut) throw new Error("no kernel");
    const answer = await window.python(message);
    if (window.mute) return;
    view = answer.view;
    handlers["change:view"]?.forEach((call) => call());
    handlers["msg:custom"]?.forEach((call) => call(answer.reply, []));
  },
};
window.sent = [];
window.reached = [];
document.addEventListener("keydown", (event) => window.reached.push(event.key));
window.leave = widget.render({ model, el: document.querySelector("#here") });
window.ready = true;
</script>"""


@pytest.fixture(scope="session")
def chromium():
    """Start Chromium once; skip where there is none, but never on a build server."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        reason = f"no Chromium is installed (looked for {', '.join(names)})"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}, and on a build server there must be one")
        pytest.skip(reason)
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def stage(chromium):
    """Make a page of any session, with its script and style."""
    contexts = []

    def make(make_session, esm, css, **settings):
        usual = {"viewport": {"width": 1100, "height": 800}, "reduced_motion": "reduce"}
        context = chromium.new_context(**{**usual, **settings})
        contexts.append(context)
        context.set_default_timeout(30_000)
        found = Desk(page=context.new_page(), script="", make=make_session, esm=esm, css=css)
        found.page.route("**/*", lambda route: route.abort())
        found.page.route(
            ADDRESS, lambda route: route.fulfill(body=found.html(), content_type="text/html")
        )
        found.page.expose_function("python", found.python)
        found.open()
        return found

    yield make
    for context in contexts:
        context.close()


@attrs.define(slots=False)  # playwright hangs its own attributes on it
class Desk:
    """A learner's page: a widget, the session behind it, and a way to lose and reload it."""

    page: object
    script: str
    make: object
    session: object = None
    requests: list = attrs.field(factory=list)
    esm: str = ""
    css: str = ""
    colours: list = attrs.field(factory=list)

    def open(self):
        """Open the page anew, as after a reload and a new kernel."""
        self.session = self.make()
        self.page.goto(ADDRESS)
        self.page.wait_for_function("window.ready")

    def html(self):
        """Give the page as it is served."""
        esm = self.esm or script(self.script)
        given = {"words": words(esm), "language": spoken(), "colours": self.colours}
        return PAGE % {
            "css": self.css or (STATIC / "doorknob.css").read_text(encoding="utf-8"),
            "esm": json.dumps(esm).replace("</", "<\\/"),
            "given": json.dumps(given).replace("</", "<\\/"),
            "view": json.dumps(self.session.view()).replace("</", "<\\/"),
        }

    def python(self, message):
        """Take a message as the widget's class does."""
        reply = heard(self.session, message)
        return {"view": self.session.view(), "reply": {"kind": "reply", **reply}}


@pytest.fixture
def axe(axe_of):
    """Say what axe-core finds within our widgets."""
    return lambda page: axe_of(page, ".doorknob-root")


@pytest.fixture
def axe_of():
    """Say what axe-core finds in a part of a page: rules, and where they are broken."""

    def run(page, place):
        found = Axe().run(page, context=place)
        return [
            (one["id"], [(node["html"][:120], node["any"][:1]) for node in one["nodes"]])
            for one in found.response["violations"]
        ]

    return run


@pytest.fixture
def desk(chromium, tmp_path):
    """Make a learner's page of an exercise."""
    contexts = []

    def make(exercise, *, evolve=None, colours=(), **settings):
        usual = {"viewport": {"width": 1100, "height": 800}, "reduced_motion": "reduce"}
        context = chromium.new_context(**{**usual, **settings})
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        found = Desk(
            page=page,
            script=SCRIPTS[read_exercise(Course.here(Path(__file__)).exercise_path(exercise)).kind],
            make=lambda: session_of(exercise, tmp_path / "ana.jsonl", evolve or {}),
            colours=list(colours),
        )

        def serve(route):
            found.requests.append(route.request.url)
            if route.request.url == ADDRESS:
                route.fulfill(body=found.html(), content_type="text/html; charset=utf-8")
            else:
                route.abort()

        page.route("**/*", serve)
        page.expose_function("python", found.python)
        found.open()
        return found

    yield make
    for context in contexts:
        context.close()


def session_of(name, path, evolve):
    """Make the session of an exercise of the course."""
    course = Course.here(Path(__file__))
    exercise = attrs.evolve(read_exercise(course.exercise_path(name)), **evolve)
    recorder = Recorder(path=path, learner="ana", exercise=exercise.id)
    if exercise.kind == "tasks":
        return TasksSession(exercise, {}, recorder)
    if exercise.kind == "choice":
        return ChoiceSession(exercise, {}, recorder)
    return RolePlaySession(exercise, course.scenario(exercise.scenario), {}, recorder)


@pytest.fixture
def german():
    """Let this process speak German for one test."""
    speak("de-DE")
    yield
    speak("en")
