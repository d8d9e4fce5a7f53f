"""Tasks of writing: say a line better, write freely, plan a call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from html import escape
from typing import Any, ClassVar, Self

import attrs

from doorknob.documents import Document, Place
from doorknob.errors import Problem, suggestion
from doorknob.exercises.tasks.task import (
    LONGEST_ANSWER,
    Card,
    Marked,
    Task,
    Told,
    loaded,
    noted,
    room,
    rows,
    texts_of,
    unique,
)
from doorknob.language.moves import FORCE, Concern, Move
from doorknob.language.reader import read
from doorknob.prospect.conversation import LONGEST_LINE
from doorknob.prospect.cues import ASKS_FOR_IT
from doorknob.structuring import converter, fields_of, missing
from doorknob.tongue import say

# What learners of English say for "of course", and the reader hasn't learnt to take for it.
ACCEPTS = re.compile(
    r"^\W*(?:(?:yes|ok|okay|oh)\W+)?(?:(?:it|that|this)(?:'s|\sis)\s(?:\w+\s)?(?:no\sproblem|ok|okay"
    r"|fine|all\sright|alright)|no\sproblem|take\syour\stime|of\scourse|i\s(?:can\s)?understand)\b",
    re.IGNORECASE,
)


def _reads() -> str:
    return say("Your trainer reads this.")


def _counts() -> str:
    return say("In doubt it counts for you.")


CODES = (*map(str, Move), *map(str, Concern))


@attrs.frozen(kw_only=True)
class Rewrite(Task):
    """A line to say better; the offline reader says what the new one does, and shows the words.

    Attributes
    ----------
    said
        What the prospect had said.
    line
        The line to rewrite.
    wanted
        Moves of which the new line should make each.
    model
        A good line, for the key and for feedback.
    """

    said: str
    line: str
    wanted: tuple[Move, ...] = ()
    model: str = ""

    def key_problems(self, doc: Document, place: Place) -> Iterator[Problem]:
        """Find a key that is not there, or that pushes."""
        yield from missing(doc, place, "wanted", "model")
        for at, move in enumerate(self.wanted):
            if move in FORCE:
                yield doc.problem((*place, "wanted", at), f"{move} is a push.", "Want another.")
        reading = read(self.model, self.said)
        if not FORCE.isdisjoint(reading.asserted):
            yield doc.problem((*place, "model"), "the reader takes it for a push.", "Reword it.")

    def without_key(self) -> Self:
        """Give it without what a good line holds."""
        return attrs.evolve(self, wanted=(), model="")

    def parsed(self, response: str) -> Any:
        """Give the new line."""
        return _text(response, LONGEST_LINE)

    def in_words(self, answer: Any) -> str:
        """Give the new line."""
        return str(answer)

    def marked(self, answer: Any) -> Marked:
        """Mark it by what the reader finds: a sure push earns nothing, and doubt is no fault.

        Where the reading is unsure and its best guess isn't wholly right, a person looks at it.
        """
        reading = read(answer, self.said)
        told = [
            Told(text=found.why, good=found.code not in FORCE)
            for found in reading.evidence
            if isinstance(found.code, Move) and not reading.unsure
        ]
        made = [move for move in self.wanted if move in reading.moves]
        accepts = ACCEPTS.search(answer.replace("’", "'"))
        if accepts and Move.ACKNOWLEDGEMENT in self.wanted and Move.ACKNOWLEDGEMENT not in made:
            made.append(Move.ACKNOWLEDGEMENT)
            told.insert(0, Told(text=f"“{accepts[0].strip()}” accepts it.", good=True))
        asks = ASKS_FOR_IT.search(answer.replace("’", "'"))
        if asks and Move.COMMITMENT_ASK in self.wanted and Move.COMMITMENT_ASK not in made:
            made.append(Move.COMMITMENT_ASK)
            told.insert(0, Told(text=f"“{asks[0].strip(' ,?')}” asks for it.", good=True))
        share = Fraction(len(made), len(self.wanted)) if self.wanted else Fraction(1)
        if not FORCE.isdisjoint(reading.asserted):
            share = Fraction(0)
        if reading.unsure:
            unsure = say("This could not be read surely.")
            told.append(Told(text=f"{unsure} {_counts() if share == 1 else _reads()}"))
        missing = [move.label for move in self.wanted if move not in made]
        if missing and not reading.unsure:
            told.append(
                Told(text=say("Still missing: {moves}.", moves=", ".join(missing)), good=False)
            )
        told.append(Told(text=say("One way to say it: “{line}”", line=self.model)))
        return Marked(
            share=share, said=answer, right=self.model, told=tuple(told), unsure=reading.unsure
        )

    def shown(self) -> dict[str, Any]:
        """Give what was said, and the line."""
        return {"said": self.said, "line": self.line, "longest": LONGEST_LINE}

    def paper(self, *, key: bool) -> str:
        """Give the line, and room to write."""
        turns = "".join(
            f'<div class="dk-turn" data-who="{who}"><span class="dk-name">{name}</span> '
            f"{escape(text)}</div>"
            for who, name, text in (
                ("prospect", say("Said"), self.said),
                ("seller", say("Answered"), self.line),
            )
            if text
        )
        below = noted(say("For example: {line}", line=self.model)) if key else room(2)
        return f'<div class="dk-dialogue">{turns}</div>{below}'


@attrs.frozen(kw_only=True)
class Criterion:
    """A line of a rubric.

    Attributes
    ----------
    text
        What a good answer holds.
    shows
        Moves and concerns that would show it; where the reader finds one, the trainer is told. It
        is a suggestion and decides nothing.
    """

    text: str
    shows: tuple[str, ...] = ()


def _criterion(value: Any, _: Any) -> Criterion:
    if isinstance(value, str):
        return Criterion(text=value)
    return fields_of(value, Criterion)


@attrs.frozen(kw_only=True)
class Write(Task):
    """A free text. Only a person judges it; the rubric is the trainer's.

    Attributes
    ----------
    rubric
        What a good answer holds.
    lines
        Room on paper.
    """

    by_person: ClassVar[bool] = True

    rubric: tuple[Criterion, ...] = ()
    lines: int = 4

    def key_problems(self, doc: Document, place: Place) -> Iterator[Problem]:
        """Find a rubric that is not there, or names what there isn't."""
        yield from missing(doc, place, "rubric")
        for at, line in enumerate(self.rubric):
            for which, name in enumerate(line.shows):
                if name not in CODES:
                    hint = suggestion(name, CODES).strip()
                    where = (*place, "rubric", at, "shows", which)
                    yield doc.problem(where, f"{name!r} is no move and no concern.", hint)

    def without_key(self) -> Self:
        """Give it without the rubric."""
        return attrs.evolve(self, rubric=())

    def parsed(self, response: str) -> Any:
        """Give the text."""
        return _text(response, LONGEST_ANSWER)

    def in_words(self, answer: Any) -> str:
        """Give the text."""
        return str(answer)

    def marked(self, answer: Any) -> Marked:
        """Pass it on to a person."""
        return Marked(share=Fraction(0), said=answer, told=(Told(text=_reads()),))

    def shown(self) -> dict[str, Any]:
        """Give what the page needs: nothing of the rubric."""
        return {"longest": LONGEST_ANSWER}

    def paper(self, *, key: bool) -> str:
        """Give room to write, or the rubric."""
        return (
            rows((escape(line.text) for line in self.rubric), "dk-key") if key else room(self.lines)
        )


@attrs.frozen(kw_only=True)
class Plan(Task):
    """A call planner: fields to fill for the next real call. Nobody grades it.

    Attributes
    ----------
    fields
        What to think of, such as the concerns that are to be expected.
    """

    judged: ClassVar[bool] = False

    fields: tuple[Card, ...]

    def problems(self, doc: Document, place: Place) -> Iterator[Problem]:
        """Find what is wrong with it beyond its types."""
        yield from super().problems(doc, place)
        yield from unique(doc, (*place, "fields"), (one.id for one in self.fields))

    def parsed(self, response: str) -> Any:
        """Give the text of each field that was filled."""
        given = texts_of(loaded(response))
        if given is None or not given.keys() <= {one.id for one in self.fields}:
            return None
        return {name: text.strip() for name, text in given.items() if text.strip()} or None

    def in_words(self, answer: Any) -> str:
        """Give each field with what was written into it."""
        names = {one.id: one.text for one in self.fields}
        return "; ".join(f"{names[name]} {text}" for name, text in answer.items())

    def marked(self, answer: Any) -> Marked:
        """Say how much of it is filled."""
        open_ = [one.text for one in self.fields if one.id not in answer]
        told = (
            say("Still open: {fields}", fields=" ".join(open_))
            if open_
            else say("All of it is planned.")
        )
        return Marked(share=Fraction(0), said=self.in_words(answer), told=(Told(text=told),))

    def shown(self) -> dict[str, Any]:
        """Give the fields."""
        return {"fields": [one.as_data() for one in self.fields], "longest": LONGEST_ANSWER}

    def paper(self, *, key: bool) -> str:  # noqa: ARG002  a plan has no key
        """Give the fields with room to write."""
        return "".join(
            f"<p><strong>{escape(one.text)}</strong></p>{room(2)}" for one in self.fields
        )


def _text(response: str, longest: int) -> str | None:
    given = loaded(response)
    if not isinstance(given, str) or not given.strip() or len(given) > longest:
        return None
    return given.encode("utf-8", "replace").decode("utf-8").strip()


converter().register_structure_hook_func(lambda kind: kind is Criterion, _criterion)
