"""A learner's journal as xAPI statements, as H5P and cmi5 use them.

* Every answer is ``answered``, about its question (`interactions`) within its exercise, and so is
  every line of a call: what H5P reports.
* ``initialized``, ``completed``, ``passed`` and ``failed`` are cmi5's: their category, session,
  registration and duration are as its sections 9.3 to 9.6 say, and only ``passed`` and ``failed``
  hold a score. What cmi5 leaves to the system that launches (``launched``, ``satisfied``) is not
  claimed, and nobody knows when a page was closed, so there is no ``terminated``.
* Private practice gives no statement at all.

Ids are derived from the ids of the journal's events, so that what is sent twice is stored once. The
one thing that can change later is a verdict: it has an id for each state of the work, and a `slot`
that says which other it replaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import attrs

from doorknob.exercises.base import Exercise, Grade, Progress, Scenarios
from doorknob.exercises.registry import kind
from doorknob.exercises.roleplay import RolePlay
from doorknob.grading.grade import Result
from doorknob.journal.events import Event, Verb
from doorknob.journal.replay import attempts
from doorknob.journal.submission import KEPT_PRIVATE
from doorknob.prospect.turn import Turn
from doorknob.standards import vocabulary as words
from doorknob.standards.export import Export, clean, duration, moment, score, stamp, stamp_of
from doorknob.standards.interactions import Answer, Interaction, answer, interaction, parts_of
from doorknob.standards.made import Made
from doorknob.standards.turns import turns_of


def statements(
    export: Export,
    result: Result,
    events: Sequence[Event],
    *,
    exercises: Sequence[Exercise],
    scenarios: Scenarios,
    values: Mapping[str, str],
) -> Iterator[Made]:
    """Give the statements of one learner, exercise by exercise, in the order of the journal.

    Parameters
    ----------
    export
        For which cohort, and how much is told.
    result
        The learner's, graded from these events.
    events
        Hers, each once. Those of exercises that are not the cohort's are left out: nobody knows
        whether they were private.
    exercises, scenarios, values
        The cohort's.
    """
    for exercise in exercises:
        if getattr(exercise, "is_private", False):
            continue
        own = [event for event in events if event.exercise == exercise.id]
        hidden = {event.attempt for event in own if event.details.get("private") is True}
        shown = [
            event for event in own if event.attempt not in hidden and event.response != KEPT_PRIVATE
        ]
        if shown:
            filled = exercise.fill(values)
            teller = _Teller(export, result.learner, filled, shown)
            yield from teller.told(turns_of(filled, shown, scenarios, values))
            grade = result.grade(exercise.id)
            if len(shown) == len(own):
                yield from teller.verdict(grade)
            elif not (grade.decided or grade.settled or any(p.decided for p in grade.parts)):
                # What is private may not show in the verdict. Where the trainer has decided
                # something, nobody can tell the two apart, and there is none.
                tries = attempts(shown).get(exercise.id, ())
                yield from teller.verdict(
                    kind(exercise.kind).grade(exercise, tries, scenarios, values)
                )


@attrs.frozen
class _Teller:
    """Tells what one learner did in one exercise; `events` are hers, and not private."""

    export: Export
    learner: str
    exercise: Exercise
    events: Sequence[Event]

    def told(self, turns: Mapping[str, tuple[int, Turn | None]]) -> Iterator[Made]:
        """Give a statement for each event."""
        parts = parts_of(self.exercise)
        last: dict[str, datetime] = {}
        handed_in = False
        for event in self.events:
            when = moment(event.timestamp)
            since = last.get(event.attempt)
            spent = duration(since, when) if since and when else None
            if event.verb is Verb.INITIALIZED:
                yield self._made(event, words.verb("initialized"), cmi5=[words.CMI5])
            elif event.verb is Verb.COMPLETED:
                yield self._completed(event, first=not handed_in)
                handed_in = True
            elif event.verb is Verb.ANSWERED and event.response is not None:
                if event.part in parts:
                    yield self._answered(event, parts[event.part], spent)
                elif event.id in turns:
                    yield self._line(event, *turns[event.id], spent)
            elif event.verb in {Verb.ASKED, Verb.REWOUND} and event.response is not None:
                yield self._helped(event)
            if when:
                last[event.attempt] = when

    def verdict(self, grade: Grade) -> Iterator[Made]:
        """Give ``passed`` or ``failed`` for what is done and wholly judged; else nothing."""
        if grade.progress is not Progress.DONE or grade.pending or not grade.out_of:
            return
        passed = grade.share >= self.export.mastery
        events = sorted(event.id for event in self.events)
        state = (str(grade.points), str(grade.out_of), str(self.export.mastery))
        last = max(self.events, key=lambda event: (stamp_of(event.timestamp), event.id))
        made = self._made(
            last,
            words.verb("passed" if passed else "failed"),
            cmi5=[words.CMI5, words.MOVE_ON],
            result={
                "success": passed,
                "score": score(grade.points, Fraction(grade.out_of)),
                "duration": self._spent(),
            },
        )
        made.statement["id"] = self._id("verdict", *state, *events)
        made.statement["context"]["extensions"][words.MASTERY] = float(self.export.mastery)
        yield attrs.evolve(made, slot=self._id("verdict"))

    def _completed(self, event: Event, *, first: bool) -> Made:
        """Hand in: cmi5 has one ``completed`` an exercise, so later ones are plain xAPI."""
        own = [one for one in self.events if one.attempt == event.attempt]
        times = [when for one in own if (when := moment(one.timestamp))]
        when = moment(event.timestamp)
        spent = duration(min(times), when) if when else "PT0S"
        return self._made(
            event,
            words.verb("completed"),
            cmi5=[words.CMI5, words.MOVE_ON] if first else (),
            result={"completion": True, "duration": spent},
        )

    def _answered(self, event: Event, part: Any, spent: str | None) -> Made:
        asked = interaction(part)
        given = answer(part, event.response or "")
        # At once means that the page itself has told the learner what is right.
        open_ = str(getattr(self.exercise, "feedback", "")) == "at_once"
        key = open_ or self.export.graded
        made = self._about(event, asked, event.part, given, spent, key=key)
        return made if open_ else self._as_graded(made, event)

    def _line(self, event: Event, number: int, turn: Turn | None, spent: str | None) -> Made:
        asked = Interaction(
            type="long-fill-in",
            name=f"Turn {number}",
            prompt=f"What the salesperson says in turn {number} of the call.",
        )
        given = Answer(response=event.response or "")
        made = self._about(event, asked, f"turn-{number}", given, spent, key=False)
        if turn is not None:
            told: dict[str, Any] = {
                self.export.extension("moves"): [str(move) for move in turn.reading.moves]
            }
            if not self.export.secret:
                told[self.export.extension("said-before")] = turn.said
            made.statement["result"]["extensions"] = told
        return made

    def _about(
        self,
        event: Event,
        asked: Interaction,
        part: str,
        given: Answer,
        spent: str | None,
        *,
        key: bool,
    ) -> Made:
        """Give ``answered`` about a question."""
        told: dict[str, Any] = {}
        if not (asked.written and self.export.secret):
            told["response"] = clean(given.response)
        if given.share is not None and asked.points and key:
            told["success"] = given.share == 1
            told["score"] = score(given.share * asked.points, Fraction(asked.points))
        if spent:
            told["duration"] = spent
        made = self._made(event, words.verb("answered"), result=told)
        language = self.export.language
        made.statement["object"] = {
            "objectType": "Activity",
            "id": self.export.activity(self.exercise.id, part),
            "definition": {
                "name": self.export.said(asked.name),
                "description": self.export.said(asked.prompt),
                "type": words.INTERACTION,
                **asked.definition(language, key=key),
            },
        }
        parent = self._activity()
        made.statement["context"]["contextActivities"]["parent"] = [parent]
        return made

    def _helped(self, event: Event) -> Made:
        verb = {"id": event.verb.iri, "display": {"en": event.verb.value}}
        name = "hint" if event.verb is Verb.ASKED else "lines-left"
        result = {"extensions": {self.export.extension(name): clean(event.response or "")}}
        return self._made(event, verb, result=result)

    def _as_graded(self, made: Made, event: Event) -> Made:
        """Once the key may be told, the statement is another one, which replaces the first."""
        fuller = self._id("event", event.id, "graded")
        if not self.export.graded:
            return attrs.evolve(made, fuller=(fuller,))
        made.statement["id"] = fuller
        return made

    def _made(
        self,
        event: Event,
        verb: Mapping[str, Any],
        *,
        cmi5: Sequence[str] = (),
        result: Mapping[str, Any] | None = None,
    ) -> Made:
        """Give a statement about the exercise."""
        grouping = [self.export.course()]
        context: dict[str, Any] = {
            "registration": self.export.registration(self.learner),
            "platform": "Doorknob",
            "language": self.export.language,
            "contextActivities": {"grouping": grouping},
            "extensions": {words.SESSION: self.export.id("session", event.attempt)},
        }
        if cmi5:
            category = [{"objectType": "Activity", "id": name} for name in cmi5]
            context["contextActivities"]["category"] = category
        name = self._id("event", event.id)
        found: dict[str, Any] = {
            "id": name,
            "actor": self.export.actor(self.learner),
            "verb": dict(verb),
            "object": self._activity(),
            "context": context,
        }
        if result:
            found["result"] = dict(result)
        when = moment(event.timestamp)
        if when:
            found["timestamp"] = stamp(when)
        return Made(slot=name, statement=found)

    def _activity(self) -> dict[str, Any]:
        sort = words.SIMULATION if isinstance(self.exercise, RolePlay) else words.ASSESSMENT
        return {
            "objectType": "Activity",
            "id": self.export.activity(self.exercise.id),
            "definition": {
                "name": self.export.said(self.exercise.title),
                "description": self.export.said(self.exercise.objective),
                "type": sort,
            },
        }

    def _id(self, *parts: str) -> str:
        return self.export.id(self.export.cohort, self.learner, self.exercise.id, *parts)

    def _spent(self) -> str:
        """Give the time between the first and the last event of each try, all tries together."""
        spans: dict[str, list[datetime]] = {}
        for event in self.events:
            if when := moment(event.timestamp):
                spans.setdefault(event.attempt, []).append(when)
        total = sum((max(times) - min(times) for times in spans.values()), timedelta())
        zero = datetime.min  # noqa: DTZ901  only its distance counts
        return duration(zero, zero + total)


def slots_of(export: Export, learner: str, events: Iterable[Event]) -> frozenset[str]:
    """Give the slots of all statements that events of a learner may ever have led to."""
    found = set()
    for event in events:
        base = (export.cohort, learner, event.exercise)
        found |= {export.id(*base, "event", event.id), export.id(*base, "verdict")}
    return frozenset(found)
