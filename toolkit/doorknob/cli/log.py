"""What a build tells a script: one JSON object a line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from doorknob.publish.events import Done, Event, Making, Placed, Started, Tell, WorkerLost
from doorknob.publish.made import Made, Status

KEPT = "kept"
STATES = (*(str(status) for status in Status), KEPT)


@contextmanager
def json_log(write: Callable[[str], object]) -> Iterator[Tell]:
    """Write each event as a line, and at the end how many documents are in which state.

    Parameters
    ----------
    write
        Called with each line, without its end.
    """
    states: Counter[str] = Counter()
    spent = [0.0]

    def tell(event: Event) -> None:
        if isinstance(event, Done):
            states[state(event.made)] += 1
        elif isinstance(event, Placed):
            spent.append(event.build.seconds)
        write(json.dumps(as_data(event), ensure_ascii=False))

    complete = False
    try:
        yield tell
        complete = True
    finally:
        counts = {name: states[name] for name in STATES}
        data = {"event": "finished", "complete": complete, **counts, "seconds": max(spent)}
        write(json.dumps(data))


def as_data(event: Event) -> dict[str, Any]:
    """Give an event as plain data; ``event`` says which it is."""
    match event:
        case Started():
            return {
                "event": "started",
                "cohorts": list(event.cohorts),
                "documents": event.documents,
                "kept": event.kept,
            }
        case Making():
            return {"event": "making", "cohort": event.cohort, "target": event.target}
        case WorkerLost():
            return {
                "event": "worker lost",
                "cohort": event.cohort,
                "target": event.target,
                "message": event.message,
            }
        case Done():
            return {
                "event": "document",
                "cohort": event.cohort,
                "target": event.made.target,
                "status": state(event.made),
                "seconds": event.made.seconds,
                "message": event.made.message,
                "why": list(event.why),
            }
        case Placed():
            return {
                "event": "placed",
                "cohort": event.build.cohort,
                "folder": event.build.folder,
                "remarks": {who: list(told) for who, told in event.build.remarks.items()},
                **counted(event.build.made),
                "seconds": round(event.build.seconds, 3),
            }


def state(made: Made) -> str:
    """Say what became of a document in one word: ``kept``, or its status."""
    return KEPT if made.kept else str(made.status)


def counted(made: Iterable[Made]) -> dict[str, int]:
    """Count documents by what became of them."""
    states = Counter(state(one) for one in made)
    return {name: states[name] for name in STATES}
