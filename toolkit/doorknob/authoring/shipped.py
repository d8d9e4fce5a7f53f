"""The course that comes with Doorknob: in a checkout beside the package, in a wheel inside of it.

A wheel holds ``curriculum/`` and ``exercises/`` as ``doorknob/_course`` (see ``pyproject.toml``).
"""

from __future__ import annotations

from pathlib import Path

from doorknob.course import Course
from doorknob.errors import NotFound, shown_path

PACKAGE = Path(__file__).parents[1]
TEMPLATES = Path(__file__).parent / "templates"


def shipped_course(package: Path = PACKAGE) -> Course:
    """Give the course that came with this installation; only to be read.

    Raises
    ------
    NotFound
        If it came without one.
    """
    for place in (package / "_course", package.parents[1]):
        if (place / "curriculum" / "lessons").is_dir() and (place / "exercises").is_dir():
            return Course(place)
    fix = "Install Doorknob again, or start with --empty."
    raise NotFound("course", "curriculum/", place=shown_path(package), fix=fix)


def template(name: str, **words: str) -> str:
    """Give a template with its ``@WORDS@`` put in as they are."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    for word, value in words.items():
        text = text.replace(f"@{word.upper()}@", value)
    return text
