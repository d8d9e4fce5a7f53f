"""Item analysis: how hard each item was, whether it tells the strong from the weak, what tempted.

Facility counts whoever came as far as the item; what was left out counts as not right, as in the
points. Everything that compares an item with the rest counts only those who came to the last item:
otherwise an item would seem to go with the others merely because some never saw either.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from statistics import median

import attrs

from doorknob.grading.intervals import Interval, of_alpha, of_correlation, of_share
from doorknob.grading.sheets import Blank, Cell, Choice, Column, Sheet
from doorknob.tongue import say


@attrs.frozen(kw_only=True)
class Taken:
    """How often an option was chosen.

    Attributes
    ----------
    choice
        Which.
    all
        By everybody who reached the item.
    upper, lower
        By those who did better, and worse, with the other items than the middle person did; those
        who did just as well are in neither.
    """

    choice: Choice
    all: int
    upper: int
    lower: int


@attrs.frozen(kw_only=True)
class Item:
    """How one item did.

    Attributes
    ----------
    column
        Which.
    right, reached
        Learners who had it wholly right, of those who came so far.
    left_out, not_reached
        Learners who passed over it, and who stopped before it.
    mean
        Mean share of its points, of those who reached it; None where nobody did.
    compared
        Learners that `discrimination` rests on.
    discrimination
        Correlation of the item with the sum of the others (corrected item-total correlation:
        Henrysson, Psychometrika 28, 1963); None where it has none.
    undefined
        Why it has none; empty where it has.
    upper, lower
        How many there are in each half.
    taken
        Each option of an item where one is chosen.
    """

    column: Column
    right: int
    reached: int
    left_out: int
    not_reached: int
    mean: Fraction | None
    compared: int
    discrimination: float | None
    undefined: str
    upper: int = 0
    lower: int = 0
    taken: tuple[Taken, ...] = ()

    @property
    def facility(self) -> Fraction | None:
        """The share that had it wholly right; None where nobody reached it."""
        return Fraction(self.right, self.reached) if self.reached else None

    @property
    def facility_interval(self) -> Interval | None:
        """Wilson's interval of the facility."""
        return of_share(self.right, self.reached)

    @property
    def discrimination_interval(self) -> Interval | None:
        """Fisher's interval of the discrimination."""
        if self.discrimination is None:
            return None
        return of_correlation(self.discrimination, self.compared)


@attrs.frozen(kw_only=True)
class Analysis:
    """How the items of one exercise did.

    Attributes
    ----------
    exercise, title
        Which.
    people, whole
        Learners who answered anything, and who came to the last item.
    items
        In the exercise's order.
    alpha
        Cronbach's alpha (Psychometrika 16, 1951) over those who came to the last item; exact; None
        where it has none.
    undefined
        Why it has none; empty where it has.
    """

    exercise: str
    title: str
    people: int
    whole: int
    items: tuple[Item, ...]
    alpha: Fraction | None
    undefined: str

    @property
    def alpha_interval(self) -> Interval | None:
        """Feldt's interval of alpha."""
        if self.alpha is None:
            return None
        return of_alpha(float(self.alpha), self.whole, len(self.items))


def analyse(sheet: Sheet) -> Analysis:
    """Analyse the items of an exercise."""
    whole = sheet.whole
    alpha, undefined = _alpha(whole)
    return Analysis(
        exercise=sheet.exercise,
        title=sheet.title,
        people=len(sheet.rows),
        whole=len(whole),
        items=tuple(_item(sheet, whole, at) for at in range(len(sheet.columns))),
        alpha=alpha,
        undefined=undefined,
    )


def correlation(one: Sequence[Fraction], other: Sequence[Fraction]) -> float | None:
    """Give Pearson's correlation; None where one of them doesn't vary.

    All but the last root is exact, so that whether something varies is no matter of rounding.

    >>> correlation([Fraction(0), Fraction(1)], [Fraction(5), Fraction(4)])
    -1.0
    """
    if not one:
        return None
    across = _covariance(one, other)
    spread = _covariance(one, one) * _covariance(other, other)
    if not spread:
        return None
    return math.copysign(math.sqrt(across * across / spread), across)


def _covariance(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    """Give the sum of products of deviations, which is all that ratios need."""
    n = len(one)
    products = sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))
    return products - sum(one, Fraction(0)) * sum(other, Fraction(0)) / n


def _alpha(rows: Sequence[Sequence[Cell]]) -> tuple[Fraction | None, str]:
    items = len(rows[0]) if rows else 0
    if len(rows) < 2:
        return None, say("fewer than two people came to the last item")
    if items < 2:
        return None, say("there is only one item")
    columns = [[row[at].share for row in rows] for at in range(items)]
    totals = [sum((cell.share for cell in row), Fraction(0)) for row in rows]
    spread = _covariance(totals, totals)
    if not spread:
        return None, say("everybody has the same total")
    apart = sum((_covariance(column, column) for column in columns), Fraction(0))
    return Fraction(items, items - 1) * (1 - apart / spread), ""


def _item(sheet: Sheet, whole: Sequence[Sequence[Cell]], at: int) -> Item:
    cells = [row[at] for row in sheet.rows.values()]
    reached = [cell for cell in cells if cell.blank is not Blank.NOT_REACHED]
    earned = sum((cell.share for cell in reached), Fraction(0))
    own = [row[at].share for row in whole]
    rest = [sum((c.share for i, c in enumerate(row) if i != at), Fraction(0)) for row in whole]
    value = correlation(own, rest)
    undefined = "" if value is not None else _why_undefined(own, len(sheet.columns))
    middle = median(rest) if rest else Fraction(0)
    upper = [row[at] for row, score in zip(whole, rest, strict=True) if score > middle]
    lower = [row[at] for row, score in zip(whole, rest, strict=True) if score < middle]
    column = sheet.columns[at]
    return Item(
        column=column,
        right=sum(cell.share == 1 for cell in reached),
        reached=len(reached),
        left_out=sum(cell.blank is Blank.LEFT_OUT for cell in cells),
        not_reached=len(cells) - len(reached),
        mean=earned / len(reached) if reached else None,
        compared=len(whole),
        discrimination=value,
        undefined=undefined,
        upper=len(upper),
        lower=len(lower),
        taken=tuple(
            Taken(
                choice=choice,
                all=_chose(reached, choice),
                upper=_chose(upper, choice),
                lower=_chose(lower, choice),
            )
            for choice in column.choices
        ),
    )


def _why_undefined(own: Sequence[Fraction], items: int) -> str:
    if len(own) < 2:
        return say("fewer than two people came to the last item")
    if items < 2:
        return say("there is no other item to compare it with")
    if len(set(own)) == 1:
        return say("everybody did equally well with it")
    return say("everybody did equally well with the other items")


def _chose(cells: Sequence[Cell], choice: Choice) -> int:
    return sum(cell.choice == choice.id for cell in cells)
