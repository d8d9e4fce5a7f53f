"""However slow an endpoint is, the learner waits no longer, and nothing of the wait is left."""

import contextlib
import socket
import threading
import time

import attrs
import pytest

from doorknob.language.reader import read
from doorknob.readers.answers import question
from doorknob.readers.exchange import THREAD, Unanswered, post
from doorknob.readers.openai import reader_from

LINE = "Is it the price?"


def silent(handler):
    handler.server.over.wait(10)


def dripping_body(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.server.over.wait(0.05):
        handler.wfile.write(b" ")


def dripping_head(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while not handler.server.over.wait(0.05):
        handler.wfile.write(b"x")


def endless_100(handler):
    while not handler.server.over.is_set():
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def endless_trailer(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n")
    while not handler.server.over.is_set():
        handler.wfile.write(b"X: y\r\n" * 100)


SLOW = [silent, dripping_body, dripping_head, endless_100, endless_trailer]


def no_thread_is_left():
    """Check that whatever asked is gone, at once or in a moment."""
    until = time.perf_counter() + 2
    while any(thread.name == THREAD for thread in threading.enumerate()):
        assert time.perf_counter() < until, "a thread still waits for the endpoint"
        time.sleep(0.01)


@pytest.mark.parametrize("how", SLOW)
def test_an_endpoint_that_takes_too_long_falls_back_in_time(endpoint, how):
    """The whole answer must be there in time: a byte now and then is no answer."""
    endpoint.answer = how
    reader = reader_from({**endpoint.settings, "DOORKNOB_READER_TIMEOUT": "0.3"})
    began = time.perf_counter()
    assert reader(LINE) == read(LINE)
    assert reader.last_failure == f"{endpoint.host} gave no answer within 0.3 seconds."
    assert time.perf_counter() - began < 3
    no_thread_is_left()


def test_a_handshake_that_takes_too_long_is_cut(reader):
    """Bytes of a handshake now and then are no answer either."""

    def drip():
        line = server.accept()[0]
        with line, contextlib.suppress(OSError):
            line.sendall(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xf0")
            while not over.wait(0.05):
                line.sendall(b"\0")

    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, daemon=True).start()
        url = f"https://127.0.0.1:{server.getsockname()[1]}/v1"
        slow = attrs.evolve(reader.settings, url=url, timeout=0.3)
        with pytest.raises(Unanswered, match=r"within 0\.3 seconds"):
            post(slow, question("m", LINE, ""))
        no_thread_is_left()
        over.set()


def test_a_name_that_is_found_too_late_is_not_asked(monkeypatch, endpoint, reader):
    found = threading.Event()
    address = socket.getaddrinfo("127.0.0.1", endpoint.server_port, type=socket.SOCK_STREAM)

    def slow(*_, **__):
        found.wait(10)
        return address

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with pytest.raises(Unanswered, match=r"within 0\.1 seconds"):
        post(attrs.evolve(reader.settings, timeout=0.1), question("m", LINE, ""))
    found.set()
    no_thread_is_left()
    assert endpoint.asked == []
