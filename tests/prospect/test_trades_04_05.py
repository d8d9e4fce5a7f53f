"""Modules 4 and 5 for several trades: their calls end as told, their exercises stay fair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from doorknob.course import Course
from doorknob.exercises.choice import Choices
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.tasks.kind import Tasks
from doorknob.exercises.tasks.writing import Rewrite
from doorknob.language.moves import FORCE, Move
from doorknob.language.reader import read
from doorknob.prospect.act import Outcome
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.solve.lines import misheard
from doorknob.prospect.state import Stage
from doorknob.publish.cohort import read_cohort
from doorknob.publish.prepare import prepare, read_notebook

COHORTS = ("software", "home", "insurance")
TRADES = ("home-once", "insurance")
SAFE, FACTS = "04-make-it-safe-to-say", "05-information-not-time"
CALLS = ("rather-not-say", "no-signal-up-there")
EXERCISES = (
    "04-the-first-words",
    "04-safe-to-say",
    "05-which-answer-helps",
    "05-facts-that-fit",
)
# What only a firm that sells software would say of what it sells.
OF_SOFTWARE = re.compile(
    r"\b(paus\w+|typing|signal|forecast|tablet|tracker|plan of the morning|minimum term"
    r"|each crew|who used it)\b"
)


def values_of(cohort: str) -> dict[str, str]:
    return dict(read_cohort(Course.here(), cohort).values())


def played(lesson: str, cohort: str) -> dict[str, Conversation]:
    """Run the cell that plays a lesson's calls, with what a cohort's build puts into it."""
    path = Course.here().lesson_notebook(lesson)
    cells = {cell.id: cell.source for cell in read_notebook(path).cells}
    _, parameters = prepare(path, audience="learner", values=values_of(cohort))
    names: dict[str, Any] = {}
    exec(cells["parameters"], names)  # noqa: S102  the course's own cells
    names |= parameters
    exec(cells["calls"], names)  # noqa: S102
    return {name: one for name, one in names.items() if isinstance(one, Conversation)}


def shape(scenario: Scenario) -> tuple[object, ...]:
    """Give what makes a call as hard as it is: all but its words."""
    concerns = [(c.id, c.about, c.gate, c.answerable, c.decisive) for c in scenario.concerns]
    aims = [(len(f.resolves), len(f.rules_out)) for f in scenario.facts]
    return concerns, aims, scenario.start, scenario.commit_gate, scenario.reactance_limit


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("call", CALLS)
def test_a_trade_s_call_is_as_hard_as_the_first_and_its_model_lines_are_understood(
    course: Course, call: str, trade: str
) -> None:
    scenario = course.scenario(call)
    variant = scenario.variants[trade]
    assert shape(variant) == shape(scenario)
    assert variant.persona.name == scenario.persona.name
    assert {fact.text for fact in variant.facts} != {fact.text for fact in scenario.facts}
    assert misheard(variant.fill({}), read) == ()


@pytest.mark.parametrize("cohort", COHORTS)
def test_warm_words_bring_nothing_out_and_lucia_says_yes_to_the_safe_call(cohort: str) -> None:
    """In each trade as the lesson tells: two worries, one after the other, and leave asked for."""
    calls = played(SAFE, cohort)
    padded, safe = calls["padded"], calls["safe"]
    assert (padded.outcome, safe.outcome) == (Outcome.CONTINUATION, Outcome.ORDER)
    assert set(padded.state.stages) == {Stage.HIDDEN}
    assert set(safe.state.stages) == {Stage.RESOLVED}
    assert [turn.act.asks_permission for turn in safe.turns].count(True) == 1
    assert "disappointed" in padded.turns[-1].reply

    def lines(call: Conversation, move: Move) -> int:
        return sum(move in turn.reading.moves for turn in call.turns)

    # The story says twice that it is hard for her, and no more.
    assert (lines(padded, Move.REFLECTION), lines(safe, Move.REFLECTION)) == (0, 2)
    assert lines(padded, Move.ACKNOWLEDGEMENT) > lines(safe, Move.ACKNOWLEDGEMENT)


@pytest.mark.parametrize("cohort", COHORTS)
def test_anjali_gets_two_made_up_answers_and_then_two_honest_ones(cohort: str) -> None:
    """The smooth call costs trust and brings no order; the honest no leaves more of it."""
    calls = played(FACTS, cohort)
    smooth, honest = calls["smooth"], calls["honest"]
    assert smooth.outcome is None
    assert honest.outcome is Outcome.NO_SALE
    assert [turn.number for turn in smooth.turns if turn.act.unsupported] == [2, 4]
    assert set(smooth.state.stages) == {Stage.STATED}
    assert not any(turn.act.unsupported for turn in honest.turns)
    assert honest.state.trust > honest.start.trust > smooth.state.trust
    assert honest.turns[-1].act.walks_away
    # The trainer's guide quotes her.
    assert "That is a sentence that I can work with" in honest.turns[2].reply


@pytest.mark.parametrize("cohort", COHORTS)
def test_the_same_facts_drown_in_the_flood_and_settle_two_worries_in_the_fit(cohort: str) -> None:
    calls = played(FACTS, cohort)
    flood, fit = calls["flood"], calls["fit"]
    assert set(flood.state.stages) == {Stage.HIDDEN}
    assert fit.state.stages == (Stage.RESOLVED, Stage.RESOLVED, Stage.HIDDEN)
    told = [{fact for turn in call.turns for fact in turn.act.facts} for call in (flood, fit)]
    assert len(told[0]) == 3
    assert len(told[1]) == 2
    assert told[1] < told[0]
    # Each worry is settled by a line that tells, and not by the one that gives it back.
    assert [turn.number for turn in fit.turns if turn.act.facts] == [3, 6]
    assert all(set(fit.turns[at].reading.moves) == {Move.INFORMATION} for at in (2, 5))


@pytest.mark.parametrize("cohort", COHORTS)
@pytest.mark.parametrize("lesson", [SAFE, FACTS])
def test_no_line_of_a_worked_call_is_read_with_doubt_or_pushes(lesson: str, cohort: str) -> None:
    turns = [turn for call in played(lesson, cohort).values() for turn in call.turns]
    assert [turn.line for turn in turns if turn.reading.unsure] == []
    assert all(FORCE.isdisjoint(turn.reading.moves) for turn in turns)


def texts(node: object) -> Iterator[str]:
    """Give every text in an exercise or a call, also those deep inside."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, (list, tuple)):
        for one in node:
            yield from texts(one)
    elif hasattr(node, "__attrs_attrs__"):
        for field in node.__attrs_attrs__:
            if field.name not in {"parameters", "variants", "id"}:
                yield from texts(getattr(node, field.name))


@pytest.mark.parametrize("cohort", ["home", "insurance"])
def test_nothing_of_the_software_firm_is_left(course: Course, cohort: str) -> None:
    """Neither in the lessons and their guides, nor in the exercises, nor in the calls."""
    values, told = values_of(cohort), []
    names = [*(course.lesson_notebook(one) for one in (SAFE, FACTS))]
    names += [course.exercises / f"{one}.ipynb" for one in (*EXERCISES, "04-rather-not-say")]
    for path in names:
        notebook, _ = prepare(path, audience="trainer", values=values)
        told += [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    for name in EXERCISES:
        told += texts(read_exercise(course.exercise_path(name)).fill(values))
    for call in (*CALLS, "think-it-over"):
        told += texts(course.scenario(call).fill(values))
    assert len(told) > 500
    assert [text for text in told if OF_SOFTWARE.search(text) or "Larkfield" in text] == []


@pytest.mark.parametrize("cohort", COHORTS)
@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_stays_fair_in_each_trade(course: Course, name: str, cohort: str) -> None:
    """The right option is not the longest, and a model line earns all points, whatever is sold."""
    exercise = read_exercise(course.exercise_path(name)).fill(values_of(cohort))
    assert isinstance(exercise, (Choices, Tasks))
    for item in exercise.items:
        if isinstance(exercise, Choices) or item.ask == "choose":
            best = next(len(one.text) for one in item.options if one.correct)
            assert best < max(len(one.text) for one in item.options), item.id
        if isinstance(item, Rewrite):
            assert item.marked(item.model).share == 1, item.id
