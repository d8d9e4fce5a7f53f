"""What the reader has learnt, and the scores that it gives a line.

Two learners read every line, and their scores are added: weights of features (`weights`) and
detectors over neighbouring words (`detectors`). All scores are whole numbers; `UNIT` of them are
one logit. A concern's score is what the line's own words say of it, and what the prospect's words
say of it as far as the line takes them up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs

from doorknob.language.clauses import Line
from doorknob.language.detectors import Bank, Readout
from doorknob.language.features import Said, clause_features, heard, topic_features
from doorknob.language.modelfile import read_model
from doorknob.language.moves import Concern, Move
from doorknob.language.packed import numbers, pack, unpack
from doorknob.language.vectors import ENDS, QUESTION, STARTS, Words
from doorknob.language.weights import UNIT, Table

MOVES = tuple(Move)
CONCERNS = tuple(Concern)
# Lanes of the topic table: the line's concerns, how far it takes hers up, and hers.
TAKES_UP = len(CONCERNS)
HERS = TAKES_UP + 1
TOPIC_LANES = HERS + len(CONCERNS)
HOME = Path(str(files("doorknob.language"))) / "reader.model"


@attrs.frozen(slots=True)
class Scored:
    """The scores of a line.

    Attributes
    ----------
    clauses
        Of each clause, one score a move.
    concerns
        One a concern.
    own
        The part of each concern's score that the line's own words give.
    """

    clauses: list[list[int]]
    concerns: list[int]
    own: list[int]


@attrs.frozen(slots=True)
class Heard:
    """What the prospect said, prepared once for every reading of an answer to it."""

    said: Said
    moves: list[int]
    concerns: tuple[list[int], list[int]]


class Model:
    """What has been learnt, ready for reading.

    Parameters
    ----------
    header, sections
        As `doorknob.language.modelfile.read_model` gives them.
    """

    def __init__(self, header: Mapping[str, Any], sections: Mapping[str, bytes]) -> None:
        self.header = header
        self.name = str(header["name"])
        self.moves = _table(sections, "features", len(MOVES))
        self.topics = _table(sections, "topics", TOPIC_LANES)
        self.words = words = Words(sections["words"].decode().split("\n"))
        self._line = _bank(words, sections, "look")
        self._said = _bank(words, sections, "look_said")
        self._own = Readout(numbers("h", sections["own"]), 3 * len(MOVES))
        self._topic = Readout(numbers("h", sections["line"]), TAKES_UP + 1)
        self._hers = Readout(numbers("h", sections["said"]), len(MOVES) + len(CONCERNS))
        biases = header["biases"]
        self._move_bias = pack(biases["moves"])
        self._line_bias = pack(biases["line"])
        self._said_bias = pack([0] * HERS + biases["said"])
        self._detected_line_bias = biases["detected_line"]
        self._detected_said_bias = biases["detected_said"]
        # A detectors' score times this, shifted, is a score in our unit.
        self._scale, self._shift = header["scale"]
        self.hear = lru_cache(maxsize=256)(self._hear)

    def _hear(self, said: str) -> Heard:
        prepared = heard(said)
        table, forms = self.topics, prepared.forms
        packed = sum(map(table.word, forms), self._said_bias)
        weighed = unpack(packed + table.total(topic_features(forms)), TOPIC_LANES)[HERS:]
        found = self._said.strongest((STARTS, *forms, ENDS))
        moves, detected = _parted(self._hers.of(self._said.values(found)), len(MOVES))
        detected = _plus(self._scaled(detected), self._detected_said_bias)
        return Heard(prepared, moves, (weighed, detected))

    def score(self, line: Line, said: Heard) -> Scored:
        """Score a line that has at least one clause."""
        table, forms = self.moves, line.forms
        weights = []
        found = []
        for number, clause in enumerate(line.clauses):
            words = forms[clause.first : clause.last]
            packed = sum(map(table.word, words), self._move_bias)
            packed += table.total(clause_features(line, number, said.said))
            weights.append(unpack(packed, len(MOVES)))
            end = QUESTION if clause.asks else ENDS
            found.append(self._line.strongest((STARTS, *words, end)))
        detected = self._detected(found, said.moves)
        scale, shift = self._scale, self._shift
        clauses = [
            [one + (two * scale >> shift) for one, two in zip(row, other, strict=True)]
            for row, other in zip(weights, detected, strict=True)
        ]
        return Scored(clauses, *self._concerns(line, found, said))

    def _detected(self, found: Sequence[int], said: list[int]) -> list[list[int]]:
        """Give the detectors' scores of each clause; neighbours count, too."""
        count = len(MOVES)
        read = [self._own.of(self._line.values(one)) for one in found]
        rows = []
        for at, row in enumerate(read):
            parts = [row[:count], said]
            if at:
                parts.append(read[at - 1][count : 2 * count])
            if at + 1 < len(read):
                parts.append(read[at + 1][2 * count :])
            rows.append([sum(lane) for lane in zip(*parts, strict=True)])
        return rows

    def _concerns(
        self, line: Line, found: Sequence[int], said: Heard
    ) -> tuple[list[int], list[int]]:
        table = self.topics
        packed = sum(map(table.word, line.forms), self._line_bias)
        weighed = unpack(packed + table.total(topic_features(line.forms)), TOPIC_LANES)[:HERS]
        whole = self._line.values(self._line.highest(found))
        detected = _plus(self._scaled(self._topic.of(whole)), self._detected_line_bias)
        own = _plus(weighed[:TAKES_UP], detected[:TAKES_UP])
        scores = own
        for row, hers in zip((weighed, detected), said.concerns, strict=True):
            gate = _gate(row[TAKES_UP])
            scores = [one + gate * two // _OPEN for one, two in zip(scores, hers, strict=True)]
        return scores, own

    def _scaled(self, values: Sequence[int]) -> list[int]:
        scale, shift = self._scale, self._shift
        return [value * scale >> shift for value in values]


_OPEN = 4 * UNIT


def _gate(value: int) -> int:
    """Squeeze a score to 0 (takes nothing up) … `_OPEN` (takes all of it up)."""
    return min(max(value + _OPEN // 2, 0), _OPEN)


def _parted(values: list[int], at: int) -> tuple[list[int], list[int]]:
    return values[:at], values[at:]


def _plus(one: Sequence[int], two: Sequence[int]) -> list[int]:
    return [a + b for a, b in zip(one, two, strict=True)]


def _table(sections: Mapping[str, bytes], name: str, lanes: int) -> Table:
    names = sections[name].decode().split("\n")
    return Table(names, sections[f"{name}.weights"], lanes)


def _bank(words: Words, sections: Mapping[str, bytes], name: str) -> Bank:
    looks, bias = numbers("b", sections[name]), numbers("i", sections[f"{name}.bias"])
    return Bank(words, sections["vectors"], looks, bias)


@cache
def model() -> Model:
    """Give the model that comes with Doorknob, loaded once."""
    return Model(*read_model(HOME))
