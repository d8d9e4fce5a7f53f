"""What can be answered, as xAPI's interactions: choice, sequencing, matching, long-fill-in.

Which of ours is which follows the table of xAPI 1.0.3, part 2, section 2.4.4.1, and how H5P reports
its own question types: picking and marking words are ``choice``, putting in order is
``sequencing``, sorting and matching are ``matching``, and whatever is written is ``long-fill-in``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from functools import singledispatch
from typing import Any

import attrs

from doorknob.exercises.base import Exercise
from doorknob.exercises.choice import Choices, Item
from doorknob.exercises.tasks.kind import Tasks
from doorknob.exercises.tasks.marking import Mark
from doorknob.exercises.tasks.picking import Choose, Several
from doorknob.exercises.tasks.placing import Match, Order, Sort
from doorknob.exercises.tasks.task import Task
from doorknob.standards.vocabulary import AND, TO

Components = Sequence[tuple[str, str]]


@attrs.frozen(kw_only=True)
class Interaction:
    """One question, ready for xAPI.

    Attributes
    ----------
    type
        xAPI's ``interactionType``.
    name, prompt
        What it checks, and what the learner read.
    components
        For each of xAPI's lists (``choices``, ``source``, ``target``), ids and texts.
    right
        The ``correctResponsesPattern``; empty where nothing is right or wrong.
    points
        What it is worth; 0 where only a person judges it.
    """

    type: str
    name: str
    prompt: str
    components: tuple[tuple[str, Components], ...] = ()
    right: tuple[str, ...] = ()
    points: int = 0

    @property
    def written(self) -> bool:
        """Whether it is answered in the learner's own words."""
        return self.type in {"long-fill-in", "other"}

    def definition(self, language: str, *, key: bool) -> dict[str, Any]:
        """Give xAPI's definition, with what is right where `key` is true."""
        lists = {
            name: [{"id": one, "description": {language: text}} for one, text in parts]
            for name, parts in self.components
        }
        found: dict[str, Any] = {"interactionType": self.type, **lists}
        if key and self.right:
            found["correctResponsesPattern"] = list(self.right)
        return found


@attrs.frozen(kw_only=True)
class Answer:
    """An answer, ready for xAPI; `share` of 1 is what it earns alone, None where nobody says."""

    response: str
    share: Fraction | None = None


def parts_of(exercise: Exercise) -> dict[str, Any]:
    """Give the parts of an exercise that can be answered, by their ids."""
    if isinstance(exercise, Choices | Tasks):
        return {item.id: item for item in exercise.items}
    return {}


@singledispatch
def interaction(part: Any) -> Interaction:
    """Give a part of an exercise as an interaction."""
    return Interaction(type="other", name=str(getattr(part, "id", "")), prompt="")


@singledispatch
def answer(part: Any, response: str) -> Answer:  # noqa: ARG001  what other kinds mean isn't known
    """Give an answer as the journal holds it in xAPI's form, and what it earns."""
    return Answer(response=response)


@interaction.register
def _(item: Item) -> Interaction:
    return Interaction(
        type="choice",
        name=item.objective,
        prompt=item.prompt,
        components=(("choices", [(one.id, one.text) for one in item.options]),),
        right=(item.best.id,),
        points=item.points,
    )


@answer.register
def _(item: Item, response: str) -> Answer:
    return Answer(response=response, share=Fraction(response == item.best.id))


@interaction.register
def _(task: Task) -> Interaction:
    kind, components, right = _asked(task)
    return Interaction(
        type=kind,
        name=task.objective,
        prompt=task.prompt,
        components=components,
        right=(right,) if right else (),
        points=task.points if _marked(task) else 0,
    )


@answer.register
def _(task: Task, response: str) -> Answer:
    given = task.parsed(response)
    if given is None:
        # What fits no such task earns nothing and is shown as it came.
        return Answer(response=response, share=Fraction(0) if _marked(task) else None)
    marked = task.marked(given)
    known = _marked(task) and not marked.waits
    return Answer(response=_written(task, given), share=marked.share if known else None)


def _marked(task: Task) -> bool:
    """Whether a machine can say what an answer earns."""
    return task.judged and not task.by_person


def _asked(task: Task) -> tuple[str, tuple[tuple[str, Components], ...], str]:
    """Give xAPI's type, its lists and what is right."""
    if isinstance(task, Choose | Several):
        choices = [(one.id, one.text) for one in task.options]
        right = AND.join(one.id for one in task.options if one.correct)
        return "choice", (("choices", choices),), right
    if isinstance(task, Mark):
        words = [word for turn in task.turns for word in turn.words]
        wanted = [one for turn in task.turns for one in turn.targets]
        right = AND.join(str(at) for at, one in enumerate(wanted) if one)
        return "choice", (("choices", [(str(at), word) for at, word in enumerate(words)]),), right
    if isinstance(task, Order):
        steps = [(one.id, one.text) for one in task.steps]
        # Listed by name: in the order of the file they would tell which is right.
        return "sequencing", (("choices", sorted(steps)),), AND.join(one for one, _ in steps)
    if isinstance(task, Sort | Match):
        source = [(one.id, one.text) for one in task.cards]
        target = [(one.id, one.text) for one in task.places]
        right = AND.join(f"{one.id}{TO}{one.to}" for one in task.cards)
        return "matching", (("source", source), ("target", sorted(target))), right
    return "long-fill-in", (), ""


def _written(task: Task, given: Any) -> str:
    """Write an answer that fits its task."""
    if isinstance(task, Several | Mark | Order):
        return AND.join(map(str, given))
    if isinstance(task, Sort | Match):
        return AND.join(f"{one}{TO}{place}" for one, place in given.items())
    return given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
