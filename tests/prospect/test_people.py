"""The people of a scenario: what they tell of themselves, insults, company, and honest ends."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from doorknob.course import Course
from doorknob.language.moves import Move
from doorknob.prospect.act import Act, Answer, Ask, Outcome
from doorknob.prospect.conversation import Conversation, begin
from doorknob.prospect.ends import WalkAway
from doorknob.prospect.persona import Person, Pronoun, Temperament
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.state import Stage, State, initial
from doorknob.prospect.transitions.step import Step, step

OPEN = Act(moves=frozenset({Move.OPEN_QUESTION}))
BACK = Act(moves=frozenset({Move.REFLECTION}))
PRESS = Act(moves=frozenset({Move.PRESSURE}))


def rules(found: Step) -> list[str]:
    return [effect.rule for effect in found.effects]


def said(call: Conversation, line: str) -> str:
    return call.say(line).said


def test_a_question_about_her_gets_a_real_answer(think_it_over: Scenario) -> None:
    """She knows how many they are, and says it; asked once more she does not repeat herself."""
    call = begin(think_it_over, 1).say("How many people are you in the studio?")
    assert "question_about_her" in [effect.rule for effect in call.turns[0].effects]
    assert any(word in call.said for word in ("Six", "Four"))
    again = call.say("Right. And how big is your team, did you say?")
    assert again.said != call.said


def test_what_she_tells_of_herself_costs_nothing(think_it_over: Scenario) -> None:
    ask = Act(moves=frozenset({Move.CLOSED_QUESTION}), detail=0)
    before = initial(think_it_over, 0)
    after = step(think_it_over, before, ask).state
    assert (after.patience, after.trust, after.stages) == (
        before.patience,
        before.trust,
        before.stages,
    )


@pytest.mark.parametrize(
    "line",
    [
        "You're an idiot if you don't see that.",
        "Are you stupid?",
        "Oh, shut up and listen.",
        "You are wasting my time.",
        "fuck you then",
    ],
)
def test_an_insult_has_consequences(think_it_over: Scenario, line: str) -> None:
    """It costs more than a push, nothing else in the line is heard, and the next one ends it."""
    call = begin(think_it_over, 2).say(line)
    assert [effect.rule for effect in call.turns[0].effects][:1] == ["insult"]
    assert call.state.reactance >= 4
    assert call.say(line).say(line).outcome is Outcome.HANG_UP


@pytest.mark.parametrize(
    "line",
    [
        "Sorry, I'm an idiot, I forgot to send you the page.",
        "It would be stupid of me to rush you.",
        "What would be a waste of your time?",
        "You're not wasting anybody's time by asking.",
        "That was a dumb question of mine.",
        "I don't want you to get lost in the menus.",
        "You can shut it off any night you like.",
        "We shut up shop at five, so call before.",
        "You're not wasting my time at all.",
        "This isn't a waste of my time.",
    ],
)
def test_rude_words_about_oneself_insult_nobody(think_it_over: Scenario, line: str) -> None:
    rules = [effect.rule for effect in begin(think_it_over, 2).say(line).turns[0].effects]
    assert "insult" not in rules


@pytest.fixture
def no_fit(think_it_over: Scenario) -> Scenario:
    """Give the first scenario, with a concern that nothing answers."""
    use = attrs.evolve(think_it_over.concerns[1], answerable=False)
    facts = tuple(
        attrs.evolve(fact, resolves=(), rules_out=("use",)) if "use" in fact.resolves else fact
        for fact in think_it_over.facts
    )
    return attrs.evolve(
        think_it_over,
        concerns=(think_it_over.concerns[0], use),
        facts=facts[:4],
        walk_away=WalkAway(
            line="Then this isn't the right thing for you, and I wouldn't buy it in your place.",
            lines=("Thank you for being straight with me.",),
        ),
    )


def test_where_nothing_fits_letting_go_is_the_best_end(no_fit: Scenario) -> None:
    """No order can be had; saying so, once it is understood, is remembered."""
    assert not no_fit.fits
    state = initial(no_fit, 0)._replace(stages=(Stage.RESOLVED, Stage.UNDERSTOOD))
    order = Act(moves=frozenset({Move.COMMITMENT_ASK}), ask=Ask.ORDER)
    assert step(no_fit, state, order).state.outcome is None
    let_go = Act(moves=frozenset({Move.AUTONOMY}), walks_away=True)
    after = step(no_fit, state, let_go)
    assert (after.state.released, after.state.outcome) == (True, Outcome.NO_SALE)
    assert State.from_data(after.state.as_data(no_fit), no_fit) == after.state
    assert not step(no_fit, initial(no_fit, 0), let_go).state.released


def test_an_honest_limit_builds_trust(no_fit: Scenario) -> None:
    state = initial(no_fit, 0)._replace(stages=(Stage.RESOLVED, Stage.STATED))
    tell = Act(moves=frozenset({Move.INFORMATION}), facts=("first-weeks",))
    found = step(no_fit, state, tell)
    assert rules(found) == ["honest_limit"]
    assert found.state.trust > state.trust


@pytest.mark.parametrize(
    ("line", "walks"),
    [
        ("Then it isn't right for you, and I'd rather say so now.", True),
        ("Honestly, I wouldn't buy it in your place.", True),
        ("I think you're better off with what you have.", True),
        ("Then I think it's not for you.", True),
        ("Stay with what you have, I'd say.", True),
        ("Then it isn't for you, Kim.", True),
        ("In that case I don't think this is for you.", True),
        ("Then I don't think that it's the right thing for you.", True),
        ("I don't think it's a good fit.", True),
        ("I don't think that it's too dear for you.", False),
        ("If it isn't right for you, say so.", False),
        ("The fitting is not for free.", False),
        ("That's not for me to say.", False),
        ("Don't take this the wrong way.", False),
        ("I can't recommend it enough.", False),
        ("I'd stay with the plan that you can pause.", False),
        ("Is it not right for you?", False),
        ("Would you like to go ahead?", False),
    ],
)
def test_letting_go_is_told_from_asking_whether_to(
    no_fit: Scenario, line: str, *, walks: bool
) -> None:
    assert begin(no_fit, 0).say(line).turns[0].act.walks_away is walks


def test_where_little_is_at_stake_a_mild_close_does_no_harm(think_it_over: Scenario) -> None:
    """Once; a second one, or a threat, is felt as anywhere."""
    small = attrs.evolve(think_it_over, small_ticket=True)
    first = step(small, initial(small, 0), PRESS)
    assert rules(first) == ["pressure_mild"]
    assert first.state.trust == initial(small, 0).trust
    assert first.state.reactance == 0
    assert rules(step(small, first.state, PRESS)) == ["pressure"]
    threat = Act(moves=frozenset({Move.THREAT}))
    assert step(small, initial(small, 0), threat).state.reactance > 0


def test_two_on_the_call_are_told_apart(think_it_over: Scenario) -> None:
    """Each speaks of what is theirs, by name, and is spoken of with the right pronoun."""
    rob = Person(
        name="Rob Finch", role="partner", temperament=Temperament.BLUNT, pronoun=Pronoun.HE
    )
    partner = attrs.evolve(think_it_over.concerns[2], companions=True, gate=Fraction(0))
    both = attrs.evolve(
        think_it_over, companion=rob, concerns=(*think_it_over.concerns[:2], partner)
    )
    call = begin(both, 0).say("And you, Rob, what would you want to know?")
    effect = next(one for one in call.turns[0].effects if one.concern == 2)
    assert effect.answer in {Answer.STATES, Answer.CONFIRMS}
    assert call.said.startswith("Rob: ")
    assert " he " in f" {effect.because.lower()} "


def test_he_is_spoken_of_as_he(think_it_over: Scenario) -> None:
    persona = attrs.evolve(think_it_over.persona, pronoun=Pronoun.HE)
    call = begin(attrs.evolve(think_it_over, persona=persona), 0).say("You need this. Sign now.")
    told = " ".join(effect.because for effect in call.turns[0].effects)
    assert "He hears" in told
    assert "{" not in told
    assert "She" not in told


def test_another_difficulty_moves_gates_and_patience_and_back(think_it_over: Scenario) -> None:
    from doorknob.prospect.difficulty import Difficulty

    hard = think_it_over.at(Difficulty.HARD)
    assert hard.start.patience < think_it_over.start.patience
    assert hard.concerns[0].gate > think_it_over.concerns[0].gate
    assert hard.at(Difficulty.FAIR) == think_it_over


def test_another_seed_moves_gates_by_a_quarter_at_most(course: Course) -> None:
    scenario = course.scenario("think-it-over")
    seen = {initial(scenario, seed).gates for seed in range(40)}
    assert len(seen) > 5
    for gates in seen:
        for gate, worry in zip(gates, scenario.concerns, strict=True):
            assert abs(gate - worry.gate * 4) <= 1
