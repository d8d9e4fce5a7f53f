"""One request to a learning record store, and what its answer means."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Any

import attrs
import httpx

from doorknob import __version__
from doorknob.sending.settings import PASSWORD, STATEMENTS, USER, Store

VERSION = "1.0.3"
SECONDS = 30.0
MOST_BYTES = 1_000_000
# A store that asks for longer is asked again at the next run.
LONGEST_WAIT = 60.0


class Verdict(StrEnum):
    """What came of a request."""

    STORED = "stored"
    KNOWN = "known"  # the store has another statement with one of these ids
    REFUSED = "refused"  # one of these is wrong, or they are too many
    LATER = "later"  # nothing is known; the same may be sent again
    STOP = "stop"  # it will not get better by trying


@attrs.frozen(kw_only=True)
class Answer:
    """A store's answer.

    Attributes
    ----------
    verdict
        What it means.
    why
        For people, in none of the store's words; empty where it is stored.
    wait
        Seconds that the store asked to wait, or None.
    """

    verdict: Verdict
    why: str = ""
    wait: float | None = None


_CREDENTIALS = f" Check {USER} and {PASSWORD}."
_MEANINGS: dict[int, tuple[Verdict, str]] = {
    HTTPStatus.BAD_REQUEST: (Verdict.REFUSED, ""),
    HTTPStatus.UNAUTHORIZED: (Verdict.STOP, _CREDENTIALS),
    HTTPStatus.FORBIDDEN: (Verdict.STOP, _CREDENTIALS),
    HTTPStatus.REQUEST_TIMEOUT: (Verdict.LATER, ""),
    HTTPStatus.CONFLICT: (Verdict.KNOWN, ""),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (Verdict.REFUSED, ""),
    HTTPStatus.UNPROCESSABLE_ENTITY: (Verdict.REFUSED, ""),
    HTTPStatus.TOO_EARLY: (Verdict.LATER, ""),
    HTTPStatus.TOO_MANY_REQUESTS: (Verdict.LATER, ""),
}


def client_for(store: Store, seconds: float = SECONDS) -> httpx.Client:
    """Give a client for a store: it follows no redirect, which could lead the password astray."""
    headers = {
        "X-Experience-API-Version": VERSION,
        "Content-Type": "application/json",
        "Accept": "application/json",
        "User-Agent": f"doorknob/{__version__}",
    }
    auth = httpx.BasicAuth(store.user, store.password)
    return httpx.Client(
        auth=auth,
        headers=headers,
        timeout=seconds,
        follow_redirects=False,
        # What goes to this machine unencrypted must not take the way over a proxy.
        trust_env=store.url.startswith("https:"),
    )


def post(
    client: httpx.Client,
    store: Store,
    statements: Sequence[dict[str, Any]],
    seconds: float = SECONDS,
) -> Answer:
    """Send a batch of statements.

    Parameters
    ----------
    client
        From `client_for`.
    store
        Where to.
    statements
        One or more.
    seconds
        Within which the whole answer must be here; a single wait is bounded by the client.
    """
    body = json.dumps(statements, ensure_ascii=True).encode("ascii")
    try:
        with client.stream("POST", store.url + STATEMENTS, content=body) as response:
            raw = _read(response, time.monotonic() + seconds)
            return _meaning(response, raw, {str(one["id"]) for one in statements}, store)
    except (httpx.InvalidURL, UnicodeError):
        why = "The address after --send can't be read."
        return Answer(verdict=Verdict.STOP, why=why)
    except httpx.TimeoutException:
        return Answer(verdict=Verdict.LATER, why=f"{store.host} gave no answer in time.")
    except httpx.HTTPError as bad:
        # A reset, a name that can't be found, a certificate, half an answer.
        return Answer(
            verdict=Verdict.LATER, why=f"{store.host} can't be reached ({type(bad).__name__})."
        )


def _read(response: httpx.Response, until: float) -> bytes:
    """Read an answer; a store that sends a byte now and then is cut off."""
    raw = b""
    for piece in response.iter_bytes():
        raw += piece
        if len(raw) > MOST_BYTES or time.monotonic() > until:
            raise httpx.ReadTimeout("too long")
    return raw


def _meaning(response: httpx.Response, raw: bytes, sent: set[str], store: Store) -> Answer:
    """Read the answer as xAPI 1.0.3, part 3, sections 2.1.2 and 3.2 mean it."""
    code, host = response.status_code, store.host
    if code == HTTPStatus.NO_CONTENT or (code == HTTPStatus.OK and _ids(raw, sent)):
        return Answer(verdict=Verdict.STORED)
    if code == HTTPStatus.OK:
        why = f"{host} answered with something that is no list of ids; it may be no store."
        return Answer(verdict=Verdict.STOP, why=why)
    phrase = f" ({HTTPStatus(code).phrase})" if code in set(HTTPStatus) else ""
    why = f"{host} answered with HTTP {code}{phrase}."
    verdict, hint = _MEANINGS.get(code, (Verdict.STOP, " Check the address after --send."))
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        verdict, hint = Verdict.LATER, ""
    return Answer(verdict=verdict, why=why + hint, wait=_wait(response))


def _ids(raw: bytes, sent: set[str]) -> bool:
    """Whether an answer lists ids of what was sent; stores leave out what they had already."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, list) and bool(found) and {str(one).lower() for one in found} <= sent


def _wait(response: httpx.Response) -> float | None:
    """Read ``Retry-After``: seconds, or a date (RFC 9110, section 10.2.3)."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:6])
    try:
        until = parsedate_to_datetime(value)
        return max(0.0, (until.astimezone(UTC) - datetime.now(tz=UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
