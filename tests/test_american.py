"""What Americans read: their spelling everywhere but in what somebody else has written."""

from __future__ import annotations

import re

import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.text import Text

from doorknob.american import BRITISH, SPELLINGS, american, american_view
from doorknob.charts import stages_of_a_concern, trust_over_call
from doorknob.charts.page import show_html
from doorknob.charts.style import PRINT, svg
from doorknob.coaching.debrief import debrief
from doorknob.course import Course
from doorknob.exercises.registry import read_exercise
from doorknob.prospect.conversation import begin, replay
from doorknob.prospect.diagram import TELLING, arrows
from doorknob.prospect.said import any_said
from doorknob.publish.cohort import read_cohort
from doorknob.tongue import say, speak, speak_english, speaks_american, spoken, words
from doorknob.widgets.debrief import debrief_html
from doorknob.widgets.live import script
from doorknob.widgets.recorder import Recorder
from doorknob.widgets.tasks import TasksSession

COURSE = Course.here()


@pytest.fixture
def americans():
    speak("en-US")
    yield
    speak("en")


def british(text: str) -> list[str]:
    return [word for word in SPELLINGS if f" {word} " in f" {text} "]


@given(st.lists(st.sampled_from([*SPELLINGS, "Mr", "Okoro", "“ring me”", "and", "."])))
def test_what_was_said_for_americans_is_not_said_anew(parts: list[str]) -> None:
    """A page is spelt where it is made, and again where it is printed."""
    told = american(" ".join(parts))
    assert american(told) == told


@pytest.mark.usefixtures("americans")
def test_what_is_said_is_american() -> None:
    """Interface, page scripts and plurals alike; the language is still English."""
    assert spoken() == "en"
    assert speaks_american()
    assert "acknowledgment" in say("acknowledgement")
    source = 'worded("Practise it: {colour}")'
    assert words(source) == {"Practise it: {colour}": "Practice it: {colour}"}
    for name in ("tasks.js", "choice.js", "roleplay.js"):
        assert all(told == american(text) != text for text, told in words(script(name)).items())


def test_an_english_text_is_never_half_in_another_language() -> None:
    speak_english("de-DE")
    assert (spoken(), speaks_american()) == ("en", False)
    speak_english("en-US")
    assert speaks_american()
    speak("en")


@pytest.mark.usefixtures("americans")
def test_figures_are_drawn_in_american() -> None:
    """Text in a drawing is drawn as paths, so it is spelt before."""
    mpl.use("agg")
    call = replay(COURSE.scenario("think-it-over"), ("Of course. What would you want to know?",))
    charts = [
        trust_over_call({"your favourite colour": call}),
        stages_of_a_concern(arrows((COURSE.scenario(name) for name in TELLING), most=60)),
    ]
    for chart in charts:
        svg(chart.figure)
        texts = " ".join(text.get_text() for text in chart.figure.findobj(Text))
        assert not british(texts)
    assert "favorite color" in texts_of(charts[0])


def texts_of(chart: object) -> str:
    return " ".join(text.get_text() for text in chart.figure.findobj(Text))  # type: ignore[attr-defined]


@pytest.mark.usefixtures("americans")
def test_html_is_spelt_on_the_screen_and_left_to_the_build_in_print(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The build knows which notebooks quote a learner."""
    shown: list[str] = []
    monkeypatch.setattr("doorknob.charts.page.HTML", lambda html: shown.append(html) or html)
    monkeypatch.setattr("doorknob.charts.page.display", lambda _: None)
    show_html("<p>her favourite harbour</p>")
    monkeypatch.setenv(PRINT, "1")
    show_html("<p>her favourite harbour</p>")
    assert "favorite harbor" in shown[0]
    assert "favourite harbour" in shown[1]


def test_a_page_is_american_and_what_a_learner_wrote_is_not_touched(tmp_path) -> None:
    """Answers, drafts, lines and the words that a reading quotes stay as they were typed."""
    exercise = read_exercise(COURSE.exercise_path("01-what-she-needs"))
    session = TasksSession(
        exercise, {}, Recorder(path=tmp_path / "a.jsonl", learner="ana", exercise=exercise.id)
    )
    mine = "So that is your favourite colour. What would you recognise in it?"
    session.answer("say-it-better", f'"{mine}"', "8d9f7a52-57a5-4b9a-9f4e-3a8f0f2a1c11")
    view = session.view()
    shown = american_view(view)
    before, after = (
        next(one for one in found["items"] if one["id"] == "say-it-better")
        for found in (view, shown)
    )
    assert after["answer"] == before["answer"] == mine
    assert after["told"] == before["told"]
    said = american_view(
        {
            "title": "Her favourite",
            "options": ["My favourite colour."],
            "spoken": [
                {"who": "seller", "text": "My favourite."},
                {"who": "prospect", "text": "The harbour.", "name": "Grey"},
            ],
        }
    )
    assert said["title"] == "Her favorite"
    assert said["options"] == ["My favourite colour."]
    assert [one["text"] for one in said["spoken"]] == ["My favourite.", "The harbor."]


def test_a_learner_s_lines_stay_in_what_looks_back_at_a_call() -> None:
    """Their labels and all that is said about them are spelt."""
    call = begin(COURSE.scenario("think-it-over"), 0, {})
    call = call.say("That's fair, colour and all. What would you want to think through?")
    html = american(debrief_html(debrief(call), "Sam", drawn=False), quotes=True)
    assert "colour and all" in re.sub("<[^>]*>", "", html)
    assert "acknowledgment" in html
    own = re.sub(r'<div class="dk-turn" data-who="seller">.*?</div>', "", html, flags=re.DOTALL)
    assert not british(re.sub(r'<dd translate="no">.*?</dd>|<[^>]*>', " ", own))


@pytest.mark.parametrize("theirs", sorted(BRITISH))
def test_the_prospect_hears_both_spellings(theirs: str) -> None:
    """A pattern is written once, as the course spells."""
    assert any_said([BRITISH[theirs]], f"It is {theirs}, then.")
    assert any_said([theirs], f"It is {BRITISH[theirs]}, then.")


def test_a_fact_is_heard_as_it_stands_on_an_american_s_sheet() -> None:
    """Word for word as the page shows it, it tells that fact and pushes nobody."""
    values = read_cohort(COURSE, "home").values()
    for path in sorted((COURSE.curriculum / "scenarios").glob("*.yaml")):
        scenario = COURSE.scenario(path.stem)
        for fact in begin(scenario, 0, values).scenario.facts:
            act = begin(scenario, 0, values).say(american(fact.text)).turns[-1].act
            assert fact.id in act.facts, fact.text
            assert not act.force, fact.text
