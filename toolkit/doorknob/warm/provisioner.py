"""A kernel provisioner that forks kernels from a warm process, and else does what is usual."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

NAME = "doorknob-warm"
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
    """The warm process that belongs to this one; it forks as soon as it has imported everything.

    Attributes
    ----------
    pid
        Its process id.
    """

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        more = [name for name in os.environ.get(MORE, "").split(",") if name]
        self._process = subprocess.Popen(  # noqa: S603  our own module, by our own interpreter
            [sys.executable, "-m", "doorknob.warm.zygote", str(theirs.fileno()), *MODULES, *more],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        theirs.close()
        self.pid = self._process.pid
        self._socket = ours
        self._lock = threading.Lock()
        self._rest = b""
        self._codes: dict[int, int] = {}
        self._started: list[int] = []

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def fork(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: str,
        output: Sequence[int],
        shell: int | None = None,
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

        Raises
        ------
        OSError
            If the zygote is gone.
        """
        request = json.dumps({"argv": list(argv), "env": dict(env), "cwd": cwd}).encode() + b"\n"
        with self._lock:
            self._socket.settimeout(_PATIENCE)
            handles = [*output, *([] if shell is None else [shell])]
            sent = socket.send_fds(self._socket, [request], handles)
            self._socket.sendall(request[sent:])
            self._until(lambda: bool(self._started))
            return self._started.pop(0)

    def code(self, pid: int) -> int | None:
        """Give the exit code of a kernel; None while it runs."""
        with self._lock:
            self._socket.settimeout(0)
            with contextlib.suppress(BlockingIOError):
                self._take()
            if not self.alive:
                # Whoever lost its zygote is told so by its own poller, and ends.
                self._codes.setdefault(pid, -signal.SIGKILL)
            return self._codes.get(pid)

    def close(self) -> None:
        """End it, and its kernels with it."""
        self._socket.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(2)
        self._process.kill()

    def _until(self, done: Any) -> None:
        end = time.monotonic() + _PATIENCE
        self._socket.settimeout(_PATIENCE)
        while not done():
            if time.monotonic() > end or not self._take():
                raise OSError("the warm process did not answer")

    def _take(self) -> bool:
        """Take in what it tells; False when it is gone."""
        data = self._socket.recv(65536)
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            told = json.loads(line)
            if "ended" in told:
                self._codes[told["ended"]] = told["code"]
            elif "started" in told:
                self._started.append(told["started"])
        return bool(data)


class Forked:
    """A kernel that the zygote has forked, with what jupyter_client wants of a process."""

    stdin = stdout = stderr = None

    def __init__(self, zygote: Zygote, pid: int) -> None:
        self._zygote, self.pid = zygote, pid

    def poll(self) -> int | None:
        """Give the exit code; None while it runs."""
        return self._zygote.code(self.pid)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end.

        Raises
        ------
        subprocess.TimeoutExpired
            If it takes longer.
        """
        end = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if end is not None and time.monotonic() > end:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            time.sleep(0.01)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal; one that has ended gets none."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


_zygotes: dict[int, Zygote] = {}
_starting = threading.Lock()


def zygote() -> Zygote:
    """Give this process's zygote; a fork of this process has none yet, a dead one is replaced."""
    with _starting:
        found = _zygotes.get(os.getpid())
        if found is None or not found.alive:
            _zygotes.clear()
            found = _zygotes[os.getpid()] = Zygote()
            atexit.register(found.close)
        return found


class WarmProvisioner(LocalProvisioner):
    """Forks an IPython kernel of this very interpreter; starts any other as usual."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel."""
        argv = warm_arguments(cmd)
        if argv is None:
            return await super().launch_kernel(cmd, **kwargs)
        try:
            warm = zygote()
            pid = warm.fork(
                argv,
                env=kwargs.get("env") or dict(os.environ),
                cwd=kwargs.get("cwd") or os.getcwd(),  # noqa: PTH109  a text is what is sent
                output=[
                    standard_handle(kwargs.get(name), at)
                    for name, at in (("stdout", 1), ("stderr", 2))
                ],
            )
        except OSError:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = Forked(warm, pid)  # type: ignore[assignment]
        self.pid = self.pgid = pid
        return self.connection_info


def standard_handle(given: Any, usual: int) -> int:
    """Give the descriptor of a stream as Popen takes it; the usual one for a pipe or for None."""
    if isinstance(given, int) and given >= 0:
        return given
    fileno = getattr(given, "fileno", None)
    return int(fileno()) if callable(fileno) else usual


def warm_arguments(cmd: Sequence[str]) -> list[str] | None:
    """Give a kernel's arguments, where it is one that can be forked; else None.

    >>> warm_arguments(["/other/python", "-m", "ipykernel_launcher", "-f", "x.json"])
    """
    if sys.platform != "linux" or len(cmd) < len(_LAUNCHER):
        return None
    program, *flags = cmd
    while flags and flags[0] in _HARMLESS:
        flags.pop(0)
    same = os.path.realpath(program) == os.path.realpath(sys.executable)
    own = os.path.dirname(program) == os.path.dirname(sys.executable)  # noqa: PTH120  may be bare
    if not (same and own) or tuple(flags[:2]) != _LAUNCHER:
        return None
    return list(flags[2:])


_LAUNCHER = ("-m", "ipykernel_launcher")
_HARMLESS = {"-Xfrozen_modules=off"}
