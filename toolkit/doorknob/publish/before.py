"""The build before this one: what it made, from what, and whether that still lies there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, Protocol

import attrs

from doorknob.publish.ingredients import changes
from doorknob.publish.made import Made, Status

MANIFEST, GRADEBOOK = "manifest.json", "gradebook.csv"
TOUCHED = ("its file is missing, or was changed",)


class Tree(Protocol):
    """The files of a build, wherever they lie; names are relative, with slashes."""

    def read(self, name: str) -> bytes:
        """Give a file.

        Raises
        ------
        OSError
            If there is none, or it can't be read.
        """
        ...

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """Give the SHA-256 of those of these files that there are."""
        ...


@attrs.define(slots=False)
class Before:
    """The build before, as its manifest tells it.

    Attributes
    ----------
    tree
        Where it lies.
    documents
        Its documents by target; empty where there is no such build, or none that can be read.
    outputs
        The digest of each of its files.
    remarks
        What it found odd in learners' journals.
    """

    tree: Tree
    documents: Mapping[str, Mapping[str, Any]]
    outputs: Mapping[str, str]
    remarks: dict[str, tuple[str, ...]]

    @classmethod
    def read(cls, tree: Tree) -> Before:
        """Read the manifest of a build; one that can't be read is none."""
        try:
            data = json.loads(tree.read(MANIFEST).decode("utf-8"))
            documents = {str(one["target"]): one for one in data["documents"]}
            remarks = {str(who): tuple(map(str, told)) for who, told in data["remarks"].items()}
            outputs = {str(name): str(digest) for name, digest in data["outputs"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return cls(tree, {}, {}, {})
        if not all(map(_lies_below, outputs)):
            return cls(tree, {}, {}, {})
        return cls(tree, documents, outputs, remarks)

    def changes(self, target: str, now: Mapping[str, str]) -> tuple[str, ...]:
        """Say what changed for a document since then; empty where it can be kept."""
        document = self.documents.get(target)
        if document is None:
            return changes(None, now)
        before = document.get("ingredients")
        if document.get("status") != Status.SUCCEEDED or not isinstance(before, dict):
            return ("it failed the last time",)
        found = changes(before, now)
        if found:
            return found
        files = document.get("files")
        intact = isinstance(files, list) and all(self._intact(str(name)) for name in files)
        return () if intact and files else TOUCHED

    @cached_property
    def _found(self) -> Mapping[str, str]:
        return self.tree.digests(self.outputs)

    def _intact(self, name: str) -> bool:
        return name in self.outputs and self.outputs[name] == self._found.get(name)

    def made(self, target: str) -> Made:
        """Give a document of that build as one that is kept."""
        document = self.documents[target]
        return Made(
            target=target,
            status=Status.SUCCEEDED,
            files=tuple(document["files"]),
            seconds=float(document.get("seconds", 0)),
            kept=True,
            ingredients=document["ingredients"],
        )

    def holds(self, kept: Mapping[str, Made]) -> bool:
        """Whether these documents, and what goes with them, are all that lies there."""
        return self.documents.keys() == kept.keys() and self._intact(GRADEBOOK)


def _lies_below(name: str) -> bool:
    """Whether a name leads nowhere but into its own folder.

    >>> [_lies_below(name) for name in ("report.pdf", "../report.pdf", "/etc/passwd", "C:/x")]
    [True, False, False, False]
    """
    path, drive = PurePosixPath(name), PureWindowsPath(name).drive
    return not (path.is_absolute() or drive or ".." in path.parts or "\\" in name)
