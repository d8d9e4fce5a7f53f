"""The diagram says what the table does, all of it, and the documents show that diagram."""

from __future__ import annotations

from pathlib import Path

import pytest

from doorknob.charts import stages_of_a_concern
from doorknob.course import Course
from doorknob.prospect.act import Outcome
from doorknob.prospect.diagram import Arrow, arrows, mermaid, rules_table
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
