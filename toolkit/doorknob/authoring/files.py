"""Which files of a course may be copied: what was written for it, and nothing that people did."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from doorknob.course import Course

# By their endings, so that a journal, a gradebook or a list of aliases is never among them.
WRITTEN = {".ipynb", ".yaml", ".toml", ".svg", ".png", ".jpg", ".jpeg"}
# Where learners' own work and what was handed in lie.
PEOPLES = {"desks", "journal", "journals", "submissions", "collected", "sent", "cohorts"}


def written(course: Course) -> Iterator[Path]:
    """Give the files of lessons, scenarios, reports and exercises, relative to the course's root.

    Cohorts are left out, as is whatever is hidden or a link.
    """
    for home in (course.curriculum, course.exercises):
        for path in _below(home, PEOPLES):
            yield path.relative_to(course.root)


def written_for(cohort: Path) -> Iterator[Path]:
    """Give the files that were written for a cohort, such as its logo; not its roster."""
    yield from (path for path in _below(cohort, PEOPLES) if path.name != "cohort.yaml")


def _below(folder: Path, without: set[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            if path.name not in without:
                yield from _below(path, without)
        elif path.suffix.lower() in WRITTEN:
            yield path
