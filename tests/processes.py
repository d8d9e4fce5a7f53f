"""Whether processes run, as Linux tells it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path


def runs(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and is a zombie doesn't."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def gone(pids: Iterable[int], seconds: float = 15) -> None:
    """Wait until all of them have ended."""
    left, end = list(pids), time.monotonic() + seconds
    while left := [pid for pid in left if runs(pid)]:
        assert time.monotonic() < end, f"left: {left}"
        time.sleep(0.02)
