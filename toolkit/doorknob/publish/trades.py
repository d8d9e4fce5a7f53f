"""The words of a trade: what a lesson says where a firm sells something else than software.

``curriculum/trades/insurance.yaml`` holds values by the names of a lesson's or an exercise's
parameters, and stands in place of their defaults. Its texts may hold the offer's own slots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from doorknob.documents import Document, load
from doorknob.errors import InvalidCohort, Problem
from doorknob.publish.offer import Offer, offer_names
from doorknob.slots import check_texts, filled


def trade_values(folder: Path, own: Mapping[str, str]) -> dict[str, str]:
    """Give the words of a cohort's trade, filled with its offer; none where it has no file.

    Parameters
    ----------
    folder
        Where the trades' files lie.
    own
        The cohort's own values, of which ``trade`` names the file.
    """
    path = folder / f"{own['trade']}.yaml"
    if not path.is_file():
        return {}
    words = load(path, InvalidCohort).data
    return {name: filled(" ".join(str(text).split()), own) for name, text in words.items()}


def trade_problems(folder: Path, offer: Offer) -> Iterator[Problem]:
    """Find what is wrong with the words of an offer's trade, at its line."""
    path = folder / f"{offer.world}.yaml"
    if not path.is_file():
        return
    document = load(path, InvalidCohort)
    yield from check_texts(document, offer_names())
    yield from _other_kinds(document)


def _other_kinds(document: Document) -> Iterator[Problem]:
    known = offer_names()
    for name, text in document.data.items():
        if not isinstance(text, str):
            yield document.problem((name,), f"expected text, found {text!r}.", "Put it in quotes.")
        elif name in known:
            fix = "Give it another name; this one is the offer's."
            yield document.problem((name,), "a trade can't set what a cohort sets.", fix)
