"""Files that hold one learner or many: hers found in them, and taken out of them.

Nothing is followed out of the course's folder: where a link leads there, the link goes and what it
leads to stays.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from doorknob.errors import BadParameter, shown_path

# A line that was being blanked when its process was killed begins so.
_HALF_BLANK = b" " * 8
_OTHERS = re.compile(r"belongs to '[^']*', not to '[^']*'")


def content(path: Path, root: Path) -> bytes | None:
    """Read a file; None where there is none, or where it leads out of a folder."""
    if not path.is_file() or not path.resolve().is_relative_to(root.resolve()):
        return None
    return path.read_bytes()


def files_below(folder: Path, root: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files below a folder with their names in it, in order."""
    if folder.is_symlink() or not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        data = None if path.is_symlink() else content(path, root)
        if data is not None:
            yield path.relative_to(folder).as_posix(), data


def remove(path: Path, root: Path) -> None:
    """Remove a file, a link or a whole folder in `root`; one that isn't there is no error."""
    if not path.parent.resolve().is_relative_to(root.resolve()):
        return
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def lines(path: Path, mine: Callable[[bytes], bool], root: Path) -> list[bytes]:
    """Give the lines of a file that are somebody's."""
    data = content(path, root)
    return [line for line in (data or b"").split(b"\n") if line.strip() and mine(line)]


def blank(path: Path, mine: Callable[[bytes], bool], root: Path) -> None:
    """Write spaces over the lines of a file that are somebody's, where they stand.

    Others may go on appending meanwhile and lose nothing, other lines keep their numbers, and
    whoever reads the file skips what is blank.
    """
    data = content(path, root)
    if data is None:
        return
    at = 0
    with path.open("r+b", buffering=0) as file:
        for line in data.split(b"\n"):
            if line.strip() and (mine(line) or _is_half_blank(line)):
                file.seek(at)
                file.write(b" " * len(line))
            at += len(line) + 1
        os.fsync(file.fileno())


def _is_half_blank(line: bytes) -> bool:
    return line.startswith(_HALF_BLANK) and parsed(line) is None


def parsed(line: bytes) -> Any:
    """Read a line as JSON; None where it is none."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def says(line: bytes, learner: str, *path: str) -> bool:
    """Say whether a line is somebody's: by its field, or if it is damaged by what is left of it."""
    found = node = parsed(line)
    for key in path:
        node = node.get(key) if isinstance(node, dict) else None
    if found is not None:
        return bool(node == learner)
    field, value = json.dumps(path[-1]).encode(), re.escape(json.dumps(learner)).encode()
    return re.search(re.escape(field) + rb"\s*:\s*" + value, line) is not None


def rows(path: Path, learner: str) -> tuple[str, str]:
    """Part a table into the rows of all others and those of one learner, each below its head.

    Both keep every byte of their rows. The second is empty where there is none.

    Raises
    ------
    BadParameter
        If the file is no CSV in UTF-8 with a column ``id``.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise BadParameter(f"{shown_path(path)} is not UTF-8; save it so, and try again.") from None
    physical = list(StringIO(text, newline=""))
    head = physical[0] if physical else ""
    reader = csv.reader(iter(physical), delimiter=max(",;\t", key=head.count), strict=True)
    others, hers, at, column = [], [], 0, -1
    try:
        for row in reader:
            whole = "".join(physical[at : reader.line_num])
            at = reader.line_num
            if column < 0:
                column = [one.strip("\ufeff ").lower() for one in row].index("id")
                others, hers = [whole], [whole]
            elif len(row) > column and row[column].strip() == learner:
                hers.append(whole)
            else:
                others.append(whole)
    except (csv.Error, ValueError) as bad:
        message = (
            f"{shown_path(path)}, line {reader.line_num}: this is no table of learners: {bad}."
        )
        raise BadParameter(message) from None
    return "".join(others), "".join(hers) if len(hers) > 1 else ""


def replace(path: Path, text: str) -> None:
    """Write a file as a whole or not at all; it keeps its rights."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def hers_in(data: Any, learner: str) -> list[Any]:
    """Find all that is somebody's in plain data: whatever says that it is, in ``learner``."""
    if isinstance(data, dict):
        if data.get("learner") == learner:
            return [data]
        return [one for part in data.values() for one in hers_in(part, learner)]
    if isinstance(data, list):
        return [one for part in data for one in hers_in(part, learner)]
    return []


def without(data: Any, learner: str) -> Any:
    """Give plain data without what `hers_in` finds; None where nothing else is in it."""
    if isinstance(data, dict):
        if data.get("learner") == learner:
            return None
        return {key: without(part, learner) for key, part in data.items()}
    if isinstance(data, list):
        return [
            without(part, learner)
            for part in data
            if not (isinstance(part, dict) and part.get("learner") == learner)
        ]
    return data


def without_others(text: str) -> str:
    """Give a remark on a journal without the ids of others."""
    return _OTHERS.sub("belongs to somebody else", text)


def as_json(data: Any) -> bytes:
    """Write plain data for people to read."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
