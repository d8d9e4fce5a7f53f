"""The transcript that managers debrief: the prose around it leans on what is found in it."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from doorknob.coaching.calls.marked import MarkedCall
from doorknob.coaching.countable import countable
from doorknob.course import Course
from doorknob.language.moves import FORCE, Concern, Move

COURSE = Course.here()
LESSON = COURSE.lessons / "m2-coaching-from-a-transcript.ipynb"
COHORTS = (
    {},
    {"company": "Sunvolt", "product": "the Sunvolt 300", "price_per": "€4,900"},
    {"company": "Öko & Söhne", "product": "Rhythm <2>", "price_per": "CHF 1’200 a quarter"},
)


def played(values: Mapping[str, str]) -> dict[str, object]:
    """Run the cell that reads the call, as a kernel would."""
    cells = json.loads(LESSON.read_text(encoding="utf-8"))["cells"]
    sources = {cell["id"]: "".join(cell["source"]) for cell in cells}
    names: dict[str, object] = {}
    exec(sources["parameters"], names)  # noqa: S102  our own notebook
    names |= values
    exec(sources["calls"], names)  # noqa: S102
    return names


def test_the_call_can_be_debriefed_by_hand_from_its_file() -> None:
    """The trainer's notes name the file; it is the lesson's call, to the byte."""
    file = COURSE.curriculum / "calls" / "after-the-holidays.vtt"
    assert file.read_text(encoding="utf-8") == played({})["CALL"]


@pytest.mark.parametrize("values", COHORTS, ids=lambda one: one.get("product", "own"))
def test_what_the_lesson_says_of_the_numbers_is_so(values: dict[str, str]) -> None:
    """Whatever the cohort sells, names with letters that a transcript would escape included."""
    call = played(values)["marked"]
    assert isinstance(call, MarkedCall)
    turns = {line.turn.number: line for line in call.lines}
    pushes = {number for number, line in turns.items() if FORCE.intersection(line.moves)}
    assert pushes == {13}
    assert {number for number, line in turns.items() if line.unsure} == {15}
    assert not any(Move.REFLECTION in line.moves for line in call.sold)
    assert turns[8].raised == (Concern.VALUE,)
    assert [number for number, line in turns.items() if Concern.VALUE in line.concerns] == [9]
    assert turns[8].turn.text.endswith("–")
    assert turns[10].turn.words == 1
    assert {count.measure: count.value for count in countable(call)}["talk_ratio.words"] > 0.5
