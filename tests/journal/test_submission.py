"""Submissions: whole, checkable, and harmless whatever somebody made of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorknob.journal.events import Event, Verb
from doorknob.journal.submission import (
    JOURNAL,
    KEPT_PRIVATE,
    MANIFEST,
    InvalidSubmission,
    is_plain,
    pack,
    shared,
    unpack,
)

WHEN = datetime(2026, 3, 9, 10, 30, tzinfo=UTC)
FILES = {JOURNAL: b"{}\n", "notebooks/exercises/a.ipynb": b'{"cells": []}'}


def made(**changes: object) -> bytes:
    given = {"learner": "ana", "cohort": "demo", "made": WHEN, "files": FILES, **changes}
    return pack(**given)[1]  # type: ignore[arg-type]


def zipped(files: dict[str, bytes]) -> bytes:
    found = BytesIO()
    with ZipFile(found, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return found.getvalue()


def opened(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist()}


def test_what_was_packed_is_unpacked_the_same() -> None:
    """The same work at the same time is the same file, with the same code."""
    submission, data = pack(learner="ana", cohort="demo", made=WHEN, files=FILES)
    assert unpack(data) == submission
    assert made() == data
    assert submission.name == f"ana-20260309T103000-{submission.code}.zip"
    assert made(learner="bea") != data


def test_private_practice_is_handed_in_as_done_and_no_more() -> None:
    """Not a word of it leaves the learner's machine; what counts does."""
    uuid = "0f0e3f2c-9f6e-4f6e-8f6e-0f0e3f2c9f6e"
    events = [
        Event(
            id=uuid,
            learner="ana",
            verb=verb,
            exercise=exercise,
            attempt=uuid,
            timestamp="2026-03-09T10:00:00+00:00",
            response=response,
        )
        for verb, exercise, response in (
            (Verb.INITIALIZED, "practice", None),
            (Verb.ANSWERED, "practice", "my secret line"),
            (Verb.ANSWERED, "test", "my counted line"),
        )
    ]
    text = shared(events, {"practice"}).decode()
    assert "my secret line" not in text
    assert KEPT_PRIVATE in text
    assert "my counted line" in text
    assert len(text.splitlines()) == 3


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda files: files | {JOURNAL: b"changed"}, "larger than it says|was changed"),
        (lambda files: files | {JOURNAL: b"[]\n"}, "was changed after it was handed in"),
        (lambda files: {k: v for k, v in files.items() if k != MANIFEST}, "no manifest.json"),
        (lambda files: files | {MANIFEST: b"{"}, "can't be read"),
        (lambda files: files | {MANIFEST: b'{"files": []}'}, "can't be read"),
        (lambda files: {k: v for k, v in files.items() if k != JOURNAL}, "no journal.jsonl"),
        (lambda files: files | {"../x": b""}, "no name for a file"),
        (lambda files: files | {"C:x": b""}, "no name for a file"),
        (lambda files: files | {str(n): b"" for n in range(300)}, "too much"),
        (lambda files: files | {"bomb": b"\0" * 60_000_000}, "too much"),
    ],
)
def test_what_was_tampered_with_is_refused_with_the_reason(change, wanted) -> None:
    with pytest.raises(InvalidSubmission, match=wanted):
        unpack(zipped(change(opened(made()))))


def test_a_newer_format_is_refused_with_both_numbers() -> None:
    files = opened(made())
    head = json.loads(files[MANIFEST]) | {"format": 9}
    with pytest.raises(InvalidSubmission, match="format 9; this version reads 1"):
        unpack(zipped(files | {MANIFEST: json.dumps(head).encode()}))


@given(cut=st.integers(0, 400), noise=st.binary(max_size=20))
def test_damage_is_an_error_of_ours_and_never_a_crash(cut: int, noise: bytes) -> None:
    """Cut off, or with bytes in it that don't belong there."""
    data = made()
    try:
        found = unpack(data[:cut] + noise + data[cut + len(noise) :])
    except InvalidSubmission:
        return
    assert found.files.keys() == FILES.keys()


@pytest.mark.parametrize("name", ["", "/a", "../a", "a/../../b", "a\\b", "C:/a", "a\nb", "\0"])
def test_a_name_that_leads_out_is_not_plain(name: str) -> None:
    assert not is_plain(name)
