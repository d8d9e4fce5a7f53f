"""Papermill, without the 50 MiB that it loads for notebooks on HDFS where pyarrow is installed.

A build's notebooks lie on this machine. Each of its processes would hold that much more, and be
longer in being forked.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _without(name: str) -> Iterator[None]:
    """Let a package not be found meanwhile, unless it is there already."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


with _without("pyarrow"):
    import papermill

__all__ = ["papermill"]
