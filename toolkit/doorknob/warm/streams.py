"""The shell's standard output and error: as an IPython kernel has them, with one thread for both.

What is written in Python is gathered and sent at the same moments as in a kernel. What is written
past Python (by a child process, a library in C, ``os.write``) is read from a pipe; unlike in a
kernel it is in order with what Python writes, and none of it is left behind when a cell ends.
"""

from __future__ import annotations

import codecs
import contextlib
import math
import os
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ipykernel.iostream import IOPubThread, OutStream

_TEXT = "text"
_HELD = 20.0  # milliseconds until it is looked again whether something is still held back
_AT_ONCE = 64 * 1024  # bytes read from a pipe in one go; as many as fit in it


class Held:
    """What is written and sent while an outlet holds it back, in order.

    Parameters
    ----------
    outlet
        Whose it is.
    """

    def __init__(self, outlet: Outlet) -> None:
        self._outlet, self._lock = outlet, threading.Lock()
        self._released = False
        self._all: list[tuple[str, Callable[[], Any]]] = []

    @property
    def silent(self) -> bool:
        """Whether it is nothing but pictures."""
        return all(kind == "display_data" for kind, _ in self._all)

    def keep(self, kind: str, send: Callable[[], Any]) -> None:
        """Keep something that is to be sent, or written; what comes too late goes at once."""
        with self._lock:
            if not self._released:
                self._all.append((kind, send))
                return
        send()

    def release(self) -> None:
        """Send and write all of it."""
        with self._lock:
            self._released = True
        for kind, send in self._all:
            if kind != _TEXT:
                # As whoever sends a message does: what was written before it comes before it.
                self._outlet.flush()
            send()


class Outlet(IOPubThread):
    """Where the streams of a kernel have the thread that sends: here whoever flushes sends.

    Its own thread flushes what has waited long enough, reads what is written past Python, and ends
    everything when the owner is gone.

    Parameters
    ----------
    owner
        The socket whose other end the owner holds.
    """

    def __init__(self, owner: socket.socket) -> None:
        # Nothing of the base is wanted but its type, which `OutStream` asks for. Where there is no
        # thread, it flushes in the thread that it is called from.
        self.thread: Any = None
        self.io_loop: Any = None
        self.socket = owner
        self.lock = threading.RLock()
        self._master_pid = os.getpid()
        self._pipe_flag = False
        self._streams: dict[int, Stream] = {}
        self._due: dict[Stream, float] = {}
        # What is kept back at the moment.
        self.held: Held | None = None
        self._woken, self._waker = os.pipe()
        os.set_blocking(self._waker, False)
        self._poll = select.poll()
        os.register_at_fork(after_in_child=self._renew)

    def start(self) -> None:
        """Start the thread, once the streams are there."""
        self._poll.register(self.socket, 0)  # tells only that the other end is gone
        self._poll.register(self._woken, select.POLLIN)
        for handle in self._streams:
            self._poll.register(handle, select.POLLIN)
        threading.Thread(target=self._run, name="IOPub", daemon=True).start()

    def stop(self) -> None:
        """Nothing is to be stopped: the thread ends with the process."""

    def watch(self, stream: Stream, handle: int) -> None:
        """Read for a stream what comes out of a pipe."""
        self._streams[handle] = stream

    @contextlib.contextmanager
    def holding(self) -> Iterator[Held]:
        """Hold back meanwhile what is written and sent."""
        self.held = held = Held(self)
        try:
            yield held
        except BaseException:
            self.held = None
            held.release()
            raise
        self.held = None

    def flush(self) -> None:
        """Send what has been written."""
        for stream in (sys.stdout, sys.stderr):
            stream.flush()

    def schedule(self, f: Callable[[], Any]) -> None:
        """Do something at once."""
        f()

    def flush_in(self, seconds: float, stream: Stream) -> None:
        """Flush a stream in some seconds, unless it is flushed before."""
        self._due[stream] = time.monotonic() + seconds
        with contextlib.suppress(BlockingIOError):
            os.write(self._waker, b"\0")

    def flushed(self, stream: Stream) -> None:
        """Know that a stream needs not be flushed any more."""
        self._due.pop(stream, None)

    def _run(self) -> None:
        while True:
            for handle, _ in self._poll.poll(self._pause()):
                if handle == self.socket.fileno():
                    # The owner has gone, perhaps without a word: so do we, and all that we started.
                    os.killpg(0, signal.SIGKILL)
                elif handle == self._woken:
                    os.read(self._woken, 4096)
                elif not self._streams[handle].take():
                    self._poll.unregister(handle)
            now = time.monotonic()
            for stream in [stream for stream, due in list(self._due.items()) if due <= now]:
                stream._flush()  # noqa: SLF001

    def _pause(self) -> float | None:
        """Give the milliseconds until something is due."""
        if self.held is not None:
            return _HELD
        due = list(self._due.values())
        return max(0, math.ceil((min(due) - time.monotonic()) * 1000)) if due else None

    def _renew(self) -> None:
        self.lock = threading.RLock()


class Stream(OutStream):
    """Standard output or error, as a kernel has it, but for where it reads and who sends."""

    def _setup_stream_redirects(self, name: str) -> None:
        outlet: Outlet = self.pub_thread
        handle = self._original_stdstream_fd = {"stdout": 1, "stderr": 2}[name]
        self._original_stdstream_copy = os.dup(handle)
        self._fid, ours = os.pipe()
        os.dup2(ours, handle)
        os.close(ours)
        os.set_blocking(self._fid, False)
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        outlet.watch(self, self._fid)

    def take(self) -> bool:
        """Take in what was written past Python; False when nothing more can be."""
        if self._fid is None or not self._is_master_process():
            return True
        while True:
            # Whoever reads next must also be the next to write it down.
            with self.pub_thread.lock:
                try:
                    data = os.read(self._fid, _AT_ONCE)
                except BlockingIOError:
                    return True
                if not data:
                    return False
                # It belongs to the cell that runs, whichever thread happens to read it.
                parent = frozenset(self._parent_header_global.items())
                with self._buffer_lock:
                    self._buffers[parent].write(self._decoder.decode(data))
            with contextlib.suppress(OSError):
                os.write(self._original_stdstream_copy, data)
            self._schedule_flush()

    def write(self, string: str) -> int | None:  # type: ignore[override]  # as the base's
        """Write a text, after what was written past Python before it."""
        outlet = self.pub_thread
        if outlet is not None and outlet.held is not None:
            outlet.held.keep(_TEXT, partial(self.write, string))
            return len(string)
        if outlet is not None:
            self.take()
        return super().write(string)

    def close(self) -> None:
        """Close the stream: what is written afterwards is refused, as in a kernel."""
        self.flush()
        if self._should_watch:
            self._should_watch = False
            os.dup2(self._original_stdstream_copy, self._original_stdstream_fd)
            os.close(self._original_stdstream_copy)
        self.pub_thread = None

    def _schedule_flush(self) -> None:
        # A kernel flushes too soon where it has flushed meanwhile, and so tears lines apart.
        if not self._flush_pending:
            self._flush_pending = True
            self.pub_thread.flush_in(self.flush_interval, self)

    def _flush(self) -> None:
        outlet = self.pub_thread
        if outlet is None or outlet.held is not None:
            return
        self.take()
        # Two threads that flush at once would send their texts in any order.
        with outlet.lock:
            outlet.flushed(self)
            super()._flush()
