"""What a trainer has to look at: free texts, and readings that learners call wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

import attrs

from doorknob.coaching.debrief import Debrief
from doorknob.exercises.base import Exercise, Grade, PartGrade
from doorknob.exercises.tasks.kind import Tasks
from doorknob.exercises.tasks.writing import Criterion, Rewrite, Write
from doorknob.grading.deciding import Held, numbered
from doorknob.grading.grade import Result
from doorknob.journal.decisions import Act, Decisions, digest
from doorknob.language.reader import read
from doorknob.tongue import quoted, say, to_say

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_UNSURE = to_say("The reader could not tell for certain what this line does.")
_LONGEST_SENTENCE = 400
# The number of a try, and of a line of it; no id of an item looks so.
_LINE = re.compile(r"\d+\.\d+")


@attrs.frozen(kw_only=True)
class Suggested:
    """What the reader makes of one line of a rubric; a suggestion, never a verdict.

    Attributes
    ----------
    text
        The rubric's line.
    found
        The learner's words that could show it; empty where there are none, or where the reader
        isn't asked.
    """

    text: str
    found: str = ""


@attrs.frozen(kw_only=True)
class Case:
    """One thing to look at.

    Attributes
    ----------
    learner, exercise, part
        Whose and what; the part is an item's id, or the numbers of a try and a line.
    title, prompt
        The exercise's title, and what was asked, or what she had said.
    answer
        The learner's words.
    why
        Why the learner calls the reading wrong; None where it is a free text.
    note
        Why it is here, where that is neither a free text nor a dispute; empty else.
    read_as
        What the reader made of the words, for a disputed reading.
    rubric
        For a free text.
    points, out_of
        As they stand; points are None where nobody has given any.
    comment
        What the trainer has said to it.
    done
        Whether it has been decided.
    upheld
        For a line of a call: whether the trainer agrees with the learner.
    """

    learner: str
    exercise: str
    part: str
    title: str
    prompt: str
    answer: str
    why: str | None = None
    note: str = ""
    read_as: tuple[str, ...] = ()
    rubric: tuple[Suggested, ...] = ()
    points: Fraction | None = None
    out_of: Fraction = Fraction(0)
    comment: str = ""
    done: bool = False
    upheld: bool | None = None

    @property
    def digest(self) -> str:
        """The digest that a decision about it has to name."""
        return digest(self.answer)

    @property
    def is_line(self) -> bool:
        """Whether it is a line of a call."""
        return _LINE.fullmatch(self.part) is not None


def cases(
    results: Iterable[Result], exercises: Iterable[Exercise], decisions: Decisions
) -> tuple[Case, ...]:
    """Find everything that waits for the trainer or that she has decided; what waits comes first.

    Private practice is never among it: its grades hold no words.
    """
    by_id = {exercise.id: exercise for exercise in exercises}
    found = [
        case
        for result in results
        for grade in result.grades
        for case in _cases(
            result.learner,
            grade,
            by_id.get(grade.exercise),
            decisions.of(result.learner, grade.exercise),
        )
    ]
    return tuple(sorted(found, key=lambda case: case.done))


def _cases(learner: str, grade: Grade, exercise: Exercise | None, held: Held) -> Iterator[Case]:
    for number, found in numbered(grade):
        yield from _lines(learner, grade, number, found, held)
    if not isinstance(exercise, Tasks):
        return
    for part in grade.parts:
        item = exercise.item(part.part)
        why = grade.disputes.get(part.part)
        if not part.response:
            continue
        case = partial(_part_case, learner, grade, part, held)
        if isinstance(item, Write):
            yield case(rubric=_suggested(item, part.response))
        elif why is not None:
            said = item.said if isinstance(item, Rewrite) else ""
            yield case(why=why, read_as=_read_as(part.response, said))
        elif isinstance(item, Rewrite) and (part.pending or part.decided):
            lines = [quoted(line) for line in (item.said, item.line) if line]
            prompt = " ".join([part.title, *lines])
            yield case(prompt=prompt, note=say(_UNSURE), rubric=_wanted(item, part.response))


def _part_case(
    learner: str, grade: Grade, part: PartGrade, held: Held, prompt: str = "", **more: Any
) -> Case:
    settled = held.get((part.part, Act.SETTLED))
    kept = settled is not None and settled.answer == digest(part.response)
    given = part.points if part.decided or "why" in more else None
    return Case(
        learner=learner,
        exercise=grade.exercise,
        part=part.part,
        title=grade.title,
        prompt=prompt or part.title,
        answer=part.response,
        points=given,
        out_of=part.out_of,
        comment=part.comment,
        done=bool(part.decided) or kept,
        **more,
    )


def _lines(learner: str, grade: Grade, number: int, found: Debrief, held: Held) -> Iterator[Case]:
    for turn in found.call.turns:
        part = f"{number}.{turn.number}"
        if part not in grade.disputes:
            continue
        settled = held.get((part, Act.SETTLED))
        holds = settled is not None and settled.answer == digest(turn.line)
        comment = held.get((part, Act.COMMENTED))
        reading = turn.reading
        yield Case(
            learner=learner,
            exercise=grade.exercise,
            part=part,
            title=grade.title,
            prompt=turn.said,
            answer=turn.line,
            why=grade.disputes[part],
            read_as=tuple(f"{say(one.code.label)}: {quoted(one.text)}" for one in reading.evidence),
            comment=comment.text if comment else "",
            done=holds,
            upheld=settled.upheld if settled is not None and holds else None,
        )


def _read_as(text: str, said: str) -> tuple[str, ...]:
    reading = read(text, said)
    return tuple(f"{say(one.code.label)}: {quoted(one.text)}" for one in reading.evidence)


def _wanted(item: Rewrite, answer: str) -> tuple[Suggested, ...]:
    """Give what the line should do, with the words that the reader guesses to do it."""
    found = {one.code: one.text for one in read(answer, item.said).evidence}
    return tuple(Suggested(text=say(move.label), found=found.get(move, "")) for move in item.wanted)


def _suggested(item: Write, answer: str) -> tuple[Suggested, ...]:
    shown = _evidence(answer) if any(line.shows for line in item.rubric) else {}
    return tuple(_suggestion(line, shown) for line in item.rubric)


def _suggestion(line: Criterion, shown: Mapping[str, str]) -> Suggested:
    found = next((shown[name] for name in line.shows if name in shown), "")
    return Suggested(text=line.text, found=found)


def _evidence(answer: str) -> dict[str, str]:
    """Give for each move and concern the first sentence that shows it."""
    found: dict[str, str] = {}
    for match in _SENTENCE.finditer(answer):
        sentence = match.group().strip(' \t“”"')[:_LONGEST_SENTENCE]
        if not sentence:
            continue
        reading = read(sentence)
        for code in (*reading.asserted, *reading.concerns):
            found.setdefault(str(code), sentence)
    return found
