"""A secret in a file of its owner's: read, or made where there is none."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from doorknob.errors import BadParameter, shown_path

_BYTES = 32
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
            file.write(secrets.token_hex(_BYTES) + "\n")
    found = path.read_bytes().strip()
    if not _LEAST <= len(found) <= _MOST:
        message = f"expected {_LEAST} to {_MOST} bytes of secret, found {len(found)}."
        raise BadParameter(f"{shown_path(path)}: {message} Name a new file to have one made.")
    return found
