"""What stands at the head of a learner's result, and what is worth a second look in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from html import escape

from doorknob.coaching.debrief import Debrief, percent
from doorknob.coaching.highlights import Highlight, best_line, turning
from doorknob.exercises.base import Grade, PartGrade, Progress
from doorknob.grading.grade import Result
from doorknob.grading.gradebook import decimal
from doorknob.grading.progress import Go
from doorknob.prospect.persona import spoken_of
from doorknob.publish.tables import at_once, heading, sentence, table, titled
from doorknob.tongue import number, quoted, say, say_many, to_say

Objectives = Mapping[tuple[str, str], str]
_MANY_REASONS = to_say(
    "A call can go otherwise for many reasons, so look at the lines, not the number."
)
# So many exercises that are not begun are named at a glance; more would hide what was done.
MOST_NAMED = 6


def glance_html(result: Result, objectives: Objectives) -> str:
    """Show the whole in four lines: what was done, how it went, a strength, a next step."""
    return at_once(
        (
            (say("Done"), _done(result)),
            (say("How it went"), _went(result)),
            (say("A strength"), strength(result, objectives)),
            (say("A next step"), next_step(result, objectives)),
        ),
    )


def strength(result: Result, objectives: Objectives) -> str:
    """Say what went best: in a call, else in the items; kind, and never made up."""
    scores = [score for found in _debriefs(result) for score in found.strengths]
    if scores:
        return max(scores, key=lambda score: (score.value or 0) * score.weight).explanation
    for grade in result.grades:
        right = [part for part in _judged(grade) if part.points == part.out_of]
        if right:
            what = objectives.get((grade.exercise, right[0].part), right[0].title)
            return say(
                "{count} of {all} in “{title}”, such as: {what}",
                count=len(right),
                all=len(_judged(grade)),
                title=grade.title,
                what=what,
            )
    if _is_private(result):
        return say("What you practised in private stays with you, so nothing is said of it here.")
    if any(grade.tries for grade in result.grades):
        return say("You began, and that is the part that nobody can do for you.")
    return say("Nothing to tell yet: there is nothing here that could be looked at.")


def next_step(result: Result, objectives: Objectives) -> str:
    """Say what to try next: from a call, else from the items."""
    steps = [(s, g) for g in result.grades for s in _steps(g)]
    if steps:
        return steps[0][0]
    for grade in result.grades:
        missed = [part for part in _judged(grade) if part.points < part.out_of]
        if grade.tries and missed:
            what = objectives.get((grade.exercise, missed[0].part), missed[0].title)
            return say("Practise this: {what}", what=what)
    open_ = [grade.title for grade in result.grades if grade.progress is Progress.NOT_STARTED]
    if open_:
        return say("Begin with “{title}”.", title=open_[0])
    if _is_private(result):
        return say("Look at the debrief of your last call, and try what it names first.")
    return say("Nothing was wanting in what is graded. Try a call that is harder.")


def practised_html(grade: Grade, objectives: Objectives) -> str:
    """Show what an exercise's items say: what is the learner's already, and what to practise."""
    if not grade.tries or isinstance(grade.detail, Debrief):
        return ""
    by_objective: dict[str, list[PartGrade]] = {}
    for part in _judged(grade):
        if what := objectives.get((grade.exercise, part.part), ""):
            by_objective.setdefault(what, []).append(part)
    yours, next_, later = (
        say("Yours already"), say("To practise next"), say("Still to come"),
    )  # fmt: skip
    lists: dict[str, list[str]] = {yours: [], next_: [], later: []}
    for what, parts in by_objective.items():
        right = sum(part.points == part.out_of for part in parts)
        missed = any(part.response and part.points < part.out_of for part in parts)
        rest = next_ if missed else later
        # One objective may be asked for more than once.
        told = (
            say("{what} ({count} of {all})", what=what, count=right, all=len(parts))
            if len(parts) > 1
            else what
        )
        lists[yours if right == len(parts) else rest].append(told)
    return "\n".join(line for title, found in lists.items() for line in titled(title, found))


def highlights_html(found: Debrief) -> str:
    """Show the best line and the turn at which the call turned; nothing where there is neither."""
    # A line is no example to follow where another one is recommended in its place.
    besides = () if found.what_if is None else (found.what_if.turn,)
    best, turned = best_line(found.call, besides=besides), turning(found.call)
    if best is None and turned is None:
        return ""
    parts = [heading(say("Two places to look at again"), 3)]
    if best is None or turned is None or best.turn.number == turned.at.turn.number:
        parts = [heading(say("A place to look at again"), 3)]
    if best is not None:
        parts.append(_quoted(say("Your best line"), best))
    if turned is not None and (best is None or best.turn.number != turned.at.turn.number):
        title = say("Here the call opened") if turned.better else say("Here the call turned away")
        parts.append(_quoted(title, turned.at))
    elif turned is not None:
        told = say("It is also the line that changed most in {them}.", them="{them}")
        them = spoken_of(told, found.call.scenario.pronoun)
        parts.append(sentence(them))
    return "\n".join(parts)


def progress_html(goes: Sequence[Go]) -> str:
    """Show each try beside the ones before: nobody is compared with anybody else."""
    if not goes:
        return ""
    if len(goes) == 1:
        return sentence(say("One try so far. The next one will stand beside it here."))
    rows = [
        (
            f"{go.number}",
            say("{count} of {all}", count=go.out, all=go.worries),
            f"{go.pushes}",
            f"{percent(go.skill)}",
            go.ending,
        )
        for go in goes
    ]
    heads = (
        say("Try"), say("Worries that came out"), say("Lines that pushed"), say("Of 100"),
        say("How it ended"),
    )  # fmt: skip
    return (
        f"{heading(say('Your tries, one beside the other'), 3)}"
        f"{table(heads, rows, numbers=(0, 1, 2, 3))}{sentence(_course(goes))}"
    )


def compared_html(result: Result, pairs: Sequence[tuple[str, str]]) -> str:
    """Show a learner's own test before beside the one after; nothing where one isn't finished.

    Parameters
    ----------
    result
        What was earned.
    pairs
        Ids of the two exercises of each comparison.
    """
    found = {grade.exercise: grade for grade in result.grades}
    told = []
    for names in pairs:
        grades = [found[name] for name in names if name in found]
        if len(grades) == 2 and all(grade.progress is Progress.DONE for grade in grades):
            before, after = grades
            told.append(
                say(
                    "“{before}”: {first} %. “{after}”, later: {last} %.",
                    before=before.title,
                    first=percent(before.skill),
                    after=after.title,
                    last=percent(after.skill),
                )
            )
    return f"{heading(say('Before and after'))}{''.join(map(sentence, told))}" if told else ""


def _course(goes: Sequence[Go]) -> str:
    first, last = goes[0], goes[-1]
    told = []
    for name, before, after in (
        (say("worries that came out"), first.out, last.out),
        (say("lines that pushed"), first.pushes, last.pushes),
        (say("the whole, of 100"), percent(first.skill), percent(last.skill)),
    ):
        same = before == after
        told.append(
            say("{name}: {after} both times", name=name, after=after)
            if same
            else say("{name}: {before}, then {after}", name=name, before=before, after=after)
        )
    best = max(goes, key=lambda go: go.skill)
    text = say("Your first try and your last: {what}.", what="; ".join(told))
    if best.number not in {first.number, last.number}:
        text += " " + say("Your best was try {number}.", number=best.number)
    return f"{text} {say(_MANY_REASONS)}"


def _quoted(title: str, found: Highlight) -> str:
    line = escape(" ".join(found.turn.line.split()))
    where = say("turn {number}", number=found.turn.number)
    html = f"<p><strong>{escape(title)}</strong> ({where}):</p>"
    html += f"<blockquote><p>{quoted(line)}</p></blockquote>"
    return html + (f'<div class="dk-why">{escape(found.why)}</div>' if found.why else "")


def _done(result: Result) -> str:
    begun = [_with_tries(grade) for grade in result.grades if grade.tries]
    open_ = [quoted(grade.title) for grade in result.grades if not grade.tries]
    if not begun:
        return say("Nothing has been handed in yet.")
    told = f"{', '.join(begun)}."
    if len(open_) > MOST_NAMED:
        more = say("{count} others are not begun yet; they stand at the end.", count=len(open_))
        return f"{told} {more}"
    return f"{told} {say('Not begun: {titles}.', titles=', '.join(open_))}" if open_ else told


def _with_tries(grade: Grade) -> str:
    notes = []
    if isinstance(grade.detail, Debrief):
        notes.append(say_many("{count} call", "{count} calls", grade.tries))
    elif grade.parts:
        answered = sum(bool(part.response) for part in grade.parts)
        notes.append(say("{count} of {all} answered", count=answered, all=len(grade.parts)))
    if grade.progress is Progress.UNFINISHED and isinstance(grade.detail, Debrief):
        notes.append(say("not finished"))
    title = quoted(grade.title)
    return f"{title} ({', '.join(notes)})" if notes else title


def _went(result: Result) -> str:
    if not any(grade.tries for grade in result.grades):
        return "–"
    if not result.out_of:
        return say("Nothing of it is graded.")
    told = [
        say(
            "{points} of {most} points ({share} %).",
            points=_short(result.points),
            most=result.out_of,
            share=percent(result.share),
        )
    ]
    begun = [grade for grade in result.grades if grade.tries or grade.decided]
    if not result.weights and len(result.grades) - len(begun) > MOST_NAMED:
        # Early in a course nearly all of it is still to come, and that is nobody's failure.
        had = _short(sum((one.points for one in begun), Fraction(0)))
        most = sum(one.out_of for one in begun)
        told.append(say("Of what you have begun: {points} of {most}.", points=had, most=most))
    calls = [(one.title, one.detail) for one in result.grades if isinstance(one.detail, Debrief)]
    for title, found in calls:
        told.append(f"{quoted(title)}: {found.ending}" if len(calls) > 1 else found.ending)
    return " ".join(told)


def _short(points: Fraction) -> str:
    return number(decimal(points).rstrip("0").rstrip("."))


def _is_private(result: Result) -> bool:
    """Say whether all that was done is practice of which nobody but the learner sees more."""
    return any(grade.tries for grade in result.grades) and not result.out_of


def _debriefs(result: Result) -> Iterator[Debrief]:
    return (g.detail for g in result.grades if isinstance(g.detail, Debrief))


def _steps(grade: Grade) -> list[str]:
    if not isinstance(grade.detail, Debrief):
        return []
    return [score.advice for score in grade.detail.next_steps]


def _judged(grade: Grade) -> list[PartGrade]:
    return [part for part in grade.parts if part.out_of and not part.pending]
