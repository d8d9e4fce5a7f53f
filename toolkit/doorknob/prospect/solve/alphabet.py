"""What a salesperson can do in a scenario: every act of one kind that she can tell apart."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from doorknob.language.moves import Move
from doorknob.prospect.act import Act, Ask
from doorknob.prospect.scenario import Scenario


@attrs.frozen(kw_only=True)
class Play:
    """An act with a name for reports.

    Attributes
    ----------
    name
        Such as ``tell pause``.
    kind
        Its move, for choosing among acts; ``other`` for what is no move.
    act
        The act.
    uncovers
        Whether it could bring a hidden concern out.
    """

    name: str
    kind: Move
    act: Act
    uncovers: bool = False


def alphabet(scenario: Scenario) -> tuple[Play, ...]:
    """Give all acts of a single move that a scenario tells apart."""
    return (*_asking(scenario), *_warmth(scenario), *_telling(scenario), *_closing(scenario))


def _play(name: str, kind: Move, *, uncovers: bool = False, **what: object) -> Play:
    act = Act(moves=frozenset({kind}), **what)  # type: ignore[arg-type]
    return Play(name=name, kind=kind, act=act, uncovers=uncovers)


def _asking(scenario: Scenario) -> Iterator[Play]:
    openly, closed = Move.OPEN_QUESTION, Move.CLOSED_QUESTION
    yield _play("ask openly", openly, uncovers=True)
    for place, worry in enumerate(scenario.concerns):
        yield _play(f"ask openly about {worry.id}", openly, uncovers=True, asked_about=(place,))
        yield _play(f"guess {worry.id}", closed, uncovers=True, asked_about=(place,), guesses=True)
    yield _play("guess wrongly", closed, wrong_guess=True)
    yield _play("ask for a fact", closed)
    yield _play("ask the same again", openly, repeats=True)
    if scenario.persona.life:
        yield _play("ask about the prospect", closed, detail=0)


def _warmth(scenario: Scenario) -> Iterator[Play]:
    back = Move.REFLECTION
    yield _play("give back what was said", back, uncovers=True)
    for place, worry in enumerate(scenario.concerns):
        yield _play(f"give back {worry.id}", back, uncovers=True, given_back=(place,))
    yield _play("give back what was not said", back, wrong_guess=True)
    yield _play("acknowledge", Move.ACKNOWLEDGEMENT)
    yield _play("leave the decision", Move.AUTONOMY)
    yield _play("ask leave to tell", Move.AUTONOMY, asks_permission=True)


def _telling(scenario: Scenario) -> Iterator[Play]:
    tell = Move.INFORMATION
    for fact in scenario.facts:
        # An honest limit brings out the need that it touches.
        limits = bool(fact.rules_out)
        yield _play(f"tell {fact.id}", tell, uncovers=limits, facts=(fact.id,))
    yield _play("tell something else", tell)
    yield _play("claim without ground", tell, unsupported=True)
    yield _play("advise", Move.ADVICE)


def _closing(scenario: Scenario) -> Iterator[Play]:
    ask = Move.COMMITMENT_ASK
    yield _play("ask for the order", ask, ask=Ask.ORDER)
    yield _play("ask for a next step", ask, ask=Ask.ADVANCE)
    yield _play("press", Move.PRESSURE)
    yield _play("threaten", Move.THREAT)
    yield _play("dismiss", Move.DISMISSAL)
    yield _play("insult", Move.DISMISSAL, rude=True)
    yield _play("small talk", Move.OTHER)
    yield Play(name="say something unreadable", kind=Move.OTHER, act=Act())
    yield _play("take leave", Move.OTHER, farewell=True)
    if not scenario.fits:
        yield _play("say that it isn't for them", Move.AUTONOMY, walks_away=True)
