"""Golden conversations: whole calls that a trainer can read, one file a call.

A file holds a title, the scenario and seed, and the call as `transcript_markdown` writes it. To
accept a change in her words, run ``pytest --accept-golden tests/prospect/test_golden.py`` and read
the difference. Each call is played twice: straight, and saved and loaded after every turn.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from doorknob.coaching.transcript import transcript_markdown
from doorknob.course import Course
from doorknob.prospect.act import Outcome
from doorknob.prospect.conversation import Conversation, begin, resume

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*.md"))
HEAD = re.compile(r"\A(# .+\n\nscenario: (?P<scenario>\S+) · seed: (?P<seed>\d+)\n)\n")
LINE = re.compile(r"^\*\*Sam:\*\* (.+)$", re.MULTILINE)
ENDS = {"pushed": Outcome.HANG_UP, "patient": Outcome.ORDER, "repaired": Outcome.CONTINUATION}


def played(path: Path, course: Course, *, save: bool) -> tuple[str, Conversation]:
    text = path.read_text(encoding="utf-8")
    head = HEAD.match(text)
    assert head, f"{path.name}: expected a title, an empty line, and the scenario with its seed"
    scenario = course.scenario(head["scenario"])
    call = begin(scenario, int(head["seed"]))
    for line in LINE.findall(text):
        if save:
            call = resume(json.loads(json.dumps(call.as_data())), scenario)
        call = call.say(line)
    return head[1], call


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
@pytest.mark.parametrize("save", [False, True], ids=["straight", "saved and loaded"])
def test_a_golden_call_goes_word_for_word_as_it_did(
    path: Path, course: Course, request: pytest.FixtureRequest, *, save: bool
) -> None:
    head, call = played(path, course, save=save)
    made = f"{head}\n{transcript_markdown(call)}"
    if request.config.getoption("--accept-golden"):
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_call_ends_as_its_title_says(path: Path, course: Course) -> None:
    assert played(path, course, save=False)[1].ended_as is ENDS[path.stem]
