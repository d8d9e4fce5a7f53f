"""Tasks of every kind in a real browser: by mouse and by keyboard alone, with nothing lost."""

from __future__ import annotations

import pytest

from doorknob.exercises.base import Feedback
from doorknob.exercises.registry import read_exercise
from doorknob.journal.store import read_journal
from doorknob.tongue import words
from doorknob.widgets.live import script, shades_of

pytestmark = pytest.mark.browser

TASKS = "01-what-she-needs"


def task(desk, number):
    return desk.page.locator(".doorknob-situation").nth(number - 1)


def keep(desk, number):
    task(desk, number).get_by_role("button", name="Keep this answer").click()
    task(desk, number).get_by_text("Kept.", exact=True).wait_for()


def answers(desk):
    events = read_journal(desk.session.recorder.path).events
    return {event.part: event.response for event in events if event.part and event.response}


class TestTasks:
    def test_what_holds_is_picked_and_told_at_once(self, desk):
        here = desk(TASKS)
        for text in ("how to pay", "won't use it", "partner will say"):
            task(here, 1).get_by_label(text).check()
        keep(here, 1)
        assert answers(here)["behind-a-stall"] == '["money","use","partner"]'
        task(here, 1).get_by_text("✓ Right.").wait_for()

    def test_cards_are_sorted_by_the_arrow_keys(self, desk):
        """A group is a radio button, so the arrows choose and Tab goes to the next card."""
        here = desk(TASKS)
        cards = task(here, 2).locator(".doorknob-card")
        for at in range(cards.count()):
            cards.nth(at).get_by_role("radio").first.focus()
            here.page.keyboard.press("Space")
            here.page.keyboard.press("ArrowRight")
        keep(here, 2)
        assert answers(here)["force-or-influence"].count("influence") == cards.count()
        task(here, 2).get_by_text("Not quite.").wait_for()

    def test_steps_are_put_in_order_by_keyboard(self, desk):
        """The button keeps the focus, so that a step can be moved several places."""
        here = desk(TASKS)
        give = task(here, 3).get_by_role("button", name="Keep this answer")
        assert give.is_disabled()
        wanted = ["accept", "open", "back", "inform", "else", "business"]
        for place, name in enumerate(wanted):
            for _ in wanted:
                order = [
                    row.get_attribute("data-id")
                    for row in task(here, 3).locator("li").element_handles()
                ]
                if order.index(name) == place:
                    break
                row = task(here, 3).locator(f'li[data-id="{name}"]')
                row.get_by_role("button", name="Move up").focus()
                here.page.keyboard.press("Enter")
                focused = here.page.evaluate("document.activeElement.getAttribute('aria-label')")
                assert focused.startswith("Move up")
        keep(here, 3)
        task(here, 3).get_by_text("✓ Right.").wait_for()

    def test_a_step_can_be_dragged(self, desk):
        here = desk(TASKS)
        rows = task(here, 3).locator("li")
        last = rows.last.get_attribute("data-id")
        rows.last.drag_to(rows.first, target_position={"x": 20, "y": 2})
        assert rows.first.get_attribute("data-id") == last

    def test_worries_are_matched_with_facts(self, desk):
        here = desk(TASKS)
        for at, text in enumerate(("It can be paused", "After four weeks", "There is a page")):
            select = task(here, 4).get_by_role("combobox").nth(at)
            value = select.locator("option", has_text=text).get_attribute("value")
            select.select_option(value)
        keep(here, 4)
        task(here, 4).get_by_text("✓ Right.").wait_for()

    def test_words_are_marked_by_drawing_over_them(self, desk):
        here = desk(TASKS)
        words = task(here, 5).locator(".doorknob-word")
        texts = words.all_text_contents()
        first = texts.index("you'd")
        words.nth(first).hover()
        here.page.mouse.down()
        for at in range(first + 1, first + 10):
            words.nth(at).hover()
        here.page.mouse.up()
        keep(here, 5)
        task(here, 5).get_by_text("✓ Right.").wait_for()

    def test_words_are_marked_by_keyboard(self, desk):
        """Arrows walk, Space marks, Shift and an arrow mark on the way; Tab leaves."""
        here = desk(TASKS)
        words = task(here, 5).locator(".doorknob-word")
        words.first.focus()
        here.page.keyboard.press("ArrowRight")
        here.page.keyboard.press("Space")
        here.page.keyboard.press("Shift+ArrowRight")
        pressed = [words.nth(at).get_attribute("aria-pressed") for at in range(4)]
        assert pressed == ["false", "true", "true", "false"]
        keep(here, 5)
        assert answers(here)["where-it-turned"] == "[1,2]"

    def test_a_line_said_better_is_read_with_its_words(self, desk):
        here = desk(TASKS)
        task(here, 6).get_by_label("Say it your way").fill(
            "So you'd be afraid it lies there unused. What happened with the last one?"
        )
        keep(here, 6)
        task(here, 6).get_by_text("gives back what was said").first.wait_for()

    def test_a_line_that_cannot_be_read_for_certain_is_not_called_wrong(self, desk):
        here = desk(TASKS)
        task(here, 6).get_by_label("Say it your way").fill("Okey dokey then what bugs you")
        keep(here, 6)
        task(here, 6).get_by_text("Your trainer reads this.").wait_for()
        assert not task(here, 6).get_by_text("Not quite.").count()

    def test_a_choice_too_long_for_its_list_is_told_in_full(self, desk):
        """A closed list shows one line of it."""
        here = desk(TASKS, viewport={"width": 360, "height": 700})
        select = task(here, 4).get_by_role("combobox").first
        whole = task(here, 4).locator(".doorknob-chosen").first
        assert whole.is_hidden()
        options = select.locator("option:not([value=''])").all_text_contents()
        text = min(options, key=len)
        assert len(text) > 30
        select.select_option(label=text)
        whole.get_by_text(text, exact=True).wait_for()
        here.page.set_viewport_size({"width": 1100, "height": 700})
        whole.wait_for(state="hidden")

    def test_a_hint_is_given_on_request_and_written_down(self, desk):
        here = desk(TASKS)
        task(here, 1).get_by_role("button", name="A hint").click()
        task(here, 1).get_by_text("A stall is polite.").wait_for()
        assert answers(here)["behind-a-stall"] == "1"
        assert task(here, 1).get_by_role("button", name="A hint").is_hidden()

    def test_what_was_begun_survives_a_reload_and_is_handed_in(self, desk):
        """Text that was typed and never kept is there after a reload, and counts at the end."""
        here = desk(TASKS)
        task(here, 8).get_by_label("Your answer").fill("Mr Ode said: not now. I think money.")
        task(here, 1).get_by_label("how to pay").check()
        here.open()
        box = task(here, 8).get_by_label("Your answer")
        assert box.input_value() == "Mr Ode said: not now. I think money."
        assert task(here, 1).get_by_label("how to pay").is_checked()
        here.page.get_by_role("button", name="Finish this exercise").click()
        here.page.get_by_role("button", name="Finish this exercise").last.click()
        here.page.get_by_text("Finished.").wait_for()
        assert "Mr Ode" in answers(here)["in-your-own-trade"]
        assert answers(here)["behind-a-stall"] == '["money"]'

    def test_what_is_half_sorted_or_matched_survives_a_reload(self, desk):
        """Whoever stops midway finds it as it was, and is told how much is still to do."""
        here = desk(TASKS)
        task(here, 2).get_by_role("radio").first.check()
        task(here, 4).get_by_role("combobox").first.select_option(index=1)
        cards = task(here, 2).locator(".doorknob-card").count()
        task(here, 2).get_by_text(f"Still to do: {cards - 1}.").wait_for()
        here.open()
        assert task(here, 2).get_by_role("radio").first.is_checked()
        assert task(here, 4).get_by_role("combobox").first.input_value()
        assert task(here, 2).get_by_text(f"Still to do: {cards - 1}.").is_visible()
        assert task(here, 2).get_by_role("button", name="Keep this answer").is_disabled()

    def test_a_second_enter_in_haste_hands_nothing_in_that_is_empty(self, desk):
        """The question has the focus on its no."""
        here = desk(TASKS)
        task(here, 1).get_by_label("how to pay").check()
        here.page.get_by_role("button", name="Finish this exercise").focus()
        here.page.keyboard.press("Enter")
        here.page.get_by_text("have no answer yet").wait_for()
        here.page.keyboard.press("Enter")
        assert not here.session.handed_in

    def test_the_words_of_a_button_stay_when_it_is_pointed_at(self, desk):
        """White words on its own colour, and not on a pale ground."""
        here = desk(TASKS)
        button = here.page.get_by_role("button", name="Finish this exercise")
        look = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor].join()"
        before = button.evaluate(look)
        button.hover()
        here.page.wait_for_timeout(300)
        assert button.evaluate(look) == before

    def test_a_line_that_is_cut_loses_no_answer(self, desk):
        here = desk(TASKS)
        here.page.evaluate("window.cut = true")
        task(here, 1).get_by_label("how to pay").check()
        task(here, 1).get_by_role("button", name="Keep this answer").click()
        here.open()
        task(here, 1).get_by_text("Kept.", exact=True).wait_for()
        assert answers(here)["behind-a-stall"] == '["money"]'

    def test_what_is_told_after_grading_is_nowhere_on_the_page(self, desk):
        """Neither in the view nor in the messages, before or after an answer."""
        here = desk(TASKS, evolve={"feedback": Feedback.AFTER_GRADING})
        task(here, 1).get_by_label("how to pay").check()
        keep(here, 1)
        whole = here.html() + here.page.content()
        for item in here.session.exercise.items:
            for secret in (getattr(item, "feedback", ""), getattr(item, "model", "")):
                assert not secret or secret not in whole
        assert "hardest to say first" not in whole

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing(self, desk, axe, scheme, tmp_path):
        here = desk(TASKS, color_scheme=scheme)
        task(here, 1).get_by_label("how to pay").check()
        keep(here, 1)
        assert axe(here.page) == []
        here.page.screenshot(path=tmp_path / f"tasks-{scheme}.png", full_page=True)

    def test_on_a_phone_nothing_is_cut_off(self, desk):
        here = desk(TASKS, viewport={"width": 360, "height": 740})
        assert here.page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("name", [TASKS, "01-force-or-influence"])
def test_a_german_exercise_says_nothing_in_english(desk, course, name):
    """Neither on a button nor to a screen reader, before an answer and after it."""
    told = read_exercise(course.read_in("de").exercise_path(name))
    fields = ("title", "instructions", "items")
    here = desk(name, evolve={field: getattr(told, field) for field in fields})
    task(here, 1).locator("input").first.check()
    button = "Antwort behalten" if name == TASKS else "Diese Antwort wählen"
    task(here, 1).get_by_role("button", name=button).click()
    task(here, 1).locator(".doorknob-feedback p").first.wait_for()
    here.page.get_by_role("button", name="Diese Übung abschließen").click()
    here.page.get_by_role("button", name="Weiter antworten").wait_for()
    shown = here.page.inner_text("body").splitlines()
    shown += here.page.eval_on_selector_all(
        "[aria-label]", "all => all.map(one => one.getAttribute('aria-label'))"
    )
    said = words(script(here.script))
    left = {text for text in said if said[text] != text and text.strip() in map(str.strip, shown)}
    assert left == set()
    assert f"1 von {len(told.items)} beantwortet" in shown


def test_a_page_is_in_the_cohort_s_colour_and_can_be_read(desk, axe):
    """Light yellow is darkened on a light page; on a dark one it stays."""
    light, dark = shades_of("#ffd500")
    for theme, shade in (("light", light), ("dark", dark)):
        here = desk(TASKS, color_scheme=theme, colours=[light, dark])
        button = here.page.get_by_role("button", name="Finish this exercise")
        ground = button.evaluate("here => getComputedStyle(here).backgroundColor")
        assert ground == f"rgb({', '.join(str(int(shade[at : at + 2], 16)) for at in (1, 3, 5))})"
        task(here, 1).get_by_label("how to pay").check()
        assert not axe(here.page)
