"""The form of a rule, and what a rule may look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from doorknob.language.moves import Move
from doorknob.prospect.act import Act, Answer, Outcome
from doorknob.prospect.scenario import PARTS, Scenario
from doorknob.prospect.state import Stage, State

NOTHING_BUT_WARMTH = (Move.ACKNOWLEDGEMENT, Move.AUTONOMY, Move.OTHER)


class Moment:
    """What a rule may look at: the state so far in this turn, the act, the scenario.

    Attributes
    ----------
    gained
        Whether a concern has come to another stage in this turn.
    fact
        Id of the fact that is being told; empty for none.
    """

    __slots__ = ("act", "fact", "gained", "scenario", "state")

    def __init__(self, scenario: Scenario, state: State, act: Act) -> None:
        self.scenario, self.state, self.act = scenario, state, act
        self.gained, self.fact = False, ""

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
        known = self.state.stages
        for i in indices:
            if known[i] in stages:
                return i
        return None

    def trusts(self, index: int | None) -> bool:
        """Whether trust is at the gate of a concern."""
        return index is not None and self.state.reaches(self.state.gates[index])

    def answers(self, *stages: Stage) -> int | None:
        """Give the first concern at one of these stages that the fact at hand resolves."""
        return self.among(self.scenario.answers.get(self.fact, ()), *stages)

    def rules_out(self, *stages: Stage) -> int | None:
        """Give the first concern at one of these stages that the fact at hand shows no help for."""
        return self.among(self.scenario.limits.get(self.fact, ()), *stages)

    @property
    def open_concerns(self) -> tuple[int, ...]:
        """Decisive concerns that are not resolved."""
        stages = self.state.stages
        return tuple(i for i in self.scenario.decisive if stages[i] < Stage.RESOLVED)

    @property
    def willing(self) -> bool:
        """Whether trust is at the gate of a yes."""
        return self.state.reaches(int(self.scenario.commit_gate * PARTS))

    @property
    def nearly(self) -> bool:
        """Whether a concrete next step would be agreed to.

        Every decisive concern is out, half of them at least are resolved, and none that is still
        open has been stated without being understood. What can't be answered stays in the way.
        """
        stages = [self.state.stages[i] for i in self.scenario.decisive]
        done = sum(stage is Stage.RESOLVED for stage in stages)
        enough = min(stages) >= Stage.UNDERSTOOD and 2 * done >= len(stages)
        return enough and self.scenario.fits and self.willing

    @property
    def beyond_help(self) -> bool:
        """Whether a decisive concern that nothing answers is understood, so that all know it."""
        stages = self.state.stages
        return any(
            stages[i] >= Stage.UNDERSTOOD and not self.scenario.concerns[i].answerable
            for i in self.scenario.decisive
        )

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
