"""What every exercise has, and what every kind of exercise must be able to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any, Protocol, Self

import attrs

from doorknob.cast import VALUE, renamed, unpacked_cast
from doorknob.documents import Document
from doorknob.errors import DoorknobError
from doorknob.exercises.late import Lateness
from doorknob.journal.replay import Attempt
from doorknob.prospect.scenario import Scenario
from doorknob.slots import Latest, chosen_values, filled, suited


class Feedback(StrEnum):
    """When a learner sees what was right."""

    AT_ONCE = "at_once"
    AFTER_GRADING = "after_grading"


class Key(StrEnum):
    """Whether an exercise's file holds what only trainers know; in a learner's kit it doesn't."""

    HERE = "here"
    WITHHELD = "withheld"


class Progress(StrEnum):
    """How far a learner has come with an exercise."""

    NOT_STARTED = "not_started"
    UNFINISHED = "unfinished"
    DONE = "done"

    @property
    def label(self) -> str:
        """The progress as people read it."""
        return self.value.replace("_", " ")


@attrs.frozen(kw_only=True)
class Exercise:
    """What every exercise has.

    Attributes
    ----------
    id, version, kind
        Its name, raised whenever grades could change, and which kind it is.
    title, objective, instructions
        For the learner; ``{slots}`` are filled from the parameters.
    lesson
        Id of the lesson that it belongs to; empty for a test over the whole course.
    minutes
        How long it takes, about.
    parallel_to
        Id of the test of which it is a parallel form: item by item the same plan, other words.
    parameters
        What a cohort may set, with the value used where it sets none.
    notes
        For the trainer.
    key
        Whether what only trainers know is in it. Nobody writes that: a kit's files say it.
    written_for
        The trades whose offers fit into it; any, where none is named. In a cohort of another trade
        it keeps its own product and price.
    """

    id: str
    version: int = 1
    kind: str
    title: str
    lesson: str = ""
    objective: str
    minutes: int = 10
    parallel_to: str = ""
    parameters: dict[str, str] = attrs.field(factory=dict)
    instructions: str
    notes: str = ""
    key: Key = Key.HERE
    written_for: tuple[str, ...] = ()

    @property
    def out_of(self) -> int:
        """The points that can be had."""
        raise NotImplementedError

    def fill(self, values: Mapping[str, str]) -> Self:
        """Put a cohort's values into every text."""
        return self.fills.of(values, self._filled)

    @cached_property
    def fills(self) -> Latest[Self]:
        """The exercise with values in its texts; one set at a time is all that anybody asks for."""
        return Latest(1)

    def _filled(self, values: Mapping[str, str]) -> Self:
        cast = unpacked_cast(values.get(VALUE, ""))
        played = renamed(self, cast.names)
        fit = {**cast.called, **suited(self.written_for, values)}
        chosen = chosen_values(played.parameters, fit, f"exercise {self.id!r}")
        return attrs.evolve(filled(played, chosen), parameters=chosen)

    def for_learners(self) -> Self:
        """Give it as a learner's own files may hold it: with no key but for feedback at once.

        Raises
        ------
        DoorknobError
            If its kind doesn't say what of it is key.
        """
        raise DoorknobError(
            f"Exercise {self.id!r}: the kind {self.kind!r} doesn't say what of it learners may "
            "have, so it can't be given to them in files. Leave it out of the cohort."
        )


@attrs.frozen(kw_only=True)
class PartGrade:
    """How one part of an exercise went.

    Attributes
    ----------
    part
        The item's id, or the dimension of a role-play.
    title
        As the learner reads it.
    response
        What the learner answered, in words; empty where nothing was.
    right
        The best answer, in words; empty where there is none.
    points, out_of
        What was earned, and what could be.
    feedback
        Why.
    pending
        Whether it waits for a person; then its points count neither as earned nor as to be had.
    decided
        The trainer who gave the points; empty where the machine did.
    comment
        What the trainer says to it.
    """

    part: str
    title: str
    response: str = ""
    right: str = ""
    points: Fraction
    out_of: Fraction
    feedback: str = ""
    pending: bool = False
    decided: str = ""
    comment: str = ""


@attrs.frozen(kw_only=True)
class Grade:
    """What a learner earned with an exercise.

    Attributes
    ----------
    exercise, title
        Which.
    progress
        How far it was done; what was done is graded all the same.
    points, out_of
        Exact.
    parts
        Item by item.
    tries
        How many tries the journal holds.
    detail
        What the kind knows besides: for a role-play, its debrief.
    remarks
        What was odd about the journal, for the trainer.
    disputes
        The readings that the learner calls wrong, and why: by an item's id, or by the numbers of
        a try and a line of it, such as ``2.5``.
    settled
        Of these, the lines of the try that counts that the trainer left out of the score.
    played
        Of a role-play that is no private practice: each try's debrief, in order.
    decided
        The trainer who gave the points of the whole; empty where nobody did.
    comment
        What the trainer says to the whole.
    late
        How late it was handed in; None where it was in time, or lateness costs nothing.
    """

    exercise: str
    title: str
    progress: Progress
    points: Fraction
    out_of: int
    parts: tuple[PartGrade, ...] = ()
    tries: int = 0
    detail: Any = None
    remarks: tuple[str, ...] = ()
    disputes: Mapping[str, str] = attrs.field(factory=dict)
    played: tuple[Any, ...] = ()
    settled: tuple[int, ...] = ()
    decided: str = ""
    comment: str = ""
    late: Lateness | None = None

    @property
    def pending(self) -> tuple[PartGrade, ...]:
        """The parts that wait for a person."""
        return tuple(part for part in self.parts if part.pending)

    @property
    def share(self) -> Fraction:
        """Points as a share of 1."""
        return self.points / self.out_of if self.out_of else Fraction(0)

    @property
    def skill(self) -> Fraction:
        """Points as a share of 1, before anything was taken off for lateness."""
        earned = self.late.earned if self.late else self.points
        return earned / self.out_of if self.out_of else Fraction(0)


Scenarios = Callable[[str], Scenario]


class Kind(Protocol):
    """A kind of exercise, as the registry holds it."""

    name: str

    def read(self, document: Document) -> Exercise:
        """Make an exercise of a document and check it."""
        ...

    def grade(
        self,
        exercise: Any,
        tries: Sequence[Attempt],
        scenarios: Scenarios,
        values: Mapping[str, str],
    ) -> Grade:
        """Grade the tries at an exercise; never runs anything that a learner wrote."""
        ...

    def worksheet(
        self, exercise: Any, scenarios: Scenarios, values: Mapping[str, str], *, key: bool
    ) -> str:
        """Give the exercise on paper, as HTML; with the answers where `key` is true."""
        ...
