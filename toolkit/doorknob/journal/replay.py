"""Journals folded into attempts: who answered what, in which try."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from doorknob.journal.events import Event, Verb
from doorknob.journal.submission import KEPT_PRIVATE

# The part of a call's hints; those of a task name the task.
HINT = "hint"


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
        The lines of a role-play in order; without those that were taken back.
    hints
        Every hint that was asked for: before which line (1-based), and its step.
    helped
        Ids of the tasks for which a hint was asked.
    rewinds
        How often the learner went back to an earlier line.
    disputes
        The readings that the learner calls wrong: a line's number (1-based) or an item's id, and
        why, which may be empty.
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
    hints: tuple[tuple[int, int], ...] = ()
    helped: tuple[str, ...] = ()
    rewinds: int = 0
    disputes: Mapping[str, str] = attrs.field(factory=dict)
    details: Mapping[str, Any] = attrs.field(factory=dict)
    completed: bool = False

    @property
    def seed(self) -> int:
        """The seed of a role-play; 0 where the journal doesn't say."""
        seed = self.details.get("seed")
        return seed if type(seed) is int else 0

    @property
    def is_private(self) -> bool:
        """Whether it was begun under the promise that nobody else sees it, or came without words.

        The promise stands, also where the exercise was opened up later.
        """
        return self.details.get("private") is True or KEPT_PRIVATE in self.lines

    def after(self, event: Event) -> Attempt:
        """Give the try with one more event."""
        if event.verb is Verb.INITIALIZED:
            return attrs.evolve(self, details={**self.details, **event.details})
        if event.verb is Verb.COMPLETED:
            return attrs.evolve(self, completed=True)
        if event.response is None:
            return self
        if event.verb in {Verb.ASKED, Verb.REWOUND, Verb.DISPUTED}:
            return self._helped(event.verb, event.response, event.part)
        if not event.part:
            return attrs.evolve(self, lines=(*self.lines, event.response))
        given = (*self.answers.get(event.part, ()), event.response)
        return attrs.evolve(self, answers={**self.answers, event.part: given})

    def _helped(self, verb: Verb, response: str, part: str) -> Attempt:
        """Give the try after a hint, a step back or a doubt; an odd number changes nothing."""
        if verb is Verb.DISPUTED:
            return attrs.evolve(self, disputes={**self.disputes, part: response})
        number = _number(response)
        if number is None:
            return self
        if verb is Verb.ASKED and part not in {"", HINT}:
            return attrs.evolve(self, helped=(*self.helped, part))
        if verb is Verb.ASKED:
            return attrs.evolve(self, hints=(*self.hints, (len(self.lines) + 1, number)))
        if number >= len(self.lines):
            return self
        left = {
            part: why
            for part, why in self.disputes.items()
            if (line := _number(part)) is None or line <= number
        }
        # Whoever goes back takes up again what had been handed in.
        return attrs.evolve(
            self,
            lines=self.lines[:number],
            rewinds=self.rewinds + 1,
            disputes=left,
            completed=False,
        )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS else None


_MOST_DIGITS = 7


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
