"""The box at the head of a result or a report: what a manager takes from it in ten seconds.

It repeats, in plain words, figures that the pages below show with their reasons; it has none of its
own. Everything that a person wrote is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from statistics import median
from textwrap import shorten

from doorknob.coaching.debrief import Debrief, percent
from doorknob.exercises.base import Progress
from doorknob.grading.grade import Result
from doorknob.grading.gradebook import Row
from doorknob.grading.statistics import Summary
from doorknob.prospect.act import Outcome

_ENDED = {
    Outcome.ORDER: "a yes",
    Outcome.ADVANCE: "a next step",
    Outcome.CONTINUATION: "nothing agreed",
    Outcome.NO_SALE: "a no",
    Outcome.HANG_UP: "a hang-up",
}


def glance_html(result: Result) -> str:
    """Sum up one learner's result.

    Returns
    -------
    str
        What was done and earned, how each call ended, one thing that went well and the one to
        practise next; lines about which there is nothing to say are left out.
    """
    done = sum(grade.progress is Progress.DONE for grade in result.grades)
    facts = [("Done", f"{done} of {_count(len(result.grades), 'exercise')}")]
    if any(grade.tries for grade in result.grades):
        facts.append(("Points", f"{percent(result.share)} % of what could be had"))
    for grade in result.grades:
        if isinstance(grade.detail, Debrief):
            found = grade.detail
            facts.append(("The call", found.ending))
            facts += [("Goes well", score.explanation) for score in found.strengths[:1]]
            facts += [("To practise", score.advice) for score in found.next_steps[:1]]
    return _box(facts)


def cohort_glance_html(rows: Sequence[Row], summary: Summary) -> str:
    """Sum up a cohort.

    Parameters
    ----------
    rows
        Everybody.
    summary
        Their figures, as `summarise` gives them.
    """
    states = Counter(row.result.progress for row in rows)
    told = ", ".join(
        f"{states[state]} {state.label}" for state in reversed(Progress) if states[state]
    )
    facts = [("Learners", f"{len(rows)}: {told}" if rows else "nobody")]
    shares = [row.result.share for row in rows if any(g.tries for g in row.result.grades)]
    if shares:
        low, middle, high = map(percent, (min(shares), median(shares), max(shares)))
        facts.append(("Points", f"from {low} % to {high} %; the middle of them {middle} %"))
    calls = sum(summary.outcomes.values())
    if calls:
        ends = [
            f"{summary.outcomes[end]} × {_ENDED[end]}" for end in Outcome if summary.outcomes[end]
        ]
        facts.append(("Calls", f"{calls}: {', '.join(ends)}"))
    unsaid, held = max(summary.missed.values(), default=(0, 0))
    if unsaid:
        names = [name.label for name, found in summary.missed.items() if found == (unsaid, held)]
        told = f"{', '.join(names)}: never came out in {unsaid} of {held} calls"
        facts.append(("Least heard", told))
    known = [item for item in summary.items if item.share is not None]
    hardest = min(known, key=lambda item: (item.share or 0, item.item), default=None)
    if hardest is not None:
        share = f"{hardest.right} of {hardest.answered} right at the first go"
        facts.append(("Hardest", f"{share}: {shorten(hardest.title, 110, placeholder=' …')}"))
    return _box(facts)


def _box(facts: Iterable[tuple[str, str]]) -> str:
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>" for name, said in facts)
    return f'<div class="dk-atonce"><dl>{items}</dl></div>'


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"
