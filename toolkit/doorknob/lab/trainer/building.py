"""A build beside the desk: started, watched and stopped without anybody waiting for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doorknob.course import Course
from doorknob.tongue import to_say
from doorknob.widgets.replies import Reply, refused

RUNNING = to_say("A build is running already.")
NOT_RUNNING = to_say("There is no build to stop.")
_LAST_WORDS = 1500


class Building:
    """Runs ``doorknob build`` for a cohort, and tells how far it is.

    Parameters
    ----------
    course, cohort
        What is built.
    command
        How a build is started; the tests have their own.
    """

    def __init__(self, course: Course, cohort: str, command: tuple[str, ...] = ()) -> None:
        self.course, self.cohort = course, cohort
        self._command = command or (*(sys.executable, "-m", "doorknob", "build", cohort, "--json"),)
        self._process: subprocess.Popen[bytes] | None = None
        self._home = tempfile.TemporaryDirectory(prefix="doorknob-build-")
        self._log, self._errors = (Path(self._home.name) / name for name in ("log", "errors"))
        self._documents: dict[str, dict[str, Any]] = {}
        self._total = 0
        self._stopped = False

    def start(self, *, again: bool = False) -> Reply:
        """Begin a build; with `again` everything is made, whatever has changed."""
        if self._process is not None and self._process.poll() is None:
            return refused(RUNNING)
        self._documents, self._total, self._stopped = {}, 0, False
        # Files rather than pipes: a build that nobody looks at must not wait for a reader.
        with self._log.open("wb") as log, self._errors.open("wb") as errors:
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter
                [*self._command, *(["--again"] if again else [])],
                cwd=self.course.root,
                env={**os.environ, "DOORKNOB_COURSE": str(self.course.root)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=errors,
            )
        return Reply()

    def stop(self) -> Reply:
        """End a build that runs; what was built before stays as it was."""
        if self._process is None or self._process.poll() is not None:
            return refused(NOT_RUNNING)
        self._stopped = True
        self._process.terminate()
        return Reply()

    def view(self) -> dict[str, Any]:
        """Give how far it is, and what lies ready."""
        self._read()
        failed = [one for one in self._documents.values() if one["status"] not in _WELL]
        return {
            "state": self._state(bool(failed)),
            "done": len(self._documents),
            "total": self._total,
            "kept": sum(one["status"] == "kept" for one in self._documents.values()),
            "failed": failed,
            "words": self._words(),
            "files": list(self._files()),
        }

    def _state(self, failed: bool) -> str:  # noqa: FBT001
        if self._process is None:
            return "idle"
        code = self._process.poll()
        if code is None:
            return "stopping" if self._stopped else "running"
        if self._stopped:
            return "stopped"
        return "failed" if failed or code else "done"

    def _words(self) -> str:
        """Give what a build that failed as a whole said last."""
        if self._process is None or not self._process.poll() or self._documents or self._stopped:
            return ""
        text = self._errors.read_text(encoding="utf-8", errors="replace")
        return text[-_LAST_WORDS:].strip()

    def _read(self) -> None:
        """Take in the lines that the build has written since."""
        if self._process is not None:
            for line in self._log.read_bytes().split(b"\n")[:-1]:
                self._event(line)

    def _event(self, line: bytes) -> None:
        try:
            event = json.loads(line)
        except ValueError:
            return
        match event:
            case {"event": "started", "documents": int(total)}:
                self._total = total
            case {"event": "document", "target": str(name), "status": str(status)}:
                message = str(event.get("message", ""))
                self._documents[name] = {"name": name, "status": status, "message": message}

    def _files(self) -> Iterator[dict[str, str]]:
        """Give the PDFs that lie ready, by folder."""
        home = self.course.build / self.cohort
        for path in sorted(home.rglob("*.pdf")):
            inside = path.relative_to(home)
            if not any(part.startswith(".") for part in inside.parts):
                yield {"folder": inside.parent.as_posix(), "path": inside.as_posix()}


_WELL = {"succeeded", "kept"}


def built_file(course: Course, cohort: str, name: str) -> Path | None:
    """Give a file of a cohort's build by its path in it; None for whatever lies elsewhere."""
    home = (course.build / cohort).resolve()
    path = (home / name).resolve()
    return path if path.is_relative_to(home) and path.is_file() else None
