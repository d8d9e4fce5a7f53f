"""What every task has, and how an answer to it is marked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from html import escape
from typing import Any, ClassVar, Self

import attrs

from doorknob.documents import Document, Place, duplicates
from doorknob.errors import Problem
from doorknob.tongue import say

# Enough for an answer that anybody would read.
LONGEST_ANSWER = 4000


class Level(StrEnum):
    """What a task asks of the mind, from the least to the most.

    The words are those of Anderson & Krathwohl, A Taxonomy for Learning, Teaching, and Assessing
    (2001), a revision of Bloom's.
    """

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"
    EVALUATE = "evaluate"
    CREATE = "create"


@attrs.frozen(kw_only=True)
class Told:
    """One thing that is said about an answer; `good` is None where it is neither."""

    text: str
    good: bool | None = None

    def as_data(self) -> dict[str, Any]:
        """Give it as plain data for the page."""
        return {"text": self.text, "good": self.good}


@attrs.frozen(kw_only=True)
class Marked:
    """How an answer was marked.

    Attributes
    ----------
    share
        Of the task's points, 0 to 1.
    said, right
        The answer and the best one, in words.
    told
        What is said about it.
    unsure
        Whether the answer could not be read for certain; the share is the best guess then.
    """

    share: Fraction
    said: str
    right: str = ""
    told: tuple[Told, ...] = ()
    unsure: bool = False

    @property
    def waits(self) -> bool:
        """Whether a person has to look: what could not be read for certain is never wrong."""
        return self.unsure and self.share < 1


@attrs.frozen(kw_only=True)
class Task:
    """What every task has.

    Attributes
    ----------
    ask
        Which kind it is.
    id, objective
        Its name, and what it checks.
    prompt
        What the learner reads.
    points
        What it is worth. A task that only a person can judge counts once it has been judged.
    hint
        Given on request; empty for none.
    level
        What it asks of the mind, for a test's blueprint; None where nobody said.
    """

    judged: ClassVar[bool] = True
    by_person: ClassVar[bool] = False

    ask: str
    id: str
    objective: str
    prompt: str
    points: int = 1
    hint: str = ""
    level: Level | None = None

    def problems(self, doc: Document, place: Place) -> Iterator[Problem]:
        """Find what is wrong with it beyond its types."""
        if self.points < 1:
            yield doc.problem((*place, "points"), "expected 1 point or more.")

    def key_problems(self, doc: Document, place: Place) -> Iterator[Problem]:  # noqa: ARG002
        """Find what is wrong with its key; in a learner's kit there is none."""
        return iter(())

    def without_key(self) -> Self:
        """Give it without what is right, in any form: another key would leave the same."""
        return self

    def parsed(self, response: str) -> Any:
        """Give an answer as data that fits the task; None where it doesn't."""
        raise NotImplementedError

    def in_words(self, answer: Any) -> str:
        """Give an answer that `parsed` gave in words."""
        raise NotImplementedError

    def marked(self, answer: Any) -> Marked:
        """Mark an answer that `parsed` gave; it needs the key."""
        raise NotImplementedError

    def shown(self) -> dict[str, Any]:
        """Give what the page needs to ask it: never what is right, in any form."""
        raise NotImplementedError

    def paper(self, *, key: bool) -> str:
        """Give it on paper, below its prompt; with what is right where `key` is true."""
        raise NotImplementedError

    @property
    def unanswered(self) -> Marked:
        """How no answer is marked."""
        return Marked(share=Fraction(0), said="", told=(Told(text=say("Not answered.")),))


@attrs.frozen(kw_only=True)
class Card:
    """A text with an id, such as a group, a step or a thing to match with."""

    id: str
    text: str

    def as_data(self) -> dict[str, str]:
        """Give it as plain data for the page."""
        return {"id": self.id, "text": self.text}


def loaded(response: str) -> Any:
    """Read an answer's JSON; None for whatever is none, or too long."""
    if len(response) > LONGEST_ANSWER:
        return None
    try:
        return json.loads(response)
    except (ValueError, RecursionError):
        return None


def texts_of(value: Any) -> dict[str, str] | None:
    """Give a mapping of texts to texts; None for anything else."""
    if not isinstance(value, dict):
        return None
    if not all(isinstance(one, str) for one in (*value.keys(), *value.values())):
        return None
    return dict(value)


def scattered(cards: Sequence[Any], task: str) -> list[Any]:
    """Put cards into an order that depends on their ids alone."""
    return sorted(cards, key=lambda card: sha256(f"{task}\0{card.id}".encode()).digest())


def mixed(cards: Sequence[Any], task: str) -> list[Any]:
    """Put cards into an order that gives nothing away, the same for everybody, never the right one.

    >>> mixed([Card(id="a", text="A"), Card(id="b", text="B")], "t")[0].id
    'b'
    """
    order = scattered(cards, task)
    if len(order) > 1 and [one.id for one in order] == [one.id for one in cards]:
        order = [*order[1:], order[0]]
    return order


def unique(doc: Document, place: Place, ids: Iterable[str]) -> Iterator[Problem]:
    """Find ids that are used twice in a list."""
    for index, name in duplicates(ids):
        yield doc.problem((*place, index, "id"), f"{name!r} is used twice.", "Rename one.")


def known(doc: Document, place: Place, name: str, ids: Sequence[str]) -> Iterator[Problem]:
    """Find a name that is none of these ids."""
    if name not in ids:
        yield doc.problem(place, f"{name!r} is none of them.", f"Use one of {', '.join(ids)}.")


def rows(texts: Iterable[str], style: str = "dk-choices") -> str:
    """Write a list; its texts are HTML already."""
    return f'<ul class="{style}">{"".join(f"<li>{text}</li>" for text in texts)}</ul>'


def noted(text: str) -> str:
    """Write a small note of explanation, or nothing."""
    return f'<div class="dk-why">{escape(text)}</div>' if text else ""


def room(lines: int) -> str:
    """Write ruled lines to write on."""
    return f'<div class="dk-answer-lines" data-lines="{lines}"></div>'


def stopped(text: str) -> str:
    """Give a sentence its full stop, where what it quotes last hasn't brought one.

    >>> stopped("These words: “now or never”"), stopped("These words: “Sign now!”")
    ('These words: “now or never”.', 'These words: “Sign now!”')
    """
    return text if text.rstrip("”“").endswith((".", "!", "?")) else f"{text}."
