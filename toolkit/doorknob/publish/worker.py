"""The process that makes documents, one after the other.

It is forked from the warm process, or else started: ``python -P -m doorknob.publish.worker``.
Requests come on its standard input and answers go out on its standard output, both pickled by the
one process that started it. It ends at once when its input does, so that it never outlives that
process, however that one ended.
"""

from __future__ import annotations

import os
import pickle
import queue
import threading
from typing import Any, BinaryIO

from doorknob.publish.engine import Task
from doorknob.publish.warmth import begin
from doorknob.warm.spare import none


def main() -> None:
    """Make what is asked for until nobody asks any more."""
    asked, answers = _private_streams()
    requests: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(asked, requests), daemon=True).start()
    # The cores are full of others like this one.
    none()
    begin()
    # Imported only now, and so while the one who started this already goes on.
    from doorknob.publish.making import make  # noqa: PLC0415

    while True:
        made = make(requests.get())
        try:
            pickle.dump(made, answers)
            answers.flush()
        except OSError:
            os._exit(1)


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Keep both streams for requests and answers: what others print goes to standard error."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return asked, answers


def _read(asked: BinaryIO, requests: queue.SimpleQueue[Any]) -> None:
    while True:
        try:
            requests.put(pickle.load(asked))  # noqa: S301  from the process that started this one
        except (OSError, EOFError, pickle.UnpicklingError):
            # Whatever is being made is wanted by nobody now; its kernel ends with this process.
            os._exit(0)


if __name__ == "__main__":
    main()
