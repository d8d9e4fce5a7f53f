"""What she says holds together: over every scenario, difficulty and seed."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doorknob.course import Course
from doorknob.language.moves import Concern, Move
from doorknob.language.reading import Reading
from doorknob.prospect.act import Answer
from doorknob.prospect.conversation import Conversation, begin
from doorknob.prospect.difficulty import Difficulty
from doorknob.prospect.persona import Temperament
from doorknob.prospect.phrasebook import phrases
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.solve.alphabet import alphabet
from doorknob.prospect.state import Stage, State

SCENARIOS = sorted(path.stem for path in Course.here().curriculum.glob("scenarios/*.yaml"))
# As many calls in all, however many scenarios there are.
EXAMPLES = 500 // len(SCENARIOS)
READING = Reading(line="…", moves=(Move.OTHER,), reader="test")


def play(scenario: Scenario, choices: list[int], seed: int) -> Conversation:
    """Play moves past the reader; a choice stands for one of the scenario's moves."""
    plays, call = alphabet(scenario), begin(scenario, seed)
    for choice in choices:
        if call.outcome is not None:
            break
        call = call.act("…", READING, plays[choice % len(plays)].act)
    return call


calls = (
    st.lists(st.integers(0, 400), max_size=18),
    st.integers(0, 30),
    st.sampled_from(Difficulty),
)


@pytest.mark.parametrize("name", SCENARIOS)
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(*calls)
def test_she_never_says_the_same_thing_twice(
    name: str, course: Course, choices: list[int], seed: int, difficulty: Difficulty
) -> None:
    """No line of hers comes twice in a call, whatever is said, and no slot is left open."""
    call = play(course.scenario(name).at(difficulty), choices, seed)
    said = [call.opening, *(part for turn in call.turns for part in turn.parts)]
    assert len(said) == len(set(said))
    assert not any("{" in line or "}" in line for line in said)
    assert all(turn.reply.strip() for turn in call.turns)


@pytest.mark.parametrize("name", SCENARIOS)
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(*calls)
def test_she_never_contradicts_where_she_stands(
    name: str, course: Course, choices: list[int], seed: int, difficulty: Difficulty
) -> None:
    """“Nothing more” is said only where there isn't, and a yes only where it is one."""
    scenario = course.scenario(name).at(difficulty)
    for turn in play(scenario, choices, seed).turns:
        answers = {effect.answer for effect in turn.effects}
        if Answer.NOTHING_MORE in answers:
            assert min(turn.after.stages) >= Stage.STATED
        if Answer.COMMITS in answers:
            assert all(turn.after.stages[i] is Stage.RESOLVED for i in scenario.decisive)
        if Answer.PARTS_WELL in answers:
            assert not scenario.fits
        for effect in turn.effects:
            if effect.answer is Answer.DENIES:
                assert turn.act.wrong_guess or turn.act.asked_about
            if effect.answer is Answer.SETTLED and effect.concern is not None:
                resolves = scenario.fact(effect.fact).resolves
                assert scenario.concerns[effect.concern].id in resolves


@pytest.mark.parametrize("name", SCENARIOS)
@settings(
    max_examples=EXAMPLES * 2 // 5, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(*calls)
def test_every_state_of_every_scenario_survives_saving(
    name: str, course: Course, choices: list[int], seed: int, difficulty: Difficulty
) -> None:
    scenario = course.scenario(name).at(difficulty)
    for turn in play(scenario, choices, seed).turns:
        assert State.from_data(turn.after.as_data(scenario), scenario) == turn.after


@pytest.mark.parametrize("temperament", list(Temperament))
def test_what_anybody_may_say_names_no_figure(temperament: Temperament) -> None:
    """General words know nothing of a scenario: a figure in them could be wrong in it."""
    for answer in Answer:
        for line in (line for some in phrases(answer, temperament) for line in some):
            assert not re.search(r"\d|[£$€]", line), line


def test_the_course_has_every_kind_of_call(course: Course) -> None:
    """Twelve at least, with what the course promises among them."""
    found = [course.scenario(name) for name in SCENARIOS]
    assert len(found) >= 12
    assert {one.difficulty for one in found} == set(Difficulty)
    assert {worry.about for one in found for worry in one.concerns} == set(Concern)
    assert any(one.small_ticket for one in found)
    assert any(not one.fits for one in found)
    assert any(one.companion for one in found)
    smoke = [one for one in found for worry in one.concerns if worry.out and not worry.decisive]
    assert smoke
    assert {one.persona.temperament for one in found} == set(Temperament)
