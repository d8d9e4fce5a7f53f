"""The widgets: they turn state into a trait and messages into calls, and hold no rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import anywidget
import traitlets

from doorknob.exercises.base import Scenarios
from doorknob.exercises.choice import Choices
from doorknob.exercises.roleplay import RolePlay
from doorknob.exercises.tasks.kind import Tasks
from doorknob.widgets.calls import RolePlaySession
from doorknob.widgets.choices import ChoiceSession
from doorknob.widgets.messages import heard
from doorknob.widgets.recorder import Recorder
from doorknob.widgets.replies import Session
from doorknob.widgets.tasks import TasksSession

STATIC = Path(__file__).parent / "static"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./common\.js";\n', re.MULTILINE)


def script(name: str) -> str:
    """Give a widget's JavaScript as one module.

    Jupyter loads it from memory, where a relative import finds nothing; so what the widgets share
    is put in front, in place of the import.
    """
    common = (STATIC / "common.js").read_text(encoding="utf-8")
    own = (STATIC / name).read_text(encoding="utf-8")
    return common.replace("\nexport ", "\n") + "\n" + _IMPORT.sub("", own)


class ExerciseWidget(anywidget.AnyWidget):
    """What the widgets share.

    Attributes
    ----------
    view
        What the page shows. It is only ever written here: whatever a page puts into it is
        overwritten and counts for nothing.
    """

    _css = STATIC / "doorknob.css"
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session) -> None:
        self.session = session
        super().__init__(view=session.view())
        self.on_msg(self._received)

    def _received(self, _widget: Any, message: Any, _buffers: Any) -> None:
        reply = heard(self.session, message)
        self.view = self.session.view()
        self.send({"kind": "reply", **reply})


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
