"""Tasks of picking: the best option, or all that hold."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape
from typing import Any, Self

import attrs

from doorknob.documents import Document, Place
from doorknob.errors import Problem
from doorknob.exercises.tasks.task import Card, Marked, Task, Told, loaded, noted, rows, unique
from doorknob.structuring import missing
from doorknob.tongue import say


@attrs.frozen(kw_only=True)
class Pick(Card):
    """An option; `feedback` says why it holds, or doesn't."""

    correct: bool = False
    feedback: str = ""


@attrs.frozen(kw_only=True)
class _Picking(Task):
    options: tuple[Pick, ...]

    def problems(self, doc: Document, place: Place) -> Iterator[Problem]:
        """Find what is wrong with it beyond its types."""
        yield from super().problems(doc, place)
        yield from unique(doc, (*place, "options"), (one.id for one in self.options))

    def key_problems(self, doc: Document, place: Place) -> Iterator[Problem]:
        """Find options without a word of why."""
        for at in range(len(self.options)):
            yield from missing(doc, (*place, "options", at), "feedback")

    def without_key(self) -> Self:
        """Give it without what is right."""
        bare = tuple(attrs.evolve(one, correct=False, feedback="") for one in self.options)
        return attrs.evolve(self, options=bare)

    def shown(self) -> dict[str, Any]:
        """Give what the page needs to ask it."""
        return {"options": [{"id": one.id, "text": one.text} for one in self.options]}

    def paper(self, *, key: bool) -> str:
        """Give the options with boxes to tick."""
        texts = []
        for one in self.options:
            mark = f" <strong>({say('right')})</strong>" if key and one.correct else ""
            why = noted(one.feedback) if key else ""
            texts.append(f"{escape(one.text)}{mark}{why}")
        return rows(texts, "dk-key" if key else "dk-choices")

    @property
    def _best(self) -> list[Pick]:
        return [one for one in self.options if one.correct]


@attrs.frozen(kw_only=True)
class Choose(_Picking):
    """One option of several is best."""

    def key_problems(self, doc: Document, place: Place) -> Iterator[Problem]:
        """Find another number of best options than one."""
        yield from super().key_problems(doc, place)
        if len(self._best) != 1:
            message = f"{len(self._best)} options have 'correct: true'; expected exactly one."
            yield doc.problem((*place, "options"), message)

    def parsed(self, response: str) -> Any:
        """Give the chosen option's id."""
        name = loaded(response)
        return name if any(one.id == name for one in self.options) else None

    def in_words(self, answer: Any) -> str:
        """Give the chosen option's text."""
        return next(one.text for one in self.options if one.id == answer)

    def marked(self, answer: Any) -> Marked:
        """Mark it: the best one, or not."""
        chosen = next(one for one in self.options if one.id == answer)
        return Marked(
            share=Fraction(chosen.correct),
            said=self.in_words(answer),
            right=self._best[0].text,
            told=(Told(text=chosen.feedback, good=chosen.correct),),
        )


@attrs.frozen(kw_only=True)
class Several(_Picking):
    """All options that hold are to be picked. What is picked wrongly counts against what is not."""

    def key_problems(self, doc: Document, place: Place) -> Iterator[Problem]:
        """Find that no option holds."""
        yield from super().key_problems(doc, place)
        if not self._best:
            yield doc.problem((*place, "options"), "none has 'correct: true'; expected some.")

    def parsed(self, response: str) -> Any:
        """Give the ids of those that were picked, in the options' order."""
        picked = loaded(response)
        ids = [one.id for one in self.options]
        if not isinstance(picked, list) or any(name not in ids for name in picked):
            return None
        return [name for name in ids if name in picked] or None

    def in_words(self, answer: Any) -> str:
        """Give the texts of those that were picked."""
        return "; ".join(one.text for one in self.options if one.id in answer)

    def marked(self, answer: Any) -> Marked:
        """Mark it: hits less false hits, of all that hold."""
        hits = sum(one.id in answer for one in self._best)
        false = len(answer) - hits
        return Marked(
            share=max(Fraction(0), Fraction(hits - false, len(self._best))),
            said=self.in_words(answer),
            right="; ".join(one.text for one in self._best),
            told=tuple(
                Told(text=_why(one, one.id in answer), good=one.correct == (one.id in answer))
                for one in self.options
                if one.correct or one.id in answer
            ),
        )


def _why(option: Pick, picked: bool) -> str:  # noqa: FBT001  it is the option's state
    told = f"{option.text} — {option.feedback}"
    return told if picked else say("You left out: {option}", option=told)
