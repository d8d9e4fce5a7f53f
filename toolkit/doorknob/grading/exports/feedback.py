"""What a learner is told of a grade, in one text."""

from __future__ import annotations

from doorknob.exercises.base import Grade, Progress
from doorknob.grading.calls import figures
from doorknob.grading.gradebook import decimal


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
    return "\n".join(lines)


def is_graded(out_of: int) -> bool:
    """Whether an exercise earns points; a private practice is no assignment elsewhere."""
    return out_of > 0
