"""The table of transitions: what must hold for any call, and what each kind of line does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.errors import ConversationOver
from doorknob.language.moves import Move
from doorknob.prospect.act import Act, Answer, Ask, Outcome
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.state import Stage, State, initial
from doorknob.prospect.transitions import PHASES, RULES
from doorknob.prospect.transitions.step import Step, step
from strategies import FACTS, PUSHES, acts, calls

OPEN = Act(moves=frozenset({Move.OPEN_QUESTION}))
BACK = Act(moves=frozenset({Move.REFLECTION}))
ORDER = Act(moves=frozenset({Move.COMMITMENT_ASK}), ask=Ask.ORDER)
PUSH = Act(moves=frozenset({Move.PRESSURE}))
SORRY = Act(moves=frozenset({Move.ACKNOWLEDGEMENT}))


def tell(*facts: str) -> Act:
    return Act(moves=frozenset({Move.INFORMATION}), facts=facts)


def play(scenario: Scenario, acts: list[Act], seed: int = 0, *, save: bool = False) -> list[Step]:
    """Take acts until the call ends; with `save`, through saved data before every turn."""
    state, steps = initial(scenario, seed), []
    for act in acts:
        if state.outcome is not None:
            break
        if save:
            state = State.from_data(state.as_data(scenario), scenario)
        steps.append(step(scenario, state, act))
        state = steps[-1].state
    return steps


PATIENT = [
    *(OPEN, BACK, tell("pause")),
    *(OPEN, BACK, tell("use-report")),
    *(OPEN, BACK, tell("partner-trial")),
    ORDER,
]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("save", [False, True], ids=["straight", "saved and loaded"])
def test_patience_and_fitting_information_win(
    think_it_over: Scenario, seed: int, *, save: bool
) -> None:
    """Asking, giving back, telling what fits and then asking for the order is a way to a yes."""
    by_topic = {0: "pause", 1: "use-report", 2: "partner-trial"}
    state = initial(think_it_over, seed)
    for _ in range(3):
        for act in (OPEN, BACK):
            state = step(think_it_over, state, act).state
        assert state.topic is not None
        state = step(think_it_over, state, tell(by_topic[state.topic])).state
        if save:
            state = State.from_data(state.as_data(think_it_over), think_it_over)
    assert step(think_it_over, state, ORDER).state.outcome is Outcome.ORDER


@given(calls(PUSHES, most=12).filter(lambda made: all(act.moves for act in made)))
def test_nobody_wins_by_pushing(think_it_over: Scenario, made: list[Act]) -> None:
    """Pressure, threats and dismissals alone end in a hang-up or nowhere."""
    steps = play(think_it_over, made)
    assert not steps or steps[-1].state.outcome in {None, Outcome.HANG_UP}
    if len(steps) > 2:
        assert steps[-1].state.outcome is Outcome.HANG_UP


@given(calls((Move.ACKNOWLEDGEMENT, Move.AUTONOMY, Move.OTHER, Move.COMMITMENT_ASK)))
def test_nobody_wins_by_warmth_alone(think_it_over: Scenario, made: list[Act]) -> None:
    steps = play(think_it_over, made)
    assert not steps or not (steps[-1].state.outcome or Outcome.HANG_UP).is_win


@given(calls((Move.INFORMATION, Move.ADVICE, Move.COMMITMENT_ASK)))
def test_nobody_wins_by_pitching_alone(think_it_over: Scenario, made: list[Act]) -> None:
    steps = play(think_it_over, made)
    assert not steps or not (steps[-1].state.outcome or Outcome.HANG_UP).is_win


@given(calls(), st.integers(0, 50))
def test_a_yes_needs_every_decisive_concern_resolved(
    think_it_over: Scenario, made: list[Act], seed: int
) -> None:
    steps = play(think_it_over, made, seed)
    if steps and steps[-1].state.outcome is Outcome.ORDER:
        assert set(steps[-1].state.stages) == {Stage.RESOLVED}


@given(calls(), st.integers(0, 50))
def test_she_never_goes_without_a_warning_in_an_earlier_turn(
    think_it_over: Scenario, made: list[Act], seed: int
) -> None:
    steps = play(think_it_over, made, seed)
    if steps and steps[-1].state.outcome is Outcome.HANG_UP:
        assert steps[-1].parting in {Answer.HANGS_UP_ANGRY, Answer.HANGS_UP_TIRED}
        before = [one.parting for one in steps[:-1]]
        assert {Answer.WARNS_ANGRY, Answer.WARNS_TIRED} & set(before)


@given(calls(), st.integers(0, 50))
def test_a_state_is_whole_numbers_and_survives_saving(
    think_it_over: Scenario, made: list[Act], seed: int
) -> None:
    """Saved and loaded before every turn, a call goes exactly the same way."""
    straight = play(think_it_over, made, seed)
    saved = play(think_it_over, made, seed, save=True)
    assert straight == saved
    for one in straight:
        numbers = (one.state.patience, one.state.reactance, one.state.self_orientation)
        assert all(type(number) is int and number >= 0 for number in numbers)


@given(calls(most=12), acts(PUSHES).filter(lambda act: act.moves), st.integers(0, 20))
def test_a_push_never_helps_trust(
    think_it_over: Scenario, made: list[Act], push: Act, seed: int
) -> None:
    """Whatever came before, trust after a push is lower, and the guard is not."""
    steps = play(think_it_over, made, seed)
    state = steps[-1].state if steps else initial(think_it_over, seed)
    if state.outcome is None:
        after = step(think_it_over, state, push).state
        assert after.trust < state.trust or state.trust == 0
        assert after.reactance >= state.reactance or after.warned
        assert after.stages == state.stages


@settings(max_examples=50)
@given(st.lists(acts(), min_size=1), st.integers(0, 20))
def test_every_call_comes_to_an_end(think_it_over: Scenario, some: list[Act], seed: int) -> None:
    """Whatever is said over and over, she doesn't stay on the line for ever."""
    steps = play(think_it_over, some * 120, seed)
    assert steps[-1].state.outcome is not None


@given(st.integers(0, 20))
def test_a_fact_asked_for_in_passing_costs_nothing(think_it_over: Scenario, seed: int) -> None:
    """Two short questions between others are how people talk."""
    closed = Act(moves=frozenset({Move.CLOSED_QUESTION}))
    before, *_, after = play(think_it_over, [OPEN, closed, closed], seed)
    assert after.state.patience == before.state.patience


def test_an_ended_call_takes_nothing_more(think_it_over: Scenario) -> None:
    """An illegal step raises, and nothing changes."""
    ended = initial(think_it_over, 0)._replace(outcome=Outcome.ORDER)
    with pytest.raises(ConversationOver, match="ended"):
        step(think_it_over, ended, OPEN)


def test_what_pushes_leads(think_it_over: Scenario) -> None:
    """A question beside a push is not heard."""
    both = Act(moves=frozenset({Move.OPEN_QUESTION, Move.PRESSURE}))
    found = step(think_it_over, initial(think_it_over, 0), both)
    assert [effect.rule for effect in found.effects] == ["pressure"]
    assert set(found.state.stages) == {Stage.HIDDEN}


def test_one_slip_can_be_repaired_once(think_it_over: Scenario) -> None:
    """After a push the first apology eases; after a second push there is no second repair."""
    steps = play(think_it_over, [PUSH, SORRY, PUSH, SORRY])
    assert [e.rule for e in steps[1].effects] == ["apology"]
    assert "apology" not in [e.rule for e in steps[3].effects]


def test_an_answer_before_understanding_settles_only_half(think_it_over: Scenario) -> None:
    steps = play(think_it_over, [OPEN, tell("pause"), BACK])
    assert [e.rule for e in steps[1].effects] == ["information_too_early"]
    assert steps[1].state.stages[0] is Stage.STATED
    assert steps[2].state.stages[0] is Stage.RESOLVED


def test_a_second_answer_before_understanding_is_no_answer_to_something_else(
    think_it_over: Scenario,
) -> None:
    """It costs her patience, and she doesn't say that she had never asked."""
    steps = play(think_it_over, [OPEN, tell("pause"), tell("no-term"), tell("pause")])
    assert [e.rule for e in steps[2].effects] == ["information_too_early_again"]
    assert [e.answer for e in steps[2].effects] == [Answer.PARTLY_ANSWERED]
    assert steps[2].state.patience == steps[1].state.patience - 1
    assert [e.rule for e in steps[3].effects] == ["information_again"]


def test_three_closed_questions_in_a_row_feel_like_a_form(think_it_over: Scenario) -> None:
    closed = Act(moves=frozenset({Move.CLOSED_QUESTION}))
    steps = play(think_it_over, [closed] * 3)
    assert "interrogation" in [e.rule for e in steps[2].effects]
    assert steps[2].state.self_orientation > steps[1].state.self_orientation


def test_asking_too_early_costs_and_asking_thrice_is_a_no(think_it_over: Scenario) -> None:
    steps = play(think_it_over, [ORDER] * 5)
    assert [s.effects[0].rule for s in steps] == ["ask_early", "ask_again", "ask_third"]
    assert steps[-1].state.outcome is Outcome.NO_SALE


def test_never_asking_never_sells(think_it_over: Scenario) -> None:
    made = [act for act in PATIENT if act is not ORDER]
    assert play(think_it_over, made)[-1].state.outcome is None


def test_a_concrete_next_step_is_agreed_to_when_half_is_resolved(think_it_over: Scenario) -> None:
    meet = Act(moves=frozenset({Move.COMMITMENT_ASK}), ask=Ask.ADVANCE)
    made = [OPEN, BACK, tell("pause"), OPEN, BACK, tell("use-report"), OPEN]
    assert play(think_it_over, [*made, meet])[-1].state.outcome is None
    assert play(think_it_over, [*made, BACK, meet])[-1].state.outcome is Outcome.ADVANCE


def test_permission_asked_and_kept_is_reliability(think_it_over: Scenario) -> None:
    leave = Act(moves=frozenset({Move.AUTONOMY}), asks_permission=True)
    steps = play(think_it_over, [OPEN, BACK, leave, tell("pause")])
    assert steps[-1].state.reliability == steps[0].state.reliability + 1


def test_every_rule_has_its_reason_and_its_ground() -> None:
    """The table is what learners and docs are shown, so no cell of it may be empty."""
    listed = [rule for phase in PHASES.values() for rule in phase]
    assert len(RULES) == len(listed)
    for rule in listed:
        assert rule.because.endswith(".")
        assert rule.source
        assert rule.when
        assert rule.to is None or rule.move is not Move.OTHER


@given(calls(most=40), st.integers(0, 9))
def test_stages_only_go_forward(think_it_over: Scenario, made: list[Act], seed: int) -> None:
    """What she has said stays known, whatever happens after."""
    before = (Stage.HIDDEN,) * 3
    for one in play(think_it_over, made, seed):
        assert all(new >= old for new, old in zip(one.state.stages, before, strict=True))
        before = one.state.stages


def test_the_facts_of_the_strategies_are_the_scenario_s(think_it_over: Scenario) -> None:
    assert {fact.id for fact in think_it_over.facts} == set(FACTS)
