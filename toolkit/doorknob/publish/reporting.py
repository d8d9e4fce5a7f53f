"""A learner's result and a cohort's report as HTML; everything that a person wrote is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from html import escape

from doorknob.coaching.debrief import Debrief, percent, what_if_text
from doorknob.coaching.transcript import transcript_html
from doorknob.exercises.base import Grade, PartGrade, Progress
from doorknob.grading.grade import Result
from doorknob.grading.gradebook import Row, decimal
from doorknob.grading.statistics import Facility


def overview_html(result: Result) -> str:
    """Show points at a glance, a card for the whole and one for each exercise."""
    cards = [_card(_points(result.points, result.out_of), f"points in all, {_share(result)} %")]
    for grade in result.grades:
        note = "" if grade.progress is Progress.DONE else f" ({grade.progress.label})"
        cards.append(_card(_points(grade.points, grade.out_of), grade.title + note))
    html = f'<div class="dk-scores">{"".join(cards)}</div>'
    lost = [remark for remark in result.remarks if remark.startswith("journal")]
    if lost:
        count = "One entry" if len(lost) == 1 else f"{len(lost)} entries"
        html += (
            f'<div class="alert alert-warning"><p>{count} in your journal could not be read. '
            "What could be read was graded, and nothing else was lost. Tell your trainer if "
            "something that you did is missing here.</p></div>"
        )
    return html


def grade_html(grade: Grade, *, seller: str) -> str:
    """Show how one exercise went: item by item, or a call with its debrief."""
    head = f"<h2>{escape(grade.title)}</h2>"
    head += f"<p>{_points(grade.points, grade.out_of)} points. {_state(grade)}</p>"
    if grade.decided:
        head += f"<p>{escape(grade.decided)} has set the points of the whole.</p>"
    head += _comment_html(grade.comment)
    if isinstance(grade.detail, Debrief):
        return head + debrief_html(grade.detail, grade, seller=seller)
    return head + _items_html(grade) if grade.tries else head


def debrief_html(found: Debrief, grade: Grade, *, seller: str) -> str:
    """Show a call's debrief: the end, what went well, what to try, the scorecard, the call."""
    parts = [f"<p><strong>{escape(found.ending)}</strong> How it ended is apart from your points."]
    parts.append("What counts is what you found out, and how you helped.</p>")
    good = [score.explanation for score in found.strengths]
    parts += _list("What you did well", good)
    parts += _list("What to try next", [score.advice for score in found.next_steps])
    rows = [(part.title, _points(part.points, part.out_of), part.feedback) for part in grade.parts]
    parts.append(_table(("What counts", "Points", "Why"), rows, numbers=(1,)))
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
    table = [
        (
            row.name,
            row.result.progress.label,
            *(_points(grade.points, grade.out_of) for grade in row.result.grades),
            f"{_share(row.result)} %",
            _ending(row.result),
        )
        for row in rows
    ]
    titles = [grade.title for grade in rows[0].result.grades] if rows else []
    heads = ("Learner", "Progress", *titles, "Share", "How the call ended")
    numbers = range(2, 3 + len(titles))
    return _table(heads, table, numbers=numbers)


def remarks_html(rows: Sequence[Row]) -> str:
    """Show whose journal was damaged or odd, and how; nothing where none was."""
    table = [(row.name, remark) for row in rows for remark in row.result.remarks]
    if not table:
        return "<p>Every journal was whole.</p>"
    return _table(("Learner", "What was found"), table)


def items_html(items: Sequence[Facility]) -> str:
    """Show how many got each item right at the first go, the hardest first."""
    known = [item for item in items if item.share is not None]
    known.sort(key=lambda item: (item.share or 0, item.item))
    rows = [(item.title, f"{item.right} of {item.answered}") for item in known]
    return _table(("Situation", "Right at the first go"), rows, numbers=(1,))


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


def _list(title: str, items: Sequence[str]) -> list[str]:
    if not items:
        return []
    lines = "".join(f"<li>{escape(item)}</li>" for item in items)
    return [f"<h3>{title}</h3>", f"<ul>{lines}</ul>"]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> str:
    right = set(numbers)

    def cells(tag: str, row: Sequence[str]) -> str:
        styles = [' style="text-align: right"' if i in right else "" for i in range(len(row))]
        pairs = zip(styles, row, strict=True)
        return "".join(f"<{tag}{style}>{escape(cell)}</{tag}>" for style, cell in pairs)

    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f"<table><thead><tr>{cells('th', heads)}</tr></thead><tbody>{body}</tbody></table>"


def _card(value: str, label: str) -> str:
    return (
        f'<div class="dk-score"><span class="dk-score-value">{escape(value)}</span>'
        f'<span class="dk-score-label">{escape(label)}</span></div>'
    )


def _points(points: Fraction, out_of: Fraction | int) -> str:
    def short(value: Fraction) -> str:
        text = decimal(value)
        return text.rstrip("0").rstrip(".") if "." in text else text

    return f"{short(points)} of {short(Fraction(out_of))}"


def _share(result: Result) -> int:
    return percent(result.share)
