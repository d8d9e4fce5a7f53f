"""A cohort about whose learners everything is kept that can be, filled once and copied."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from conftest import ROOT
from doorknob.course import Course
from doorknob.grading.gradebook import Book
from keptdata import filled, stored


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Book]:
    """Fill a course once."""
    root = tmp_path_factory.mktemp("kept") / "course"
    ignored = shutil.ignore_patterns(".ipynb_checkpoints", "journal")
    for name in ("curriculum", "exercises"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    (root / "build").mkdir()
    before = Path.cwd()
    os.chdir(root)
    try:
        return root, filled(Course(root))
    finally:
        os.chdir(before)


@pytest.fixture
def kept(template: tuple[Path, Book], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Give a filled course that a test may change, as the current folder."""
    root = tmp_path / "course"
    shutil.copytree(template[0], root)
    monkeypatch.chdir(root)
    return Course(root)


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.thorough]),
    ]
)
def room(
    request: pytest.FixtureRequest, tmp_path: Path, kept: Course, template: tuple[Path, Book]
) -> str:
    """Give the URL of a database that holds the cohort's journals and gradebook."""
    url = f"sqlite:///{tmp_path / 'database.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").database("room_" + tmp_path.name.lower()[:40])
    stored(kept, template[1], url)
    return url
