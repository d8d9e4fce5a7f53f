"""Tasks of many kinds, as the page shows them: every rule of them, and no Jupyter."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from doorknob import __version__
from doorknob.exercises.base import Feedback
from doorknob.exercises.tasks.kind import Tasks, answers_to, marked_by
from doorknob.exercises.tasks.task import Task
from doorknob.exercises.tasks.writing import Rewrite
from doorknob.journal.store import Place
from doorknob.tongue import requoted, say
from doorknob.widgets.keeping import answer_html
from doorknob.widgets.recorder import Recorder
from doorknob.widgets.replies import (
    ANSWER_ONE,
    HANDED_IN,
    NO_HINT,
    NOT_UNDERSTOOD,
    NOTHING_GIVEN,
    NOTHING_TO_DOUBT,
    Reply,
    refused,
)


class TasksSession:
    """Tasks of many kinds.

    Parameters
    ----------
    exercise
        As its file gives it.
    values
        The cohort's values for it.
    recorder
        The learner's journal; what it holds is taken up again.
    """

    def __init__(self, exercise: Tasks, values: Mapping[str, str], recorder: Recorder) -> None:
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

    def answer(self, name: str, response: str, message: str) -> Reply:
        """Answer a task."""
        self.recorder.refresh()
        if self.recorder.knows(message):
            return Reply()
        if self.handed_in:
            return refused(HANDED_IN)
        task = self.exercise.item(name)
        if task is None:
            return refused(NOT_UNDERSTOOD)
        given = task.parsed(response)
        if given is None:
            return refused(NOTHING_GIVEN)
        if self._given(task)[-1:] == [given]:
            # The same answer again is no second try.
            return Reply()
        self._begin(message)
        self.recorder.answer(message, response, part=name)
        return Reply()

    def hint(self, name: str, message: str) -> Reply:
        """Give a task's hint, and write down that it was asked for."""
        self.recorder.refresh()
        task = self.exercise.item(name)
        if task is None or not task.hint:
            return refused(NO_HINT)
        if self.handed_in:
            return refused(HANDED_IN)
        if not self.recorder.knows(message) and name not in self._helped:
            self._begin(message)
            self.recorder.asked(message, 1, part=name)
        return Reply()

    def dispute(self, name: str, why: str, message: str) -> Reply:
        """Call the reading of a line that was said better wrong; the trainer decides."""
        self.recorder.refresh()
        if self.recorder.knows(message):
            return Reply()
        task = self.exercise.item(name)
        if not isinstance(task, Rewrite) or not self._given(task) or not self._at_once:
            return refused(NOTHING_TO_DOUBT)
        self.recorder.disputed(message, name, why)
        return Reply()

    def finish(self, message: str) -> Reply:
        """Finish."""
        self.recorder.refresh()
        if self.handed_in or self.recorder.knows(message):
            return Reply()
        if not any(self._given(task) for task in self.exercise.items):
            return refused(ANSWER_ONE)
        self.recorder.complete(message)
        return Reply()

    def take(self, message: Mapping[str, Any]) -> Reply:
        """Do what a message asks for."""
        match message:
            case {"do": "look"}:
                self.recorder.refresh()
                return Reply()
            case {"do": "answer", "id": str(name), "item": str(item), "response": str(response)}:
                return self.answer(item, response, name)
            case {"do": "hint", "id": str(name), "item": str(item)}:
                return self.hint(item, name)
            case {"do": "dispute", "id": str(name), "item": str(item), "why": str(why)}:
                return self.dispute(item, why, name)
            case {"do": "finish", "id": str(name)}:
                return self.finish(name)
        return refused(NOT_UNDERSTOOD)

    def view(self) -> dict[str, Any]:
        """Give what the page shows; of what was right, only what the learner may know by now."""
        items = [self._item(task) for task in self.exercise.items]
        return {
            "outbox": self.recorder.outbox,
            "title": self.exercise.title,
            "instructions": self.exercise.instructions,
            "items": items,
            "answered": sum(item["answer"] is not None for item in items),
            "at_once": self._at_once,
            "over": self.handed_in,
            "summary": self._summary() if self.handed_in else "",
        }

    def kept(self) -> str:
        """Write the answers as they stand in the notebook for whoever opens it without a kernel."""
        parts = [f"<h3>{escape(self.exercise.title)}</h3>"]
        for number, task in enumerate(self.exercise.items, start=1):
            parts.append(f"<p><strong>{number}.</strong> {escape(task.prompt)}</p>")
            given = self._given(task)
            told = task.marked(given[-1]).told if given and self._at_once else ()
            said = requoted(task.in_words(given[-1])) if given else ""
            parts.append(answer_html(said, [one.text for one in told]))
        return "\n".join(parts)

    @property
    def _at_once(self) -> bool:
        return self.exercise.feedback is Feedback.AT_ONCE

    def _summary(self) -> str:
        later = say("Finished. Your trainer will show you what was right.")
        if not self._at_once:
            return later
        judged = [one for one in self.exercise.items if one.judged and not one.by_person]
        found = [marked_by(self.exercise, task, self._given(task))[1] for task in judged]
        sure = [marked for marked in found if not marked.waits]
        if not sure:
            return later
        return say(
            "Finished. {count} of {all} are wholly right; what is partly right counts, too.",
            count=sum(marked.share == 1 for marked in sure),
            all=len(sure),
        )

    def _item(self, task: Task) -> dict[str, Any]:
        given = self._given(task)
        # Built from what is shown rather than by taking the key away, so that a new field of a
        # task can't give it away.
        shown: dict[str, Any] = {
            **task.shown(),
            "id": task.id,
            "ask": task.ask,
            "prompt": task.prompt,
            "answer": given[-1] if given else None,
            "has_hint": bool(task.hint),
            "hint": task.hint if task.id in self._helped else "",
            "told": [],
        }
        if self._at_once and given:
            marked = task.marked(given[-1])
            shown["told"] = [told.as_data() for told in marked.told]
            shown["disputable"] = isinstance(task, Rewrite)
            shown["disputed"] = task.id in self._disputes
            known = task.judged and not task.by_person and not marked.unsure
            shown["right"] = marked.share == 1 if known else None
        return shown

    @property
    def _disputes(self) -> frozenset[str]:
        return frozenset(name for attempt in self.recorder.tries for name in attempt.disputes)

    @property
    def _helped(self) -> frozenset[str]:
        return frozenset(name for attempt in self.recorder.tries for name in attempt.helped)

    def _given(self, task: Task) -> list[Any]:
        return answers_to(task, self.recorder.tries)

    def _begin(self, message: str) -> None:
        if self.recorder.current is None:
            details = {"exercise_version": self.exercise.version, "engine": __version__}
            self.recorder.begin(message, details)
