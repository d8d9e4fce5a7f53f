"""The trainer's desk and the room's call in a real browser."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from doorknob.journal.decisions import read_decisions
from doorknob.journal.events import Event, Verb
from doorknob.journal.store import append
from doorknob.lab.trainer.group import GroupSession
from doorknob.lab.trainer.session import DeskSession
from doorknob.lab.trainer.widget import GroupCall, TrainersDesk
from doorknob.publish.cohort import read_cohort
from doorknob.publish.grader import cohort_exercises
from english import english

pytestmark = pytest.mark.browser

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
TASK = "in-your-own-trade"
DARK = {"color_scheme": "dark"}
TEXT = "She said the money. I would ask: what would you want to think through? <b>Or not?</b>"
CALL = "01-think-it-over"


@pytest.fixture
def workshop(copy):
    path = copy.root / "curriculum/cohorts/demo/cohort.yaml"
    text = path.read_text(encoding="utf-8")
    line = "  - 01-think-it-over\n"
    path.write_text(text.replace(line, f"{line}  - 01-what-she-needs\n"), encoding="utf-8")
    return copy


def event(learner, exercise, attempt, verb=Verb.ANSWERED, **more):
    return Event(
        id=str(uuid4()),
        learner=learner,
        verb=verb,
        exercise=exercise,
        attempt=attempt,
        timestamp="2026-03-09T11:52:00+00:00",
        **more,
    )


def write(cohort, learner, text, attempt):
    append(
        cohort.journals / f"{learner}.jsonl",
        event(learner, "01-what-she-needs", attempt, part=TASK, response=json.dumps(text)),
    )


@pytest.fixture
def desk(workshop, stage):
    def make(**settings):
        cohort = read_cohort(workshop, "demo")
        found = stage(
            lambda: DeskSession(workshop, cohort, clock=lambda: NOW),
            TrainersDesk._esm,
            TrainersDesk._css,
            **settings,
        )
        found.cohort = cohort
        return found

    return make


@pytest.fixture
def group(copy, stage, tmp_path):
    def make(**settings):
        cohort = read_cohort(copy, "demo")
        calls = [one for one in cohort_exercises(copy, cohort) if one.kind == "roleplay"]
        return stage(
            lambda: GroupSession(copy, cohort, calls, tmp_path / "group.jsonl"),
            GroupCall._esm,
            GroupCall._css,
            **settings,
        )

    return make


def test_the_room_refreshes_by_itself_and_names_who_is_stuck(desk):
    """A new event shows within seconds, without a reload."""
    here = desk()
    page = here.page
    assert page.get_by_role("row").count() == 11
    write(here.cohort, "bruno", TEXT, str(uuid4()))
    page.get_by_text("Could do with a visit: Bruno Castellani; Lindqvist, Hugo;").wait_for()
    row = page.get_by_role("row", name="Bruno Castellani")
    assert "nothing for 8 minutes" in row.text_content()
    assert page.get_by_role("tab", name="To review (1)").is_visible()


def test_tabs_are_walked_through_by_arrows_and_remembered(desk):
    here = desk()
    page = here.page
    page.get_by_role("tab", name="The room").focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("tab", name="To review").get_attribute("aria-selected") == "true"
    assert page.get_by_role("tabpanel").count() == 1
    here.open()
    assert page.get_by_role("tab", name="To review").get_attribute("aria-selected") == "true"


def test_a_free_text_is_reviewed_by_keyboard_and_typing_outlives_a_look(desk):
    """Ticks count into points, a comment stays while the room is looked at, a verdict is kept."""
    here = desk()
    page = here.page
    write(here.cohort, "bruno", TEXT, str(uuid4()))
    page.get_by_role("tab", name="To review (1)").click()
    assert page.get_by_text("<b>Or not?</b>").is_visible()
    assert page.get_by_text("The reader suggests: “I would ask: what would you").count() == 1
    comment = page.get_by_label("A word to the learner")
    comment.fill("A good question.")
    page.get_by_role("checkbox").nth(2).check()
    assert page.get_by_label("Points, of 1").input_value() == "0.33"
    # A look comes in between, with news from somebody else.
    write(here.cohort, "carys", "Something else.", str(uuid4()))
    page.get_by_role("tab", name="To review (2)").wait_for()
    assert comment.first.input_value() == "A good question."
    page.get_by_label("Points, of 1").first.fill("2")
    page.get_by_role("button", name="Give these points").first.click()
    page.get_by_text("Give points from 0 to 1").wait_for()
    page.get_by_label("Points, of 1").first.fill("0.5")
    page.get_by_role("button", name="Give these points").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("tab", name="To review (1)").wait_for()
    made = read_decisions(here.session.place).all
    assert [(one.text, one.points) for one in made] == [("A good question.", None), ("", 0.5)]
    page.get_by_text("0.5 of 1 points.").click()
    assert page.get_by_role("button", name="Change").is_visible()


def test_a_disputed_reading_is_settled(desk):
    """The trainer sees what was said, why, and how it was read; then she decides."""
    here = desk()
    page = here.page
    journal = here.cohort.journals / "bruno.jsonl"
    seen = next(one for one in here.session._watch.look() if one.learner.id == "bruno")
    call = next(one for one in seen.result.grades if one.exercise == CALL).detail.call
    attempt = next(
        one.attempt for one in seen.events if one.exercise == CALL and one.response == call.lines[0]
    )
    append(journal, event("bruno", CALL, attempt, Verb.DISPUTED, part="1", response="I asked."))
    page.get_by_role("tab", name="To review (1)").click()
    assert page.get_by_text("“I asked.”").is_visible()
    page.get_by_role("button", name="The learner is right").click()
    page.get_by_text("Left out of the score.").wait_for()
    (made,) = read_decisions(here.session.place).all
    assert made.upheld is True


@pytest.mark.thorough
@pytest.mark.parametrize("settings", [{}, DARK], ids=["light", "dark"])
def test_axe_finds_nothing_at_the_desk(desk, axe, tmp_path, settings):
    here = desk(**settings)
    write(here.cohort, "bruno", TEXT, str(uuid4()))
    here.page.get_by_role("tab", name="To review (1)").wait_for()
    for name in ("The room", "To review (1)", "Papers"):
        here.page.get_by_role("tab", name=name).click()
        assert axe(here.page) == []
        here.page.screenshot(path=tmp_path / f"{name}.png", full_page=True)


@pytest.mark.thorough
@pytest.mark.parametrize("width", [420, 1100])
def test_nothing_sticks_out_at_the_desk(desk, width):
    here = desk(viewport={"width": width, "height": 800})
    write(here.cohort, "bruno", "Donaudampfschifffahrt" * 9, str(uuid4()))
    here.page.get_by_role("tab", name="To review (1)").click()
    assert here.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_room_votes_by_keys_and_the_line_with_most_votes_is_said(group):
    """Votes survive a reload; a tie says nothing; the winner is said."""
    here = group()
    page = here.page
    offered = here.session.view()["call"]["options"]
    say = page.get_by_role("button", name="Say the line with most votes")
    page.locator(".doorknob-group").focus()
    page.keyboard.press("1")
    page.keyboard.press("b")
    assert say.is_disabled()
    page.keyboard.press("2")
    here.open()
    assert page.get_by_label("Votes for B").text_content() == "2"
    page.get_by_role("button", name="One vote fewer for B").click()
    page.get_by_role("button", name="One more vote for B").click()
    say.click()
    page.wait_for_function("document.querySelectorAll('.doorknob-log .doorknob-bubble').length > 2")
    assert here.session.call.call.lines == (offered[1],)
    assert page.get_by_label("Votes for A").text_content() == "0"
    page.get_by_text("say that?").click()
    assert page.get_by_role("listitem").filter(visible=True).count() > 0
    page.get_by_role("button", name="End the call").click()
    page.get_by_text("for how you led the call").wait_for()


@pytest.mark.parametrize("settings", [{}, DARK], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_room_s_call(group, axe, tmp_path, settings):
    here = group(**settings)
    assert axe(here.page) == []
    here.page.screenshot(path=tmp_path / "group.png", full_page=True)
    here.page.locator(".doorknob-line").first.click()
    here.page.get_by_text("say that?").wait_for()
    assert axe(here.page) == []
    here.page.set_viewport_size({"width": 420, "height": 800})
    assert here.page.evaluate("document.documentElement.scrollWidth") <= 420


@pytest.mark.usefixtures("german")
def test_a_german_desk_says_nothing_in_english(copy, stage, tmp_path):
    """On no tab, to nobody who looks or listens, and nothing is wider than the page."""
    cohort = read_cohort(copy, "german")
    here = stage(
        lambda: DeskSession(copy, cohort, clock=lambda: datetime(2027, 3, 8, 9, tzinfo=UTC)),
        TrainersDesk._esm,
        TrainersDesk._css,
    )
    page = here.page
    assert page.locator("#here").get_attribute("lang") == "de"
    labels = "all => all.map(one => one.getAttribute('aria-label'))"
    for name in ("Der Raum", "Anzusehen (4)", "Papiere"):
        page.get_by_role("tab", name=name).click()
        shown = page.inner_text("body").splitlines()
        shown += page.eval_on_selector_all("[aria-label]", labels)
        assert english(iter(shown)) == set()
        page.screenshot(path=tmp_path / f"{name[:3]}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1100
