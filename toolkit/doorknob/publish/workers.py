"""Documents made on this machine, by processes that stay warm from one document to the next.

A pool of the standard library's breaks as a whole when one of its processes is killed, and does
not say how that process ended. Here each process has pipes of its own: when one is gone, its
document is tried once more by another, and the rest never notice.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

import attrs

from doorknob.errors import DoorknobError
from doorknob.publish.engine import Job, Task
from doorknob.publish.events import Event, Making, Tell, WorkerLost
from doorknob.publish.made import Made, Status
from doorknob.publish.warmth import warm
from doorknob.warm.forked import Forked, watched

WORKER = "doorknob.publish.worker"
TRIES = 2
_PATIENCE = 5.0
_STDERR = 2


class WorkerDied(DoorknobError):
    """A process ended while it made a document; says how, as far as can be known."""


class Worker:
    """A process that makes documents, in a session of its own.

    Ctrl-C is for the one who started it, who then ends it.

    Attributes
    ----------
    pid
        Its process id.

    Raises
    ------
    OSError
        If it can't be started.
    """

    def __init__(self) -> None:
        its_input, asks = os.pipe()
        answers, its_output = os.pipe()
        self._asks, self._answers = os.fdopen(asks, "wb"), os.fdopen(answers, "rb")
        try:
            self._process = _begun(its_input, its_output)
        except OSError:
            self._let_go()
            raise
        finally:
            os.close(its_input)
            os.close(its_output)
        self.pid = self._process.pid

    def make(self, task: Task) -> Made:
        """Make a document, and wait until it is done.

        Raises
        ------
        WorkerDied
            If the process ends before. It is of no use afterwards.
        """
        try:
            pickle.dump(task, self._asks)
            self._asks.flush()
            made = pickle.load(self._answers)  # noqa: S301  from our own process
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE)
            raise WorkerDied(_how(self._process.poll())) from None
        if not isinstance(made, Made):
            raise WorkerDied("it answered with something else than a document")
        return made

    def kill(self) -> None:
        """End it now; whoever waits for a document of it is told that it died."""
        self._process.kill()

    def close(self) -> None:
        """End it, and give back what it held. Nobody may wait for it any more."""
        self.kill()
        self._process.wait()
        self._let_go()

    def _let_go(self) -> None:
        for pipe in (self._asks, self._answers):
            with suppress(OSError):
                pipe.close()


def _begun(its_input: int, its_output: int) -> subprocess.Popen[bytes] | Forked:
    """Start the process: as a fork of the warm one where there is one, so that it is there at once.

    All that it has imported is then in memory once for all of them.
    """
    with suppress(OSError):  # where nothing can be forked, it is started
        found = warm()
        if found is not None:
            os.close(watched(os.getpid()))  # what is forked will need such a descriptor
            return Forked(found, found.run(WORKER, (its_input, its_output, _STDERR)))
    return subprocess.Popen(  # noqa: S603  our own module, by our own interpreter
        [sys.executable, "-P", "-m", WORKER],
        stdin=its_input,
        stdout=its_output,
        start_new_session=True,
    )


def _how(code: int | None) -> str:
    """Say how a process ended.

    >>> _how(-9)
    'it was killed (SIGKILL); perhaps there was not enough memory'
    >>> _how(3)
    'it ended with code 3'
    """
    if code is None:
        return "it closed its pipes and did not end"
    if code >= 0:
        return f"it ended with code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    more = "; perhaps there was not enough memory" if name == "SIGKILL" else ""
    return f"it was killed ({name}){more}"


@attrs.frozen(eq=False)
class Slot:
    """A place for one worker: started when first needed, and anew where it has died."""

    _held: list[Worker] = attrs.field(factory=list, init=False)

    @property
    def pids(self) -> tuple[int, ...]:
        """The process that there is now, if any."""
        return tuple(worker.pid for worker in self._held)

    def make(self, task: Task, lost: Callable[[str], None], given_up: Callable[[], bool]) -> Made:
        """Make a document; where the process ends meanwhile, try it once more with a new one.

        Parameters
        ----------
        task
            What to make.
        lost
            Told, for people, each time that the process has ended.
        given_up
            Asked whether the document is still wanted.
        """
        how = "it was given up"
        for turn in range(TRIES):
            if given_up():
                break
            try:
                return self._worker().make(task)
            except WorkerDied as died:
                how = str(died)
                self.close()
            except OSError as bad:
                how = f"it could not be started: {bad}"
            then = "it is tried once more by a new one" if turn + 1 < TRIES else "it is given up"
            lost(f"the process that made it is gone: {how}; {then}.")
        message = (
            f"the process that made it is gone, {TRIES} times in a row; the last time {how}. "
            "Build again with --workers 1, which needs the least memory."
        )
        return Made(target=task.document.target, status=Status.ERRORED, message=message)

    def _worker(self) -> Worker:
        if not self._held:
            self._held.append(Worker())
        return self._held[0]

    def kill(self) -> None:
        """End the process; whoever waits for it goes on."""
        for worker in list(self._held):
            worker.kill()

    def close(self) -> None:
        """End the process, and give back what it held."""
        while self._held:
            self._held.pop().close()


class LocalEngine:
    """Makes documents by processes on this machine.

    Parameters
    ----------
    workers
        How many; each starts when there is a document for it, and stays until `close`.
    """

    def __init__(self, workers: int) -> None:
        self._slots = [Slot() for _ in range(workers)]
        self._threads: list[threading.Thread] = []
        self._given_up = threading.Event()

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that there are now."""
        return tuple(pid for slot in self._slots for pid in slot.pids)

    def run(self, jobs: Sequence[Job], tell: Tell) -> Iterator[tuple[Job, Made]]:
        """Make documents, and give each as it is done."""
        waiting: queue.SimpleQueue[Job] = queue.SimpleQueue()
        for job in jobs:
            waiting.put(job)
        # What threads have to say is told by the one who reads: `tell` needs no lock.
        news: queue.SimpleQueue[Event | tuple[Job, Made]] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._serve, args=(slot, waiting, news), daemon=True)
            for slot in self._slots[: len(jobs)]
        ]
        for thread in self._threads:
            thread.start()
        missing, whole = len(jobs), False
        try:
            while missing:
                new = news.get()
                if isinstance(new, tuple):
                    missing -= 1
                    yield new
                else:
                    tell(new)
            whole = True
        finally:
            if not whole:
                self.close()

    def _serve(
        self,
        slot: Slot,
        waiting: queue.SimpleQueue[Job],
        news: queue.SimpleQueue[Event | tuple[Job, Made]],
    ) -> None:
        while not self._given_up.is_set():
            try:
                job = waiting.get_nowait()
            except queue.Empty:
                return
            cohort, target = job.cohort.id, job.task.document.target
            news.put(Making(cohort=cohort, target=target))

            def lost(message: str, cohort: str = cohort, target: str = target) -> None:
                news.put(WorkerLost(cohort=cohort, target=target, message=message))

            news.put((job, slot.make(job.task, lost, self._given_up.is_set)))

    def close(self) -> None:
        """Give up whatever is being made, and end all processes."""
        self._given_up.set()
        # A worker that is just being started is there a moment later.
        while any(thread.is_alive() for thread in self._threads):
            for slot in self._slots:
                slot.kill()
            for thread in self._threads:
                thread.join(0.05)
        for slot in self._slots:
            slot.close()
