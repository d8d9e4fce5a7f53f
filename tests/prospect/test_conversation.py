"""Conversations: immutable, seeded, replayable, and never the same line of hers twice."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.errors import BadParameter, ConversationOver
from doorknob.language.reading import Reading
from doorknob.prospect.act import Act, Outcome
from doorknob.prospect.conversation import LONGEST_LINE, begin, replay, resume
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.state import State
from strategies import calls

LINES = [
    "That's fair. What would you want to think through?",
    "So it's paying for it in winter.",
    "Sorry, what do you mean?",
    "You need this.",
    "🙂",
    "Is it the price?",
]
NOTHING = Reading(line="…", unsure=True, reader="test")


def test_saying_a_line_gives_another_call_and_leaves_this_one(think_it_over: Scenario) -> None:
    call = begin(think_it_over)
    assert call.say(LINES[0]) != call
    assert call.turns == ()


def test_a_call_is_replayed_byte_for_byte_in_another_process(think_it_over: Scenario) -> None:
    """Hash seeds differ between processes; the call does not."""
    mine = [t.as_data(think_it_over) for t in replay(think_it_over, LINES, 3).turns]
    code = (
        "import json, sys; from doorknob.course import Course;"
        "from doorknob.prospect.conversation import replay;"
        "s = Course.here().scenario('think-it-over');"
        "print(json.dumps([t.as_data(s) for t in replay(s, json.load(sys.stdin), 3).turns]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(LINES), capture_output=True, text=True,
        check=True, env={"PYTHONHASHSEED": "12345", "PATH": ""},
    )  # fmt: skip
    assert json.loads(done.stdout) == json.loads(json.dumps(mine))


def test_a_call_survives_saving(think_it_over: Scenario) -> None:
    call = replay(think_it_over, LINES, 3, {"price": "£9"})
    data = json.loads(json.dumps(call.as_data()))
    assert resume(data, think_it_over) == call


@pytest.mark.parametrize(
    ("field", "value"),
    [("format", "doorknob.conversation/9"), ("scenario", "other"), ("version", 99)],
)
def test_a_call_of_another_kind_is_refused_with_both_named(
    think_it_over: Scenario, field: str, value: object
) -> None:
    data = begin(think_it_over).as_data() | {field: value}
    with pytest.raises(BadParameter, match=field):
        resume(data, think_it_over)


def test_another_seed_has_other_words(think_it_over: Scenario) -> None:
    said = {replay(think_it_over, LINES, seed).turns[0].reply for seed in range(10)}
    assert len(said) > 3


@settings(max_examples=60)
@given(calls(most=40), st.integers(0, 5))
def test_she_never_says_a_line_twice(think_it_over: Scenario, made: list[Act], seed: int) -> None:
    call = begin(think_it_over, seed)
    for act in made:
        if call.outcome is not None:
            break
        call = call.act("…", NOTHING, act)
    parts = [part for turn in call.turns for part in turn.parts]
    assert len(parts) == len(set(parts))
    assert all(turn.reply.strip() for turn in call.turns)
    assert "{" not in " ".join(parts)


def test_nothing_is_said_after_the_end(think_it_over: Scenario) -> None:
    call = replay(think_it_over, ["Bye then, Ines. Goodbye."])
    assert call.outcome is Outcome.CONTINUATION
    with pytest.raises(ConversationOver):
        call.say("Hello?")


def test_a_very_long_line_is_refused_and_a_replay_goes_on(think_it_over: Scenario) -> None:
    with pytest.raises(BadParameter, match="2,000"):
        begin(think_it_over).say("x" * (LONGEST_LINE + 1))
    assert len(replay(think_it_over, ["x" * 5000, LINES[0]]).turns) == 2


@given(st.lists(st.text(max_size=60), max_size=6))
def test_anything_can_be_said(think_it_over: Scenario, lines: list[str]) -> None:
    call = replay(think_it_over, lines)
    data = call.state.as_data(call.scenario)
    assert State.from_data(json.loads(json.dumps(data)), call.scenario) == call.state


def test_back_to_a_turn_is_the_call_as_it_was(think_it_over: Scenario) -> None:
    call = replay(think_it_over, LINES)
    assert call.back_to(2) == replay(think_it_over, LINES[:2])
