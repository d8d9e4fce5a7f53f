"""Sending: whatever the line or the store does, nothing is lost and nothing stands there twice."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import attrs
import pytest
from click.testing import CliRunner

from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.errors import BadParameter
from doorknob.sending.delivery import FIRST_WAIT, Delivery, Sender
from doorknob.sending.outbox import Outbox
from doorknob.sending.posting import LONGEST_WAIT, client_for, post
from doorknob.sending.settings import store_from
from doorknob.standards.made import Made

pytestmark = pytest.mark.thorough

PASSWORD = "correct-horse"  # noqa: S105  of a store that lives as long as a test
ENVIRONMENT = {"DOORKNOB_LRS_USER": "trainer", "DOORKNOB_LRS_PASSWORD": PASSWORD}


def some(count: int) -> list[Made]:
    made = []
    for number in range(count):
        name = str(uuid4())
        statement = {"id": name, "actor": {"name": "ada"}, "object": {"id": f"x:{number}"}}
        made.append(Made(slot=name, statement=statement))
    return made


@attrs.define
class Sleeper:
    slept: list[float] = attrs.field(factory=list)

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


def send(
    faulty: Any, made: list[Made], path: Path, sleep: Any = None, seconds: float = 5.0, **more: Any
) -> Delivery:
    store = store_from(faulty.url, ENVIRONMENT)
    with client_for(store, seconds) as client:
        sender = Sender(
            outbox=Outbox.of(path, store.url),
            post=partial(post, client, store, seconds=seconds),
            sleep=sleep or Sleeper(),
            **more,
        )
        return sender.send(made)


def test_everything_arrives_once_in_batches(faulty: Any, tmp_path: Path) -> None:
    made = some(23)
    assert send(faulty, made, tmp_path, batch=10) == Delivery(sent=23)
    assert list(faulty.statements) == [one.id for one in made]
    assert len(faulty.requests) == 3
    assert {one["X-Experience-API-Version"] for one in faulty.requests} == {"1.0.3"}
    assert send(faulty, made, tmp_path) == Delivery()
    assert len(faulty.requests) == 3, "what has arrived is not sent again"


@pytest.mark.parametrize("fault", [408, 429, 500, 502, 503, "reset", "half", "stored and reset"])
def test_what_passes_is_tried_again_with_longer_pauses(
    faulty: Any, tmp_path: Path, fault: Any
) -> None:
    faulty.faults = [fault, fault, fault]
    made, sleep = some(3), Sleeper()
    assert send(faulty, made, tmp_path, sleep).complete
    assert set(faulty.statements) == {one.id for one in made}
    assert sleep.slept == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]


def test_a_store_that_hangs_is_given_up_and_asked_again(faulty: Any, tmp_path: Path) -> None:
    faulty.faults = ["hang"]
    began = time.monotonic()
    assert send(faulty, some(2), tmp_path, seconds=0.3).complete
    assert time.monotonic() - began < 10


def test_a_store_says_how_long_to_wait(faulty: Any, tmp_path: Path) -> None:
    faulty.faults, faulty.retry_after = [429], "7"
    sleep = Sleeper()
    assert send(faulty, some(1), tmp_path, sleep).complete
    assert sleep.slept == [7.0]
    faulty.faults, faulty.retry_after = [429], "Wed, 01 Jan 2020 00:00:00 GMT"
    assert send(faulty, some(1), tmp_path, Sleeper()).complete, "a date that has passed"
    faulty.faults, faulty.retry_after = [429], "soon"
    assert send(faulty, some(1), tmp_path, Sleeper()).complete
    faulty.faults, faulty.retry_after = [503], str(int(LONGEST_WAIT) + 1)
    delivery = send(faulty, some(1), tmp_path, sleep)
    assert (delivery.left, sleep.slept) == (1, [7.0])
    assert "503" in delivery.stopped


def test_a_store_that_stays_away_leaves_the_rest_in_the_outbox(faulty: Any, tmp_path: Path) -> None:
    made = some(30)
    faulty.faults = [None, *[500] * 6]
    delivery = send(faulty, made, tmp_path, batch=10)
    assert (delivery.sent, delivery.left) == (10, 20)
    assert "Tried 6 times" in delivery.stopped
    assert send(faulty, made, tmp_path, batch=10) == Delivery(sent=20)
    assert set(faulty.statements) == {one.id for one in made}


@pytest.mark.parametrize("fault", [401, 403, 404, 301, "portal"])
def test_what_no_trying_helps_stops_at_once(faulty: Any, tmp_path: Path, fault: Any) -> None:
    faulty.faults = [fault]
    delivery = send(faulty, some(2), tmp_path)
    assert (delivery.sent, delivery.left, len(faulty.requests)) == (0, 2, 1)
    assert delivery.stopped
    assert PASSWORD not in delivery.stopped
    assert not list(tmp_path.iterdir()), "nothing counts as arrived"


def test_one_refused_statement_holds_up_no_other(faulty: Any, tmp_path: Path) -> None:
    made = some(20)
    faulty.refused = {made[7].id}
    delivery = send(faulty, made, tmp_path)
    assert (delivery.sent, delivery.left) == (19, 1)
    assert [one.id for one, _ in delivery.refused] == [made[7].id]
    faulty.refused = set()
    assert send(faulty, made, tmp_path) == Delivery(sent=1)


def test_a_conflict_is_a_statement_that_the_store_has(faulty: Any, tmp_path: Path) -> None:
    made = some(9)
    faulty.changed = {made[2].id, made[8].id}
    delivery = send(faulty, made, tmp_path)
    assert (delivery.sent, delivery.known, delivery.left) == (7, 2, 0)
    assert send(faulty, made, tmp_path) == Delivery()


def test_a_batch_that_is_too_large_is_halved(faulty: Any, tmp_path: Path) -> None:
    faulty.most = 3
    assert send(faulty, some(20), tmp_path) == Delivery(sent=20)


def test_what_replaces_a_statement_voids_it_first(faulty: Any, tmp_path: Path) -> None:
    (old,) = some(1)
    (new,) = some(1)
    new = attrs.evolve(new, slot=old.slot)
    for state in (old, new, old, new, old):
        assert send(faulty, [state], tmp_path).complete
        assert send(faulty, [state], tmp_path) == Delivery()
    stored = list(faulty.statements.values())
    voided = [one["object"]["id"] for one in stored if one["object"].get("objectType")]
    standing = [
        one for one in stored if one["id"] not in voided and not one["object"].get("objectType")
    ]
    assert len(voided) == len(set(voided)) == 4
    assert [one["object"] for one in standing] == [old.statement["object"]]


def test_what_says_less_never_replaces_what_says_more(faulty: Any, tmp_path: Path) -> None:
    """Grading is over, and the next sending forgets to say so."""
    (full,) = some(1)
    (open_,) = some(1)
    open_ = attrs.evolve(open_, slot=full.slot, fuller=(full.id,))
    assert send(faulty, [open_], tmp_path) == Delivery(sent=1)
    assert send(faulty, [full], tmp_path) == Delivery(sent=2)
    assert send(faulty, [open_], tmp_path) == Delivery()


def test_what_goes_to_this_machine_takes_no_proxy(
    faulty: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy would read the password of a store that is on this very machine."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    assert send(faulty, some(1), tmp_path, tries=1) == Delivery(sent=1)


def test_an_address_that_leads_nowhere_is_a_message(tmp_path: Path) -> None:
    class Nowhere:
        url = "https://" + "a" * 70 + ".invalid"

    delivery = send(Nowhere, some(1), tmp_path, tries=2)
    assert delivery.left == 1
    assert "a" * 70 in delivery.stopped or "--send" in delivery.stopped


def test_two_stores_are_remembered_apart(tmp_path: Path) -> None:
    made = some(1)
    first = Outbox.of(tmp_path, "https://a.example/xapi")
    first.remember(made)
    assert first.pending(made) == []
    assert Outbox.of(tmp_path, "https://a.example/other").pending(made) == made


@pytest.mark.parametrize("garbage", [b"\x00\xff", b"{", b"[]", b'{"slot": 1}', b"[" * 9999])
def test_a_damaged_line_of_the_outbox_only_means_sending_again(
    tmp_path: Path, garbage: bytes
) -> None:
    made = some(3)
    outbox = Outbox.of(tmp_path, "https://a.example")
    outbox.remember(made[:1])
    with outbox.path.open("ab") as file:
        file.write(garbage)
    outbox.remember(made[1:2])
    assert outbox.pending(made) == made[2:]
    torn = outbox.path.read_bytes()[:-20]
    outbox.path.write_bytes(torn)
    assert outbox.pending(made) == made[1:]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://ada:hunter2@lrs.example/xapi", "no name, password"),
        ("http://lrs.example/xapi", "plain http"),
        ("ftp://lrs.example", "https://"),
        ("lrs.example", "https://"),
        ("https://lrs.example/?key=hunter2", "no name, password"),
        ("https://lrs.example:x/", "port"),
        ("https://[hunter2", "host or port"),
        ("https://lrs.example /hunter2", "character"),
        ("https://lrs.example/\nhunter2", "character"),
    ],
)
def test_an_address_that_would_give_something_away_is_refused(url: str, said: str) -> None:
    with pytest.raises(BadParameter, match="--send") as caught:
        store_from(url, ENVIRONMENT)
    assert said in str(caught.value)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("missing", sorted(ENVIRONMENT))
def test_missing_credentials_are_named(missing: str) -> None:
    values = {**ENVIRONMENT, missing: ""}
    with pytest.raises(BadParameter, match=missing) as caught:
        store_from("https://lrs.example/xapi/statements/", values)
    assert PASSWORD not in str(caught.value)


def test_the_command_says_what_is_missing_before_it_grades_anybody() -> None:
    done = CliRunner().invoke(group, ["xapi", "no-such-cohort", "--send", "https://lrs.example"])
    assert isinstance(done.exception, BadParameter)
    assert "DOORKNOB_LRS_USER" in str(done.exception)


def test_the_command_sends_and_tells_no_secret(
    faulty: Any, copy: Course, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    caplog.set_level(logging.DEBUG)
    done = CliRunner().invoke(group, ["xapi", "demo", "--send", faulty.url])
    assert done.exit_code == 0, done.output
    assert f"{len(faulty.statements)} sent, 0 known there before, 0 left." in done.output
    assert "Basic" in faulty.requests[0]["Authorization"]
    assert PASSWORD not in done.output + caplog.text
    assert faulty.requests[0]["Authorization"] not in caplog.text
    again = CliRunner().invoke(group, ["xapi", "demo", "--send", faulty.url])
    assert again.stdout.startswith("0 sent")
    (file,) = (copy.cohort("demo") / "sent").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert PASSWORD not in file.read_text(encoding="utf-8")


KILLED = """
import sys, os, json
from functools import partial
from pathlib import Path
from doorknob.sending.delivery import Sender
from doorknob.sending.outbox import Outbox
from doorknob.sending.posting import client_for, post
from doorknob.sending.settings import store_from
from doorknob.standards.made import Made
made = [Made(slot=one["id"], statement=one) for one in json.load(sys.stdin)]
store = store_from(sys.argv[1], os.environ)
with client_for(store) as client:
    outbox = Outbox.of(Path(sys.argv[2]), store.url)
    Sender(outbox=outbox, post=partial(post, client, store), batch=2).send(made)
"""


def test_killed_at_any_moment_nothing_is_lost_and_nothing_stands_twice(
    faulty: Any, tmp_path: Path
) -> None:
    made = some(60)
    text = json.dumps([one.statement for one in made]).encode()
    words = [sys.executable, "-c", KILLED, faulty.url, str(tmp_path)]
    environment = {**os.environ, **ENVIRONMENT}
    for after in (1, 7, 12):
        with subprocess.Popen(words, stdin=subprocess.PIPE, env=environment) as running:
            assert running.stdin is not None
            running.stdin.write(text)
            running.stdin.close()
            wanted = len(faulty.requests) + after
            until = time.monotonic() + 30
            while len(faulty.requests) < wanted and time.monotonic() < until:
                time.sleep(0.001)
            running.kill()
    assert 0 < len(faulty.statements) < 60
    assert send(faulty, made, tmp_path).complete
    assert set(faulty.statements) == {one.id for one in made}
