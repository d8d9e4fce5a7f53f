"""What a trainer decided: points, comments, settled readings. Events, too; nothing is overwritten.

They lie in a file of their own beside the learners' journals, one xAPI statement a line. The
latest decision about a thing holds; those before it stay in the file. Each says by a digest which
answer it is about, so that points given to one answer are never carried over to another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import attrs

from doorknob.errors import JournalError, shown_path
from doorknob.journal.events import EXERCISE, HOME
from doorknob.journal.store import LONGEST_LINE, MOST_BYTES, Fault, append_line
from doorknob.prospect.scenario import SLUG

# 2: lateness can be excused.
FORMAT = 2
EXTENSION = "https://doorknob.invalid/xapi/decision"
LONGEST_COMMENT = 4000


class Act(StrEnum):
    """What a trainer did: two of ADL's verbs, and two that are ours.

    ``scored`` gives points to an answer, or takes them back; ``commented`` says something to the
    learner; ``settled`` decides on a reading that the learner called wrong; ``excused`` excuses
    that an exercise was handed in late, or takes that back.
    """

    SCORED = "scored"
    COMMENTED = "commented"
    SETTLED = "settled"
    EXCUSED = "excused"

    @property
    def iri(self) -> str:
        """The verb's identifier."""
        if self in {Act.SETTLED, Act.EXCUSED}:
            return f"{HOME}/xapi/verbs/{self.value}"
        return f"http://adlnet.gov/expapi/verbs/{self.value}"


@attrs.frozen(kw_only=True)
class Decision:
    """One thing that a trainer decided.

    Attributes
    ----------
    id
        UUID; the same decision written twice counts once.
    trainer
        Who, as the cohort's file names her.
    act
        What was done.
    learner, exercise, part
        About what: the part is an item's id, the numbers of a try and a line of a call such as
        ``2.5``, or empty for the whole exercise.
    answer
        Digest of the answer that it is about, as `digest` gives it; empty for a comment.
    timestamp
        ISO 8601 with its offset.
    points
        What the answer earns, exact and not negative; None gives the points back to the machine.
    met
        Which lines of the rubric the answer meets, by their place from 0.
    upheld
        Whether the learner is right about a reading that he disputed; whether he is excused.
    text
        A comment to the learner, or why.
    """

    id: str
    trainer: str
    act: Act
    learner: str
    exercise: str
    part: str = ""
    answer: str = ""
    timestamp: str
    points: Fraction | None = None
    met: tuple[int, ...] = ()
    upheld: bool | None = None
    text: str = ""

    @property
    def format(self) -> int:
        """The format that it is written in: the oldest that knows it."""
        return FORMAT if self.act is Act.EXCUSED else 1

    def as_statement(self) -> dict[str, Any]:
        """Give the decision as an xAPI statement."""
        part = f"#{self.part}" if self.part else ""
        ours: dict[str, Any] = {
            "format": self.format,
            "learner": self.learner,
            "answer": self.answer,
        }
        if self.points is not None:
            ours["points"] = str(self.points)
        if self.met:
            ours["met"] = list(self.met)
        if self.upheld is not None:
            ours["upheld"] = self.upheld
        statement: dict[str, Any] = {
            "id": self.id,
            "actor": {
                "objectType": "Agent",
                "account": {"homePage": HOME, "name": self.trainer},
            },
            "verb": {"id": self.act.iri, "display": {"en": self.act.value}},
            "object": {"objectType": "Activity", "id": f"{EXERCISE}{self.exercise}{part}"},
            "context": {"extensions": {EXTENSION: ours}},
            "timestamp": self.timestamp,
        }
        if self.text:
            statement["result"] = {"response": self.text}
        return statement

    def as_line(self) -> str:
        """Give the decision as the line that a file holds, with its newline."""
        return json.dumps(self.as_statement(), ensure_ascii=False, separators=(",", ":")) + "\n"


@attrs.frozen(kw_only=True)
class Decisions:
    """What a cohort's trainer decided.

    Attributes
    ----------
    all
        Every decision once, in the order in which they were made.
    faults
        The lines that could not be used.
    """

    all: tuple[Decision, ...] = ()
    faults: tuple[Fault, ...] = ()

    def of(self, learner: str, exercise: str) -> Mapping[tuple[str, Act], Decision]:
        """Give what holds for a learner's exercise: for each part and act, the latest."""
        return {(one.part, one.act): one for one in self.about(learner, exercise)}

    def about(self, learner: str, exercise: str) -> tuple[Decision, ...]:
        """Give every decision about a learner's exercise, in the order in which they were made."""
        return tuple(self._about.get((learner, exercise), ()))

    @cached_property
    def _about(self) -> Mapping[tuple[str, str], list[Decision]]:
        # Of many learners each asks for her own.
        found: dict[tuple[str, str], list[Decision]] = {}
        for one in self.all:
            found.setdefault((one.learner, one.exercise), []).append(one)
        return found


def digest(answer: str) -> str:
    """Give a short digest of an answer.

    >>> digest("What else?")
    '0eea9dc868917e88'
    """
    return sha256(answer.encode("utf-8", "replace")).hexdigest()[:16]


def decide(path: Path, decision: Decision) -> None:
    """Put a decision at the end of a file, and return once it is on the disk."""
    append_line(path, decision.as_line())


def read_decisions(path: Path) -> Decisions:
    """Read decisions; a missing file holds none, and a damaged line spoils nothing but itself.

    Raises
    ------
    JournalError
        If the file is larger than 50 MB or cannot be opened.
    """
    shown = shown_path(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise JournalError(f"{shown} is larger than {MOST_BYTES:,} bytes.")
        raw = path.read_bytes()
    except FileNotFoundError:
        return Decisions()
    except OSError as bad:
        raise JournalError(f"{shown} cannot be read: {bad.strerror}.") from bad
    found: dict[str, Decision] = {}
    faults = []
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            one = _decision(line)
        except JournalError as bad:
            faults.append(Fault(line=number, message=str(bad)))
        else:
            found.setdefault(one.id, one)
    return Decisions(all=tuple(found.values()), faults=tuple(faults))


def _decision(line: bytes) -> Decision:
    if len(line) > LONGEST_LINE:
        raise JournalError(f"{len(line):,} bytes long; at most {LONGEST_LINE:,} are read.")
    try:
        statement = json.loads(line.decode("utf-8"))
        ours = statement["context"]["extensions"][EXTENSION]
        made = ours["format"]
        if type(made) is not int or not 1 <= made <= FORMAT:
            message = f"written in format {made!r}; this version reads formats 1 to {FORMAT}."
            raise JournalError(message)
        exercise, _, part = statement["object"]["id"].removeprefix(EXERCISE).partition("#")
        return Decision(
            id=str(UUID(statement["id"])),
            trainer=_text(statement["actor"]["account"]["name"]),
            act=Act(statement["verb"]["id"].rpartition("/")[2]),
            learner=_text(ours["learner"]),
            exercise=_slug(exercise),
            part=part,
            answer=_text(ours.get("answer", "")),
            timestamp=_text(statement["timestamp"]),
            points=_points(ours.get("points")),
            met=tuple(int(at) for at in ours.get("met", ())),
            upheld=_flag(ours.get("upheld")),
            text=_text(statement.get("result", {}).get("response", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as bad:
        raise JournalError(f"no decision of ours: {type(bad).__name__} {bad}.") from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("expected text")
    return value


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value):
        raise ValueError(f"{value!r} is no exercise")
    return value


def _flag(value: Any) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise TypeError("expected true or false")
    return value


def _points(value: Any) -> Fraction | None:
    if value is None:
        return None
    return points_from(_text(value))


# Fraction itself would also take 1e999999, and think about it for a long time.
_POINTS = re.compile(r"\d{1,6}(?:\.\d{1,6}|/[1-9]\d{0,5})?", re.ASCII)


def points_from(text: str) -> Fraction:
    """Read points as people write them.

    Raises
    ------
    ValueError
        If it is no number, is negative, or is absurdly long.

    >>> points_from("1.5"), points_from("2/3")
    (Fraction(3, 2), Fraction(2, 3))
    """
    if not _POINTS.fullmatch(text):
        raise ValueError(f"{text[:20]!r} is no number of points")
    return Fraction(text)
