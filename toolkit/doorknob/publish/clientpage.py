"""The report for whoever paid, as HTML: about the group, and never about anybody in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from doorknob.coaching.debrief import Debrief
from doorknob.coaching.rubric import RUBRIC
from doorknob.course import Course
from doorknob.errors import DoorknobError
from doorknob.exercises.base import Exercise, Progress
from doorknob.grading.disclosure import (
    FEWEST,
    NOT_TOLD,
    dimensions,
    enough,
    middle,
    people_making,
    people_missing,
    told,
)
from doorknob.grading.grade import Result
from doorknob.grading.progress import Change
from doorknob.language.moves import FORCE, Move
from doorknob.prospect.act import Outcome
from doorknob.publish.cohort import Cohort
from doorknob.publish.prepare import read_notebook
from doorknob.publish.tables import bullets, sentence, table
from doorknob.tongue import first_large, say, to_say

RULE = to_say(
    "Nobody is named here, and nothing is told of fewer than {fewest} people: it then says "
    "“fewer than five”, “all but a few” or “not told”. Shares are rounded to tenths, middles to "
    "the nearest 5 %."
)
TOO_FEW = to_say(
    "Of worries that stayed unsaid nothing is told: fewer than {fewest} people played."
)
FEW_HAVE_BOTH = to_say(
    "From {before} to {after}: fewer than {fewest} people have both, so nothing is told."
)


def rule_html() -> str:
    """Say what is told here of whom, and what isn't."""
    return f'<div class="alert alert-info">{sentence(say(RULE, fewest=FEWEST))}</div>'


def trained_html(course: Course, cohort: Cohort, exercises: Sequence[Exercise]) -> str:
    """Show what was trained: each lesson, and each exercise with its aim and time."""
    read = course.read_in(cohort.file.language)
    rows = [(_lesson(read, name), say("Lesson"), "") for name in cohort.file.lessons]
    for exercise in exercises:
        filled = exercise.fill(cohort.values())
        rows.append((filled.title, filled.objective, say("{minutes} min", minutes=filled.minutes)))
    return table((say("What"), say("What it is for"), say("About")), rows, numbers=(2,))


def taken_html(results: Sequence[Result]) -> str:
    """Tell how many took part, and how far they came."""
    people = len(results)
    if not enough(people):
        return sentence(
            say(
                "The group has fewer than {fewest} people. Nothing more is told of it.",
                fewest=FEWEST,
            )
        )
    begun = sum(any(grade.tries for grade in result.grades) for result in results)
    done = sum(result.progress is Progress.DONE for result in results)
    return bullets(
        (
            say("On the list: {count} people.", count=people),
            say("Began: {count} of them.", count=told(begun, people)),
            say("Finished everything: {count} of them.", count=told(done, people)),
        )
    )


def calls_html(results: Sequence[Result]) -> str:
    """Tell how the practice calls went: whether people asked, pushed, and came to agree."""
    calls = [(r, [g.detail for g in r.grades if isinstance(g.detail, Debrief)]) for r in results]
    calls = [(result, found) for result, found in calls if found]
    people = len(calls)
    if not enough(people):
        return sentence(
            say("Fewer than {fewest} people played a call that may be told of.", fewest=FEWEST)
        )
    good = {Outcome.ORDER, Outcome.ADVANCE}
    agreed = sum(any(one.call.ended_as in good for one in found) for _, found in calls)
    makers = people_making([result for result, _ in calls])
    pushed = sum(
        any(FORCE & set(t.reading.asserted) for one in found for t in one.call.turns)
        for _, found in calls
    )
    asked = makers[Move.OPEN_QUESTION]
    facts = (
        say(
            "Asked at least one open question: {count} of those who played.",
            count=told(asked, people),
        ),
        say("Pushed at least once: {count}.", count=told(pushed, people)),
        say("Ended with a yes or an agreed next step: {count}.", count=told(agreed, people)),
    )
    apart = say("How calls end stands apart from skill: a good call can end with nothing agreed.")
    return bullets(facts) + sentence(apart)


def missed_html(results: Sequence[Result]) -> str:
    """Show from how many each kind of worry stayed hidden."""
    found = people_missing(results)
    rows = [
        (first_large(say(concern.label)), told(missed, met))
        for concern, (missed, met) in sorted(
            found.items(), key=lambda row: (-Fraction(*row[1]), row[0])
        )
    ]
    if not rows or all(text == say(NOT_TOLD) for _, text in rows):
        return sentence(say(TOO_FEW, fewest=FEWEST))
    return table((say("What the other person worried about"), say("It stayed unsaid for")), rows)


def skills(results: Sequence[Result]) -> dict[str, float]:
    """Give the middle of each side of skill as a share of 1, by its title; five people at least."""
    titles = {criterion.dimension: say(criterion.title) for criterion in RUBRIC}
    found = {titles[name]: middle(values) for name, values in dimensions(results).items()}
    return {title: value / 100 for title, value in found.items() if value is not None}


def moves_told(moves: Mapping[Move, int], results: Sequence[Result]) -> dict[Move, int]:
    """Give how often each move was made, without those that fewer than five people made."""
    makers = people_making(results)
    return {move: count for move, count in moves.items() if enough(makers[move])}


def changed_html(found: Change, before: str, after: str) -> str:
    """Tell how the group went on, each person against themselves."""
    people = len(found.pairs)
    if not enough(people):
        return sentence(say(FEW_HAVE_BOTH, before=before, after=after, fewest=FEWEST))
    low = middle([pair.before for pair in found.pairs])
    high = middle([pair.after for pair in found.pairs])
    return sentence(
        say(
            "From {before} to {after} the middle share went from {low} % to {high} %. Higher: "
            "{higher} of those who have both; lower: {lower}.",
            before=before,
            after=after,
            low=low,
            high=high,
            higher=told(found.higher, people),
            lower=told(found.lower, people),
        )
    )


def _lesson(course: Course, name: str) -> str:
    try:
        title = read_notebook(course.lesson_notebook(name)).metadata.get("title", "")
    except DoorknobError:
        title = ""
    return title if isinstance(title, str) and title else name
