"""Exercises of choices: situations, each with options of which one is best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from html import escape
from typing import Self

import attrs

from doorknob.documents import Document, Place, duplicates
from doorknob.errors import InvalidExercise, KeyWithheld, Problem
from doorknob.exercises.base import (
    Exercise,
    Feedback,
    Grade,
    Key,
    PartGrade,
    Progress,
    Scenarios,
)
from doorknob.journal.replay import Attempt
from doorknob.prospect.scenario import SLUG
from doorknob.slots import check_texts
from doorknob.structuring import missing, structure
from doorknob.tongue import say


@attrs.frozen(kw_only=True)
class Option:
    """One answer to choose.

    Attributes
    ----------
    id
        Its letter.
    text
        What is chosen.
    correct
        Whether it is the best one.
    feedback
        Why it is, or isn't.
    """

    id: str
    text: str
    correct: bool = False
    feedback: str = ""


@attrs.frozen(kw_only=True)
class Item:
    """One situation with its options; `objective` says what it checks."""

    id: str
    objective: str
    prompt: str
    points: int = 1
    options: tuple[Option, ...]

    @property
    def best(self) -> Option:
        """The option that is best.

        Raises
        ------
        KeyWithheld
            If the exercise is from a learner's kit.
        """
        found = next((option for option in self.options if option.correct), None)
        if found is None:
            raise KeyWithheld(self.id)
        return found

    def option(self, name: str) -> Option | None:
        """Give an option by its letter, or None."""
        return next((option for option in self.options if option.id == name), None)


@attrs.frozen(kw_only=True)
class Choices(Exercise):
    """An exercise of choices.

    Attributes
    ----------
    feedback
        When the learner sees what was right.
    second_try
        The share of an item's points for getting it right at the second try.
    items
        The situations.
    """

    feedback: Feedback = Feedback.AFTER_GRADING
    second_try: Fraction = Fraction(1, 2)
    items: tuple[Item, ...]

    @property
    def out_of(self) -> int:
        """The points of all items."""
        return sum(item.points for item in self.items)

    @property
    def marks(self) -> bool:
        """Whether answers can be marked with what is here."""
        return self.key is Key.HERE or self.feedback is Feedback.AT_ONCE

    def for_learners(self) -> Self:
        """Give it as a learner's own files may hold it."""
        items = self.items
        if self.feedback is Feedback.AFTER_GRADING:
            items = tuple(
                attrs.evolve(
                    item,
                    options=tuple(
                        attrs.evolve(option, correct=False, feedback="") for option in item.options
                    ),
                )
                for item in items
            )
        return attrs.evolve(self, key=Key.WITHHELD, notes="", items=items)


@attrs.frozen
class ChoiceKind:
    """The kind ``choice``."""

    name: str = "choice"

    def read(self, document: Document) -> Choices:
        """Make an exercise of a document and check it.

        Raises
        ------
        InvalidExercise
            With every fault.
        """
        exercise = structure(document, Choices, InvalidExercise)
        problems = list(_checked(exercise, document))
        if problems:
            raise InvalidExercise(sorted(problems, key=lambda problem: problem.line or 0))
        return exercise

    def grade(
        self,
        exercise: Choices,
        tries: Sequence[Attempt],
        scenarios: Scenarios,  # noqa: ARG002  every kind is asked alike
        values: Mapping[str, str],
    ) -> Grade:
        """Grade every answer in the order in which it was given, over all tries."""
        filled = exercise.fill(values)
        given = {
            item.id: [answer for attempt in tries for answer in attempt.answers.get(item.id, ())]
            for item in filled.items
        }
        known = {item.id for item in filled.items}
        unknown = sorted({part for attempt in tries for part in attempt.answers} - known)
        parts = tuple(_graded(filled, item, given[item.id]) for item in filled.items)
        answered = sum(bool(given[item.id]) for item in filled.items)
        complete = answered == len(filled.items)
        begun = Progress.UNFINISHED if answered else Progress.NOT_STARTED
        return Grade(
            exercise=filled.id,
            title=filled.title,
            progress=Progress.DONE if complete else begun,
            points=sum((part.points for part in parts), Fraction(0)),
            out_of=filled.out_of if filled.marks else 0,
            parts=parts,
            tries=len(tries),
            remarks=tuple(
                say("an answer to {part}, which is no item", part=repr(part)) for part in unknown
            ),
        )

    def worksheet(
        self,
        exercise: Choices,
        scenarios: Scenarios,  # noqa: ARG002  every kind is asked alike
        values: Mapping[str, str],
        *,
        key: bool,
    ) -> str:
        """Give the situations with boxes to tick; with the answers where `key` is true."""
        filled = exercise.fill(values)
        return "\n".join(
            _worksheet(number, item, key=key) for number, item in enumerate(filled.items, start=1)
        )


def _graded(exercise: Choices, item: Item, given: Sequence[str]) -> PartGrade:
    worth = [Fraction(1), exercise.second_try]
    if exercise.feedback is Feedback.AFTER_GRADING:
        # Without feedback a changed answer is a change of mind, so the last one stands.
        given, worth = given[-1:], [Fraction(1)]
    if not exercise.marks:
        return _waiting(item, given)
    chosen = item.option(given[0]) if given else None
    said = chosen.text if chosen else ""
    why = chosen.feedback if chosen else say("Not answered.")
    if given and chosen is None:
        said, why = given[0][:80], say("That was none of the options.")
    earned = next(
        (share for answer, share in zip(given, worth, strict=False) if answer == item.best.id),
        Fraction(0),
    )
    return PartGrade(
        part=item.id,
        title=item.prompt,
        response=said,
        right=item.best.text,
        points=earned * item.points,
        out_of=Fraction(item.points),
        feedback=why,
    )


def _waiting(item: Item, given: Sequence[str]) -> PartGrade:
    """Say of an answer no more than that it is there: who marks it has the key."""
    chosen = item.option(given[0]) if given else None
    return PartGrade(
        part=item.id,
        title=item.prompt,
        response=chosen.text if chosen else "",
        points=Fraction(0),
        out_of=Fraction(item.points),
        feedback=say("Your trainer has the key to this."),
        pending=True,
    )


def _checked(exercise: Choices, doc: Document) -> Iterator[Problem]:
    if not SLUG.fullmatch(exercise.id):
        yield doc.problem(("id",), f"{exercise.id!r}: use small letters, digits and hyphens.")
    if not 0 <= exercise.second_try <= 1:
        yield doc.problem(("second_try",), "expected a share from 0 to 1.")
    for index, name in duplicates(item.id for item in exercise.items):
        yield doc.problem(("items", index, "id"), f"{name!r} is used twice.", "Rename one.")
    for i, item in enumerate(exercise.items):
        if item.points < 1:
            yield doc.problem(("items", i, "points"), "expected 1 point or more.")
        if exercise.key is Key.HERE:
            yield from _check_key(item, doc, ("items", i, "options"))
        for j, name in duplicates(option.id for option in item.options):
            place = ("items", i, "options", j, "id")
            yield doc.problem(place, f"{name!r} is used twice.", "Rename one.")
    yield from check_texts(doc, exercise.parameters)


def _check_key(item: Item, doc: Document, place: Place) -> Iterator[Problem]:
    best = sum(option.correct for option in item.options)
    if best != 1:
        message = f"{best} options have 'correct: true'; expected exactly one."
        yield doc.problem(place, message)
    for j in range(len(item.options)):
        yield from missing(doc, (*place, j), "feedback")


def _worksheet(number: int, item: Item, *, key: bool) -> str:
    rows = []
    for option in item.options:
        text = f"<strong>{escape(option.id)}</strong> {escape(option.text)}"
        if key:
            mark = f" <strong>({say('best')})</strong>" if option.correct else ""
            text += f'{mark}<div class="dk-why">{escape(option.feedback)}</div>'
        rows.append(f"<li>{text}</li>")
    style = "dk-key" if key else "dk-choices"
    prompt = f"<p><strong>{number}.</strong> {escape(item.prompt)}</p>"
    return f'<div class="dk-item">{prompt}<ul class="{style}">{"".join(rows)}</ul></div>'


KIND = ChoiceKind()
