"""Before and after as HTML, for the trainer: what changed, and that it says nothing of why."""

from __future__ import annotations

from fractions import Fraction
from statistics import fmean

from doorknob.coaching.debrief import percent
from doorknob.grading.intervals import Interval, of_crossover
from doorknob.grading.progress import Change
from doorknob.publish.comparing import Compared
from doorknob.publish.tables import sentence, table

WARNING = (
    "A gain without a group that was not trained proves little. People also get better by doing "
    "the same thing twice, by whatever else they did in between, and those who began lowest rise "
    "by chance alone. To know what the training did, let half of the group wait and compare."
)


def change_html(found: Change, both: str) -> str:
    """Tell how a group went on, each person against themselves.

    Parameters
    ----------
    found
        The pairs.
    both
        What those who have both did: ``"played it more than once"``.
    """
    if found.medians is None:
        return sentence(f"Nobody has {both} yet, so there is nothing to compare.")
    low, high = (percent(value) for value in found.medians)
    people = len(found.pairs)
    who = "One person has" if people == 1 else f"{people} people have"
    told = (
        f"{who} {both}: {found.higher} got further, {found.same} came to the same, {found.lower} "
        f"got less far. The middle share went from {low} % to {high} %."
    )
    if people == 1:
        return sentence(f"{who} {both}: from {low} % to {high} %.")
    return sentence(f"{told} {_mean(found)}")


def forms_html(found: Compared) -> str:
    """Tell how a test before and one after compare: as a whole, by form, and by objective."""
    parts = [change_html(found.change, "finished both")]
    if found.counterbalanced and found.change.pairs:
        parts.append(_orders_html(found))
    if len(found.change.pairs) > 1 and found.by_objective:
        rows = [
            (aim, _middle(one, "before"), _middle(one, "after"), f"{one.higher}", f"{one.lower}")
            for aim, one in found.by_objective
        ]
        heads = ("Objective", "Before", "After", "Further", "Less far")
        parts += [
            table(heads, rows, numbers=(1, 2, 3, 4)),
            sentence(
                "Mean shares before and after, and how many people got further or less far. An "
                "objective rests on one or two items: that says what to teach next, and proves "
                "nothing."
            ),
        ]
    return "\n".join(parts)


def _orders_html(found: Compared) -> str:
    """Tell the change apart from a difference between the forms, where both orders were given."""
    first, second = (len(one.pairs) for one in found.orders)
    began = (
        f"{first} began with “{found.before}”, {second} with “{found.after}”; before and after "
        "is what each did first and last."
    )
    began_first, began_second = (one.differences for one in found.orders)
    crossed = of_crossover(began_first, began_second)
    if crossed is None:
        return sentence(
            f"{began} As long as nobody began with one of them, a change can't be told "
            "from a difference between the two forms."
        )
    change, form = crossed
    return sentence(
        f"{began} Freed of any difference between the forms, the mean change is "
        f"{_points(change.value)}{_between(change.interval)}. What “{found.after}” yields beyond "
        f"“{found.before}”: {_points(form.value)}{_between(form.interval)}; 0 would mean that both "
        "forms are equally hard."
    )


def _mean(found: Change) -> str:
    """Say the mean change, and how little a few people tell of it."""
    if found.mean is None:
        return ""
    told = f"The mean change is {_points(found.mean)}{_between(found.interval)}."
    if found.interval is None:
        return f"{told} All changed alike, so nothing tells how far it may lie from that of others."
    half = (found.interval.high - found.interval.low) / 2
    if found.interval.holds(0):
        told += " That can't be told from no change at all."
    return (
        f"{told} With {len(found.pairs)} people it is known to within {half * 100:.0f} points, and "
        "only if people's changes lie about evenly around their mean, which so few can't show."
    )


def _middle(found: Change, side: str) -> str:
    return f"{percent(Fraction(fmean(getattr(one, side) for one in found.pairs)))} %"


def _points(value: float) -> str:
    told = _signed(value)
    return f"{told} point" if told in {"+1", "−1"} else f"{told} points"


def _signed(value: float) -> str:
    """Write a share as points of a hundred, with its sign."""
    return f"{value * 100:+.0f}".replace("-", "−").replace("+0", "0").replace("−0", "0")


def _between(span: Interval | None) -> str:
    return "" if span is None else f" (95 %: {_signed(span.low)} to {_signed(span.high)})"


def warning_html() -> str:
    """Say what a gain proves without a group to compare with."""
    return f'<div class="alert alert-warning">{sentence(WARNING)}</div>'
