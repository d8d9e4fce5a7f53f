"""Where a build lies on this machine, and how it comes to lie there: as a whole, or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import attrs

from doorknob.errors import BadParameter, shown_path
from doorknob.publish.before import MANIFEST, Tree
from doorknob.publish.made import Made

OLD = "-old"
_TURNS = 20


class Place(Protocol):
    """Where the build of one cohort lies."""

    @property
    def shown(self) -> str:
        """How people call it."""
        ...

    @property
    def tree(self) -> Tree:
        """What lies there."""
        ...

    def check(self) -> None:
        """See that a build may be put there.

        Raises
        ------
        BadParameter
            If something else lies there, which would be lost.
        ForeignToolError
            If it can't be reached.
        """
        ...

    def keep(self, stage: Path, made: Sequence[Made]) -> None:
        """Let documents of the build before be part of the one that is staged."""
        ...

    def put(self, stage: Path, outputs: Mapping[str, str]) -> None:
        """Put what is staged there; `outputs` names all files of the build, kept ones too."""
        ...


@attrs.frozen
class Folder:
    """A folder on this machine. What lay there before is exchanged for the new as a whole.

    Attributes
    ----------
    path
        The folder.
    generated
        Whether whatever lies there may be lost, as in ``build/``.
    """

    path: Path
    generated: bool = True

    @property
    def shown(self) -> str:
        """How people call it."""
        return shown_path(self.path)

    @property
    def tree(self) -> Tree:
        """What lies there."""
        return self

    def read(self, name: str) -> bytes:
        """Give a file."""
        return (self.path / name).read_bytes()

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """Give the SHA-256 of those of these files that there are."""
        found = {}
        for name in names:
            with suppress(OSError):
                found[name] = sha256(self.read(name)).hexdigest()
        return found

    def check(self) -> None:
        """See that nothing but a build would be lost."""
        if self.generated or (self.path / MANIFEST).is_file():
            return
        if self.path.is_symlink() or (self.path.exists() and not _empty_folder(self.path)):
            raise BadParameter(
                f"{self.shown} is there and is no build, so nothing is put in its place. "
                "Name another folder, or move away what lies there."
            )

    def keep(self, stage: Path, made: Sequence[Made]) -> None:
        """Link the files of documents into the stage; copy them where that can't be done."""
        for name in (name for one in made for name in one.files):
            target = stage / name
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(self.path / name, target)
            except OSError:
                shutil.copy2(self.path / name, target)

    def put(self, stage: Path, outputs: Mapping[str, str]) -> None:  # noqa: ARG002  all are staged
        """Exchange the build before for this one."""
        put_in_place(stage, self.path)


def _empty_folder(path: Path) -> bool:
    return path.is_dir() and next(path.iterdir(), None) is None


@contextmanager
def staged(home: Path, cohort: str) -> Iterator[Path]:
    """Give a folder beside a cohort's build to make it in; it is gone afterwards.

    Parameters
    ----------
    home
        Where builds lie. What builds that were killed have left there is cleared first.
    cohort
        Its id.
    """
    home.mkdir(parents=True, exist_ok=True)
    clear_abandoned(home, cohort)
    stage = Path(tempfile.mkdtemp(prefix=f".{cohort}-{os.getpid()}-", dir=home))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def clear_abandoned(home: Path, cohort: str) -> None:
    """Remove what builds that were killed have left; a build that still runs is let be.

    One that was killed just when it had put the build before aside left nothing in its place: then
    that one is put back.
    """
    for left in home.glob(f".{cohort}-*-*"):
        process = left.name.removeprefix(f".{cohort}-").partition("-")[0]
        if process.isdigit() and not _runs(int(process)):
            if left.name.endswith(OLD) and not (home / cohort).exists():
                left.rename(home / cohort)
                continue
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    if os.name == "nt":
        return True  # there a signal 0 would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def put_in_place(stage: Path, folder: Path) -> None:
    """Exchange the build before for this one; of two that end at once, the later one stays.

    Whatever breaks it off, be it Ctrl-C, what lay there before comes back.
    """
    stage.chmod(0o755)
    for turn in range(_TURNS):
        old = stage.with_name(f"{stage.name}-{turn}{OLD}")
        try:
            with suppress(FileNotFoundError):
                folder.rename(old)
            stage.rename(folder)
        except OSError as bad:
            if bad.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                _put_back(old, folder)
                raise
            if turn == _TURNS - 1:
                raise
            # Another build was put there in between.
            shutil.rmtree(old, ignore_errors=True)
            continue
        except BaseException:
            _put_back(old, folder)
            raise
        shutil.rmtree(old, ignore_errors=True)
        break


def _put_back(old: Path, folder: Path) -> None:
    if not folder.exists():
        with suppress(FileNotFoundError):
            old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
