"""Rows made into numbers: which features, words and clauses each line has, and what to learn.

The features are those of `doorknob.language.features`, so that what is learnt is what is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from doorknob.language.clauses import Line, cut
from doorknob.language.features import clause_features, heard, topic_features, word_features
from doorknob.language.moves import Concern, Move
from doorknob.language.vectors import ENDS, QUESTION, STARTS, Words
from doorknob.training.corpus import Row, Statement

MOVES = tuple(Move)
CONCERNS = tuple(Concern)
# The share of a clause's letters that a coded stretch must cover for the clause to carry its move.
_COVERED = 0.3


@attrs.frozen(kw_only=True)
class Example:
    """One row in numbers.

    Attributes
    ----------
    clauses
        Of each clause: features, words, and one target a move, 0 to 1.
    topic, said_topic
        Features of the line's and of her topic.
    said_words
        Her words.
    moves, concerns, said
        Targets of the line (12 moves, 7 concerns) and of her words (7; None where uncoded).
    """

    clauses: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[float, ...]], ...]
    topic: tuple[str, ...]
    said_topic: tuple[str, ...]
    said_words: tuple[str, ...]
    moves: tuple[float, ...]
    concerns: tuple[float, ...]
    said: tuple[float, ...] | None


def example_of(row: Row) -> Example:
    """Make numbers of a row.

    Where the two coders differ the target is one half, so that what people dispute is not learnt
    as certain.
    """
    line, said = cut(row.line), heard(row.said)
    doubted = _doubted(row)
    clauses = []
    for number, clause in enumerate(line.clauses):
        forms = line.forms[clause.first : clause.last]
        features = [name for form in forms for name in word_features(form)]
        features += clause_features(line, number, said)
        carried = _carried(row, line, number)
        target = [float(move in carried) * (0.5 if move in doubted else 1.0) for move in MOVES]
        end = QUESTION if clause.asks else ENDS
        clauses.append((tuple(features), (STARTS, *forms, end), tuple(target)))
    second = row.second
    return Example(
        clauses=tuple(clauses),
        topic=tuple(_topic(line.forms)),
        said_topic=tuple(_topic(said.forms)),
        said_words=(STARTS, *said.forms, ENDS),
        moves=_targets(MOVES, row.moves, second.moves if second else row.moves),
        concerns=_targets(CONCERNS, row.concerns, second.concerns if second else row.concerns),
        said=_targets(CONCERNS, second.said, second.said) if second else None,
    )


@attrs.frozen(kw_only=True)
class Hearing:
    """A prospect's statement in numbers: features of its topic, its words, targets (7)."""

    topic: tuple[str, ...]
    words: tuple[str, ...]
    concerns: tuple[float, ...]


def hearing_of(statement: Statement) -> Hearing:
    """Make numbers of a statement."""
    forms = cut(statement.said).forms
    return Hearing(
        topic=tuple(_topic(forms)),
        words=(STARTS, *forms, ENDS),
        concerns=_targets(CONCERNS, statement.concerns, statement.concerns),
    )


def _topic(forms: Sequence[str]) -> list[str]:
    return [name for form in forms for name in word_features(form)] + topic_features(forms)


def _targets(
    codes: Iterable[Move | Concern],
    first: frozenset[Move] | frozenset[Concern],
    second: frozenset[Move] | frozenset[Concern],
) -> tuple[float, ...]:
    return tuple(((code in first) + (code in second)) / 2 for code in codes)


def _doubted(row: Row) -> frozenset[Move]:
    return frozenset() if row.second is None else row.moves - row.second.moves


def _carried(row: Row, line: Line, number: int) -> set[Move]:
    """Give the moves that a clause carries by the coded stretches that it overlaps."""
    if not row.spans:
        return set(row.moves)
    clause = line.clauses[number]
    start, end = line.span(clause.first, clause.last)
    got: Counter[Move] = Counter()
    for move, first, last in row.spans:
        got[move] += max(0, min(end, last) - max(start, first))
    found = {move for move, letters in got.items() if letters > _COVERED * (end - start)}
    return found or {Move.OTHER}


def vocabulary(lists: Iterable[Sequence[str]], least: int) -> dict[str, int]:
    """Give numbers from 1 on to the features that `least` examples have; 0 is kept for padding."""
    seen: Counter[str] = Counter()
    for names in lists:
        seen.update(set(names))
    kept = sorted(name for name, times in seen.items() if times >= least)
    return {name: number for number, name in enumerate(kept, 1)}


def numbered(names: Iterable[str], known: Mapping[str, int]) -> list[int]:
    """Give the numbers of the features that are known; never an empty list."""
    return [known[name] for name in names if name in known] or [0]


def word_numbers(words: Iterable[str], known: Words) -> list[int]:
    """Give the numbers of words, the unknown one's where a word is in no list."""
    return [known.number(word) for word in words]
