"""Stores in ``build/``: results, reports, gradebooks, certificates, grades, exports."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from doorknob.errors import shown_path
from doorknob.privacy import files
from doorknob.privacy.case import Case
from doorknob.privacy.store import Held
from doorknob.publish.before import GRADEBOOK, MANIFEST
from doorknob.publish.placing import clear_abandoned
from doorknob.publish.plan import ABOUT_ALL


def _named(folder: Path, names: tuple[str, ...]) -> list[Path]:
    """Give the files of a folder that are called so, whatever their kind, and half-written ones."""
    if not folder.is_dir():
        return []
    # Not by a pattern of the file system: a name is compared, and nothing else.
    wanted = re.compile(rf"\.?(?:{'|'.join(map(re.escape, names))})\.[^/]*")
    return sorted(path for path in folder.iterdir() if wanted.fullmatch(path.name))


def _whole(folder: Path, names: tuple[str, ...], case: Case) -> Iterator[Held]:
    for path in _named(folder, names):
        data = files.content(path, case.course.build)
        name = "" if data is None or path.name.startswith(".") else path.name
        yield Held(place=shown_path(path), name=name, data=data or b"")


def results(case: Case) -> Iterator[Held]:
    """Give her results, under her id or her alias."""
    yield from _whole(case.build / "results", case.names, case)


def erase_results(case: Case) -> None:
    """Remove them."""
    for path in _named(case.build / "results", case.names):
        files.remove(path, case.course.build)


def certificates(case: Case) -> Iterator[Held]:
    """Give her certificate and her credential."""
    yield from _whole(_certificates(case), (case.id,), case)


def erase_certificates(case: Case) -> None:
    """Remove them."""
    for path in _named(_certificates(case), (case.id,)):
        files.remove(path, case.course.build)


def _certificates(case: Case) -> Path:
    return case.course.build / "certificates" / case.cohort.id


def kits(case: Case) -> Iterator[Held]:
    """Give the place of her kit; of hers it holds her row on the roster."""
    if _kit(case).exists():
        yield Held(place=shown_path(_kit(case)))


def erase_kits(case: Case) -> None:
    """Remove it."""
    files.remove(_kit(case), case.course.build)


def _kit(case: Case) -> Path:
    return case.course.build / "kits" / case.cohort.id / f"{case.cohort.id}-{case.id}.zip"


def export_file(case: Case) -> Path:
    """Say where an export lies by default."""
    return case.course.build / "exports" / case.cohort.id / f"{case.id}.zip"


def exports(case: Case) -> Iterator[Held]:
    """Give the place of an export that was made before."""
    if export_file(case).exists():
        yield Held(place=shown_path(export_file(case)))


def erase_exports(case: Case) -> None:
    """Remove it."""
    files.remove(export_file(case), case.course.build)


# --- what a build makes of the whole cohort


def _reports(case: Case) -> list[Path]:
    whole = [case.build / MANIFEST, case.build / GRADEBOOK]
    return [
        *_named(case.build, ABOUT_ALL),
        *(path for path in whole if path.is_file()),
        *_stages(case),
    ]


def _stages(case: Case) -> list[Path]:
    """Give what builds that were killed have left."""
    pattern = re.compile(rf"\.{re.escape(case.cohort.id)}-\d+-[a-z0-9_]+(?:-\d+-old)?")
    home = case.course.build
    found = home.iterdir() if home.is_dir() else ()
    return sorted(path for path in found if pattern.fullmatch(path.name))


def _tells_of(case: Case) -> bool:
    """Say whether what was built of the whole cohort tells of her."""
    record = files.content(case.build / MANIFEST, case.course.build) or b""
    return case.learner.line > 0 or any(f"results/{one}.".encode() in record for one in case.names)


def reports(case: Case) -> Iterator[Held]:
    """Give the papers on the whole cohort; of the gradebook, her row."""
    if not _tells_of(case):
        return
    for path in _reports(case):
        hers = ""
        if path.name == GRADEBOOK and files.content(path, case.course.build) is not None:
            for name in case.names:
                hers = hers or files.rows(path, name)[1]
        yield Held(
            place=shown_path(path),
            name=GRADEBOOK if hers else "",
            data=files.without_others(hers).encode(),
            note="" if hers else "tells of the whole cohort, so it is not in here",
        )


def erase_reports(case: Case) -> None:
    """Remove them; the next build makes them anew, without her."""
    clear_abandoned(case.course.build, case.cohort.id)
    for path in _reports(case):
        files.remove(path, case.course.build)


# --- grades as data, and their history


def _grades(case: Case) -> list[Path]:
    homes = (case.build, case.cohort.folder)
    found = [path for home in homes for path in home.glob("grades*.json*")]
    found += [path for home in homes for path in home.glob("grades/**/*.json*")]
    found += case.course.build.glob(f"{case.cohort.id}.grades*.json*")
    return sorted({path for path in found if path.is_file()})


def _documents(path: Path, case: Case) -> list[bytes]:
    root = case.course.build if path.is_relative_to(case.course.build) else case.cohort.folder
    data = files.content(path, root) or b""
    return data.split(b"\n") if path.suffix == ".jsonl" else [data]


def grades(case: Case) -> Iterator[Held]:
    """Give what files of grades say of her, today's and those of before."""
    for path in _grades(case):
        whole = [files.parsed(one) for one in _documents(path, case)]
        mine = [one for part in whole for one in files.hers_in(part, case.id)]
        if mine:
            place = f"{shown_path(path)} (entries: {len(mine)})"
            told = files.without_others(files.as_json(mine).decode()).encode()
            yield Held(place=place, name=f"{path.stem}.json", data=told)


def erase_grades(case: Case) -> None:
    """Take that out of them; whatever else they say stays."""
    for path in _grades(case):
        parts = _documents(path, case)
        told = [_bare(one, path, case) for one in parts]
        if told == parts:
            continue
        before, after = b"\n".join(parts), b"\n".join(told)
        if sha256(before).hexdigest() == path.stem:
            _under_its_digest(path, after)
        else:
            files.replace(path, after.decode())


def _under_its_digest(path: Path, data: bytes) -> None:
    """Put a record that is called by its digest in place of another, also in its index.

    In this order, so that the index names a whole record at any moment.
    """
    digest = sha256(data).hexdigest()
    new = path.with_name(f"{digest}{path.suffix}")
    if not new.exists():
        shutil.copy2(path, new)
        files.replace(new, data.decode())
    index = path.with_name("index.jsonl")
    if index.is_file() and not index.is_symlink():
        raw = index.read_bytes()
        with index.open("r+b", buffering=0) as file:
            # Both digests are as long, so that whoever appends meanwhile loses nothing.
            for match in re.finditer(path.stem.encode(), raw):
                file.seek(match.start())
                file.write(digest.encode())
            os.fsync(file.fileno())
    path.unlink()


def _bare(part: bytes, path: Path, case: Case) -> bytes:
    named = f"belongs to '{case.id}'".encode()
    found = files.parsed(part)
    if found is None or (named not in part and not files.hers_in(found, case.id)):
        return part
    left = files.without(found, case.id)
    if left is None:
        return b""
    compact = path.suffix == ".jsonl"
    text = json.dumps(left, indent=None if compact else 1, sort_keys=True, ensure_ascii=False)
    plain = text.replace(named.decode(), "belongs to somebody else")
    return plain.encode() if compact else plain.encode() + b"\n"
