"""Grades as data: what everybody earned, and what each grade was made from.

The same journals, keys and decisions give the same bytes: no time, no place and no name of a
machine is in it, numbers are exact, and people go by their ids alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import attrs

from doorknob.coaching.debrief import Debrief
from doorknob.exercises.base import Grade, PartGrade
from doorknob.grading.canonical import Learners, packed
from doorknob.grading.grade import Result
from doorknob.grading.gradebook import decimal
from doorknob.grading.lateness import HandIns
from doorknob.journal.decisions import Decisions
from doorknob.journal.store import Fault, Journal

FORMAT = "doorknob.grades/1"


@attrs.frozen(kw_only=True)
class Graded:
    """A learner, graded or not.

    Attributes
    ----------
    learner
        Id in the roster.
    journal
        What the grades were made from.
    result
        What was earned; None where grading failed.
    handed_in
        When what was handed in, where a late rule asks for it.
    problem
        Why it failed; empty where it did not.
    """

    learner: str
    journal: Journal
    result: Result | None
    handed_in: HandIns = attrs.field(factory=HandIns)
    problem: str = ""


@attrs.frozen(kw_only=True)
class Kept:
    """What is kept of a learner beside her part of a record, so that many take little memory.

    Attributes
    ----------
    learner
        Id in the roster.
    data
        Her part of a record, packed; empty once it is in one.
    journal
        The file's name, where it holds faults or grading failed.
    faults
        The lines of it that were left out.
    """

    learner: str
    data: bytes
    journal: str = ""
    faults: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, one: Graded, decisions: Decisions) -> Kept:
        """Keep of a learner what others ask for."""
        data, faults = packed(learner_data(one, decisions)), one.journal.faults
        named = one.journal.path if faults or one.result is None else ""
        return cls(learner=one.learner, data=data, journal=named, faults=faults)


@attrs.frozen(kw_only=True)
class Sources:
    """What all grades of a cohort were made from.

    Attributes
    ----------
    package
        The version of Doorknob.
    engine
        Digest of the code and the model that grade.
    exercises
        For each exercise, the version that its file gives, and digests: of its file as ``key``, of
        its scenario's file, and of the values that the cohort puts into both.
    rules
        The deadline, what lateness costs, and the weights; without those that there aren't.
    """

    package: str
    engine: str
    exercises: Mapping[str, Mapping[str, str]]
    rules: Mapping[str, str] = attrs.field(factory=dict)

    def as_data(self) -> dict[str, Any]:
        """Give it as plain data."""
        return attrs.asdict(self)


def record(
    cohort: str, sources: Sources, decisions: Decisions, everybody: Iterable[bytes]
) -> dict[str, Any]:
    """Write down a cohort's grades as plain data.

    Parameters
    ----------
    cohort
        Its id.
    sources
        What all grades were made from.
    decisions
        What the trainer decided.
    everybody
        Each learner's part, packed, in the order of the roster.
    """
    return {
        "format": FORMAT,
        "cohort": cohort,
        "made_from": sources.as_data(),
        "remarks": [f"decisions, {fault}" for fault in decisions.faults],
        "learners": Learners(everybody),
    }


def digest_of(parts: Iterable[str]) -> str:
    """Give a digest of some texts; empty where there are none."""
    texts = list(parts)
    if not texts:
        return ""
    return sha256(json.dumps(texts).encode()).hexdigest()[:16]


def learner_data(one: Graded, decisions: Decisions) -> dict[str, Any]:
    """Give a learner's part of a record."""
    told: dict[str, Any] = {"learner": one.learner}
    if one.result is None:
        return {**told, "problem": one.problem}
    whole = one.result
    return {
        **told,
        "points": decimal(whole.points),
        "points_exact": str(whole.points),
        "out_of": whole.out_of,
        "percent": decimal(100 * whole.share),
        "progress": str(whole.progress),
        **({"weights": dict(whole.weights)} if whole.weights else {}),
        "remarks": list(whole.remarks),
        "grades": [_grade(grade, one, decisions) for grade in whole.grades],
    }


def _grade(grade: Grade, one: Graded, decisions: Decisions) -> dict[str, Any]:
    told: dict[str, Any] = {
        "exercise": grade.exercise,
        "points": decimal(grade.points),
        "points_exact": str(grade.points),
        "out_of": grade.out_of,
        "progress": str(grade.progress),
        "tries": grade.tries,
        "parts": [_part(part) for part in grade.parts],
        "made_from": {
            "work": digest_of(
                event.as_line() for event in one.journal.events if event.exercise == grade.exercise
            ),
            "handed_in": digest_of(
                f"{event.id} {one.handed_in.times[event.id].isoformat()}"
                for event in one.journal.events
                if event.exercise == grade.exercise and event.id in one.handed_in.times
            ),
            "decisions": digest_of(
                held.as_line() for held in decisions.about(one.learner, grade.exercise)
            ),
        },
    }
    if isinstance(grade.detail, Debrief) and grade.detail.call.outcome is not None:
        told["outcome"] = str(grade.detail.call.outcome)
    if grade.decided:
        told["decided"] = grade.decided
    if grade.late:
        told["late"] = {
            "days": grade.late.days,
            "percent_taken": decimal(100 * grade.late.taken),
            "earned": decimal(grade.late.earned),
            "earned_exact": str(grade.late.earned),
            "excused": grade.late.excused,
        }
    return told


def _part(part: PartGrade) -> dict[str, Any]:
    told: dict[str, Any] = {
        "part": part.part,
        "points_exact": str(part.points),
        "out_of_exact": str(part.out_of),
    }
    if part.pending:
        told["pending"] = True
    if part.decided:
        told["decided"] = part.decided
    return told
