"""Charts: they draw what happened, say it in words, survive grey, and never crash on nothing."""

from __future__ import annotations

import base64
from pathlib import Path

import attrs
import pytest
from matplotlib import rcParams
from matplotlib.backends.backend_agg import FigureCanvasAgg

from doorknob import charts
from doorknob.charts.style import accent_of, png, svg
from doorknob.errors import BadParameter
from doorknob.language.moves import Move
from doorknob.language.reading import Reading
from doorknob.prospect.act import Act, Ask, Outcome
from doorknob.prospect.conversation import begin
from doorknob.prospect.scenario_file import read_scenario
from doorknob.prospect.solve.ways import SHORTEST, ways

SCENARIO = Path(__file__).parents[2] / "curriculum" / "scenarios" / "think-it-over.yaml"
PUSH = Act(moves=frozenset({Move.PRESSURE}))
OPEN = Act(moves=frozenset({Move.OPEN_QUESTION}))
REFLECT = Act(moves=frozenset({Move.REFLECTION}))


def tell(fact):
    return Act(moves=frozenset({Move.INFORMATION}), facts=(fact,))


def played(*acts):
    call = begin(read_scenario(SCENARIO), seed=1)
    for act in acts:
        moves = tuple(act.moves)
        line = Reading(line="…", moves=moves, unsure=not moves, reader="test")
        call = call.act("…", line, act)
    return call


@pytest.fixture
def pushed():
    return played(PUSH, PUSH, PUSH)


@pytest.fixture
def patient():
    facts = ("pause", "first-weeks", "one-page")
    asked = Act(moves=frozenset({Move.COMMITMENT_ASK}), ask=Ask.ORDER)
    return played(*(act for fact in facts for act in (OPEN, REFLECT, tell(fact))), asked)


def texts(chart):
    return [text.get_text() for axes in chart.figure.axes for text in axes.texts]


EMPTY = {
    "no calls": lambda: charts.trust_over_call({}),
    "a call not begun": lambda: charts.trust_over_call({"Mine": played()}),
    "no moves": lambda: charts.move_mix({}),
    "no lines": lambda: charts.move_mix(played()),
    "no outcomes": lambda: charts.outcomes({}),
    "only noughts": lambda: charts.outcomes({Outcome.ORDER: 0}),
    "no scores": lambda: charts.scores({"Exercise": []}),
    "nothing missed": lambda: charts.concerns_missed({}, 0),
    "no items": lambda: charts.items({}),
    "no ways": lambda: charts.ways_through_a_call({}),
    "no way across": lambda: charts.trust_against_guard({}),
    "no pairs": lambda: charts.before_and_after([]),
}


@pytest.mark.parametrize("draw", EMPTY.values(), ids=EMPTY)
def test_nothing_to_show_is_said(draw):
    chart = draw()
    assert "nothing to show yet" in chart.alt
    assert png(chart.figure).startswith(b"\x89PNG")


def test_trust_and_ends_of_calls_are_told_in_words(pushed, patient):
    chart = charts.trust_over_call({"Pushed": pushed, "Patient": patient})
    assert "Pushed: after 3 lines, a hang-up." in chart.alt
    assert "3, 2, 1.5, 1.2" in chart.alt
    assert "Patient: after 10 lines, a yes." in chart.alt
    assert {"Pushed: a hang-up", "Patient: a yes"} <= set(texts(chart))


def test_calls_are_told_apart_without_colour(pushed, patient):
    chart = charts.trust_over_call({"One": pushed, "Two": patient, "Three": played(OPEN)})
    drawn = [line for line in chart.figure.axes[0].lines if len(line.get_xdata()) > 1]
    assert len({(line.get_linestyle(), line.get_marker()) for line in drawn}) == 3


def test_names_of_calls_that_end_alike_do_not_overlap(patient):
    chart = charts.trust_over_call({"One": patient, "Two": patient})
    canvas = FigureCanvasAgg(chart.figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    for axes in chart.figure.axes:
        names = [t.get_window_extent(renderer) for t in axes.texts if t.get_text()[:3] in "OneTwo"]
        assert len(names) == 2
        assert not names[0].overlaps(names[1])


def test_concerns_say_when_each_stage_was_reached(patient):
    chart = charts.concerns_over_call(patient)
    assert (
        "The money: hidden at the start, stated after line 1, understood after line 2 and"
        " resolved after line 3." in chart.alt
    )
    assert texts(chart).count("resolved") + texts(chart).count("re-\nsolved") == 3


def test_concerns_of_a_long_call_have_a_legend():
    call = played(OPEN, REFLECT, tell("pause"))
    chart = charts.concerns_over_call(
        attrs.evolve(call, turns=(*call.turns, *call.turns[-1:] * 20))
    )
    assert chart.figure.legends


def test_concerns_of_a_call_not_begun_are_hidden():
    assert charts.concerns_over_call(played()).alt.count("hidden at the start") == 3


def test_moves_that_push_are_hatched(pushed):
    chart = charts.move_mix({Move.PRESSURE: 2, Move.OPEN_QUESTION: 3}, reference={Move.THREAT: 1})
    hatches = [bar.get_hatch() or "" for bar in chart.figure.axes[0].patches]
    assert hatches[0] == ""
    assert hatches[1]
    assert "pressure: 2" in chart.alt
    assert "threat: 1" in chart.alt
    assert "pressure: 3" in charts.move_mix(pushed).alt


def test_outcomes_count_every_outcome():
    chart = charts.outcomes({Outcome.ORDER: 2, Outcome.HANG_UP: 1})
    assert chart.alt == (
        "Of 3 role-plays: a yes: 2, a next step was agreed: 0, nothing was agreed: 0,"
        " a no: 0 and a hang-up: 1."
    )


def test_scores_show_a_dot_a_person():
    chart = charts.scores({"Force or influence?": [0.5, 0.5, 0.5, 1.0], "None yet": []})
    dots = [line for line in chart.figure.axes[0].lines if line.get_linestyle() == "None"]
    places = set(zip(dots[0].get_xdata(), dots[0].get_ydata(), strict=True))
    assert len(places) == 4
    assert chart.alt == "Force or influence?: 4 people, from 50% to 100%, middle score 50%."


def test_what_was_missed_most_and_what_was_hardest_stand_first():
    missed = charts.concerns_missed({"the money": 1, "somebody else's say": 3}, 4)
    assert missed.alt.endswith("of 4 calls: somebody else's say in 3 and the money in 1.")
    assert "hardest first: b 25% and a 100%" in charts.items({"a": 1.0, "b": 0.25}).alt


def test_a_worry_that_not_every_call_held_is_counted_of_those_that_did():
    chart = charts.concerns_missed(
        {"the money": 1, "the timing": 1}, {"the money": 4, "the timing": 1}
    )
    assert "the money in 1 of 4 and the timing in 1 of 1" in chart.alt
    assert {"1 of 4", "1 of 1"} <= set(texts(chart))
    assert "Every worry came out" in charts.concerns_missed({"the money": 0}, 3).alt


def test_how_sure_a_share_is_is_drawn_as_a_line():
    chart = charts.items({"a": 0.5}, {"a": (0.2, 0.8)})
    assert any(list(line.get_xdata()) == [0.2, 0.8] for line in chart.figure.axes[0].lines)
    assert "intervals of 95 %" in chart.caption


def test_before_and_after_are_told_apart_without_colour():
    chart = charts.before_and_after([(0.2, 0.6), (0.5, 0.5), (0.9, 0.4)])
    assert "3 people with a first try and a last try: 1 higher, 1 the same, 1 lower" in chart.alt
    assert "from 90% to 40%" in chart.alt
    styles = [
        line.get_linestyle() for line in chart.figure.axes[0].lines if len(line.get_xdata()) > 1
    ]
    assert styles == ["-", "-", "--"]


@pytest.mark.parametrize("people", [1, 10, 500])
def test_charts_hold_any_number_of_people(people):
    pairs = [(n / people, 1 - n / people) for n in range(people)]
    for chart in (
        charts.before_and_after(pairs),
        charts.scores({"a": [low for low, _ in pairs]}),
        charts.middles({"a": 0.5}),
    ):
        assert png(chart.figure).startswith(b"\x89PNG")
        assert chart.figure.get_size_inches()[1] < 9


def test_where_there_is_nothing_to_show_a_page_has_a_sentence_and_no_drawing(monkeypatch):
    shown = []
    monkeypatch.setattr("doorknob.charts.style.display", lambda one, **_: shown.append(one))
    charts.show(charts.outcomes({}))
    charts.show(charts.outcomes({Outcome.ORDER: 1}))
    sentence, drawing = shown
    assert sentence.data == "<p>There is nothing to show yet: no role-play has been handed in.</p>"
    assert "image/svg+xml" in drawing


@pytest.mark.parametrize("accent", ["#ffee00", "#000000", "white", "tab:blue"])
def test_any_brand_colour_stands_out_on_paper(accent, patient):
    chart = charts.concerns_over_call(patient, accent=accent)
    assert png(chart.figure)
    red, green, blue = (int(accent_of(accent)[i : i + 2], 16) for i in (1, 3, 5))
    assert 0.2126 * red + 0.7152 * green + 0.0722 * blue < 140


def test_no_colour_is_refused():
    with pytest.raises(BadParameter, match="accent: expected a colour"):
        charts.outcomes({Outcome.ORDER: 1}, accent="petrol-ish")


def test_the_same_chart_is_the_same_file_and_matplotlib_is_left_alone(pushed):
    before = dict(rcParams)
    one, two = (charts.trust_over_call({"Pushed": pushed}) for _ in range(2))
    assert svg(one.figure) == svg(two.figure)
    assert png(one.figure) == png(two.figure)
    assert dict(rcParams) == before


def test_showing_carries_the_words_along(monkeypatch):
    shown = []
    monkeypatch.setattr(charts.style, "display", lambda *data, **more: shown.append((data, more)))
    chart = charts.outcomes({Outcome.ORDER: 1})
    charts.show(chart)
    ((data,), more), *_ = shown
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    for kind in ("image/png", "image/svg+xml"):
        assert more["metadata"][kind]["alt"] == chart.alt
        assert more["metadata"][kind]["caption"] == chart.caption


def test_a_call_is_shown_escaped_with_its_style(monkeypatch, pushed):
    shown = []
    monkeypatch.setattr(charts.page, "display", shown.append)
    charts.show_call(pushed, seller="<Sam>")
    (page,) = shown
    assert "&lt;Sam&gt;" in page.data
    assert "<Sam>" not in page.data
    assert page.data.startswith("<style>")


def test_ways_across_the_plane_are_told_in_words_and_by_shape(pushed, patient):
    chart = charts.trust_against_guard({"Pushed": pushed, "Patient": patient})
    assert "Pushed: trust at guard, line by line: 3 at 0, 2 at 3" in chart.alt
    drawn = [line for line in chart.figure.axes[0].lines if len(line.get_xdata()) > 2]
    assert len({(line.get_linestyle(), line.get_marker()) for line in drawn}) == 2
    assert chart.figure.axes[0].get_xlim()[1] >= pushed.state.reactance


@pytest.mark.thorough
def test_the_solver_s_ways_end_as_they_must(think_it_over):
    """The shortest wins; pressing, warmth and facts alone are broken off."""
    found = ways(think_it_over, seed=1)
    ends = {name: call.outcome for name, call in found.items()}
    assert ends.pop(SHORTEST) in {Outcome.ORDER, Outcome.ADVANCE}
    assert len(ends) == 3
    assert set(ends.values()) <= {Outcome.HANG_UP, Outcome.NO_SALE}
    chart = charts.ways_through_a_call(found)
    for name, call in found.items():
        assert f"{name}: " in chart.alt
        assert f"patience from {call.start.patience} to {call.state.patience}" in chart.alt
