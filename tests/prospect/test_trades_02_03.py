"""Modules 2 and 3 for three trades: the calls go as the lessons tell, whatever the firm sells."""

from __future__ import annotations

import pytest

from doorknob.course import Course
from doorknob.exercises.registry import read_exercise
from doorknob.language.moves import FORCE, Move
from doorknob.language.reader import read
from doorknob.prospect.act import Outcome
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.scenario_file import read_scenario
from doorknob.prospect.solve.lines import misheard
from doorknob.prospect.state import Stage
from doorknob.publish.cohort import read_cohort
from doorknob.publish.prepare import WRITTEN_FOR, declared, read_notebook

STALL, TRUST = "02-what-a-stall-hides", "03-know-like-trust"
CALLS = {STALL: "send-me-something", TRUST: "the-keys-to-sixty-flats"}
# Each trade with a cohort of that trade.
COHORTS = {"software": "software", "home-once": "home", "insurance": "insurance"}
VARIED = tuple(trade for trade in COHORTS if trade != "software")


def played(course: Course, lesson: str, trade: str) -> dict[str, Conversation]:
    """Run the cell that plays a lesson's calls with the values of the trade's cohort."""
    cells = {cell.id: cell.source for cell in read_notebook(course.lesson_notebook(lesson)).cells}
    names: dict[str, object] = {}
    exec(cells["parameters"], names)  # noqa: S102  the course's own cells
    values = read_cohort(course, COHORTS[trade]).values()
    names |= {name: values[name] for name in names.keys() & values.keys()}
    exec(cells["calls"], names)  # noqa: S102
    return {name: one for name, one in names.items() if isinstance(one, Conversation)}


@pytest.mark.parametrize("trade", VARIED)
@pytest.mark.parametrize("call", CALLS.values())
def test_a_variant_is_the_same_call_in_another_firm(course: Course, call: str, trade: str) -> None:
    """The same worries, as hard to reach; other facts, and its own lines are understood."""
    scenario = read_scenario(course.scenario_path(call))
    variant = scenario.variants[trade]
    assert misheard(variant.fill({}), read) == ()
    assert (variant.start, variant.commit_gate) == (scenario.start, scenario.commit_gate)
    assert [(c.id, c.about, c.gate, c.decisive, c.out) for c in variant.concerns] == [
        (c.id, c.about, c.gate, c.decisive, c.out) for c in scenario.concerns
    ]
    assert (variant.persona.name, variant.pronoun) == (scenario.persona.name, scenario.pronoun)
    assert {fact.text for fact in variant.facts} != {fact.text for fact in scenario.facts}


@pytest.mark.parametrize("trade", COHORTS)
@pytest.mark.parametrize("lesson", CALLS)
def test_no_line_of_a_lesson_is_read_with_doubt(course: Course, lesson: str, trade: str) -> None:
    """With the cohort's own product and price in it; and the good call never pushes."""
    calls = played(course, lesson, trade)
    turns = [turn for call in calls.values() for turn in call.turns]
    assert [turn.line for turn in turns if turn.reading.unsure] == []
    good = calls["behind" if lesson == STALL else "plain"]
    assert all(FORCE.isdisjoint(turn.reading.moves) for turn in good.turns)


@pytest.mark.parametrize("trade", COHORTS)
def test_three_facts_told_at_once_settle_nothing_and_one_question_more_does(
    course: Course, trade: str
) -> None:
    """The facts that would have settled what is hidden were told, and came too early."""
    calls = played(course, STALL, trade)
    answered, behind = calls["answered"], calls["behind"]
    assert answered.outcome is Outcome.CONTINUATION
    told = {fact for turn in answered.turns[:3] for fact in turn.act.facts}
    settles = {fact.id: fact.resolves for fact in answered.scenario.facts}
    assert [settles[fact] for fact in sorted(told, key=list(settles).index)] == [
        ("has-already",),
        ("season",),
        ("paulo",),
    ]
    assert {turn.reading.moves for turn in answered.turns[:3]} == {(Move.INFORMATION,)}
    assert set(answered.state.stages[1:]) == {Stage.HIDDEN}
    # Given back in the first line, never answered, and she says yes all the same.
    assert behind.turns[0].after.stages[0] is Stage.UNDERSTOOD
    assert behind.outcome is Outcome.ORDER
    assert behind.state.stages == (Stage.UNDERSTOOD, Stage.RESOLVED, Stage.RESOLVED)


@pytest.mark.parametrize("trade", COHORTS)
def test_being_liked_moves_only_what_divides_and_being_plain_gets_a_visit(
    course: Course, trade: str
) -> None:
    """The letters of the table, line by line, as the text around it tells."""
    calls = played(course, TRUST, trade)
    pleasing, plain = calls["pleasing"], calls["plain"]
    assert pleasing.outcome is None
    for part in ("credibility", "reliability", "intimacy"):
        assert getattr(pleasing.state, part) <= getattr(pleasing.start, part)
    assert pleasing.state.self_orientation > pleasing.start.self_orientation
    # Another line of that kind, and she would hang up.
    limit = pleasing.scenario.reactance_limit
    assert limit - 2 <= pleasing.state.reactance < limit
    assert plain.outcome is Outcome.ADVANCE
    assert {turn.after.self_orientation for turn in plain.turns} == {plain.start.self_orientation}
    assert plain.state.stages == (Stage.RESOLVED, Stage.RESOLVED, Stage.UNDERSTOOD)
    assert "it says so in the contract" in plain.turns[2].line
    assert "Tuesday at ten" in plain.turns[-1].line


@pytest.mark.parametrize("lesson", CALLS)
def test_what_plays_at_the_cohort_s_firm_is_told_for_each_trade(
    course: Course, lesson: str
) -> None:
    """The lesson, and each of its exercises that is for named trades, name all three."""
    path = course.lesson_notebook(lesson)
    assert set(declared(read_notebook(path), path)[WRITTEN_FOR].split()) == set(COHORTS)
    named = [
        set(one.written_for)
        for exercise in course.exercises.glob("*.yaml")
        if (one := read_exercise(exercise)).lesson == lesson and one.written_for
    ]
    assert named == [set(COHORTS)]
