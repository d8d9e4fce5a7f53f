"""Tombstones: whose data was erased from a cohort, so that nothing brings them back in silently.

A tombstone holds no name and no id, only what an id can be checked against: a salted digest, made
slow on purpose. Whoever has the file and a list of names can still try them one by one, so the file
is for its owner alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs

from doorknob import files
from doorknob.errors import BadParameter, shown_path

FILE = "tombstones.json"
FORMAT = 1
# scrypt (RFC 7914). A few milliseconds for each id, since a build asks about a whole roster.
_COST, _BLOCK, _LENGTH = 2**10, 8, 16


@attrs.frozen(kw_only=True)
class Tombstone:
    """That somebody's data was erased.

    Attributes
    ----------
    digests
        Of the id and, where there was one, of the e-mail address.
    date
        The day, ISO 8601.
    kinds
        Which kinds of data went, by the names of their stores.
    on_roster
        Whether the row on the roster was kept on purpose.
    done
        Whether erasing came to its end.
    """

    digests: tuple[str, ...]
    date: str
    kinds: tuple[str, ...] = ()
    on_roster: bool = False
    done: bool = False


@attrs.frozen(kw_only=True)
class Tombstones:
    """A cohort's tombstones.

    Attributes
    ----------
    salt
        The cohort's, in hexadecimal; empty before the first.
    all
        In the order in which they were set.
    """

    salt: str = ""
    all: tuple[Tombstone, ...] = ()

    def digest(self, text: str) -> str:
        """Give the digest of an id or an address; case makes no difference."""
        return _digest(self.salt, text.strip().casefold())

    def of(self, text: str) -> Tombstone | None:
        """Find the tombstone of an id or an address."""
        if not self.all or not text.strip():
            return None
        digest = self.digest(text)
        return next((one for one in self.all if digest in one.digests), None)

    def put(self, stone: Tombstone) -> Tombstones:
        """Give these with one more; it takes the place of one for the same person."""
        return attrs.evolve(self, all=(*self._without(stone), stone))

    def lifted(self, stone: Tombstone) -> Tombstones:
        """Give these without one."""
        return attrs.evolve(self, all=tuple(self._without(stone)))

    def _without(self, stone: Tombstone) -> Iterator[Tombstone]:
        return (one for one in self.all if not set(one.digests) & set(stone.digests))

    def as_text(self) -> str:
        """Give the file's content."""
        stones = [attrs.asdict(one) for one in self.all]
        whole = {"format": FORMAT, "salt": self.salt, "tombstones": stones}
        return json.dumps(whole, indent=1) + "\n"


@lru_cache(maxsize=4096)
def _digest(salt: str, text: str) -> str:
    data = text.encode("utf-8", "replace")
    whole = hashlib.scrypt(data, salt=bytes.fromhex(salt), n=_COST, r=_BLOCK, p=1, dklen=_LENGTH)
    return whole.hex()


def read_tombstones(folder: Path) -> Tombstones:
    """Read a cohort's tombstones; a missing file holds none.

    Parameters
    ----------
    folder
        The cohort's.

    Raises
    ------
    BadParameter
        If the file can't be read. Nothing is taken in then, since nobody knows who was erased.
    """
    path = folder / FILE
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Tombstones()
    except (OSError, ValueError, RecursionError) as bad:
        raise BadParameter(_spoilt(path, str(bad))) from None
    try:
        made = found["format"]
        bytes.fromhex(found["salt"])
        stones = Tombstones(salt=found["salt"], all=tuple(map(_stone, found["tombstones"])))
    except (KeyError, TypeError, ValueError, AttributeError) as bad:
        raise BadParameter(_spoilt(path, f"{type(bad).__name__} {bad}")) from None
    if made != FORMAT:
        raise BadParameter(_spoilt(path, f"format {made!r}; this version reads {FORMAT}"))
    return stones


def _stone(found: Any) -> Tombstone:
    return Tombstone(
        digests=tuple(map(str, found["digests"])),
        date=str(found["date"]),
        kinds=tuple(map(str, found["kinds"])),
        on_roster=found["on_roster"] is True,
        done=found["done"] is True,
    )


def _spoilt(path: Path, why: str) -> str:
    return (
        f"{shown_path(path)} can't be read ({why}). Take it from a backup: it says whose data was "
        "erased."
    )


def write_tombstones(folder: Path, stones: Tombstones) -> None:
    """Write a cohort's tombstones as a whole, and return once they are on the disk."""
    files.put(folder / FILE, stones.as_text().encode(), mode=0o600)


def refusal(stone: Tombstone, cohort: str) -> str:
    """Say why nothing is taken in under an id, and what lifts that."""
    return (
        f"There is a tombstone for this learner: the data was erased on {stone.date}. Nothing is "
        "taken in under this id. If that is wanted again, lift it with doorknob learner readmit ID "
        f"--cohort {cohort}."
    )
