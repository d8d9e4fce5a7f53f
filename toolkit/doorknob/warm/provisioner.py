"""A kernel provisioner that forks kernels from a warm process, and else does what is usual."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Sequence
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from doorknob.warm.forked import Forked
from doorknob.warm.process import zygote

NAME = "doorknob-warm"


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

    async def shutdown_requested(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002  jupyter_client's
        """Wait until the kernel has followed; its manager would look ten times a second only."""
        await super().shutdown_requested(restart=restart)
        kernel: Any = self.process
        if isinstance(kernel, Forked):
            end = time.monotonic() + _MOST_PATIENCE
            while kernel.poll() is None and time.monotonic() < end:  # noqa: ASYNC110  a socket tells
                await asyncio.sleep(_PAUSE)


# Seconds. Kernels end within a tenth; for those that don't the manager has its own patience.
_MOST_PATIENCE, _PAUSE = 1.0, 0.005


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
