"""How a learner went on: each try at a call beside the ones before, one test beside another.

Figures before and after say that something changed, never why: people also get better by doing the
same thing twice, by what else they did in between, and, where only the weak began low, by chance
(regression to the mean: Campbell & Stanley, Experimental and Quasi-Experimental Designs for
Research, 1963).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from statistics import median

import attrs

from doorknob.coaching.debrief import ending_of
from doorknob.coaching.scorecard import scorecard
from doorknob.exercises.base import Exercise, Progress, Scenarios
from doorknob.exercises.roleplay import RolePlay
from doorknob.grading.grade import Result
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
) -> tuple[Go, ...]:
    """Replay every try at a call.

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
    played = [attempt for attempt in tries if attempt.lines]
    calls = [filled.replayed(scenario, attempt, values) for attempt in played]
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


def between(results: Iterable[Result], before: str, after: str) -> Change:
    """Set one exercise against another, for those who finished both."""
    pairs = []
    for result in results:
        found = {grade.exercise: grade for grade in result.grades}
        if not {before, after} <= found.keys():
            continue
        if all(found[name].progress is Progress.DONE for name in (before, after)):
            pairs.append(Pair(before=found[before].skill, after=found[after].skill))
    return Change(pairs=tuple(pairs))


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
