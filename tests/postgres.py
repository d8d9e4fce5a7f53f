"""A PostgreSQL server of the tests' own: started, killed and started again as they please."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

# Debian keeps the programs out of the PATH, a folder for each version.
PLACES = "usr/lib/postgresql/*/bin"
NEEDED = ("initdb", "postgres")
USER = "postgres"


def programs() -> Path | None:
    """Give the folder of ``initdb`` and ``postgres``, the newest; None where there is none."""
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
        self._server: subprocess.Popen[bytes] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        words = (
            "-A",
            "trust",
            "-U",
            USER,
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
            "-D",
            self._data,
        )
        done = subprocess.run(
            [place / "initdb", *words],
            user=self._user,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

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
        import psycopg

        words = ("-D", self._data, "-p", str(self.port), "-k", self._home)
        with (self._home / "log").open("ab") as log:
            # As a child of ours, so that once dead it is gone: the next looks for its number.
            self._server = subprocess.Popen(
                [
                    *(self._programs / "postgres", *words, "-c", "listen_addresses=127.0.0.1"),
                    *("-c", "recovery_init_sync_method=syncfs"),
                ],
                user=self._user,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        for _ in range(600):
            try:
                self.sql("SELECT 1")
            except psycopg.OperationalError:
                if self._server.poll() is not None:
                    break
                time.sleep(0.05)
            else:
                return
        log = (self._home / "log").read_text(encoding="utf-8", errors="replace")
        raise AssertionError(f"the server did not start: {log[-2000:]}")

    def kill(self) -> None:
        """Kill it as a power cut would: no process of it gets to do anything more."""
        process = self._server.pid
        # Stopped first, so that it starts no more of them meanwhile.
        os.kill(process, signal.SIGSTOP)
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        for one in (process, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        self._server.wait(30)
        # Until the last of them is gone, its memory is in use and a new server refuses to start.
        for _ in range(1000):
            if not any(map(_lives, map(int, children))):
                return
            time.sleep(0.01)

    def stop(self) -> None:
        """Stop it at once, as ``pg_ctl stop -m immediate`` does: nothing is tidied up."""
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait(30)

    def remove(self) -> None:
        """Stop it if it runs, and delete everything."""
        if self._server is not None and self._server.poll() is None:
            self.stop()
        shutil.rmtree(self._home, ignore_errors=True)


def _lives(process: int) -> bool:
    """Say whether a process is there; one that has ended may still wait for its parent."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"
