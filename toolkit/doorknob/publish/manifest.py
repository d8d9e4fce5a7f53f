"""The manifest of a build: what went in, what came out, with what, how long it took."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from doorknob import __version__
from doorknob.course import Course
from doorknob.publish.cohort import Cohort
from doorknob.publish.trades import trade_files

FORMAT = "doorknob.manifest/1"
PACKAGES = ("papermill", "nbconvert", "nbclient", "ipykernel", "matplotlib", "typst")


def manifest(
    course: Course,
    cohort: Cohort,
    *,
    outputs: Mapping[str, str],
    documents: Sequence[dict[str, Any]],
    seconds: float,
) -> dict[str, Any]:
    """Write down a build.

    Parameters
    ----------
    course, cohort
        What was built.
    outputs
        The digest of each of its files.
    documents
        What came of each document.
    seconds
        The whole.
    """
    return {
        "format": FORMAT,
        "cohort": cohort.id,
        "versions": versions(),
        "inputs": _named(hashes(inputs(course, cohort), course.root), course, cohort),
        "outputs": dict(outputs),
        "documents": list(documents),
        "seconds": round(seconds, 3),
    }


def _named(digests: dict[str, str], course: Course, cohort: Cohort) -> dict[str, str]:
    """Call a journal by its learner's alias, where there is one.

    Its own name tells whose it is, and so would its place among the others.
    """
    aliases = {
        cohort.journal(learner).relative_to(course.root).as_posix(): f"journal of {learner.id}"
        for learner in cohort.learners
        if learner.id in cohort.behind
    }
    return dict(sorted((aliases.get(name, name), digest) for name, digest in digests.items()))


def versions() -> dict[str, str]:
    """Give the versions that a build depends on."""
    import pypandoc  # noqa: PLC0415  only a build needs it

    found = {"doorknob": __version__, "python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    found["pandoc"] = str(pypandoc.get_pandoc_version())
    return found


def inputs(course: Course, cohort: Cohort) -> list[Path]:
    """Give the files that a cohort's build is made from."""
    file = cohort.file
    found = [cohort.folder / "cohort.yaml", cohort.folder / file.roster]
    found += [cohort.logo] if cohort.logo else []
    told = course.read_in(file.language)
    found += [told.lesson_notebook(name) for name in file.lessons]
    for name in file.exercises:
        found += [told.exercise_path(name), told.exercise_notebook(name)]
    found += sorted(course.reports.glob("*.ipynb"))
    found += sorted((course.curriculum / "scenarios").glob("*.yaml"))
    trade = file.offer.world
    found += sorted((course.curriculum / "scenarios" / trade).glob("*.yaml"))
    found += trade_files(course.curriculum / "trades", trade)
    found += [cohort.journal(learner) for learner in cohort.learners]
    found.append(cohort.decisions)
    return [path for path in found if path.is_file()]


def hashes(paths: Iterable[Path], root: Path) -> dict[str, str]:
    """Give the SHA-256 of each file, by its path below `root`."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(paths)
    }
