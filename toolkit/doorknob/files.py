"""Files that are put in place whole or not at all, whatever dies meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from tempfile import mkstemp

_ENDING = ".partial"


def put(path: Path, data: bytes | Iterable[bytes], *, mode: int = 0o644) -> None:
    """Put a file in its place, and return once it is on the disk.

    What a killed process left of the same file is taken away, and what another process is writing
    at the moment is left alone.

    Parameters
    ----------
    path
        The file; one that is there is replaced, its folder must be there.
    data
        Its content, whole or in parts; if making a part fails, nothing is replaced.
    mode
        Who may read and write it.

    Raises
    ------
    OSError
        If it can't be written; then what was there is still there.
    """
    _sweep(path)
    with _held(path) as (partial, handle):
        with open(handle, "wb", closefd=False) as file:
            file.writelines([data] if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(handle)
        partial.chmod(mode)
        partial.replace(path)


@contextmanager
def _held(path: Path) -> Iterator[tuple[Path, int]]:
    """Make a file beside another, locked for as long as it is written, and gone afterwards."""
    while True:
        handle, name = mkstemp(prefix=f".{path.name}-", suffix=_ENDING, dir=path.parent)
        try:
            _lock(handle, wait=True)
            # Whoever sweeps may have come between its making and its lock.
            if os.fstat(handle).st_nlink == 0:
                continue
            try:
                yield Path(name), handle
            finally:
                Path(name).unlink(missing_ok=True)
        finally:
            os.close(handle)
        return


def _sweep(path: Path) -> None:
    """Take away what killed processes have left; a lock ends with its process."""
    for left in path.parent.glob(f"{escape(f'.{path.name}-')}*{_ENDING}"):
        with suppress(OSError):
            handle = os.open(left, os.O_RDWR | os.O_NOFOLLOW)
            try:
                _lock(handle, wait=False)
                left.unlink()
            finally:
                os.close(handle)


def _lock(handle: int, *, wait: bool) -> None:
    try:
        import fcntl  # noqa: PLC0415  not everywhere
    except ImportError:
        if not wait:
            raise OSError("locks are not known here") from None
        return
    fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
