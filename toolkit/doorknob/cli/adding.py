"""Files that commands add to a course: none of them over one that is there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from doorknob.errors import BadParameter, shown_path
from doorknob.prospect.scenario import SLUG


def checked_id(name: str) -> None:
    """Refuse a name that can be no id.

    Raises
    ------
    BadParameter
        If it holds anything but small letters, digits and hyphens.
    """
    if not SLUG.fullmatch(name):
        raise BadParameter(f"{name!r} can't be an id; use small letters, digits and hyphens.")


def added(home: Path, texts: Mapping[str, str]) -> list[str]:
    """Write new files into a folder, and give their paths as a reader knows them.

    Raises
    ------
    BadParameter
        If one of them is there already; nothing is changed.
    """
    paths = [home / name for name in texts]
    for path in paths:
        if path.exists():
            raise BadParameter(f"{shown_path(path)} is there already; nothing was changed.")
    home.mkdir(parents=True, exist_ok=True)
    for path, text in zip(paths, texts.values(), strict=True):
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return [shown_path(path) for path in paths]
