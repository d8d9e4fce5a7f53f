"""What studies found, in numbers: ``curriculum/evidence.yaml``, with an interval for each.

An interval that the source gives is taken as it is. Any other is worked out here from what the
source gives, and whoever shows it says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import attrs

from doorknob.documents import Document, duplicates, load
from doorknob.errors import InvalidFile, Problem
from doorknob.grading.intervals import Interval, of_correlation, of_share
from doorknob.grading.quantiles import normal_quantile
from doorknob.structuring import structure

_SIDE = normal_quantile(0.975)


class Measure(StrEnum):
    """What an effect is measured in."""

    D = "d"  # Cohen's: standard deviations
    G = "g"  # Hedges': the same, put right for small samples
    ODDS_RATIO = "odds_ratio"
    SHARE = "share"
    POINTS = "points"  # of a hundred people


class Kind(StrEnum):
    """Where an interval of 95 % comes from."""

    PUBLISHED = "published"
    FISHER_Z = "fisher_z"
    WILSON = "wilson"
    FROM_P = "from_p"
    NONE = "none"


# What each kind of interval needs, and which measures it is for.
_NEEDS = {
    Kind.PUBLISHED: (("low", "high"), frozenset(Measure)),
    Kind.FISHER_Z: (("n",), frozenset({Measure.D, Measure.G})),
    Kind.WILSON: (("n",), frozenset({Measure.SHARE})),
    Kind.FROM_P: (("p",), frozenset({Measure.ODDS_RATIO})),
    Kind.NONE: ((), frozenset(Measure)),
}


@attrs.frozen(kw_only=True)
class Study:
    """One number that a study found.

    Attributes
    ----------
    id, lesson
        Its name, and the lesson that shows it.
    source, cited
        As a figure calls it, and how it begins in the lesson's sources.
    says
        What the lesson takes from it.
    measured, people
        What was measured, and on whom.
    n
        How many people; None where that is not at hand.
    measure, effect
        The number.
    interval
        Where its interval comes from.
    low, high
        The source's own interval.
    p
        The source's p value, two-sided, more than 0 and less than 1.
    how
        How one knows: an experiment, many studies taken together, observed.
    """

    id: str
    lesson: str
    source: str
    cited: str
    says: str
    measured: str
    people: str
    n: int | None = None
    measure: Measure
    effect: float
    interval: Kind
    low: float | None = None
    high: float | None = None
    p: float | None = None
    how: str

    @property
    def limits(self) -> Interval | None:
        """The interval of 95 %; None where there is none.

        Sources: Fisher, Metron 1, 1921, with r = d / √(d² + 4) for groups of one size (Borenstein
        and others, *Introduction to Meta-Analysis*, 2009, chapter 7); Wilson, Journal of the
        American Statistical Association 22, 1927; Altman and Bland, BMJ 343, 2011, d2090.
        """
        match self.interval, self.n, self.p:
            case Kind.PUBLISHED, _, _ if self.low is not None and self.high is not None:
                return Interval(self.low, self.high)
            case Kind.FISHER_Z, int(n), _:
                found = of_correlation(self.effect / math.hypot(self.effect, 2), n)
                return found and Interval(_as_d(found.low), _as_d(found.high))
            case Kind.WILSON, int(n), _:
                return of_share(round(self.effect * n), n)
            case Kind.FROM_P, _, float(p):
                log = math.log(self.effect)
                wide = _SIDE * abs(log) / normal_quantile(1 - p / 2)
                return Interval(math.exp(log - wide), math.exp(log + wide))
        return None


def _as_d(r: float) -> float:
    return 2 * r / math.sqrt(1 - r * r)


@attrs.frozen(kw_only=True)
class _File:
    studies: tuple[Study, ...]


def read_evidence(path: Path) -> tuple[Study, ...]:
    """Read what studies found.

    Raises
    ------
    NotFound
        If there is no such file.
    InvalidFile
        With every fault, its line and how to fix it.
    """
    document = load(path)
    found = structure(document, _File, InvalidFile).studies
    problems = list(_checked(found, document))
    if problems:
        raise InvalidFile(problems)
    return found


def _checked(found: tuple[Study, ...], document: Document) -> Iterator[Problem]:
    for index, name in duplicates(one.id for one in found):
        yield document.problem(("studies", index, "id"), f"{name!r} is there already.")
    for index, one in enumerate(found):
        place = ("studies", index)
        needs, measures = _NEEDS[one.interval]
        for field in needs:
            if getattr(one, field) is None:
                message = f"an interval {one.interval} needs {field!r}."
                yield document.problem((*place, "interval"), message, "Add it, or say 'none'.")
        if one.measure not in measures:
            message = f"{one.interval} is not for {one.measure}."
            yield document.problem((*place, "interval"), message, f"Choose of {_for(one.measure)}.")
        yield from _numbers(one, document, place)


def _numbers(one: Study, document: Document, place: tuple[str, int]) -> Iterator[Problem]:
    if one.n is not None and one.n < 4:
        yield document.problem((*place, "n"), f"expected 4 or more people, found {one.n}.")
    if one.p is not None and not 0 < one.p < 1:
        yield document.problem((*place, "p"), f"expected more than 0 and less than 1, not {one.p}.")
    wrong = {
        Measure.ODDS_RATIO: one.effect <= 0 or one.effect == 1,
        Measure.SHARE: not 0 <= one.effect <= 1,
    }
    if not math.isfinite(one.effect) or wrong.get(one.measure, False):
        message = f"{one.effect} can't be: expected a {one.measure.replace('_', ' ')}."
        yield document.problem((*place, "effect"), message)
    if one.low is not None and one.high is not None and not one.low <= one.effect <= one.high:
        message = f"{one.effect} doesn't lie between {one.low} and {one.high}."
        yield document.problem((*place, "effect"), message)


def _for(measure: Measure) -> str:
    return ", ".join(kind for kind, (_, measures) in _NEEDS.items() if measure in measures)
