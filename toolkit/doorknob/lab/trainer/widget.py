"""The trainer's widgets: state into a trait, messages into calls, and no rule."""

from __future__ import annotations

from pathlib import Path

from doorknob.lab.trainer.group import GroupSession
from doorknob.lab.trainer.session import DeskSession
from doorknob.widgets.live import STATIC, LiveWidget, bundled

HERE = Path(__file__).parent / "static"
STYLE = (STATIC / "doorknob.css").read_text(encoding="utf-8")


class TrainersDesk(LiveWidget):
    """The room, the review desk and the building of papers."""

    quotes = True
    _esm = bundled(HERE / "desk.js")
    _css = STYLE + (HERE / "trainer.css").read_text(encoding="utf-8")

    def __init__(self, session: DeskSession) -> None:
        super().__init__(session)


class GroupCall(LiveWidget):
    """A call that the whole room plays."""

    _esm = bundled(HERE / "group.js")
    _css = STYLE + (HERE / "trainer.css").read_text(encoding="utf-8")

    def __init__(self, session: GroupSession) -> None:
        super().__init__(session)
