"""A trainer's own course: a copy of this one, or an empty one that works."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import attrs

from doorknob.authoring.adding import exercise_files, lesson_text, scenario_text
from doorknob.authoring.files import written, written_for
from doorknob.authoring.group import cohort_text, empty_cohort_text, group_id
from doorknob.authoring.placing import put, refuse_what_is_there
from doorknob.authoring.shipped import shipped_course, template
from doorknob.course import Course
from doorknob.errors import BadParameter

LONGEST_TITLE = 200
# What of the curriculum an empty course begins without.
EMPTIED = {"lessons", "scenarios", "calls"}
LESSON, EXERCISE, SCENARIO = "01-a-stall-hides-a-worry", "01-the-first-words", "sleep-on-it"


@attrs.frozen(kw_only=True)
class Beginning:
    """What a trainer asks for.

    Attributes
    ----------
    title
        What the cohort is called.
    cohort
        The cohort of this course whose brand, offer and choice of exercises are taken over; None
        for an empty course.
    today
        The day that the cohort is dated.
    """

    title: str
    cohort: str | None
    today: dt.date


def begin_course(target: Path, wanted: Beginning) -> Course:
    """Write a course of a trainer's own.

    Parameters
    ----------
    target
        A folder that isn't there yet, or an empty one.
    wanted
        What goes into it.

    Raises
    ------
    BadParameter
        If something is there already, or the title is none. Nothing is changed.
    NotFound
        If there is no such cohort to begin with; suggests what there is.
    OSError
        If the machine refuses.
    """
    title = wanted.title.strip()
    if not title or len(title) > LONGEST_TITLE or not title.isprintable():
        raise BadParameter(f"--title: expected one line of 1 to {LONGEST_TITLE} characters.")
    wanted = attrs.evolve(wanted, title=title)
    refuse_what_is_there(target)
    source = shipped_course()
    home = None if wanted.cohort is None else source.cohort(wanted.cohort)

    def fill(folder: Path) -> None:
        if home is None:
            _empty(Course(folder), source, wanted)
        else:
            _copied(Course(folder), source, home, wanted)
        _around(Course(folder), group_id(title), title)

    put(target, fill, last="curriculum")
    return Course(target)


def _copied(course: Course, source: Course, cohort: Path, wanted: Beginning) -> None:
    for path in written(source):
        _copy(source.root / path, course.root / path)
    group = course.curriculum / "cohorts" / group_id(wanted.title)
    for path in written_for(cohort):
        _copy(path, group / path.relative_to(cohort))
    text = cohort_text(cohort / "cohort.yaml", title=wanted.title, today=wanted.today)
    _write(group / "cohort.yaml", text)


def _empty(course: Course, source: Course, wanted: Beginning) -> None:
    for path in written(source):
        # Reports, and whatever else a lesson of any course may read.
        if path.parts[0] == course.curriculum.name and path.parts[1] not in EMPTIED:
            _copy(source.root / path, course.root / path)
    _write(course.lessons / f"{LESSON}.ipynb", lesson_text("A stall hides a worry"))
    for name, text in exercise_files(
        EXERCISE, kind="choice", title="The first words", lesson=LESSON
    ).items():
        _write(course.exercises / name, text)
    scenario = scenario_text(SCENARIO, "Sleep on it")
    _write(course.curriculum / "scenarios" / f"{SCENARIO}.yaml", scenario)
    group = course.curriculum / "cohorts" / group_id(wanted.title)
    text = empty_cohort_text(
        title=wanted.title, today=wanted.today, lesson=LESSON, exercise=EXERCISE
    )
    _write(group / "cohort.yaml", text)


def _around(course: Course, cohort: str, title: str) -> None:
    """Write what both kinds of beginning have: a roster, a page to read first, what git ignores."""
    _write(course.curriculum / "cohorts" / cohort / "roster.csv", template("roster.csv"))
    _write(course.root / "README.md", template("README.md", cohort=cohort, title=title))
    _write(course.root / ".gitignore", template("gitignore"))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    # The text alone: what came with a wheel may be write-protected, and this is to be changed.
    shutil.copyfile(source, target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
