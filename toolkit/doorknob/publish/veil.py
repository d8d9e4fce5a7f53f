"""Names of a roster found in free text, and aliases put in their place.

A name is found in any case, with or without its accents, whole or in part. A part that stands alone
is left where the course itself uses that word, written so: a prospect of the same first name, or
an ordinary word such as ``will``. Nicknames and misspelt names are not found; so whoever passes a
document on reads it first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from doorknob.coaching.debrief import Debrief
from doorknob.coaching.scores import Score
from doorknob.coaching.whatif import WhatIf
from doorknob.exercises.base import Grade
from doorknob.grading.grade import Result
from doorknob.language.reading import Reading
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.turn import Turn
from doorknob.publish.roster import Learner

SOMEBODY = "a learner"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OWNER = re.compile(r"belongs to '[^']*', not to '[^']*'")
_JOINTS = re.compile(r"[\s,.’'-]{0,3}")
# Letters that no accent can be taken from, and signs that are typed in two ways.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'"})
# Parts that many names share.
_PARTICLES = frozenset("van von der den del dos das los las bin ibn the and".split())


@attrs.frozen(kw_only=True)
class Hit:
    """A name in a text: from `start` to `end`, and what stands in its place."""

    start: int
    end: int
    alias: str


@attrs.frozen
class Veil:
    """Puts aliases in the place of names.

    Attributes
    ----------
    owners
        The aliases of those who bear a name or a part of one, by the name as `folded` writes it.
    whole
        Which of them are whole names, ids and addresses.
    spared
        Words that the course itself uses, as they are written there.
    """

    owners: Mapping[str, frozenset[str]]
    whole: frozenset[str]
    spared: frozenset[str]
    _pattern: re.Pattern[str] = attrs.field(init=False, eq=False, repr=False)

    @_pattern.default
    def _find_any(self) -> re.Pattern[str]:
        longest_first = sorted(self.owners, key=lambda name: (-len(name), name))
        names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
        return re.compile(rf"(?<![^\W_])(?:{names or '(?!)'})(?![^\W_])")

    def hits(self, text: str, *, spare: bool = True) -> list[Hit]:
        """Find the names in a text, in order; parts of one name that stand together are one."""
        plain, places = folded(text)
        runs: list[tuple[int, int, frozenset[str], bool]] = []
        for match in self._pattern.finditer(plain):
            name = " ".join(match[0].split())
            owners, start, end = self.owners[name], match.start(), match.end()
            sure = name in self.whole
            if runs and _JOINTS.fullmatch(plain, runs[-1][1], start) and runs[-1][2] & owners:
                first, _, before, _ = runs.pop()
                start, owners, sure = first, owners & before, True
            runs.append((start, end, owners, sure))
        found = []
        for start, end, owners, sure in runs:
            here = Hit(
                start=places[start],
                end=_past_marks(text, places[end - 1] + 1),
                alias=next(iter(owners)) if len(owners) == 1 else SOMEBODY,
            )
            if sure or not spare or text[here.start : here.end] not in self.spared:
                found.append(here)
        return found

    def text(self, text: str) -> str:
        """Give a text with aliases in the place of names."""
        return _replaced(text, self.hits(text))

    def reading(self, reading: Reading) -> Reading:
        """Give a reading of the text with aliases; its evidence lies where it lay."""
        hits = self.hits(reading.line)
        if not hits:
            return reading
        line = _replaced(reading.line, hits)
        moved = []
        for found in reading.evidence:
            start, end = _moved(hits, found.start), _moved(hits, found.end, end=True)
            evidence = attrs.evolve(found, start=start, end=end, text=line[start:end])
            moved.append(attrs.evolve(evidence, why=self.text(found.why)))
        return attrs.evolve(reading, line=line, evidence=tuple(moved))

    def call(self, call: Conversation) -> Conversation:
        """Give a call with aliases in the salesperson's lines; hers are the course's own words."""
        return attrs.evolve(call, turns=tuple(map(self._turn, call.turns)))

    def result(self, result: Result, learner: str) -> Result:
        """Give a result with aliases, as that of another id."""
        return attrs.evolve(
            result,
            learner=learner,
            grades=tuple(map(self._grade, result.grades)),
            remarks=tuple(map(self._remark, result.remarks)),
        )

    def _remark(self, remark: str) -> str:
        """Give a remark on a journal: ids stand in it, of others as well, and no word is spared."""
        others = _OWNER.sub("belongs to somebody else", remark)
        return _replaced(others, self.hits(others, spare=False))

    def _turn(self, turn: Turn) -> Turn:
        return attrs.evolve(turn, line=self.text(turn.line), reading=self.reading(turn.reading))

    def _grade(self, grade: Grade) -> Grade:
        parts = tuple(
            attrs.evolve(
                part,
                response=self.text(part.response),
                feedback=self.text(part.feedback),
                comment=self.text(part.comment),
            )
            for part in grade.parts
        )
        detail = grade.detail
        if isinstance(detail, Debrief):
            detail = self._debrief(detail)
        remarks = tuple(map(self._remark, grade.remarks))
        return attrs.evolve(
            grade,
            parts=parts,
            remarks=remarks,
            detail=detail,
            played=tuple(map(self._debrief, grade.played)),
            comment=self.text(grade.comment),
            disputes={part: self.text(why) for part, why in grade.disputes.items()},
        )

    def _debrief(self, found: Debrief) -> Debrief:
        card = found.scorecard

        def what_if(_: Conversation) -> WhatIf | None:
            other = found.what_if
            if other is None:
                return None
            return attrs.evolve(other, line=self.text(other.line), call=self.call(other.call))

        return attrs.evolve(
            found,
            call=self.call(found.call),
            scorecard=attrs.evolve(card, scores=tuple(map(self._score, card.scores))),
            what_if=what_if,
        )

    def _score(self, score: Score) -> Score:
        marks = tuple(attrs.evolve(mark, text=self.text(mark.text)) for mark in score.evidence)
        return attrs.evolve(score, evidence=marks, explanation=self.text(score.explanation))


def veil(people: Iterable[tuple[Learner, Learner]], course: Iterable[Any]) -> Veil:
    """Make a veil.

    Parameters
    ----------
    people
        Each learner as the roster has them, and as they are to be called.
    course
        What the course says: exercises, scenarios, values. Any values, of which the texts count.
    """
    owners: dict[str, set[str]] = {}
    whole: set[str] = set()
    for real, alias in people:
        wholes = {" ".join(folded(text)[0].split()) for text in (real.name, real.email, real.id)}
        wholes = {name for name in wholes if _tells(name)}
        for name in wholes:
            owners.setdefault(name, set()).add(alias.name)
        # An id is often no more than a first name, and then as doubtful as that.
        whole |= {name for name in wholes if " " in name or "@" in name}
        for part in _parts(real.name):
            owners.setdefault(part, set()).add(alias.name)
    spared = frozenset(word for value in course for text in _texts(value) for word in _words(text))
    return Veil({n: frozenset(a) for n, a in owners.items()}, frozenset(whole), spared)


def folded(text: str) -> tuple[str, list[int]]:
    """Write a text small and without accents; and say for each letter from where it comes.

    >>> folded("Weiß, Inês")
    ('weiss, ines', [0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9])
    """
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        small = unicodedata.normalize("NFKD", letter).casefold().translate(_PLAIN)
        kept = [sign for sign in small if not unicodedata.combining(sign)]
        letters += kept
        places += [place] * len(kept)
    return "".join(letters), places


def _parts(name: str) -> set[str]:
    """Give the parts of a name that can stand for it; a single letter can't."""
    plain = folded(name)[0]
    found = set(re.split(r"[\s,]+", plain)) | set(re.split(r"[\s,-]+", plain))
    found = {part.strip(".'\"()") for part in found}
    return {part for part in found if len(part) > 1 and part not in _PARTICLES and _tells(part)}


def _tells(name: str) -> bool:
    """Say whether a name is more than marks that stand in any sentence."""
    return any(sign.isalnum() or not sign.isascii() for sign in name)


def _past_marks(text: str, end: int) -> int:
    """Take in the accents that follow a letter as signs of their own."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _replaced(text: str, hits: Iterable[Hit]) -> str:
    parts, end = [], 0
    for hit in hits:
        parts += [text[end : hit.start], hit.alias]
        end = hit.end
    return "".join([*parts, text[end:]])


def _moved(hits: Iterable[Hit], at: int, *, end: bool = False) -> int:
    """Give where a place lies after replacing; one within a name goes to the alias's edge."""
    shift = 0
    for hit in hits:
        if at <= hit.start:
            break
        if at < hit.end:
            return hit.start + shift + (len(hit.alias) if end else 0)
        shift += len(hit.alias) - (hit.end - hit.start)
    return at + shift


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, (tuple, list, frozenset)):
        for one in value:
            yield from _texts(one)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _texts(getattr(value, field.name))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
