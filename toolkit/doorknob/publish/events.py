"""What a build tells while it goes on: to a terminal, to a log."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from doorknob.publish.made import Build, Made


@attrs.frozen(kw_only=True)
class Started:
    """Everything is checked, and work begins.

    Attributes
    ----------
    cohorts
        What is built.
    documents
        How many documents there are, those that are kept counted in.
    kept
        How many of them are kept.
    """

    cohorts: tuple[str, ...]
    documents: int
    kept: int


@attrs.frozen(kw_only=True)
class Making:
    """A document is being made."""

    cohort: str
    target: str


@attrs.frozen(kw_only=True)
class WorkerLost:
    """A process that made a document has ended before the document was done.

    Attributes
    ----------
    cohort, target
        What it was making.
    message
        How it ended, and what happens now.
    """

    cohort: str
    target: str
    message: str


@attrs.frozen(kw_only=True)
class Done:
    """A document is done, well or not, or is kept.

    Attributes
    ----------
    cohort
        Whose it is.
    made
        What came of it.
    why
        What has changed for it since the build before; empty where it is kept.
    """

    cohort: str
    made: Made
    why: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Placed:
    """A cohort's documents are all done, and lie in their place."""

    build: Build


Event = Started | Making | WorkerLost | Done | Placed
Tell = Callable[[Event], None]


def silent(_event: Event) -> None:
    """Tell nobody."""
