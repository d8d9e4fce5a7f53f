"""What the texts of a course say, and of whom."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from doorknob.cast import finder, is_name
from doorknob.course import Course

# To read forty calls as YAML takes seconds, and whoever plays one checks it all the same.
_ON_A_CALL = re.compile(
    r"^(?:persona|companion):[ ]*\n(?:^[ ]+\S.*\n)*?^[ ]+name:[ ]*['\"]?([^'\"\n#]+)", re.MULTILINE
)


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
    named, first = finder((name,)), name.split(maxsplit=1)[0]
    return [path for path, text in course_texts(course) if first in text and named.search(text)]


def people_named(course: Course) -> dict[str, Path]:
    """Give everybody whom one may meet on a call of the course, and a file that says so."""
    found: dict[str, Path] = {}
    for path, text in course_texts(course):
        if path.suffix == ".yaml" and "scenarios" in path.parts:
            for person in _ON_A_CALL.finditer(text):
                found.setdefault(person[1].strip(), path)
    return {name: path for name, path in found.items() if is_name(name)}
