"""Tasks of placing: sort into groups, put in order, match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from html import escape
from itertools import combinations
from typing import Any, Self

import attrs

from doorknob.documents import Document, Place
from doorknob.errors import Problem
from doorknob.exercises.tasks.task import (
    Card,
    Marked,
    Task,
    Told,
    known,
    loaded,
    mixed,
    noted,
    rows,
    scattered,
    stopped,
    texts_of,
    unique,
)
from doorknob.structuring import missing
from doorknob.tongue import say


@attrs.frozen(kw_only=True)
class Placed(Card):
    """A card that belongs somewhere: `to` says where, `feedback` why."""

    to: str = ""
    feedback: str = ""


@attrs.frozen(kw_only=True)
class _Placing(Task):
    """Cards, each of which belongs to one place."""

    cards: tuple[Placed, ...]

    @property
    def places(self) -> Sequence[Card]:
        """Where a card can go."""
        raise NotImplementedError

    def parsed(self, response: str) -> Any:
        """Give where each card was put; those that were left out are not in it."""
        given = texts_of(loaded(response))
        if not given:
            return None
        cards, places = {one.id for one in self.cards}, {one.id for one in self.places}
        fits = given.keys() <= cards and set(given.values()) <= places
        return given if fits else None

    def in_words(self, answer: Any) -> str:
        """Give where each card was put, in words."""
        names = {one.id: one.text for one in self.places}
        return "; ".join(
            f"{one.text} → {names[answer[one.id]]}" for one in self.cards if one.id in answer
        )

    def marked(self, answer: Any) -> Marked:
        """Mark it: the share of cards that lie where they belong."""
        names = {one.id: one.text for one in self.places}
        right = [one for one in self.cards if answer.get(one.id) == one.to]
        return Marked(
            share=Fraction(len(right), len(self.cards)),
            said=self.in_words(answer),
            right="; ".join(f"{one.text} → {names[one.to]}" for one in self.cards),
            told=tuple(
                Told(text=_why(one, names[one.to]), good=one in right) for one in self.cards
            ),
        )

    def paper(self, *, key: bool) -> str:
        """Give the cards, each with the places to tick; with the right one where `key` is true."""
        names = {one.id: one.text for one in self.places}
        if key:
            texts = [
                f"{escape(one.text)} <strong>→ {escape(names[one.to])}</strong>"
                + noted(one.feedback)
                for one in self.cards
            ]
            return rows(texts, "dk-key")
        lettered = (
            f"<li><strong>{at}</strong> {escape(name)}</li>" for at, name in _lettered(names)
        )
        head = (
            f"<p>{say('Write the letter that fits before each:')}</p><ul>{''.join(lettered)}</ul>"
        )
        return head + rows(escape(one.text) for one in mixed(self.cards, self.id))

    def problems(self, doc: Document, place: Place) -> Iterator[Problem]:
        """Find what is wrong with it beyond its types."""
        yield from super().problems(doc, place)
        yield from unique(doc, (*place, "cards"), (one.id for one in self.cards))

    def key_problems(self, doc: Document, place: Place) -> Iterator[Problem]:
        """Find cards that belong nowhere."""
        ids = [one.id for one in self.places]
        for at, one in enumerate(self.cards):
            yield from missing(doc, (*place, "cards", at), "to")
            if one.to:
                yield from known(doc, (*place, "cards", at, "to"), one.to, ids)

    def _bare(self) -> tuple[Placed, ...]:
        return tuple(
            attrs.evolve(one, to="", feedback="") for one in scattered(self.cards, self.id)
        )


@attrs.frozen(kw_only=True)
class Sort(_Placing):
    """Cards to sort into groups, such as force and influence."""

    groups: tuple[Card, ...]

    @property
    def places(self) -> Sequence[Card]:
        """The groups."""
        return self.groups

    def problems(self, doc: Document, place: Place) -> Iterator[Problem]:
        """Find what is wrong with it beyond its types."""
        yield from super().problems(doc, place)
        yield from unique(doc, (*place, "groups"), (one.id for one in self.groups))

    def without_key(self) -> Self:
        """Give it without what is right; cards are often written group by group."""
        return attrs.evolve(self, cards=self._bare())

    def shown(self) -> dict[str, Any]:
        """Give the groups, and the cards mixed."""
        return {
            "groups": [one.as_data() for one in self.groups],
            "cards": [{"id": one.id, "text": one.text} for one in mixed(self.cards, self.id)],
        }


@attrs.frozen(kw_only=True)
class Match(_Placing):
    """Cards to match with others, such as a concern with the information that answers it."""

    matches: tuple[Card, ...]

    @property
    def places(self) -> Sequence[Card]:
        """What there is to match with."""
        return self.matches

    def problems(self, doc: Document, place: Place) -> Iterator[Problem]:
        """Find what is wrong with it beyond its types."""
        yield from super().problems(doc, place)
        yield from unique(doc, (*place, "matches"), (one.id for one in self.matches))

    def without_key(self) -> Self:
        """Give it without what is right; cards and matches are often written pair by pair."""
        bare = tuple(scattered(self.matches, self.id))
        return attrs.evolve(self, cards=self._bare(), matches=bare)

    def shown(self) -> dict[str, Any]:
        """Give the cards, and what there is to match with, mixed."""
        return {
            "cards": [{"id": one.id, "text": one.text} for one in self.cards],
            "matches": [one.as_data() for one in mixed(self.matches, self.id)],
        }


@attrs.frozen(kw_only=True)
class Order(Task):
    """Steps to put in order; they are written in the right one."""

    steps: tuple[Card, ...]
    feedback: str = ""

    def problems(self, doc: Document, place: Place) -> Iterator[Problem]:
        """Find what is wrong with it beyond its types."""
        yield from super().problems(doc, place)
        yield from unique(doc, (*place, "steps"), (one.id for one in self.steps))
        if len(self.steps) < _FEWEST:
            yield doc.problem((*place, "steps"), f"expected {_FEWEST} steps or more.")

    def key_problems(self, doc: Document, place: Place) -> Iterator[Problem]:
        """Find that nothing says why."""
        yield from missing(doc, place, "feedback")

    def without_key(self) -> Self:
        """Give it without what is right, which is the order in which the steps are written."""
        return attrs.evolve(self, steps=tuple(scattered(self.steps, self.id)), feedback="")

    def parsed(self, response: str) -> Any:
        """Give the ids in the learner's order: all of them, each once."""
        given = loaded(response)
        ids = [one.id for one in self.steps]
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            return None
        return given if sorted(given) == sorted(ids) else None

    def in_words(self, answer: Any) -> str:
        """Give the steps in the learner's order."""
        names = {one.id: one.text for one in self.steps}
        return " → ".join(names[one] for one in answer)

    def marked(self, answer: Any) -> Marked:
        """Mark it: pairs in the right order less those in the wrong one, of all pairs."""
        right = [one.id for one in self.steps]
        pairs = list(combinations(answer, 2))
        kept = sum(right.index(one) < right.index(other) for one, other in pairs)
        share = max(Fraction(0), Fraction(2 * kept - len(pairs), len(pairs)))
        best = say("The best order: {steps}.", steps=self.in_words(right).rstrip("."))
        told: tuple[Told, ...] = (Told(text=self.feedback, good=True),)
        if share < 1:
            # What is told fits a mistake that many make, and perhaps not this one.
            told = (Told(text=best, good=False), Told(text=self.feedback))
        return Marked(
            share=share, said=self.in_words(answer), right=self.in_words(right), told=told
        )

    def shown(self) -> dict[str, Any]:
        """Give the steps, mixed."""
        return {"steps": [one.as_data() for one in mixed(self.steps, self.id)]}

    def paper(self, *, key: bool) -> str:
        """Give the steps with room for a number; in order where `key` is true."""
        if key:
            listed = "".join(f"<li>{escape(one.text)}</li>" for one in self.steps)
            return f"<ol>{listed}</ol>{noted(self.feedback)}"
        head = f"<p>{say('Number them, beginning with 1:')}</p>"
        return head + rows(escape(one.text) for one in mixed(self.steps, self.id))


_FEWEST = 3


def _why(card: Placed, place: str) -> str:
    told = stopped(f"{card.text} → {place}")
    return told + (f" {card.feedback}" if card.feedback else "")


def _lettered(names: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from zip("ABCDEFGHIJKLMNOP", names.values(), strict=False)
