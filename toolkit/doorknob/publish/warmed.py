"""What every document of a build begins with, done once for all of them.

The warm process that shells are forked from imports it (see `doorknob.publish.warmth`): the model
that reads lines is loaded, with the words' plurals, and the course's exercises, its calls and a
cohort are read, before the first fork. Then a call is played and looked back at: what is only
unpacked or looked up when it is first needed, such as a word's weights, is there for all results.
What can't be read is told by the document that needs it.
"""

from __future__ import annotations

from contextlib import suppress

from doorknob.coaching.debrief import Debrief, debrief
from doorknob.course import Course
from doorknob.errors import DoorknobError
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.language.reader import read
from doorknob.prospect.conversation import begin
from doorknob.prospect.scenario import Scenario
from doorknob.publish.cohort import read_cohort
from doorknob.publish.grader import scenarios_of
from doorknob.publish.offer import a, offer_names

# What sellers say from the first line to the last, in the words that they say most.
CALL = (
    "Hello, good morning, this is Sam, thank you for taking my call. Do you have a few minutes?",
    "How have you been doing that so far, and how is it going?",
    "That's fair, I can understand that, and I'm glad that you told me.",
    "What would you like to think over? Is it the money, or whether you would really use it?",
    "So you are not sure that your partner would be happy with the price, is that right?",
    "Other people we work with felt the same, and they found that it paid for itself in a year.",
    "It costs less than what you spend on it now, and you can stop at the end of any month.",
    "If I could show you how it works for your team, would that answer your question?",
    "Is there anything else that you would want to know before you decide?",
    "You have to decide today, because this offer is only good until tonight.",
    "Don't worry, I'm sorry, take all the time you need, and I will call you back next week.",
    "Shall we go ahead and start with the first three on Monday, then?",
)


def warm(course: Course) -> None:
    """Read a course's exercises and the calls in them, and a cohort; play the first call."""
    calls, played = scenarios_of(course), None
    for path in sorted(course.exercises.glob("*.yaml")):
        with suppress(DoorknobError):
            exercise = read_exercise(path)
            if isinstance(exercise, RolePlay):
                scenario = calls(exercise.scenario)
                played = played or play(exercise, scenario)
    for name in course.cohorts()[:1]:
        with suppress(DoorknobError):
            read_cohort(course, name).values()


def play(exercise: RolePlay, scenario: Scenario) -> Debrief:
    """Play a call with `CALL`, and look back at it."""
    call = begin(exercise.staged(scenario), values=exercise.given({}))
    for line in CALL:
        if call.outcome is None:
            call = call.say(line)
        else:
            read(line)
    return debrief(call)


read("That's fair.")
a("call")
offer_names()
with suppress(DoorknobError):
    warm(Course.here())
