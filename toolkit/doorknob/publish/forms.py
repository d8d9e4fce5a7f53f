"""Which tests of a cohort are set against each other, and who begins with which."""

from __future__ import annotations

from enum import StrEnum

import attrs


@attrs.frozen(kw_only=True)
class Comparison:
    """Two of the cohort's exercises that are set against each other: a test before, one after."""

    before: str
    after: str


class Forms(StrEnum):
    """Who begins with which of two parallel tests.

    Counterbalanced, every second one on the roster begins with the second form, so that a
    difference between the forms can be told from a change in people.
    """

    AS_NAMED = "as_named"
    COUNTERBALANCED = "counterbalanced"
