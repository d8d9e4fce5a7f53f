"""Gradebooks for the tests: small ones by hand, and any that Hypothesis thinks of."""

from __future__ import annotations

from fractions import Fraction

import attrs
from hypothesis import strategies as st

from doorknob.exercises.base import Exercise, Grade, PartGrade, Progress
from doorknob.grading.grade import Result
from doorknob.grading.gradebook import Book, Entry, Row
from doorknob.journal.replay import Attempt

# What a learner or a trainer may have typed: anything, halves of characters and NUL among it.
texts = st.text(st.characters(), max_size=60)
points = st.builds(Fraction, st.integers(0, 400), st.integers(1, 60))


@attrs.frozen(kw_only=True)
class Drill(Exercise):
    """An exercise worth some points."""

    points: int = 4

    @property
    def out_of(self) -> int:
        return self.points


def drill(name: str = "01-x", title: str = "X", *, points: int = 4) -> Drill:
    words = {"lesson": "one", "objective": "o", "instructions": "i", "kind": "choice"}
    return Drill(id=name, title=title, points=points, **words)


def graded(
    exercise: Drill, value: Fraction, feedback: str = "", progress: Progress = Progress.DONE
) -> Grade:
    part = PartGrade(
        part="a",
        title="First",
        response=feedback,
        points=value,
        out_of=Fraction(exercise.points),
        feedback=feedback,
    )
    return Grade(
        exercise=exercise.id,
        title=exercise.title,
        progress=progress,
        points=value,
        out_of=exercise.points,
        parts=(part,),
        tries=1,
    )


def entry(learner: str, name: str, grades: list[Grade], remarks: tuple[str, ...] = ()) -> Entry:
    result = Result(learner=learner, grades=tuple(grades), remarks=remarks)
    row = Row(learner=learner, name=name, email=f"{learner}@firm.example", result=result)
    attempt = Attempt(id="4d1a", exercise=grades[0].exercise, started="2026-03-09T10:00:00Z")
    return Entry(row=row, tries={grades[0].exercise: (attempt,)} if grades else {})


def book(*entries: Entry, exercises: tuple[Drill, ...] = (drill(),), cohort: str = "demo") -> Book:
    return Book(cohort=cohort, title="Spring intake", exercises=exercises, entries=entries)


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Give a book of one learner with any words in it."""
    exercise = drill(title=draw(texts))
    grade = graded(exercise, draw(points), draw(texts))
    return book(entry("ada", draw(texts), [grade], (draw(texts),)), exercises=(exercise,))
