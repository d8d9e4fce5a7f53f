"""The owner's side of the warm process: it is started, asked to fork, and heard."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any

from doorknob.warm.forked import Watched

# What kernels import as they start and at their first figure or error, and what a course's
# notebooks use: each is imported once for all of them. Not `matplotlib_inline`, which looks for a
# shell when it is imported, and shows no figure where there was none.
MODULES = (
    "doorknob.warm.shell",
    "faulthandler",
    "sqlite3",
    "tornado.platform.asyncio",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "pygments.formatters.terminal256",
    "pygments.styles",
    "stack_data",
    "numpy.random",
    "matplotlib.figure",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
    "PIL.PngImagePlugin",
)
MORE = "DOORKNOB_WARM_MODULES"
_PATIENCE = 60.0


class Zygote:
    """A warm process; it forks as soon as it has imported everything.

    Parameters
    ----------
    channel
        Our end of the socket between us.
    process
        It.

    Attributes
    ----------
    pid
        Its process id.
    """

    def __init__(self, channel: socket.socket, process: subprocess.Popen[bytes] | Watched) -> None:
        self._socket, self._process = channel, process
        self.pid = process.pid
        self._lock = threading.Lock()
        self._rest = b""
        self._codes: dict[int, int] = {}
        # In the order in which they were asked for: process ids, or why there is none.
        self._started: list[int | str] = []
        self._ready = self._lost = False

    @classmethod
    def start(cls) -> Zygote:
        """Start one, which ends when this process does."""
        ours, theirs = socket.socketpair()
        more = [name for name in os.environ.get(MORE, "").split(",") if name]
        with theirs:
            process = subprocess.Popen(  # noqa: S603  our own module, by our own interpreter
                [
                    sys.executable,
                    "-m",
                    "doorknob.warm.zygote",
                    str(theirs.fileno()),
                    *MODULES,
                    *more,
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # Ctrl-C is for the one who started it, whose end is its own.
                start_new_session=True,
            )
        return cls(ours, process)

    @property
    def alive(self) -> bool:
        """Whether it still runs, and answers."""
        return not self._lost and self._process.poll() is None

    def fork(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: str,
        output: Sequence[int],
        shell: int | None = None,
        waits: float = 0,
    ) -> int:
        """Fork a kernel; give its process id.

        Parameters
        ----------
        argv
            Its arguments.
        env, cwd
            Its environment and its folder.
        output
            Descriptors for its standard output and error.
        shell
            The descriptor of a socket to its owner, for a shell instead of a kernel (see `shell`).
        waits
            The seconds that a shell that is forked ahead waits to be asked for something.

        Raises
        ------
        OSError
            If the zygote is gone, or can't fork.
        """
        request = {"argv": list(argv), "env": dict(env), "cwd": cwd, "waits": waits}
        with open(os.devnull, "rb") as nothing:  # noqa: PTH123  it is no path
            handles = [nothing.fileno(), *output, *([] if shell is None else [shell])]
            return self._ask(request, handles)

    def run(self, module: str, streams: Sequence[int]) -> int:
        """Fork a process of this one's environment and folder that runs the main of a module.

        What that process forks in turn is forked from the same warm process (see `zygote`).

        Parameters
        ----------
        module
            Its name; it has a function ``main``.
        streams
            Descriptors for standard input, output and error.

        Returns
        -------
        int
            The process id.

        Raises
        ------
        OSError
            If the zygote is gone, or can't fork.
        """
        theirs, its = socket.socketpair()
        request = {"run": module, "env": dict(os.environ), "cwd": os.getcwd()}  # noqa: PTH109  a text
        with theirs, its:
            return self._ask(request, [*streams, theirs.fileno(), its.fileno()])

    def _ask(self, request: Mapping[str, Any], handles: Sequence[int]) -> int:
        data = json.dumps(request).encode() + b"\n"
        with self._lock:
            try:
                self._socket.settimeout(_PATIENCE)
                sent = socket.send_fds(self._socket, [data], handles)
                self._socket.sendall(data[sent:])
                self._until(lambda: bool(self._started))
            except OSError:
                self._give_up()
                raise
            started = self._started.pop(0)
        if isinstance(started, str):
            raise OSError(f"the warm process can't fork: {started}")
        return started

    def _give_up(self) -> None:
        """Ask it no more, since what it didn't answer for now it might do when nobody wants it."""
        self._lost = True
        self._socket.close()
        if isinstance(self._process, subprocess.Popen):
            self._process.kill()

    def code(self, pid: int) -> int | None:
        """Give the exit code of what it has forked; None where it hasn't told of any."""
        with self._lock, contextlib.suppress(OSError):  # it is gone, or has nothing to say
            self._socket.settimeout(0)
            self._take()
        return self._codes.get(pid)

    def close(self) -> None:
        """End it, and what it has forked for this process with it."""
        self._socket.close()
        if isinstance(self._process, Watched):
            return  # it is another's
        # One that is still importing would hear of it late, and has forked nothing.
        if self._ready:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(2)
        self._process.kill()

    def _until(self, done: Any) -> None:
        end = time.monotonic() + _PATIENCE
        while not done():
            if time.monotonic() > end or not self._take():
                raise OSError("the warm process did not answer")

    def _take(self) -> bool:
        """Take in what it tells; False when it is gone."""
        data = self._socket.recv(65536)
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            told = json.loads(line)
            self._ready = True
            if "ended" in told:
                self._codes[told["ended"]] = told["code"]
            elif "started" in told or "failed" in told:
                self._started.append(told.get("started") or str(told["failed"]))
        return bool(data)


_zygotes: dict[int, Zygote] = {}
_starting = threading.Lock()


def zygote() -> Zygote:
    """Give this process's zygote; a fork of this process has none yet, a dead one is replaced."""
    with _starting:
        found = _zygotes.get(os.getpid())
        if found is None or not found.alive:
            found = _keep(Zygote.start())
        return found


def leave() -> None:
    """End this process's zygote; the next that is asked for is started anew."""
    with _starting:
        found = _zygotes.pop(os.getpid(), None)
        if found is not None:
            found.close()


def join(handle: int, pid: int) -> None:
    """Let this process, which a zygote has forked, have it for its own.

    Parameters
    ----------
    handle
        The descriptor of the socket to it.
    pid
        Its process id.

    Raises
    ------
    OSError
        If it is gone.
    """
    with _starting:
        _keep(Zygote(socket.socket(fileno=handle), Watched(pid)))


def _keep(found: Zygote) -> Zygote:
    _zygotes.clear()
    _zygotes[os.getpid()] = found
    atexit.register(found.close)
    return found
