"""The debrief: what happened, what it was worth, what she never got to tell, what to try."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs

from doorknob.coaching.rubric import Dimension
from doorknob.coaching.scorecard import scorecard
from doorknob.coaching.scores import Score, Scorecard
from doorknob.coaching.whatif import WhatIf, what_if
from doorknob.prospect.act import Outcome
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.persona import spoken_of
from doorknob.prospect.state import Stage
from doorknob.prospect.worries import Worry

ENDINGS: dict[Outcome, str] = {
    Outcome.ORDER: "{They} said yes.",
    Outcome.ADVANCE: "{They} agreed to a concrete next step.",
    Outcome.CONTINUATION: "The call ended with nothing agreed.",
    Outcome.NO_SALE: "{They} said no.",
    Outcome.HANG_UP: "{They} hung up.",
}
# What another line would have led to, with every other line as it was.
WOULD: dict[Outcome, str] = {
    Outcome.ORDER: "{they} would have said yes.",
    Outcome.ADVANCE: "{they} would have agreed to a concrete next step.",
    Outcome.CONTINUATION: "{they} would have stayed on the line, though nothing was agreed.",
    Outcome.NO_SALE: "{they} would have said no, and not hung up.",
    Outcome.HANG_UP: "{they} would have hung up.",
}
WOULD_RELEASE = "you would have parted with the truth, and with {their} thanks."
RELEASED = "It was not for {them}, and you said so. {They} will remember it."


def ending_of(call: Conversation) -> str:
    """Say in a sentence how a call ended."""
    text = RELEASED if call.state.released else ENDINGS[call.ended_as]
    return spoken_of(text, call.scenario.pronoun)


@attrs.frozen(kw_only=True)
class Debrief:
    """Everything that a learner is told after a call.

    Attributes
    ----------
    call
        The call itself; its turns hold readings and effects.
    scorecard
        Skill, dimension by dimension, and the outcome apart from it.
    untold
        The concerns that she never got to tell.
    unsettled
        The concerns that came out and were not resolved.
    """

    call: Conversation
    scorecard: Scorecard
    untold: tuple[Worry, ...]
    unsettled: tuple[Worry, ...]
    _what_if: Callable[[Conversation], WhatIf | None] = attrs.field(default=what_if, eq=False)

    @cached_property
    def what_if(self) -> WhatIf | None:
        """The line that would have made the difference, if there is one.

        Found when it is asked for: it takes ten times as long as all the rest, and grades need none
        of it.
        """
        return self._what_if(self.call)

    @property
    def ending(self) -> str:
        """How the call ended, in a sentence."""
        return ending_of(self.call)

    @property
    def untold_title(self) -> str:
        """The heading over what never came out."""
        return spoken_of("What {they} never got to tell you", self.call.scenario.pronoun)

    @property
    def strengths(self) -> tuple[Score, ...]:
        """The dimensions that went well: three quarters or more."""
        return tuple(s for s in self.scorecard.scores if s.value is not None and 4 * s.value >= 3)

    @property
    def next_steps(self) -> tuple[Score, ...]:
        """The dimensions with something to try, the weightiest loss first; three at most."""
        wanting = [s for s in self.scorecard.scores if s.value is not None and s.advice]
        wanting.sort(key=lambda s: -(1 - (s.value or 0)) * s.weight)
        return tuple(wanting[:3])

    def as_data(self) -> dict[str, Any]:
        """Give the debrief as plain data for JSON."""
        return {
            "ending": self.ending,
            "scorecard": self.scorecard.as_data(),
            "untold": [{"concern": w.id, "she_would_say": w.says[0]} for w in self.untold],
            "unsettled": [w.id for w in self.unsettled],
            "what_if": None if self.what_if is None else self.what_if.as_data(),
        }


def debrief(call: Conversation, weights: Mapping[Dimension, int] | None = None) -> Debrief:
    """Debrief a call, ended or not; with the rubric's own weights or with others."""
    worries = list(zip(call.scenario.concerns, call.state.stages, strict=True))
    return Debrief(
        call=call,
        scorecard=scorecard(call, weights),
        untold=tuple(w for w, stage in worries if stage < Stage.STATED),
        unsettled=tuple(w for w, stage in worries if Stage.STATED <= stage < Stage.RESOLVED),
    )


def debrief_text(found: Debrief) -> str:
    """Write a debrief as plain text, for a terminal."""
    card = found.scorecard
    lines = [
        found.ending,
        "",
        f"Skill: {percent(card.skill)} of 100. The outcome is apart from it.",
    ]
    for score in card.scores:
        value = "  –" if score.value is None else f"{percent(score.value):3d}"
        lines.append(f"  {value}  {score.criterion.title}: {score.explanation}")
    if found.next_steps:
        lines += ["", "Try next:"]
        lines += [f"  - {score.advice}" for score in found.next_steps]
    if found.untold:
        lines += ["", f"{found.untold_title}:"]
        lines += [f"  - {worry.says[0]}" for worry in found.untold]
    if found.what_if:
        lines += ["", what_if_text(found.what_if)]
    if card.unread:
        numbers = ", ".join(map(str, card.unread))
        lines += ["", f"Left out, since it could not be read: turn {numbers}."]
    return "\n".join(lines)


def what_if_text(found: WhatIf) -> str:
    """Say what another line would have changed."""
    return (
        f"One line that makes a difference, at turn {found.turn}. Instead of “{found.line}” try: "
        f"“{found.instead}” {found.name}: “{found.reply}” {what_it_changes(found)}"
    )


def what_it_changes(found: WhatIf) -> str:
    """Say what would have come of another line."""
    if found.changes_end:
        text = WOULD_RELEASE if found.call.state.released else WOULD[found.outcome]
        return f"With every other line as it was, {spoken_of(text, found.call.scenario.pronoun)}"
    more = "one more concern" if found.more_out == 1 else f"{found.more_out} more concerns"
    return f"With every other line as it was, {more} would have come out."


def percent(value: Fraction) -> int:
    """Give a share of 1 as a whole number of hundredths, halves rounded up.

    >>> from fractions import Fraction
    >>> percent(Fraction(1, 8))
    13
    """
    return int((value * 200 + 1) // 2)
