"""A learner's result and a cohort's report as HTML; everything that a person wrote is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape

from doorknob.coaching.debrief import Debrief, percent, what_if_text
from doorknob.coaching.transcript import transcript_html
from doorknob.exercises.base import Grade, PartGrade, Progress
from doorknob.grading.grade import DAMAGED, Result
from doorknob.grading.gradebook import Row, decimal
from doorknob.grading.progress import Go
from doorknob.publish.glance import (
    MOST_NAMED,
    Objectives,
    highlights_html,
    practised_html,
    progress_html,
)
from doorknob.publish.tables import bullets, heading, sentence, table, titled
from doorknob.tongue import first_large, number, requoted, say, say_many, to_say

# Exercises with a column each in the table of everybody; more could not be read on paper.
MOST_COLUMNS = 6
# They fill some forty pages, and setting ten times as many takes two gigabytes.
MOST_ROWS = 1000
_ONE_LOST = to_say("One entry in your journal could not be read.")
_MANY_LOST = to_say("{count} entries in your journal could not be read.")
_NOTHING_ELSE = to_say(
    "What could be read was graded, and nothing else was lost. Tell your trainer if something that "
    "you did is missing here."
)
_APART = to_say(
    "How it ended is apart from your points. What counts is what you found out, and how you helped."
)
_SETTLED = to_say(
    "You called the reading of turn {turns} wrong, and your trainer agrees: nothing in it is held "
    "against you."
)
_LEFT_OUT = to_say(
    "Left out, since it could not be read for certain: turn {turns}. Nothing was guessed."
)


def overview_html(result: Result) -> str:
    """Show points at a glance, a card for the whole and one for each exercise that has any."""
    whole = say("points in all, {share} %", share=_share(result))
    cards = [_card(_points(result.points, result.out_of), whole)]
    open_ = [grade for grade in result.grades if waiting(grade)]
    for grade in (one for one in result.grades if one.out_of):
        if waiting(grade) and len(open_) > MOST_NAMED:
            continue
        note = "" if grade.progress is Progress.DONE else f" ({say(grade.progress.label)})"
        cards.append(_card(_points(grade.points, grade.out_of), grade.title + note))
    html = f'<div class="dk-scores">{"".join(cards)}</div>{_weights(result)}'
    lost = [remark for remark in result.remarks if remark.startswith(say(DAMAGED, fault=""))]
    if lost:
        told = say_many(_ONE_LOST, _MANY_LOST, len(lost))
        html += f'<div class="alert alert-warning">{sentence(f"{told} {say(_NOTHING_ELSE)}")}</div>'
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
    head = heading(grade.title)
    head += sentence(f"{_counted(grade)}. {_state(grade)}")
    if grade.decided:
        head += sentence(say("{who} has set the points of the whole.", who=grade.decided))
    if grade.late:
        head += sentence(f"{first_large(grade.late.told)}.")
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
    items = bullets(f"{grade.title} ({_counted(grade)})" for grade in grades)
    return heading(say("Not begun yet")) + items


def debrief_html(found: Debrief, grade: Grade, *, seller: str, goes: Sequence[Go] = ()) -> str:
    """Show a call's debrief: the end, what went well, what to try, the scorecard, the call."""
    parts = [f"<p><strong>{escape(found.ending)}</strong> {escape(say(_APART))}</p>"]
    good = [score.explanation for score in found.strengths]
    parts += titled(say("What you did well"), good)
    parts += titled(say("What to try next"), [score.advice for score in found.next_steps])
    parts += [highlights_html(found), progress_html(goes)]
    rows = [
        (say(part.title), _points(part.points, part.out_of), part.feedback) for part in grade.parts
    ]
    parts.append(heading(say("Point by point"), 3))
    parts.append(table((say("What counts"), say("Points"), say("Why")), rows, numbers=(1,)))
    if found.untold:
        parts.append(f"<h3>{escape(found.untold_title)}</h3>")
        parts += [f"<blockquote><p>{escape(w.says[0])}</p></blockquote>" for w in found.untold]
    if found.what_if:
        parts.append(f'<div class="dk-keyidea"><p>{escape(what_if_text(found.what_if))}</p></div>')
    if grade.settled:
        numbers = ", ".join(map(str, grade.settled))
        parts.append(sentence(say(_SETTLED, turns=numbers)))
    if found.scorecard.unread:
        numbers = ", ".join(map(str, found.scorecard.unread))
        parts.append(sentence(say(_LEFT_OUT, turns=numbers)))
    parts.append(heading(say("The call, with what each line did"), 3))
    parts.append(transcript_html(found.call, seller=seller))
    return "\n".join(parts)


def cohort_html(rows: Sequence[Row]) -> str:
    """Show every learner in a line, in the order of the roster: no ranking."""
    if not rows:
        return sentence(say("Nobody is on the list."))
    titles = [grade.title for grade in rows[0].result.grades]
    if len(titles) > MOST_COLUMNS:
        return _many_html(rows)
    lines = [
        (
            row.name,
            say(row.result.progress.label),
            *(_points(grade.points, grade.out_of) for grade in row.result.grades),
            f"{_share(row.result)} %",
            _ending(row.result),
        )
        for row in rows[:MOST_ROWS]
    ]
    heads = (say("Learner"), say("Progress"), *titles, say("Share"), say("How the call ended"))
    numbers = range(2, 3 + len(titles))
    return _beginning(rows) + table(heads, lines, numbers=numbers)


def _beginning(rows: Sequence[object]) -> str:
    """Say that a table has the first rows only, where it has; the gradebook has all."""
    if len(rows) <= MOST_ROWS:
        return ""
    first, whole = (number(f"{count:,}") for count in (MOST_ROWS, len(rows)))
    told = say("The first {first} of {all}; the gradebook has all.", first=first, all=whole)
    return sentence(told)


def _many_html(rows: Sequence[Row]) -> str:
    """Show every learner in a line where a column for each exercise could not be read."""
    lines = [
        (
            row.name,
            say(row.result.progress.label),
            say(
                "{count} of {all}",
                count=sum(bool(grade.tries) for grade in row.result.grades),
                all=len(row.result.grades),
            ),
            _points(row.result.points, row.result.out_of),
            f"{_share(row.result)} %",
        )
        for row in rows[:MOST_ROWS]
    ]
    heads = (say("Learner"), say("Progress"), say("Begun"), say("Points"), say("Share"))
    said = sentence(say("The points in each exercise stand in the gradebook."))
    return _beginning(rows) + table(heads, lines, numbers=(2, 3, 4)) + said


def remarks_html(rows: Sequence[Row]) -> str:
    """Show whose journal was damaged or odd, and how; nothing where none was."""
    lines = [(row.name, remark) for row in rows for remark in row.result.remarks]
    if not lines:
        return sentence(say("Every journal was whole."))
    heads = (say("Learner"), say("What was found"))
    return _beginning(lines) + table(heads, lines[:MOST_ROWS])


def _items_html(grade: Grade) -> str:
    return "\n".join(_item_html(number, part) for number, part in enumerate(grade.parts, start=1))


def _item_html(number: int, part: PartGrade) -> str:
    said = requoted(part.response) or say("no answer")
    html = f"<p><strong>{number}.</strong> {escape(part.title)}</p>"
    # What nobody has judged yet is shown without a verdict of any kind.
    points = "" if part.pending else f" <strong>({_points(part.points, part.out_of)})</strong>"
    html += f"<ul><li>{escape(say('You: {text}', text=said))}{points}</li>"
    if part.points < part.out_of and part.right and not part.pending:
        html += f"<li>{escape(say('Better: {text}', text=part.right))}</li>"
    if part.pending:
        told = say("Your trainer has yet to read it; until then it doesn't count.")
        html += f"<li>{escape(told)}</li>"
    elif part.decided:
        html += f"<li>{escape(say('Read by {who}.', who=part.decided))}</li>"
    feedback = f'<div class="dk-why">{escape(part.feedback)}</div>' if part.feedback else ""
    return f"{html}</ul>{feedback}{_comment_html(part.comment)}"


def _comment_html(text: str) -> str:
    """Show what the trainer says; its line breaks stay."""
    if not text:
        return ""
    said = escape(text).replace("\n", "<br>")
    who = escape(say("Your trainer:"))
    return f"<blockquote><p><strong>{who}</strong> {said}</p></blockquote>"


def _ending(result: Result) -> str:
    found = [grade.detail for grade in result.grades if isinstance(grade.detail, Debrief)]
    return found[0].ending if found else "–"


def _state(grade: Grade) -> str:
    if grade.progress is Progress.NOT_STARTED:
        return say("You have not begun it yet.")
    tries = say_many("{count} try", "{count} tries", grade.tries)
    if grade.progress is Progress.UNFINISHED:
        return say("Not finished yet; what you did counts ({tries}).", tries=tries)
    return say("Done ({tries}).", tries=tries)


def _weights(result: Result) -> str:
    """Say what each exercise counts for, where that is not its points."""
    counted = [
        say(
            "“{title}” for {weight}",
            title=grade.title,
            weight=result.weights.get(grade.exercise, 0),
        )
        for grade in result.grades
        if result.weights and grade.out_of
    ]
    told = say("In the whole count {what}.", what=", ".join(counted))
    return sentence(told) if counted else ""


def _card(value: str, label: str) -> str:
    return (
        f'<div class="dk-score"><span class="dk-score-value">{escape(value)}</span>'
        f'<span class="dk-score-label">{escape(label)}</span></div>'
    )


def _points(points: Fraction, out_of: Fraction | int) -> str:
    def short(value: Fraction) -> str:
        text = decimal(value)
        return number(text.rstrip("0").rstrip(".") if "." in text else text)

    return say("{count} of {all}", count=short(points), all=short(Fraction(out_of)))


def _counted(grade: Grade) -> str:
    if not grade.out_of:
        return say("no points")
    return say("{points} points", points=_points(grade.points, grade.out_of))


def _share(result: Result) -> int:
    return percent(result.share)
