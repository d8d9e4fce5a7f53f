"""What a call is scored on: skill, apart from how the call ended.

A learner is scored on what he uncovers and resolves, never on how hard he pushes. The weights are
ours; the dimensions follow the design of the course: a concern must come out, be understood, and
be answered by information that fits; asking is right, forcing is not.
"""

from __future__ import annotations

from enum import StrEnum

import attrs


class Dimension(StrEnum):
    """One side of skill."""

    UNCOVERED = "uncovered"
    UNDERSTOOD = "understood"
    FIT = "fit"
    FREEDOM = "freedom"
    ASKED = "asked"
    RECOVERY = "recovery"
    WARMTH = "warmth"


@attrs.frozen(kw_only=True)
class Criterion:
    """What a dimension asks, and how much it counts.

    Attributes
    ----------
    dimension
        Which.
    title
        As a learner reads it.
    asks
        The question that it answers.
    weight
        Its share of the whole; a dimension that does not apply leaves its weight to the others.
    """

    dimension: Dimension
    title: str
    asks: str
    weight: int


RUBRIC: tuple[Criterion, ...] = (
    Criterion(
        dimension=Dimension.UNCOVERED,
        title="Concerns brought into the open",
        asks="Did what was really in the way come out?",
        weight=25,
    ),
    Criterion(
        dimension=Dimension.UNDERSTOOD,
        title="Understood before answered",
        asks="Was each worry given back before it was answered?",
        weight=20,
    ),
    Criterion(
        dimension=Dimension.FIT,
        title="Information that fits",
        asks="Did what was told answer a worry, and was it true?",
        weight=20,
    ),
    Criterion(
        dimension=Dimension.FREEDOM,
        title="Freedom respected",
        asks="Was a no left free to be said?",
        weight=15,
    ),
    Criterion(
        dimension=Dimension.ASKED,
        title="Asked at the right time",
        asks="Was the business asked for when nothing stood in the way any more?",
        weight=10,
    ),
    Criterion(
        dimension=Dimension.RECOVERY,
        title="Slips repaired",
        asks="After a push, was it owned and mended?",
        weight=5,
    ),
    Criterion(
        dimension=Dimension.WARMTH,
        title="Warm enough, not padded",
        asks="Was the worry taken seriously, without soothing at length?",
        weight=5,
    ),
)
