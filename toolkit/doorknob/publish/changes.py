"""Before and after as HTML, for the trainer: what changed, and that it says nothing of why."""

from __future__ import annotations

from fractions import Fraction
from statistics import fmean
from typing import NamedTuple

from doorknob.coaching.debrief import percent
from doorknob.grading.intervals import Interval, of_crossover
from doorknob.grading.progress import Change
from doorknob.publish.comparing import Compared
from doorknob.publish.tables import sentence, table
from doorknob.tongue import number, say, say_many, to_say

WARNING = to_say(
    "A gain without a group that was not trained proves little. People also get better by doing "
    "the same thing twice, by whatever else they did in between, and those who began lowest rise "
    "by chance alone. To know what the training did, let half of the group wait and compare."
)
_BY_OBJECTIVE = to_say(
    "Mean shares before and after, and how many people got further or less far. An objective rests "
    "on one or two items: that says what to teach next, and proves nothing."
)
_ONE_ORDER = to_say(
    "As long as nobody began with one of them, a change can't be told from a difference between "
    "the two forms."
)
_ALIKE = to_say("All changed alike, so nothing tells how far it may lie from that of others.")
_WITHIN = to_say(
    "With {people} people it is known to within {half} points, and only if people's changes lie "
    "about evenly around their mean, which so few can't show."
)
_POINTS = to_say("{number} points")


class Both(NamedTuple):
    """What those did who are compared with themselves: for nobody, for one person and for more."""

    nobody: str
    one: str
    many: str


PLAYED_AGAIN = Both(
    nobody=to_say("Nobody has played it more than once yet, so there is nothing to compare."),
    one=to_say("One person has played it more than once"),
    many=to_say("{count} people have played it more than once"),
)
FINISHED_BOTH = Both(
    nobody=to_say("Nobody has finished both yet, so there is nothing to compare."),
    one=to_say("One person has finished both"),
    many=to_say("{count} people have finished both"),
)


def change_html(found: Change, both: Both) -> str:
    """Tell how a group went on, each person against themselves.

    Parameters
    ----------
    found
        The pairs.
    both
        What those who have both did: `PLAYED_AGAIN` or `FINISHED_BOTH`.
    """
    if found.medians is None:
        return sentence(say(both.nobody))
    low, high = (percent(value) for value in found.medians)
    people = len(found.pairs)
    who = say_many(both.one, both.many, people)
    if people == 1:
        return sentence(say("{who}: from {low} % to {high} %.", who=who, low=low, high=high))
    told = say(
        "{who}: {higher} got further, {same} came to the same, {lower} got less far. The middle "
        "share went from {low} % to {high} %.",
        who=who,
        higher=found.higher,
        same=found.same,
        lower=found.lower,
        low=low,
        high=high,
    )
    return sentence(f"{told} {_mean(found)}")


def forms_html(found: Compared) -> str:
    """Tell how a test before and one after compare: as a whole, by form, and by objective."""
    parts = [change_html(found.change, FINISHED_BOTH)]
    if found.counterbalanced and found.change.pairs:
        parts.append(_orders_html(found))
    if len(found.change.pairs) > 1 and found.by_objective:
        rows = [
            (aim, _middle(one, "before"), _middle(one, "after"), f"{one.higher}", f"{one.lower}")
            for aim, one in found.by_objective
        ]
        heads = (say("Objective"), say("Before"), say("After"), say("Further"), say("Less far"))
        parts += [
            table(heads, rows, numbers=(1, 2, 3, 4)),
            sentence(say(_BY_OBJECTIVE)),
        ]
    return "\n".join(parts)


def _orders_html(found: Compared) -> str:
    """Tell the change apart from a difference between the forms, where both orders were given."""
    first, second = (len(one.pairs) for one in found.orders)
    began = say(
        "{first} began with “{before}”, {second} with “{after}”; before and after is what each did "
        "first and last.",
        first=first,
        before=found.before,
        second=second,
        after=found.after,
    )
    began_first, began_second = (one.differences for one in found.orders)
    crossed = of_crossover(began_first, began_second)
    if crossed is None:
        return sentence(f"{began} {say(_ONE_ORDER)}")
    change, form = crossed
    freed = say(
        "Freed of any difference between the forms, the mean change is {change}. What “{after}” "
        "yields beyond “{before}”: {form}; 0 would mean that both forms are equally hard.",
        change=f"{_points(change.value)}{_between(change.interval)}",
        after=found.after,
        before=found.before,
        form=f"{_points(form.value)}{_between(form.interval)}",
    )
    return sentence(f"{began} {freed}")


def _mean(found: Change) -> str:
    """Say the mean change, and how little a few people tell of it."""
    if found.mean is None:
        return ""
    change = f"{_points(found.mean)}{_between(found.interval)}"
    told = [say("The mean change is {change}.", change=change)]
    if found.interval is None:
        return f"{told[0]} {say(_ALIKE)}"
    half = (found.interval.high - found.interval.low) / 2
    if found.interval.holds(0):
        told.append(say("That can't be told from no change at all."))
    told.append(say(_WITHIN, people=len(found.pairs), half=number(f"{half * 100:.0f}")))
    return " ".join(told)


def _middle(found: Change, side: str) -> str:
    return f"{percent(Fraction(fmean(getattr(one, side) for one in found.pairs)))} %"


def _points(value: float) -> str:
    told = _signed(value)
    return say("{number} point", number=told) if told in {"+1", "−1"} else say(_POINTS, number=told)


def _signed(value: float) -> str:
    """Write a share as points of a hundred, with its sign."""
    return f"{value * 100:+.0f}".replace("-", "−").replace("+0", "0").replace("−0", "0")


def _between(span: Interval | None) -> str:
    if span is None:
        return ""
    told = say("95 %: {low} to {high}", low=_signed(span.low), high=_signed(span.high))
    return f" ({told})"


def warning_html() -> str:
    """Say what a gain proves without a group to compare with."""
    return f'<div class="alert alert-warning">{sentence(say(WARNING))}</div>'
