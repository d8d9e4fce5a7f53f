r"""The file that holds what the reader has learnt: a header in JSON, then compressed sections.

::

    doorknob reader 1\\n
    {"sections": [["features", 41000], …], …}\\n
    section section …                                  each compressed by zlib

Whole numbers only, in little-endian order, so that every machine reads the same.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from doorknob.errors import InvalidFile, Problem

MAGIC = b"doorknob reader 1\n"


def write_model(path: Path, header: Mapping[str, Any], sections: Mapping[str, bytes]) -> None:
    """Write a model file.

    Parameters
    ----------
    path
        Where; an existing file is replaced at once or not at all.
    header
        Plain data.
    sections
        What each section holds.
    """
    packed = {name: zlib.compress(data, 9) for name, data in sections.items()}
    sizes = [[name, len(data)] for name, data in packed.items()]
    head = json.dumps({**header, "sections": sizes}, sort_keys=True).encode()
    partial = path.with_name(path.name + ".part")
    partial.write_bytes(MAGIC + head + b"\n" + b"".join(packed.values()))
    partial.replace(path)


def read_model(path: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Read a model file: its header and its sections.

    Raises
    ------
    InvalidFile
        If it is no model of this format, or damaged.
    """
    data = path.read_bytes()
    try:
        end = _end_of_header(data)
        header = json.loads(data[len(MAGIC) : end])
        sections, at = {}, end + 1
        for name, size in header.pop("sections"):
            sections[name] = zlib.decompress(data[at : at + size])
            at += size
    except (ValueError, KeyError, zlib.error) as error:
        fix = "Install Doorknob again, or fit the reader anew: python -m doorknob.training fit"
        message = f"The reader's model cannot be read: {error}."
        raise InvalidFile([Problem(path=str(path), message=message, fix=fix)]) from error
    return header, sections


def _end_of_header(data: bytes) -> int:
    if not data.startswith(MAGIC):
        raise ValueError("it does not begin as a model of this format")
    return data.index(b"\n", len(MAGIC))
