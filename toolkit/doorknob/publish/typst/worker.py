"""Pandoc, started once and asked often: the only module that starts it."""

from __future__ import annotations

import atexit
import functools
import os
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, NoReturn

import pypandoc

from doorknob.errors import ForeignToolError

_SCRIPT = Path(__file__).with_name("prose.lua")
_MOST_REQUESTS = 1000  # then it is started anew, whatever it has piled up
_MOST_SAID = 2000  # of its last words
# Its garbage collector is built to take 64 MiB at once; what reading the course keeps is 3 MiB. A
# table of ten thousand rows takes 300: what comes to 1 GiB will hardly end before the memory does.
_SPARING = ("+RTS", "-H1m", "-O16m", "-M1g", "-RTS")
_TOO_MUCH = b"eap exhausted"


class Worker:
    """A running pandoc that answers one request after the other.

    Whoever is forked from this process gets one of its own. One that dies, or takes too long, is
    started anew at the next request.

    Parameters
    ----------
    patience
        Seconds to wait for an answer; a whole course is read in less than one.
    """

    def __init__(self, patience: float = 120.0) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._owner = self._asked = 0
        self._words: IO[bytes] | None = None
        self._options: tuple[str, ...] = _SPARING

    def ask(self, request: str, *, doing: str) -> str:
        """Send a request of one line, and give the answer.

        Parameters
        ----------
        request
            JSON without line breaks, see ``prose.lua``.
        doing
            For messages: ``"reading the notebook's prose"``.

        Raises
        ------
        ForeignToolError
            Pandoc isn't there, failed, or took too long.
        """
        with self._lock:
            while True:
                fresh = self._ready()
                try:
                    return self._answer(request, doing)
                except _Gone:
                    if (fresh and not self._options) or _TOO_MUCH in self._said():
                        self._fail(doing)
                    if fresh:
                        # Some builds of pandoc take no options for their collector.
                        self._options = ()
                    # It ended while nobody was asking; a fresh one has the same chance as any.
                    self.close()

    def close(self) -> None:
        """End it, if it runs and is ours."""
        running, self._running = self._running, None
        if running is None or self._owner != os.getpid():
            return
        for pipe in (running.stdin, running.stdout, self._words):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        running.kill()
        running.wait()

    def _ready(self) -> bool:
        """Start it if need be; say whether that was so."""
        ours = self._running is not None and self._owner == os.getpid()
        if ours and self._asked < _MOST_REQUESTS:
            return False
        self.close()
        self._words = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the process
        try:
            self._running = subprocess.Popen(  # noqa: S603  our own program and script
                [program(), *self._options, "lua", str(_SCRIPT)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._words,
            )
        except OSError as error:
            raise ForeignToolError("pandoc", str(error), doing="starting it") from error
        self._owner, self._asked = os.getpid(), 0
        return True

    def _answer(self, request: str, doing: str) -> str:
        running = self._running
        if running is None or running.stdin is None or running.stdout is None:
            raise _Gone
        self._asked += 1
        late = threading.Timer(self._patience, running.kill)
        late.start()
        try:
            running.stdin.write(f"{request}\n".encode())
            running.stdin.flush()
            head = running.stdout.readline()
            length = int(head) if head.strip() else 0
            body = running.stdout.read(abs(length))
        except (OSError, ValueError):
            raise _Gone from None
        finally:
            took_too_long = not late.is_alive()
            late.cancel()
        if took_too_long:
            self.close()
            said = f"no answer within {self._patience:g} seconds"
            raise ForeignToolError(version(), said, doing=doing)
        if not head or len(body) != abs(length):
            raise _Gone
        answer = body.decode("utf-8", errors="replace")
        if length < 0:
            raise ForeignToolError(version(), answer, doing=doing)
        return answer

    def _fail(self, doing: str) -> NoReturn:
        said = self._said()
        self.close()
        told = said.decode("utf-8", errors="replace").strip()
        raise ForeignToolError(version(), f"it ended\n{told}", doing=doing)

    def _said(self) -> bytes:
        """Give its last words."""
        if self._words is None:
            return b""
        self._words.seek(0)
        return self._words.read()[-_MOST_SAID:]


class _Gone(Exception):
    """The process has ended."""


@functools.cache
def worker() -> Worker:
    """Give this process's worker; it ends with the process."""
    made = Worker()
    atexit.register(made.close)
    return made


@functools.cache
def program() -> str:
    """Find pandoc.

    Raises
    ------
    ForeignToolError
        There is none.
    """
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as error:
        said = "not found; `pip install pypandoc_binary` brings it"
        raise ForeignToolError("pandoc", said, doing="looking for it") from error


@functools.cache
def version() -> str:
    """Name pandoc and its version, for messages."""
    return f"pandoc {pypandoc.get_pandoc_version()}"
