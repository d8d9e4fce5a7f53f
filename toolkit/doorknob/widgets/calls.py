"""A call with a prospect, as the page shows it: every rule of it, and no Jupyter."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from doorknob import __version__
from doorknob.cast import VALUE, Cast
from doorknob.coaching.choices import choose, options
from doorknob.coaching.debrief import debrief
from doorknob.coaching.hints import Step, hint
from doorknob.coaching.transcript import spoken_html
from doorknob.exercises.playing import Lines, Mode
from doorknob.exercises.roleplay import RolePlay
from doorknob.journal.seeds import shared_seed
from doorknob.journal.store import Place
from doorknob.prospect.conversation import LONGEST_LINE, MOST_TURNS, Conversation, begin
from doorknob.prospect.reply import voices
from doorknob.prospect.scenario import Scenario
from doorknob.widgets.debrief import debrief_html
from doorknob.widgets.pace import pause_before
from doorknob.widgets.recorder import Recorder
from doorknob.widgets.replies import (
    CALL_OVER,
    CHOOSE_ONE,
    NO_HELP,
    NO_SUCH_LINE,
    NOT_UNDERSTOOD,
    NOTHING_TO_DOUBT,
    ONE_TAKE,
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
        self._scenario, self._values = self.exercise.staged(scenario), dict(values)
        self.call = self._folded()
        self._looked_back: tuple[Conversation, str] | None = None

    @property
    def place(self) -> Path | Place:
        """The journal."""
        return self.recorder.path

    @property
    def assessed(self) -> bool:
        """Whether it is an assessment: one take, and no help."""
        return self.exercise.mode is Mode.ASSESSMENT

    @property
    def chosen(self) -> bool:
        """Whether the learner chooses among lines."""
        return self.exercise.lines is Lines.CHOSEN

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
        answered = self._said(line)
        if answered is None:
            return refused(CHOOSE_ONE)
        if self.recorder.current is None:
            self.recorder.begin(message, self._details(1))
        self.recorder.answer(message, line)
        self.call = answered
        return Reply()

    def restart(self, message: str) -> Reply:
        """Begin another call; before the first line there is nothing to begin again."""
        self._refresh()
        if self.assessed:
            return refused(ONE_TAKE)
        if self.call.turns and not self.recorder.knows(message):
            number = len(self.recorder.tries) + 1
            self.recorder.begin(message, self._details(number), itself=True)
            self.call = self._folded()
        return Reply()

    def hint(self, message: str) -> Reply:
        """Give the next hint for where the call stands, and write down that it was asked for."""
        self._refresh()
        if self.assessed:
            return refused(NO_HELP)
        if self.over:
            return refused(CALL_OVER)
        if self.recorder.knows(message):
            return Reply()
        if self.recorder.current is None:
            self.recorder.begin(message, self._details(1))
        self.recorder.asked(message, min(len(Step), self._hints_here() + 1))
        return Reply()

    def rewind(self, turns: int, message: str) -> Reply:
        """Go back to where so many lines had been said; what came after is taken back."""
        self._refresh()
        if self.assessed:
            return refused(NO_HELP)
        if self.recorder.knows(message):
            return Reply()
        if not 0 <= turns < len(self.call.turns):
            return refused(NO_SUCH_LINE)
        self.recorder.rewound(message, turns)
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

    def dispute(self, line: int, why: str, message: str) -> Reply:
        """Call the reading of a line wrong; the trainer decides."""
        self._refresh()
        if self.recorder.knows(message):
            return Reply()
        if not self._disputable or not 1 <= line <= len(self.call.turns):
            return refused(NOTHING_TO_DOUBT)
        self.recorder.disputed(message, str(line), why)
        return Reply()

    def take(self, message: Mapping[str, Any]) -> Reply:  # noqa: PLR0911  one for each message
        """Do what a message asks for."""
        match message:
            case {"do": "look"}:
                self._refresh()
                return Reply()
            case {"do": "say", "id": str(name), "text": str(text)}:
                return self.say(text, name)
            case {"do": "restart", "id": str(name)}:
                return self.restart(name)
            case {"do": "hint", "id": str(name)}:
                return self.hint(name)
            case {"do": "rewind", "id": str(name), "turns": int(turns)}:
                return self.rewind(turns, name)
            case {"do": "dispute", "id": str(name), "line": int(line), "why": str(why)}:
                return self.dispute(line, why, name)
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
            for name, text in voices(scenario, turn.reply):
                spoken.append({"who": "prospect", "text": text, "name": name})
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
            "options": [one.line for one in options(self.call)] if self.chosen else [],
            "chosen": self.chosen,
            "assessed": self.assessed,
            "private": self.exercise.is_private,
            "counts": str(self.exercise.counts),
            "disputable": self._disputable,
            "disputed": self._disputed,
            "pause": pause_before(self.call),
            "pronoun": dict(scenario.pronoun.slots),
            "hints": self._hint_texts(),
            "more_hints": not self.assessed and self._hints_here() < len(Step),
            "debrief": self._looking_back(seller) if self.over else "",
        }

    def kept(self) -> str:
        """Write the call as it stands in the notebook for whoever opens it without a kernel."""
        seller = self.call.scenario.parameters.get("seller", "You")
        head = f"<h3>{escape(self.exercise.title)}</h3>"
        if self.over:
            return head + debrief_html(
                debrief(self.call, self.exercise.weights), seller, drawn=False
            )
        return head + spoken_html(self.call, seller=seller)

    @property
    def _disputable(self) -> bool:
        """Whether there is a trainer who sees the call, and so could decide."""
        return self.over and bool(self.call.turns) and not self.exercise.is_private

    @property
    def _disputed(self) -> list[int]:
        attempt = self.recorder.current
        return sorted(int(part) for part in attempt.disputes if part.isdecimal()) if attempt else []

    def _looking_back(self, seller: str) -> str:
        """Write the debrief; its charts take a while, so it is written once a call."""
        if self._looked_back is None or self._looked_back[0] is not self.call:
            found = debrief(self.call, self.exercise.weights)
            self._looked_back = self.call, debrief_html(found, seller)
        return self._looked_back[1]

    def _refresh(self) -> None:
        if self.recorder.refresh():
            self.call = self._folded()

    def _folded(self) -> Conversation:
        attempt = self.recorder.current
        if attempt is None:
            given = self.exercise.given(self._values)
            return begin(self._scenario, self._seed(1), given)
        return self.exercise.replayed(self._scenario, attempt, self._values)

    def _said(self, line: str) -> Conversation | None:
        return choose(self.call, line) if self.chosen else self.call.say(line)

    def _seed(self, number: int) -> int:
        if self.assessed:
            given = self._values.get("seed", "0")
            return shared_seed(int(given) if given.isdecimal() else 0, self.exercise.id)
        return self.recorder.seed(number)

    def _hints_here(self) -> int:
        """Give the step of the last hint for where the call stands; 0 before the first."""
        attempt = self.recorder.current
        here = len(self.call.turns) + 1
        steps = [step for turn, step in attempt.hints if turn == here] if attempt else []
        return min(max(steps, default=0), len(Step))

    def _hint_texts(self) -> list[str]:
        found = [hint(self.call, Step(step)) for step in range(1, self._hints_here() + 1)]
        return [one.text for one in found if one is not None]

    def _cast(self) -> Cast:
        given = self.exercise.given(self._values)
        filled = self._scenario.fill(given)
        called = filled.cast.called.items()
        return Cast(filled.cast.names, {n: text for n, text in called if n in filled.parameters})

    def _details(self, number: int) -> dict[str, Any]:
        return {
            "exercise_version": self.exercise.version,
            "scenario": self._scenario.id,
            "scenario_version": self._scenario.version,
            "seed": self._seed(number),
            "engine": __version__,
            # What was promised then holds, whatever the exercise says later.
            **({"private": True} if self.exercise.is_private else {}),
            # A call goes on, and is graded, under the names that it was begun with.
            **({VALUE: cast.packed()} if (cast := self._cast()) else {}),
        }
