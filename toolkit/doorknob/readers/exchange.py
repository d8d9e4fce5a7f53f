"""One question to an endpoint and its answer, bounded in time, in size and in where it goes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPException
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from doorknob import __version__
from doorknob.errors import DoorknobError
from doorknob.readers.connection import Connection, connection_to
from doorknob.readers.settings import KEY, MODEL, PATH, URL, Settings

MOST_BYTES = 1_000_000
_PIECE = 65_536
THREAD = "doorknob-exchange"
# What to look at when an endpoint answers so.
_HINTS: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: f" Check {KEY}.",
    HTTPStatus.FORBIDDEN: f" Check {KEY}.",
    HTTPStatus.NOT_FOUND: f" Check {URL} and {MODEL}.",
}


class Unanswered(DoorknobError):
    """An endpoint gave no answer that could be used; says why, in none of the endpoint's words."""


def post(settings: Settings, body: Mapping[str, Any]) -> bytes:
    """Send a question and give the raw answer.

    It is sent from a thread, because a socket's time-out bounds each wait and not the whole: a
    slow name server, or an endpoint that sends a byte now and then, could hold a learner for
    minutes. Once the time is up the connection is cut, so that the thread ends as well.

    Raises
    ------
    Unanswered
        If there is no answer in time, or one that cannot be used.
    """
    url = urlsplit(settings.url)
    connection = connection_to(url.scheme, url.netloc, settings.timeout)
    answer: Future[bytes] = Future()
    asking = (connection, settings, json.dumps(body).encode("ascii"), answer)
    try:
        Thread(target=_work, args=asking, name=THREAD, daemon=True).start()
        raw = answer.result(settings.timeout)
    except TimeoutError:
        raise Unanswered(_too_late(settings)) from None
    except RuntimeError:
        raise Unanswered("this machine can start no thread to ask from.") from None
    finally:
        connection.cut()  # a learner's Ctrl-C ends it, too
    if len(raw) > MOST_BYTES:
        raise Unanswered(f"{settings.host} sent more than {MOST_BYTES:,} bytes.")
    return raw


def _work(connection: Connection, settings: Settings, body: bytes, answer: Future[bytes]) -> None:
    try:
        answer.set_result(_exchange(connection, settings, body))
    except Unanswered as bad:
        answer.set_exception(bad)
    except (OSError, HTTPException, ValueError) as bad:
        answer.set_exception(Unanswered(_in_words(bad, settings)))


def _exchange(connection: Connection, settings: Settings, body: bytes) -> bytes:
    path = f"{urlsplit(settings.url).path}{PATH}"
    raw = bytearray()
    try:
        connection.request("POST", path, body, _headers(settings))
        with closing(connection.getresponse()) as response:
            if not HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
                raise Unanswered(f"{settings.host} answered {_status(response.status)}")
            while len(raw) <= MOST_BYTES and (piece := response.read1(_PIECE)):
                raw += piece
    finally:
        connection.free()
    return bytes(raw)


def _headers(settings: Settings) -> dict[str, str]:
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "User-Agent": f"doorknob/{__version__}",
        "Connection": "close",
    }
    if settings.key:
        headers["Authorization"] = f"Bearer {settings.key}"
    return headers


def _in_words(bad: Exception, settings: Settings) -> str:
    host = settings.host
    if isinstance(bad, TimeoutError):
        return _too_late(settings)
    if isinstance(bad, HTTPException):
        return f"{host} broke off, or does not speak HTTP."
    if isinstance(bad, OSError):
        return f"{host} cannot be reached: {bad.strerror or type(bad).__name__}."
    return f"{host} cannot be asked: {type(bad).__name__}."


def _status(code: int) -> str:
    if HTTPStatus.MULTIPLE_CHOICES <= code < HTTPStatus.BAD_REQUEST:
        return f"with a redirect (HTTP {code}), which is not followed. Check {URL}."
    # Our own phrase for the code: the server's could say anything.
    phrase = f" ({HTTPStatus(code).phrase})" if code in set(HTTPStatus) else ""
    return f"with HTTP {code}{phrase}.{_HINTS.get(code, '')}"


def _too_late(settings: Settings) -> str:
    return f"{settings.host} gave no answer within {settings.timeout:g} seconds."
