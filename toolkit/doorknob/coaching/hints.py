"""Hints on request, in three steps: a question to oneself, a direction, a line."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

import attrs

from doorknob.coaching.suggest import Aim, Suggestion, suggestions
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.persona import spoken_of


class Step(IntEnum):
    """How much a hint gives away."""

    QUESTION = 1
    DIRECTION = 2
    LINE = 3


@attrs.frozen(kw_only=True)
class Hint:
    """A hint.

    Attributes
    ----------
    step
        How much it gives away.
    text
        What it says.
    """

    step: Step
    text: str

    @property
    def is_last(self) -> bool:
        """Whether there is nothing more to give away."""
        return self.step is Step.LINE


# A question to oneself, and a direction, for each thing that a good line can be for.
STEPS: Mapping[Aim, tuple[str, str]] = {
    Aim.REPAIR: (
        "How did your last push feel from {their} side of the line?",
        "Own it in one sentence, without a reason. Then ask {them} a real question.",
    ),
    Aim.OPEN_UP: (
        "What do you know by now about what is behind it, and what are you only guessing?",
        "Ask an open question, one that can't be answered with yes or no. Then wait.",
    ),
    Aim.GIVE_BACK: (
        "What did {they} just tell you, in {their} words, and does {they} know that it arrived?",
        "Before you answer it, say in one sentence what you heard {them} worry about.",
    ),
    Aim.ANSWER: (
        "Of the things that you may tell {them}, which one answers just this worry?",
        "Tell {them} that one thing, and leave the others out.",
    ),
    Aim.EASE: (
        "Everything is answered. Does {they} feel free to decide?",
        "Say, and mean it, that the decision is {theirs}. Then ask.",
    ),
    Aim.ASK: (
        "Is anything still in the way of a yes?",
        "Ask for the business, plainly, in a way that {they} can say no to.",
    ),
    Aim.LET_GO: (
        "Can you honestly give {them} what {they} needs?",
        "Say what it can't do, and let {them} go.",
    ),
}


def hint(call: Conversation, step: Step) -> Hint | None:
    """Give a hint for where a call stands; None where the call has ended."""
    if call.outcome is not None:
        return None
    found = list(suggestions(call.scenario, call.state))
    # Nobody is sent to say again what did not help.
    best = next((one for one in found if one.line not in call.lines), next(iter(found), None))
    if best is None:
        return None
    return Hint(step=step, text=_text(call, best, step))


def _text(call: Conversation, best: Suggestion, step: Step) -> str:
    if step is Step.LINE:
        return f"You could say: “{best.line}”"
    who = call.scenario.owner(best.concern)
    return spoken_of(STEPS[best.aim][step - 1], who.pronoun)
