"""A connection that another thread can cut, wherever it stands."""

from __future__ import annotations

import socket
from contextlib import suppress
from http.client import HTTPConnection, HTTPSConnection
from threading import Lock
from typing import Any


class Connection(HTTPConnection):
    """Plain HTTP to one host: it follows no redirect and knows no proxy."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._lock = Lock()
        self._line: socket.socket | None = None
        self._is_cut = False

    def connect(self) -> None:
        """Connect, unless the connection was cut before there was one."""
        super().connect()
        with self._lock:
            if self._is_cut:
                self.close()
                raise TimeoutError
            # Another handle to the same line: TLS takes `sock` away for as long as it shakes
            # hands, and http.client lets go of it before the body is read.
            self._line = self.sock.dup()

    def cut(self) -> None:
        """End every wait on the line, now or once it is connected; does no harm afterwards.

        A time-out on the socket wouldn't do: it begins anew with each byte, and whoever always
        has a byte more, such as one ``100 Continue`` after the other, is read for ever.
        """
        with self._lock:
            self._is_cut = True
            if self._line is not None:
                with suppress(OSError):
                    self._line.shutdown(socket.SHUT_RDWR)

    def free(self) -> None:
        """Give the line back."""
        self.close()
        with self._lock:
            if self._line is not None:
                self._line.close()
                self._line = None


class SecureConnection(HTTPSConnection, Connection):
    """The same over TLS, with the certificate checked; it connects by `Connection.connect`."""


def connection_to(scheme: str, host: str, timeout: float) -> Connection:
    """Give a connection, not yet connected, to a host with its port where one is given."""
    kind = SecureConnection if scheme == "https" else Connection
    return kind(host, timeout=timeout)
