"""What a cohort's file says of the deadline, of late work and of weights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from doorknob.documents import Document
from doorknob.errors import Problem, suggestion
from doorknob.grading.lateness import NO_RULE, Deadline, LateRule, Rules

MOST_WEIGHT = 1000


class File(Protocol):
    """The fields of a cohort's file that matter here."""

    @property
    def exercises(self) -> tuple[str, ...]:
        """The ids of its exercises."""
        ...

    @property
    def deadline(self) -> dt.date | None:
        """The last day to hand in."""
        ...

    @property
    def time_zone(self) -> str:
        """Whose midnight ends it; empty for none."""
        ...

    @property
    def late(self) -> LateRule:
        """What lateness costs."""
        ...

    @property
    def weights(self) -> Mapping[str, int]:
        """What each exercise counts for."""
        ...


def rules_of(file: File) -> Rules:
    """Give the rules of a cohort whose file is right."""
    deadline = None
    if file.deadline is not None:
        zone = ZoneInfo(file.time_zone) if file.time_zone else None
        deadline = Deadline(day=file.deadline, zone=zone, rule=file.late)
    return Rules(deadline=deadline, weights=file.weights)


def rule_problems(file: File, doc: Document) -> Iterator[Problem]:
    """Find what is wrong with the fields ``time_zone``, ``late`` and ``weights``."""
    if file.time_zone and not _is_zone(file.time_zone):
        hint = suggestion(file.time_zone, available_timezones(), most=0).partition(" Known")[0]
        fix = hint.strip() or "Write it like Europe/London, as the IANA time zone database has it."
        yield doc.problem(("time_zone",), f"{file.time_zone[:60]!r} is no time zone.", fix)
    if file.late != NO_RULE:
        if file.deadline is None:
            fix = "Add it, such as 'deadline: 2026-03-20'."
            yield doc.problem(("late",), "there is no deadline to be late for.", fix)
        if not file.time_zone:
            fix = "Add it, such as 'time_zone: Europe/London'."
            message = "it isn't said whose midnight ends the deadline's day: time_zone is missing."
            yield doc.problem(("late",), message, fix)
        if not file.late.deduction_per_day:
            fix = "Add it, such as 'deduction_per_day: 10 %', or leave 'late' out."
            yield doc.problem(("late",), "nothing is taken off: deduction_per_day is missing.", fix)
    if file.weights:
        yield from _weight_problems(file, doc)


def _weight_problems(file: File, doc: Document) -> Iterator[Problem]:
    for name, weight in file.weights.items():
        if name not in file.exercises:
            message = f"{name!r} is no exercise of this cohort."
            yield doc.problem(("weights", name), message, suggestion(name, file.exercises).strip())
        if not 0 <= weight <= MOST_WEIGHT:
            fix = "Weights are shares of the whole, such as 40 and 60."
            message = f"expected a number from 0 to {MOST_WEIGHT}, found {weight}."
            yield doc.problem(("weights", name), message, fix)
    missing = [name for name in file.exercises if name not in file.weights]
    if missing:
        fix = "Add it; 0 leaves it out of the whole."
        yield doc.problem(("weights",), f"{missing[0]!r} has no weight.", fix)
    if not any(file.weights.values()):
        yield doc.problem(("weights",), "all weights are 0.", "Give one exercise some weight.")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
