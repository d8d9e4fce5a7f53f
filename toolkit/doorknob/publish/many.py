"""Many learners graded on several cores: in the roster's order, with the same results as on one.

Workers are started anew and not forked, since a terminal's progress bar has a thread. They get the
grader once, and then learners in small lots; what they give back is light, so that the memory that
is held depends little on how much learners wrote. They end with whoever started them, even if that
was killed.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import Any, TypeVar

from doorknob.publish.grader import Grader
from doorknob.publish.roster import Learner

T = TypeVar("T")
Work = Callable[[Grader, Learner], T]

# A worker's start costs as much as grading about so many; fewer are sooner done here.
MANY = 100
_LOT = 20
# Lots that wait for a worker, for each; more would only take memory.
_AHEAD = 3


def cores() -> int:
    """Give how many processes may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(
    grader: Grader, learners: Sequence[Learner], work: Work[T], workers: int | None
) -> Iterator[T]:
    """Do some work for each learner, in order.

    Parameters
    ----------
    grader
        Given to every worker once.
    learners
        For whom.
    work
        A function of a module. What it raises is raised here.
    workers
        How many processes work. With 1 it is done in this process; None takes one for each core
        where there are many learners, and 1 where there are few. A script that asks for more than
        1 must guard its own main part, as `multiprocessing` says. If one of them dies, what is left
        is done in this process.
    """
    if workers is None:
        workers = cores() if len(learners) >= MANY else 1
    if workers <= 1:
        yield from (work(grader, learner) for learner in learners)
        return
    done = 0
    try:
        for found in _elsewhere(grader, learners, work, workers):
            yield found
            done += 1
    except BrokenProcessPool:
        yield from (work(grader, learner) for learner in learners[done:])


def _elsewhere(
    grader: Grader, learners: Sequence[Learner], work: Work[T], workers: int
) -> Iterator[T]:
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(grader,)
    ) as pool:
        waiting: deque[Future[list[T]]] = deque()
        try:
            for at in range(0, len(learners), _LOT):
                lot = learners[at : at + _LOT]
                waiting.append(pool.submit(_lot, work, lot))
                if len(waiting) >= _AHEAD * workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


_grader: list[Grader] = []


def _begin(grader: Grader) -> None:
    _grader[:] = [grader]
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def _lot(work: Work[T], learners: Sequence[Learner]) -> list[T]:
    return [work(_grader[0], learner) for learner in learners]
