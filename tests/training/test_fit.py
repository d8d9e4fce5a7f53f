"""Learning, on a small share of the corpus: what is written reads as what was learnt."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="learning needs the extra 'train'")

from doorknob.language.clauses import cut
from doorknob.language.decide import Judge
from doorknob.language.model import Model
from doorknob.language.modelfile import read_model
from doorknob.language.vectors import SPECIAL, Words
from doorknob.training import export
from doorknob.training import learn as learning
from doorknob.training.corpus import read_corpus, read_statements
from doorknob.training.examples import example_of, hearing_of
from doorknob.training.export import parts_of
from doorknob.training.fit import Settings, Vocabularies, number, scores_of

SMALL = Settings(vector=8, detectors=6, said_detectors=4, weight_rounds=1, detector_rounds=1)


def vectors(words: set[str], size: int) -> tuple[list[str], np.ndarray]:
    """Give each word a vector of its own, by its letters, in place of the published encoder's."""
    known = [*SPECIAL, *sorted(words)]
    seeds = [int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big") for word in known]
    rows = [np.random.default_rng(seed).normal(size=size) for seed in seeds]
    return known, np.array(rows, "float32")


@pytest.fixture
def rows():
    """Give a few rows of each writer."""
    return read_corpus()[::60]


def test_whole_numbers_read_as_what_was_learnt(rows, monkeypatch) -> None:
    """Where no feature is left out, scores at run time differ by rounding alone."""
    monkeypatch.setattr(export, "LEAST_WEIGHT", 0.0)
    examples = [example_of(row) for row in rows]
    hearings = [hearing_of(one) for one in read_statements()[::60]]
    known_words, start = vectors(learning._words(examples, hearings), SMALL.vector)
    known, weights, detectors = learning._learners(examples, hearings, (known_words, start), SMALL)
    parts = parts_of(weights, detectors, known, known_words)
    model = Model({**parts.header, "name": "small"}, parts.sections)
    numbers = [number(one, known) for one in examples[:40]]
    learnt = zip(scores_of(weights, numbers), scores_of(detectors, numbers), strict=True)
    for row, ((one, about), (two, about_two)) in zip(rows, learnt, strict=False):
        scored = model.score(cut(row.line), model.hear(row.said))
        assert np.abs(np.array(scored.clauses) / 128 - (one + two)).max() < 0.4
        assert np.abs(np.array(scored.concerns) / 128 - (about + about_two)).max() < 0.6


def test_learning_twice_gives_the_same_file(rows, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(learning, "start_vectors", vectors)
    statements = read_statements()[::60]
    paths = [tmp_path / "one.model", tmp_path / "two.model"]
    headers = [learning.learn(rows, statements, path, SMALL) for path in paths]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    header, sections = read_model(paths[0])
    assert header == headers[0] | {"settings": header["settings"]}
    assert Judge(header).decide(
        Model(header, sections).score(cut("Hi."), Model(header, sections).hear(""))
    )


def test_features_of_one_example_alone_are_not_learnt(rows) -> None:
    examples = [example_of(row) for row in rows[:30]]
    known = Vocabularies.of(examples, [], Words(SPECIAL))
    for name in known.features:
        holders = [one for one in examples if any(name in names for names, *_ in one.clauses)]
        assert len(holders) >= 2
