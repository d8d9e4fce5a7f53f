"""Lessons 6 and 7 in three trades: their calls end as they tell, and their options stay fair."""

from __future__ import annotations

from pathlib import Path

import pytest

from doorknob.course import Course
from doorknob.documents import load
from doorknob.errors import InvalidCohort
from doorknob.exercises.registry import read_exercise
from doorknob.language.reader import read
from doorknob.prospect.act import Outcome
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.solve.lines import misheard
from doorknob.prospect.state import Stage
from doorknob.publish.prepare import declared, prepare, read_notebook
from doorknob.publish.trades import trade_values
from doorknob.slots import packed, unpacked

VARIED = ("home-once", "insurance")
TRADES = ("software", *VARIED)
CALLS = ("past-purchasing", "before-the-season")
LESSONS = ("06-who-isnt-in-the-room", "07-ask-for-the-business")
OFFER = {name: name for name in ("company", "product", "price", "price_per", "period")}
CHOICES = ("06-whose-say-is-it", "06-help-her-carry-it", "07-ask-or-wait")
ENDS = {
    "06-who-isnt-in-the-room": {"round_them": Outcome.HANG_UP, "through": Outcome.ADVANCE},
    "07-ask-for-the-business": {
        "on_time": Outcome.ORDER,
        "too_soon": Outcome.ORDER,
        "again": Outcome.NO_SALE,
        "step": Outcome.ADVANCE,
        "card": None,
        "mended": Outcome.ORDER,
        "never": Outcome.CONTINUATION,
        "autumn": Outcome.CONTINUATION,
    },
}


def calls_of(course: Course, lesson: str, trade: str) -> dict[str, Conversation]:
    """Play a lesson's calls as its own cells do for a trade."""
    cells = {cell.id: cell.source for cell in read_notebook(course.lesson_notebook(lesson)).cells}
    names: dict[str, object] = {}
    exec(cells["parameters"], names)  # noqa: S102  the course's own cells
    names["trade"] = trade
    exec(cells["calls"], names)  # noqa: S102
    return {name: one for name, one in names.items() if isinstance(one, Conversation)}


def words_of(course: Course, trade: str) -> dict[str, str]:
    """Give what an exercise gets from the build of a cohort of a trade."""
    words = trade_values(course.curriculum / "trades", {"trade": trade, **OFFER})
    return unpacked({"trade": trade, "trade_words": packed(words)})


@pytest.mark.parametrize("trade", VARIED)
@pytest.mark.parametrize("name", CALLS)
def test_a_variant_is_as_hard_as_the_call_that_it_varies(
    course: Course, name: str, trade: str
) -> None:
    """The same worries with the same gates, two facts for each, and as much patience."""
    call = course.scenario(name)
    variant = call.variants[trade]
    for part in ("start", "reactance_limit", "commit_gate", "difficulty"):
        assert getattr(variant, part) == getattr(call, part)
    for ours, theirs in zip(variant.concerns, call.concerns, strict=True):
        assert (ours.id, ours.about, ours.gate) == (theirs.id, theirs.about, theirs.gate)
        for one in (variant, call):
            assert sum(ours.id in fact.resolves for fact in one.facts) == 2
    assert variant.persona.name == call.persona.name
    assert variant.persona.pronoun == call.persona.pronoun


@pytest.mark.parametrize("trade", VARIED)
@pytest.mark.parametrize("name", CALLS)
def test_the_model_lines_of_a_variant_are_understood(course: Course, name: str, trade: str) -> None:
    """Its own questions, reflections, facts and requests are read as what they are."""
    assert misheard(course.scenario(name).variants[trade].fill({}), read) == ()


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("lesson", LESSONS)
def test_the_calls_end_as_the_lesson_tells(course: Course, lesson: str, trade: str) -> None:
    """And no line of them leaves the reader in doubt."""
    calls = calls_of(course, lesson, trade)
    assert {name: call.outcome for name, call in calls.items()} == ENDS[lesson]
    unsure = [turn.line for call in calls.values() for turn in call.turns if turn.reading.unsure]
    assert unsure == []


@pytest.mark.parametrize("trade", TRADES)
def test_round_them_nothing_is_told_and_through_them_all_is_settled(
    course: Course, trade: str
) -> None:
    """Lesson 6 lists what she never got to say, and tells of both worries answered."""
    calls = calls_of(course, "06-who-isnt-in-the-room", trade)
    assert set(calls["round_them"].state.stages) == {Stage.HIDDEN}
    assert all(turn.act.force for turn in calls["round_them"].turns)
    assert set(calls["through"].state.stages) == {Stage.RESOLVED}


@pytest.mark.parametrize("trade", TRADES)
def test_asked_too_soon_costs_little_and_asked_again_the_sale(course: Course, trade: str) -> None:
    """Lesson 7's figure: a yes after all, and a no with a worry that was never heard."""
    calls = calls_of(course, "07-ask-for-the-business", trade)
    assert set(calls["never"].state.stages) == {Stage.RESOLVED}
    assert calls["step"].state.stages == (Stage.RESOLVED, Stage.UNDERSTOOD)
    assert calls["again"].state.stages == (Stage.RESOLVED, Stage.HIDDEN)
    assert len(calls["on_time"].turns[-1].line.split()) == 6


@pytest.mark.parametrize("trade", VARIED)
@pytest.mark.parametrize("name", CHOICES)
def test_no_trade_s_words_tell_the_right_option_by_its_length(
    course: Course, name: str, trade: str
) -> None:
    exercise = read_exercise(course.exercise_path(name)).fill(words_of(course, trade))
    for item in exercise.items:
        if getattr(item, "ask", "choose") == "choose":
            best = next(len(one.text) for one in item.options if one.correct)
            assert best < max(len(one.text) for one in item.options), item.id


@pytest.mark.parametrize("trade", VARIED)
@pytest.mark.parametrize("lesson", LESSONS)
def test_every_word_of_a_trade_has_its_place(course: Course, lesson: str, trade: str) -> None:
    """A phrase that nothing in the lesson or its exercises asks for would never be read."""
    path: Path = course.curriculum / "trades" / trade / f"{lesson}.yaml"
    asked = set(declared(read_notebook(course.lesson_notebook(lesson)), path))
    for file in course.exercises.glob(f"{lesson[:2]}-*.yaml"):
        asked |= set(read_exercise(file).parameters)
        notebook = file.with_suffix(".ipynb")
        asked |= set(declared(read_notebook(notebook), notebook))
    assert set(load(path, InvalidCohort).data) <= asked


@pytest.mark.parametrize("lesson", LESSONS)
def test_only_another_trade_is_told_that_the_lesson_plays_elsewhere(
    course: Course, lesson: str
) -> None:
    for trade in (*TRADES, "catering"):
        values = {f"our_{name}": text for name, text in OFFER.items()} | OFFER | {"trade": trade}
        notebook, _ = prepare(course.lesson_notebook(lesson), audience="learner", values=values)
        told = "plays in another firm" in notebook.cells[0].source
        assert told is (trade == "catering")
