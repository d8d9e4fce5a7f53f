"""Honest styles beat gaming styles, pushers don't win, sincere beginners get somewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from doorknob.coaching.debrief import Debrief, debrief
from doorknob.coaching.players import clumsy, consultative, played, pushy
from doorknob.course import Course
from doorknob.language.reader import read
from doorknob.prospect.astray import is_jargon, recites
from doorknob.prospect.conversation import begin
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.state import Stage

GAMING: Mapping[str, Sequence[str]] = {
    "flattering": (
        "You're clearly a very smart person, I can tell you make great decisions.",
        "Honestly, you're the best customer I've had all week.",
        "Someone with your taste doesn't need time, you know quality when you see it.",
        "I love talking to you. You have such good instincts, trust them and sign.",
        "People as sharp as you always go ahead.",
        "You've got such a lovely voice, has anybody told you? So, shall we do it?",
    ),
    "keyword-stuffing": (
        "I understand, I hear you, it makes sense, it's your decision, what is on your mind?",
        "So what you're saying is you feel concerned about price, value, trust, timing and effort?",
        "I appreciate that, I respect that, thank you for sharing, it's completely up to you.",
        "Open question, reflection, empathy, autonomy: how do you feel about the money?",
        "That's fair, that's fair, I acknowledge your concern, may I share some information?",
        "It sounds like budget, partner, risk, time. I validate that. What would it take?",
        "I hear you, I understand, I appreciate it, would you like to go ahead?",
    ),
    "empathy only": (
        "I completely understand, that's a lot to weigh up.",
        "I really hear you. It makes sense to be careful.",
        "Thank you for being so honest with me.",
        "That sounds hard, I'm sorry you have that on your plate.",
        "I'd feel exactly the same, truly.",
        "Of course. You're right to take it seriously.",
        "I can imagine. It's completely fair.",
    ),
    "silent": ("...", "Mm.", "Okay.", "Hm.", "Right.", "Uh-huh.", "..."),
    "hostile": (
        "You're wasting my time, you know that?",
        "That's the dumbest excuse I've heard today.",
        "Are you always this slow to decide?",
        "Fine, be stupid about it then.",
        "Whatever. You'll regret it.",
    ),
    "off-topic": (
        "Did you see the match last night?",
        "My dog had puppies on Sunday, five of them.",
        "I'm thinking of painting my kitchen green.",
        "What's the best pizza in town, do you think?",
        "It's been raining here for a week now.",
        "I once met a man who could juggle seven plates.",
    ),
    "pushy but polite": (
        "I fully respect that, but surely we can just get it done today, can't we?",
        "With all due respect, there's really nothing to think about.",
        "I'd hate for you to miss out, this offer ends tonight.",
        "Just a quick signature and you're all set, yes?",
        "I'm only asking because I know it's right for you. Shall we say yes?",
        "You did say you liked it, so what's stopping you? Let's do it now.",
    ),
}

SCENARIOS = sorted(path.stem for path in Path("curriculum/scenarios").glob("*.yaml"))
PUSHERS = ("flattering", "hostile", "pushy but polite")


def recited(scenario: Scenario, seed: int, style: str) -> Debrief:
    """Say the lines of a style until she hangs up, and look back."""
    call = begin(scenario, seed, {})
    for line in GAMING[style]:
        if call.outcome is None:
            call = call.say(line, read)
    return debrief(call)


@pytest.mark.parametrize("name", SCENARIOS)
def test_honest_styles_beat_gaming_styles_in_every_call(name: str) -> None:
    """A clumsy beginner who means it scores more than whoever games, in any scenario."""
    scenario = Course.here().scenario(name)
    for seed in (0, 1):
        skilled = debrief(played(begin(scenario, seed, {}), consultative, read))
        sincere = debrief(played(begin(scenario, seed, {}), clumsy, read))
        assert skilled.scorecard.skill > sincere.scorecard.skill - 0.25
        for style in GAMING:
            gaming = recited(scenario, seed, style)
            assert gaming.scorecard.skill < sincere.scorecard.skill, style
            assert gaming.call.outcome is None or not gaming.call.outcome.is_win, style


@pytest.mark.parametrize("name", SCENARIOS)
def test_pushers_end_near_nothing_and_beginners_get_somewhere(name: str) -> None:
    """Pushing earns next to nothing; a sincere beginner hears what worries her."""
    scenario = Course.here().scenario(name)
    for style in PUSHERS:
        assert recited(scenario, 0, style).scorecard.skill < 0.2, style
    assert debrief(played(begin(scenario, 0, {}), pushy, read)).scorecard.skill < 0.3
    call = played(begin(scenario, 0, {}), clumsy, read)
    assert any(stage >= Stage.UNDERSTOOD for stage in call.state.stages)


def test_chat_is_answered_as_chat_unless_the_scenario_is_about_it() -> None:
    """The weather brings no worry out; where rain is the business, it is no small talk."""
    scenario = Course.here().scenario("think-it-over")
    call = begin(scenario, 1, {}).say("What's the best pizza in town, do you think?", read)
    assert set(call.state.stages) == {Stage.HIDDEN}
    dairy = begin(Course.here().scenario("sun-over-the-dairy"), 0, {})
    asked = dairy.say("What happens to the milk when it rains for a week?", read)
    assert "small_talk" not in [effect.rule for effect in asked.turns[0].effects]


def test_worries_by_the_dozen_and_terms_of_the_textbook_are_no_listening() -> None:
    """A list of every worry, or of every technique, gives nothing back to her."""
    assert recites("It sounds like price, partner, timing and trust.")
    assert not recites("So it's the price, and what your partner says about it.")
    assert is_jargon("Empathy, rapport, reflection: tell me.")
    assert not is_jargon("It takes some empathy and an open question.")
