"""The same call for several trades: each with its own, fair, and told as the lesson says."""

from __future__ import annotations

from pathlib import Path

import pytest

from doorknob.course import Course
from doorknob.errors import InvalidScenario
from doorknob.language.reader import read
from doorknob.prospect.act import Outcome
from doorknob.prospect.difficulty import Difficulty
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.scenario_file import read_scenario
from doorknob.prospect.solve.lines import misheard
from doorknob.publish.prepare import read_notebook

TRADES = ("home-once", "insurance")
LESSON = "01-how-to-lose-a-deal"


def test_a_trade_is_played_with_its_own_variant(think_it_over: Scenario) -> None:
    """Whatever the difficulty; a trade that has none keeps the scenario's own firm and price."""
    values = {"company": "Acme", "product": "Acme One", "price_per": "£1 a year"}
    for scenario in (think_it_over, think_it_over.at(Difficulty.HARD)):
        insured = scenario.fill({**values, "trade": "insurance"})
        assert "Acme One" in insured.brief
        assert insured.difficulty is scenario.difficulty
        assert [c.id for c in insured.concerns] == [c.id for c in scenario.concerns]
        assert {fact.id for fact in insured.facts} != {fact.id for fact in scenario.facts}
        assert "Larkfield" in scenario.fill({**values, "trade": "catering"}).brief
        assert "Acme One" in scenario.fill({**values, "trade": "software"}).brief
        assert "Acme One" in scenario.fill(values).brief


@pytest.mark.parametrize("trade", TRADES)
def test_the_model_lines_of_a_variant_are_understood(think_it_over: Scenario, trade: str) -> None:
    """Its own questions, reflections, facts and requests are read as what they are."""
    assert misheard(think_it_over.variants[trade].fill({}), read) == ()


@pytest.mark.parametrize("trade", ["software", *TRADES])
def test_the_lesson_s_calls_end_as_it_tells(course: Course, trade: str) -> None:
    """Pushed, she hangs up before she has said a thing; patiently, each worry is settled."""
    cells = {cell.id: cell.source for cell in read_notebook(course.lesson_notebook(LESSON)).cells}
    names: dict[str, object] = {}
    exec(cells["parameters"], names)  # noqa: S102  the course's own cells
    names["trade"] = trade
    exec(cells["calls"], names)  # noqa: S102
    pushed, patient = names["pushed"], names["patient"]
    assert pushed.outcome is Outcome.HANG_UP
    assert patient.outcome is Outcome.ORDER
    assert all(patient.state.stages[place].name == "RESOLVED" for place in range(3))


def test_a_fault_in_a_variant_is_named_with_its_own_file(copy: Course) -> None:
    """It is read with the call that it varies."""
    path: Path = copy.curriculum / "scenarios" / "insurance" / "think-it-over.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("about: money", "about: monney", 1), encoding="utf-8")
    with pytest.raises(InvalidScenario, match=r"insurance/think-it-over\.yaml:\d+: .*'money'"):
        read_scenario(copy.scenario_path("think-it-over"))
