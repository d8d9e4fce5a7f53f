"""How a learner's message is taken, and the words for it.

The words are for people who have never seen a program from the inside.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import attrs

from doorknob.journal.store import Place
from doorknob.prospect.conversation import LONGEST_LINE


@attrs.frozen(kw_only=True)
class Reply:
    """How a message was taken.

    Attributes
    ----------
    accepted
        Whether it counts; False gives the learner the words back.
    notice
        What the learner is told about it; empty where the view says enough.
    keep
        Whether the page should keep the message and send it again later.
    """

    accepted: bool = True
    notice: str = ""
    keep: bool = False


class Session(Protocol):
    """What a widget needs of a session."""

    @property
    def place(self) -> Path | Place:
        """Where it writes to."""
        ...

    def view(self) -> dict[str, Any]:
        """Give what the page shows, as plain data."""
        ...

    def take(self, message: Mapping[str, Any]) -> Reply:
        """Do what a message asks for."""
        ...


class Exercised(Session, Protocol):
    """A session of an exercise."""

    def kept(self) -> str:
        """Write what was done so far as HTML, for whoever opens the notebook without a kernel."""
        ...


def refused(notice: str) -> Reply:
    """Turn a message down; the learner is told why."""
    return Reply(accepted=False, notice=notice)


NOT_UNDERSTOOD = "That didn't arrive as it should have. Please try again."
CALL_OVER = "The call is over. Start again to play another one."
SAY_SOMETHING = "Write what you would say first."
CHOOSE_ONE = "Choose one of the lines below the call."
ONE_TAKE = "This call counts, so it is played once."
NO_HELP = "This call counts, so there are no hints and no steps back."
NO_SUCH_LINE = "There is no such line to go back to."
TOO_LONG = (
    "Nobody would listen to that much at once. Say it in fewer words: "
    f"{LONGEST_LINE:,} characters at most."
)
NOTHING_TO_DOUBT = "There is no such line, or nobody who could look at it."
NO_HINT = "There is no hint for this one."
NOTHING_GIVEN = "Answer it first."
HANDED_IN = "You have finished this already, so the answers stay as they are."
ANSWER_ONE = "Answer at least one situation before you finish."
NOT_SAVED = (
    "This could not be saved, so it doesn't count yet. It is kept here and will be tried again. "
    "If that goes on, tell your trainer."
)
WENT_WRONG = "Something went wrong on our side, and this didn't count. Please tell your trainer."
