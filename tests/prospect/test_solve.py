"""Searching scenarios: what is proved is proved, and nothing is lost by leaving out."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.course import Course
from doorknob.language.reader import read
from doorknob.prospect.difficulty import Difficulty
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.solve import search as searching
from doorknob.prospect.solve.alphabet import alphabet
from doorknob.prospect.solve.lines import misheard
from doorknob.prospect.solve.proofs import never, prove
from doorknob.prospect.solve.relaxed import _progress, _states
from doorknob.prospect.solve.report import gathered, jobs
from doorknob.prospect.solve.search import least_turns, search, won
from doorknob.prospect.state import initial
from doorknob.prospect.transitions.step import step

# A small ticket, a no fit, a smoke-screen and two on a call: every rule that others do without.
SHORT = ("knives-for-the-cafe", "not-for-her", "the-fuel-card", "two-at-the-kitchen-table")


@pytest.fixture(scope="module")
def small(think_it_over: Scenario) -> Scenario:
    """Give the first scenario with two of its concerns, so that all of it can be searched."""
    return attrs.evolve(
        think_it_over,
        concerns=think_it_over.concerns[:2],
        facts=think_it_over.facts[:4],
        commit_gate=Fraction(9, 4),
    )


def brute(scenario: Scenario, turns: int) -> list[int]:
    """Count wins by trying every sequence, one by one, and leaving nothing out."""
    plays = alphabet(scenario)
    wins, states = [], [initial(scenario, 0)]
    for _ in range(turns):
        after = [step(scenario, one, play.act).state for one in states for play in plays]
        wins.append(sum(map(won, after)))
        states = [one for one in after if one.outcome is None]
    return wins


@pytest.mark.thorough
def test_searching_counts_what_trying_all_counts(small: Scenario) -> None:
    """Equal situations are met once and hopeless ones are not followed; the counts are the same."""
    one = attrs.evolve(
        small, concerns=small.concerns[:1], facts=small.facts[:1], persona=small.persona
    )
    found = search(one, initial(one, 0), alphabet(one), 4)
    assert list(found.wins) == brute(one, 4)
    assert found.wins[-1] > 0


@pytest.mark.parametrize("difficulty", list(Difficulty))
@pytest.mark.parametrize("name", ["", *SHORT])
def test_leaving_out_what_cannot_matter_loses_no_win(
    small: Scenario,
    course: Course,
    name: str,
    difficulty: Difficulty,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With a turn to spare, the counts are those of a search that tries every move everywhere."""
    played = (course.scenario(name) if name else small).at(difficulty)
    start, plays = initial(played, 0), alphabet(played)
    turns = least_turns(played, start) + 1
    quick = search(played, start, plays, turns)
    monkeypatch.setattr(searching, "_helps", lambda *_: True)
    monkeypatch.setattr(searching, "_tight_key", searching._key)
    assert search(played, start, plays, turns).wins == quick.wins


@settings(max_examples=60)
@given(
    st.sampled_from(["think-it-over", *SHORT]),
    st.lists(st.integers(0, 99), max_size=12),
    st.integers(0, 20),
)
def test_what_can_happen_can_happen_without_limits(
    name: str, choices: list[int], seed: int
) -> None:
    """Every step of a real call is among those of the prospect without limits."""
    scenario = Course.here().scenario(name)
    plays = alphabet(scenario)
    start = state = initial(scenario, seed)
    for choice in choices:
        play = plays[choice % len(plays)]
        after = step(scenario, state, play.act).state
        if after.outcome is not None:
            break
        reached = {
            _progress(step(scenario, one, play.act).state)
            for one in _states(scenario, start, _progress(state))
        }
        assert _progress(after) in reached
        state = after


@settings(max_examples=60)
@given(
    st.sampled_from(["think-it-over", *SHORT]),
    st.lists(st.integers(0, 99), max_size=14),
    st.integers(0, 20),
)
def test_the_least_number_of_turns_is_never_too_many(
    name: str, choices: list[int], seed: int
) -> None:
    """No move brings a win nearer by more than a turn."""
    scenario = Course.here().scenario(name)
    plays = alphabet(scenario)
    state = initial(scenario, seed)
    for choice in choices:
        needed = least_turns(scenario, state)
        after = step(scenario, state, plays[choice % len(plays)].act).state
        if won(after):
            assert needed <= 1
        if after.outcome is not None:
            break
        assert least_turns(scenario, after) >= needed - 1
        state = after


def test_the_first_scenario_holds_at_every_difficulty(small: Scenario) -> None:
    found = gathered(small.id, [job.done() for job in jobs(small, (0, 1))])
    assert found.broken == ()
    assert found.shortest == (6, 6)
    assert found.unreachable == ()


def test_a_scenario_that_says_yes_to_anything_is_found_out(small: Scenario) -> None:
    """Where no concern is decisive, asking alone would win."""
    easy = attrs.evolve(
        small, concerns=tuple(attrs.evolve(one, decisive=False) for one in small.concerns)
    )
    claims = {finding.claim for finding in never(easy)[0]}
    assert "asking for the order alone never wins" in claims
    assert never(small)[0] == ()


def test_a_scenario_that_nobody_can_win_is_found_out(small: Scenario) -> None:
    deaf = attrs.evolve(small, commit_gate=Fraction(30))
    found = prove(deaf, Difficulty.FAIR, 0)
    assert "a sequence of moves wins" in {finding.claim for finding in found.broken}


def test_a_model_line_that_pushes_is_found_out(think_it_over: Scenario) -> None:
    worry = attrs.evolve(think_it_over.concerns[0], ask="You need this, trust me, sign it now.")
    pushed = attrs.evolve(think_it_over, concerns=(worry, *think_it_over.concerns[1:]))
    assert any("ask of money" in finding.told for finding in misheard(pushed.fill({}), read))


@pytest.mark.parametrize(
    "path", sorted(Course.here().curriculum.glob("scenarios/*.yaml")), ids=lambda path: path.stem
)
def test_the_course_s_own_model_lines_are_understood(path, course: Course) -> None:
    """A learner who types the line that a hint suggests is taken at his word."""
    assert misheard(course.scenario(path.stem).fill({}), read) == ()
