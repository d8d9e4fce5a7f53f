"""Which files of a course may be copied: what was written for it, and nothing that people did."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from doorknob.course import Course

# By their endings, so that a journal, a gradebook's database or a key is never among them.
LOOKS = {".svg", ".png", ".jpg", ".jpeg"}
WRITTEN = {*LOOKS, ".ipynb", ".yaml", ".toml", ".vtt", ".srt", ".csv", ".json", ".md", ".css"}
# Where learners' own work and what was handed in lie.
PEOPLES = {"desks", "journal", "journals", "submissions", "collected", "sent", "cohorts"}


def written(course: Course) -> Iterator[Path]:
    """Give the files of lessons, scenarios, reports and exercises, relative to the course's root.

    Cohorts are left out, as is whatever is hidden or a link.
    """
    for home in (course.curriculum, course.exercises):
        for path in _below(home, WRITTEN):
            yield path.relative_to(course.root)


def written_for(cohort: Path) -> Iterator[Path]:
    """Give the pictures of a cohort, such as its logo: all that is no text about its people."""
    yield from _below(cohort, LOOKS)


def _below(folder: Path, endings: Collection[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            if path.name not in PEOPLES:
                yield from _below(path, endings)
        elif path.suffix.lower() in endings:
            yield path
