"""Situations to choose in, as the page shows them: every rule of them, and no Jupyter.

A session folds the journal into plain data for the page (`view`) and turns what a learner does
into an entry of the journal and then into an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from doorknob import __version__
from doorknob.exercises.base import Feedback
from doorknob.exercises.choice import Choices, Item
from doorknob.journal.store import Place
from doorknob.tongue import say
from doorknob.widgets.keeping import answer_html
from doorknob.widgets.recorder import Recorder
from doorknob.widgets.replies import (
    ANSWER_ONE,
    HANDED_IN,
    NOT_UNDERSTOOD,
    Reply,
    refused,
)


class ChoiceSession:
    """Situations with options to choose from.

    Parameters
    ----------
    exercise
        As its file gives it.
    values
        The cohort's values for it.
    recorder
        The learner's journal; what it holds is taken up again.
    """

    def __init__(self, exercise: Choices, values: Mapping[str, str], recorder: Recorder) -> None:
        self.exercise = exercise.fill(values)
        self.recorder = recorder

    @property
    def place(self) -> Path | Place:
        """The journal."""
        return self.recorder.path

    @property
    def handed_in(self) -> bool:
        """Whether the answers are final."""
        return any(attempt.completed for attempt in self.recorder.tries)

    def answer(self, item: str, option: str, message: str) -> Reply:
        """Choose an option."""
        self.recorder.refresh()
        if self.recorder.knows(message):
            return Reply()
        if self.handed_in:
            return refused(HANDED_IN)
        asked = next((known for known in self.exercise.items if known.id == item), None)
        if asked is None or asked.option(option) is None:
            return refused(NOT_UNDERSTOOD)
        if self._given(asked)[-1:] == [option]:
            # The same answer again is no second try.
            return Reply()
        if self.recorder.current is None:
            details = {"exercise_version": self.exercise.version, "engine": __version__}
            self.recorder.begin(message, details)
        self.recorder.answer(message, option, part=item)
        return Reply()

    def finish(self, message: str) -> Reply:
        """Finish."""
        self.recorder.refresh()
        if self.handed_in or self.recorder.knows(message):
            return Reply()
        if not any(self._given(item) for item in self.exercise.items):
            return refused(ANSWER_ONE)
        self.recorder.complete(message)
        return Reply()

    def take(self, message: Mapping[str, Any]) -> Reply:
        """Do what a message asks for."""
        match message:
            case {"do": "look"}:
                self.recorder.refresh()
                return Reply()
            case {"do": "answer", "id": str(name), "item": str(item), "option": str(option)}:
                return self.answer(item, option, name)
            case {"do": "finish", "id": str(name)}:
                return self.finish(name)
        return refused(NOT_UNDERSTOOD)

    def view(self) -> dict[str, Any]:
        """Give what the page shows; of what was right, only what the learner may know by now."""
        items = [self._item(item) for item in self.exercise.items]
        return {
            "outbox": self.recorder.outbox,
            "title": self.exercise.title,
            "instructions": self.exercise.instructions,
            "items": items,
            "answered": sum(bool(item["chosen"]) for item in items),
            "at_once": self.exercise.feedback is Feedback.AT_ONCE,
            "over": self.handed_in,
            "summary": self._summary() if self.handed_in else "",
        }

    def kept(self) -> str:
        """Write the answers as they stand in the notebook for whoever opens it without a kernel."""
        parts = [f"<h3>{escape(self.exercise.title)}</h3>"]
        for number, item in enumerate(self.exercise.items, start=1):
            chosen = [item.option(name) for name in self._given(item)[-1:]]
            parts.append(f"<p><strong>{number}.</strong> {escape(item.prompt)}</p>")
            for option in chosen:
                if option is not None:
                    told = option.feedback if self.exercise.feedback is Feedback.AT_ONCE else ""
                    parts.append(answer_html(option.text, (told,)))
            if not chosen:
                parts.append(answer_html("", ()))
        return "\n".join(parts)

    def _summary(self) -> str:
        if self.exercise.feedback is Feedback.AFTER_GRADING:
            return say("Finished. Your trainer will show you what was right.")
        items = self.exercise.items
        best = sum(self._given(item)[-1:] == [item.best.id] for item in items)
        return say(
            "Finished. In {count} of {all} situations you ended with the best answer.",
            count=best,
            all=len(items),
        )

    def _item(self, item: Item) -> dict[str, Any]:
        given = self._given(item)
        # Built from what is shown rather than by taking the key away, so that a new field of an
        # item can't give it away.
        shown: dict[str, Any] = {
            "id": item.id,
            "prompt": item.prompt,
            "options": [{"id": option.id, "text": option.text} for option in item.options],
            "chosen": given[-1] if given else "",
        }
        if self.exercise.feedback is Feedback.AT_ONCE:
            chosen = [item.option(name) for name in given[-1:]]
            shown["feedback"] = [
                {"option": option.id, "text": option.feedback, "best": option.correct}
                for option in chosen
                if option is not None
            ]
        return shown

    def _given(self, item: Item) -> list[str]:
        tries = self.recorder.tries
        return [answer for attempt in tries for answer in attempt.answers.get(item.id, ())]
