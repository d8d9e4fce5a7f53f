"""Answers for tests: what earns all points of a task."""

from __future__ import annotations

from doorknob.exercises.tasks.marking import Mark
from doorknob.exercises.tasks.picking import Choose, Several
from doorknob.exercises.tasks.placing import Match, Order, Sort
from doorknob.exercises.tasks.task import Task
from doorknob.exercises.tasks.writing import Rewrite, Write


def by_the_key(item: Task) -> object:  # noqa: PLR0911  a kind of task a line
    """Give the best answer to a task, as data; some text where a person has to judge it."""
    if isinstance(item, Choose):
        return next(option.id for option in item.options if option.correct)
    if isinstance(item, Several):
        return [option.id for option in item.options if option.correct]
    if isinstance(item, (Sort, Match)):
        return {card.id: card.to for card in item.cards}
    if isinstance(item, Order):
        return [step.id for step in item.steps]
    if isinstance(item, Mark):
        targets = [hit for turn in item.turns for hit in turn.targets]
        return [at for at, hit in enumerate(targets) if hit]
    if isinstance(item, Write):
        return "On Tuesday at nine, the two of us."
    assert isinstance(item, Rewrite)
    return item.model
