"""Where builds go: the course's own folder, another one, or any URL that fsspec opens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import attrs
import fsspec
from fsspec.implementations.local import LocalFileSystem

from doorknob.course import Course
from doorknob.errors import BadParameter, ForeignToolError
from doorknob.publish.before import GRADEBOOK, MANIFEST, Before, Tree
from doorknob.publish.made import Made
from doorknob.publish.placing import Folder, Place

AT_ONCE = 32
_SECRET = re.compile(r"(?<=//)[^/@]*@")


def place(course: Course, cohort: str, output: str | None = None) -> Place:
    """Give the place of a cohort's build: a folder of its name in the course's, or in `output`.

    Parameters
    ----------
    course
        The course.
    cohort
        The cohort's id.
    output
        A folder or a URL.

    Raises
    ------
    BadParameter
        If fsspec can't open such a URL.
    """
    if output is None:
        return Folder(course.build / cohort)
    try:
        files, root = fsspec.core.url_to_fs(output)
    except (ValueError, ImportError, OSError) as bad:
        raise BadParameter(f"{shown_url(output)} can't be opened: {bad}") from bad
    if isinstance(files, LocalFileSystem):
        return Folder(Path(root) / cohort, generated=False)
    return Url(files, f"{root.rstrip('/')}/{cohort}", f"{shown_url(output).rstrip('/')}/{cohort}")


def home(course: Course, found: Place) -> Path:
    """Give the folder to stage in: beside the build where it is a folder, else the course's."""
    return found.path.parent if isinstance(found, Folder) else course.build


def shown_url(url: str) -> str:
    """Give a URL without a name and password in it.

    >>> shown_url("sftp://hanna:secret@host/results")
    'sftp://host/results'
    """
    return _SECRET.sub("", url)


@attrs.frozen
class Url:
    """A place that fsspec opens, and where nothing can be exchanged as a whole.

    Files are written before the manifest that names them. Where that is broken off, the manifest of
    the build before tells other digests than those of the files that lie there, and the next build
    makes these anew.
    """

    files: Any
    root: str
    shown: str

    @property
    def tree(self) -> Tree:
        """What lies there."""
        return self

    def read(self, name: str) -> bytes:
        """Give a file."""
        with self._told(f"reading {name}"):
            return bytes(self.files.cat_file(f"{self.root}/{name}"))

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """Give the SHA-256 of those of these files that there are."""
        found: dict[str, str] = {}
        for some in _batches(names):
            paths = [f"{self.root}/{name}" for name in some]
            with self._told("reading what lies there"):
                # Several at once, where the storage can; and no name is taken for a pattern.
                given = self.files.cat_ranges(paths, None, None, on_error="return")
                found |= dict(_digested(some, given))
        return found

    def check(self) -> None:
        """See that it can be reached; files there that no manifest names are left alone."""
        with self._told("looking what lies there"):
            self.files.exists(f"{self.root}/{MANIFEST}")

    def keep(self, stage: Path, made: Sequence[Made]) -> None:
        """Do nothing: what is kept lies there, and stays."""

    def put(self, stage: Path, outputs: Mapping[str, str]) -> None:
        """Write what is staged, then the manifest, then remove what the build before had more."""
        known = {*outputs, MANIFEST, GRADEBOOK}
        last = [name for name in Before.read(self).outputs if name not in known]
        names = [p.relative_to(stage).as_posix() for p in sorted(stage.rglob("*")) if p.is_file()]
        with self._told("writing"):
            for folder in sorted({name.rpartition("/")[0] for name in names}):
                self.files.makedirs(f"{self.root}/{folder}".rstrip("/"), exist_ok=True)
            for some in _batches(name for name in names if name != MANIFEST):
                self.files.pipe({f"{self.root}/{n}": (stage / n).read_bytes() for n in some})
            self.files.pipe_file(f"{self.root}/{MANIFEST}", (stage / MANIFEST).read_bytes())
        with self._told("removing what is no part of it any more"):
            for name in last:
                if self.files.exists(f"{self.root}/{name}"):
                    self.files.rm_file(f"{self.root}/{name}")

    @contextmanager
    def _told(self, doing: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise
        except Exception as bad:  # whatever a storage's own library raises
            protocol = self.files.protocol
            name = protocol if isinstance(protocol, str) else protocol[0]
            said = shown_url(f"{type(bad).__name__}: {bad}")
            raise ForeignToolError(
                f"{name} storage", said, doing=f"{doing} at {self.shown}"
            ) from bad


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    left = iter(names)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _digested(names: Iterable[str], given: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for name, data in zip(names, given, strict=True):
        if isinstance(data, bytes):
            yield name, sha256(data).hexdigest()
        elif not isinstance(data, FileNotFoundError):
            raise data
