"""Worked calls bear out what the prose around them tells: modules 2 to 4, 8, and for managers."""

from __future__ import annotations

import json

import pytest

from doorknob.course import Course
from doorknob.language.moves import FORCE, Move
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.state import Stage

COURSE = Course.here()
STALL, TRUST, SAFE = "02-what-a-stall-hides", "03-know-like-trust", "04-make-it-safe-to-say"
FULL = "08-the-full-call"
NUMBERS, COACHING = "m1-why-pushing-fails", "m2-coaching-from-a-transcript"
ENDS = {
    STALL: {"answered": "continuation", "behind": "order"},
    TRUST: {"pleasing": None, "plain": "advance"},
    SAFE: {"padded": "continuation", "safe": "order"},
    NUMBERS: {"pressed": "hang_up", "asked": "order"},
    COACHING: {"told": None, "coached": "order"},
}
COHORTS = (
    {},
    {"company": "Sunvolt", "product": "the Sunvolt 300", "price": "€4,900", "period": "year"},
    {"company": "Öko GmbH", "product": "Rhythm", "price": "CHF 1’200", "period": "quarter"},
)


def sources(lesson: str) -> dict[str, str]:
    text = (COURSE.lessons / f"{lesson}.ipynb").read_text(encoding="utf-8")
    return {cell["id"]: "".join(cell["source"]) for cell in json.loads(text)["cells"]}


def played(lesson: str, values: dict[str, str]) -> dict[str, Conversation]:
    """Run the cell that plays a lesson's calls, as a kernel would."""
    names: dict[str, object] = {}
    cells = sources(lesson)
    exec(cells["parameters"], names)  # noqa: S102  our own notebook
    names |= values
    exec(cells["calls"], names)  # noqa: S102
    return {name: one for name, one in names.items() if isinstance(one, Conversation)}


@pytest.mark.parametrize("values", COHORTS, ids=lambda one: one.get("product", "own"))
@pytest.mark.parametrize("lesson", ENDS)
def test_a_worked_call_is_understood_and_ends_as_told(lesson: str, values: dict[str, str]) -> None:
    """Whatever the cohort sells, no line is read with doubt, and the good call never pushes."""
    calls = played(lesson, values)
    assert {name: call.outcome for name, call in calls.items()} == ENDS[lesson]
    turns = [turn for call in calls.values() for turn in call.turns]
    assert [turn.line for turn in turns if turn.reading.unsure] == []
    good = calls[list(ENDS[lesson])[1]]
    assert all(FORCE.isdisjoint(turn.reading.moves) for turn in good.turns)


def test_the_same_answers_settle_nothing_before_she_has_said_what_they_answer() -> None:
    calls = played(STALL, {})
    told = {fact for turn in calls["answered"].turns for fact in turn.act.facts}
    assert told >= {"morning", "one-page"}
    assert set(calls["answered"].state.stages[1:]) == {Stage.HIDDEN}
    # What was smoke is never answered in the other call, and she says yes all the same.
    assert calls["behind"].state.stages == (Stage.UNDERSTOOD, Stage.RESOLVED, Stage.RESOLVED)


def test_trying_to_be_liked_raises_self_orientation_and_being_plain_does_not() -> None:
    calls = played(TRUST, {})
    pleasing, plain = calls["pleasing"], calls["plain"]
    assert pleasing.state.self_orientation > pleasing.start.self_orientation
    assert pleasing.state.reactance > 0
    assert {turn.after.self_orientation for turn in plain.turns} == {plain.start.self_orientation}
    assert plain.state.trust > plain.start.trust > pleasing.state.trust
    # One worry is understood and still open, so a visit is asked for and not the order.
    assert plain.state.stages == (Stage.RESOLVED, Stage.RESOLVED, Stage.UNDERSTOOD)


def test_warm_words_alone_bring_nothing_out() -> None:
    calls = played(SAFE, {})

    def lines(name: str, move: Move) -> int:
        return sum(move in turn.reading.moves for turn in calls[name].turns)

    assert set(calls["padded"].state.stages) == {Stage.HIDDEN}
    assert lines("padded", Move.ACKNOWLEDGEMENT) > lines("safe", Move.ACKNOWLEDGEMENT)
    assert lines("padded", Move.REFLECTION) < lines("safe", Move.REFLECTION)
    assert any(turn.act.asks_permission for turn in calls["safe"].turns)


def test_a_slip_that_is_owned_costs_trust_and_a_hint_and_the_call_still_ends_well() -> None:
    """The one push of the whole call stands in its sixth line, as the lesson tells."""
    whole = played(FULL, {})["whole"]
    pushes = [turn.number for turn in whole.turns if FORCE.intersection(turn.reading.moves)]
    assert pushes == [6]
    before, after = whole.turns[5].before, whole.turns[5].after
    assert after.trust < before.trust
    assert after.reactance > before.reactance
    # Asked openly after it she only hints at Rob, whom two lines more bring into the open.
    partner = whole.scenario.places["partner"]
    stages = [turn.after.stages[partner] for turn in whole.turns[6:10]]
    assert stages == [Stage.HINTED, Stage.HINTED, Stage.STATED, Stage.UNDERSTOOD]
    assert set(whole.state.stages) == {Stage.RESOLVED}
    assert whole.outcome == "order"


def test_the_uneven_call_never_pushes_and_never_gives_anything_back() -> None:
    uneven = played(FULL, {})["uneven"]
    moves = {move for turn in uneven.turns for move in turn.reading.moves}
    assert FORCE.isdisjoint(moves)
    assert Move.REFLECTION not in moves
    assert Stage.HIDDEN in uneven.state.stages
