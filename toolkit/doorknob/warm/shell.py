"""An IPython kernel without ZMQ, in a fork of the warm process: a *shell*.

Everything that a cell can notice is the real kernel's: its application with its configuration, its
shell, its display hook and its messages. Only what carries them is ours: a socket to the owner
instead of five ports, and no thread but one.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import contextvars
import importlib.util
import os
import select
import signal
import socket
import sys
import threading
import types
from collections.abc import Iterator
from functools import partial
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session
from tornado.ioloop import IOLoop
from traitlets.traitlets import DottedObjectName, Float, Type

from doorknob.warm.drawing import Drawings
from doorknob.warm.frames import Receiver, Sender, packed, read, unpacked
from doorknob.warm.rehearsal import rehearse
from doorknob.warm.streams import Outlet

REPLY, OUTPUT = b"shell", b"iopub"
SHUTDOWN = "shutdown_request"
_GRACE = 2.0  # seconds for the children of a shell to end by themselves


class PipeSession(Session):
    """Sends messages to the owner, from this process and from whatever a cell has forked."""

    sender: Sender
    outlet: Outlet

    def send(  # noqa: PLR0917  the signature is the base's
        self,
        stream: Any,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        ident: Any = None,  # noqa: ARG002
        buffers: Any = None,
        track: bool = False,  # noqa: ARG002, FBT001, FBT002
        header: Any = None,
        metadata: Any = None,
    ) -> Any:
        """Build a message and send it: as output, or as a reply where no stream is named."""
        if isinstance(msg_or_type, str):
            message = self.msg(msg_or_type, content, parent, header, metadata)
        else:
            message = msg_or_type
            buffers = buffers or message.get("buffers")
        channel = REPLY if stream is None else OUTPUT
        send = partial(self.sender.send, [channel, *packed(self, message, buffers or ())])
        if self.outlet.held is None:
            send()
        else:
            self.outlet.held.keep(message["msg_type"], send)
        return message

    def feed_identities(self, msg_list: Any, copy: bool = True) -> Any:  # noqa: ARG002, FBT001, FBT002
        """Give a message's frames: there is but one who asks."""
        return [], msg_list

    def deserialize(self, msg_list: Any, content: bool = True, copy: bool = True) -> Any:  # noqa: ARG002, FBT001, FBT002
        """Give the message."""
        return unpacked(self, msg_list)


class ShellKernel(IPythonKernel):
    """The kernel, without subshells and without a debugger, which nobody could reach."""

    _supports_kernel_subshells = False
    debugger_class = Type(object)
    # It was there to let ZMQ catch up.
    _execute_sleep = Float(0.0).tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        with _no_debugger():
            super().__init__(**kwargs)

    @property
    def kernel_info(self) -> Any:
        """What the kernel says of itself."""
        with _no_debugger():
            return super().kernel_info

    def start(self) -> None:
        """Be ready for requests."""
        self.shell.exit_now = False
        self.io_loop = IOLoop.current()

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Nothing waits: the owner asks for one thing after the other."""


class ShellApp(IPKernelApp):
    """The kernel's application, over one socket instead of its ports."""

    kernel_class = Type(ShellKernel, klass="ipykernel.kernelbase.Kernel").tag(config=True)
    outstream_class = DottedObjectName("doorknob.warm.streams.Stream").tag(config=True)
    owner: socket.socket

    def init_connection_file(self) -> None:
        """Make no place for others to connect to."""

    def write_connection_file(self, **kwargs: Any) -> None:
        """Write none."""

    def log_connection_info(self) -> None:
        """Tell of none."""

    def init_heartbeat(self) -> None:
        """Beat for nobody: the owner sees when the process ends."""

    def init_poller(self) -> None:
        """Watch for no parent: the socket tells when the owner is gone."""
        self.poller = None

    def init_sockets(self) -> None:
        """Use the one socket."""
        self.session = PipeSession(parent=self)
        self.session.sender = Sender(self.owner)
        self.configure_tornado_logger()
        self.iopub_thread = self.iopub_socket = self.session.outlet = Outlet(self.owner)

    def init_io(self) -> None:
        """Let the streams lead to the owner."""
        super().init_io()
        self.iopub_thread.start()

    def init_kernel(self) -> None:
        """Make the kernel.

        Raises
        ------
        TypeError
            If the configuration asks for another kind of kernel.
        """
        if not issubclass(self.kernel_class, ShellKernel):
            raise TypeError(f"{self.kernel_class} cannot run in a shell")
        self.kernel = self.kernel_class.instance(
            parent=self,
            session=self.session,
            iopub_thread=self.iopub_thread,
            iopub_socket=self.iopub_socket,
            # Asked for its parent only: whether a cell runs in the main thread.
            shell_channel_thread=types.SimpleNamespace(parent_thread=threading.main_thread()),
            log=self.log,
            profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )
        self.displayhook.get_execution_count = lambda: self.kernel.execution_count
        Drawings(self.kernel.shell, self.iopub_thread)

    def serve(self) -> None:
        """Do what the owner asks for, until it asks to end."""
        loop: asyncio.AbstractEventLoop = IOLoop.current().asyncio_loop  # type: ignore[attr-defined]
        requests = Requests(self.owner, self.kernel, loop)
        loop.add_reader(self.owner, requests.take)
        # A signal must wake the loop: its handler only leaves word there.
        woken, waker = os.pipe()
        os.set_blocking(waker, False)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        loop.add_reader(woken, os.read, woken, 4096)
        self.start()


class Requests:
    """What the owner asks for, one thing after the other."""

    def __init__(
        self, owner: socket.socket, kernel: ShellKernel, loop: asyncio.AbstractEventLoop
    ) -> None:
        self._owner, self._kernel, self._loop = owner, kernel, loop
        self._receiver = Receiver()
        self._pid = os.getpid()
        # One for all cells: what one sets in a context variable the next can read.
        self._context = contextvars.copy_context()
        self._tasks: set[asyncio.Task[Any]] = set()

    def take(self) -> None:
        """Take in what has arrived."""
        if os.getpid() != self._pid:
            # A cell has forked and did not end the child: requests are none of its business.
            os._exit(0)
        while packet := read(self._owner):
            if done := self._receiver.take(packet):
                self._begin(done[1])

    def _begin(self, frames: list[bytes]) -> None:
        kernel = self._kernel
        kind = unpacked(kernel.session, frames)["msg_type"]
        work = self._end() if kind == SHUTDOWN else kernel.shell_main(None, frames)
        task = self._loop.create_task(work, context=self._context)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _end(self) -> None:
        """End the children as a kernel does, then stop."""
        if _has_children():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._kernel._at_shutdown(), _GRACE)  # noqa: SLF001
        self._loop.stop()


def _has_children() -> bool:
    """Tell whether a child still runs; those that have ended are laid to rest."""
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return False
        if not pid:
            return True


@contextlib.contextmanager
def _no_debugger() -> Iterator[None]:
    """Let the kernel find no debugger, whose import takes longer than all the rest together."""
    name = "ipykernel.debugger"
    found = sys.modules.get(name)
    stand_in = types.ModuleType(name)
    stand_in._is_debugpy_available = False  # type: ignore[attr-defined]  # noqa: SLF001
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        if found is None:
            sys.modules.pop(name)
        else:
            sys.modules[name] = found


def run(argv: list[str], handle: int, waits: float = 0) -> None:
    """Be a shell until the owner asks to end.

    Parameters
    ----------
    argv
        A kernel's arguments.
    handle
        The descriptor of the socket to the owner.
    waits
        The seconds that it waits to be asked for something, where it is forked ahead (see `spare`).
    """
    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [(launcher and launcher.origin) or "ipykernel_launcher", *argv]
    app = ShellApp.instance()
    app.owner = socket.socket(fileno=handle)
    app.initialize(argv)
    if waits:
        # What the first figure needs is now this process's own.
        rehearse()
        if not select.select([app.owner], [], [], waits)[0]:
            return
    app.serve()
    # As an interpreter that ends: threads that aren't daemons are waited for, then comes what was
    # left to be done at the end. To take the modules apart as well would only cost time.
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001
    atexit._run_exitfuncs()  # noqa: SLF001
    with contextlib.suppress(Exception):
        sys.stdout.flush()
        sys.stderr.flush()
    # What is left, to give the memory back, is the system's; the owner needs not wait for it.
    with contextlib.suppress(OSError):
        app.owner.shutdown(socket.SHUT_WR)
