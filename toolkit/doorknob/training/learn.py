"""The whole of learning: cross-fit by writer, set the thresholds, fit on all, write the file.

Every figure that is reported comes from readings of lines whose writer the learner had never met.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import torch

from doorknob.language.modelfile import write_model
from doorknob.language.vectors import Words
from doorknob.training.corpus import Row, Statement, digest
from doorknob.training.decisions import decisions_of
from doorknob.training.examples import Example, Hearing, example_of, hearing_of
from doorknob.training.export import parts_of
from doorknob.training.fit import Settings, Vocabularies, fit, number, number_hearing, scores_of
from doorknob.training.networks import Detectors, Weights
from doorknob.training.start import start_vectors

FOLDS = 4


@attrs.frozen(kw_only=True)
class HeldOut:
    """Scores of lines whose writer was not learnt from, in logits.

    Attributes
    ----------
    moves
        Shape (line, move): over a line's clauses the highest, for `other` the lowest.
    concerns
        Shape (line, concern).
    """

    moves: Any
    concerns: Any


def learn(
    rows: Sequence[Row], statements: Sequence[Statement], path: Path, settings: Settings
) -> dict[str, Any]:
    """Learn from rows and statements, and write the model file.

    Returns
    -------
    dict
        The header of the file: decisions and what was measured.
    """
    made_of = {"corpus": digest(rows, statements), "rows": len(rows)}
    examples = [example_of(row) for row in rows]
    kept = [at for at, one in enumerate(examples) if one.clauses]
    rows, examples = [rows[at] for at in kept], [examples[at] for at in kept]
    hearings = [hearing_of(one) for one in statements]
    words, vectors = start_vectors(_words(examples, hearings), settings.vector)
    held_out = cross_fit(rows, examples, hearings, (words, vectors), settings)
    known, weights, detectors = _learners(examples, hearings, (words, vectors), settings)
    parts = parts_of(weights, detectors, known, words)
    header = {
        **parts.header,
        "name": "doorknob-3",
        **made_of,
        "statements": len(statements),
        "settings": attrs.asdict(settings),
        **decisions_of(rows, held_out),
    }
    write_model(path, header, parts.sections)
    return header


def _words(examples: Sequence[Example], hearings: Sequence[Hearing]) -> set[str]:
    found = {word for one in examples for _, words, _ in one.clauses for word in words}
    found |= {word for one in examples for word in one.said_words}
    found |= {word for one in hearings for word in one.words}
    return {word for word in found if not word.startswith("<")}


def cross_fit(
    rows: Sequence[Row],
    examples: Sequence[Example],
    hearings: Sequence[Hearing],
    start: tuple[Sequence[str], Any],
    settings: Settings,
) -> HeldOut:
    """Score every line by learners that have met none of its writer's."""
    writers = sorted({row.writer for row in rows})
    fold_of = {writer: at % FOLDS for at, writer in enumerate(writers)}
    folds = np.array([fold_of[row.writer] for row in rows])
    moves, concerns = np.zeros((len(rows), 12)), np.zeros((len(rows), 7))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        jobs = {
            fold: pool.submit(_score_fold, examples, folds == fold, hearings, start, settings)
            for fold in range(FOLDS)
        }
        for fold, job in jobs.items():
            moves[folds == fold], concerns[folds == fold] = job.result()
    return HeldOut(moves=moves, concerns=concerns)


def _score_fold(
    examples: Sequence[Example],
    out: Any,
    hearings: Sequence[Hearing],
    start: tuple[Sequence[str], Any],
    settings: Settings,
) -> tuple[Any, Any]:
    known, weights, detectors = _learners(
        [one for one, held in zip(examples, out, strict=True) if not held],
        hearings,
        start,
        settings,
    )
    some = [number(one, known) for one, held in zip(examples, out, strict=True) if held]
    by_weights, by_detectors = scores_of(weights, some), scores_of(detectors, some)
    both = [one + two for (one, _), (two, _) in zip(by_weights, by_detectors, strict=True)]
    lines = np.stack([np.append(clauses[:, :-1].max(0), clauses[:, -1].min()) for clauses in both])
    pairs = zip(by_weights, by_detectors, strict=True)
    return lines, np.stack([one + two for (_, one), (_, two) in pairs])


def _learners(
    examples: Sequence[Example],
    hearings: Sequence[Hearing],
    start: tuple[Sequence[str], Any],
    settings: Settings,
) -> tuple[Vocabularies, Weights, Detectors]:
    torch.set_num_threads(1)
    torch.manual_seed(settings.seed)
    words, vectors = start
    known = Vocabularies.of(examples, hearings, Words(words))
    numbers = [number(one, known) for one in examples]
    heard = [number_hearing(one, known) for one in hearings]
    weights = Weights(len(known.features), len(known.topics))
    fit(weights, numbers, heard, settings, settings.weight_rounds)
    torch.manual_seed(settings.seed)
    detectors = Detectors(vectors, settings.detectors, settings.said_detectors)
    fit(detectors, numbers, heard, settings, settings.detector_rounds)
    return known, weights, detectors
