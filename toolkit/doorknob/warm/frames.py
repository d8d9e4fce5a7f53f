"""How the two ends of a warm shell talk: messages of several frames over a socket of packets.

The socket is a Unix one of kind ``SOCK_SEQPACKET``: a packet arrives whole or not at all, also
where several processes write at once (a cell may have forked), so that one that is killed while it
writes spoils nothing but its own message. A packet starts with the writer's process id, the number
that the writer gave the message, and whether more of it is to come.
"""

from __future__ import annotations

import itertools
import os
import socket
import struct
import threading
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

PART = 64 * 1024  # bytes a packet; a socket takes two hundred thousand of them
LARGEST = PART + 16
_HEAD = struct.Struct("<IQ?")  # process, number of the message, whether more is to come
_COUNT, _LENGTH = struct.Struct("<I"), struct.Struct("<Q")


def joined(frames: Sequence[bytes | memoryview]) -> bytes:
    """Give frames as one piece of data, from which `parted` gets them back."""
    lengths = b"".join(_LENGTH.pack(len(frame)) for frame in frames)
    return b"".join([_COUNT.pack(len(frames)), lengths, *frames])


def parted(data: bytes | bytearray) -> list[bytes]:
    """Give the frames.

    Raises
    ------
    ValueError
        If this is no such data.

    >>> parted(joined([b"ab", b"", b"c"]))
    [b'ab', b'', b'c']
    """
    try:
        (count,) = _COUNT.unpack_from(data)
        start = _COUNT.size + count * _LENGTH.size
        ends = itertools.accumulate(
            (_LENGTH.unpack_from(data, _COUNT.size + n * _LENGTH.size)[0] for n in range(count)),
            initial=start,
        )
        places = list(itertools.pairwise(ends))
    except struct.error as bad:
        raise ValueError(f"a message was expected, {len(data)} bytes are none") from bad
    if (places[-1][1] if places else start) != len(data):
        raise ValueError(f"a message was expected, {len(data)} bytes are none")
    return [bytes(data[one:other]) for one, other in places]


def packets(frames: Sequence[bytes | memoryview], number: int) -> Iterator[bytes]:
    """Give the packets that carry a message.

    Parameters
    ----------
    frames
        Of the message.
    number
        That this process has given no other message.
    """
    data = joined(frames)
    pid = os.getpid()
    for start in range(0, len(data), PART):
        more = start + PART < len(data)
        yield _HEAD.pack(pid, number, more) + data[start : start + PART]


class Sender:
    """Writes messages to a socket, from any thread; waits while it is full."""

    def __init__(self, to: socket.socket) -> None:
        self._socket = to
        self._numbers = itertools.count()
        self._lock = threading.RLock()
        os.register_at_fork(after_in_child=self._renew)

    def send(self, frames: Sequence[bytes | memoryview]) -> None:
        """Send a message.

        Raises
        ------
        OSError
            If nobody is there to read it.
        """
        with self._lock:
            for packet in packets(frames, next(self._numbers)):
                self._socket.send(packet)

    def _renew(self) -> None:
        # Another thread, which isn't in the child, may hold it.
        self._lock = threading.RLock()


class Receiver:
    """Puts packets together again.

    >>> receiver = Receiver()
    >>> [receiver.take(packet) for packet in packets([b"x" * 100_000], 1)][0] is None
    True
    """

    def __init__(self) -> None:
        self._begun: dict[tuple[int, int], bytearray] = {}

    def take(self, packet: bytes) -> tuple[int, list[bytes]] | None:
        """Take in a packet; give the writer's process id and the message that it completes.

        Raises
        ------
        ValueError
            If it is none of ours.
        """
        if len(packet) < _HEAD.size:
            raise ValueError(f"a packet was expected, {len(packet)} bytes are none")
        pid, number, more = _HEAD.unpack_from(packet)
        data = self._begun.pop((pid, number), bytearray())
        data += memoryview(packet)[_HEAD.size :]
        if more:
            self._begun[pid, number] = data
            return None
        return pid, parted(data)


def read(source: socket.socket) -> bytes | None:
    """Read a packet without waiting; None where there is none, nothing where the other end is gone.

    Parameters
    ----------
    source
        The socket.
    """
    try:
        return source.recv(LARGEST, socket.MSG_DONTWAIT)
    except BlockingIOError:
        return None
    except OSError:
        return b""


def packed(session: Any, message: dict[str, Any], buffers: Sequence[Any]) -> list[Any]:
    """Give a message's frames.

    Parameters
    ----------
    session
        A `jupyter_client.session.Session`, which knows how JSON is written.
    message
        As `session.msg` gives it.
    buffers
        Binary data that goes with it.

    Raises
    ------
    TypeError, ValueError
        If a buffer is none, or isn't contiguous.
    """
    views = [memoryview(buffer) for buffer in buffers]
    if not all(view.contiguous for view in views):
        raise ValueError("a buffer of a message must be contiguous")
    # Without the mark and the signature that ZMQ's messages begin with.
    return [*session.serialize(message)[2:], *(view.cast("B") for view in views)]


def unpacked(session: Any, frames: Sequence[bytes]) -> dict[str, Any]:
    """Give the message that `packed` was given.

    Raises
    ------
    ValueError
        If the frames hold none.
    """
    header, parent, metadata, content, *buffers = frames
    head = _dated(session.unpack(header))
    return {
        "header": head,
        "msg_id": head["msg_id"],
        "msg_type": head["msg_type"],
        "parent_header": _dated(session.unpack(parent)),
        "metadata": session.unpack(metadata),
        "content": session.unpack(content),
        "buffers": [memoryview(buffer) for buffer in buffers],
    }


def _dated(header: dict[str, Any]) -> dict[str, Any]:
    """Give a header with its date as a time. To look through all of it, as is usual, takes long."""
    if isinstance(header.get("date"), str):
        header["date"] = datetime.fromisoformat(header["date"])
    return header
