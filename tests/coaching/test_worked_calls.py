"""The worked calls of the first lesson do what its prose says, with the real reader."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from doorknob.language.moves import FORCE
from doorknob.prospect.act import Outcome
from doorknob.prospect.conversation import replay
from doorknob.prospect.scenario_file import read_scenario
from doorknob.prospect.state import Stage

ROOT = Path(__file__).parents[2]
LESSON = ROOT / "curriculum" / "lessons" / "01-how-to-lose-a-deal.ipynb"
SEEDS = range(12)
COHORTS = (
    {},
    {
        "company": "Brightside Windows",
        "product": "the Brightside Care Plan",
        "seller": "Jo Müller",
        "price": "€120",
        "price_year": "€480",
        "period": "quarter",
    },
    {
        "company": "Hale & Ives",
        "product": "CoverWise",
        "seller": "Amara",
        "price": "$1,250",
        "price_year": "$1,250",
        "period": "year",
    },
)


@pytest.fixture(scope="module")
def scenario():
    return read_scenario(ROOT / "curriculum" / "scenarios" / "think-it-over.yaml")


def worked_lines(name, values):
    """Take a list of lines from the lesson's own cells."""
    cells = {cell.id: cell.source for cell in nbformat.read(LESSON, as_version=4).cells}
    there: dict[str, object] = {}
    exec(cells["parameters"], there)  # noqa: S102 - our own lesson
    there |= values
    lists = cells["calls"].split("SEED = 1", 1)[1].split("\nscenario = ", 1)[0]
    exec(lists, there)  # noqa: S102 - our own lesson
    return there[name]


@pytest.mark.parametrize("values", COHORTS)
def test_the_pushed_call_ends_with_her_hanging_up_and_nothing_told(scenario, values):
    for seed in SEEDS:
        call = replay(scenario, worked_lines("PUSHED", values), seed, values)
        assert call.outcome is Outcome.HANG_UP
        assert len(call.turns) == 3
        assert all(turn.act.force for turn in call.turns)
        assert set(call.state.stages) == {Stage.HIDDEN}


@pytest.mark.parametrize("values", COHORTS)
def test_the_patient_call_ends_in_an_order_with_every_concern_resolved(scenario, values):
    for seed in SEEDS:
        call = replay(scenario, worked_lines("PATIENT", values), seed, values)
        assert call.outcome is Outcome.ORDER, seed
        assert set(call.state.stages) == {Stage.RESOLVED}
        assert call.state.reactance == 0
        assert not any(FORCE.intersection(turn.reading.moves) for turn in call.turns)
