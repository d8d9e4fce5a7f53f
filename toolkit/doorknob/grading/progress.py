"""How a learner went on: each try at a call beside the ones before, one test beside another.

Figures before and after say that something changed, never why: people also get better by doing the
same thing twice, by what else they did in between, and, where only the weak began low, by chance
(regression to the mean: Campbell & Stanley, Experimental and Quasi-Experimental Designs for
Research, 1963).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from statistics import fmean, median

import attrs

from doorknob.coaching.debrief import Debrief, ending_of
from doorknob.coaching.scorecard import scorecard
from doorknob.exercises.base import Exercise, Grade, PartGrade, Progress, Scenarios
from doorknob.exercises.roleplay import RolePlay
from doorknob.grading.grade import Result
from doorknob.grading.intervals import Interval, of_mean
from doorknob.journal.replay import Attempt
from doorknob.language.moves import FORCE
from doorknob.prospect.act import Outcome
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.state import Stage


@attrs.frozen(kw_only=True)
class Go:
    """One try at a call, in figures.

    Attributes
    ----------
    number
        Counted from 1, in the order in which the tries began.
    skill
        0 to 1.
    outcome, ending
        How it ended, and in a sentence.
    out, worries
        How many worries came out, of how many.
    pushes
        Lines that pushed.
    lines
        Lines in all.
    """

    number: int
    skill: Fraction
    outcome: Outcome
    ending: str
    out: int
    worries: int
    pushes: int
    lines: int


@attrs.frozen(kw_only=True)
class Pair:
    """One learner's shares of 1 before and after."""

    before: Fraction
    after: Fraction


@attrs.frozen(kw_only=True)
class Change:
    """How a group's shares went on, each person against themselves.

    Attributes
    ----------
    pairs
        One for each person who has both.
    """

    pairs: tuple[Pair, ...]

    @property
    def higher(self) -> int:
        """How many got further."""
        return sum(pair.after > pair.before for pair in self.pairs)

    @property
    def same(self) -> int:
        """How many came to the same."""
        return sum(pair.after == pair.before for pair in self.pairs)

    @property
    def lower(self) -> int:
        """How many got less far."""
        return len(self.pairs) - self.higher - self.same

    @property
    def differences(self) -> tuple[float, ...]:
        """How much higher each person's share is after than before; negative where it fell."""
        return tuple(float(pair.after - pair.before) for pair in self.pairs)

    @property
    def mean(self) -> float | None:
        """The mean difference; None where there is nobody."""
        return fmean(self.differences) if self.pairs else None

    @property
    def interval(self) -> Interval | None:
        """The mean difference's interval; None where so few people have none."""
        return of_mean(self.differences)

    @property
    def medians(self) -> tuple[Fraction, Fraction] | None:
        """The middle share before and after; None where there is nobody."""
        if not self.pairs:
            return None
        before = median(pair.before for pair in self.pairs)
        return Fraction(before), Fraction(median(pair.after for pair in self.pairs))


def goes(
    exercise: Exercise,
    tries: Sequence[Attempt],
    scenarios: Scenarios,
    values: Mapping[str, str],
    replayed: Sequence[Debrief] = (),
) -> tuple[Go, ...]:
    """Replay every try at a call.

    Parameters
    ----------
    exercise
        As the course has it.
    tries
        In the order in which they began.
    scenarios
        Gives a scenario by its id.
    values
        The cohort's.
    replayed
        What a grade was made from; a try that is among them as it was played is not played again.

    Returns
    -------
    goes
        In order; empty for what is no call, and for private practice, of which nobody but the
        learner sees more than that it was played.
    """
    if not isinstance(exercise, RolePlay) or exercise.is_private:
        return ()
    filled = exercise.fill(values)
    scenario = scenarios(filled.scenario)
    played = [attempt for attempt in tries if attempt.lines and not attempt.is_private]
    known = [one.call for one in replayed] if len(replayed) == len(played) else [None] * len(played)
    calls = [
        call
        if call is not None and (call.seed, call.lines) == (attempt.seed, attempt.lines)
        else filled.replayed(scenario, attempt, values)
        for attempt, call in zip(played, known, strict=True)
    ]
    return tuple(_go(number, call, filled) for number, call in enumerate(calls, start=1))


def first_and_last(everybody: Iterable[Sequence[Go]]) -> Change:
    """Set each learner's first try against the last; whoever has one only is left out.

    The last, not the best: the best of several is never lower than the first, whatever was learnt.
    """
    return Change(
        pairs=tuple(
            Pair(before=tries[0].skill, after=tries[-1].skill)
            for tries in everybody
            if len(tries) > 1
        )
    )


def between(
    results: Iterable[Result], before: str, after: str, swapped: Collection[str] = ()
) -> Change:
    """Set one exercise against another, for those who finished both.

    Parameters
    ----------
    results
        Everybody's.
    before, after
        Ids of the exercises.
    swapped
        Ids of the learners who did the second exercise before, and the first one after.
    """
    found = both_finished(results, before, after, swapped)
    return Change(pairs=tuple(_pair(*grades) for grades in found))


def both_finished(
    results: Iterable[Result], before: str, after: str, swapped: Collection[str] = ()
) -> tuple[tuple[Grade, Grade], ...]:
    """Give the grades before and after of those who finished both exercises."""
    found = []
    for result in results:
        own = {grade.exercise: grade for grade in result.grades}
        names = (after, before) if result.learner in swapped else (before, after)
        if set(names) <= own.keys():
            first, then = (own[name] for name in names)
            if first.progress is then.progress is Progress.DONE:
                found.append((first, then))
    return tuple(found)


def _pair(before: Grade, after: Grade) -> Pair:
    """Compare like with like: of parallel tests, no item that waits for a person in either."""
    waiting = {part.part for grade in (before, after) for part in grade.pending}
    parts = [{part.part: part for part in grade.parts} for grade in (before, after)]
    if not waiting or parts[0].keys() != parts[1].keys():
        return Pair(before=before.skill, after=after.skill)
    counted = [[one for name, one in own.items() if name not in waiting] for own in parts]
    low, high = map(share_of, counted)
    return Pair(before=low or Fraction(0), after=high or Fraction(0))


def share_of(parts: Iterable[PartGrade]) -> Fraction | None:
    """Give what was earned of what could be; None where nothing could."""
    counted = list(parts)
    out_of = sum((part.out_of for part in counted), Fraction(0))
    return sum((part.points for part in counted), Fraction(0)) / out_of if out_of else None


def _go(number: int, call: Conversation, exercise: RolePlay) -> Go:
    return Go(
        number=number,
        skill=scorecard(call, exercise.weights).skill,
        outcome=call.ended_as,
        ending=ending_of(call),
        out=sum(stage >= Stage.STATED for stage in call.state.stages),
        worries=len(call.state.stages),
        pushes=sum(bool(FORCE & set(turn.reading.asserted)) for turn in call.turns),
        lines=len(call.turns),
    )
