"""Messages arrive whole, whoever writes at the same time, and what is none is refused."""

from __future__ import annotations

import os
import socket
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorknob.warm.frames import PART, Receiver, Sender, joined, packets, parted, read


@given(st.lists(st.binary(max_size=50)))
def test_frames_come_back(frames: list[bytes]) -> None:
    assert parted(joined(frames)) == frames


@given(st.binary(max_size=60))
def test_other_data_is_refused_or_means_itself(data: bytes) -> None:
    """No data makes it fail in another way, or ask for memory that isn't there."""
    try:
        frames = parted(data)
    except ValueError as bad:
        assert "a message was expected" in str(bad)  # noqa: PT017  most data is none
    else:
        assert joined(frames) == data


def test_messages_whose_packets_are_mixed_are_told_apart() -> None:
    one, other = [b"a" * (2 * PART), b""], [b"b" * (PART + 1)]
    receiver = Receiver()
    first, second = list(packets(one, 1)), list(packets(other, 2))
    assert len(first) == 3
    assert len(second) == 2
    told = [receiver.take(p) for p in (first[0], second[0], first[1], second[1], first[2])]
    assert told == [None, None, None, (os.getpid(), other), (os.getpid(), one)]


def test_a_packet_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="3 bytes are none"):
        Receiver().take(b"abc")


@pytest.mark.skipif(sys.platform != "linux", reason="shells are forked on Linux only")
def test_nothing_yet_and_nobody_there_are_told_apart() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        assert read(ours) is None
        Sender(theirs).send([b"x"])
        assert Receiver().take(read(ours) or b"") == (os.getpid(), [b"x"])
        theirs.close()
        assert read(ours) == b""
