"""Rosters: who is in a cohort. ``roster.csv``, as a spreadsheet saves it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from pathlib import Path

import attrs

from doorknob.documents import Document
from doorknob.errors import Problem, shown_path
from doorknob.journal.tombstones import Tombstones

LEARNER_ID = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?")
LONGEST_NAME = 200
COLUMNS = ("id", "name", "email")


@attrs.frozen(kw_only=True)
class Learner:
    """Somebody on the roster.

    Attributes
    ----------
    id
        Small letters, digits, ``-`` and ``_``; names her files.
    name
        As she writes it; any characters but control characters, 200 at most.
    email
        May be empty.
    line
        Her line in the roster.
    """

    id: str
    name: str
    email: str
    line: int


def read_roster(path: Path, doc: Document) -> tuple[tuple[Learner, ...], list[Problem]]:
    """Read a roster.

    Parameters
    ----------
    path
        A CSV file in UTF-8 with the columns ``id``, ``name`` and, if wanted, ``email``, separated
        by commas, semicolons or tabs.
    doc
        The cohort's file, whose ``roster`` field names it.

    Returns
    -------
    learners, problems
        Whoever could be read, and every fault.
    """
    shown = shown_path(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        fix = f"Make it with the columns {', '.join(COLUMNS)}."
        return (), [doc.problem(("roster",), f"there is no file {path.name!r}.", fix)]
    except UnicodeDecodeError as bad:
        line = path.read_bytes().count(b"\n", 0, bad.start) + 1
        fix = "In Excel choose 'CSV UTF-8' when saving."
        return (), [Problem(path=shown, line=line, message="this is not UTF-8.", fix=fix)]
    # Excel writes semicolons where the comma is the decimal sign.
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [name.strip().lower() for name in reader.fieldnames or ()]
        missing = [name for name in COLUMNS[:2] if name not in columns]
        if missing:
            message = f"the column {missing[0]!r} is missing; found {', '.join(columns) or 'none'}."
            fix = f"Begin the file with {','.join(COLUMNS)}."
            return (), [Problem(path=shown, line=1, message=message, fix=fix)]
        reader.fieldnames = columns
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as bad:
        message = f"this is not CSV: {bad}."
        return (), [Problem(path=shown, line=reader.line_num, message=message)]
    return _learners(rows, shown)


def risen(
    learners: Iterable[Learner], path: Path, tombstones: Tombstones, cohort: str
) -> Iterator[Problem]:
    """Find who stands on the roster again after having been erased."""
    for learner in learners:
        stone = tombstones.of(learner.id)
        if stone is not None and not stone.on_roster:
            who = f"{learner.id} --cohort {cohort}"
            again = f"Erasing was broken off; run doorknob learner erase {who}."
            lift = f"to let this one in again, run doorknob learner readmit {who}."
            yield Problem(
                path=shown_path(path),
                line=learner.line,
                field="id",
                message=f"{learner.id!r} has a tombstone: the data was erased on {stone.date}.",
                fix=f"Take the row out or use another id; {lift}" if stone.done else again,
            )


def _learners(
    rows: list[tuple[int, dict[str, str | None]]], shown: str
) -> tuple[tuple[Learner, ...], list[Problem]]:
    learners: list[Learner] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for line, row in rows:
        values = {name: (row.get(name) or "").strip() for name in COLUMNS}
        if not any(values.values()):
            continue
        for field, message, fix in _row_faults(values):
            problem = Problem(path=shown, line=line, field=field, message=message, fix=fix)
            problems.append(problem)
        for field in ("id", "email"):
            key = (field, values[field].lower())
            if values[field] and key in seen:
                message = f"{values[field]!r} stands in line {seen[key]} already."
                problems.append(Problem(path=shown, line=line, field=field, message=message))
            seen.setdefault(key, line)
        learners.append(Learner(**values, line=line))
    if not learners:
        problems.append(Problem(path=shown, line=1, message="there is nobody on the roster."))
    return tuple(learners), problems


def _row_faults(values: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    if not LEARNER_ID.fullmatch(values["id"]):
        fix = "Use small letters, digits, '-' and '_', 40 at most; it names her files."
        yield "id", f"{values['id'][:60]!r} can't be an id.", fix
    name = values["name"]
    if not name:
        yield "name", "expected a name, found none.", ""
    if len(name) > LONGEST_NAME:
        yield "name", f"is {len(name)} characters long; at most {LONGEST_NAME} are taken.", ""
    if any(ord(character) < 32 or ord(character) == 127 for character in name):
        yield "name", "holds a control character.", "Type the name again."
    email = values["email"]
    if email and not re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+", email):
        yield "email", f"{email[:60]!r} is no e-mail address.", "Correct it or leave it empty."
