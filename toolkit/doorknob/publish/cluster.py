"""Documents made on a Dask cluster that is there already.

Its workers share no folder with this machine. What they need goes to them as bytes, each pack of
files once to each worker; what they make comes back as bytes. Dask pickles what it sends, so
whoever can reach the scheduler can run code on every worker and on this machine: a cluster must be
trusted.
"""

from __future__ import annotations

import queue
import time
import uuid
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

import attrs

from doorknob.errors import BadParameter, ForeignToolError
from doorknob.publish.engine import Engine, Job
from doorknob.publish.events import Tell, WorkerLost
from doorknob.publish.far import Away, Back, OtherVersions, give_up, held, make_away
from doorknob.publish.ingredients import installed
from doorknob.publish.made import Made, Status
from doorknob.publish.output import shown_url
from doorknob.publish.packing import cohort_pack, course_pack, journal_pack

PATIENCE = 60  # seconds, for a first worker to join
_LOOK = 1.0


def dask_engine(address: str) -> Callable[[], Engine]:
    """Give what connects to a cluster.

    Parameters
    ----------
    address
        The scheduler's, as ``"tcp://host:8786"``.

    Raises
    ------
    BadParameter
        If Dask isn't installed.
    """
    try:
        import distributed  # noqa: F401, PLC0415  only a cluster needs it
    except ImportError:
        raise BadParameter("Dask isn't installed: pip install 'doorknob[dask]'.") from None
    return lambda: DaskEngine(address)


class DaskEngine:
    """Makes documents on a cluster.

    Parameters
    ----------
    address
        The scheduler's.

    Raises
    ------
    ForeignToolError
        If it can't be reached, or no worker joins it.
    """

    def __init__(self, address: str) -> None:
        from distributed import Client  # noqa: PLC0415  only a cluster needs it

        self._tool = f"dask {version('distributed')} at {shown_url(address)}"
        # Names this build to the workers.
        self._token = uuid.uuid4().hex
        try:
            self._client = Client(address, set_as_default=False, timeout=PATIENCE, name="doorknob")
        except (OSError, ValueError) as bad:
            raise ForeignToolError(self._tool, str(bad), doing="connecting") from bad
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            self._client.close()
            said = f"no worker joined within {PATIENCE} s"
            raise ForeignToolError(self._tool, said, doing="waiting for workers") from None

    def run(self, jobs: Sequence[Job], tell: Tell) -> Iterator[tuple[Job, Made]]:
        """Make documents, and give each as it is done and lies in its stage."""
        # What comes in on the client's own thread is told by the one who reads.
        news: queue.SimpleQueue[Any] = queue.SimpleQueue()
        began = time.time()

        def heard(event: tuple[float, Any]) -> None:
            at, told = event
            if isinstance(told, dict) and told.get("action") == "remove-worker" and at > began:
                news.put(str(told.get("worker")))

        self._client.subscribe_topic("all", heard)
        sent = self._send(jobs, news)
        while sent:
            new = self._next(news)
            if isinstance(new, str):
                message = f"worker {new} is gone; others make what it had not yet delivered."
                tell(WorkerLost(cohort="", target="", message=message))
                continue
            job = sent.pop(new)
            yield job, self._received(job, new, tell)

    def _send(self, jobs: Sequence[Job], news: queue.SimpleQueue[Any]) -> dict[Any, Job]:
        versions = installed()
        packs: dict[str, Any] = {}
        sent: dict[Any, Job] = {}

        def pack_of(key: tuple[str, str], make: Callable[[], Any]) -> Any:
            name = "/".join(key)
            if name not in packs:
                pack = make()
                packs[name] = self._submit(held, pack, key=f"doorknob-files-{pack.digest}")
            return packs[name]

        for number, job in enumerate(jobs):
            course, cohort = job.course, job.cohort
            away = Away(
                token=self._token,
                versions=versions,
                root=course.root,
                task=job.task,
                journals=journal_pack(course, cohort, job.task.document),
            )
            future = self._submit(
                make_away,
                away,
                pack_of(("course", str(course.root)), lambda c=course: course_pack(c)),  # type: ignore[misc]
                pack_of(("cohort", cohort.id), lambda c=course, g=cohort: cohort_pack(c, g)),  # type: ignore[misc]
                key=f"doorknob-{self._token}-{number}",
            )
            sent[future] = job
            future.add_done_callback(news.put)
        return sent

    def _submit(self, function: Callable[..., Any], *given: Any, key: str) -> Any:
        with warnings.catch_warnings():
            # Files belong into the graph, so that they are sent again where a worker is lost.
            warnings.filterwarnings("ignore", message="Sending large graph")
            return self._client.submit(function, *given, key=key)

    def _next(self, news: queue.SimpleQueue[Any]) -> Any:
        while True:
            with suppress(queue.Empty):
                return news.get(timeout=_LOOK)
            if self._client.status != "running":
                said = "the connection is lost; what was not yet put in place is not"
                raise ForeignToolError(self._tool, said, doing="making documents")

    def _received(self, job: Job, future: Any, tell: Tell) -> Made:
        target = job.task.document.target
        try:
            back = future.result()
        except OtherVersions as bad:
            raise ForeignToolError(self._tool, str(bad), doing="making documents") from None
        except (Exception, CancelledError) as bad:
            if self._client.status != "running":
                said = f"{type(bad).__name__}: {bad}"
                raise ForeignToolError(self._tool, said, doing="making documents") from bad
            return Made(target=target, status=Status.ERRORED, message=_said(bad))
        if not isinstance(back, Back):
            return Made(target=target, status=Status.ERRORED, message="nothing came back")
        for message in back.lost:
            tell(WorkerLost(cohort=job.cohort.id, target=target, message=message))
        _write(job.task.stage, back)
        return back.made

    def close(self) -> None:
        """Let the workers give up what they still make for this build, and leave the cluster."""
        if self._client.status == "running":
            # A worker that can't be reached any more makes nothing, either.
            with suppress(Exception):
                self._client.run(give_up, self._token, on_error="ignore")
        with suppress(Exception):
            self._client.close()


def _said(bad: BaseException) -> str:
    if isinstance(bad, ModuleNotFoundError):
        return f"a worker of the cluster lacks a package: {bad}. Install Doorknob on each of them."
    return f"{type(bad).__name__}: {bad}"


def _write(stage: Path, back: Back) -> None:
    for name, data in attrs.asdict(back, recurse=False)["files"].items():
        target = stage / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
