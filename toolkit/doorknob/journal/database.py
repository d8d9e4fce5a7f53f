"""Databases by URL: opened, their tables checked, and what goes wrong put into words.

SQLite and PostgreSQL. A URL may hold a password, so none is ever shown: neither one that was
understood nor, since the password may be what could not be read, one that was not.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import attrs
import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.pool import NullPool

from doorknob.errors import DatabaseError, suggestion

EXPECTED = "Expected sqlite:///FILE or postgresql://USER@HOST/DATABASE."
DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_SCHEME = re.compile(r"[a-z][a-z0-9]*(\+[a-z0-9_]*)?")
_SERVER = re.compile(
    r"(?:(?P<username>[^\s:@/?#]+)(?::(?P<password>[^\s:@/?#]*))?@)?"
    r"(?P<host>[^\s:@/?#\[\]]*|\[[0-9a-fA-F:.]+\])(?::(?P<port>\d{1,5}))?"
    r"/(?P<database>[^\s:@/?#]+)(?P<query>\?[^\s#]*)?"
)
_BUSY = 60_000  # milliseconds that SQLite waits for others to finish writing
_CONNECTING = 10  # seconds that PostgreSQL has to answer

# What each of them says when something is wrong, and what helps. The first that fits counts.
_FIXES = (
    ("password", "Check the user's name and the password; PGPASSWORD or ~/.pgpass can hold it."),
    ("pg_hba.conf", "Let the server's pg_hba.conf admit this user from this machine."),
    ("database .* does not exist", "Make it first: createdb, then the database's name."),
    ("role .* does not exist", "Make the user first: createuser, then the user's name."),
    ("permission denied|must be owner", "Let the database's owner grant this user the right."),
    ("translate host|resolve|Name or service", "Check the host's name."),
    ("timeout expired", "Check the host and the port, and that no firewall stands between."),
    ("append-only", "Journals only grow. Export them, and start another database."),
    ("readonly|read-only", "Make it and its folder writable, or name another database."),
    ("unable to open", "Check that its folder is there and may be written to, or name another."),
    ("not a database|malformed", "Name another file; one that was generated can be deleted."),
    ("locked|busy", "Another program is writing to it. Close that, and try again."),
    ("is full|No space|disk I/O", "Make room on the disk, and try again."),
)
_REACH = "Start the server, or check the host and the port; then try again."
_LASTING = re.compile("|".join(pattern for pattern, _ in _FIXES), re.IGNORECASE)

VERSIONS = sa.Table(
    "doorknob_versions",
    sa.MetaData(),
    sa.Column("part", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
)


@attrs.frozen(kw_only=True)
class Schema:
    """A part's tables, and their version, which is raised with every change to them."""

    part: str
    version: int
    tables: sa.MetaData


@attrs.frozen
class Database:
    """A database that answers to a URL. Holds no connection open.

    Attributes
    ----------
    engine
        SQLAlchemy's.
    shown
        The URL without its password.
    """

    engine: sa.Engine
    shown: str

    @classmethod
    def at(cls, url: str) -> Database:
        """Open a database by its URL; nothing is connected yet.

        Raises
        ------
        DatabaseError
            If the URL can't be read, or its driver isn't installed.
        """
        read = _read(url)
        name = read.get_backend_name()
        parts = (name, read.username, None, read.host, read.port, read.database)
        shown = sa.URL.create(*parts).render_as_string()
        # What a lock keeps apart must be seen once it is held, whatever the server's own default.
        server = {"use_native_hstore": False, "isolation_level": "READ COMMITTED"}
        more = {} if name == "sqlite" else server
        wait = {"timeout": _BUSY / 1000} if name == "sqlite" else {"connect_timeout": _CONNECTING}
        try:
            engine = sa.create_engine(
                read, poolclass=NullPool, hide_parameters=True, connect_args=wait, **more
            )
        except ImportError:
            raise DatabaseError(
                f"{shown}: the driver psycopg is not installed. Install it with "
                "pip install 'doorknob[hub]'."
            ) from None
        if name == "sqlite":
            sa.event.listen(engine, "connect", _opened)
            sa.event.listen(engine, "begin", _begun)
        return cls(engine, shown)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.engine.dialect.name == "sqlite"

    @property
    def is_missing(self) -> bool:
        """Whether it is a file that isn't there yet."""
        return self.is_sqlite and not Path(self.engine.url.database or "").exists()

    @contextmanager
    def transaction(self, *, reading: bool = False) -> Iterator[sa.Connection]:
        """Do all of what follows, or none of it; it is on the disk when this is left.

        Raises
        ------
        DatabaseError
            If the database can't be reached or refuses.
        """
        try:
            with self.engine.connect() as connection:
                connection.execution_options(reading=reading)
                with connection.begin():
                    yield connection
        except exc.SQLAlchemyError as bad:
            raise self._told(bad) from None

    def _told(self, bad: exc.SQLAlchemyError) -> DatabaseError:
        said = " ".join(str(getattr(bad, "orig", None) or bad).split())
        said += "" if said.endswith((".", "?", "!")) else "."
        for secret in _secrets(self.engine.url):
            said = said.replace(secret, "…")
        fix = next((fix for words, fix in _FIXES if re.search(words, said, re.IGNORECASE)), "")
        gone = isinstance(bad, exc.OperationalError | exc.InterfaceError)
        passing = gone and not self.is_sqlite and not _LASTING.search(said)
        return DatabaseError(
            f"{self.shown}: {said} {fix or (_REACH if passing else '')}".rstrip(), passing=passing
        )

    def write_ahead(self) -> None:
        """Let SQLite's readers and its writer not wait for each other, where the disk allows it."""
        # Whatever else is wrong is told by the transaction that comes next.
        with suppress(sqlite3.Error, exc.SQLAlchemyError), self.engine.connect() as connection:
            # Not within a transaction: there it would be refused.
            driver: Any = connection.connection.dbapi_connection
            driver.execute("PRAGMA journal_mode = WAL")

    def lock(self, connection: sa.Connection, name: str) -> None:
        """Let no other transaction pass that locks the same name, until this one ends.

        SQLite has one writer at a time anyway.
        """
        if not self.is_sqlite:
            key = sa.func.hashtextextended(f"doorknob {name}", 0)
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))

    def holds(self, connection: sa.Connection, schema: Schema) -> bool:
        """Say whether a part's tables are there in the version wanted."""
        if not sa.inspect(connection).has_table(VERSIONS.name):
            return False
        found = sa.select(VERSIONS.c.version).where(VERSIONS.c.part == schema.part)
        return connection.scalar(found) == schema.version

    def prepare(self, connection: sa.Connection, schema: Schema, *, rebuild: bool = False) -> None:
        """Make a part's tables where they are missing, and check the version of those there are.

        Parameters
        ----------
        connection
            In a transaction that may write.
        schema
            The tables wanted.
        rebuild
            Whether tables that are there are made anew, and lose what they hold.

        Raises
        ------
        DatabaseError
            If they are of another version, or not ours.
        """
        self.lock(connection, "tables")
        inspector = sa.inspect(connection)
        if not inspector.has_table(VERSIONS.name):
            VERSIONS.create(connection)
        ours = VERSIONS.c.part == schema.part
        version = connection.scalar(sa.select(VERSIONS.c.version).where(ours))
        if version is None:
            taken = [name for name in sorted(schema.tables.tables) if inspector.has_table(name)]
            if taken:
                raise DatabaseError(
                    f"{self.shown}: its table {taken[0]!r} was not made by Doorknob, and is left "
                    "alone. Name another database."
                )
        elif version > schema.version:
            raise DatabaseError(
                f"{self.shown}: its {schema.part} is of version {version}; this Doorknob knows "
                f"versions up to {schema.version}. Install the newer Doorknob, or name another "
                "database."
            )
        elif version < schema.version and not rebuild:
            raise DatabaseError(
                f"{self.shown}: its {schema.part} is of version {version}, and version "
                f"{schema.version} is wanted. Make it anew, with --rebuild where there is one, "
                "or name another database."
            )
        elif not rebuild and version == schema.version:
            return
        schema.tables.drop_all(connection)
        connection.execute(VERSIONS.delete().where(ours))
        schema.tables.create_all(connection)
        connection.execute(VERSIONS.insert().values(part=schema.part, version=schema.version))


def _read(url: str) -> sa.URL:
    """Read a URL strictly; of one that isn't understood only its scheme is shown."""
    scheme, found, rest = url.strip().partition("://")
    if not found or not _SCHEME.fullmatch(scheme):
        raise DatabaseError(f"The database is not given as a URL. {EXPECTED}")
    base, _, driver = scheme.partition("+")
    if base not in DRIVERS:
        known = ("sqlite", "postgresql")
        raise DatabaseError(
            f"The database's URL begins with {scheme}://, which is not known."
            f"{suggestion(base, known)} {EXPECTED}"
        )
    if driver not in {"", "psycopg"} or (driver and base == "sqlite"):
        raise DatabaseError(
            f"The database's URL begins with {scheme}://, whose driver is not known. "
            f"Write {base}:// alone."
        )
    if base == "sqlite":
        path = rest.removeprefix("/")
        if not rest.startswith("/") or path in {"", ":memory:"}:
            raise DatabaseError("A database of SQLite needs a file: sqlite:///FILE.")
        return sa.URL.create("sqlite", database=str(Path(path)))
    if not _SERVER.fullmatch(rest):
        raise DatabaseError(
            f"The database's URL, {base}://…, cannot be read, and is not shown, as it may hold a "
            f"password. {EXPECTED} In a name or password write special characters as %XX, such as "
            "%40 for @."
        )
    return sa.make_url(f"{DRIVERS[base]}://{rest}")


def _secrets(url: sa.URL) -> Iterator[str]:
    found = [url.password, *(url.query.get(name) for name in ("password", "sslpassword"))]
    for one in found:
        yield from filter(None, (one,) if isinstance(one, str) else one or ())


def _opened(connection: Any, _record: Any) -> None:
    # Begins and ends are SQLAlchemy's affair, or the driver would leave DDL out of a transaction.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = EXTRA")


def _begun(connection: sa.Connection) -> None:
    # Whoever will write says so at once: one that first reads could find another in its way later.
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
