"""The gradebook's tables: their columns, their keys, and how an exact number is written.

A table or a column that is added, renamed or taken away is another version of the schema.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from doorknob.journal.database import Schema

METADATA = sa.MetaData()


class Exact(sa.types.TypeDecorator[Fraction]):
    """A fraction in lowest terms, as text: ``20/3``, ``4``."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:  # noqa: ARG002
        """Write a fraction."""
        return None if value is None else str(Fraction(value))

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Fraction | None:  # noqa: ARG002
        """Read a fraction."""
        return None if value is None else Fraction(value)


def _text(name: str, *, key: bool = False, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=key, nullable=null)


def _number(name: str, *, key: bool = False, null: bool = False) -> sa.Column[int]:
    kind = sa.BigInteger
    return sa.Column(name, kind, primary_key=key, nullable=null, autoincrement=False)


def _key(name: str, *columns: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(columns, [f"gradebook_{name}.{column}" for column in columns])


LEARNERS = sa.Table(
    "gradebook_learners",
    METADATA,
    *(_text("cohort", key=True), _text("learner", key=True)),
    *(_number("position"), _text("name"), _text("email")),
    # Of the whole: where exercises are weighted, it is not the sum of theirs.
    *(sa.Column("points", Exact, nullable=False), _number("points_hundredths")),
    _number("out_of"),
)
EXERCISES = sa.Table(
    "gradebook_exercises",
    METADATA,
    *(_text("cohort", key=True), _text("exercise", key=True)),
    *(_number("position"), _text("title"), _text("kind"), _number("version"), _number("out_of")),
)
# Of what was practised in private no more than that it was: the other fields are empty then.
ATTEMPTS = sa.Table(
    "gradebook_attempts",
    METADATA,
    *(_text("cohort", key=True), _text("learner", key=True), _text("exercise", key=True)),
    *(_number("number", key=True), _text("attempt"), _text("started"), _number("completed")),
    *(_number("answers", null=True), _number("lines", null=True)),
    *(_number("hints", null=True), _number("rewinds", null=True)),
    _key("learners", "cohort", "learner"),
    _key("exercises", "cohort", "exercise"),
)
GRADES = sa.Table(
    "gradebook_grades",
    METADATA,
    *(_text("cohort", key=True), _text("learner", key=True), _text("exercise", key=True)),
    *(sa.Column("points", Exact, nullable=False), _number("points_hundredths")),
    *(_number("out_of"), _text("progress"), _number("tries")),
    # Before anything was taken off for lateness.
    *(sa.Column("earned", Exact, nullable=False), _number("days_late")),
    _key("learners", "cohort", "learner"),
    _key("exercises", "cohort", "exercise"),
)
PARTS = sa.Table(
    "gradebook_parts",
    METADATA,
    *(_text("cohort", key=True), _text("learner", key=True), _text("exercise", key=True)),
    *(_number("position", key=True), _text("part"), _text("title"), _text("response")),
    *(sa.Column("points", Exact, nullable=False), _number("points_hundredths")),
    *(sa.Column("out_of", Exact, nullable=False), _text("feedback")),
    _key("grades", "cohort", "learner", "exercise"),
)
REMARKS = sa.Table(
    "gradebook_remarks",
    METADATA,
    *(_text("cohort", key=True), _text("learner", key=True)),
    *(_number("position", key=True), _text("remark")),
    _key("learners", "cohort", "learner"),
)
# The call that counts; its outcome stands apart from the points, which skill earns.
CALLS = sa.Table(
    "gradebook_calls",
    METADATA,
    *(_text("cohort", key=True), _text("learner", key=True), _text("exercise", key=True)),
    *(_text("scenario"), _number("seed"), _number("turns"), _text("outcome"), _text("ending")),
    *(sa.Column("skill", Exact, nullable=False), _number("concerns"), _number("concerns_heard")),
    _number("concerns_resolved"),
    _key("grades", "cohort", "learner", "exercise"),
)
TABLES = (LEARNERS, EXERCISES, ATTEMPTS, GRADES, PARTS, REMARKS, CALLS)
SCHEMA = Schema(part="gradebook", version=2, tables=METADATA)
