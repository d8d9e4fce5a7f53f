"""The call before the course and the one after it: other people, the same difficulty."""

from __future__ import annotations

from fractions import Fraction
from statistics import fmean

import pytest

from doorknob.coaching.debrief import debrief
from doorknob.coaching.players import PLAYERS, played
from doorknob.course import Course
from doorknob.exercises.playing import Mode
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.language.reader import read
from doorknob.prospect.conversation import begin
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.solve.alphabet import alphabet
from doorknob.prospect.solve.proofs import prove
from doorknob.prospect.state import initial

COURSE = Course.here()
CALLS = ("00-before-the-course-a-call", "99-after-the-course-a-call")
SEEDS = range(3)


def call(name: str) -> RolePlay:
    found = read_exercise(COURSE.exercise_path(name))
    assert isinstance(found, RolePlay)
    return found


TWINS = tuple(COURSE.scenario(call(name).scenario) for name in CALLS)


def shape(scenario: Scenario) -> object:
    """Give the numbers of a scenario: all that a search can tell apart."""
    return (
        initial(scenario, 0),
        scenario.difficulty,
        scenario.reactance_limit,
        scenario.commit_gate,
        [(one.gate, one.decisive, one.answerable) for one in scenario.concerns],
        sorted(one.about for one in scenario.concerns),
        [[len(fact.resolves) for fact in scenario.facts]],
        [one.move for one in scenario.temptations],
        len(scenario.persona.life),
        scenario.persona.temperament,
        [play.kind for play in alphabet(scenario)],
    )


def test_the_twins_have_the_same_numbers_and_the_same_kinds_of_worry() -> None:
    assert shape(TWINS[0]) == shape(TWINS[1])
    assert {call(name).mode for name in CALLS} == {Mode.ASSESSMENT}


def test_nothing_that_is_said_in_one_is_said_in_the_other() -> None:
    told = [
        {text for one in twin.concerns for text in (*one.says, *one.hints, *one.more)}
        | {fact.text for fact in twin.facts}
        for twin in TWINS
    ]
    assert not told[0] & told[1]
    assert TWINS[0].persona.name != TWINS[1].persona.name


@pytest.mark.thorough
@pytest.mark.parametrize("seed", SEEDS)
def test_by_exhaustive_search_the_twins_are_equally_hard(seed: int) -> None:
    """The same shortest win, and the same share of all sequences that win."""
    found = [prove(twin, twin.difficulty, seed) for twin in TWINS]
    assert [one.broken for one in found] == [(), ()]
    lengths = [len(one.searched.shortest) for one in found]
    assert lengths[0] == lengths[1] > 0
    shares = [
        [Fraction(*pair) for pair in zip(one.searched.wins, one.searched.sequences, strict=True)]
        for one in found
    ]
    assert shares[0] == shares[1]


@pytest.mark.thorough
@pytest.mark.parametrize("player", PLAYERS)
def test_the_reference_players_do_as_well_in_both(player: str) -> None:
    """They speak and are read as people are: means over the seeds within five of a hundred."""
    calls = [
        [debrief(played(begin(twin, seed), PLAYERS[player], read)) for seed in range(5)]
        for twin in TWINS
    ]
    skills = [fmean(float(one.scorecard.skill) for one in found) for found in calls]
    assert abs(skills[0] - skills[1]) <= 0.05
    ends = [sorted(str(one.call.ended_as) for one in found) for found in calls]
    assert ends[0] == ends[1]
