"""Journals folded into attempts: who answered what, in which try."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from doorknob.journal.events import Event, Verb


@attrs.frozen(kw_only=True)
class Attempt:
    """One try at one exercise.

    Attributes
    ----------
    id
        UUID of the try.
    exercise
        The exercise's id.
    started
        When, ISO 8601.
    answers
        For each item, every answer in order.
    lines
        The lines of a role-play in order.
    details
        What the opening event said: versions, scenario, seed.
    completed
        Whether it was handed in.
    """

    id: str
    exercise: str
    started: str
    answers: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    lines: tuple[str, ...] = ()
    details: Mapping[str, Any] = attrs.field(factory=dict)
    completed: bool = False

    @property
    def seed(self) -> int:
        """The seed of a role-play; 0 where the journal doesn't say."""
        seed = self.details.get("seed")
        return seed if type(seed) is int else 0

    def after(self, event: Event) -> Attempt:
        """Give the try with one more event."""
        if event.verb is Verb.INITIALIZED:
            return attrs.evolve(self, details={**self.details, **event.details})
        if event.verb is Verb.COMPLETED:
            return attrs.evolve(self, completed=True)
        if event.response is None:
            return self
        if not event.part:
            return attrs.evolve(self, lines=(*self.lines, event.response))
        given = (*self.answers.get(event.part, ()), event.response)
        return attrs.evolve(self, answers={**self.answers, event.part: given})


def attempts(events: Iterable[Event]) -> dict[str, tuple[Attempt, ...]]:
    """Fold events into the tries at each exercise, in the order in which they began."""
    tries: dict[str, Attempt] = {}
    for event in events:
        begun = tries.get(event.attempt)
        if begun is None:
            begun = Attempt(id=event.attempt, exercise=event.exercise, started=event.timestamp)
        if begun.exercise == event.exercise:
            tries[event.attempt] = begun.after(event)
    found: dict[str, tuple[Attempt, ...]] = {}
    for attempt in tries.values():
        found[attempt.exercise] = (*found.get(attempt.exercise, ()), attempt)
    return found
