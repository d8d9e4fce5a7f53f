"""What the texts of a course say, and of whom."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from doorknob.cast import finder
from doorknob.course import Course
from doorknob.documents import load
from doorknob.errors import DoorknobError

# A person stands in a call's file by name: `persona` and `companion`.
ON_A_CALL = ("persona", "companion")


def course_texts(course: Course) -> Iterator[tuple[Path, str]]:
    """Give the files of a course in which people may be named, and their text."""
    for home in (course.curriculum, course.exercises):
        for path in sorted(home.rglob("*")):
            if "cohorts" not in path.parts and path.suffix in {".ipynb", ".yaml"}:
                yield path, _text(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=512)
def _text(path: Path, changed: int) -> str:  # noqa: ARG001  a changed file is read again
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix != ".ipynb":
        return text
    try:
        cells = json.loads(text)["cells"]
        return "\n\n".join("".join(cell["source"]) for cell in cells)
    except (ValueError, KeyError, TypeError):
        return ""


def where_named(course: Course, name: str) -> list[Path]:
    """Give the files that speak of somebody by a name, as whole words."""
    named = finder((name,))
    return [path for path, text in course_texts(course) if named.search(text)]


def people_named(course: Course) -> dict[str, Path]:
    """Give everybody whom one may meet on a call of the course, and a file that says so.

    A file that can't be read names nobody; whoever reads it for itself tells what is wrong.
    """
    found: dict[str, Path] = {}
    for path in sorted((course.curriculum / "scenarios").rglob("*.yaml")):
        try:
            data = load(path).data
        except DoorknobError:
            continue
        for field in ON_A_CALL:
            person = data.get(field)
            if isinstance(person, dict) and isinstance(person.get("name"), str):
                found.setdefault(person["name"], path)
    return found
