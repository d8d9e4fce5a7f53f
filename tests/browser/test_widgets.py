"""The widgets in a real browser: by keyboard, by screen reader, with the line cut, at any size."""

from __future__ import annotations

import pytest

from doorknob.exercises.base import Feedback
from doorknob.exercises.playing import Lines
from doorknob.journal.store import read_journal
from doorknob.widgets.replies import TOO_LONG

pytestmark = pytest.mark.browser

CALL, CHOICE = "01-think-it-over", "01-force-or-influence"
DARK = {"color_scheme": "dark"}
STILL = {"reduced_motion": "reduce"}


def bubbles(desk):
    return desk.page.locator(".doorknob-bubble p").all_text_contents()


def lines(desk):
    events = read_journal(desk.session.recorder.path).events
    return [event.response for event in events if event.response is not None]


def say(desk, text):
    count = len(bubbles(desk))
    desk.page.get_by_label("What you say").fill(text)
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_function(
        "n => document.querySelectorAll('.doorknob-bubble').length === n", arg=count + 2
    )


class TestCall:
    def test_a_call_can_be_played_by_keyboard_alone(self, desk):
        here = desk(CALL)
        page = here.page
        page.get_by_label("What you say").focus()
        page.keyboard.type("What would you want")
        page.keyboard.press("Shift+Enter")
        page.keyboard.type("to think through?")
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelectorAll('.doorknob-bubble').length === 3")
        assert lines(here) == ["What would you want\nto think through?"]
        assert bubbles(here)[2] == here.session.call.said
        assert page.get_by_label("What you say").input_value() == ""
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "End the call"
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Looking back").wait_for()
        assert page.evaluate("document.activeElement.textContent") == "Looking back"
        assert page.get_by_label("What you say").is_hidden()
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("document.activeElement.textContent") == "Play it again"
        page.keyboard.press("Enter")
        page.get_by_text("Call 2").wait_for()
        assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
        assert len(bubbles(here)) == 1

    def test_any_line_looked_back_at_can_be_said_otherwise(self, desk):
        """After the call each line offers a way back; the call goes on from there."""
        here = desk(CALL)
        page = here.page
        say(here, "That is fair. What would you want to think through?")
        say(here, "You need this, trust me.")
        say(here, "If you wait, you'll be sorry later.")
        if page.get_by_role("button", name="End the call").is_visible():
            page.get_by_role("button", name="End the call").click()
        page.get_by_role("heading", name="Looking back").wait_for()
        page.get_by_role("button", name="Say something else in place of line 2").click()
        page.wait_for_function("document.querySelectorAll('.doorknob-bubble').length === 3")
        assert len(here.session.call.turns) == 1
        assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
        say(here, "So it is the money that you would turn over?")
        assert len(here.session.call.turns) == 2

    def test_the_debrief_shows_the_call_in_pictures(self, desk):
        """Trust, worries and moves are drawn, each with words for whoever can't see them."""
        here = desk(CALL)
        page = here.page
        say(here, "What would you want to think through?")
        page.get_by_role("button", name="End the call").click()
        page.get_by_text("The call in pictures").click()
        figures = page.locator(".doorknob-debrief figure img")
        assert figures.count() == 3
        for at in range(3):
            assert figures.nth(at).get_attribute("alt")
            assert figures.nth(at).evaluate("one => one.naturalWidth") > 100

    def test_a_hint_and_a_step_back_are_a_button_away(self, desk):
        """Hints add up on the page; the last line can be taken back, and is said to Python."""
        here = desk(CALL)
        page = here.page
        page.get_by_role("button", name="A hint").click()
        page.get_by_role("button", name="Another hint").click()
        page.wait_for_function("document.querySelectorAll('.doorknob-hints p').length === 2")
        page.get_by_label("What you say").fill("You need this. Sign now.")
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelectorAll('.doorknob-bubble').length === 3")
        page.get_by_role("button", name="Take back my last line").click()
        page.wait_for_function("document.querySelectorAll('.doorknob-bubble').length === 1")
        assert here.session.call.turns == ()

    def test_whoever_chooses_clicks_a_line_and_is_offered_new_ones(self, desk):
        """There is nothing to type, and what was clicked is said."""
        here = desk(CALL, evolve={"lines": Lines.CHOSEN})
        page = here.page
        assert page.get_by_label("What you say").is_hidden()
        offered = page.get_by_role("group", name="Lines to choose from").get_by_role("button")
        assert 3 <= offered.count() <= 4
        first = offered.first.text_content()
        page.get_by_role("button", name="A hint").click()
        page.wait_for_function("document.querySelectorAll('.doorknob-hints p').length === 1")
        offered.first.click()
        page.wait_for_function("document.querySelectorAll('.doorknob-bubble').length === 3")
        assert lines(here)[-1] == first

    def test_jupyterlab_gets_no_plain_key_but_every_shortcut(self, desk):
        here = desk(CALL)
        here.page.get_by_label("What you say").focus()
        for key in ("x", "Shift+Enter", "Escape", "ArrowDown"):
            here.page.keyboard.press(key)
        assert here.page.evaluate("window.reached") == []
        here.page.keyboard.press("Control+s")
        assert "s" in here.page.evaluate("window.reached")

    def test_enter_that_ends_a_composition_sends_nothing(self, desk):
        here = desk(CALL)
        here.page.get_by_label("What you say").fill("なに")
        here.page.get_by_label("What you say").dispatch_event(
            "keydown", {"key": "Enter", "isComposing": True, "bubbles": True}
        )
        assert here.page.evaluate("window.sent") == []

    def test_it_has_the_roles_and_names_that_a_screen_reader_needs(self, desk):
        page = desk(CALL).page
        log = page.get_by_role("log", name="The call with Ines Calder")
        assert log.get_attribute("aria-live") == "polite"
        assert page.get_by_role("textbox", name="What you say").is_visible()
        assert page.get_by_role("button", name="Send").is_visible()
        assert page.get_by_role("heading", name="Ines Calder").is_visible()
        assert page.get_by_role("status").count() == 1

    def test_only_what_is_new_is_put_into_the_log(self, desk):
        here = desk(CALL)
        here.page.evaluate("document.querySelector('.doorknob-bubble').marked = true")
        say(here, "What is it about?")
        assert here.page.evaluate("document.querySelector('.doorknob-bubble').marked")

    def test_what_is_said_stays_text(self, desk):
        here = desk(CALL)
        say(here, "<img src=x onerror='window.harmed = 1'> What is it?")
        here.page.get_by_role("button", name="End the call").click()
        here.page.get_by_role("heading", name="Looking back").wait_for()
        assert here.page.locator('img:not([src^="data:image/svg"])').count() == 0
        assert not here.page.evaluate("window.harmed")

    def test_a_line_that_is_too_long_comes_back_with_a_reason(self, desk):
        here = desk(CALL)
        here.page.get_by_label("What you say").fill("why " * 2_500)
        here.page.keyboard.press("Enter")
        here.page.get_by_text(TOO_LONG).wait_for()
        assert here.page.get_by_label("What you say").input_value() == "why " * 2_500
        assert len(bubbles(here)) == 1

    def test_a_line_that_was_not_acknowledged_survives_a_reload_and_counts_once(self, desk):
        here = desk(CALL)
        here.page.evaluate("window.cut = true")
        here.page.get_by_label("What you say").fill("What is it about?")
        here.page.keyboard.press("Enter")
        assert here.page.locator("[data-pending] p").text_content() == "What is it about?"
        assert lines(here) == []
        here.page.get_by_text("Not sent yet").wait_for()
        here.open()
        here.page.wait_for_function("document.querySelectorAll('.doorknob-bubble').length === 3")
        assert here.page.locator("[data-pending]").count() == 0
        here.open()
        assert lines(here) == ["What is it about?"]
        assert here.page.evaluate("localStorage.length") == 0

    def test_a_reply_that_got_lost_makes_no_second_line(self, desk):
        here = desk(CALL)
        here.page.evaluate("window.mute = true")
        here.page.get_by_label("What you say").fill("What is it about?")
        here.page.keyboard.press("Enter")
        here.page.wait_for_timeout(300)
        assert lines(here) == ["What is it about?"]
        here.open()
        here.page.wait_for_timeout(300)
        assert len(bubbles(here)) == 3
        assert lines(here) == ["What is it about?"]

    def test_a_line_half_typed_survives_a_reload(self, desk):
        here = desk(CALL)
        here.page.get_by_label("What you say").press_sequentially("What else")
        here.open()
        assert here.page.get_by_label("What you say").input_value() == "What else"

    def test_a_line_that_is_sent_too_early_is_said_as_soon_as_it_can_be(self, desk):
        """While another message is on its way, Enter is remembered; nothing is said twice."""
        here = desk(CALL)
        page = here.page
        page.evaluate("window.cut = true")
        page.get_by_role("button", name="A hint").click()
        page.get_by_label("What you say").fill("What is it about?")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        assert page.get_by_label("What you say").input_value() == "What is it about?"
        page.evaluate("window.cut = false")
        page.wait_for_function("document.querySelectorAll('.doorknob-bubble').length === 3")
        assert [one for one in lines(here) if "?" in one] == ["What is it about?"]

    def test_to_begin_again_in_the_middle_is_asked_first(self, desk):
        here = desk(CALL)
        say(here, "What is it about?")
        here.page.get_by_role("button", name="Start again").click()
        here.page.get_by_role("button", name="Stay in this one").click()
        assert here.session.view()["number"] == 1
        here.page.get_by_role("button", name="Start again").click()
        here.page.get_by_role("button", name="Begin a new call").click()
        here.page.get_by_text("Call 2").wait_for()
        assert here.page.evaluate("document.activeElement.tagName") == "TEXTAREA"

    def test_it_asks_the_network_for_nothing(self, desk):
        here = desk(CALL)
        say(here, "What is it about?")
        assert {url for url in here.requests if not url.startswith("blob:")} == {
            "http://doorknob.test/"
        }

    @pytest.mark.parametrize("settings", [{}, DARK], ids=["light", "dark"])
    @pytest.mark.parametrize("width", [360, 800, 1600])
    def test_nothing_sticks_out(self, desk, tmp_path, settings, width):
        here = desk(CALL, viewport={"width": width, "height": 800}, **settings)
        say(here, "What would you want to think through? " + "Donaudampfschifffahrt" * 8)
        here.page.screenshot(path=tmp_path / "call.png", full_page=True)
        here.page.get_by_role("button", name="End the call").click()
        here.page.get_by_role("heading", name="Looking back").wait_for()
        here.page.screenshot(path=tmp_path / "debrief.png", full_page=True)
        assert here.page.evaluate("document.documentElement.scrollWidth") <= width

    def test_leaving_takes_the_listeners_along(self, desk):
        here = desk(CALL)
        here.page.evaluate("window.leave()")
        here.page.get_by_label("What you say").fill("What is it about?")
        here.page.keyboard.press("Enter")
        here.page.wait_for_timeout(300)
        assert len(bubbles(here)) == 2


class TestChoice:
    def test_going_through_the_options_by_keyboard_answers_nothing(self, desk):
        here = desk(CHOICE)
        page = here.page
        page.get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowDown")
        assert lines(here) == []
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Choose this answer"
        page.keyboard.press("Enter")
        page.get_by_text("You accept her wish").wait_for()
        assert lines(here) == ["b"]
        assert page.get_by_text("1 of 8 answered").is_visible()

    def test_each_situation_is_a_named_group_with_a_live_region(self, desk):
        page = desk(CHOICE).page
        group = page.get_by_role("group").first
        assert "What do you say?" in group.locator("legend").text_content()
        assert group.get_by_role("radio").count() == 4
        assert page.locator(".doorknob-feedback[aria-live=polite]").count() == 8
        assert page.get_by_role("progressbar", name="Answered").is_visible()

    def test_answers_survive_a_reload_and_can_be_handed_in(self, desk):
        here = desk(CHOICE)
        page = here.page
        assert page.get_by_role("button", name="Finish this exercise").is_disabled()
        page.get_by_role("radio").nth(0).check()
        page.get_by_role("button", name="Choose this answer").first.click()
        page.get_by_text("1 of 8 answered").wait_for()
        here.open()
        assert page.get_by_role("radio").nth(0).is_checked()
        page.get_by_role("button", name="Finish this exercise").click()
        page.get_by_text("7 situations have no answer yet").wait_for()
        page.get_by_role("group", name="7 situations").get_by_role(
            "button", name="Finish this exercise"
        ).click()
        page.get_by_text("Finished. In 0 of 8").wait_for()
        assert page.get_by_role("radio").nth(1).is_disabled()

    def test_without_feedback_an_answer_is_given_by_choosing_it(self, desk):
        here = desk(CHOICE, evolve={"feedback": Feedback.AFTER_GRADING})
        here.page.get_by_role("radio").nth(1).check()
        here.page.get_by_text("1 of 8 answered").wait_for()
        here.page.get_by_role("radio").nth(2).check()
        here.page.wait_for_function("!localStorage.length")
        assert lines(here) == ["b", "c"]
        assert here.page.locator(".doorknob-feedback p").count() == 0
        assert "You accept her wish" not in here.page.content()

    @pytest.mark.parametrize("settings", [{}, DARK], ids=["light", "dark"])
    @pytest.mark.parametrize("width", [360, 1100])
    def test_nothing_sticks_out(self, desk, tmp_path, settings, width):
        here = desk(CHOICE, viewport={"width": width, "height": 800}, **settings)
        for number, nth in enumerate((0, 4 + 2)):
            here.page.get_by_role("radio").nth(nth).check()
            here.page.get_by_role("button", name="Choose this answer").nth(number).click()
        here.page.get_by_text("2 of 8 answered").wait_for()
        here.page.screenshot(path=tmp_path / "choice.png", full_page=True)
        assert here.page.evaluate("document.documentElement.scrollWidth") <= width


class TestAxe:
    # What is still fading in has too little contrast, for a moment.
    @pytest.mark.parametrize("settings", [STILL, DARK | STILL], ids=["light", "dark"])
    def test_axe_finds_nothing_in_a_call(self, desk, axe, settings):
        """Before the first line, in the middle, and in the debrief."""
        here = desk(CALL, **settings)
        assert axe(here.page) == []
        say(here, "What would you want to think through?")
        say(here, "You need this, trust me.")
        here.page.get_by_role("button", name="A hint").click()
        assert axe(here.page) == []
        here.page.get_by_role("button", name="End the call").click()
        here.page.get_by_text("The call in pictures").click()
        assert axe(here.page) == []

    @pytest.mark.parametrize("settings", [{}, DARK], ids=["light", "dark"])
    def test_axe_finds_nothing_in_choices(self, desk, axe, settings):
        here = desk(CHOICE, **settings)
        here.page.get_by_role("radio").first.check()
        here.page.get_by_role("button", name="Choose this answer").first.click()
        here.page.locator(".doorknob-feedback p").first.wait_for()
        assert axe(here.page) == []


NOT_STILL = {"reduced_motion": "no-preference"}
# A browser that can speak and listen, as far as the page can tell.
SOUND = """
window.spoken = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "en-GB", localService: false }, { lang: "en-US", localService: true }],
  speak: (one) => window.spoken.push([one.text, one.voice.lang]),
  cancel: () => {},
} });
window.SpeechRecognition = class extends EventTarget {
  start() {
    setTimeout(() => {
      const results = [[{ transcript: "what else" }]];
      this.dispatchEvent(Object.assign(new Event("result"), { results }));
      this.dispatchEvent(new Event("end"));
    }, 50);
  }
  abort() {}
};
"""
SILENT = """
delete window.speechSynthesis; delete window.SpeechSynthesisUtterance;
delete window.SpeechRecognition; delete window.webkitSpeechRecognition;
"""


class TestPaceAndSound:
    def test_she_takes_a_moment_to_answer_unless_a_line_is_sent_meanwhile(self, desk):
        """While she thinks, her answer isn't there yet; whoever is in a hurry doesn't wait."""
        here = desk(CALL, **NOT_STILL)
        page = here.page
        page.get_by_label("What you say").fill("What would you want to think through?")
        page.keyboard.press("Enter")
        page.locator(".doorknob-typing").wait_for()
        assert lines(here) == ["What would you want to think through?"]
        assert page.locator(".doorknob-bubble").count() == 2
        assert page.locator("[data-pending]").count() == 0
        page.locator(".doorknob-typing").wait_for(state="hidden")
        assert len(bubbles(here)) == 3
        page.get_by_label("What you say").fill("What else?")
        page.keyboard.press("Enter")
        page.locator(".doorknob-typing").wait_for()
        page.get_by_label("What you say").fill("And what else is on your mind?")
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelectorAll('.doorknob-bubble').length >= 6")
        assert len(lines(here)) == 3

    def test_whoever_wants_no_movement_and_no_pause_gets_none(self, desk):
        """By the system's setting, or by ours, which a reload remembers."""
        here = desk(CALL)
        say(here, "What is it about?")
        assert here.page.locator(".doorknob-typing").is_hidden()
        assert here.page.get_by_label("A short pause before").count() == 0
        other = desk(CALL, **NOT_STILL)
        other.page.get_by_text("Sound and pace").click()
        other.page.get_by_label("A short pause before").uncheck()
        other.open()
        other.page.get_by_text("Sound and pace").click()
        assert not other.page.get_by_label("A short pause before").is_checked()
        say(other, "What else is it about?")
        assert other.page.locator(".doorknob-typing").is_hidden()

    def test_her_lines_are_read_aloud_and_mine_are_taken_down_only_when_asked_for(self, desk):
        """Off by default, with a plain note; a voice of this machine comes first."""
        here = desk(CALL)
        page = here.page
        page.add_init_script(SOUND)
        here.open()
        say(here, "What is it about?")
        assert page.evaluate("window.spoken") == []
        assert page.get_by_role("button", name="Speak").is_hidden()
        page.get_by_text("Sound and pace").click()
        assert page.get_by_text("send what you say to their maker").is_visible()
        page.get_by_label("Read her lines aloud").check()
        page.get_by_label("Speak instead of typing").check()
        say(here, "What would you want to think through?")
        assert page.evaluate("window.spoken") == [[bubbles(here)[-1], "en-US"]]
        page.get_by_role("button", name="Speak").click()
        page.wait_for_function("document.querySelector('textarea').value === 'what else'")
        assert len(lines(here)) == 2

    def test_a_browser_that_can_neither_speak_nor_listen_offers_neither(self, desk):
        """Nothing of it is shown, and nothing breaks."""
        here = desk(CALL)
        here.page.add_init_script(SILENT)
        here.open()
        assert here.page.get_by_text("Sound and pace").is_hidden()
        say(here, "What is it about?")
        assert len(bubbles(here)) == 3


class TestDisputes:
    def test_a_reading_can_be_called_wrong_in_the_debrief(self, desk):
        """Once, with a reason or without; it is in the journal, and a reload shows it."""
        here = desk(CALL)
        page = here.page
        say(here, "What would you want to think through?")
        say(here, "You need this, trust me.")
        page.get_by_role("button", name="End the call").click()
        page.get_by_role("button", name="Read wrongly? Line 2").click()
        assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Read wrongly? Line 2").click()
        page.keyboard.type("I was quoting.")
        page.get_by_role("button", name="Ask my trainer to look").click()
        page.get_by_text("Your trainer will look at how this was read.").wait_for()
        events = read_journal(here.session.recorder.path).events
        assert (events[-1].verb, events[-1].part, events[-1].response) == (
            "disputed",
            "2",
            "I was quoting.",
        )
        here.open()
        assert page.get_by_role("button", name="Read wrongly? Line 2").is_hidden()
        assert page.get_by_role("button", name="Read wrongly? Line 1").is_visible()

    def test_private_practice_has_nobody_to_ask(self, desk):
        """There a reading stays between the learner and the machine."""
        here = desk(CALL, evolve={"private": True})
        say(here, "What is it about?")
        here.page.get_by_role("button", name="End the call").click()
        here.page.get_by_role("heading", name="Looking back").wait_for()
        assert here.page.get_by_text("Read wrongly?").count() == 0

    @pytest.mark.parametrize("settings", [{}, DARK], ids=["light", "dark"])
    def test_axe_finds_nothing_with_the_question_open(self, desk, axe, settings):
        here = desk(CALL, **settings)
        say(here, "What is it about?")
        here.page.get_by_text("Sound and pace").click()
        assert axe(here.page) == []
        here.page.get_by_role("button", name="End the call").click()
        here.page.get_by_role("button", name="Read wrongly? Line 1").click()
        assert axe(here.page) == []
