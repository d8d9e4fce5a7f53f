"""The start page: lessons and exercises, and how far the learner is with each."""

from __future__ import annotations

from typing import Any

from doorknob.errors import DatabaseError, DoorknobError, JournalError
from doorknob.exercises.base import Progress
from doorknob.exercises.registry import kind, read_exercise
from doorknob.journal.replay import Attempt, attempts
from doorknob.journal.store import read_journal
from doorknob.lab.folder import TRAINERS, Desk
from doorknob.lab.handing_in import can_hand_in, received
from doorknob.publish.once import title
from doorknob.tongue import say, speak, spoken
from doorknob.widgets.recorder import journal_path


def start_page(desk: Desk) -> dict[str, Any]:
    """Give what the start page shows, as plain data."""
    speak(desk.language)
    done = _tries(desk)
    exercises = [_exercise(desk, name, done.get(name, ())) for name in desk.exercises]
    cohort = desk.cohort
    return {
        "language": spoken(),
        "title": cohort.file.title if cohort else "Doorknob",
        "company": cohort.file.offer.company if cohort else "",
        "colour": cohort.file.brand.colour if cohort else "",
        "learner": desk.learner.name if desk.learner else "",
        "lessons": [_lesson(desk, name) for name in desk.lessons],
        "exercises": exercises,
        "trainer": _trainers(desk),
        "deadline": _deadline(desk),
        "can_hand_in": can_hand_in(desk),
        # Without an exchange the download has to be sent by hand.
        "send_to": cohort.file.trainer if cohort and desk.learner and not can_hand_in(desk) else "",
        "received": received(desk),
        "finished": sum(one["progress"] == Progress.DONE for one in exercises),
    }


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


def _lesson(desk: Desk, name: str) -> dict[str, Any]:
    path = desk.root / "lessons" / f"{name}.ipynb"
    try:
        told = title(desk.told.lesson_notebook(name)) or _title(name)
    except DoorknobError:
        told = _title(name)
    return {"title": told, "path": f"lessons/{name}.ipynb", "there": path.exists()}


def _exercise(desk: Desk, name: str, tries: tuple[Attempt, ...]) -> dict[str, Any]:
    shown: dict[str, Any] = {"path": f"exercises/{name}.ipynb", "minutes": 0}
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
        "progress": str(found.progress),
        "label": say(found.progress.label),
    }


def _title(name: str) -> str:
    return name.lstrip("0123456789-").replace("-", " ").capitalize()
