"""The build before this one: what it made, from what, and whether that still lies there."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs

from doorknob.publish.ingredients import changes
from doorknob.publish.made import Made, Status

MANIFEST, GRADEBOOK = "manifest.json", "gradebook.csv"
TOUCHED = ("its file is missing, or was changed",)


@attrs.frozen
class Before:
    """The build before, as its manifest tells it.

    Attributes
    ----------
    folder
        Where it lies.
    documents
        Its documents by target; empty where there is no such build, or none that can be read.
    outputs
        The digest of each of its files.
    remarks
        What it found odd in learners' journals.
    """

    folder: Path
    documents: Mapping[str, Mapping[str, Any]]
    outputs: Mapping[str, str]
    remarks: dict[str, tuple[str, ...]]

    @classmethod
    def read(cls, folder: Path) -> Before:
        """Read the manifest of a build; one that can't be read is none."""
        try:
            data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            documents = {str(one["target"]): one for one in data["documents"]}
            remarks = {str(who): tuple(map(str, told)) for who, told in data["remarks"].items()}
            outputs = {str(name): str(digest) for name, digest in data["outputs"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return cls(folder, {}, {}, {})
        return cls(folder, documents, outputs, remarks)

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

    def _intact(self, name: str) -> bool:
        try:
            digest = sha256((self.folder / name).read_bytes()).hexdigest()
        except OSError:
            return False
        return self.outputs.get(name) == digest

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

    def put_into(self, stage: Path, made: Made) -> None:
        """Put a document that is kept into another folder."""
        for name in made.files:
            target = stage / name
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(self.folder / name, target)
            except OSError:
                shutil.copy2(self.folder / name, target)
