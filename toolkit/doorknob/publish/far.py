"""What a Dask worker does for a build: lays out the files, lets a document be made, sends it back.

The document is made by a process of its own, as on the builder's machine: it may use more than one
thread of a worker at once, and where it takes too much memory, the worker itself stays.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

import attrs

from doorknob.errors import DoorknobError, shown_path
from doorknob.publish.engine import Task
from doorknob.publish.ingredients import installed
from doorknob.publish.made import Made
from doorknob.publish.packing import Pack
from doorknob.publish.workers import Slot
from doorknob.warm.process import leave

IDLE = 120.0  # seconds after which a process that has nothing to do is let go


class OtherVersions(DoorknobError):
    """A worker would make other documents than the builder: it has other versions."""


@attrs.frozen(kw_only=True, eq=False)
class Away:
    """A document to be made elsewhere.

    Attributes
    ----------
    token
        Names the build.
    versions
        What the builder has installed.
    root
        The course's root on the builder's machine.
    task
        What to make; its paths are the builder's.
    journals
        The journals that it is made from.
    """

    token: str
    versions: Mapping[str, str]
    root: Path
    task: Task
    journals: Pack


@attrs.frozen(kw_only=True, eq=False)
class Back:
    """A document that was made elsewhere.

    Attributes
    ----------
    made
        What came of it.
    files
        What was written, by its path below the build folder.
    lost
        For each process that ended before it was done, how.
    """

    made: Made
    files: dict[str, bytes]
    lost: tuple[str, ...]


def held(pack: Pack) -> Pack:
    """Give a pack to whoever depends on it; the cluster keeps it for the next."""
    return pack


def make_away(away: Away, course: Pack, cohort: Pack) -> Back:
    """Make a document in a folder of its own.

    Raises
    ------
    OtherVersions
        If what is installed here differs from what the builder has.
    """
    _same_versions(away.versions, installed())
    home = Path(tempfile.mkdtemp(prefix="doorknob-", dir=_local_directory()))
    try:
        root, stage = home / "course", home / "stage"
        for pack in (course, cohort, away.journals):
            pack.unpack(root)
        stage.mkdir()
        lost: list[str] = []
        made = _processes.make(away.token, _moved(away, root, stage), lost)
        # As people know the files, however this worker's process shows its folder.
        message = made.message.replace(f"{root}/", "").replace(f"{shown_path(root)}/", "")
        made = attrs.evolve(made, message=message)
        files = {name: (stage / name).read_bytes() for name in made.files}
        return Back(made=made, files=files, lost=tuple(lost))
    finally:
        shutil.rmtree(home, ignore_errors=True)


def give_up(token: str) -> None:
    """End whatever is still being made for a build, and the processes that made it."""
    _processes.give_up(token)


def _moved(away: Away, root: Path, stage: Path) -> Task:
    """Give the task with its paths as they are here."""

    def here(path: Path) -> Path:
        return root / path.relative_to(away.root)

    document = away.task.document
    page, logo = dict(document.page), document.page.get("logo")
    if logo:
        page["logo"] = str(here(Path(logo)))
    moved = attrs.evolve(
        document,
        notebook=here(document.notebook),
        further=tuple(map(here, document.further)),
        course=root,
        page=page,
    )
    return attrs.evolve(away.task, document=moved, stage=stage)


def _same_versions(there: Mapping[str, str], here: Mapping[str, str]) -> None:
    differing = sorted(
        name for name in there.keys() | here.keys() if there.get(name) != here.get(name)
    )
    if differing:
        told = ", ".join(
            f"{name} {here.get(name)} instead of {there.get(name)}" for name in differing
        )
        raise OtherVersions(f"a worker has other versions, and would make other pages: {told}.")


def _local_directory() -> str | None:
    """Give the worker's own folder, which Dask clears when a worker was killed."""
    from distributed import get_worker  # noqa: PLC0415  only a cluster has it

    try:
        return str(get_worker().local_directory)
    except ValueError:
        return None


class _Processes:
    """The warm processes of this Dask worker, one for each of its threads that is busy."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Slot] = []
        self._busy: dict[Slot, str] = {}
        self._given_up: set[str] = set()
        self._timer: threading.Timer | None = None

    def make(self, token: str, task: Task, lost: list[str]) -> Made:
        with self._lock:
            slot = self._idle.pop() if self._idle else Slot()
            self._busy[slot] = token
        try:
            return slot.make(task, lost.append, lambda: token in self._given_up)
        finally:
            with self._lock:
                del self._busy[slot]
                self._idle.append(slot)
                self._rest()

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(IDLE, self._let_go)
        self._timer.daemon = True
        self._timer.start()

    def _let_go(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
            unused = not self._busy
        for slot in idle:
            slot.close()
        if unused:
            # What the next build finds installed may be another version than was imported.
            leave()

    def give_up(self, token: str) -> None:
        with self._lock:
            self._given_up.add(token)
            busy = [slot for slot, whose in self._busy.items() if whose == token]
            others = len(busy) < len(self._busy)
        for slot in busy:
            slot.kill()
        if not others:
            self._let_go()


_processes = _Processes()
