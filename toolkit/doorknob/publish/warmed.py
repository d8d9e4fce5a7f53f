"""What every document of a build begins with, done once for all of them.

The warm process that shells are forked from imports it (see `doorknob.publish.warmth`): the model
that reads lines is loaded, with the words' plurals, and the course's exercises and calls are read,
before the first fork.
What can't be read is told by the document that needs it.
"""

from __future__ import annotations

from contextlib import suppress

from doorknob.course import Course
from doorknob.errors import DoorknobError
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.language.reader import read
from doorknob.publish.grader import scenarios_of
from doorknob.publish.offer import a, offer_names


def warm(course: Course) -> None:
    """Read a course's exercises and the calls in them."""
    calls = scenarios_of(course)
    for path in sorted(course.exercises.glob("*.yaml")):
        with suppress(DoorknobError):
            exercise = read_exercise(path)
            if isinstance(exercise, RolePlay):
                calls(exercise.scenario)


read("That's fair.")
a("call")
offer_names()
with suppress(DoorknobError):
    warm(Course.here())
