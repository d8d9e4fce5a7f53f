"""The item analysis of an exercise as HTML, for the trainer."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from doorknob.charts.style import plural
from doorknob.grading.findings import cautions, flags
from doorknob.grading.intervals import Interval
from doorknob.grading.items import Analysis, Item
from doorknob.publish.tables import bullets, sentence, table

HOW_TO_READ = (
    "Right: wholly right at the answer that counts, of those who came so far; in brackets what it "
    "may be among many such people. Discrimination: from −1 to 1, whether those who do well with "
    "the other items do well here. Upper and lower half: those who did better, and worse, with the "
    "other items than the middle person."
)


def analysis_html(found: Analysis) -> str:
    """Show how the items of an exercise did: what to make of it first, then item by item."""
    parts = [bullets(cautions(found))]
    if found.people:
        parts.append(sentence(HOW_TO_READ))
        parts += [_item_html(number, item) for number, item in enumerate(found.items, start=1)]
    return "\n".join(parts)


def _item_html(number: int, item: Item) -> str:
    head = item.column.objective or item.column.title
    parts = [f'<div class="dk-item"><h4>{number}. {escape(head)}</h4>']
    parts.append(sentence(" ".join(_figures(item))))
    if item.taken:
        rows = [
            (
                taken.choice.text + (" (key)" if taken.choice.key else ""),
                f"{taken.all}",
                f"{taken.upper}",
                f"{taken.lower}",
            )
            for taken in item.taken
        ]
        heads = ("Chosen", "All", f"Upper ({item.upper})", f"Lower ({item.lower})")
        parts.append(table(heads, rows, numbers=(1, 2, 3)))
    parts.append(bullets(flags(item)))
    return "\n".join([*parts, "</div>"])


def _figures(item: Item) -> Iterable[str]:
    if item.reached:
        yield f"Right: {item.right} of {item.reached}{_span(item.facility_interval, '.0%')}."
    if item.mean is not None and item.facility != item.mean:
        yield f"On average {float(item.mean):.0%} of its points were earned."
    if item.discrimination is None:
        yield f"Discrimination: none, for {item.undefined}."
    else:
        value = f"{item.discrimination:.2f}".replace("-", "−")
        yield f"Discrimination: {value}{_span(item.discrimination_interval, '.2f')}."
    if item.left_out:
        yield f"Left out by {plural(item.left_out, 'person', 'people')}."
    if item.not_reached:
        yield f"Not reached by {plural(item.not_reached, 'person', 'people')}."


def _span(found: Interval | None, form: str) -> str:
    if found is None:
        return ""
    low, high = (format(value, form).replace("-", "−") for value in (found.low, found.high))
    return f" ({low} to {high})"
