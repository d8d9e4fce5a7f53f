"""The two learners: weights of features, and detectors over neighbouring words.

Both give, of each clause, a score for each move, and of each line a score for each concern. A
concern's score is what the line's own words say of it, plus what *her* words say of it as far as
the line takes that up::

    concern = line + gate(line) · said        gate between 0 and 1
"""

from __future__ import annotations

from typing import Any

import attrs
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the customary name

CODES = 12
TOPICS = 7
FLOOR = -20.0


@attrs.frozen(kw_only=True)
class Batch:
    """Some lines, padded, for one step."""

    features: Tensor
    feature_starts: Tensor
    topic: Tensor
    topic_starts: Tensor
    said_topic: Tensor
    said_topic_starts: Tensor
    words: Tensor
    said_words: Tensor
    line_of: Tensor


@attrs.frozen(kw_only=True)
class Heard:
    """Some statements of prospects alone, padded."""

    said_topic: Tensor
    said_topic_starts: Tensor
    said_words: Tensor


@attrs.frozen(kw_only=True)
class Scores:
    """What a learner says: clause × move, line × concern, said × concern."""

    clauses: Tensor
    concerns: Tensor
    said: Tensor


def gate(value: Tensor) -> Tensor:
    """Squeeze to 0..1 with straight edges, so that whole numbers can do the same at run time."""
    return (value / 4 + 0.5).clamp(0, 1)


def over_lines(clauses: Tensor, line_of: Tensor, lines: int) -> Tensor:
    """Give the highest score of each line's clauses."""
    start = torch.full((lines, clauses.shape[1]), FLOOR)
    return start.scatter_reduce(0, line_of[:, None].expand_as(clauses), clauses, "amax")


class Weights(nn.Module):  # type: ignore[misc,unused-ignore]
    """A weight a code for each feature; a text's score is their sum."""

    def __init__(self, features: int, topics: int) -> None:
        super().__init__()
        self.moves = _bag(features, CODES)
        self.line = _bag(topics, TOPICS + 1)
        self.said = _bag(topics, TOPICS)
        self.move_bias = nn.Parameter(torch.full((CODES,), -2.0))
        self.line_bias = nn.Parameter(torch.full((TOPICS + 1,), -1.0))
        self.said_bias = nn.Parameter(torch.full((TOPICS,), -1.0))

    def forward(self, batch: Batch) -> Scores:
        """Score a batch."""
        clauses = self.moves(batch.features, batch.feature_starts) + self.move_bias
        line = self.line(batch.topic, batch.topic_starts) + self.line_bias
        said = self.hear(batch)
        return Scores(clauses=clauses, concerns=_joined(line, said), said=said)

    def hear(self, batch: Batch | Heard) -> Tensor:
        """Score what she said."""
        return self.said(batch.said_topic, batch.said_topic_starts) + self.said_bias  # type: ignore[no-any-return,unused-ignore]

    def size(self, batch: Batch) -> Tensor:
        """Give the squares of the weights that the batch touches: what is kept small."""
        return sum(  # type: ignore[no-any-return,unused-ignore]
            (bag.weight[touched.unique()] ** 2).sum()
            for bag, touched in (
                (self.moves, batch.features),
                (self.line, batch.topic),
                (self.said, batch.said_topic),
            )
        )


class Detectors(nn.Module):  # type: ignore[misc,unused-ignore]
    """Detectors of three neighbouring words; of each clause the strongest place counts."""

    def __init__(self, vectors: Any, detectors: int, said_detectors: int) -> None:
        super().__init__()
        start = torch.tensor(vectors)
        size = start.shape[1]
        self.vectors = nn.Embedding.from_pretrained(
            torch.cat([start, torch.zeros(1, size)]), freeze=False, padding_idx=len(start)
        )
        self.padding = len(start)
        with torch.no_grad():
            self.vectors.weight[:4].normal_(0, 0.5)
        self.look = nn.Conv1d(size, detectors, 3, padding=1)
        self.look_said = nn.Conv1d(size, said_detectors, 3, padding=1)
        self.own = nn.Linear(detectors, CODES)
        self.before = nn.Linear(detectors, CODES, bias=False)
        self.after = nn.Linear(detectors, CODES, bias=False)
        self.said_moves = nn.Linear(said_detectors, CODES, bias=False)
        self.line = nn.Linear(detectors, TOPICS + 1)
        self.said = nn.Linear(said_detectors, TOPICS)

    def forward(self, batch: Batch) -> Scores:
        """Score a batch."""
        seen = self._strongest(batch.words, self.look)
        said = self._drop(self._strongest(batch.said_words, self.look_said))
        lines = len(batch.said_words)
        whole = self._drop(over_lines(seen, batch.line_of, lines).clamp(min=0))
        seen = self._drop(seen)
        before, after = torch.zeros_like(seen), torch.zeros_like(seen)
        same = batch.line_of[1:] == batch.line_of[:-1]
        before[1:][same] = seen[:-1][same]
        after[:-1][same] = seen[1:][same]
        clauses = self.own(seen) + self.before(before) + self.after(after)
        clauses = clauses + self.said_moves(said)[batch.line_of]
        said_scores = self.said(said)
        joined = _joined(self.line(whole), said_scores)
        return Scores(clauses=clauses, concerns=joined, said=said_scores)

    def hear(self, batch: Batch | Heard) -> Tensor:
        """Score what she said."""
        said = self._drop(self._strongest(batch.said_words, self.look_said))
        return self.said(said)  # type: ignore[no-any-return,unused-ignore]

    def _strongest(self, words: Tensor, look: nn.Conv1d) -> Tensor:
        if self.training:
            forgotten = (torch.rand(words.shape) < 0.05) & (words > 3) & (words != self.padding)
            words = torch.where(forgotten, 0, words)
        real = (words != self.padding).unsqueeze(1)
        vectors = F.dropout(self.vectors(words), 0.2, self.training).transpose(1, 2)
        return F.relu(look(vectors)).masked_fill(~real, 0).amax(2)

    def _drop(self, seen: Tensor) -> Tensor:
        return F.dropout(seen, 0.3, self.training)


def _bag(rows: int, width: int) -> nn.EmbeddingBag:
    bag = nn.EmbeddingBag(rows + 1, width, mode="sum", padding_idx=0)
    nn.init.zeros_(bag.weight)
    return bag


def _joined(line: Tensor, said: Tensor) -> Tensor:
    return line[:, :TOPICS] + gate(line[:, TOPICS:]) * said
