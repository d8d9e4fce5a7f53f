"""Journals in a database, for a room of learners on one hub.

The promises are those of `doorknob.journal.store`: events are only ever added; one that comes twice
counts once; when `append` returns, the event is on the disk; a learner's events keep their order.
The database itself refuses to change or delete an event. The line of each is kept as it was
written, so that files and database can be exchanged with nothing lost.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from threading import Event as Signal
from typing import Any, TypeVar
from uuid import UUID
from zlib import crc32

import attrs
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from doorknob.errors import BadParameter, DatabaseError, JournalError
from doorknob.journal.database import Database, Schema
from doorknob.journal.events import Event
from doorknob.journal.store import Journal, parsed

T = TypeVar("T")
METADATA = sa.MetaData()
EVENTS = sa.Table(
    "doorknob_events",
    METADATA,
    # A learner's id is hers within a cohort only.
    sa.Column("cohort", sa.Text, primary_key=True),
    sa.Column("learner", sa.Text, primary_key=True),
    # From 1 on and without a gap for each learner, so that a loss would show.
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("line", sa.Text, nullable=False),
    # For each learner: nobody can take an id from somebody else.
    sa.UniqueConstraint("cohort", "learner", "id"),
)
SCHEMA = Schema(part="journal", version=1, tables=METADATA)
# Seconds between tries, while a server starts again or has no connection free.
WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)

# In SQL, so that no program can do otherwise by mistake.
_APPEND_ONLY = {
    "sqlite": tuple(
        f"CREATE TRIGGER doorknob_events_no_{change.lower()} BEFORE {change} ON doorknob_events "
        "BEGIN SELECT RAISE(ABORT, 'journals are append-only'); END"
        for change in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        """
        CREATE OR REPLACE FUNCTION doorknob_append_only() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'journals are append-only'; END $$
        """,
        """
        CREATE TRIGGER doorknob_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
        ON doorknob_events FOR EACH STATEMENT EXECUTE FUNCTION doorknob_append_only()
        """,
    ),
}

# How a learner's events can be erased all the same: what sets the guard aside, and puts it back.
_UNGUARDED = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS doorknob_events_no_delete",
        _APPEND_ONLY["sqlite"][1],
    ),
    "postgresql": tuple(
        f"ALTER TABLE doorknob_events {change} TRIGGER doorknob_events_append_only"
        for change in ("DISABLE", "ENABLE")
    ),
}


@sa.event.listens_for(EVENTS, "after_create")
def _guard(_table: sa.Table, connection: sa.Connection, **_: Any) -> None:
    for statement in _APPEND_ONLY[connection.dialect.name]:
        connection.exec_driver_sql(statement)


@attrs.define
class SQLJournals:
    """The journals of a cohort in a database. May be used by many threads and processes at once.

    Attributes
    ----------
    database
        Where they lie.
    cohort
        Whose they are.
    """

    database: Database = attrs.field(on_setattr=attrs.setters.frozen)
    cohort: str = attrs.field(on_setattr=attrs.setters.frozen)
    _ready: bool = attrs.field(default=False, init=False)

    def append(self, event: Event) -> None:
        """Put an event at the end of its learner's journal, and return once it is on the disk.

        Sending the same event again does no harm, so whoever got an error may try again.

        Raises
        ------
        DatabaseError
            If it could not be written, or nobody knows; tries for some seconds first, where
            waiting may help.
        BadParameter
            If the learner's id can't be stored.
        JournalError
            If the event's id is no UUID.
        """
        try:
            id_ = str(UUID(event.id))
        except ValueError:
            raise JournalError(f"id: expected a UUID, found {event.id!r}.") from None
        self.add(event.learner, [(id_, _line(event))])

    def add(self, learner: str, lines: Sequence[tuple[str, str]]) -> int:
        """Put lines at the end of a learner's journal, all or none; those that are there stay.

        Parameters
        ----------
        learner
            Whose.
        lines
            The id of each event, and its line, with or without its newline.

        Returns
        -------
        new
            How many were not there before.
        """
        _check_storable(self.cohort, learner)
        return self._patiently(learner, lambda: self._added(learner, lines))

    def _patiently(self, learner: str, work: Callable[[], T]) -> T:
        """Do something again where waiting may help: a server starts, or has no connection free."""
        # Not all at once: whoever waits together comes back together.
        spread = 1 + crc32(learner.encode()) % 100 / 100
        for wait in WAITS:
            try:
                return work()
            except DatabaseError as bad:
                if not bad.passing:
                    raise
                Signal().wait(wait * spread)
        return work()

    def _added(self, learner: str, lines: Sequence[tuple[str, str]]) -> int:
        self._prepare()
        last = sa.select(sa.func.coalesce(sa.func.max(EVENTS.c.number), 0))
        into = sqlite.insert if self.database.is_sqlite else postgresql.insert
        add = into(EVENTS).on_conflict_do_nothing(index_elements=["cohort", "learner", "id"])
        new = 0
        with self.database.transaction() as connection:
            if not self.database.is_sqlite:
                connection.execute(_DURABLE)
            self.database.lock(connection, f"{self.cohort} {learner}")
            number = connection.scalar(last.where(self._of(learner))) or 0
            for id_, line in lines:
                values = {"cohort": self.cohort, "learner": learner, "number": number + 1}
                done = connection.execute(
                    add.values(**values, id=id_, line=line.rstrip("\n")),
                    execution_options={"preserve_rowcount": True},
                )
                number += done.rowcount
                new += done.rowcount
        return new

    def erase(self, learner: str) -> int:
        """Delete a learner's journal: the one thing for which events ever go.

        What guards them is set aside within the transaction alone. In PostgreSQL that is for the
        table's owner to do; the role that learners write with can't.

        Returns
        -------
        gone
            How many events there were.

        Raises
        ------
        DatabaseError
            If the database can't be reached or refuses; then everything is as it was.
        """
        self._prepare()
        aside, back = _UNGUARDED[self.database.engine.dialect.name]
        with self.database.transaction() as connection:
            self.database.lock(connection, f"{self.cohort} {learner}")
            if self.database.is_sqlite:
                connection.exec_driver_sql("PRAGMA secure_delete = ON")
            connection.exec_driver_sql(aside)
            gone = connection.execute(EVENTS.delete().where(self._of(learner))).rowcount
            connection.exec_driver_sql(back)
        return gone

    def read(self, learner: str) -> Journal:
        """Read a learner's journal; a fault's line is the event's number.

        Raises
        ------
        DatabaseError
            If the database can't be read.
        """
        raw = "".join(f"{line}\n" for line in self.lines(learner)).encode("utf-8")
        return parsed(raw, learner, str(self.of(learner)))

    def of(self, learner: str) -> SQLJournal:
        """Give one learner's journal, to be used where a file's path could be."""
        return SQLJournal(self, learner)

    def lines(self, learner: str) -> tuple[str, ...]:
        """Give a learner's events as they were written, in order, without newlines."""
        query = sa.select(EVENTS.c.line).where(self._of(learner)).order_by(EVENTS.c.number)
        return tuple(self._values(query, learner))

    def learners(self) -> tuple[str, ...]:
        """Give everybody who has written something, in the order of their ids."""
        query = sa.select(EVENTS.c.learner).where(EVENTS.c.cohort == self.cohort).distinct()
        return tuple(sorted(self._values(query)))

    def count(self, learner: str) -> int:
        """Say how many events there are; whoever has read them can see whether more came."""
        (found,) = self._values(sa.select(sa.func.count()).where(self._of(learner)), learner)
        return int(found)

    def _of(self, learner: str) -> sa.ColumnElement[bool]:
        return (EVENTS.c.cohort == self.cohort) & (EVENTS.c.learner == learner)

    def _values(self, query: sa.Select[Any], learner: str = "") -> Sequence[Any]:
        return self._patiently(learner, lambda: self._found(query))

    def _found(self, query: sa.Select[Any]) -> Sequence[Any]:
        self._prepare()
        with self.database.transaction(reading=True) as connection:
            return connection.execute(query).scalars().all()

    def _prepare(self) -> None:
        if self._ready:
            return
        if not self.database.is_missing:
            with self.database.transaction(reading=True) as connection:
                self._ready = self.database.holds(connection, SCHEMA)
        if not self._ready:
            if self.database.is_sqlite:
                self.database.write_ahead()
            with self.database.transaction() as connection:
                self.database.prepare(connection, SCHEMA)
            self._ready = True


@attrs.frozen
class SQLJournal:
    """One learner's journal in a database: a `doorknob.journal.store.Place`."""

    journals: SQLJournals
    learner: str

    def append(self, event: Event) -> None:
        """Put an event at its end, and return once it is on the disk."""
        self.journals.append(attrs.evolve(event, learner=self.learner))

    def read(self, learner: str | None = None) -> Journal:
        """Read it; there are no events of others in it."""
        return self.journals.read(learner or self.learner)

    def mark(self) -> tuple[int, int]:
        """Give what changes whenever the journal does."""
        return self.journals.count(self.learner), 0

    def __str__(self) -> str:
        return f"{self.journals.database.shown} {self.journals.cohort}/{self.learner}"


# A server may be set to answer before it has written; a learner's line is worth the wait.
_DURABLE = sa.text(
    "SELECT CASE WHEN current_setting('synchronous_commit') = 'off' "
    "THEN set_config('synchronous_commit', 'on', true) END"
)


def _line(event: Event) -> str:
    line = event.as_line()
    if line.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in line):
        return line
    # Half a character can be written in JSON only.
    return json.dumps(event.as_statement(), separators=(",", ":"))


def _check_storable(*names: str) -> None:
    for name in names:
        if not name or any(letter < " " or "\ud800" <= letter <= "\udfff" for letter in name):
            raise BadParameter(f"{name!r} can't be the id of a cohort or learner in a database.")
