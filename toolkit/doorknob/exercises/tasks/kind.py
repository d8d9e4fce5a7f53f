"""The kind ``tasks``: an exercise of tasks of many kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from html import escape
from typing import Any, Self

import attrs

from doorknob.documents import Document, duplicates
from doorknob.errors import InvalidExercise, Problem, suggestion
from doorknob.exercises.base import (
    Exercise,
    Feedback,
    Grade,
    Key,
    PartGrade,
    Progress,
    Scenarios,
)
from doorknob.exercises.tasks.marking import Mark
from doorknob.exercises.tasks.picking import Choose, Several
from doorknob.exercises.tasks.placing import Match, Order, Sort
from doorknob.exercises.tasks.task import Marked, Task
from doorknob.exercises.tasks.writing import Plan, Rewrite, Write
from doorknob.journal.replay import Attempt
from doorknob.prospect.scenario import SLUG
from doorknob.slots import check_texts
from doorknob.structuring import Unfit, converter, structure
from doorknob.tongue import say

TASKS: Mapping[str, type[Task]] = {
    "choose": Choose,
    "several": Several,
    "sort": Sort,
    "order": Order,
    "match": Match,
    "mark": Mark,
    "rewrite": Rewrite,
    "write": Write,
    "plan": Plan,
}


@attrs.frozen(kw_only=True)
class Tasks(Exercise):
    """An exercise of tasks.

    Attributes
    ----------
    feedback
        When the learner sees what was right.
    second_try
        The share of a task's points for getting it right at the second try, where feedback is
        given at once; what was right at the first try stays.
    items
        The tasks.
    """

    feedback: Feedback = Feedback.AFTER_GRADING
    second_try: Fraction = Fraction(1, 2)
    items: tuple[Task, ...]

    @property
    def out_of(self) -> int:
        """The points that can be had, once a person has judged what only a person can."""
        return sum(item.points for item in self.items if item.judged)

    @property
    def marks(self) -> bool:
        """Whether answers can be marked with what is here."""
        return self.key is Key.HERE or self.feedback is Feedback.AT_ONCE

    def for_learners(self) -> Self:
        """Give it as a learner's own files may hold it; a rubric never is."""
        later = self.feedback is Feedback.AFTER_GRADING
        items = tuple(
            item.without_key() if later or item.by_person else item for item in self.items
        )
        return attrs.evolve(self, key=Key.WITHHELD, notes="", items=items)

    def item(self, name: str) -> Task | None:
        """Give a task by its id, or None."""
        return next((item for item in self.items if item.id == name), None)


def _task(value: Any, _: Any) -> Task:
    if not isinstance(value, dict):
        raise Unfit("expected fields ('name: value').")
    name = value.get("ask")
    if not isinstance(name, str) or name not in TASKS:
        hint = suggestion(str(name), TASKS) or f" Use one of {', '.join(TASKS)}."
        raise Unfit(f"ask: there is no task {name!r}.{hint}")
    made: Task = converter().structure(value, TASKS[name])
    return made


converter().register_structure_hook_func(lambda kind: kind is Task, _task)


@attrs.frozen
class TasksKind:
    """The kind ``tasks``."""

    name: str = "tasks"

    def read(self, document: Document) -> Tasks:
        """Make an exercise of a document and check it.

        Raises
        ------
        InvalidExercise
            With every fault.
        """
        exercise = structure(document, Tasks, InvalidExercise)
        problems = list(_checked(exercise, document))
        if problems:
            raise InvalidExercise(sorted(problems, key=lambda problem: problem.line or 0))
        return exercise

    def grade(
        self,
        exercise: Tasks,
        tries: Sequence[Attempt],
        scenarios: Scenarios,  # noqa: ARG002  every kind is asked alike
        values: Mapping[str, str],
    ) -> Grade:
        """Grade every answer in the order in which it was given, over all tries."""
        filled = exercise.fill(values)
        given = {item.id: answers_to(item, tries) for item in filled.items}
        unknown = sorted({part for attempt in tries for part in attempt.answers} - given.keys())
        odd = [item.id for item in filled.items if _unfit(item, tries)]
        parts = [_graded(filled, item, given[item.id]) for item in filled.items]
        answered = sum(bool(answers) for answers in given.values())
        begun = Progress.UNFINISHED if answered else Progress.NOT_STARTED
        return Grade(
            exercise=filled.id,
            title=filled.title,
            progress=Progress.DONE if answered == len(filled.items) else begun,
            points=sum((part.points for part in parts), Fraction(0)),
            out_of=int(sum(part.out_of for part in parts if not part.pending)),
            parts=tuple(parts),
            tries=len(tries),
            disputes=_disputes(tries),
            remarks=(
                *(
                    say("an answer to {part}, which is no task", part=repr(part))
                    for part in unknown
                ),
                *(
                    say("an answer to {part} that fits no such task was left out", part=repr(part))
                    for part in odd
                ),
            ),
        )

    def worksheet(
        self,
        exercise: Tasks,
        scenarios: Scenarios,  # noqa: ARG002  every kind is asked alike
        values: Mapping[str, str],
        *,
        key: bool,
    ) -> str:
        """Give the tasks on paper; with what is right where `key` is true."""
        filled = exercise.fill(values)
        return "\n".join(
            f'<div class="dk-item"><p><strong>{number}.</strong> {escape(item.prompt)}</p>'
            f"{item.paper(key=key)}</div>"
            for number, item in enumerate(filled.items, start=1)
        )


def answers_to(item: Task, tries: Sequence[Attempt]) -> list[Any]:
    """Give every answer to a task that fits it, in the order in which it was given."""
    found = (
        item.parsed(answer) for attempt in tries for answer in attempt.answers.get(item.id, ())
    )
    return [answer for answer in found if answer is not None]


def _unfit(item: Task, tries: Sequence[Attempt]) -> bool:
    given = [answer for attempt in tries for answer in attempt.answers.get(item.id, ())]
    return any(item.parsed(answer) is None for answer in given)


def marked_by(exercise: Tasks, item: Task, given: Sequence[Any]) -> tuple[Fraction, Marked]:
    """Give the share that some answers to a task earn, and how the last one was marked."""
    if not given:
        return Fraction(0), item.unanswered
    if exercise.feedback is Feedback.AFTER_GRADING:
        # Without feedback a changed answer is a change of mind, so the last one stands.
        last = item.marked(given[-1])
        return last.share, last
    first = item.marked(given[0])
    # What could not be read for certain was no wrong try.
    worth = Fraction(1) if first.waits else exercise.second_try
    later = max((item.marked(one).share * worth for one in given[1:2]), default=Fraction(0))
    return max(first.share, later), item.marked(given[-1])


def _graded(exercise: Tasks, item: Task, given: Sequence[Any]) -> PartGrade:
    if not exercise.marks:
        return _waiting(item, given)
    share, marked = marked_by(exercise, item, given)
    out_of = Fraction(item.points if item.judged else 0)
    waits = bool(given) and (item.by_person or (marked.waits and share < 1))
    return PartGrade(
        part=item.id,
        title=item.prompt,
        response=marked.said,
        right=marked.right,
        points=Fraction(0) if waits else share * out_of,
        out_of=out_of,
        feedback=" ".join(told.text for told in marked.told),
        pending=waits,
    )


def _waiting(item: Task, given: Sequence[Any]) -> PartGrade:
    """Say of an answer no more than that it is there: who marks it has the key."""
    return PartGrade(
        part=item.id,
        title=item.prompt,
        response=item.in_words(given[-1]) if given else "",
        points=Fraction(0),
        out_of=Fraction(item.points if item.judged else 0),
        feedback=say("Your trainer has the key to this."),
        pending=True,
    )


def _disputes(tries: Sequence[Attempt]) -> dict[str, str]:
    found: dict[str, str] = {}
    for attempt in tries:
        found.update(attempt.disputes)
    return found


def _checked(exercise: Tasks, doc: Document) -> Iterator[Problem]:
    if not SLUG.fullmatch(exercise.id):
        yield doc.problem(("id",), f"{exercise.id!r}: use small letters, digits and hyphens.")
    if not 0 <= exercise.second_try <= 1:
        yield doc.problem(("second_try",), "expected a share from 0 to 1.")
    for index, name in duplicates(item.id for item in exercise.items):
        yield doc.problem(("items", index, "id"), f"{name!r} is used twice.", "Rename one.")
    for at, item in enumerate(exercise.items):
        yield from item.problems(doc, ("items", at))
        if exercise.key is Key.HERE:
            yield from item.key_problems(doc, ("items", at))
    yield from check_texts(doc, exercise.parameters)


KIND = TasksKind()
