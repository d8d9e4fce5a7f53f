"""What `check.mjs` runs; its last expression is what is shown."""

import os
import sys
import time
from pathlib import Path
from uuid import uuid4

began = time.perf_counter()
sys.path.insert(0, "/site")
os.chdir("/course")
os.environ["HOME"] = "/tmp"

import doorknob
import doorknob.widgets.live
import doorknob.widgets.show
from doorknob.course import Course
from doorknob.exercises.registry import read_exercise
from doorknob.widgets.calls import RolePlaySession
from doorknob.widgets.recorder import Recorder

imported = time.perf_counter() - began
began = time.perf_counter()
reading = doorknob.read("That's fair. What would you want to think through?")
read = time.perf_counter() - began
course, name = Course.here(), "01-think-it-over"
exercise = read_exercise(course.exercise_path(name))
recorder = Recorder(path=Path("/tmp/journal.jsonl"), learner="ana", exercise=name)
session = RolePlaySession(exercise, course.scenario(exercise.scenario), {}, recorder)
began = time.perf_counter()
assert session.say("What would you want to think through?", str(uuid4())).accepted
said = time.perf_counter() - began
session.finish(str(uuid4()))
assert session.view()["debrief"]
heavy = sorted({"numpy", "matplotlib", "zmq", "typst", "pandas"} & sys.modules.keys())
assert not heavy, heavy
"\n".join(
    [
        f"Python {sys.version.split()[0]} on {sys.platform}",
        f"imported in {imported:.1f} s, first line read in {read:.2f} s, first turn {said:.2f} s",
        f"moves: {', '.join(reading.moves)}",
        f"she said: {session.call.said}",
    ]
)
