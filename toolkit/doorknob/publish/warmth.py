"""How a build's notebooks are run: in shells forked from a warm process, unless somebody says else.

It imports next to nothing, so that the warm process can be started before all that a worker needs
is there: the two then import side by side.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

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
)


def engine() -> str:
    """Give papermill's name of what runs notebooks."""
    return os.environ.get(ENGINE, SHELL)


def choose() -> None:
    """Let kernels and shells be warm; whoever has chosen a way to start them keeps it."""
    os.environ.setdefault("JUPYTER_DEFAULT_PROVISIONER_NAME", WARM)
    os.environ.setdefault(WARM_MODULES, ",".join(PRELOADED))


def begin() -> None:
    """Start the warm process, where there is one, and don't wait for it."""
    choose()
    if sys.platform != "linux" or engine() != SHELL:
        return
    from doorknob.warm.provisioner import zygote  # noqa: PLC0415  it is not for every system

    with suppress(OSError):  # it is tried again, and told, when it is needed
        zygote()
