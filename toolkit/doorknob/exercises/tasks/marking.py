"""Marking words in a transcript, such as those at which the call turned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from html import escape
from typing import Any, Self

import attrs

from doorknob.documents import Document, Place
from doorknob.errors import Problem
from doorknob.exercises.tasks.task import Marked, Task, Told, loaded, noted, stopped
from doorknob.structuring import missing
from doorknob.tongue import requoted, say

# The words to mark stand in double square brackets.
_TARGET = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
_WORD = re.compile(r"\S+")


@attrs.frozen(kw_only=True)
class Said:
    """One turn: who, and what, with the words to mark in ``[[…]]``."""

    who: str
    text: str

    @property
    def plain(self) -> str:
        """The words without the brackets."""
        return _TARGET.sub(r"\1", self.text)

    @property
    def words(self) -> list[str]:
        """The words, as they are split for marking."""
        return _WORD.findall(self.plain)

    @property
    def targets(self) -> list[bool]:
        """For each word, whether it is to be marked, wholly or in part."""
        spans, at = [], 0
        for number, part in enumerate(_TARGET.split(self.text)):
            # What a pattern with one group splits alternates: beside, target, beside …
            if number % 2:
                spans.append((at, at + len(part)))
            at += len(part)
        return [
            any(start < word.end() and word.start() < end for start, end in spans)
            for word in _WORD.finditer(self.plain)
        ]


@attrs.frozen(kw_only=True)
class Mark(Task):
    """Words to mark in a transcript; `feedback` says why it is these."""

    turns: tuple[Said, ...]
    feedback: str = ""

    def key_problems(self, doc: Document, place: Place) -> Iterator[Problem]:
        """Find that there is nothing to mark, or that nothing says why."""
        yield from missing(doc, place, "feedback")
        if not any(self._targets):
            fix = "Put the words to mark in double square brackets: [[these words]]."
            yield doc.problem((*place, "turns"), "there is nothing to mark.", fix)

    def without_key(self) -> Self:
        """Give it without the brackets around what is to be marked."""
        bare = tuple(attrs.evolve(one, text=one.plain) for one in self.turns)
        return attrs.evolve(self, turns=bare, feedback="")

    @property
    def _targets(self) -> list[bool]:
        return [one for turn in self.turns for one in turn.targets]

    @property
    def _words(self) -> list[str]:
        return [word for turn in self.turns for word in turn.words]

    def parsed(self, response: str) -> Any:
        """Give the places of the marked words, counted over all turns."""
        given = loaded(response)
        most = len(self._words)
        if not isinstance(given, list) or not given:
            return None
        if not all(type(at) is int and 0 <= at < most for at in given):
            return None
        return sorted(set(given))

    def in_words(self, answer: Any) -> str:
        """Give the marked words."""
        return _runs(self._words, answer)

    def marked(self, answer: Any) -> Marked:
        """Mark it: the overlap with what was to be marked (Dice's coefficient)."""
        wanted = {at for at, one in enumerate(self._targets) if one}
        right = requoted(_runs(self._words, sorted(wanted)))
        shared = len(wanted & set(answer))
        share = Fraction(2 * shared, len(wanted) + len(answer))
        return Marked(
            share=share,
            said=self.in_words(answer),
            right=right,
            told=(
                Told(
                    text=stopped(say("These words: {words}", words=right)),
                    good=share > _MOSTLY,
                ),
                Told(text=self.feedback),
            ),
        )

    def shown(self) -> dict[str, Any]:
        """Give the turns, word by word."""
        return {"turns": [{"who": one.who, "words": one.words} for one in self.turns]}

    def paper(self, *, key: bool) -> str:
        """Give the transcript; with the words marked where `key` is true."""
        turns = []
        for one in self.turns:
            text = escape(one.plain)
            if key:
                pieces = _TARGET.split(one.text)
                text = "".join(
                    f"<strong>{escape(piece)}</strong>" if at % 2 else escape(piece)
                    for at, piece in enumerate(pieces)
                )
            who = f'<span class="dk-name">{escape(one.who)}</span>'
            turns.append(f'<div class="dk-turn" data-who="prospect">{who} {text}</div>')
        return f'<div class="dk-dialogue">{"".join(turns)}</div>' + (
            noted(self.feedback) if key else ""
        )


_MOSTLY = Fraction(1, 2)


def _runs(words: list[str], places: list[int]) -> str:
    """Write marked words, with dots where some are left out between them."""
    found, last = [], None
    for at in places:
        if last is not None and at != last + 1:
            found.append("…")
        found.append(words[at])
        last = at
    return "“" + " ".join(found) + "”" if found else ""
