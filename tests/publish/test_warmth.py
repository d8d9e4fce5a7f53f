"""The warm process is started before it is known whether it is needed, if that is likely."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from doorknob.publish.before import MANIFEST
from doorknob.publish.warmth import changed


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """Give a course that has been built after it was written."""
    (tmp_path / "curriculum" / "cohorts" / "demo").mkdir(parents=True)
    (tmp_path / "exercises").mkdir()
    (tmp_path / "build" / "demo").mkdir(parents=True)
    for name in ("curriculum/cohorts/demo/cohort.yaml", "exercises/a.yaml"):
        (tmp_path / name).write_text("id: a\n", encoding="utf-8")
    (tmp_path / "build" / "demo" / MANIFEST).write_text("{}", encoding="utf-8")
    later(tmp_path / "build" / "demo" / MANIFEST, seconds=1)
    return tmp_path


def later(path: Path, *, seconds: float) -> None:
    """Let a file have been written so much from now."""
    when = time.time() + seconds
    os.utime(path, (when, when))


def test_where_nothing_was_written_since_nothing_is_likely_to_be_made(built: Path) -> None:
    assert not changed(built, [built / "build" / "demo"])


@pytest.mark.parametrize("name", ["curriculum/cohorts/demo/cohort.yaml", "exercises/a.yaml"])
def test_a_file_that_was_written_since_is_seen(built: Path, name: str) -> None:
    later(built / name, seconds=5)
    assert changed(built, [built / "build" / "demo"])


def test_a_file_that_was_taken_away_is_seen(built: Path) -> None:
    """Its folder was written to."""
    (built / "exercises" / "a.yaml").unlink()
    later(built / "exercises", seconds=5)
    assert changed(built, [built / "build" / "demo"])


def test_a_cohort_without_a_build_has_something_to_make(built: Path) -> None:
    assert changed(built, [built / "build" / "demo", built / "build" / "other"])
    assert changed(built, [])


def test_a_link_that_leads_nowhere_stops_nothing(built: Path) -> None:
    (built / "exercises" / "gone").symlink_to(built / "nowhere")
    assert not changed(built, [built / "build" / "demo"])
