"""A kernel manager whose kernel is a warm shell: jupyter_client's interface, without its sockets.

Whatever takes the class of a kernel manager (nbclient, nbconvert, papermill by way of `engine`) can
be given `ShellManager`. It forks a shell where the kernel is an IPython one of this very
interpreter, and starts the usual kernel in the usual way where it isn't.
"""

from __future__ import annotations

import asyncio
import os
import queue
import signal
import sys
import uuid
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.paths import jupyter_runtime_dir
from nbclient.exceptions import DeadKernelError
from traitlets.traitlets import Float

from doorknob.warm import spare
from doorknob.warm.provisioner import NAME, standard_handle, warm_arguments
from doorknob.warm.spare import Start
from doorknob.warm.wire import Wire

# Ways to start a kernel that a shell can stand in for.
_OURS = {"local-provisioner", NAME}
# Seconds that a shell has to end by itself, as jupyter_client gives a kernel.
_GRACE = 5.0


class ShellManager(AsyncKernelManager):
    """Starts, interrupts and ends a shell, or else the usual kernel."""

    patience = Float(60, help="Seconds that a shell has to answer.").tag(config=True)
    _wire: Wire | None = None

    async def start_kernel(self, **kw: Any) -> None:  # type: ignore[override]
        """Start it.

        Parameters
        ----------
        **kw
            As for any kernel manager: ``extra_arguments``, ``cwd``, ``env``, ``stdout``,
            ``stderr``.
        """
        self._wire = await self._fork(dict(kw))
        if self._wire is None:
            await super().start_kernel(**kw)

    async def _fork(self, kw: dict[str, Any]) -> Wire | None:
        """Fork a shell; None where that is no way."""
        if sys.platform != "linux" or not self._starts_as_usual():
            return None
        free = not self.kernel_id
        argv = self._arguments(kw.pop("extra_arguments", []))
        if argv is None:
            return None
        provisioner = LocalProvisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec)
        launch = await provisioner.pre_launch(**kw)
        start = Start(
            argv,
            env={**launch["env"], "JPY_PARENT_PID": str(os.getpid())},
            cwd=str(launch.get("cwd") or os.getcwd()),  # noqa: PTH109  it is sent as a text
            output=[standard_handle(kw.get(n), at) for n, at in (("stdout", 1), ("stderr", 2))],
        )
        kernel_id = self.kernel_id
        wire = await self._spare(start) if free else None
        try:
            wire = wire or await self._answers(Wire(*start.fork(), self.session))
        except OSError:
            return None
        if wire is not None and free:
            spare.prepare(start, kernel_id, str(uuid.uuid4()))
        return wire

    async def _spare(self, start: Start) -> Wire | None:
        """Give a shell that has been forked ahead; its id is then ours."""
        found = spare.take(start, self.kernel_id)
        if found is None:
            return None
        kernel_id, channel, shell = found
        try:
            wire = await self._answers(Wire(channel, shell, self.session))
        except OSError:
            channel.close()
            return None
        if wire is not None:
            self.kernel_id = kernel_id
        return wire

    def _arguments(self, extra: list[str]) -> list[str] | None:
        """Give the arguments that the kernel would have; None where it is none to be forked."""
        self.kernel_id = self.kernel_id or str(uuid.uuid4())
        kept = self.connection_file
        # What a cell finds in `sys.argv`; there is no such file.
        self.connection_file = f"{jupyter_runtime_dir()}/kernel-{self.kernel_id}.json"
        try:
            return warm_arguments(self.format_kernel_cmd(extra))
        finally:
            self.connection_file = kept

    async def _answers(self, wire: Wire) -> Wire | None:
        """Give a shell if it comes to life; else a kernel says why, or does better."""
        ShellClient(wire, session=self.session).kernel_info()
        try:
            await wire.get("shell", self.patience)
        except DeadKernelError:
            wire.end()
            return None
        except queue.Empty:
            wire.end()
            raise RuntimeError(f"Kernel didn't respond in {self.patience:g} seconds") from None
        return wire

    def _starts_as_usual(self) -> bool:
        spec = self.kernel_spec
        if spec is None:
            return False
        chosen = spec.metadata.get("kernel_provisioner", {}).get("provisioner_name")
        usual = KernelProvisionerFactory.instance().default_provisioner_name
        return (chosen or usual) in _OURS and spec.interrupt_mode == "signal"

    @property
    def has_kernel(self) -> bool:
        """Whether one has been started and not been ended."""
        return self._wire is not None or super().has_kernel

    def client(self, **kwargs: Any) -> Any:
        """Give who speaks to it."""
        if self._wire is None:
            return super().client(**kwargs)
        return ShellClient(self._wire, session=self.session, parent=self)

    async def is_alive(self) -> bool:  # type: ignore[override]
        """Tell whether it runs."""
        if self._wire is None:
            return bool(await super().is_alive())
        return self._wire.alive

    async def interrupt_kernel(self) -> None:  # type: ignore[override]
        """Interrupt what its cell does."""
        if self._wire is None:
            await super().interrupt_kernel()
        else:
            self._wire.signal(signal.SIGINT)

    async def signal_kernel(self, signum: int) -> None:  # type: ignore[override]
        """Send it a signal."""
        if self._wire is None:
            await super().signal_kernel(signum)
        else:
            self._wire.signal(signum)

    async def shutdown_kernel(self, now: bool = False, restart: bool = False) -> None:  # type: ignore[override]  # noqa: FBT001, FBT002
        """End it: by asking, or at once."""
        wire = self._wire
        if wire is None:
            await super().shutdown_kernel(now=now, restart=restart)
            return
        try:
            if not now:
                if wire.busy:
                    wire.signal(signal.SIGINT)
                wire.send(self.session.msg("shutdown_request", {"restart": restart}))
                await wire.ended(_GRACE)
        finally:
            await self._let_go(wire)

    async def cleanup_resources(self, restart: bool = False) -> None:  # type: ignore[override]  # noqa: FBT001, FBT002
        """Leave nothing behind."""
        if self._wire is not None:
            await self._let_go(self._wire)
        elif self.provisioner is not None:
            await super().cleanup_resources(restart=restart)

    async def _let_go(self, wire: Wire) -> None:
        wire.end()
        self._wire = None
        # Who still waits for output, as after a time-out, is told that none will come.
        await asyncio.sleep(0)

    async def restart_kernel(self, now: bool = False, newports: bool = False, **kw: Any) -> None:  # type: ignore[override]  # noqa: FBT001, FBT002
        """End it and start another; clients of the former are to be made anew."""
        if self._wire is None:
            await super().restart_kernel(now=now, newports=newports, **kw)
        else:
            await self.shutdown_kernel(now=now, restart=True)
            await self.start_kernel(**kw)


class _Channel:
    """One of the two streams of messages from a shell, as jupyter_client has channels."""

    def __init__(self, wire: Wire, name: str) -> None:
        self._wire, self._name = wire, name

    def send(self, msg: dict[str, Any]) -> None:
        """Ask for something."""
        self._wire.send(msg)

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:  # noqa: ASYNC109  jupyter_client's
        """Give the next message."""
        return await self._wire.get(self._name, timeout)


class ShellClient(AsyncKernelClient):
    """Speaks to a shell."""

    def __init__(self, wire: Wire, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._wire = wire
        self._shell_channel, self._iopub_channel = _Channel(wire, "shell"), _Channel(wire, "iopub")

    @property
    def shell_channel(self) -> Any:
        """Where replies come from."""
        return self._shell_channel

    @property
    def iopub_channel(self) -> Any:
        """Where output comes from."""
        return self._iopub_channel

    def start_channels(self, *_: Any, **__: Any) -> None:
        """Nothing is to be started."""

    def stop_channels(self) -> None:
        """Nothing is to be stopped."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Return at once: a shell that didn't answer wouldn't be there."""

    async def is_alive(self) -> bool:
        """Tell whether the shell runs."""
        return self._wire.alive
