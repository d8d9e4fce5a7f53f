"""Pandoc asked often: it is started once, and whatever befalls it, the next request is answered."""

from __future__ import annotations

import json
import os
import sys

import pytest

from doorknob.errors import ForeignToolError
from doorknob.publish.typst import worker as module
from doorknob.publish.typst.worker import Worker

ASKED = json.dumps([{"kind": "markdown", "text": "*Naïve* — ✓"}])


@pytest.fixture
def worker():
    made = Worker(patience=20)
    yield made
    made.close()


def ask(worker: Worker) -> str:
    return worker.ask(ASKED, doing="testing")


def process(worker: Worker) -> int:
    assert worker._running is not None
    return worker._running.pid


def test_it_is_started_once(worker):
    first, number = ask(worker), process(worker)
    assert ask(worker) == first
    assert process(worker) == number
    assert "Naïve" in first


def test_one_that_was_killed_is_started_anew(worker):
    first = ask(worker)
    worker._running.kill()
    worker._running.wait()
    assert ask(worker) == first


def test_it_is_started_anew_after_many_requests(worker, monkeypatch):
    monkeypatch.setattr(module, "_MOST_REQUESTS", 2)
    numbers = {ask(worker) and process(worker) for _ in range(5)}
    assert len(numbers) == 3


def test_what_it_cannot_do_is_said_and_the_next_is_answered(worker):
    with pytest.raises(ForeignToolError, match=r"pandoc [0-9.]+ failed|testing"):
        worker.ask('[{"kind": 1}', doing="testing")
    number = process(worker)
    assert "Naïve" in ask(worker)
    assert process(worker) == number


def test_one_that_takes_too_long_is_ended(worker):
    ask(worker)
    worker._patience = 0.05
    slow = json.dumps([{"kind": "markdown", "text": "[" * 60_000 + "*_" * 60_000}])
    with pytest.raises(ForeignToolError, match=r"no answer within 0\.05 seconds"):
        worker.ask(slow, doing="testing")
    worker._patience = 20
    assert "Naïve" in ask(worker)


def test_one_that_never_starts_is_named(worker, monkeypatch):
    monkeypatch.setattr(module, "program", lambda: sys.executable)
    monkeypatch.setattr(module, "_SCRIPT", "no such script")
    with pytest.raises(ForeignToolError, match="testing"):
        ask(worker)


def test_one_that_takes_no_options_for_its_memory_is_used_without(worker, monkeypatch, tmp_path):
    """Some builds of pandoc refuse them, and end."""
    strict = tmp_path / "pandoc"
    strict.write_text(f'#!/bin/sh\n[ "$1" = +RTS ] && exit 1\nexec "{module.program()}" "$@"\n')
    strict.chmod(0o755)
    monkeypatch.setattr(module, "program", lambda: str(strict))
    assert "Para" in ask(worker)
    first = process(worker)
    worker.close()
    ask(worker)
    assert process(worker) != first


def test_what_takes_too_much_memory_is_not_tried_without_a_bound(worker, monkeypatch, tmp_path):
    """Pandoc follows some mistakes for ever; unbounded, it would take the machine with it."""
    said = tmp_path / "started"
    full = tmp_path / "pandoc"
    full.write_text(f'#!/bin/sh\necho x >> {said}\necho "pandoc: Heap exhausted" >&2\nexit 251\n')
    full.chmod(0o755)
    monkeypatch.setattr(module, "program", lambda: str(full))
    with pytest.raises(ForeignToolError, match="Heap exhausted"):
        ask(worker)
    assert said.read_text().count("x") == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks here")
def test_a_forked_process_gets_its_own(worker):
    number = ask(worker) and process(worker)
    child = os.fork()
    if child == 0:
        fine = "Naïve" in ask(worker) and process(worker) != number
        worker.close()
        os._exit(0 if fine else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert "Naïve" in ask(worker)
    assert process(worker) == number
