"""The prospect's state: values only. Every way it can change stands in `transitions`."""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction
from typing import Any, NamedTuple

from doorknob.prospect.act import Outcome
from doorknob.prospect.chance import draw, shuffled
from doorknob.prospect.scenario import PARTS, Scenario
from doorknob.prospect.worries import Worry


class Stage(IntEnum):
    """How far a concern has come."""

    HIDDEN = 0
    HINTED = 1
    STATED = 2
    UNDERSTOOD = 3
    RESOLVED = 4

    @property
    def label(self) -> str:
        """The stage in lower case, as files hold it."""
        return self.name.lower()


class State(NamedTuple):
    """Where the prospect stands. Whole numbers only, so that a replay is exact.

    Attributes
    ----------
    credibility, reliability, intimacy, self_orientation
        Parts of trust (Maister, Green & Galford 2000), each 0 or more.
    reactance
        Her urge to push back, 0 or more; at the scenario's limit she hangs up.
    patience
        What she has left for this call, 0 or more; at 0 she leaves.
    stages
        A stage for each concern, in the scenario's order.
    order
        Indices of the concerns in the order in which she brings them up.
    gates
        For each concern, the trust at which she speaks of it in this call, in quarters.
    answered
        Concerns that were answered before they were understood, half settled, each with the id of
        the fact that answered it.
    explored
        Concerns that she has said more about on being asked.
    told
        Ids of the facts she has been told.
    topic
        The concern talked about last, if any.
    closed_in_row
        Closed questions since the last turn without one.
    idle_turns
        Turns in a row that changed nothing in her.
    spent
        What works once and has been used: ``soothed``, ``freed``, ``repaired`` …
    refused
        Asks refused since anything new was said.
    stung
        She was pushed, and nobody has apologised.
    permitted
        She gave leave to tell or advise, and it has not been used.
    warned
        She has said that she is about to go.
    released
        The salesperson has told her honestly that it doesn't fit, and let her go.
    outcome
        How the call ended, or None while it goes on.
    seed, draws
        What chance is drawn from, and how many draws were made.
    """

    credibility: int
    reliability: int
    intimacy: int
    self_orientation: int
    reactance: int
    patience: int
    stages: tuple[Stage, ...]
    order: tuple[int, ...]
    gates: tuple[int, ...]
    answered: frozenset[tuple[int, str]] = frozenset()
    explored: frozenset[int] = frozenset()
    told: frozenset[str] = frozenset()
    topic: int | None = None
    closed_in_row: int = 0
    idle_turns: int = 0
    spent: frozenset[str] = frozenset()
    refused: int = 0
    stung: bool = False
    permitted: bool = False
    warned: bool = False
    released: bool = False
    outcome: Outcome | None = None
    seed: int = 0
    draws: int = 0

    @property
    def trust(self) -> Fraction:
        """Trust by the trust equation: (C + R + I) / (1 + S)."""
        return Fraction(
            self.credibility + self.reliability + self.intimacy, 1 + self.self_orientation
        )

    def reaches(self, gate: int) -> bool:
        """Whether trust is at a gate, given in quarters; reactance raises every gate by one."""
        given = self.credibility + self.reliability + self.intimacy
        return PARTS * given >= (1 + self.self_orientation) * (gate + self.reactance)

    def answer_to(self, index: int) -> str | None:
        """Give the id of the fact that answered a concern before it was understood, if any."""
        return next((fact for concern, fact in sorted(self.answered) if concern == index), None)

    def next_concern(self) -> int | None:
        """Give the concern that she would bring up next, or None where all have surfaced."""
        return next((i for i in self.order if self.stages[i] < Stage.STATED), None)

    def as_data(self, scenario: Scenario) -> dict[str, Any]:
        """Give the state as plain data for JSON; trust is added for the reader."""
        data: dict[str, Any] = self._asdict()
        for field in ("explored", "told", "spent"):
            data[field] = sorted(data[field])
        data["answered"] = [list(pair) for pair in sorted(self.answered)]
        data["order"], data["gates"] = list(self.order), list(self.gates)
        data["outcome"] = None if self.outcome is None else str(self.outcome)
        data["trust"] = str(self.trust)
        names = [concern.id for concern in scenario.concerns]
        data["stages"] = {name: stage.label for name, stage in zip(names, self.stages, strict=True)}
        return data

    @classmethod
    def from_data(cls, data: dict[str, Any], scenario: Scenario) -> State:
        """Make a state from what `as_data` gave.

        Raises
        ------
        KeyError, ValueError, TypeError
            If it is not the data of a state of this scenario.
        """
        fields = {name: data[name] for name in cls._fields}
        stages = data["stages"]
        fields["stages"] = tuple(Stage[stages[c.id].upper()] for c in scenario.concerns)
        for field in ("explored", "told", "spent"):
            fields[field] = frozenset(fields[field])
        fields["answered"] = frozenset((index, fact) for index, fact in fields["answered"])
        fields["order"], fields["gates"] = tuple(fields["order"]), tuple(fields["gates"])
        outcome = fields["outcome"]
        fields["outcome"] = None if outcome is None else Outcome(outcome)
        return cls(**fields)


def initial(scenario: Scenario, seed: int) -> State:
    """Give the state in which a call begins.

    The seed moves the gate of each concern by a quarter at most, and decides the order in which
    concerns come up among those of equal gate or where the scenario leaves the order open.
    """
    start = scenario.start
    order, draws = shuffled(tuple(range(len(scenario.concerns))), seed, 0)
    gates = []
    for worry in scenario.concerns:
        gates.append(_gate(worry, draw(seed, draws, 3) - 1))
        draws += 1
    if not scenario.any_order:
        order = tuple(sorted(order, key=lambda i: scenario.concerns[i].gate))
    return State(
        credibility=start.credibility,
        reliability=start.reliability,
        intimacy=start.intimacy,
        self_orientation=start.self_orientation,
        reactance=start.reactance,
        patience=start.patience,
        stages=tuple(Stage.STATED if one.out else Stage.HIDDEN for one in scenario.concerns),
        order=order,
        gates=tuple(gates),
        topic=next((i for i, worry in enumerate(scenario.concerns) if worry.out), None),
        seed=seed,
        draws=draws,
    )


def _gate(worry: Worry, moved: int) -> int:
    """Give a gate in quarters; a gate of 0 stays open to everybody."""
    gate = int(worry.gate * PARTS)
    return max(1, gate + moved) if gate else 0
