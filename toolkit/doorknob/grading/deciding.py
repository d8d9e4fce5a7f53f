"""A trainer's decisions put over what the machine found: points, comments, settled readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from doorknob.coaching.debrief import Debrief, debrief
from doorknob.exercises.base import Exercise, Grade, PartGrade
from doorknob.exercises.roleplay import RolePlay, parts_of
from doorknob.journal.decisions import Act, Decision, digest
from doorknob.journal.replay import Attempt
from doorknob.journal.submission import KEPT_PRIVATE
from doorknob.prospect.conversation import Conversation
from doorknob.tongue import say

# The number of a try, and of a line of it.
_LINE = re.compile(r"(\d{1,6})\.(\d{1,6})", re.ASCII)

Held = Mapping[tuple[str, Act], Decision]


def decided(found: Grade, exercise: Exercise, held: Held) -> Grade:
    """Give a grade with the trainer's decisions in it.

    Points and settled readings hold for the answer that they were given to; where the learner has
    answered otherwise since, they are left out, and a remark says so.

    Parameters
    ----------
    found
        What the machine found.
    exercise
        As its file gives it.
    held
        For each part and act, the decision that holds.
    """
    if not held:
        return found
    grade = _settled(found, exercise, held)
    stale: list[str] = []
    parts = tuple(_part(part, held, stale) for part in grade.parts)
    if parts != grade.parts and not isinstance(grade.detail, Debrief):
        grade = attrs.evolve(
            grade,
            points=sum((part.points for part in parts), Fraction(0)),
            out_of=int(sum(part.out_of for part in parts if not part.pending)),
        )
    grade = _whole(attrs.evolve(grade, parts=parts), held, stale)
    told = (
        say("the trainer's points for an earlier answer to {name} no longer hold", name=name)
        for name in stale
    )
    return attrs.evolve(grade, remarks=(*grade.remarks, *told))


def answer_of(grade: Grade, part: str = "") -> str:
    """Give the answer that points for a part are about; for a whole call, all of its lines."""
    if part:
        return next((one.response for one in grade.parts if one.part == part), "")
    if isinstance(grade.detail, Debrief):
        return "\n".join(turn.line for turn in grade.detail.call.turns)
    return "\n".join(one.response for one in grade.parts)


def _part(part: PartGrade, held: Held, stale: list[str]) -> PartGrade:
    said = held.get((part.part, Act.COMMENTED))
    made = attrs.evolve(part, comment=said.text) if said else part
    scored = held.get((part.part, Act.SCORED))
    if scored is None or scored.points is None:
        return made
    if scored.answer != digest(part.response):
        stale.append(repr(part.part))
        return made
    points = min(scored.points, part.out_of)
    return attrs.evolve(made, points=points, pending=False, decided=scored.trainer)


def _whole(grade: Grade, held: Held, stale: list[str]) -> Grade:
    said = held.get(("", Act.COMMENTED))
    made = attrs.evolve(grade, comment=said.text) if said else grade
    scored = held.get(("", Act.SCORED))
    if scored is None or scored.points is None or not grade.out_of:
        return made
    if scored.answer != digest(answer_of(grade)):
        stale.append(say("the whole"))
        return made
    points = min(scored.points, Fraction(grade.out_of))
    return attrs.evolve(made, points=points, decided=scored.trainer)


def _settled(grade: Grade, exercise: Exercise, held: Held) -> Grade:
    """Leave the lines out of the score about which the learner was right, in every try."""
    if not isinstance(grade.detail, Debrief) or not isinstance(exercise, RolePlay):
        return grade
    lines = [tuple(_upheld(number, one.call, held)) for number, one in numbered(grade)]
    if not any(lines):
        return grade
    again = [
        debrief(_without(found.call, left), exercise.weights) if left else found
        for found, left in zip(grade.played, lines, strict=True)
    ]
    # Another try may be the best one now.
    chosen = exercise.counting(again)
    return attrs.evolve(
        grade,
        detail=chosen,
        played=tuple(again),
        # To be right about a reading costs nobody anything.
        points=max(grade.points, chosen.scorecard.skill * exercise.points),
        parts=parts_of(chosen, exercise),
        settled=lines[again.index(chosen)],
    )


def renumbered(held: Held, whole: Sequence[Attempt], some: Sequence[Attempt]) -> Held:
    """Give decisions on lines of calls by the numbers that the tries have among some of them.

    Parameters
    ----------
    held
        With the numbers among all tries.
    whole, some
        All tries at an exercise, and those that are graded.
    """
    numbers = {one.id: number for number, one in enumerate(_played(some), start=1)}
    new = {old: numbers.get(one.id) for old, one in enumerate(_played(whole), start=1)}
    found: dict[tuple[str, Act], Decision] = {}
    for (part, act), decision in held.items():
        line = _LINE.fullmatch(part)
        if line is None or act is not Act.SETTLED:
            found[part, act] = decision
        elif (number := new.get(int(line[1]))) is not None:
            found[f"{number}.{line[2]}", act] = decision
    return found


def _played(tries: Sequence[Attempt]) -> Iterator[Attempt]:
    """Give the tries that count as calls, as the kind of exercise numbers them."""
    return (one for one in tries if one.lines and KEPT_PRIVATE not in one.lines)


def numbered(grade: Grade) -> Iterator[tuple[int, Debrief]]:
    """Give each try at a call with its number, from 1."""
    yield from enumerate(grade.played, start=1)


def _upheld(number: int, call: Conversation, held: Held) -> Iterator[int]:
    for turn in call.turns:
        one = held.get((f"{number}.{turn.number}", Act.SETTLED))
        if one is not None and one.upheld and one.answer == digest(turn.line):
            yield turn.number


def _without(call: Conversation, lines: tuple[int, ...]) -> Conversation:
    """Give a call in which some lines count as unread: nothing in them is held against anybody.

    How she answered stays as it was; the call has been.
    """
    turns = tuple(
        attrs.evolve(
            turn,
            reading=attrs.evolve(turn.reading, unsure=True),
            act=attrs.evolve(turn.act, rude=False),
        )
        if turn.number in lines
        else turn
        for turn in call.turns
    )
    return attrs.evolve(call, turns=turns)
