"""Excusing that somebody handed in late: decisions of the trainer, with her reason."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

from doorknob.errors import BadParameter, suggestion
from doorknob.journal.decisions import LONGEST_COMMENT, Act, Decision
from doorknob.publish.cohort import Cohort


def excuses(
    cohort: Cohort, who: str, *, reason: str, at: str, excused: bool = True
) -> Iterator[Decision]:
    """Give the decisions that excuse a learner, one for each exercise; nothing is written.

    Parameters
    ----------
    cohort
        Whose learner.
    who
        Her id, or ``ID:EXERCISE`` for one exercise alone.
    reason
        Why; kept with the decision, and shown to no learner.
    at
        When, in ISO 8601.
    excused
        False takes an excuse back.

    Raises
    ------
    BadParameter
        If there is no such learner or exercise, or the reason is empty or too long.
    """
    learner, _, exercise = who.partition(":")
    people = [one.id for one in cohort.learners]
    if learner not in people:
        raise BadParameter(f"{learner!r} is not on the roster.{suggestion(learner, people)}")
    tasks = cohort.file.exercises
    if exercise and exercise not in tasks:
        message = f"{exercise!r} is no exercise of cohort {cohort.id!r}."
        raise BadParameter(f"{message}{suggestion(exercise, tasks)}")
    if not reason.strip() or len(reason) > LONGEST_COMMENT:
        raise BadParameter(
            f"An excuse needs a reason of at most {LONGEST_COMMENT:,} characters: "
            '--reason "was ill".'
        )
    for task in (exercise,) if exercise else tasks:
        yield Decision(
            id=str(uuid4()),
            trainer=cohort.file.trainer,
            act=Act.EXCUSED,
            learner=learner,
            exercise=task,
            timestamp=at,
            upheld=excused,
            text=reason,
        )
