"""Fitting: from examples to the two learners, the same every time.

One thread a learner and fixed seeds, so that the same corpus gives the same weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the customary name

from doorknob.language.vectors import Words
from doorknob.training.examples import Example, Hearing, numbered, vocabulary, word_numbers
from doorknob.training.networks import (
    CODES,
    TOPICS,
    Batch,
    Detectors,
    Heard,
    Scores,
    Weights,
    over_lines,
)

BATCH = 32
LEAST = 2


@attrs.frozen(kw_only=True)
class Settings:
    """What was chosen by trying, on writers that were held out.

    Attributes
    ----------
    vector, detectors, said_detectors
        Sizes of the detectors.
    weight_rounds, detector_rounds
        Times that each learner sees the corpus.
    small
        How strongly feature weights are kept small.
    line, concerns, said
        Weight of a line's moves, of its concerns and of hers beside the moves of its clauses.
    """

    vector: int = 64
    detectors: int = 96
    said_detectors: int = 64
    weight_rounds: int = 6
    detector_rounds: int = 10
    small: float = 1e-3
    line: float = 1.5
    concerns: float = 1.0
    said: float = 1.0
    seed: int = 7


@attrs.frozen(kw_only=True)
class Vocabularies:
    """What has a number: features of clauses, features of topics, words."""

    features: dict[str, int]
    topics: dict[str, int]
    words: Words

    @classmethod
    def of(
        cls, examples: Sequence[Example], hearings: Sequence[Hearing], words: Words
    ) -> Vocabularies:
        """Give numbers to the features that some examples have."""
        return cls(
            features=vocabulary(
                ([name for names, *_ in one.clauses for name in names] for one in examples), LEAST
            ),
            topics=vocabulary(
                [
                    *(names for one in examples for names in (one.topic, one.said_topic)),
                    *(one.topic for one in hearings),
                ],
                LEAST,
            ),
            words=words,
        )


@attrs.frozen(kw_only=True)
class Numbered:
    """An example with its features and words as numbers."""

    clauses: tuple[tuple[list[int], list[int]], ...]
    topic: list[int]
    said_topic: list[int]
    said_words: list[int]
    targets: Any
    moves: Any
    concerns: Any
    said: Any
    said_known: bool


@attrs.frozen(kw_only=True)
class NumberedHearing:
    """A statement with its features and words as numbers."""

    topic: list[int]
    words: list[int]
    concerns: Any


def number_hearing(hearing: Hearing, known: Vocabularies) -> NumberedHearing:
    """Give a statement in numbers."""
    return NumberedHearing(
        topic=numbered(hearing.topic, known.topics),
        words=word_numbers(hearing.words, known.words),
        concerns=np.array(hearing.concerns, "float32"),
    )


def number(example: Example, known: Vocabularies) -> Numbered:
    """Give an example in numbers."""
    return Numbered(
        clauses=tuple(
            (numbered(names, known.features), word_numbers(words, known.words))
            for names, words, _ in example.clauses
        ),
        topic=numbered(example.topic, known.topics),
        said_topic=numbered(example.said_topic, known.topics),
        said_words=word_numbers(example.said_words, known.words),
        targets=np.array([target for *_, target in example.clauses], "float32"),
        moves=np.array(example.moves, "float32"),
        concerns=np.array(example.concerns, "float32"),
        said=np.array(example.said or [0] * TOPICS, "float32"),
        said_known=example.said is not None,
    )


def batch_of(examples: Sequence[Numbered], padding: int) -> Batch:
    """Join some examples for one step."""
    features, feature_starts = _bags(names for one in examples for names, _ in one.clauses)
    topic, topic_starts = _bags(one.topic for one in examples)
    said_topic, said_topic_starts = _bags(one.said_topic for one in examples)
    return Batch(
        features=features,
        feature_starts=feature_starts,
        topic=topic,
        topic_starts=topic_starts,
        said_topic=said_topic,
        said_topic_starts=said_topic_starts,
        words=_padded([words for one in examples for _, words in one.clauses], padding),
        said_words=_padded([one.said_words for one in examples], padding),
        line_of=torch.tensor([at for at, one in enumerate(examples) for _ in one.clauses]),
    )


def _bags(lists: Iterator[list[int]] | Any) -> tuple[Tensor, Tensor]:
    flat: list[int] = []
    starts: list[int] = []
    for numbers in lists:
        starts.append(len(flat))
        flat.extend(numbers)
    return torch.tensor(flat), torch.tensor(starts)


def _padded(rows: list[list[int]], padding: int) -> Tensor:
    longest = max(len(row) for row in rows)
    return torch.tensor([row + [padding] * (longest - len(row)) for row in rows])


def heard_of(hearings: Sequence[NumberedHearing], padding: int) -> Heard:
    """Join some statements for one step."""
    topic, starts = _bags(one.topic for one in hearings)
    words = _padded([one.words for one in hearings], padding)
    return Heard(said_topic=topic, said_topic_starts=starts, said_words=words)


def fit(
    learner: Weights | Detectors,
    examples: Sequence[Numbered],
    hearings: Sequence[NumberedHearing],
    settings: Settings,
    rounds: int,
) -> None:
    """Fit a learner in place; each step sees some lines and as many statements."""
    rng = np.random.default_rng(settings.seed)
    optimizer, schedule = _optimizer(learner, rounds * (len(examples) // BATCH + 1))
    padding = learner.padding if isinstance(learner, Detectors) else 0
    learner.train()
    for _ in range(rounds):
        order = rng.permutation(len(examples))
        for at in range(0, len(order), BATCH):
            some = [examples[one] for one in order[at : at + BATCH]]
            batch = batch_of(some, padding)
            loss = _loss(learner(batch), batch, some, settings)
            if hearings:
                heard = [hearings[one] for one in rng.integers(0, len(hearings), BATCH)]
                said = learner.hear(heard_of(heard, padding))
                targets = np.stack([one.concerns for one in heard])
                loss = loss + settings.said * _cross(said, targets)
            if isinstance(learner, Weights):
                loss = loss + settings.small * learner.size(batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call,unused-ignore]
            nn.utils.clip_grad_norm_(learner.parameters(), 2.0)
            optimizer.step()
            schedule.step()
    learner.eval()


def _optimizer(learner: nn.Module, steps: int) -> tuple[Any, Any]:
    if isinstance(learner, Weights):
        groups = [{"params": list(learner.parameters()), "lr": 1e-2, "weight_decay": 0.0}]
    else:
        words = {id(one) for one in learner.vectors.parameters()}  # type: ignore[union-attr,operator,unused-ignore]
        rest = [one for one in learner.parameters() if id(one) not in words]
        groups = [
            {"params": rest, "lr": 2e-3, "weight_decay": 1e-2},
            {"params": list(learner.vectors.parameters()), "lr": 6e-4, "weight_decay": 0.0},  # type: ignore[union-attr,operator,unused-ignore]
        ]
    optimizer = torch.optim.AdamW(groups)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / 50) * (1 - step / (steps + 1))
    )
    return optimizer, schedule


def _loss(scores: Scores, batch: Batch, examples: Sequence[Numbered], settings: Settings) -> Tensor:
    loss = _cross(scores.clauses, np.vstack([one.targets for one in examples]))
    lines = over_lines(scores.clauses, batch.line_of, len(examples))[:, : CODES - 1]
    moves = np.stack([one.moves for one in examples])[:, : CODES - 1]
    loss = loss + settings.line * _cross(lines, moves)
    loss = loss + settings.concerns * _cross(
        scores.concerns, np.stack([one.concerns for one in examples])
    )
    known = [at for at, one in enumerate(examples) if one.said_known]
    if known:
        said = np.stack([examples[at].said for at in known])
        loss = loss + settings.said * _cross(scores.said[known], said)
    return loss


def _cross(scores: Tensor, targets: Any) -> Tensor:
    each = F.binary_cross_entropy_with_logits(scores, torch.tensor(targets), reduction="none")
    return each.sum(1).mean()


@torch.no_grad()  # type: ignore[untyped-decorator,misc,unused-ignore]
def scores_of(learner: Weights | Detectors, examples: Sequence[Numbered]) -> list[tuple[Any, Any]]:
    """Give of each example its clauses' move scores and the line's concern scores."""
    padding = learner.padding if isinstance(learner, Detectors) else 0
    found = []
    for at in range(0, len(examples), 128):
        some = examples[at : at + 128]
        batch = batch_of(some, padding)
        scores = learner(batch)
        of, clauses = batch.line_of.numpy(), scores.clauses.numpy()
        found += [(clauses[of == one], scores.concerns[one].numpy()) for one in range(len(some))]
    return found
