"""``doorknob.exercise``: an exercise in a notebook, live for a learner, printable for paper."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.display import display

from doorknob.cast import VALUE
from doorknob.course import Course
from doorknob.errors import BadParameter, DoorknobError
from doorknob.exercises.base import Exercise
from doorknob.exercises.registry import kind, read_exercise
from doorknob.slots import unpacked
from doorknob.tongue import say, speak, speak_english
from doorknob.widgets.keeping import keep_current
from doorknob.widgets.recorder import Recorder, journal_path

if TYPE_CHECKING:
    from doorknob.widgets.live import ExerciseWidget

PRINT, SEED, LANGUAGE = "DOORKNOB_PRINT", "DOORKNOB_SEED", "DOORKNOB_LANGUAGE"
AUDIENCES = ("learner", "trainer")
LOG = logging.getLogger(__name__)

# A kind that another package registers has no widget here; its worksheet is shown.
_WIDGETS = {"roleplay": "RolePlayWidget", "choice": "ChoiceWidget", "tasks": "TasksWidget"}


def exercise(
    id: str,  # noqa: A002  the name that a notebook's author expects
    *,
    learner: str = "",
    values: Mapping[str, str] | None = None,
    audience: str = "learner",
    journal: str | Path | None = None,
) -> None:
    """Show an exercise in a notebook.

    The one output holds the live exercise and, for paper and for readers without a kernel, its
    worksheet. Nothing is live, and nothing is written, for a trainer and wherever the environment
    says ``DOORKNOB_PRINT=1``, as a build does.

    Parameters
    ----------
    id
        The exercise's name: the stem of its file in ``exercises/``.
    learner
        Id in the roster; empty for somebody who practises alone.
    values
        The cohort's values for the exercise's parameters; ``trade_words`` holds any number of
        them as JSON.
    audience
        ``"learner"`` or ``"trainer"``; a trainer's worksheet shows the answers.
    journal
        The file that keeps what the learner does; else ``DOORKNOB_JOURNAL`` names it, else it lies
        beside the exercises.

    Raises
    ------
    DoorknobError
        Where the exercise cannot be opened, but only for a trainer or a build: a learner gets a
        message to pass on.
    """
    printed = os.environ.get(PRINT) == "1"
    try:
        _show(id, learner, values or {}, audience, journal, live=not printed)
    except Exception as bad:
        if printed or audience == "trainer":
            raise
        # A learner can do nothing with a traceback, whatever went wrong.
        LOG.debug("exercise %r could not be opened", id, exc_info=True)
        display({"text/html": _apology(bad)}, raw=True)


def _show(
    name: str,
    learner: str,
    values: Mapping[str, str],
    audience: str,
    journal: str | Path | None,
    *,
    live: bool,
) -> None:
    if audience not in AUDIENCES:
        raise BadParameter(f"audience: expected one of {', '.join(AUDIENCES)}, found {audience!r}.")
    if "language" in values:
        speak(values["language"])
    else:
        # Whoever reads it spells as the cohort does; a notebook need not know how.
        speak_english(os.environ.get(LANGUAGE, ""))
    course = Course.here().read_in(values.get("language", ""))
    found = read_exercise(course.exercise_path(name))
    key = audience == "trainer"
    chosen = unpacked({slot: str(value) for slot, value in values.items()})
    # A cohort's calls that count are the same for everybody; a notebook need not know how.
    chosen.setdefault("seed", os.environ.get(SEED, "0"))
    if course.people:
        chosen.setdefault(VALUE, course.people)
    bundle: dict[str, Any] = {
        "text/html": kind(found.kind).worksheet(found, course.scenario, chosen, key=key)
    }
    if not live or key or found.kind not in _WIDGETS:
        display(bundle, raw=True)
        return
    widget = _live(found, course, chosen, learner, journal)
    shown = widget._repr_mimebundle_()
    alive = shown[0] if isinstance(shown, tuple) else shown
    display({**bundle, **(alive or {})}, raw=True)
    keep_current(widget, found)


def _live(
    found: Exercise,
    course: Course,
    values: Mapping[str, str],
    learner: str,
    journal: str | Path | None,
) -> ExerciseWidget:
    path = journal_path(course, learner, journal)
    recorder = Recorder(path=path, learner=learner, exercise=found.id)
    # Imported here, so that a build, which shows nothing live, doesn't pay for ipywidgets.
    maker = getattr(import_module("doorknob.widgets.live"), _WIDGETS[found.kind])
    made: ExerciseWidget = maker.of(found, course.scenario, values, recorder)
    return made


def _apology(bad: Exception) -> str:
    told = str(bad) if isinstance(bad, DoorknobError) else f"{type(bad).__name__}: {bad}"
    head = escape(say("This exercise could not be opened. Tell your trainer:"))
    return f'<div class="dk-trouble" role="alert"><p>{head}</p><pre>{escape(told)}</pre></div>'
