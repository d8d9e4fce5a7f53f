"""The people on the other end of a call, and the words by which they are spoken of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

import attrs

from doorknob.cast import TITLES, renamed


class Temperament(StrEnum):
    """A manner, which colours the words."""

    GUARDED = "guarded"
    CHATTY = "chatty"
    BLUNT = "blunt"
    ANXIOUS = "anxious"
    ANALYTICAL = "analytical"


class Pronoun(StrEnum):
    """How a person is spoken of."""

    SHE = "she"
    HE = "he"

    @property
    def slots(self) -> Mapping[str, str]:
        """What fills ``{they}``, ``{them}``, ``{their}`` and ``{theirs}`` in a sentence of ours."""
        return _SLOTS[self]


_SLOTS = {
    Pronoun.SHE: MappingProxyType(
        {
            "they": "she",
            "them": "her",
            "their": "her",
            "theirs": "hers",
            "They": "She",
            "Their": "Her",
        }
    ),
    Pronoun.HE: MappingProxyType(
        {"they": "he", "them": "him", "their": "his", "theirs": "his", "They": "He", "Their": "His"}
    ),
}


@lru_cache(maxsize=4096)
def spoken_of(text: str, pronoun: Pronoun) -> str:
    """Put a person's pronouns into a sentence of ours.

    >>> spoken_of("{They} hears {their} own worry back.", Pronoun.HE)
    'He hears his own worry back.'
    """
    return text.format_map(pronoun.slots)


@attrs.frozen(kw_only=True)
class Detail:
    """Something that a person can tell of themselves and their business when asked.

    Attributes
    ----------
    heard_as
        Ways in which a question may ask for it, in the form of `Fact.heard_as`.
    says
        The answers; one is drawn, and another if it is asked for again.
    """

    heard_as: tuple[str, ...]
    says: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Person:
    """Somebody on the call.

    Attributes
    ----------
    name, role
        As the learner knows them; ``{slots}`` are filled from the parameters.
    temperament
        Colours the words.
    pronoun
        How they are spoken of.
    goes_by
        The name they go by in a talk, where it is not the first word of the whole.
    """

    name: str
    role: str
    temperament: Temperament = Temperament.GUARDED
    pronoun: Pronoun = Pronoun.SHE
    goes_by: str = ""

    @property
    def called(self) -> str:
        """The name they go by in a talk; a title such as ``Dr`` keeps the whole name."""
        if self.goes_by:
            return self.goes_by
        first = self.name.split(maxsplit=1)[0]
        return self.name if first.rstrip(".") in TITLES else first


P = TypeVar("P", bound=Person)


def named(person: P, names: Mapping[str, str]) -> P:
    """Give a person with another name, who then goes by what stands in place of the old one.

    >>> named(Person(name="Rob Finch", role=""), {"Rob Finch": "Jo Ann Ng", "Rob": "Jo Ann"}).called
    'Jo Ann'
    """
    goes_by = names.get(person.called, person.goes_by)
    return attrs.evolve(renamed(person, names), goes_by=goes_by)


@attrs.frozen(kw_only=True)
class Persona(Person):
    """Who is on the other end.

    Attributes
    ----------
    opening
        What they say first; one is drawn.
    small_talk
        What they say when talk is small.
    life
        What they can tell when they are asked about themselves.
    """

    opening: tuple[str, ...]
    small_talk: tuple[str, ...] = ()
    life: tuple[Detail, ...] = ()
