"""From two fitted learners to the model file: whole numbers, and only the features that matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from doorknob.language.detectors import COARSE
from doorknob.language.packed import data_of
from doorknob.language.weights import BIAS, UNIT
from doorknob.training.fit import Vocabularies
from doorknob.training.networks import CODES, Detectors, Weights

# A feature whose weights are all smaller than this, in logits, is left out.
LEAST_WEIGHT = 0.04
# Words' vectors are cut off here; few components reach it.
_LONGEST = 5.0
_SHIFT = 40
# Largest weight of a detector: with it the sums at run time fit their lanes.
_LARGEST = 2047


@attrs.frozen(kw_only=True)
class Parts:
    """What a model file holds, before its decisions are added."""

    header: dict[str, Any]
    sections: dict[str, bytes]


def parts_of(
    weights: Weights, detectors: Detectors, known: Vocabularies, words: Sequence[str]
) -> Parts:
    """Turn learners into whole numbers."""
    topics = np.hstack([_rows(weights.line), _rows(weights.said)])
    sections = {
        **_table("features", known.features, _rows(weights.moves)),
        **_table("topics", known.topics, topics),
        "words": "\n".join(words).encode(),
    }
    found, scale = _detectors(detectors)
    header = {
        "biases": {
            # The detectors' own bias is added to that of the weights, where both are sums.
            "moves": _units(_of(weights.move_bias) + _of(detectors.own.bias)),
            "line": _units(_of(weights.line_bias)),
            "said": _units(_of(weights.said_bias)),
            "detected_line": _units(_of(detectors.line.bias)),
            "detected_said": _units(_of(detectors.said.bias)),
        },
        "scale": [scale, _SHIFT],
    }
    return Parts(header=header, sections={**sections, **found})


def _of(tensor: Any) -> Any:
    return tensor.detach().numpy()


def _rows(bag: Any) -> Any:
    return _of(bag.weight)[1:]


def _units(values: Any) -> list[int]:
    return [int(value) for value in np.rint(values * UNIT)]


def _table(name: str, known: Mapping[str, int], rows: Any) -> dict[str, bytes]:
    names = np.array(sorted(known, key=lambda one: known[one]), dtype=object)
    kept = np.abs(rows).max(1) >= LEAST_WEIGHT
    whole = np.clip(np.rint(rows[kept] * UNIT), -BIAS, BIAS - 1).astype(int) + BIAS
    return {
        name: "\n".join(names[kept]).encode(),
        f"{name}.weights": data_of("I", whole.ravel().tolist()),
    }


def _detectors(learner: Detectors) -> tuple[dict[str, bytes], int]:
    vectors = np.clip(_of(learner.vectors.weight)[: learner.padding], -_LONGEST, _LONGEST)
    looks = {"look": learner.look, "look_said": learner.look_said}
    readouts = {
        "own": _stacked(learner.own, learner.before, learner.after),
        "line": _stacked(learner.line),
        "said": _stacked(learner.said_moves, learner.said),
    }
    assert readouts["own"].shape[1] == 3 * CODES  # noqa: S101 - the file's layout
    by_vector = 127 / _LONGEST
    by_look = 127 / max(np.abs(_of(look.weight)).max() for look in looks.values())
    by_readout = _LARGEST / max(np.abs(rows).max() for rows in readouts.values())
    sections = {"vectors": _whole("b", vectors * by_vector)}
    for name, look in looks.items():
        # torch keeps (detector, component, place); the file holds (component, place, detector).
        weight = _of(look.weight).transpose(1, 2, 0)
        sections[name] = _whole("b", weight * by_look)
        sections[f"{name}.bias"] = _whole("i", _of(look.bias) * by_vector * by_look)
    for name, rows in readouts.items():
        sections[name] = _whole("h", rows * by_readout)
    return sections, round(2 ** (_SHIFT + COARSE) * UNIT / (by_vector * by_look * by_readout))


def _stacked(*layers: Any) -> Any:
    """Give weights in the file's order: (detector, code), the layers side by side."""
    return np.hstack([_of(layer.weight).T for layer in layers])


def _whole(kind: str, values: Any) -> bytes:
    found: Iterable[int] = np.rint(values).astype(int).ravel().tolist()
    return data_of(kind, found)
