"""A learner's data erased: a tombstone first, then one store after another.

Killed at any moment, what was not done yet is done by the next run: the tombstone stands from the
start and says that it isn't over, and every store can be erased twice.
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import attrs

from doorknob.errors import BadParameter, shown_path
from doorknob.journal.tombstones import (
    Tombstone,
    Tombstones,
    read_tombstones,
    write_tombstones,
)
from doorknob.privacy import databases, kept
from doorknob.privacy.case import Case, is_running, unknown
from doorknob.privacy.store import Held, Store
from doorknob.privacy.stores import ELSEWHERE, STORES

if sys.platform != "win32":
    import fcntl

ROSTER = "roster"
_SALT = 16
_SHORTEST_NAME = 3
_MOST_BYTES = 50_000_000


@attrs.frozen(kw_only=True)
class Plan:
    """What there is to be erased.

    Attributes
    ----------
    found
        Each store that holds something, and what.
    before
        The tombstone that stands already.
    """

    found: tuple[tuple[Store, tuple[Held, ...]], ...]
    before: Tombstone | None

    @property
    def nothing(self) -> bool:
        """Whether there is nothing left to do."""
        return not self.found and (self.before is None or self.before.done)


def plan(case: Case, *, keep_on_roster: bool = False) -> Plan:
    """Find what there is to be erased. Nothing is changed.

    Raises
    ------
    NotFound
        If nothing is kept under this id, and nothing was erased.
    DatabaseError
        If a database can't be reached.
    """
    databases.reach(case)
    before = case.tombstone
    wanted = [one for one in STORES if not (keep_on_roster and one.name == ROSTER)]
    found = tuple((one, held) for one in wanted if (held := tuple(one.held(case))))
    if not found and before is None and not case.learner.name:
        raise unknown(case)
    return Plan(found=found, before=before)


def erase(
    case: Case,
    *,
    today: date,
    keep_on_roster: bool = False,
    tell: Callable[[Store], None] = lambda _: None,
) -> None:
    """Erase what is kept about a learner, and leave a tombstone.

    Parameters
    ----------
    case
        Whose.
    today
        The day that the tombstone gives.
    keep_on_roster
        Whether the row on the roster stays. Nothing is taken in for her all the same.
    tell
        Called with each store that is done.

    Raises
    ------
    BadParameter
        If a build of the cohort is running, which would bring results back.
    DatabaseError
        If a database can't be reached or refuses; then give the command again.
    """
    if is_running(case) and not _cleared(case):
        raise BadParameter(
            f"A build of {case.cohort.id!r} is running, which would bring results back. Let it "
            "end, or stop it; then erase."
        )
    with _alone(case.cohort.folder):
        there = plan(case, keep_on_roster=keep_on_roster)
        stones = read_tombstones(case.cohort.folder)
        if not stones.salt:
            stones = Tombstones(salt=secrets.token_hex(_SALT))
        stone = _stone(case, there, stones, today, keep_on_roster=keep_on_roster)
        write_tombstones(case.cohort.folder, stones.put(stone))
        for store in STORES:
            if not (keep_on_roster and store.name == ROSTER):
                store.erase(case)
                tell(store)
        write_tombstones(case.cohort.folder, stones.put(attrs.evolve(stone, done=True)))


def _cleared(case: Case) -> bool:
    """Clear what killed builds have left; say whether none is running."""
    from doorknob.publish.placing import clear_abandoned  # noqa: PLC0415

    clear_abandoned(case.course.build, case.cohort.id)
    return not is_running(case)


def _stone(
    case: Case, there: Plan, stones: Tombstones, today: date, *, keep_on_roster: bool
) -> Tombstone:
    """Make the tombstone; one that stands already is added to."""
    before = there.before
    texts = [text for text in (case.id, case.learner.email) if text]
    kinds = {store.name for store, _ in there.found} | set(before.kinds if before else ())
    return Tombstone(
        digests=tuple(
            dict.fromkeys([*(before.digests if before else ()), *map(stones.digest, texts)])
        ),
        date=before.date if before else today.isoformat(),
        kinds=tuple(one.name for one in STORES if one.name in kinds),
        on_roster=keep_on_roster,
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let two that erase in one cohort wait for each other."""
    with (folder / "cohort.yaml").open("rb") as file:
        if sys.platform != "win32":
            fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        yield


def readmit(case: Case) -> Tombstone:
    """Lift a learner's tombstone: from then on her work is taken in again. Nothing comes back.

    Raises
    ------
    NotFound
        If there is no such tombstone.
    BadParameter
        If erasing has not come to its end.
    """
    with _alone(case.cohort.folder):
        stones = read_tombstones(case.cohort.folder)
        stone = stones.of(case.id)
        if stone is None:
            raise (
                unknown(case)
                if not case.learner.name
                else BadParameter(
                    f"{case.id!r} has no tombstone in {case.cohort.id!r}; there is nothing to lift."
                )
            )
        if not stone.done:
            raise BadParameter(
                f"Erasing {case.id!r} was broken off. Give the command again first: doorknob "
                f"learner erase {case.id} --cohort {case.cohort.id}."
            )
        write_tombstones(case.cohort.folder, stones.lifted(stone))
    return stone


def unreached(case: Case) -> Iterator[str]:
    """Say what can't be reached from here, as far as anybody can know."""
    for one in ELSEWHERE:
        text = f"{one.name}: {one.what} ({one.place})".replace("`", "")
        yield text + "".join(_more(one, case))


def _more(store: Store, case: Case) -> Iterator[str]:
    if store.name == "record store":
        hosts = sorted({path.stem.rpartition("-")[0] for path in kept.outboxes(case)})
        yield f" (statements of this cohort were sent to {', '.join(hosts)})" if hosts else ""
    if store.name == "other exchange" and kept.exchange_folder(case) is None:
        place = case.cohort.file.exchange
        yield f" (here: {urlsplit(place).hostname or 'local' if '://' in place else place})"
    if store.name == "other places" and not case.databases:
        yield " (no database was named with --database)"
    if store.name == "own copies":
        own = case.course.exercises / "journal" / f"{case.id}.jsonl"
        yield f" ({shown_path(own)} is there, and belongs to no cohort)" if own.exists() else ""


def leftovers(case: Case) -> Iterator[Path]:
    """Give files that are called by her id, or in which her name or address still stands."""
    wanted = [
        text.encode()
        for text in (case.learner.name, case.learner.email)
        if len(text) >= _SHORTEST_NAME
    ]
    for home in (case.cohort.folder, case.course.build):
        for path in sorted(home.rglob("*")):
            if path.stem == case.id or (wanted and _holds(path, wanted)):
                yield path


def _holds(path: Path, wanted: list[bytes]) -> bool:
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return False
        data = path.read_bytes()
    except OSError:
        return False
    return any(text in data for text in wanted)
