"""The scorecard of a call: for each dimension a value, the evidence, why, and what to try next.

A line that could not be read is left out, never guessed at.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from doorknob.coaching.judges import JUDGES
from doorknob.coaching.rubric import RUBRIC, Dimension
from doorknob.coaching.scores import Scorecard
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.persona import spoken_of


def scorecard(call: Conversation, weights: Mapping[Dimension, int] | None = None) -> Scorecard:
    """Score a call, with the rubric's own weights or with others."""
    rubric = RUBRIC
    if weights is not None:
        rubric = tuple(attrs.evolve(c, weight=weights[c.dimension]) for c in RUBRIC)
    pronoun = call.scenario.pronoun
    scores = [JUDGES[criterion.dimension](call, criterion) for criterion in rubric]
    return Scorecard(
        scores=tuple(
            attrs.evolve(
                score,
                explanation=spoken_of(score.explanation, pronoun),
                advice=spoken_of(score.advice, pronoun),
            )
            for score in scores
        ),
        outcome=call.ended_as,
        unread=tuple(turn.number for turn in call.turns if turn.reading.unsure),
    )
