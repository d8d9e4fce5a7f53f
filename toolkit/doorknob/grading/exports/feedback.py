"""What a learner is told of a grade, in one text."""

from __future__ import annotations

from doorknob.exercises.base import Grade, Progress
from doorknob.grading.calls import figures
from doorknob.grading.gradebook import Book, decimal


def feedback(grade: Grade) -> str:
    """Say of each part what it earned and why, a line each; of a call also how it ended.

    Empty where nothing was begun or nothing is graded.
    """
    if grade.progress is Progress.NOT_STARTED or not grade.out_of:
        return ""
    call = figures(grade)
    lines = [call.ending] if call else []
    for part in grade.parts:
        earned = f"{part.title}: {decimal(part.points)} of {decimal(part.out_of)}."
        lines.append(f"{earned} {part.feedback}".strip())
    if grade.late:
        lines.append(f"{grade.late.told.capitalize()}.")
    return "\n".join(lines)


def weight_notes(book: Book, system: str) -> tuple[str, ...]:
    """Say that another system adds points up by its own rule, where the cohort has weights."""
    weights = book.rows[0].result.weights if book.rows else {}
    told = ", ".join(f"{name} {weight}" for name, weight in weights.items())
    return (
        (f"{system} works out the whole itself: set these weights there: {told}",) if told else ()
    )


def is_graded(out_of: int) -> bool:
    """Whether an exercise earns points; a private practice is no assignment elsewhere."""
    return out_of > 0
