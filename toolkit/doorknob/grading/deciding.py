"""A trainer's decisions put over what the machine found: points, comments, settled readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from doorknob.coaching.debrief import Debrief, debrief
from doorknob.exercises.base import Exercise, Grade, PartGrade
from doorknob.exercises.roleplay import RolePlay, parts_of
from doorknob.journal.decisions import Act, Decision, digest
from doorknob.prospect.conversation import Conversation

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
        f"the trainer's points for an earlier answer to {name} no longer hold" for name in stale
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
        stale.append("the whole")
        return made
    points = min(scored.points, Fraction(grade.out_of))
    return attrs.evolve(made, points=points, decided=scored.trainer)


def _settled(grade: Grade, exercise: Exercise, held: Held) -> Grade:
    """Leave the lines out of a call's score about which the learner was right."""
    if not isinstance(grade.detail, Debrief) or not isinstance(exercise, RolePlay):
        return grade
    call = grade.detail.call
    lines = tuple(_upheld(call, held))
    if not lines:
        return grade
    again = debrief(_without(call, lines), exercise.weights)
    return attrs.evolve(
        grade,
        detail=again,
        points=again.scorecard.skill * exercise.points,
        parts=parts_of(again, exercise),
        settled=lines,
    )


def _upheld(call: Conversation, held: Held) -> Iterator[int]:
    for turn in call.turns:
        one = held.get((str(turn.number), Act.SETTLED))
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
