"""Cohorts: who learns, what they sell, how it looks. ``cohort.yaml`` and ``roster.csv``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from pathlib import Path

import attrs
from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from doorknob.cast import VALUE
from doorknob.course import Course
from doorknob.documents import Document, load
from doorknob.errors import InvalidCohort, Problem, shown_path, suggestion
from doorknob.grading.lateness import NO_RULE, LateRule
from doorknob.journal.tombstones import Tombstones, read_tombstones
from doorknob.prospect.scenario import SLUG
from doorknob.publish.award import Award, award_problems
from doorknob.publish.casting import cast_of, name_problems, read_people, spoken_to
from doorknob.publish.forms import Comparison, Forms
from doorknob.publish.offer import Offer, offer_problems, offer_values
from doorknob.publish.roster import Learner, read_roster, risen
from doorknob.publish.rules import rule_problems
from doorknob.publish.trades import trade_problems, trade_values
from doorknob.slots import packed
from doorknob.structuring import structure

HEX = re.compile(r"#[0-9a-fA-F]{6}")
LOGOS = {".svg", ".png", ".jpg", ".jpeg"}


class Paper(StrEnum):
    """The paper that handouts are set for."""

    A4 = "a4"
    US_LETTER = "us-letter"


class Cards(StrEnum):
    """How large quick cards are: half a sheet of the paper (A5), or a quarter (A6, index card)."""

    HALF = "half"
    QUARTER = "quarter"


@attrs.frozen(kw_only=True)
class Brand:
    """How the cohort's papers look: a colour as ``#rrggbb`` and a logo beside the file."""

    colour: str = "#1f5c57"
    logo: str | None = None
    logo_alt: str = ""


@attrs.frozen(kw_only=True)
class CohortFile:
    """What ``cohort.yaml`` says, as it says it."""

    id: str
    title: str
    trainer: str
    date: dt.date
    language: str = "en-GB"
    paper: Paper = Paper.A4
    cards: Cards = Cards.HALF
    brand: Brand = Brand()
    offer: Offer
    names: dict[str, str] = attrs.field(factory=dict)
    lessons: tuple[str, ...]
    exercises: tuple[str, ...] = ()
    compare: tuple[Comparison, ...] = ()
    forms: Forms = Forms.AS_NAMED
    roster: str = "roster.csv"
    journals: str = "journals"
    exchange: str = "submissions"
    deadline: dt.date | None = None
    time_zone: str = ""
    late: LateRule = NO_RULE
    weights: dict[str, int] = attrs.field(factory=dict)
    seed: int = 0
    certificate: Award = attrs.field(factory=Award)
    home_page: str = ""
    values: dict[str, str] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Cohort:
    """A cohort, checked.

    Attributes
    ----------
    file
        What its file says.
    folder
        Where it lies.
    learners
        In the order of the roster; in that of their aliases, where they go by such.
    behind
        Where learners go by aliases: who stands behind each, by the alias's id.
    tombstones
        Whose data was erased.
    """

    file: CohortFile
    folder: Path
    learners: tuple[Learner, ...]
    behind: Mapping[str, Learner] = attrs.field(factory=dict)
    tombstones: Tombstones = attrs.field(factory=Tombstones)

    @property
    def id(self) -> str:
        """The cohort's name."""
        return self.file.id

    @property
    def journals(self) -> Path:
        """Where the learners' journals lie."""
        return self.folder / self.file.journals

    @property
    def decisions(self) -> Path:
        """Where the trainer's decisions lie."""
        return self.folder / "decisions.jsonl"

    @property
    def logo(self) -> Path | None:
        """The logo's file, if there is one."""
        return None if self.file.brand.logo is None else self.folder / self.file.brand.logo

    def journal(self, learner: Learner) -> Path:
        """Give the file of a learner's journal."""
        return self.journals / f"{self.real(learner).id}.jsonl"

    def real(self, learner: Learner) -> Learner:
        """Give a learner as the roster has them, also where they go by an alias."""
        return self.behind.get(learner.id, learner)

    def day(self, date: dt.date) -> str:
        """Write a day as the cohort's country does."""
        return str(format_date(date, "long", locale=Locale.parse(self.file.language, sep="-")))

    def values(self) -> Mapping[str, str]:
        """Give the cohort's values as text, for scenarios, exercises and lessons."""
        return self._values

    @cached_property
    def _values(self) -> Mapping[str, str]:
        own = {
            **offer_values(self.file.offer, Locale.parse(self.file.language, sep="-")),
            "trainer": self.file.trainer,
            "language": self.file.language,
            "seed": str(self.file.seed),
            "cohort": self.file.title,
            "date": self.day(self.file.date),
            "brand_colour": self.file.brand.colour,
        }
        people, offer = read_people(self.folder.parents[1]), self.file.offer
        cast = cast_of(people, self.file.names, offer.address, self.file.language)
        own |= spoken_to(people, cast)
        words = {**trade_values(self.trades, own, cast.names), **self.file.values}
        return {**own, **words, "trade_words": packed(words), VALUE: cast.packed()}

    @property
    def trades(self) -> Path:
        """Where the words of the trades lie, beside the course's cohorts."""
        return self.folder.parents[1] / "trades"


def read_cohort(course: Course, name: str) -> Cohort:
    """Read a cohort and its roster, and check both.

    Raises
    ------
    NotFound
        If there is no such cohort.
    InvalidCohort
        With every fault in either file, its line and how to fix it.
    """
    folder = course.cohort(name)
    document = load(folder / "cohort.yaml", InvalidCohort)
    file = structure(document, CohortFile, InvalidCohort)
    problems = list(_checked(file, document, course, folder))
    learners, faults = read_roster(folder / file.roster, document)
    tombstones = read_tombstones(folder)
    problems += [*faults, *risen(learners, folder / file.roster, tombstones, file.id)]
    if problems:
        raise InvalidCohort(sorted(problems, key=lambda p: (p.path, p.line or 0)))
    return Cohort(file=file, folder=folder, learners=learners, tombstones=tombstones)


def _checked(file: CohortFile, doc: Document, course: Course, folder: Path) -> Iterator[Problem]:
    if file.id != folder.name or not SLUG.fullmatch(file.id):
        fix = "Use small letters, digits and hyphens, the same as the folder's name."
        yield doc.problem(("id",), f"{file.id!r} should be {folder.name!r}.", fix)
    for field in ("title", "trainer"):
        if not getattr(file, field).strip():
            yield doc.problem((field,), "expected some text, found none.")
    yield from _check_locale(file, doc)
    yield from offer_problems(file.offer, doc)
    yield from name_problems(file.names, course, doc)
    yield from trade_problems(course.curriculum / "trades", file.offer, _slots(course))
    yield from _check_brand(file.brand, doc, folder)
    yield from award_problems(file.certificate, file.home_page, doc)
    yield from rule_problems(file, doc)
    for field in ("roster", "journals"):
        if not lies_inside(folder, getattr(file, field)):
            yield doc.problem((field,), "lies outside the cohort's folder.", "Move it inside.")
    yield from _check_named(file, doc, course)


def _slots(course: Course) -> Mapping[str, object]:
    try:
        return read_people(course.curriculum)
    except InvalidCohort:
        return {}  # Its faults are told with the names.


def _check_named(file: CohortFile, doc: Document, course: Course) -> Iterator[Problem]:
    """Check the lessons and exercises that the file names."""
    for field, home, ending in (
        ("lessons", course.lessons, ".ipynb"),
        ("exercises", course.exercises, ".yaml"),
    ):
        known = [path.stem for path in home.glob(f"*{ending}")]
        for index, name in enumerate(getattr(file, field)):
            if name not in known:
                message = f"there is no {name!r} in {shown_path(home)}."
                hint = suggestion(name, known).strip()
                yield doc.problem((field, index), message, hint)
    for index, pair in enumerate(file.compare):
        for side in ("before", "after"):
            name = getattr(pair, side)
            if name not in file.exercises:
                message = f"{name!r} is no exercise of this cohort."
                hint = suggestion(name, file.exercises).strip()
                yield doc.problem(("compare", index, side), message, hint)
    if not file.lessons and not file.exercises:
        yield doc.problem(("lessons",), "nothing to build.", "Name a lesson or an exercise.")


def _check_locale(file: CohortFile, doc: Document) -> Iterator[Problem]:
    try:
        Locale.parse(file.language, sep="-")
    except (UnknownLocaleError, ValueError):
        message = f"{file.language!r} is no language that we know."
        yield doc.problem(("language",), message, "Write it like en-GB, en-US or de-DE.")


def _check_brand(brand: Brand, doc: Document, folder: Path) -> Iterator[Problem]:
    if not HEX.fullmatch(brand.colour):
        fix = 'Write it like "#1f5c57", in quotes.'
        yield doc.problem(("brand", "colour"), f"{brand.colour!r} is no colour.", fix)
    if brand.logo is None:
        return
    place = ("brand", "logo")
    if not lies_inside(folder, brand.logo):
        yield doc.problem(place, "lies outside the cohort's folder.", "Copy it beside this file.")
    elif not (folder / brand.logo).is_file():
        near = [path.name for path in folder.iterdir() if path.suffix.lower() in LOGOS]
        hint = suggestion(brand.logo, near).strip()
        yield doc.problem(place, f"there is no file {brand.logo!r} beside this one.", hint)
    elif Path(brand.logo).suffix.lower() not in LOGOS:
        yield doc.problem(place, f"expected one of {', '.join(sorted(LOGOS))}.")
    elif not brand.logo_alt.strip():
        fix = "Say in a few words what it shows, for those who can't see it."
        yield doc.problem(("brand", "logo_alt"), "a logo needs this field.", fix)


def lies_inside(folder: Path, name: str) -> bool:
    """Say whether a path that a file names stays in a folder."""
    return (folder / name).resolve().is_relative_to(folder.resolve())
