"""Which notebooks are the course's own: only these are run when they are opened.

A notebook is known by its place and by the digest of its code, both taken when the server starts.
Whatever lies there later with other code stays still until somebody runs it by hand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

MOST_BYTES = 50_000_000


def code_digest(text: str) -> str | None:
    """Give the digest of a notebook's code cells, in order; None for what is no notebook.

    >>> code_digest('{"cells": []}') == code_digest('{"cells": [{"cell_type": "markdown"}]}')
    True
    """
    try:
        cells = json.loads(text)["cells"]
        code = [_source(cell) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return sha256(json.dumps(code).encode()).hexdigest()


def _source(cell: Mapping[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


class Own:
    """The notebooks below a folder as they were when this was made.

    Parameters
    ----------
    root
        The folder that the server shows.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._known: dict[str, str] = {}
        for path in sorted(self.root.rglob("*.ipynb")):
            if ".ipynb_checkpoints" not in path.parts:
                digest = _digest_of(path)
                if digest is not None:
                    self._known[path.relative_to(self.root).as_posix()] = digest

    def is_own(self, name: str) -> bool:
        """Say whether a notebook is the course's own, code for code.

        Parameters
        ----------
        name
            Its path below the root, with ``/``; anything else is none of ours.
        """
        known = self._known.get(str(PurePosixPath(name)))
        if known is None:
            return False
        path = self.root / name
        return path.resolve() == path and _digest_of(path) == known


def _digest_of(path: Path) -> str | None:
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        return code_digest(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
