"""On paper, as on the start page, an exercise is called by its title and not by its file."""

from __future__ import annotations

import json

import nbformat
import pytest

from doorknob.course import Course
from doorknob.publish.called import TITLES, call_by_title
from doorknob.publish.cohort import Cohort, read_cohort
from doorknob.publish.plan import plan


@pytest.fixture
def cohort(course: Course) -> Cohort:
    """Give the demo cohort."""
    return read_cohort(course, "demo")


def test_a_learners_paper_knows_the_titles_that_it_speaks_of(
    course: Course, cohort: Cohort
) -> None:
    """Those of the cohort's own exercises, and no others: it is made anew only for these."""
    documents = {one.target: one for one in plan(course, cohort)}

    titles = json.loads(documents["handouts/01-how-to-lose-a-deal"].values[TITLES])

    assert titles["01-think-it-over"] == "“She would like to think it over”"
    assert set(titles) <= set(cohort.file.exercises)
    assert all(name.startswith("01-") for name in titles)


def test_titles_stand_in_the_quotation_marks_of_the_language(course: Course) -> None:
    """A German paper has German ones."""
    documents = {one.target: one for one in plan(course, read_cohort(course, "german"))}

    titles = json.loads(documents["handouts/01-how-to-lose-a-deal"].values[TITLES])

    assert titles["01-what-she-needs"] == "„Was braucht sie?“"


def test_a_trainers_copy_keeps_the_names_of_files(course: Course, cohort: Cohort) -> None:
    """Whoever lays out papers looks for files."""
    trainers = [one for one in plan(course, cohort) if one.target.startswith("trainer/")]

    assert trainers
    assert not any(TITLES in one.values for one in trainers)


def test_prose_alone_is_changed() -> None:
    """Code speaks of files by their names, and so does prose of a file without a title."""
    prose = nbformat.v4.new_markdown_cell("Open `01-one` or `02-two`.")
    code = nbformat.v4.new_code_cell("open('`01-one`')")

    call_by_title([prose, code], {"01-one": "“The first”"}.get)

    assert prose.source == "Open “The first” or `02-two`."
    assert code.source == "open('`01-one`')"
