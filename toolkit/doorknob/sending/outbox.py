"""What a learning record store has acknowledged, kept on disk; the rest is still to be sent.

Statements are made from the journals anew each time, so only what has arrived is written down: one
line each, flushed to the disk before the next batch goes out. Killed at any moment, the worst that
can be is that a batch arrived and its lines are missing. It then goes out again, and the store
knows it by its ids.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import attrs

from doorknob.errors import JournalError, shown_path
from doorknob.standards.made import Made
from doorknob.standards.vocabulary import verb


@attrs.frozen
class Outbox:
    """The acknowledgements of one store.

    Attributes
    ----------
    path
        The file, which need not exist yet.
    """

    path: Path

    @classmethod
    def of(cls, folder: Path, url: str) -> Outbox:
        """Give a store's outbox in a folder; its name shows the host and nothing secret."""
        host = re.sub(r"[^a-z0-9.-]", "_", url.partition("://")[2].partition("/")[0].lower())
        return cls(folder / f"{host}-{sha256(url.encode()).hexdigest()[:8]}.jsonl")

    def pending(self, made: Iterable[Made]) -> list[Made]:
        """Give what is still to be sent, in order; what replaces something voids it first.

        A state that comes back after it was voided gets an id of its own, because a store never
        takes back a voiding.

        Raises
        ------
        JournalError
            If the file cannot be read.
        """
        sent, voided = self._read()
        return list(_open(made, sent, voided))

    def remember(self, made: Iterable[Made]) -> None:
        """Write down what has arrived, and return once it is on the disk."""
        lines = b"".join(_line(one) for one in made)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            size = os.fstat(handle).st_size
            torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
            os.write(handle, (b"\n" if torn else b"") + lines)
            os.fsync(handle)
        finally:
            os.close(handle)

    def _read(self) -> tuple[dict[str, str], list[str]]:
        """Give for each slot the id that stands in the store, and the ids that are voided there."""
        sent: dict[str, str] = {}
        voided: list[str] = []
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return sent, voided
        except OSError as bad:
            raise JournalError(f"{shown_path(self.path)} cannot be read: {bad.strerror}.") from bad
        for line in raw.split(b"\n"):
            # A line that can't be read acknowledges nothing: its statement is sent again.
            match _loaded(line):
                case {"slot": str(slot), "voids": str(old)}:
                    voided.append(old)
                    if sent.get(slot) == old:
                        del sent[slot]
                case {"slot": str(slot), "id": str(name)}:
                    sent[slot] = name
        return sent, voided


def _open(made: Iterable[Made], sent: Mapping[str, str], voided: list[str]) -> Iterator[Made]:
    for found in made:
        fresh = found
        while fresh.id in voided:
            name = str(uuid5(UUID(fresh.id), "again"))
            fresh = attrs.evolve(fresh, statement={**fresh.statement, "id": name})
        old = sent.get(found.slot)
        if old == fresh.id or old in found.fuller:
            continue
        if old is not None:
            yield Made(slot=found.slot, statement=voiding(old, found.statement))
        yield fresh


def voiding(old: str, new: Mapping[str, Any]) -> dict[str, Any]:
    """Give the statement that voids another, said by whom the new one is about.

    xAPI 1.0.3, part 2, section 2.3.2 "Voiding".
    """
    found = {
        "id": str(uuid5(UUID(old), "voided")),
        "actor": new["actor"],
        "verb": verb("voided"),
        "object": {"objectType": "StatementRef", "id": old},
    }
    return found | ({"timestamp": new["timestamp"]} if "timestamp" in new else {})


def _line(made: Made) -> bytes:
    told = {"slot": made.slot, "id": made.id}
    target = made.statement["object"]
    if target.get("objectType") == "StatementRef":
        told = {"slot": made.slot, "voids": target["id"]}
    return json.dumps(told).encode("ascii") + b"\n"


def _loaded(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
