"""The start page: lessons and exercises, and how far the learner is with each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from doorknob.american import american_view
from doorknob.colour import darkened
from doorknob.errors import DatabaseError, DoorknobError, JournalError
from doorknob.exercises.base import Progress
from doorknob.exercises.registry import kind, read_exercise
from doorknob.journal.replay import Attempt, attempts
from doorknob.journal.store import read_journal
from doorknob.lab.folder import TRAINERS, Desk
from doorknob.lab.handing_in import can_hand_in, received
from doorknob.publish.once import title
from doorknob.tongue import say, speak, speaks_american, spoken
from doorknob.widgets.recorder import journal_path

# What one line of the page shows, as plain data.
Row = dict[str, Any]


def start_page(desk: Desk) -> dict[str, Any]:
    """Give what the start page shows, as plain data."""
    speak(desk.language)
    done = _tries(desk)
    lessons = [_lesson(desk, name) for name in desk.lessons]
    exercises = [_exercise(desk, name, done.get(name, ())) for name in desk.exercises]
    groups = _groups(lessons, exercises)
    cohort = desk.cohort
    shown = {
        "language": spoken(),
        "title": cohort.file.title if cohort else "Doorknob",
        "company": cohort.file.offer.company if cohort else "",
        "colour": darkened(cohort.file.brand.colour) if cohort else "",
        "learner": desk.learner.name if desk.learner else "",
        "lessons": lessons,
        "exercises": exercises,
        "groups": groups,
        "next": None if desk.trainer else _next(groups),
        "trainer": _trainers(desk),
        "deadline": _deadline(desk),
        "can_hand_in": can_hand_in(desk),
        # Without an exchange the download has to be sent by hand.
        "send_to": cohort.file.trainer if cohort and desk.learner and not can_hand_in(desk) else "",
        "received": received(desk),
        "finished": sum(one["progress"] == Progress.DONE for one in exercises),
    }
    return american_view(shown) if speaks_american() else shown


def _trainers(desk: Desk) -> list[dict[str, Any]]:
    if not desk.trainer:
        return []
    return [{"title": say(title), "path": name} for name, (title, _) in TRAINERS.items()]


def _deadline(desk: Desk) -> str:
    """Give the last day for handing in, as the cohort's country writes it; empty for none.

    What lateness costs stands beside it, so that nobody learns it afterwards.
    """
    if desk.cohort is None or desk.cohort.file.deadline is None or desk.learner is None:
        return ""
    file = desk.cohort.file
    day = desk.cohort.day(desk.cohort.file.deadline)
    if not file.late.told:
        return day
    return say("{day}, {zone} time. {late}", day=day, zone=file.time_zone, late=file.late.told)


def _tries(desk: Desk) -> dict[str, tuple[Attempt, ...]]:
    learner = desk.learner.id if desk.learner else ""
    path = journal_path(desk.course, learner, desk.kept)
    try:
        return attempts(read_journal(path, learner or None).events)
    except (JournalError, DatabaseError):
        # The lessons can be opened all the same.
        return {}


def _groups(lessons: Sequence[Row], exercises: Sequence[Row]) -> list[dict[str, Any]]:
    """Put each exercise below its lesson; a test over the whole course stands before or after.

    The paths in the order of the groups are the way through the course.
    """
    known = {one["id"] for one in lessons}
    at = [number for number, one in enumerate(exercises) if one["lesson"] in known]
    first = at[0] if at else len(exercises)
    parts = [(say("To begin with"), [*exercises[:first]])]
    for lesson in lessons:
        own = [one for one in exercises if one["lesson"] == lesson["id"]]
        parts.append((_heading(lesson["id"]), [lesson, *own]))
    last = [one for one in exercises[first:] if one["lesson"] not in known]
    parts.append((say("At the end"), last))
    return [{"title": heading, "rows": rows} for heading, rows in parts if rows]


def _heading(lesson: str) -> str:
    number = re.match(r"0*(\d+)-", lesson)
    return say("Module {number}", number=number[1]) if number else say("Lesson")


def _next(groups: Sequence[dict[str, Any]]) -> Row | None:
    """Give what comes next: what was left halfway, or else the first exercise that isn't done.

    Before a module's first exercise comes its lesson.
    """
    for group in groups:
        begun: list[Row] = group["rows"]
        for row in begun:
            if row.get("progress") == Progress.UNFINISHED:
                return row
    for group in groups:
        rows: list[Row] = group["rows"]
        exercises = [one for one in rows if "progress" in one]
        undone = [one for one in exercises if one["progress"] not in {Progress.DONE, ""}]
        if undone and all(one["progress"] == Progress.NOT_STARTED for one in exercises):
            return rows[0]
        if undone:
            return undone[0]
    return None


def _lesson(desk: Desk, name: str) -> Row:
    path = desk.root / "lessons" / f"{name}.ipynb"
    try:
        told = title(desk.told.lesson_notebook(name)) or _title(name)
    except DoorknobError:
        told = _title(name)
    return {
        "id": name,
        "title": told,
        "path": f"lessons/{name}.ipynb",
        "there": path.exists(),
        "label": say("the lesson"),
    }


def _exercise(desk: Desk, name: str, tries: tuple[Attempt, ...]) -> Row:
    shown: Row = {"path": f"exercises/{name}.ipynb", "minutes": 0, "lesson": "", "call": False}
    try:
        exercise = read_exercise(desk.told.exercise_path(name))
        filled = exercise.fill(desk.values)
        found = kind(exercise.kind).grade(exercise, tries, desk.course.scenario, desk.values)
    except DoorknobError:
        # A fault in one file must not take the page from a whole room.
        return {**shown, "title": _title(name), "progress": "", "label": say("cannot be opened")}
    return {
        **shown,
        "title": filled.title,
        "minutes": filled.minutes,
        "lesson": filled.lesson,
        "call": filled.kind == "roleplay",
        "progress": str(found.progress),
        "label": say(found.progress.label),
    }


def _title(name: str) -> str:
    return name.lstrip("0123456789-").replace("-", " ").capitalize()
