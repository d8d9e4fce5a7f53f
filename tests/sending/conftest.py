"""Record stores: a faulty one within the process, and Ralph, a real one, where it is installed."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import attrs
import httpx
import pytest

USER, PASSWORD = "trainer", "correct-horse"


@attrs.define
class Faulty:
    """A record store that keeps statements by their ids and fails as it is told to.

    ``faults`` holds what the next requests meet: a status, ``"hang"``, ``"reset"``, ``"half"``, a
    ``"portal"``'s page, or ``"stored and reset"``, where the statements arrive and the answer is
    lost. A statement whose id is in ``refused`` is wrong, one in ``changed`` is known otherwise.
    """

    statements: dict[str, Any] = attrs.field(factory=dict)
    faults: list[Any] = attrs.field(factory=list)
    refused: set[str] = attrs.field(factory=set)
    changed: set[str] = attrs.field(factory=set)
    requests: list[dict[str, str]] = attrs.field(factory=list)
    most: int = 10_000
    retry_after: str = ""
    released: Event = attrs.field(factory=Event)
    url: str = ""


class Handler(BaseHTTPRequestHandler):
    """Answers for a faulty store, which the server holds."""

    protocol_version = "HTTP/1.1"

    @property
    def store(self) -> Faulty:
        return self.server.store  # type: ignore[attr-defined]

    def log_message(self, *_: Any) -> None:
        pass

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.store.requests.append(dict(self.headers))
        fault = self.store.faults.pop(0) if self.store.faults else None
        if fault == "hang":
            self.store.released.wait(20)
        if fault in {"hang", "reset"}:
            self.reset()
        elif fault == "half":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n[")
            self.close_connection = True
        elif fault == "portal":
            self.answer(200, b"<html>Please sign in to the hotel's network</html>")
        elif isinstance(fault, int):
            self.answer(fault, b"{}")
        else:
            status, told = self.take(body)
            if fault == "stored and reset":
                self.reset()
            else:
                self.answer(status, told)

    def take(self, body: list[dict[str, Any]]) -> tuple[int, bytes]:
        ids = [one["id"] for one in body]
        if len(body) > self.store.most:
            return 413, b""
        if self.store.refused & set(ids):
            return 400, b"{}"
        if self.store.changed & set(ids):
            return 409, b"{}"
        fresh = {one["id"]: one for one in body if one["id"] not in self.store.statements}
        self.store.statements.update(fresh)
        return (200, json.dumps(list(fresh)).encode()) if fresh else (204, b"")

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        if self.store.retry_after:
            self.send_header("Retry-After", self.store.retry_after)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def reset(self) -> None:
        # Closed at once, with what was to be read unread: the other end sees a reset.
        linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()
        self.close_connection = True

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()


@pytest.fixture
def faulty() -> Iterator[Faulty]:
    """Give a store that fails as it is told to."""
    store = Faulty()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.store = store
    server.daemon_threads = True
    server.handle_error = lambda *_: None
    store.url = f"http://127.0.0.1:{server.server_port}/xapi"
    Thread(target=server.serve_forever, daemon=True).start()
    yield store
    store.released.set()
    server.shutdown()
    server.server_close()


@attrs.frozen
class Ralph:
    """A running Ralph, and the file that it keeps statements in."""

    url: str
    file: Path

    def statements(self) -> list[dict[str, Any]]:
        if not self.file.exists():
            return []
        return [json.loads(line) for line in self.file.read_text(encoding="utf-8").splitlines()]


def _ralph() -> str:
    """Find Ralph; it needs an environment of its own, since it pins older libraries than ours."""
    named = os.environ.get("RALPH")
    found = named or shutil.which("ralph")
    if found and Path(found).exists():
        return found
    reason = "no Ralph is installed (RALPH names its command; see docs/standards.md)"
    if os.environ.get("CI"):
        pytest.fail(f"{reason}, and on a build server there must be one")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def ralph_command() -> str:
    """Give Ralph's command; skip where there is none, but never on a build server."""
    return _ralph()


# Ralph's file system backend creates its file and, told nothing else, never adds to it.
SERVE = """
import sys, uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend
FSLRSBackend.default_operation_type = BaseOperationType.APPEND
uvicorn.run("ralph.api:app", host="127.0.0.1", port=int(sys.argv[1]))
"""


@pytest.fixture
def ralph(ralph_command: str, tmp_path: Path) -> Iterator[Ralph]:
    """Start Ralph with its file system backend on a free port."""
    python = Path(ralph_command).with_name("python")
    code = f"import bcrypt; print(bcrypt.hashpw(b'{PASSWORD}', bcrypt.gensalt(4)).decode())"
    hashed = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    agent = {"mbox": "mailto:trainer@tidemark.example"}
    entry = {"username": USER, "hash": hashed.stdout.strip(), "scopes": ["all"], "agent": agent}
    (tmp_path / "auth.json").write_text(json.dumps([entry]), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path / "ralph"
    folder.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_AUTH_FILE": str(tmp_path / "auth.json"),
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder),
    }
    words = [python, "-c", SERVE, str(port)]
    with (tmp_path / "ralph.log").open("wb") as log:
        running = subprocess.Popen(
            words, cwd=tmp_path, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            _wait_for(port, running, tmp_path / "ralph.log")
            yield Ralph(f"http://127.0.0.1:{port}/xAPI", folder / "fs_lrs.jsonl")
        finally:
            os.killpg(running.pid, 9)
            running.wait()


def _wait_for(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and running.poll() is None:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/__heartbeat__", timeout=5).status_code < 600:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    pytest.fail(f"Ralph did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")
