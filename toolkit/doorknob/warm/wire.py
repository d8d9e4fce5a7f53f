"""The owner's end of the socket to a shell, and what the owner knows of the shell's life."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import queue
import signal
import socket
import subprocess
import time
from collections import deque
from typing import Any

from nbclient.exceptions import DeadKernelError

from doorknob.warm.forked import Forked, over, watched
from doorknob.warm.frames import Receiver, packed, packets, read, unpacked

# Output that says how far a shell is; from a fork of it, it would say so too soon.
_OWN = {"status", "execute_input"}
_AT_ONCE = 64  # packets, before others in this loop have their turn
_WATCH = 1.2  # seconds, more than nbclient needs to notice that a kernel is dead


class Wire:
    """What a shell is told, and what it tells.

    It belongs to one thread, and to whichever event loop runs there: none is needed in between.

    Parameters
    ----------
    channel
        Our end of the socket; closed by `end`.
    shell
        The process.
    session
        A `jupyter_client.session.Session`.

    Raises
    ------
    OSError
        If the process cannot be watched.
    """

    def __init__(self, channel: socket.socket, shell: Forked, session: Any) -> None:
        self._socket, self._shell, self._session = channel, shell, session
        # Readable once the process has ended, however it did.
        self._life = watched(shell.pid)
        self._receiver = Receiver()
        self._numbers = itertools.count()
        self._queues: dict[str, deque[dict[str, Any]]] = {"shell": deque(), "iopub": deque()}
        self._unsent: deque[bytes] = deque()
        self._waiting: set[asyncio.Future[None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None  # while somebody waits
        self._asked: set[str] = set()
        self._deaf = self._gone = False

    @property
    def busy(self) -> bool:
        """Whether a cell has been sent and hasn't been answered for."""
        return bool(self._asked)

    @property
    def alive(self) -> bool:
        """Whether the shell runs and can be spoken to."""
        self._look()
        return not self._gone

    def send(self, message: dict[str, Any]) -> None:
        """Ask for something; what the socket has no room for goes while one waits for answers."""
        if message["msg_type"] == "execute_request":
            self._asked.add(message["msg_id"])
        frames = packed(self._session, message, message.get("buffers", ()))
        self._unsent.extend(packets(frames, next(self._numbers)))
        self._write()

    async def get(self, channel: str, timeout: float | None = None) -> dict[str, Any]:  # noqa: ASYNC109
        """Give the next message.

        Parameters
        ----------
        channel
            ``"shell"`` for replies, ``"iopub"`` for output.
        timeout
            Seconds to wait; None for as long as it takes.

        Raises
        ------
        queue.Empty
            If none comes in time.
        DeadKernelError
            If no reply can come any more.
        """
        messages = self._queues[channel]
        end = None if timeout is None else time.monotonic() + timeout
        while not messages:
            if self._gone and channel == "shell":
                await self._mourn(end)
            await self._news(end)
        return messages.popleft()

    async def _mourn(self, end: float | None) -> None:
        """Tell that the shell is dead, once nbclient's own watch over it has noticed."""
        try:
            # It looks every second, cancels who waits for a reply, and would else be left running.
            await asyncio.sleep(_WATCH if end is None else min(_WATCH, end - time.monotonic()))
        except asyncio.CancelledError:
            raise DeadKernelError(f"Kernel died: {self._how()}") from None
        if end is not None and time.monotonic() >= end:
            raise queue.Empty
        raise DeadKernelError(f"Kernel died: {self._how()}")

    async def ended(self, timeout: float) -> bool:  # noqa: ASYNC109  as channels have it
        """Wait for the shell to end, and tell whether it has; what it still says is lost."""
        self._deaf = True
        end = time.monotonic() + timeout
        while not self._gone:
            try:
                await self._news(end)
            except queue.Empty:
                return False
        return True

    def signal(self, number: int) -> None:
        """Send a signal to the shell and to what it has started."""
        if self._life >= 0 and not self._over():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._shell.pid, number)

    def end(self) -> None:
        """End the shell if it still runs, and let go of it."""
        if self._life < 0:
            return
        self.signal(signal.SIGKILL)
        # The loop must not go on watching numbers that others are given next.
        self._neglect()
        for news in self._waiting:
            news.cancel()
        os.close(self._life)
        self._life = -1
        self._socket.close()
        self._gone = True

    async def _news(self, end: float | None) -> None:
        """Wait until something has happened."""
        loop = asyncio.get_running_loop()
        news = loop.create_future()
        if not self._waiting:
            self._attend(loop)
        self._waiting.add(news)
        try:
            await asyncio.wait_for(news, None if end is None else max(0, end - time.monotonic()))
        except TimeoutError:
            raise queue.Empty from None
        finally:
            self._waiting.discard(news)
            if not self._waiting:
                self._neglect()

    def _attend(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._gone:
            return
        self._loop = loop
        loop.add_reader(self._socket, self._look)
        loop.add_reader(self._life, self._look)
        if self._unsent:
            loop.add_writer(self._socket, self._write)

    def _neglect(self) -> None:
        if self._loop is None:
            return
        self._loop.remove_reader(self._socket)
        self._loop.remove_writer(self._socket)
        self._loop.remove_reader(self._life)
        self._loop = None

    def _write(self) -> None:
        try:
            while self._unsent:
                self._socket.send(self._unsent[0], socket.MSG_DONTWAIT)
                self._unsent.popleft()
        except BlockingIOError:
            if self._loop is not None:
                self._loop.add_writer(self._socket, self._write)
            return
        except OSError:
            # It is gone; whoever waits for an answer is told.
            self._unsent.clear()
        if self._loop is not None:
            self._loop.remove_writer(self._socket)

    def _look(self) -> None:
        """Take in what has arrived, and whether the shell has ended."""
        if self._gone:
            return
        over = self._over()
        # One that never stops talking must not keep us from stopping it.
        for _ in itertools.count() if over else range(_AT_ONCE):
            packet = read(self._socket)
            if not packet:
                # Nothing at all, and not None: the other end has been closed.
                self._gone = over or packet == b""
                break
            self._take(packet)
        for news in self._waiting:
            if not news.done():
                news.set_result(None)

    def _take(self, packet: bytes) -> None:
        if self._deaf:
            return
        # A cell can write to any descriptor; what isn't a message is left out.
        with contextlib.suppress(ValueError, LookupError, TypeError):
            done = self._receiver.take(packet)
            if done is None:
                return
            pid, (channel, *frames) = done
            message = unpacked(self._session, frames)
            if pid != self._shell.pid and (channel == b"shell" or message["msg_type"] in _OWN):
                return
            self._queues[channel.decode()].append(message)
            if message["msg_type"] == "execute_reply":
                self._asked.discard(message["parent_header"]["msg_id"])

    def _over(self) -> bool:
        return over(self._life)

    def _how(self) -> str:
        """Say how the shell ended."""
        try:
            # Its parent learns it first, and tells.
            code = self._shell.wait(1) if self._over() else None
        except subprocess.TimeoutExpired:
            code = None
        if code is None:
            return "its connection was closed"
        if code >= 0:
            return f"it ended with exit code {code}"
        with contextlib.suppress(ValueError):
            return f"it was ended by {signal.Signals(-code).name}"
        return f"it was ended by signal {-code}"
