"""A learner's result and a cohort's report as HTML; everything that a person wrote is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape

from doorknob.coaching.debrief import Debrief, percent, what_if_text
from doorknob.coaching.transcript import transcript_html
from doorknob.exercises.base import Grade, PartGrade, Progress
from doorknob.grading.grade import Result
from doorknob.grading.gradebook import Row, decimal
from doorknob.grading.progress import Go
from doorknob.publish.glance import Objectives, highlights_html, practised_html, progress_html
from doorknob.publish.tables import table, titled

# Exercises with a column each in the table of everybody; more could not be read on paper.
MOST_COLUMNS = 6


def overview_html(result: Result) -> str:
    """Show points at a glance, a card for the whole and one for each exercise that has any."""
    cards = [_card(_points(result.points, result.out_of), f"points in all, {_share(result)} %")]
    for grade in (one for one in result.grades if one.out_of):
        note = "" if grade.progress is Progress.DONE else f" ({grade.progress.label})"
        cards.append(_card(_points(grade.points, grade.out_of), grade.title + note))
    html = f'<div class="dk-scores">{"".join(cards)}</div>{_weights(result)}'
    lost = [remark for remark in result.remarks if remark.startswith("journal")]
    if lost:
        count = "One entry" if len(lost) == 1 else f"{len(lost)} entries"
        html += (
            f'<div class="alert alert-warning"><p>{count} in your journal could not be read. '
            "What could be read was graded, and nothing else was lost. Tell your trainer if "
            "something that you did is missing here.</p></div>"
        )
    return html


def grade_html(
    grade: Grade, *, seller: str, objectives: Objectives | None = None, goes: Sequence[Go] = ()
) -> str:
    """Show how one exercise went: item by item, or a call with its debrief.

    Parameters
    ----------
    grade
        What was earned.
    seller
        The salesperson's name in the call.
    objectives
        What each item checks, by the ids of its exercise and its own.
    goes
        All tries at a call, in order.
    """
    head = f"<h2>{escape(grade.title)}</h2>"
    head += f"<p>{_worth(grade)}. {_state(grade)}</p>"
    if grade.decided:
        head += f"<p>{escape(grade.decided)} has set the points of the whole.</p>"
    if grade.late:
        head += f"<p>{escape(grade.late.told.capitalize())}.</p>"
    head += _comment_html(grade.comment)
    if isinstance(grade.detail, Debrief):
        return head + debrief_html(grade.detail, grade, seller=seller, goes=goes)
    if not grade.tries:
        return head
    return head + practised_html(grade, objectives or {}) + _items_html(grade)


def waiting(grade: Grade) -> bool:
    """Say whether there is nothing to tell of an exercise but that it waits to be begun."""
    return not (grade.tries or grade.comment or grade.decided)


def waiting_html(grades: Sequence[Grade]) -> str:
    """List what somebody has not begun yet; nothing where there is nothing."""
    if not grades:
        return ""
    items = "".join(f"<li>{escape(grade.title)} ({_worth(grade)})</li>" for grade in grades)
    return f"<h2>Not begun yet</h2><ul>{items}</ul>"


def debrief_html(found: Debrief, grade: Grade, *, seller: str, goes: Sequence[Go] = ()) -> str:
    """Show a call's debrief: the end, what went well, what to try, the scorecard, the call."""
    parts = [f"<p><strong>{escape(found.ending)}</strong> How it ended is apart from your points."]
    parts.append("What counts is what you found out, and how you helped.</p>")
    good = [score.explanation for score in found.strengths]
    parts += titled("What you did well", good)
    parts += titled("What to try next", [score.advice for score in found.next_steps])
    parts += [highlights_html(found), progress_html(goes)]
    rows = [(part.title, _points(part.points, part.out_of), part.feedback) for part in grade.parts]
    parts.append("<h3>Point by point</h3>")
    parts.append(table(("What counts", "Points", "Why"), rows, numbers=(1,)))
    if found.untold:
        parts.append(f"<h3>{escape(found.untold_title)}</h3>")
        parts += [f"<blockquote><p>{escape(w.says[0])}</p></blockquote>" for w in found.untold]
    if found.what_if:
        parts.append(f'<div class="dk-keyidea"><p>{escape(what_if_text(found.what_if))}</p></div>')
    if grade.settled:
        numbers = ", ".join(map(str, grade.settled))
        parts.append(
            f"<p>You called the reading of turn {numbers} wrong, and your trainer agrees: nothing "
            "in it is held against you.</p>"
        )
    if found.scorecard.unread:
        numbers = ", ".join(map(str, found.scorecard.unread))
        parts.append(
            f"<p>Left out, since it could not be read for certain: turn {numbers}. "
            "Nothing was guessed.</p>"
        )
    parts.append("<h3>The call, with what each line did</h3>")
    parts.append(transcript_html(found.call, seller=seller))
    return "\n".join(parts)


def cohort_html(rows: Sequence[Row]) -> str:
    """Show every learner in a line, in the order of the roster: no ranking."""
    if not rows:
        return "<p>Nobody is on the list.</p>"
    titles = [grade.title for grade in rows[0].result.grades]
    if len(titles) > MOST_COLUMNS:
        return _many_html(rows)
    lines = [
        (
            row.name,
            row.result.progress.label,
            *(_points(grade.points, grade.out_of) for grade in row.result.grades),
            f"{_share(row.result)} %",
            _ending(row.result),
        )
        for row in rows
    ]
    heads = ("Learner", "Progress", *titles, "Share", "How the call ended")
    numbers = range(2, 3 + len(titles))
    return table(heads, lines, numbers=numbers)


def _many_html(rows: Sequence[Row]) -> str:
    """Show every learner in a line where a column for each exercise could not be read."""
    lines = [
        (
            row.name,
            row.result.progress.label,
            f"{sum(bool(grade.tries) for grade in row.result.grades)} of {len(row.result.grades)}",
            _points(row.result.points, row.result.out_of),
            f"{_share(row.result)} %",
        )
        for row in rows
    ]
    heads = ("Learner", "Progress", "Begun", "Points", "Share")
    said = "<p>The points in each exercise stand in the gradebook.</p>"
    return table(heads, lines, numbers=(2, 3, 4)) + said


def remarks_html(rows: Sequence[Row]) -> str:
    """Show whose journal was damaged or odd, and how; nothing where none was."""
    lines = [(row.name, remark) for row in rows for remark in row.result.remarks]
    if not lines:
        return "<p>Every journal was whole.</p>"
    return table(("Learner", "What was found"), lines)


def _items_html(grade: Grade) -> str:
    return "\n".join(_item_html(number, part) for number, part in enumerate(grade.parts, start=1))


def _item_html(number: int, part: PartGrade) -> str:
    said = escape(part.response) if part.response else "no answer"
    points = _points(part.points, part.out_of)
    html = f"<p><strong>{number}.</strong> {escape(part.title)}</p>"
    html += f"<ul><li>You: {said} <strong>({points})</strong></li>"
    if part.points < part.out_of and part.right:
        html += f"<li>Better: {escape(part.right)}</li>"
    if part.pending:
        html += "<li>Your trainer has yet to read it; until then it doesn't count.</li>"
    elif part.decided:
        html += f"<li>Read by {escape(part.decided)}.</li>"
    feedback = f'<div class="dk-why">{escape(part.feedback)}</div>' if part.feedback else ""
    return f"{html}</ul>{feedback}{_comment_html(part.comment)}"


def _comment_html(text: str) -> str:
    """Show what the trainer says; its line breaks stay."""
    if not text:
        return ""
    said = escape(text).replace("\n", "<br>")
    return f"<blockquote><p><strong>Your trainer:</strong> {said}</p></blockquote>"


def _ending(result: Result) -> str:
    found = [grade.detail for grade in result.grades if isinstance(grade.detail, Debrief)]
    return found[0].ending if found else "–"


def _state(grade: Grade) -> str:
    if grade.progress is Progress.NOT_STARTED:
        return "You have not begun it yet."
    tries = "1 try" if grade.tries == 1 else f"{grade.tries} tries"
    if grade.progress is Progress.UNFINISHED:
        return f"Not finished yet; what you did counts ({tries})."
    return f"Done ({tries})."


def _weights(result: Result) -> str:
    """Say what each exercise counts for, where that is not its points."""
    counted = [
        f"“{grade.title}” for {result.weights.get(grade.exercise, 0)}"
        for grade in result.grades
        if result.weights and grade.out_of
    ]
    return f"<p>In the whole count {escape(', '.join(counted))}.</p>" if counted else ""


def _card(value: str, label: str) -> str:
    return (
        f'<div class="dk-score"><span class="dk-score-value">{escape(value)}</span>'
        f'<span class="dk-score-label">{escape(label)}</span></div>'
    )


def _worth(grade: Grade) -> str:
    return f"{_points(grade.points, grade.out_of)} points" if grade.out_of else "no points"


def _points(points: Fraction, out_of: Fraction | int) -> str:
    def short(value: Fraction) -> str:
        text = decimal(value)
        return text.rstrip("0").rstrip(".") if "." in text else text

    return f"{short(points)} of {short(Fraction(out_of))}"


def _share(result: Result) -> int:
    return percent(result.share)
