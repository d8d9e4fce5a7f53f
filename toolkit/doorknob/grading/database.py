"""The gradebook in a database: a projection of journals that can be dropped and made anew.

It is written in one transaction, so whoever reads sees the book before or the book after. What it
says depends on journals, exercises and roster alone: no clock, no counter, so the same input gives
the same rows. Points are exact: a fraction as text, such as ``20/3``, beside hundredths, rounded
half up, for adding and sorting in SQL.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from doorknob.errors import BadParameter
from doorknob.exercises.base import Exercise, Grade
from doorknob.grading.calls import CallFigures, figures
from doorknob.grading.gradebook import Book, Entry, hundredths, plain
from doorknob.grading.tables import (
    ATTEMPTS,
    CALLS,
    EXERCISES,
    GRADES,
    LEARNERS,
    PARTS,
    REMARKS,
    SCHEMA,
    TABLES,
)
from doorknob.journal.database import Database
from doorknob.journal.replay import Attempt


def fill(database: Database, book: Book, *, rebuild: bool = False) -> dict[str, int]:
    """Put a cohort's book in the place of the one that the database holds of it.

    Parameters
    ----------
    database
        May hold other cohorts' books; they stay.
    book
        The cohort's.
    rebuild
        Whether to drop the gradebook's tables first; then other cohorts' books go, too.

    Returns
    -------
    rows
        How many there are of the cohort in each table, by the table's name.

    Raises
    ------
    DatabaseError
        If the database can't be reached, refuses, or holds tables of another version; then it is
        as it was.
    """
    with database.transaction() as connection:
        database.prepare(connection, SCHEMA, rebuild=rebuild)
        database.lock(connection, f"gradebook {book.cohort}")
        rows = _rows(book)
        for table in reversed(TABLES):
            connection.execute(table.delete().where(table.c.cohort == book.cohort))
        for table in TABLES:
            if rows[table.name]:
                connection.execute(table.insert(), rows[table.name])
    return {name: len(found) for name, found in rows.items()}


def erase_learner(database: Database, cohort: str, learner: str) -> None:
    """Delete a learner's rows, and remarks on others' journals that name her.

    Raises
    ------
    DatabaseError
        If the database can't be reached or refuses; then it is as it was.
    """
    with database.transaction() as connection:
        database.lock(connection, f"gradebook {cohort}")
        if database.is_sqlite:
            # Written over with noughts, not only given free.
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
        for table in reversed(TABLES):
            if "learner" in table.c:
                hers = table.c.learner == learner
                connection.execute(table.delete().where(table.c.cohort == cohort, hers))
        named = REMARKS.c.remark.contains(f"belongs to '{learner}'", autoescape=True)
        connection.execute(REMARKS.delete().where(REMARKS.c.cohort == cohort, named))


def contents(database: Database, cohort: str) -> dict[str, list[dict[str, Any]]]:
    """Read a cohort's book back: the rows of each table in the order of its key.

    Raises
    ------
    DatabaseError
        If the database can't be read.
    BadParameter
        If it holds no gradebook.
    """
    if not database.is_missing:
        with database.transaction(reading=True) as connection:
            if database.holds(connection, SCHEMA):
                return {table.name: _found(connection, table, cohort) for table in TABLES}
    raise BadParameter(f"{database.shown} holds no gradebook. Run doorknob gradebook {cohort}.")


def _found(connection: sa.Connection, table: sa.Table, cohort: str) -> list[dict[str, Any]]:
    query = sa.select(table).where(table.c.cohort == cohort).order_by(*table.primary_key)
    return [dict(row) for row in connection.execute(query).mappings()]


def _rows(book: Book) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {table.name: [] for table in TABLES}
    for position, exercise in enumerate(book.exercises, 1):
        found[EXERCISES.name].append(_clean(_exercise(exercise), book, position=position))
    for position, entry in enumerate(book.entries, 1):
        for table, row in _of(entry, position, book):
            found[table.name].append(_clean(row, book, learner=entry.row.learner))
    return found


def _clean(row: Mapping[str, Any], book: Book, **more: Any) -> dict[str, Any]:
    whole = {"cohort": book.cohort, **more, **row}
    return {name: plain(one) if isinstance(one, str) else one for name, one in whole.items()}


def _exercise(exercise: Exercise) -> dict[str, Any]:
    return {
        "exercise": exercise.id,
        "title": exercise.title,
        "kind": exercise.kind,
        "version": exercise.version,
        "out_of": exercise.out_of,
    }


def _of(entry: Entry, position: int, book: Book) -> Iterator[tuple[sa.Table, dict[str, Any]]]:
    row = entry.row
    whole = {
        "points": row.result.points,
        "points_hundredths": hundredths(row.result.points),
        "out_of": row.result.out_of,
    }
    yield LEARNERS, {"position": position, "name": row.name, "email": row.email, **whole}
    for exercise in book.exercises:
        private = bool(getattr(exercise, "is_private", False))
        for number, attempt in enumerate(entry.tries.get(exercise.id, ()), 1):
            told = {"exercise": exercise.id, "number": number}
            yield ATTEMPTS, told | _attempt(attempt, private=private or attempt.is_private)
    for grade in row.result.grades:
        yield from _grade(grade)
    for number, remark in enumerate(row.result.remarks, 1):
        yield REMARKS, {"position": number, "remark": remark}


def _attempt(attempt: Attempt, *, private: bool) -> dict[str, Any]:
    return {
        "attempt": attempt.id,
        "started": attempt.started,
        "completed": int(attempt.completed),
        "answers": None if private else sum(map(len, attempt.answers.values())),
        "lines": None if private else len(attempt.lines),
        "hints": None if private else len(attempt.hints) + len(attempt.helped),
        "rewinds": None if private else attempt.rewinds,
    }


def _grade(grade: Grade) -> Iterator[tuple[sa.Table, dict[str, Any]]]:
    key = {"exercise": grade.exercise}
    yield (
        GRADES,
        key
        | {
            "points": grade.points,
            "points_hundredths": hundredths(grade.points),
            "out_of": grade.out_of,
            "progress": str(grade.progress),
            "tries": grade.tries,
            "earned": grade.late.earned if grade.late else grade.points,
            "days_late": grade.late.days if grade.late else 0,
        },
    )
    for position, part in enumerate(grade.parts, 1):
        yield (
            PARTS,
            key
            | {
                "position": position,
                "part": part.part,
                "title": part.title,
                "response": part.response,
                "points": part.points,
                "points_hundredths": hundredths(part.points),
                "out_of": part.out_of,
                "feedback": part.feedback,
            },
        )
    call = figures(grade)
    if call is not None:
        yield CALLS, key | _call(call)


def _call(found: CallFigures) -> dict[str, Any]:
    return {
        "scenario": found.scenario,
        "seed": found.seed,
        "turns": found.turns,
        "outcome": found.outcome,
        "ending": found.ending,
        "skill": found.skill,
        "concerns": found.concerns,
        "concerns_heard": found.heard,
        "concerns_resolved": found.resolved,
    }
