"""A PostgreSQL server of the tests' own: started, killed and started again as they please."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

# Debian keeps the programs out of the PATH, a folder for each version.
PLACES = "usr/lib/postgresql/*/bin"
NEEDED = ("initdb", "pg_ctl", "postgres")
USER = "postgres"


def programs() -> Path | None:
    """Give the folder of ``initdb`` and ``pg_ctl``, the newest; None where there is none."""
    found = sorted(Path("/").glob(PLACES), key=lambda place: int(place.parent.name), reverse=True)
    named = shutil.which("initdb")
    places = [*found, *([Path(named).resolve().parent] if named else [])]
    return next((one for one in places if all((one / name).exists() for name in NEEDED)), None)


class Postgres:
    """A server with an empty cluster of its own, on a port that was free."""

    def __init__(self, place: Path) -> None:
        self._programs = place
        # Not below pytest's folder, which only its owner may enter: the server is another user.
        self._home = Path(tempfile.mkdtemp(prefix="dk-"))
        # It refuses to run as root.
        self._user = USER if hasattr(os, "geteuid") and os.geteuid() == 0 else None
        if self._user:
            shutil.chown(self._home, self._user)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._run("initdb", "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C", "-D", self._data)

    @property
    def _data(self) -> Path:
        return self._home / "data"

    @property
    def url(self) -> str:
        """The URL of its first database."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/postgres"

    def database(self, name: str) -> str:
        """Make a database, and give its URL."""
        self.sql(f"CREATE DATABASE {name}")
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{name}"

    def sql(self, text: str, name: str = "postgres") -> None:
        """Run some SQL as the server's owner."""
        import psycopg

        with psycopg.connect(
            host="127.0.0.1", port=self.port, user=USER, dbname=name, autocommit=True
        ) as connection:
            connection.execute(text)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self._home}"
        log = ("-l", self._home / "log")
        self._run("pg_ctl", "start", "-w", "-D", self._data, *log, "-o", options)

    def kill(self) -> None:
        """Kill it as a power cut would: no process of it gets to do anything more."""
        process = int((self._data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        for one in (process, *map(int, children)):
            os.kill(one, signal.SIGKILL)

    def stop(self) -> None:
        """Stop it at once, with connections open."""
        self._run("pg_ctl", "stop", "-m", "immediate", "-D", self._data)

    def remove(self) -> None:
        """Stop it if it runs, and delete everything."""
        subprocess.run(
            [self._programs / "pg_ctl", "stop", "-m", "immediate", "-D", self._data],
            user=self._user,
            capture_output=True,
            check=False,
        )
        shutil.rmtree(self._home, ignore_errors=True)

    def _run(self, program: str, *words: str | Path) -> str:
        # Into files, not pipes: the server lives on and would hold a pipe open.
        with tempfile.TemporaryFile("w+") as said:
            done = subprocess.run(
                [self._programs / program, *words],
                user=self._user,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                check=False,
            )
            said.seek(0)
            text = said.read()
        assert done.returncode == 0, f"{program}: {text}"
        return text.strip()
