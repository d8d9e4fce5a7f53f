"""A new folder put in its place whole or not at all, and never over anything."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from doorknob.errors import BadParameter

STAGE = ".doorknob-new-"
MOST_NAMED = 4
CONTROL = 32


def put(target: Path, fill: Callable[[Path], None], last: str) -> None:
    """Fill a folder beside the target, then move it there.

    Whoever kills this midway finds at the target nothing at all, or, where an empty folder was
    there before, nothing of the name `last`.

    Parameters
    ----------
    target
        A folder that isn't there yet, or an empty one. Its parents are made.
    fill
        Writes everything into the folder that it is given.
    last
        The entry without which the folder is not taken for what it is; it is moved last.

    Raises
    ------
    BadParameter
        If something is there already; nothing is changed.
    OSError
        If the machine refuses.
    """
    refuse_what_is_there(target)
    fresh = not target.exists()
    home = target.parent if fresh else target
    home.mkdir(parents=True, exist_ok=True)
    for left in () if fresh else target.glob(f"{STAGE}*"):
        shutil.rmtree(left)
    stage = Path(tempfile.mkdtemp(prefix=STAGE, dir=home))
    try:
        made = stage / "made"
        made.mkdir()
        fill(made)
        if fresh:
            # A folder cannot take the place of a file or of a folder that holds something.
            made.rename(target)
        else:
            for path in sorted(made.iterdir(), key=lambda path: path.name == last):
                path.rename(target / path.name)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def refuse_what_is_there(target: Path) -> None:
    """Raise if something is there that a new folder would hide or change.

    Raises
    ------
    BadParameter
        If there is, or the name is none that a folder can have.
    """
    if any(ord(character) < CONTROL for character in str(target)):
        raise BadParameter(f"{str(target)!r} holds a control character; choose another name.")
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise BadParameter(f"{target} is there already and is no folder; choose another name.")
    found = sorted(path.name for path in target.iterdir() if not path.name.startswith(STAGE))
    if found:
        named = ", ".join(found[:MOST_NAMED]) + (", …" if len(found) > MOST_NAMED else "")
        raise BadParameter(
            f"{target} is not empty: it holds {named}. Nothing was changed. Choose another name, "
            "or an empty folder."
        )
