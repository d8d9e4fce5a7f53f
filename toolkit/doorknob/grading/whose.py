"""Whose a submission is: by its own word, by its folder, or by the name that a platform gave it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

import attrs

from doorknob.journal.events import Event
from doorknob.journal.submission import InvalidSubmission

NOBODY = "me"
_NAME_IT = "Say whose it is with --name FILE=ID."


@attrs.frozen(kw_only=True)
class Person:
    """A learner as the roster has them."""

    id: str
    name: str
    email: str


@attrs.frozen
class Directory:
    """A roster, arranged so that many can be looked up.

    Attributes
    ----------
    ids
        Everybody's.
    mails
        Ids by e-mail address in small letters.
    names
        Ids by the letters of names and addresses; several where people are called alike.
    """

    ids: frozenset[str]
    mails: Mapping[str, str]
    names: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, roster: Iterable[Person]) -> Directory:
        """Arrange a roster."""
        people = list(roster)
        names: dict[str, set[str]] = {}
        for person in people:
            for text in (person.name, person.email):
                if letters := "".join(_words(text)):
                    names.setdefault(letters, set()).add(person.id)
        return cls(
            ids=frozenset(person.id for person in people),
            mails={person.email.casefold(): person.id for person in people if person.email},
            names={letters: frozenset(found) for letters, found in names.items()},
        )

    def owner(self, place: str, claimed: str, named: Mapping[str, str] | None = None) -> str:
        """Say whose a submission is; see `whose`."""
        given = (named or {}).get(PurePosixPath(place).name)
        if given is not None:
            if given not in self.ids:
                raise InvalidSubmission(f"{given!r} is not in the roster. {_NAME_IT}")
            return given
        folders = reversed(PurePosixPath(place).parts[:-1])
        folder = next((part for part in folders if part in self.ids), None)
        own = claimed if claimed in self.ids else self.mails.get(claimed.casefold())
        if own is not None:
            if folder is not None and folder != own:
                raise InvalidSubmission(
                    f"It says that it is {own}'s, but lies in {folder}'s folder. Ask both, then "
                    "say whose it is with --name FILE=ID."
                )
            return own
        if claimed != NOBODY:
            raise InvalidSubmission(
                f"It says that it is {claimed!r}'s, who is not in the roster. {_NAME_IT}"
            )
        if folder is not None:
            return folder
        fits = self._called(place)
        if len(fits) != 1:
            raise InvalidSubmission(f"It doesn't say whose it is. {_NAME_IT}")
        return next(iter(fits))

    def _called(self, place: str) -> set[str]:
        """Give whoever's whole name stands in a place, word by word or written as one."""
        words = _words(place)
        fits: set[str] = set()
        for begin in range(len(words)):
            letters = ""
            for word in words[begin : begin + _MOST_WORDS]:
                letters += word
                fits |= self.names.get(letters, frozenset())
        return fits

    def attributed(
        self, events: Iterable[Event], claimed: str, learner: str
    ) -> tuple[list[Event], int]:
        """Give the events of a submission as the learner's, and how many were somebody else's.

        Parameters
        ----------
        events
            The submission's.
        claimed
            Whose it says it is. Where that is somebody else on the roster, and a person has said
            that it is the learner's all the same, the other's events count for nobody.
        learner
            Whose it is.
        """
        all_ = list(events)
        own = {claimed, learner, NOBODY} - (self.ids - {learner})
        mine = [event for event in all_ if event.learner in own]
        return [attrs.evolve(event, learner=learner) for event in mine], len(all_) - len(mine)


def whose(
    place: str, claimed: str, roster: Sequence[Person], named: Mapping[str, str] | None = None
) -> str:
    """Say whose a submission is: by its own word, by e-mail, by the name that a platform gave it.

    Raises
    ------
    InvalidSubmission
        If nobody in the roster fits, or the place says that it is another's.
    """
    return Directory.of(roster).owner(place, claimed, named)


# More words than any name on a roster has.
_MOST_WORDS = 40
_WORD = re.compile(r"[^\W\d_]+|\d+")


def _words(text: str) -> list[str]:
    """Give a text's words in plain small letters: platforms write names without accents or marks.

    >>> _words("O'Dowd, Áine_55")
    ['o', 'dowd', 'aine', '55']
    """
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    return _WORD.findall("".join(one for one in plain if not unicodedata.combining(one)))
