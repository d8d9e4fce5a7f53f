"""An engine that makes documents at once, for tests of what happens around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from doorknob.publish.engine import Job
from doorknob.publish.events import Making, Tell
from doorknob.publish.made import Made, Status


class StandIn:
    """Makes each document a file that holds its own name.

    Parameters
    ----------
    made
        Gets the name of each document that is made.
    fails
        Says which documents fail; they leave half of their files behind.
    """

    def __init__(self, made: list[str], fails: Callable[[str], bool] = lambda _: False) -> None:
        self._made, self._fails = made, fails
        self.patience: dict[str, int] = {}

    def run(self, jobs: Sequence[Job], tell: Tell) -> Iterator[tuple[Job, Made]]:
        """Make documents."""
        for job in jobs:
            target = job.task.document.target
            tell(Making(cohort=job.cohort.id, target=target))
            file = job.task.stage / f"{target}.pdf"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(target, encoding="utf-8")
            self._made.append(target)
            self.patience[target] = job.task.cell_timeout
            if self._fails(target):
                yield job, Made(target=target, status=Status.EXCEPTED, message="cell 3 failed: no")
            else:
                yield job, Made(target=target, status=Status.SUCCEEDED, files=(f"{target}.pdf",))

    def close(self) -> None:
        """Hold nothing."""
