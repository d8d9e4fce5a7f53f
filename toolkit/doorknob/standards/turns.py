"""The lines of role-plays, each with the turn of the call that it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from doorknob.exercises.base import Exercise, Scenarios
from doorknob.exercises.roleplay import RolePlay
from doorknob.journal.events import Event, Verb
from doorknob.journal.replay import Attempt, attempts
from doorknob.prospect.turn import Turn


def turns_of(
    exercise: Exercise, events: Sequence[Event], scenarios: Scenarios, values: Mapping[str, str]
) -> dict[str, tuple[int, Turn | None]]:
    """Give for each line of a role-play its number in the call, and how it went there.

    A line that was taken back is played again with those before it, as it was said.
    """
    if not isinstance(exercise, RolePlay):
        return {}
    scenario = scenarios(exercise.scenario)
    found: dict[str, tuple[int, Turn | None]] = {}
    for begun in attempts(events).get(exercise.id, ()):
        own = [event for event in events if event.attempt == begun.id]
        tried = Attempt(id=begun.id, exercise=exercise.id, started=begun.started)
        tried = attrs.evolve(tried, details=begun.details)
        branch: list[str] = []
        for event, following in zip(own, [*own[1:], None], strict=True):
            before = len(tried.lines)
            tried = tried.after(event)
            if len(tried.lines) < before:
                branch = branch[: len(tried.lines)]
            elif len(tried.lines) > before:
                branch.append(event.id)
            if branch and (following is None or following.verb is Verb.REWOUND):
                turns = exercise.replayed(scenario, tried, values).turns
                for at, name in enumerate(branch):
                    found[name] = (at + 1, turns[at] if at < len(turns) else None)
    return found
