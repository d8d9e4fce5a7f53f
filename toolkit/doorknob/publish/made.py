"""What came of a document."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import attrs


class Status(StrEnum):
    """How making a document went."""

    SUCCEEDED = "succeeded"
    EXCEPTED = "excepted"  # the notebook's own code raised
    ERRORED = "errored"  # it could not be prepared, run or rendered


@attrs.frozen(kw_only=True)
class Made:
    """What came of a document.

    Attributes
    ----------
    target
        The document.
    status
        How it went.
    files
        What was written, below the build folder.
    seconds
        How long it took.
    message
        What went wrong, for people.
    kept
        Whether it is the one of the build before, since nothing that it is made from has changed.
    ingredients
        What it was made from; empty where it is missing, so that it is tried again.
    """

    target: str
    status: Status
    files: tuple[str, ...] = ()
    seconds: float = 0.0
    message: str = ""
    kept: bool = False
    ingredients: Mapping[str, str] = attrs.field(factory=dict)
