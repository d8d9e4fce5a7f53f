"""The diagram says what the table does, all of it, and the documents show that diagram."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from doorknob.charts import poster, stages_of_a_concern
from doorknob.charts.poster import ENDS, WORDS, movers
from doorknob.course import Course
from doorknob.errors import BadParameter
from doorknob.prospect.act import Outcome
from doorknob.prospect.diagram import HANG_UPS, Arrow, arrows, mermaid, rules_table
from doorknob.prospect.state import Stage
from doorknob.prospect.transitions import RULES

DOCUMENT = Path(__file__).parents[2] / "docs" / "prospect.md"
# A no fit and a small ticket have rules of their own.
SCENARIOS = ("think-it-over", "not-for-her", "knives-for-the-cafe")


@pytest.fixture(scope="module")
def steps() -> tuple[Arrow, ...]:
    """Give the steps that the table takes in three scenarios."""
    return arrows(Course.here().scenario(name) for name in SCENARIOS)


def test_every_rule_that_moves_a_concern_or_ends_a_call_is_in_the_diagram(
    steps: tuple[Arrow, ...],
) -> None:
    """None is left out because the situation that it needs was not looked at."""
    drawn = {rule for step in steps for rule in step.rules}
    assert drawn == {rule.id for rule in RULES.values() if rule.to is not None or rule.ends}


def test_a_concern_only_moves_forward_and_every_end_is_reached(steps: tuple[Arrow, ...]) -> None:
    """No step leads back, and each outcome has something that leads to it."""
    between = [(step.before, step.after) for step in steps if isinstance(step.after, Stage)]
    assert all(before is not None and before < after for before, after in between)
    assert {after for _, after in between} == set(Stage) - {Stage.HIDDEN}
    ends = {step.after: step for step in steps if isinstance(step.after, Outcome)}
    assert set(ends) == set(Outcome)
    assert len(ends[Outcome.HANG_UP].conditions) == 2


def test_the_document_shows_the_diagram_and_the_table_as_they_are(steps: tuple[Arrow, ...]) -> None:
    """What is written about the prospect changes with her, or this fails."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert mermaid(steps) in text
    assert rules_table() in text


def test_the_chart_names_every_stage_and_every_end(steps: tuple[Arrow, ...]) -> None:
    """The alternative text tells what the drawing shows."""
    chart = stages_of_a_concern(steps)
    for stage in Stage:
        assert stage.label in chart.alt
    for words in ("a yes", "a next step", "nothing agreed", "a no", "a hang-up"):
        assert words in chart.alt.lower()
    assert stages_of_a_concern(()).alt


def test_the_poster_has_words_for_every_rule_that_moves_trust_or_guard() -> None:
    """Nothing is left out, and no word is kept for a rule that is gone."""
    moving = [rule.id for rule in RULES.values() if set(rule.deltas) - {"patience", "refused"}]
    assert set(WORDS) == set(moving)
    assert {one.words for one in movers(RULES)} == set(WORDS.values())
    assert set(ENDS) <= {*RULES, *map(str, HANG_UPS)}


def test_the_poster_shows_a_rule_the_way_the_table_has_it(steps: tuple[Arrow, ...]) -> None:
    """Turn a rule round, and the poster turns with it; a rule without words is an error."""
    assert "pressing, cornering (trust down, guard up)" in poster(steps, RULES).alt
    turned = attrs.evolve(RULES["pressure"], deltas={"intimacy": 1, "reactance": -1})
    other = poster(steps, {**RULES, "pressure": turned})
    assert "pressing, cornering (trust up, guard down)" in other.alt
    unknown = attrs.evolve(RULES["pressure"], id="shout")
    with pytest.raises(BadParameter, match="'shout'"):
        poster(steps, {**RULES, "shout": unknown})


def test_the_poster_can_be_read_from_three_metres(steps: tuple[Arrow, ...]) -> None:
    """Capitals of 5 mm, nothing over the edge, and no text over another."""
    chart = poster(steps, RULES)
    figure = chart.figure
    figure.set_dpi(40)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    texts = [text for axes in figure.axes for text in axes.texts if text.get_text()]
    # DejaVu Sans has capitals of 0.729 of its size; a point is 0.353 mm.
    assert all(text.get_fontsize() * 0.729 * 0.353 >= 5 for text in texts)
    places = [text.get_window_extent(renderer) for text in texts]
    edge = figure.bbox
    assert all(edge.x0 <= p.x0 and p.x1 <= edge.x1 and edge.y0 <= p.y0 for p in places)
    pairs = [(a, b) for at, a in enumerate(places) for b in places[at + 1 :] if a.overlaps(b)]
    assert not pairs
    assert all(outcome in chart.alt.lower() for outcome in ("a yes", "a no", "a hang-up"))


@pytest.mark.thorough
def test_poster_and_lesson_look_far_enough(steps: tuple[Arrow, ...]) -> None:
    """They try fewer situations than the document's diagram, and find the same steps."""
    home = DOCUMENT.parents[1] / "curriculum"
    paths = (home / "reports" / "poster.ipynb", home / "lessons" / "01-how-to-lose-a-deal.ipynb")
    found = {re.findall(r"most=(\d+)", path.read_text(encoding="utf-8"))[0] for path in paths}
    for most in found:
        scenarios = (Course.here().scenario(name) for name in SCENARIOS)
        assert arrows(scenarios, most=int(most)) == steps
