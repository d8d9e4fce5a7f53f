"""The form of a rule, and what a rule may look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from doorknob.language.moves import Move
from doorknob.prospect.act import Act, Answer, Outcome
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.state import Stage, State

NOTHING_BUT_WARMTH = (Move.ACKNOWLEDGEMENT, Move.AUTONOMY, Move.OTHER)


@attrs.frozen(kw_only=True)
class Moment:
    """What a rule may look at: the state so far in this turn, the act, the scenario."""

    state: State
    act: Act
    scenario: Scenario
    gained: bool = False
    fact: str = ""

    @property
    def reflected(self) -> tuple[int, ...]:
        """Her concerns that a reflection gives back: those it names, else the topic."""
        return self.act.given_back or self._topic

    @property
    def asked(self) -> tuple[int, ...]:
        """Her concerns that a question is about: those it names, else the topic."""
        return self.act.asked_about or self._topic

    @property
    def _topic(self) -> tuple[int, ...]:
        return () if self.state.topic is None or self.act.wrong_guess else (self.state.topic,)

    def among(self, indices: tuple[int, ...], *stages: Stage) -> int | None:
        """Give the first of these concerns that stands at one of these stages."""
        return next((i for i in indices if self.state.stages[i] in stages), None)

    def trusts(self, index: int | None) -> bool:
        """Whether trust is at the gate of a concern."""
        if index is None:
            return False
        return self.state.trust >= self.state.gate(self.scenario.concerns[index].gate)

    def answers(self, *stages: Stage) -> int | None:
        """Give the first concern at one of these stages that the fact at hand resolves."""
        names = self.scenario.fact(self.fact).resolves
        return self.among(tuple(self.scenario.index(name) for name in names), *stages)

    @property
    def open_concerns(self) -> tuple[int, ...]:
        """Decisive concerns that are not resolved."""
        return tuple(
            i
            for i, concern in enumerate(self.scenario.concerns)
            if concern.decisive and self.state.stages[i] < Stage.RESOLVED
        )

    @property
    def willing(self) -> bool:
        """Whether trust is at the gate of a yes."""
        return self.state.trust >= self.state.gate(self.scenario.commit_gate)

    @property
    def nearly(self) -> bool:
        """Whether a concrete next step would be agreed to.

        Every decisive concern is out, half of them at least are resolved, and none that is still
        open has been stated without being understood.
        """
        decisive = [i for i, concern in enumerate(self.scenario.concerns) if concern.decisive]
        stages = [self.state.stages[i] for i in decisive]
        done = sum(stage is Stage.RESOLVED for stage in stages)
        return self.willing and min(stages) >= Stage.UNDERSTOOD and 2 * done >= len(stages)

    def used(self, name: str) -> bool:
        """Whether something that works once has been used."""
        return name in self.state.spent


@attrs.frozen(kw_only=True)
class Rule:
    """One row of the table.

    Attributes
    ----------
    id
        Its name in journals and reports.
    move
        The move that it is about.
    when
        The condition in words, as docs and diagrams show it.
    holds
        The condition itself.
    target
        Which concern it moves, if any.
    to
        The stage that the target comes to.
    deltas
        What is added to the state's numbers.
    flags
        Fields that are set.
    spends
        Names of what works once and is now used.
    notes
        Set of concerns, ``answered`` or ``explored``, to which the target is added.
    answer
        What she does with her reply; None where the rule is silent.
    ends
        The outcome, where it ends the call.
    because
        What happened in her, for the learner.
    source
        The ground for its direction.
    """

    id: str
    move: Move
    when: str
    holds: Callable[[Moment], bool]
    target: Callable[[Moment], int | None] = lambda _: None
    to: Stage | None = None
    deltas: Mapping[str, int] = {}
    flags: Mapping[str, object] = {}
    spends: str = ""
    notes: str = ""
    answer: Answer | None
    ends: Outcome | None = None
    because: str
    source: str
