"""The words of a trade: what a lesson says where a firm sells something else than software.

``curriculum/trades/insurance/`` holds a file for each lesson that is told for that trade: values by
the names of a lesson's or an exercise's parameters, which stand in place of their defaults. All
files of a trade are one set of names; their texts may hold the offer's own slots.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from doorknob.cast import renamed
from doorknob.documents import Document, load
from doorknob.errors import InvalidCohort, Problem
from doorknob.publish.offer import Offer, offer_names
from doorknob.slots import check_texts, filled


def trade_files(folder: Path, trade: str) -> list[Path]:
    """Give the files of a trade's words, in the order of the lessons."""
    return sorted((folder / trade).glob("*.yaml"))


def trade_values(
    folder: Path, own: Mapping[str, str], names: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Give the words of a cohort's trade, filled with its offer; none where it has no file.

    Parameters
    ----------
    folder
        Where the trades lie, each a folder.
    own
        The cohort's own values, of which ``trade`` names the folder.
    names
        What stands in place of the names of people in the course.
    """
    return {
        name: filled(renamed(" ".join(str(text).split()), names or {}), own)
        for path in trade_files(folder, own["trade"])
        for name, text in load(path, InvalidCohort).data.items()
    }


def trade_problems(folder: Path, offer: Offer, people: Collection[str] = ()) -> Iterator[Problem]:
    """Find what is wrong with the words of an offer's trade, at its line.

    Parameters
    ----------
    folder
        Where the trades lie.
    offer
        What is sold.
    people
        The slots by which people are spoken to.
    """
    first: dict[str, Path] = {}
    for path in trade_files(folder, offer.world):
        document = load(path, InvalidCohort)
        yield from check_texts(document, {*offer_names(), *people})
        yield from _other_kinds(document)
        for name in document.data:
            if name in first:
                message = f"{name} stands in {first[name].name}, too."
                yield document.problem((name,), message, "Give one of them another name.")
            first.setdefault(name, path)


def _other_kinds(document: Document) -> Iterator[Problem]:
    known = offer_names()
    for name, text in document.data.items():
        if not isinstance(text, str):
            yield document.problem((name,), f"expected text, found {text!r}.", "Put it in quotes.")
        elif name in known:
            fix = "Give it another name; this one is the offer's."
            yield document.problem((name,), "a trade can't set what a cohort sets.", fix)
