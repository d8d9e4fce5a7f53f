"""What a document is made from: the digest of each thing, by its name.

A document is made anew when one of these has changed, and only then. Which scenarios and exercises
a notebook uses is seen from the names in its code; what those use in turn is in their files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import attrs

from doorknob.course import Course
from doorknob.errors import DoorknobError
from doorknob.journal.decisions import read_decisions
from doorknob.publish.cohort import Cohort
from doorknob.publish.grader import told
from doorknob.publish.handed_in import submissions
from doorknob.publish.once import exercise, texts
from doorknob.publish.plan import Document

PACKAGE = Path(__file__).parents[1]
# What runs a notebook and what sets a page.
ENGINES = (
    "papermill",
    "nbconvert",
    "nbclient",
    "ipykernel",
    "matplotlib",
    "typst",
    "pypandoc_binary",
    "fonttools",
    "font-source-sans-pro",
    "font-source-serif-pro",
)


@attrs.frozen
class Pantry:
    """Gives the ingredients of a cohort's documents; each file is read once."""

    course: Course
    cohort: Cohort
    _digests: dict[Path, str] = attrs.field(factory=dict, init=False, eq=False)
    _scenarios: dict[str, str] = attrs.field(factory=dict, init=False, eq=False)
    _lines: list[tuple[str, str]] = attrs.field(factory=list, init=False, eq=False)

    def of(self, document: Document) -> dict[str, str]:
        """Give what a document is made from.

        Returns
        -------
        dict
            A short digest by name; the names are what ``doorknob build --why`` shows.
        """
        found = {
            "doorknob itself": _package(),
            "installed packages": _engines(),
            "notebook": self._digest(document.notebook),
            "values": _of_data({**document.values, "audience": document.audience}),
            "page": _of_data(self._page(document.page)),
        }
        found |= self._decided(document)
        found |= self._ruled(document)
        return found | {name: self._digest(path) for name, path in sorted(self._files(document))}

    def _page(self, page: Mapping[str, Any]) -> dict[str, Any]:
        logo = page.get("logo")
        return {**page, "logo": self._digest(Path(logo)) if logo else None}

    def _files(self, document: Document) -> Iterator[tuple[str, Path]]:
        kind, _, name = document.target.partition("/")
        about_all = document.about_all
        if kind == "cards":
            # Nothing in a card runs; what is taken from each lesson stands in it.
            for path in document.further:
                yield f"notebook {path.stem}", path
        elif kind == "results" or about_all:
            # Where people go by aliases, everybody's name is looked for in everybody's result.
            if about_all or self.cohort.behind:
                yield "roster", self.cohort.folder / self.cohort.file.roster
            for task in self.cohort.file.exercises:
                yield from self._exercise(task)
            for learner in self.cohort.learners:
                if about_all or learner.id == name:
                    yield f"journal of {learner.id}", self.cohort.journal(learner)
        else:
            yield from self._named(document.notebook)

    def _decided(self, document: Document) -> dict[str, str]:
        """Give the digest of what the trainer decided about a learner, or about all."""
        kind, _, name = document.target.partition("/")
        about_all = document.about_all
        if kind != "results" and not about_all:
            return {}
        if not self._lines:
            held = read_decisions(self.cohort.decisions)
            self._lines.extend((one.learner, one.as_line()) for one in held.all)
        real = {one.id: self.cohort.real(one).id for one in self.cohort.learners}
        told = [line for who, line in self._lines if about_all or who == real.get(name)]
        return {"trainer's decisions": _of_data(told)} if told else {}

    def _ruled(self, document: Document) -> dict[str, str]:
        """Give the cohort's late rule and weights, and when what was handed in, where it counts."""
        kind, _, name = document.target.partition("/")
        about_all = document.about_all
        rules = told(self.cohort) if kind == "results" or about_all else {}
        if not rules:
            return {}
        found = {"late rule and weights": _of_data(rules)}
        if "late" in rules:
            files = [
                path
                for learner in self.cohort.learners
                if about_all or learner.id == name
                for path in submissions(self.cohort, learner)
            ]
            found["what was handed in"] = _of_data([self._digest(path) for path in files])
        return found

    def _named(self, notebook: Path) -> Iterator[tuple[str, Path]]:
        """Find the exercises and scenarios whose names stand in a notebook's code."""
        if notebook.parent == self.course.lessons:
            yield "evidence", self.course.evidence
        for text in texts(notebook):
            if (self.course.exercises / f"{text}.yaml").is_file():
                yield from self._exercise(text)
            if (self.course.curriculum / "scenarios" / f"{text}.yaml").is_file():
                yield from self._call(text)

    def _exercise(self, name: str) -> Iterator[tuple[str, Path]]:
        yield f"exercise {name}", self._told(name)
        scenario = self._scenario_of(name)
        if scenario:
            yield from self._call(scenario)

    def _told(self, name: str) -> Path:
        """Give an exercise's file as the cohort reads it; it need not be there."""
        course = self.course.read_in(self.cohort.file.language)
        return course.told(course.exercises / f"{name}.yaml")

    def _call(self, scenario: str) -> Iterator[tuple[str, Path]]:
        """Give a scenario's file, and the variant that the cohort's trade has of it."""
        home = self.course.curriculum / "scenarios"
        yield f"scenario {scenario}", home / f"{scenario}.yaml"
        trade = self.cohort.file.offer.world
        if (home / trade / f"{scenario}.yaml").is_file():
            yield f"scenario {trade}/{scenario}", home / trade / f"{scenario}.yaml"

    def _scenario_of(self, name: str) -> str:
        """Give the scenario that an exercise is played with, if any."""
        if name not in self._scenarios:
            try:
                found = getattr(exercise(self._told(name)), "scenario", "")
            except DoorknobError:
                found = ""
            self._scenarios[name] = found if isinstance(found, str) else ""
        return self._scenarios[name]

    def _digest(self, path: Path) -> str:
        if path not in self._digests:
            try:
                self._digests[path] = _short(path.read_bytes())
            except OSError:
                self._digests[path] = "missing"
        return self._digests[path]


def changes(before: Mapping[str, str] | None, now: Mapping[str, str]) -> tuple[str, ...]:
    """Say what changed between two makings of a document; empty where nothing did.

    >>> changes({"notebook": "a", "page": "b"}, {"notebook": "c", "page": "b"})
    ('notebook',)
    >>> changes(None, {"notebook": "c"})
    ('it was not made before',)
    """
    if before is None:
        return ("it was not made before",)
    return tuple(
        name for name in sorted(before.keys() | now.keys()) if before.get(name) != now.get(name)
    )


@cache
def _package() -> str:
    """Give the digest of the installed package: code, templates, styles, the reader's model."""
    whole = sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and "corpus" not in path.parts:
            whole.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0")
            whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


@cache
def _engines() -> str:
    return _of_data({name: _version(name) for name in ENGINES})


def installed() -> dict[str, str]:
    """Give all that is installed and shapes a document: versions, and the package's own digest."""
    return {name: _version(name) for name in ENGINES} | {"doorknob": _package()}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _of_data(data: Any) -> str:
    return _short(json.dumps(data, sort_keys=True, ensure_ascii=False).encode())


def _short(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]
