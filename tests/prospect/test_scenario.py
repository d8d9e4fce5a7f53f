"""Scenarios: wrong files are answered at the line, right ones are filled with a cohort's values."""

from __future__ import annotations

from pathlib import Path

import pytest

from doorknob.course import Course
from doorknob.errors import BadParameter, InvalidScenario, NotFound
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.scenario_file import read_scenario


def change(copy: Course, old: str, new: str) -> Path:
    path = copy.scenario_path("think-it-over")
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("title: I'd", "titel: I'd", "titel", "Did you mean 'title'?"),
        ("about: money", "about: mony", "concerns[0].about", "'money'"),
        ("gate: 5/2", "gate: high", "concerns[1].gate", "expected a number"),
        ("resolves: [use]", "resolves: [usee]", "facts[2].resolves[0]", "Did you mean 'use'?"),
        ("id: pause", "id: no-term", "facts[1].id", "used twice"),
        ("temperament: guarded", "temperament: moody", "persona.temperament", "one of its words"),
        ("patience: 9", "patience: 0", "start.patience", "expected 1 or more"),
        ("patience: 9", "patience: -1", "start.patience", "expected 0 or more"),
        ("reactance_limit: 8", "reactance_limit: 0", "reactance_limit", "before the first word"),
        ("{price} every {period}", "{prise} every {period}", "concerns[0].says[0]", "'price'"),
        ("{price} every {period}", "{price every {period}", "concerns[0].says[0]", "brace"),
        ("{price} every {period}", "{price.x} every", "concerns[0].says[0]", "not one of"),
        ("id: think-it-over", "id: think", "id", "should be 'think-it-over'"),
        ("difficulty: fair", "difficulty: easy", "difficulty", "one of its words"),
    ],
)
def test_a_typo_is_named_with_its_field_and_line(
    copy: Course, old: str, new: str, field: str, said: str
) -> None:
    path = change(copy, old, new)
    with pytest.raises(InvalidScenario) as caught:
        read_scenario(path)
    found = [problem for problem in caught.value.problems if problem.field == field]
    assert found, str(caught.value)
    assert said in str(found[0])
    assert found[0].line is not None
    assert found[0].path.endswith("think-it-over.yaml")


def test_a_concern_that_no_fact_resolves_is_a_fault(copy: Course) -> None:
    text = copy.scenario_path("think-it-over").read_text(encoding="utf-8")
    copy.scenario_path("think-it-over").write_text(
        text.replace("resolves: [use]", "resolves: [money]"), encoding="utf-8"
    )
    with pytest.raises(InvalidScenario, match="no fact speaks of 'use'"):
        copy.scenario("think-it-over")


def test_a_name_cannot_walk_out_of_the_folder(course: Course) -> None:
    with pytest.raises(NotFound):
        course.scenario("../cohorts/demo/cohort")


def test_a_misspelt_scenario_suggests_the_right_one(course: Course) -> None:
    with pytest.raises(NotFound, match="Did you mean 'think-it-over'"):
        course.scenario("think-it-ovr")


def test_values_reach_every_text_and_nothing_else(think_it_over: Scenario) -> None:
    filled = think_it_over.fill({"price": "CHF 5 {x}", "unknown": "y"})
    assert "CHF 5 {x}" in filled.concerns[0].says[0]
    assert "CHF 5 {x}" in filled.fact("no-term").text
    assert filled.concerns[0].id == "money"
    assert "unknown" not in filled.parameters


def test_an_empty_value_is_refused(think_it_over: Scenario) -> None:
    with pytest.raises(BadParameter, match="price"):
        think_it_over.fill({"price": " "})


def test_the_source_is_cited_and_not_copied(think_it_over: Scenario) -> None:
    assert "Iannarino" in think_it_over.source
    assert {str(concern.about) for concern in think_it_over.concerns} == {
        "money",
        "value",
        "authority",
    }
