"""A secret in a file of its owner's: read, or made where there is none."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from doorknob.errors import BadParameter, shown_path

_BYTES = 32
# What files that are made from now on begin with; those from before hold the secret alone.
_ALIASES = b"aliases-"
_LEAST, _MOST = 16, 4096


def secret_in(path: Path) -> bytes:
    """Give the secret in a file; make one that only its owner can read where there is no file.

    Raises
    ------
    BadParameter
        If the file holds too little to be a secret, or far too much.
    """
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(_ALIASES.decode() + secrets.token_hex(_BYTES) + "\n")
    found = path.read_bytes().strip()
    if not _LEAST <= len(found) <= _MOST:
        message = f"expected {_LEAST} to {_MOST} bytes of secret, found {len(found)}."
        raise BadParameter(f"{shown_path(path)}: {message} Name a new file to have one made.")
    return found


def uses_aliases(secret: bytes) -> bool:
    """Say whether learners go by the cohort's aliases, or by codes of the secret's own, as before.

    What was sent under codes is found again in a store under the same codes only.
    """
    return secret.startswith(_ALIASES)
