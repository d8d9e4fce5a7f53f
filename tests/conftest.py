"""What all tests share: the course, and copies of it that a test may spoil."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest
from hypothesis import HealthCheck, settings

from doorknob.course import Course
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.scenario_file import read_scenario
from doorknob.tongue import ENGLISH, speak
from postgres import Postgres, programs

ROOT = Path(__file__).resolve().parents[1]
# What asks for more tests than are run by themselves, and so is meant for all of them.
_ASKED_FOR = {"DOORKNOB_DAMAGED", "DOORKNOB_KILLS"}

# Tests run side by side on few cores, so a slow example is no failure.
settings.register_profile(
    "doorknob", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("doorknob")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden calls be written anew."""
    parser.addoption("--accept-golden", action="store_true", help="Write golden calls anew.")


@pytest.fixture(autouse=True, scope="module")
def _unspoilt() -> None:
    """Let nothing that another module's tests have left in this process reach a module's fixtures.

    What makes a document says by the environment where its course lies and who plays whom, and in
    which language it speaks by the process; neither is taken back.
    """
    for name in [name for name in os.environ if name.startswith("DOORKNOB_")]:
        if name not in _ASKED_FOR:
            del os.environ[name]
    speak(ENGLISH)


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test from the course's root, with nobody's settings in the way."""
    monkeypatch.chdir(ROOT)
    for name in list(os.environ):
        if name.startswith("DOORKNOB_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def course() -> Course:
    """Give the course in this repository, not to be written to."""
    return Course(ROOT)


@pytest.fixture(scope="session")
def think_it_over(course: Course) -> Scenario:
    """Give the source article's call, with its own values."""
    return read_scenario(course.scenario_path("think-it-over"))


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Give a copy of the course that a test may change, as the current folder."""
    root = tmp_path / "course"
    ignored = shutil.ignore_patterns(".ipynb_checkpoints", "journal", "grades")
    for name in ("curriculum", "exercises"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    monkeypatch.chdir(root)
    return Course(root)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Start a PostgreSQL server; skip where there is none, but never on a build server."""
    place = programs()
    if place is None:
        reason = "no PostgreSQL is installed (looked for initdb)"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}, and on a build server there must be one")
        pytest.skip(reason)
    server = Postgres(place)
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of an empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'database.sqlite'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.database(f"t{uuid5(NAMESPACE_URL, request.node.nodeid).hex}")
