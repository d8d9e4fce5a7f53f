"""An endpoint on this machine, over a real socket, that answers whatever a test wants."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from threading import Event, Thread
from typing import Any

import attrs
import pytest

from doorknob.readers.openai import OpenAIReader, reader_from
from doorknob.readers.registry import GROUP

KEY = "sk-not-to-be-seen"


@attrs.frozen
class Asked:
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.raw)
        return found


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(Asked(self.path, dict(self.headers), raw))
        self.server.answer(self)

    do_GET = do_POST  # noqa: N815  a followed redirect would come in by it

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base's name
        """Keep the tests' output clean."""


class Endpoint(ThreadingHTTPServer):
    """Counts connections, keeps requests, and answers with `answer`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.connections = 0
        self.asked: list[Asked] = []
        self.over = Event()
        self.answer: Callable[[Handler], None] = lambda handler: handler.send_error(500)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    @property
    def settings(self) -> dict[str, str]:
        return {
            "DOORKNOB_READER_URL": f"http://{self.host}/v1",
            "DOORKNOB_READER_MODEL": "llama3.1:8b",
            "DOORKNOB_READER_KEY": KEY,
        }

    def get_request(self) -> Any:
        self.connections += 1
        return super().get_request()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that hung up: some tests want it to."""

    def sends(self, raw: bytes, status: int = 200, **headers: str) -> None:
        """Answer with these bytes from now on."""

        def answer(handler: Handler) -> None:
            handler.send_response(status)
            for name, value in {"Content-Length": str(len(raw)), **headers}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(raw)

        self.answer = answer

    def says(self, content: Any) -> None:
        """Answer as a model that says this, as JSON unless it is text."""
        text = content if isinstance(content, str) else json.dumps(content)
        message = {"content": text}
        self.sends(json.dumps({"choices": [{"message": message}], "usage": {}}).encode())

    def reads(self, *moves: tuple[str, str, Any], concerns: Any = ()) -> None:
        """Answer with these codes, each with its words and confidence."""
        self.says(
            {
                "moves": [{"move": m, "words": w, "confidence": c} for m, w, c in moves],
                "concerns": [{"concern": m, "words": w, "confidence": c} for m, w, c in concerns],
            }
        )


@contextmanager
def serving() -> Iterator[Endpoint]:
    with Endpoint() as made:
        thread = Thread(target=made.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield made
        finally:
            made.over.set()
            made.shutdown()
            thread.join()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """Give an endpoint of the test's own."""
    with serving() as made:
        yield made


@pytest.fixture
def other_host() -> Iterator[Endpoint]:
    """Give a second endpoint: another port is another host."""
    with serving() as made:
        yield made


@pytest.fixture(scope="module")
def lasting_endpoint() -> Iterator[Endpoint]:
    """Give an endpoint that lasts for all examples of a property."""
    with serving() as made:
        yield made


@pytest.fixture
def reader(endpoint: Endpoint) -> OpenAIReader:
    """Give a reader at the endpoint."""
    return reader_from(endpoint.settings)


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let packages register readers: ``registered(name="module:factory")``."""

    def register(**points: str) -> None:
        found = [metadata.EntryPoint(name, value, GROUP) for name, value in points.items()]
        monkeypatch.setattr(
            metadata, "entry_points", lambda *, group: found if group == GROUP else []
        )

    return register
