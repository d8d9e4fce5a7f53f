"""What makes documents: an interface, so that one machine can be changed for many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import attrs

from doorknob.course import Course
from doorknob.publish.cohort import Cohort
from doorknob.publish.events import Tell
from doorknob.publish.made import Made
from doorknob.publish.plan import Document

CELL_TIMEOUT = 120  # seconds; a handout's cell takes a fraction of one


@attrs.frozen(kw_only=True, eq=False)
class Task:
    """All that a process needs to know to make a document.

    Attributes
    ----------
    document
        What to make.
    stage
        The folder below which its files go.
    cell_timeout
        The most seconds that one of its cells may take.
    """

    document: Document
    stage: Path
    cell_timeout: int = CELL_TIMEOUT


@attrs.frozen(kw_only=True, eq=False)
class Job:
    """A document to be made, and for whom."""

    course: Course
    cohort: Cohort
    task: Task


class Engine(Protocol):
    """Makes documents, several at once."""

    def run(self, jobs: Sequence[Job], tell: Tell) -> Iterator[tuple[Job, Made]]:
        """Make documents, and give each as it is done, whatever came of it.

        What goes wrong with one document is in what came of it and stops no other. When the
        iterator is closed, what is still being made is given up, and `run` may not be called again.

        Raises
        ------
        ForeignToolError
            If nothing can be made at all.
        """
        ...

    def close(self) -> None:
        """Give up whatever is being made, and let all processes end."""
        ...
