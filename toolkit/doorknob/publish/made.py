"""What came of a document, and of a build."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import attrs


class Status(StrEnum):
    """How making a document went."""

    SUCCEEDED = "succeeded"
    EXCEPTED = "excepted"  # the notebook's own code raised, or took too long
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

    @property
    def failed(self) -> bool:
        """Whether the document is missing."""
        return self.status is not Status.SUCCEEDED


@attrs.frozen(kw_only=True)
class Build:
    """A finished build of one cohort.

    Attributes
    ----------
    cohort
        Whose it is.
    folder
        Where everything lies: a path, or a URL.
    made
        One for each document, in the plan's order.
    remarks
        For each learner whose journal was damaged or odd, what was found.
    seconds
        From the start of the command's work until this cohort was done.
    put
        Whether it was put in place; a build that stopped at its first failure was not, and what
        lay in the folder before lies there still.
    """

    cohort: str
    folder: str
    made: tuple[Made, ...]
    remarks: dict[str, tuple[str, ...]]
    seconds: float
    put: bool = True

    @property
    def failed(self) -> tuple[Made, ...]:
        """The documents that are missing."""
        return tuple(made for made in self.made if made.failed)
