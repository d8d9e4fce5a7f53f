"""Doorknob: a coaching curriculum for handling sales objections, in Jupyter.

>>> import doorknob
>>> reading = doorknob.read("What would you want to think through?")
>>> [str(move) for move in reading.moves]
['open_question']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from doorknob.lab.trainer.show import desk as desk
    from doorknob.lab.trainer.show import group_call as group_call
    from doorknob.language.reader import read as read
    from doorknob.language.reading import Reading as Reading
    from doorknob.widgets.show import exercise as exercise

__version__ = "0.1.0"

# Imported on first use, so that `import doorknob` costs next to nothing.
_HOMES = {
    "read": "doorknob.language.reader",
    "Reading": "doorknob.language.reading",
    "desk": "doorknob.lab.trainer.show",
    "exercise": "doorknob.widgets.show",
    "group_call": "doorknob.lab.trainer.show",
}

__all__ = ["Reading", "__version__", "desk", "exercise", "group_call", "read"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'doorknob' has no attribute {name!r}")
