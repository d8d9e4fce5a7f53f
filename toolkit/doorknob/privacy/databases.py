"""Stores in databases: journals of a room, and the gradebook."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import exc

from doorknob.errors import BadParameter
from doorknob.grading.database import contents, erase_learner
from doorknob.grading.tables import SCHEMA, TABLES
from doorknob.journal.database import Database
from doorknob.journal.sql import SCHEMA as JOURNALS
from doorknob.journal.sql import SQLJournals
from doorknob.privacy import files, sharing
from doorknob.privacy.case import Case
from doorknob.privacy.store import Held


def all_of(case: Case) -> Iterator[Database]:
    """Give the databases that were named, and the gradebook's own where it is there."""
    yield from case.databases
    own = Database.at(f"sqlite:///{case.course.build / case.cohort.id}.sqlite")
    if not own.is_missing and own.engine.url not in {one.engine.url for one in case.databases}:
        yield own


def reach(case: Case) -> None:
    """See that every database can be reached, before anything is changed.

    Raises
    ------
    DatabaseError
        If one can't.
    BadParameter
        If one that was named is a file that isn't there.
    """
    for database in case.databases:
        if database.is_missing:
            raise BadParameter(f"{database.shown} is not there, so nothing was looked up in it.")
    for database in all_of(case):
        if not database.is_missing:
            with database.transaction(reading=True):
                pass


def journals(case: Case) -> Iterator[SQLJournals]:
    """Give the databases that hold journals."""
    for database in all_of(case):
        if not database.is_missing:
            with database.transaction(reading=True) as connection:
                there = database.holds(connection, JOURNALS)
            if there:
                yield SQLJournals(database, case.cohort.id)


def room(case: Case) -> Iterator[Held]:
    """Give her journal in each database."""
    for number, one in enumerate(journals(case), start=1):
        lines = one.lines(case.id)
        if lines:
            raw = "".join(f"{line}\n" for line in lines).encode()
            told = sharing.journal(raw, case)
            note = "" if told == raw else "Words that were practised in private are left out."
            place = f"{one.database.shown} (events: {len(lines)})"
            yield Held(place=place, name=f"journal-{number}.jsonl", data=told, note=note)


def erase_room(case: Case) -> None:
    """Remove it."""
    for one in journals(case):
        if one.lines(case.id):
            one.erase(case.id)
            _scrub(one.database, "doorknob_events")


def _books(case: Case) -> Iterator[tuple[Database, dict[str, list[dict[str, Any]]]]]:
    for database in all_of(case):
        if database.is_missing:
            continue
        with database.transaction(reading=True) as connection:
            there = database.holds(connection, SCHEMA)
        if there:
            book = contents(database, case.cohort.id)
            mine = {
                name: [row for row in rows if row.get("learner") == case.id]
                for name, rows in book.items()
            }
            if any(mine.values()):
                yield database, {name: rows for name, rows in mine.items() if rows}


def gradebook(case: Case) -> Iterator[Held]:
    """Give her rows in each gradebook."""
    for number, (database, book) in enumerate(_books(case), start=1):
        told = {name: [_plain(row) for row in rows] for name, rows in book.items()}
        yield Held(
            place=f"{database.shown} (rows: {sum(map(len, book.values()))})",
            name=f"gradebook-{number}.json",
            data=files.as_json(told),
        )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: one if one is None or isinstance(one, int) else files.without_others(str(one))
        for name, one in row.items()
    }


def erase_gradebook(case: Case) -> None:
    """Remove them."""
    for database, _ in _books(case):
        erase_learner(database, case.cohort.id, case.id)
        _scrub(database, *(table.name for table in TABLES))


def _scrub(database: Database, *tables: str) -> None:
    """Let nothing of deleted rows stay in a database's files, as far as it lets us."""
    # The rows are gone already; where others are at work just now, the rest follows of itself.
    with suppress(sqlite3.Error, exc.SQLAlchemyError), database.engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        if database.is_sqlite:
            for words in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                driver.execute(words)
        else:
            driver.autocommit = True
            for name in tables:
                driver.execute(f"VACUUM {name}")
