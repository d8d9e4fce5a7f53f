"""One list says what is kept: the document shows it, and nothing else is written about anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from conftest import ROOT
from doorknob.course import Course
from doorknob.privacy.case import Case
from doorknob.privacy.stores import ELSEWHERE, STORES, table
from doorknob.publish.build import build
from doorknob.publish.cohort import read_cohort
from doorknob.publish.pseudonyms import pseudonymised
from keptdata import of, run

# Written by hand, and by whoever makes the cohort.
BY_HAND = {"curriculum/cohorts/demo/journals/README.md"}


def naming(course: Course, case: Case) -> Iterator[str]:
    """Give the files of the cohort and the build that hold a learner's id or name."""
    given = [case.id, case.learner.name, *case.learner.name.split(), *case.names]
    words = [re.compile(rf"(?<![a-z]){re.escape(word)}(?![a-z])", re.IGNORECASE) for word in given]
    for home in (course.cohort("demo"), course.build):
        for path in sorted(home.rglob("*")):
            name = path.relative_to(course.root).as_posix()
            if path.is_file() and name not in BY_HAND:
                texts = [path.name, *said(path)]
                if any(word.search(text) for word in words for text in texts):
                    yield name


@cache
def said(path: Path) -> tuple[str, ...]:
    """Give a file's text, and what a PDF shows; each is read once for all learners."""
    data = path.read_bytes()
    if path.suffix != ".pdf" or not data.startswith(b"%PDF"):
        return (data.decode("utf-8", "replace"),)
    reader = PdfReader(BytesIO(data))
    return (repr(reader.metadata), *(page.extract_text() for page in reader.pages))


def uncovered(case: Case, names: Iterator[str]) -> list[str]:
    patterns = [pattern for store in STORES for pattern in store.patterns(case)]
    return [name for name in names if not any(fnmatchcase(name, one) for one in patterns)]


def test_the_document_shows_the_list() -> None:
    assert table() in (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    names = [one.name for one in (*STORES, *ELSEWHERE)]
    assert len(names) == len(set(names))


def test_whatever_is_written_about_anybody_is_on_the_list(kept: Course) -> None:
    """With everything that can be kept, in each file of the cohort and the build."""
    for learner in ("an", "anna", "bruno"):
        case = of(kept, learner)
        names = list(naming(kept, case))
        assert len(names) > 12
        assert uncovered(case, iter(names)) == []


@pytest.mark.thorough
@pytest.mark.parametrize("by_alias", [False, True])
def test_a_build_writes_nothing_about_anybody_that_is_not_on_the_list(
    copy: Course, *, by_alias: bool
) -> None:
    """The demo, built, graded, certified and exported; PDFs are read as well."""
    roster = copy.cohort("demo") / "roster.csv"
    lines = roster.read_text(encoding="utf-8").splitlines(keepends=True)
    wanted = ("id,", "adaeze,", "emre,", "jonas,")
    roster.write_text("".join(one for one in lines if one.startswith(wanted)), encoding="utf-8")
    cohort = read_cohort(copy, "demo")
    build(copy, pseudonymised(cohort) if by_alias else cohort)
    for words in (
        ("gradebook", "demo"), ("certificate", "demo"), ("kit", "demo"),
        ("learner", "export", "emre"),
    ):  # fmt: skip
        more = ("--cohort", "demo") if words[0] == "learner" else ()
        assert run(*words, *more).exit_code == 0
    for learner in cohort.learners:
        case = of(copy, learner.id)
        names = list(naming(copy, case))
        assert len(names) > 4
        assert uncovered(case, iter(names)) == []
