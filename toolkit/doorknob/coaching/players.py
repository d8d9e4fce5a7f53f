"""Typical players, who play a scenario by themselves: for previews and for tests.

They speak, and are read, as people are. Only `consultative` knows the scenario's good lines; the
others say what such people say, with the words that the scenario gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from doorknob.coaching.suggest import Aim, suggestions
from doorknob.language.moves import FORCE, Move
from doorknob.language.reading import Reader
from doorknob.prospect.conversation import Conversation

MOST_TURNS = 20
Player = Callable[[Conversation], str | None]

_INSISTS = (
    "You need this, trust me.",
    "Let's not overthink it. Shall we just get it done today?",
    "If you wait, you'll be sorry later.",
    "Come on, that's not a real reason.",
    "What card would you like to use?",
)
_SINCERE = (
    "Okay, sure, take your time. What is it that you want to think about?",
    "Is it the price, maybe?",
    "Right. I can see why that matters to you.",
    "And what else is there, if I may ask?",
    "Sorry, I'm not good at this. What would help you most now?",
)


def consultative(call: Conversation) -> str | None:
    """Ask, give back, tell what fits, then ask for the business."""
    said = set(call.lines)
    fresh = (one.line for one in suggestions(call.scenario, call.state) if one.line not in said)
    return next(fresh, None)


def pushy(call: Conversation) -> str | None:
    """Insist, in the scenario's words and in the usual ones."""
    own = [one.line for one in call.scenario.temptations if one.move in FORCE]
    lines = [line for pair in zip(own, _INSISTS, strict=False) for line in pair]
    return _next(call, [*lines, *_INSISTS])


def pitching(call: Conversation) -> str | None:
    """Tell one fact after another, then ask for the order."""
    facts = [fact.text for fact in call.scenario.facts]
    more = [one.line for one in call.scenario.temptations if one.move is Move.INFORMATION]
    return _next(call, [*facts, *more, call.scenario.asks.order])


def clumsy(call: Conversation) -> str | None:
    """Mean well: ask, guess, give back some of it, tell what seems to fit, ask a little early."""
    found = next(suggestions(call.scenario, call.state), None)
    number = len(call.turns)
    if found and number % 2 and found.aim in {Aim.GIVE_BACK, Aim.ANSWER, Aim.ASK, Aim.LET_GO}:
        return found.line if found.line not in call.lines else _next(call, _SINCERE)
    sincere = _next(call, _SINCERE)
    if sincere is None and call.scenario.asks.order not in call.lines:
        return call.scenario.asks.order
    return sincere or (found.line if found and found.line not in call.lines else None)


def _next(call: Conversation, lines: list[str] | tuple[str, ...]) -> str | None:
    said = set(call.lines)
    return next((line for line in lines if line not in said), None)


PLAYERS: Mapping[str, Player] = {
    "consultative": consultative,
    "clumsy but sincere": clumsy,
    "pitching": pitching,
    "pushy": pushy,
}


def played(call: Conversation, player: Player, reader: Reader) -> Conversation:
    """Let a player play a call until it ends or nothing is left to say."""
    while call.outcome is None and len(call.turns) < MOST_TURNS:
        line = player(call)
        if line is None:
            break
        call = call.say(line, reader)
    return call
