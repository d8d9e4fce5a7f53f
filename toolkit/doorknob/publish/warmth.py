"""How a build's notebooks are run: in shells forked from a warm process, unless somebody says else.

It imports next to nothing, so that the warm process can be started before all that a build needs is
there: the two then import side by side.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from doorknob.warm.process import Zygote

MANIFEST, SOURCES = "manifest.json", ("curriculum", "exercises")
ENGINE, SHELL = "DOORKNOB_ENGINE", "doorknob"
WARM, WARM_MODULES = "doorknob-warm", "DOORKNOB_WARM_MODULES"
# What the course's notebooks import, imported once for all that a process makes.
PRELOADED = (
    "doorknob.charts",
    "doorknob.language.reader",
    "doorknob.publish.results",
    "doorknob.publish.reporting",
    "doorknob.publish.warmed",
    "doorknob.widgets.show",
    # What the processes need that make documents: they, too, are forked.
    "doorknob.publish.making",
)


def engine() -> str:
    """Give papermill's name of what runs notebooks."""
    return os.environ.get(ENGINE, SHELL)


def choose() -> None:
    """Let kernels and shells be warm; whoever has chosen a way to start them keeps it."""
    os.environ.setdefault("JUPYTER_DEFAULT_PROVISIONER_NAME", WARM)
    os.environ.setdefault(WARM_MODULES, ",".join(PRELOADED))


def changed(root: Path, builds: Iterable[Path]) -> bool:
    """Tell at a glance whether a build will have something to make.

    It looks at times alone, in some milliseconds. Where it errs, the warm process is started for
    nothing, or only when it is needed.

    Parameters
    ----------
    root
        The course's.
    builds
        The folders of the builds before.
    """
    homes = [root / name for name in SOURCES]
    try:
        oldest = min(build.joinpath(MANIFEST).stat().st_mtime_ns for build in builds)
        written = (path for home in homes for path in (home, *home.rglob("*")))
        return any(path.lstat().st_mtime_ns > oldest for path in written)
    except (OSError, ValueError):
        return True


def begin() -> None:
    """Start the warm process, where there is one, and don't wait for it."""
    choose()
    with suppress(OSError):  # it is tried again, and told, when it is needed
        warm()


def warm() -> Zygote | None:
    """Give the warm process, and start it if need be; None where none is wanted.

    Raises
    ------
    OSError
        If it can't be started.
    """
    if sys.platform != "linux" or engine() != SHELL:
        return None
    from doorknob.warm.process import zygote  # noqa: PLC0415  it is not for every system

    choose()
    return zygote()
