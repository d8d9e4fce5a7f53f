"""Lines to choose among, for beginners and for a room that plays together at a projector.

One of them helps; the others are what people are tempted to say. What each does is known, so
nothing has to be read. The same call offers the same lines on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from doorknob.coaching.suggest import suggestions
from doorknob.language.moves import Move, in_precedence
from doorknob.language.reading import Evidence, Reading
from doorknob.prospect.act import Act, Ask
from doorknob.prospect.chance import shuffled
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.state import Stage

LEAST, MOST = 3, 4
READER = "chosen line"
# Draws for shuffling lie far beyond those that her words take.
_DRAWS = 1_000_000


@attrs.frozen(kw_only=True)
class Option:
    """A line to choose.

    Attributes
    ----------
    line
        The words.
    act
        How she takes them.
    helps
        Whether it is the line that helps.
    """

    line: str
    act: Act
    helps: bool = False

    @property
    def reading(self) -> Reading:
        """What the line does, as a reading; sure, since it was written to do that."""
        moves = in_precedence(self.act.moves)
        shown = tuple(
            Evidence(code=move, start=0, end=len(self.line), text=self.line, why=move.label + ".")
            for move in moves
        )
        sure = {str(move): 1.0 for move in moves}
        return Reading(line=self.line, moves=moves, evidence=shown, confidence=sure, reader=READER)


def options(call: Conversation) -> tuple[Option, ...]:
    """Give three or four lines for where a call stands; none where it has ended."""
    if call.outcome is not None:
        return ()
    said = set(call.lines)
    good = [
        Option(line=one.line, act=one.act, helps=True)
        for one in suggestions(call.scenario, call.state)
    ]
    chosen = [one for one in good if one.line not in said][:1] or good[:1]
    others = list(_tempting(call))
    # What has been said comes again only where there would be too little to choose among.
    for other in sorted(others, key=lambda one: one.line in said):
        there = {one.line for one in chosen}
        wanted = LEAST if other.line in said else MOST
        if len(chosen) < wanted and other.line not in there:
            chosen.append(other)
    mixed, _ = shuffled(chosen, call.seed, _DRAWS + len(call.turns) * MOST)
    return mixed


def choose(call: Conversation, line: str) -> Conversation | None:
    """Say one of the lines on offer; None where the line is none of them."""
    for option in options(call):
        if option.line == line:
            return call.act(option.line, option.reading, option.act)
    return None


def _tempting(call: Conversation) -> Iterator[Option]:
    """Give lines that don't help now: a premature ask, an answer to nothing, and pushes."""
    scenario, state = call.scenario, call.state
    mixed, _ = shuffled(scenario.temptations, call.seed, _DRAWS - len(call.turns) * MOST - MOST)
    pushes = [one for one in mixed if one.move in {Move.PRESSURE, Move.THREAT, Move.DISMISSAL}]
    others = [one for one in mixed if one not in pushes]
    for one in (*pushes[:1], *others[:1]):
        yield _option(one.line, one.move)
    if any(state.stages[i] < Stage.UNDERSTOOD for i in scenario.decisive):
        act = Act(moves=frozenset({Move.COMMITMENT_ASK}), ask=Ask.ORDER)
        yield Option(line=scenario.asks.order, act=act)
    for one in (*others[1:], *pushes[1:]):
        yield _option(one.line, one.move)


def _option(line: str, move: Move) -> Option:
    ask = Ask.ORDER if move is Move.COMMITMENT_ASK else None
    return Option(line=line, act=Act(moves=frozenset({move}), ask=ask))
