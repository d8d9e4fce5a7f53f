"""What the widgets show and what they do with a message: every rule of theirs, and no Jupyter.

A session folds the journal into plain data for the page (`view`) and turns what a learner does
into an entry of the journal and then into an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from doorknob import __version__
from doorknob.coaching.debrief import debrief
from doorknob.exercises.base import Feedback
from doorknob.exercises.choice import Choices, Item
from doorknob.exercises.roleplay import RolePlay
from doorknob.prospect.conversation import LONGEST_LINE, MOST_TURNS, Conversation, begin, replay
from doorknob.prospect.scenario import Scenario
from doorknob.widgets.debrief import debrief_html
from doorknob.widgets.recorder import Recorder
from doorknob.widgets.replies import (
    ANSWER_ONE,
    CALL_OVER,
    HANDED_IN,
    NOT_UNDERSTOOD,
    SAY_SOMETHING,
    TOO_LONG,
    Reply,
    refused,
)


class RolePlaySession:
    """A call with a prospect.

    Parameters
    ----------
    exercise, scenario
        What is practised, and with whom; both as their files give them.
    values
        The cohort's values for both.
    recorder
        The learner's journal; what it holds is taken up again.
    """

    def __init__(
        self,
        exercise: RolePlay,
        scenario: Scenario,
        values: Mapping[str, str],
        recorder: Recorder,
    ) -> None:
        self.exercise = exercise.fill(values)
        self.recorder = recorder
        self._scenario, self._values = scenario, dict(values)
        self.call = self._folded()

    @property
    def over(self) -> bool:
        """Whether the call has ended, by her, by the learner or by its length."""
        ended = self.recorder.current is not None and self.recorder.current.completed
        return ended or self.call.outcome is not None or len(self.call.turns) >= MOST_TURNS

    def say(self, text: str, message: str) -> Reply:
        """Say a line to her. `message` is the learner's message's id, here as in the others."""
        self._refresh()
        # Half of a character, as a browser may send it, is no text that a file could hold.
        line = text.encode("utf-8", "replace").decode("utf-8").strip()
        if self.recorder.knows(message):
            return Reply()
        if self.over:
            return refused(CALL_OVER)
        if not line:
            return refused(SAY_SOMETHING)
        if len(line) > LONGEST_LINE:
            return refused(TOO_LONG)
        # Answered before it is written down: a line that cannot be answered would spoil the
        # journal for good. She is heard only after it is on the disk.
        answered = self.call.say(line)
        if self.recorder.current is None:
            self.recorder.begin(message, self._details(1))
        self.recorder.answer(message, line)
        self.call = answered
        return Reply()

    def restart(self, message: str) -> Reply:
        """Begin another call; before the first line there is nothing to begin again."""
        self._refresh()
        if self.call.turns and not self.recorder.knows(message):
            number = len(self.recorder.tries) + 1
            self.recorder.begin(message, self._details(number), itself=True)
            self.call = self._folded()
        return Reply()

    def finish(self, message: str) -> Reply:
        """End the call from the learner's side."""
        self._refresh()
        if self.over or self.recorder.knows(message):
            return Reply()
        if not self.call.turns:
            return refused(SAY_SOMETHING)
        self.recorder.complete(message)
        return Reply()

    def take(self, message: Mapping[str, Any]) -> Reply:
        """Do what a message asks for."""
        match message:
            case {"do": "say", "id": str(name), "text": str(text)}:
                return self.say(text, name)
            case {"do": "restart", "id": str(name)}:
                return self.restart(name)
            case {"do": "finish", "id": str(name)}:
                return self.finish(name)
        return refused(NOT_UNDERSTOOD)

    def view(self) -> dict[str, Any]:
        """Give what the page shows. What she hides is not in it before the call is over."""
        scenario = self.call.scenario
        seller = scenario.parameters.get("seller", "You")
        spoken = [{"who": "prospect", "text": self.call.opening}]
        for turn in self.call.turns:
            spoken.append({"who": "seller", "text": turn.line})
            spoken.append({"who": "prospect", "text": turn.reply})
        weights = self.exercise.weights
        return {
            "outbox": self.recorder.outbox,
            "title": self.exercise.title,
            "instructions": self.exercise.instructions,
            "brief": scenario.brief,
            "facts": [fact.text for fact in scenario.facts],
            "seller": seller,
            "prospect": scenario.persona.name,
            "role": scenario.persona.role,
            "number": self.recorder.number,
            "spoken": spoken,
            "longest": LONGEST_LINE,
            "over": self.over,
            "debrief": debrief_html(debrief(self.call, weights), seller) if self.over else "",
        }

    def _refresh(self) -> None:
        if self.recorder.refresh():
            self.call = self._folded()

    def _folded(self) -> Conversation:
        attempt = self.recorder.current
        if attempt is None:
            return begin(self._scenario, self.recorder.seed(1), self._values)
        return replay(self._scenario, attempt.lines, attempt.seed, self._values)

    def _details(self, number: int) -> dict[str, Any]:
        return {
            "exercise_version": self.exercise.version,
            "scenario": self._scenario.id,
            "scenario_version": self._scenario.version,
            "seed": self.recorder.seed(number),
            "engine": __version__,
        }


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
        """Hand in."""
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

    def _summary(self) -> str:
        if self.exercise.feedback is Feedback.AFTER_GRADING:
            return "Handed in. Your trainer will show you what was right."
        items = self.exercise.items
        best = sum(self._given(item)[-1:] == [item.best.id] for item in items)
        return f"Handed in. In {best} of {len(items)} situations you ended with the best answer."

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
