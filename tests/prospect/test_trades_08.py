"""The calls of the last lesson, told for three trades: what its prose says of them is so."""

from __future__ import annotations

import pytest

from doorknob.coaching.debrief import debrief
from doorknob.course import Course
from doorknob.language.moves import FORCE
from doorknob.prospect.act import Outcome
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.state import Stage
from doorknob.publish.cohort import read_cohort
from doorknob.publish.prepare import read_notebook
from doorknob.slots import unpacked

LESSON = "08-the-full-call"
COHORTS = ("software", "home", "insurance")


def played(course: Course, cohort: str) -> dict[str, object]:
    """Run the cell that plays the calls, with a cohort's values."""
    cells = {cell.id: cell.source for cell in read_notebook(course.lesson_notebook(LESSON)).cells}
    names: dict[str, object] = {}
    exec(cells["parameters"], names)  # noqa: S102  the course's own cells
    values = unpacked(read_cohort(course, cohort).values())
    names |= {name: values[name] for name in names.keys() & values.keys()}
    exec(cells["calls"], names)  # noqa: S102
    return names


def call(names: dict[str, object], name: str) -> Conversation:
    """Give a call by its name in the lesson."""
    found = names[name]
    assert isinstance(found, Conversation)
    assert not any(turn.reading.unsure for turn in found.turns)
    return found


@pytest.mark.parametrize("cohort", COHORTS)
def test_the_uneven_call_ends_in_nothing_and_one_worry_stays_hidden(
    course: Course, cohort: str
) -> None:
    """The right fact comes too early and settles nothing; nobody pushes; the ask is too soon."""
    uneven = call(played(course, cohort), "uneven")
    assert uneven.outcome is Outcome.CONTINUATION
    assert uneven.turns[1].act.facts
    assert uneven.turns[1].after.stages[0] is Stage.STATED
    assert not any(FORCE.intersection(turn.reading.moves) for turn in uneven.turns)
    assert [worry.id for worry in debrief(uneven).untold] == ["use"]


@pytest.mark.parametrize("cohort", COHORTS)
def test_the_whole_call_slips_once_and_ends_in_an_order(course: Course, cohort: str) -> None:
    """Three rounds; after the slip in line 6 she only hints at Rob, and he is given back."""
    names = played(course, cohort)
    whole = call(names, "whole")
    assert whole.outcome is Outcome.ORDER
    assert set(whole.state.stages) == {Stage.RESOLVED}
    purposes = names["PURPOSE"]
    assert isinstance(purposes, list)
    assert len(purposes) == len(whole.turns) == 12
    pushed = [turn.number for turn in whole.turns if FORCE.intersection(turn.reading.moves)]
    assert pushed == [6]
    stages = {turn.number: turn.after.stages for turn in whole.turns}
    assert stages[2] == (Stage.UNDERSTOOD, Stage.HIDDEN, Stage.HIDDEN)
    assert stages[5] == (Stage.RESOLVED, Stage.UNDERSTOOD, Stage.HIDDEN)
    assert stages[7][2] is Stage.HINTED
    assert stages[8][1] is Stage.RESOLVED
    assert stages[9][2] is Stage.STATED
    assert stages[11][2] is Stage.RESOLVED
    assert whole.turns[6].after.trust < whole.turns[4].after.trust


@pytest.mark.parametrize("cohort", ["home", "insurance"])
def test_each_line_does_the_same_in_every_trade(course: Course, cohort: str) -> None:
    """The table of lines, purposes and modules is one for all."""
    here, model = (call(played(course, name), "whole") for name in (cohort, "software"))
    assert [t.reading.moves for t in here.turns] == [t.reading.moves for t in model.turns]
    assert here.turns[4].line != model.turns[4].line
