"""Grades as data: what everybody earned, and what each grade was made from.

The same journals, keys and decisions give the same bytes: no time, no place and no name of a
machine is in it, numbers are exact, and people go by their ids alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, overload
from zlib import compress, decompress

import attrs

from doorknob.coaching.debrief import Debrief
from doorknob.exercises.base import Grade, PartGrade
from doorknob.grading.grade import Result
from doorknob.grading.gradebook import decimal, plain
from doorknob.grading.lateness import HandIns
from doorknob.journal.decisions import Decisions
from doorknob.journal.store import Journal

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
    data
        Its part of a record, packed, where that was made already.
    """

    learner: str
    journal: Journal
    result: Result | None
    handed_in: HandIns = attrs.field(factory=HandIns)
    problem: str = ""
    data: bytes | None = None


@attrs.frozen
class Learners(Sequence[Mapping[str, Any]]):
    """The learners of a record, each unpacked when it is asked for.

    As plain data, ten thousand of them would take some hundred megabytes; packed, a few.
    """

    packed: tuple[bytes, ...]

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self.packed)

    @overload
    def __getitem__(self, at: int) -> Mapping[str, Any]: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Mapping[str, Any]]: ...

    def __getitem__(self, at: int | slice) -> Any:
        """Unpack one, or some."""
        if isinstance(at, slice):
            return [json.loads(decompress(one)) for one in self.packed[at]]
        return json.loads(decompress(self.packed[at]))


def packed(data: Mapping[str, Any]) -> bytes:
    """Pack a learner's part of a record."""
    return compress(json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


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
    cohort: str, sources: Sources, decisions: Decisions, everybody: Iterable[Graded]
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
        In the order of the roster.
    """
    return {
        "format": FORMAT,
        "cohort": cohort,
        "made_from": sources.as_data(),
        "remarks": [f"decisions, {fault}" for fault in decisions.faults],
        "learners": Learners(
            tuple(one.data or packed(learner_data(one, decisions)) for one in everybody)
        ),
    }


def canonical(data: Any) -> bytes:
    """Give plain data as JSON: sorted keys, UTF-8, so that the same data gives the same bytes.

    >>> canonical({"b": 1, "a": "é"}).decode().split()
    ['{', '"a":', '"é",', '"b":', '1', '}']
    """
    return b"".join(pieces(data))


def pieces(data: Any) -> Iterator[bytes]:
    """Give the same in pieces, learner by learner, so that it need never be held whole."""
    learners = data.get("learners") if isinstance(data, Mapping) else None
    if not learners:
        learners = []
    text = _text({**data, "learners": []} if learners else data)
    # A line's end within a text is escaped, so that this can only be the record's own field.
    head, _, rest = text.partition(_NOBODY) if learners else (text, "", "")
    yield head.encode()
    for at, one in enumerate(learners):
        begin = "," if at else _NOBODY.removesuffix("]")
        yield (begin + f"\n{_text(one)}".replace("\n", "\n  ")).encode()
    yield (f"\n ]{rest}\n" if learners else "\n").encode()


def digest(data: Any) -> str:
    """Give the SHA-256 of plain data as `canonical` writes it."""
    whole = sha256()
    for piece in pieces(data):
        whole.update(piece)
    return whole.hexdigest()


_NOBODY = '\n "learners": []'


def _text(data: Any) -> str:
    if isinstance(data, Mapping) and isinstance(data.get("learners"), Learners):
        data = {**data, "learners": []}
    return plain(json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False))


def digest_of(parts: Iterable[str]) -> str:
    """Give a digest of some texts; empty where there are none."""
    texts = list(parts)
    if not texts:
        return ""
    return sha256(json.dumps(texts).encode()).hexdigest()[:16]


def light(one: Graded, decisions: Decisions) -> Graded:
    """Give a learner with her part of a record made, and without what only that was made from.

    What is left takes a small part of the memory, so that many can be kept.
    """
    kept = None
    if one.result is not None:
        grades = tuple(
            attrs.evolve(grade, parts=grade.pending, detail=None, played=())
            for grade in one.result.grades
        )
        kept = attrs.evolve(one.result, grades=grades)
    journal = attrs.evolve(one.journal, events=())
    return attrs.evolve(
        one, journal=journal, result=kept, data=packed(learner_data(one, decisions))
    )


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
