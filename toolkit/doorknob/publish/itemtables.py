"""The item analysis of an exercise as HTML, for the trainer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from doorknob.grading.findings import cautions, flags
from doorknob.grading.intervals import Interval
from doorknob.grading.items import Analysis, Item
from doorknob.publish.tables import bullets, sentence, table
from doorknob.tongue import number, percentage, say, say_many, to_say

HOW_TO_READ = to_say(
    "Right: wholly right at the answer that counts, of those who came so far; in brackets what it "
    "may be among many such people. Discrimination: from −1 to 1, whether those who do well with "
    "the other items do well here. Upper and lower half: those who did better, and worse, with the "
    "other items than the middle person."
)


def analysis_html(found: Analysis) -> str:
    """Show how the items of an exercise did: what to make of it first, then item by item."""
    parts = [bullets(cautions(found))]
    if found.people:
        parts.append(sentence(say(HOW_TO_READ)))
        parts += [_item_html(number, item) for number, item in enumerate(found.items, start=1)]
    return "\n".join(parts)


def _item_html(number: int, item: Item) -> str:
    head = item.column.objective or item.column.title
    parts = [f'<div class="dk-item"><h4>{number}. {escape(head)}</h4>']
    parts.append(sentence(" ".join(_figures(item))))
    if item.taken:
        rows = [
            (
                say("{option} (key)", option=taken.choice.text)
                if taken.choice.key
                else taken.choice.text,
                f"{taken.all}",
                f"{taken.upper}",
                f"{taken.lower}",
            )
            for taken in item.taken
        ]
        heads = (
            say("Chosen"),
            say("All"),
            say("Upper ({count})", count=item.upper),
            say("Lower ({count})", count=item.lower),
        )
        parts.append(table(heads, rows, numbers=(1, 2, 3)))
    parts.append(bullets(flags(item)))
    return "\n".join([*parts, "</div>"])


def _figures(item: Item) -> Iterable[str]:
    if item.reached:
        span = _span(item.facility_interval, percentage)
        yield say("Right: {count} of {all}{span}.", count=item.right, all=item.reached, span=span)
    if item.mean is not None and item.facility != item.mean:
        mean = percentage(float(item.mean))
        yield say("On average {share} of its points were earned.", share=mean)
    if item.discrimination is None:
        yield say("Discrimination: none, for {why}.", why=item.undefined)
    else:
        value, span = _two(item.discrimination), _span(item.discrimination_interval, _two)
        yield say("Discrimination: {value}{span}.", value=value, span=span)
    if item.left_out:
        yield say_many("Left out by one person.", "Left out by {count} people.", item.left_out)
    if item.not_reached:
        yield say_many(
            "Not reached by one person.", "Not reached by {count} people.", item.not_reached
        )


def _two(value: float) -> str:
    return number(f"{value:.2f}")


def _span(found: Interval | None, written: Callable[[float], str]) -> str:
    if found is None:
        return ""
    return f" ({say('{low} to {high}', low=written(found.low), high=written(found.high))})"
