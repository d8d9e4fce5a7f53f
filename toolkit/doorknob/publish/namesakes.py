"""Two people of one name: somebody in a cohort, and somebody in its lessons and calls."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from doorknob.cast import VALUE, finder, name_of, renamed_text, unpacked_cast
from doorknob.course import Course
from doorknob.documents import load
from doorknob.errors import Problem, shown_path
from doorknob.publish.casting import read_people
from doorknob.publish.cohort import Cohort
from doorknob.publish.spoken import course_texts, people_named


def namesakes(course: Course, cohort: Cohort) -> list[Problem]:
    """Find people in a cohort who are called as people in what it learns from.

    Nothing is wrong then; but on paper one may be taken for the other.
    """
    met = dict(_met(course, cohort))
    found = []
    for path, line, name in _own(cohort):
        other = met.get(first_name(name))
        if other is not None:
            who, place = other
            message = f"{name!r} may be taken for {who!r} in {shown_path(place)}."
            fix = "Where it would confuse, give that person another name under 'names'."
            found.append(Problem(path=path, line=line, message=message, fix=fix))
    return found


def _own(cohort: Cohort) -> Iterator[tuple[str, int | None, str]]:
    """Give the people of a cohort, and where they are named."""
    doc = load(cohort.folder / "cohort.yaml")
    yield doc.path, doc.line(("trainer",)), cohort.file.trainer
    yield doc.path, doc.line(("offer", "seller")), cohort.file.offer.seller
    roster = cohort.folder / cohort.file.roster
    rows = roster.read_text(encoding="utf-8", errors="replace").splitlines()
    for learner in cohort.learners:
        at = next((n for n, row in enumerate(rows, 1) if row.startswith(f"{learner.id},")), None)
        yield shown_path(roster), at, learner.name


def _met(course: Course, cohort: Cohort) -> Iterator[tuple[str, tuple[str, Path]]]:
    """Give those whom the cohort's lessons, exercises and calls name, by their first names."""
    names = unpacked_cast(cohort.values()[VALUE]).names
    texts = dict(course_texts(course))
    asked = {*cohort.file.lessons, *cohort.file.exercises}
    used = {path: text for path, text in texts.items() if path.stem in asked}
    said = "\n".join(used.values())
    calls = {p: t for p, t in texts.items() if p.parent.name == "scenarios" and p.stem in said}
    known = [one.name for one in read_people(course.curriculum).values()]
    for name in sorted({*known, *people_named(course), *cohort.file.names}):
        given = finder((name_of(name).given,))
        for path, text in {**used, **calls}.items():
            if given.search(text):
                shown = renamed_text(name_of(name).whole, names)
                yield first_name(shown), (shown, path)
                break


def first_name(text: str) -> str:
    """Give a first name as one hears it: without accents, in small letters.

    >>> first_name("Lindqvist, Hugo"), first_name("Inês Moura")
    ('hugo', 'ines')
    """
    plain = unicodedata.normalize("NFKD", name_of(text).given)
    return re.sub(r"[\u0300-\u036f]", "", plain).casefold()
