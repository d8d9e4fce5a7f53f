"""The widgets: they turn state into a trait and messages into calls, and hold no rule."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import anywidget
import traitlets

from doorknob.american import american_view
from doorknob.colour import COLOUR, darkened, lightened
from doorknob.errors import BadParameter
from doorknob.exercises.base import Scenarios
from doorknob.exercises.choice import Choices
from doorknob.exercises.roleplay import RolePlay
from doorknob.exercises.tasks.kind import Tasks
from doorknob.tongue import speaks_american, spoken, words
from doorknob.widgets.calls import RolePlaySession
from doorknob.widgets.choices import ChoiceSession
from doorknob.widgets.messages import heard
from doorknob.widgets.recorder import Recorder
from doorknob.widgets.replies import Exercised, Session
from doorknob.widgets.tasks import TasksSession

STATIC = Path(__file__).parent / "static"
_DARK = "#252c2b"  # the lightest ground of a dark page
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+\.js)";\n', re.MULTILINE)


def script(name: str) -> str:
    """Give the JavaScript of one of this package's widgets as one module."""
    return bundled(STATIC / name)


def bundled(path: Path) -> str:
    """Give a widget's JavaScript as one module.

    Jupyter loads it from memory, where a relative import finds nothing; so what the widgets share
    is put in front, in place of the import.
    """
    own = path.read_text(encoding="utf-8")
    parts = {name: _exported(name) for name in _shared(own)}
    return "\n".join([*parts.values(), _IMPORT.sub("", own)])


def _shared(text: str) -> Iterator[str]:
    """Give the modules that one needs, each after what it needs itself."""
    for name in _IMPORT.findall(text):
        yield from _shared((STATIC / name).read_text(encoding="utf-8"))
        yield name


def _exported(name: str) -> str:
    text = _IMPORT.sub("", (STATIC / name).read_text(encoding="utf-8"))
    return f"\n{text}".replace("\nexport ", "\n")


def shades_of(colour: str) -> list[str]:
    """Give a colour as it can be read on a light page, and on a dark one.

    >>> shades_of("#ffd500"), shades_of("")
    (['#897300', '#ffd500'], [])
    """
    try:
        return [darkened(colour), lightened(colour, _DARK)]
    except BadParameter:
        return []


class LiveWidget(anywidget.AnyWidget):
    """What all widgets share.

    Attributes
    ----------
    view
        What the page shows. It is only ever written here: whatever a page puts into it is
        overwritten and counts for nothing.
    words, language
        What the page itself says, by its English, and in which language that is.
    colours
        The cohort's colour as it can be read on a light page, and on a dark one; none where it has
        no colour of its own.
    """

    # Whether it shows what others wrote, which is shown as it was written.
    quotes = False
    view = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)
    colours = traitlets.List().tag(sync=True)

    def __init__(self, session: Session) -> None:
        self.session = session
        # Called after each message, to keep what stands in the notebook current.
        self.after: Callable[[], None] = lambda: None
        told = words(str(self._esm))
        shades = shades_of(os.environ.get(COLOUR, ""))
        super().__init__(view=self._shown(), words=told, language=spoken(), colours=shades)
        self.on_msg(self._received)

    def _shown(self) -> dict[str, Any]:
        view = self.session.view()
        return american_view(view) if speaks_american() and not self.quotes else view

    def _received(self, _widget: Any, message: Any, _buffers: Any) -> None:
        reply = heard(self.session, message)
        self.view = self._shown()
        self.send({"kind": "reply", **reply})
        self.after()


class ExerciseWidget(LiveWidget):
    """What the exercises' widgets share."""

    _css = STATIC / "doorknob.css"
    session: Exercised


class RolePlayWidget(ExerciseWidget):
    """A call with a prospect."""

    _esm = script("roleplay.js")

    @classmethod
    def of(
        cls, exercise: RolePlay, scenarios: Scenarios, values: Mapping[str, str], recorder: Recorder
    ) -> Self:
        """Make the widget of an exercise."""
        scenario = scenarios(exercise.fill(values).scenario)
        return cls(RolePlaySession(exercise, scenario, values, recorder))


class ChoiceWidget(ExerciseWidget):
    """Situations with options to choose from."""

    _esm = script("choice.js")

    @classmethod
    def of(
        cls,
        exercise: Choices,
        scenarios: Scenarios,  # noqa: ARG003  every kind is made alike
        values: Mapping[str, str],
        recorder: Recorder,
    ) -> Self:
        """Make the widget of an exercise."""
        return cls(ChoiceSession(exercise, values, recorder))


class TasksWidget(ExerciseWidget):
    """Tasks of many kinds."""

    _esm = script("tasks.js")

    @classmethod
    def of(
        cls,
        exercise: Tasks,
        scenarios: Scenarios,  # noqa: ARG003  every kind is made alike
        values: Mapping[str, str],
        recorder: Recorder,
    ) -> Self:
        """Make the widget of an exercise."""
        return cls(TasksSession(exercise, values, recorder))
