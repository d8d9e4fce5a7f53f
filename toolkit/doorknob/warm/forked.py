"""Processes that are another's children: whether they run, how they ended, and signals to them."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import time
import weakref
from typing import Any


def watched(pid: int) -> int:
    """Give a descriptor that can be read from once a process has ended.

    Raises
    ------
    OSError
        If there is no such process, or the system has no such descriptors.
    """
    try:
        return os.pidfd_open(pid)
    except AttributeError as bad:
        raise OSError("this system has no descriptors of processes") from bad


def over(life: int) -> bool:
    """Tell whether a process has ended, of which this is the descriptor."""
    return bool(select.select([life], [], [], 0)[0])


class Watched:
    """A process, for whoever asks only whether it runs.

    Raises
    ------
    OSError
        As `watched` does.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._life = watched(pid)
        weakref.finalize(self, os.close, self._life)

    def poll(self) -> int | None:
        """Give some exit code, since only its parent knows which; None while it runs."""
        return -signal.SIGKILL if over(self._life) else None


class Forked:
    """What a zygote has forked, with what jupyter_client wants of a process.

    Parameters
    ----------
    zygote
        The `doorknob.warm.process.Zygote`, which learns how it ended.
    pid
        Its process id.
    """

    stdin = stdout = stderr = None

    def __init__(self, zygote: Any, pid: int) -> None:
        self._zygote, self.pid = zygote, pid
        self._life: int | None = None
        # Without it, one that has ended already, or a system without such descriptors.
        with contextlib.suppress(OSError):
            self._life = watched(pid)
            weakref.finalize(self, os.close, self._life)

    def poll(self) -> int | None:
        """Give the exit code; None while it runs. Nobody knows it where the zygote has gone."""
        code: int | None = self._zygote.code(self.pid)
        if code is None and not self._zygote.alive and (self._life is None or over(self._life)):
            return -signal.SIGKILL
        return code

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
        with contextlib.suppress(ProcessLookupError):
            if self._life is not None:
                # No other process is meant by it, whatever has become of the number.
                signal.pidfd_send_signal(self._life, number)
            elif self.poll() is None:
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)
