"""The command line: helpful to people, exact for scripts."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doorknob.cli.main import COMMANDS, group
from doorknob.course import Course
from doorknob.errors import NotFound

STORY = [
    (
        "You need this. Your business needs this. If you don't do it now, you know you never "
        "will. What credit card are we putting it on?"
    ),
    "Come on, just say yes and let's get it signed today.",
    "Stop dithering. You'd be mad to say no. Give me the card number and let's get it done.",
]

posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


def run(*words: str, said: str = "") -> Result:
    return CliRunner().invoke(group, list(words), input=said)


def doorknob(*words: str, said: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    code = "from doorknob.cli.main import main; main()"
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, input=said, capture_output=True, check=False, timeout=60)


def shell(words: str) -> subprocess.CompletedProcess[bytes]:
    code = f"{shlex.quote(sys.executable)} -c 'from doorknob.cli.main import main; main()'"
    command = ["sh", "-c", f"{code} {words}"]
    return subprocess.run(command, input=b"", capture_output=True, check=False, timeout=60)


def turns(*lines: str, options: tuple[str, ...] = ()) -> list[dict]:
    done = run("play", "think-it-over", "--json", *options, said="\n".join(lines) + "\n")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_help_names_every_command() -> None:
    shown = run("--help").output
    for name in COMMANDS:
        assert name in shown
        assert "Usage" in run(name, "--help").output


def test_a_misspelt_command_suggests_the_right_one() -> None:
    assert "Did you mean 'build'?" in run("biuld").output


def test_a_turn_in_json_holds_what_a_script_needs() -> None:
    opening, turn = turns("That's fair. What would you want to think through?")
    fields = {"said", "moves", "concerns", "evidence", "state", "outcome"}
    assert fields <= opening.keys()
    assert fields <= turn.keys()
    assert set(turn["moves"]) == {"acknowledgement", "open_question"}
    for found in turn["evidence"]:
        assert turn["line"][found["start"] : found["end"]] == found["text"]
    assert turn["state"]["stages"]["money"] == "stated"
    assert turn["outcome"] is None


def test_played_as_in_the_story_she_hangs_up() -> None:
    played = turns(*STORY, "Hello?", "Are you there?")
    assert played[-1]["outcome"] == "hang_up"
    assert len(played) == 4, "nothing is answered after she has hung up"
    assert "pressure" in played[1]["moves"]
    assert not played[1]["unsure"]


def test_the_same_lines_and_seed_give_the_same_call_byte_for_byte() -> None:
    said = ("\n".join(STORY) + "\n").encode()
    first = doorknob("play", "think-it-over", "--json", "--seed", "5", said=said)
    second = doorknob("play", "think-it-over", "--json", "--seed", "5", said=said)
    assert first.returncode == 0
    assert first.stdout == second.stdout


@pytest.mark.parametrize(
    "said",
    [b"", b"\n\n\n", b"\xff\xfe\x00", b"x" * 100_000 + b"\n", "🙂\n你好\n".encode(), b"/end\n"],
)
def test_nothing_on_standard_input_breaks_it(said: bytes) -> None:
    done = doorknob("play", "think-it-over", "--json", said=said)
    assert done.returncode == 0, done.stderr.decode()
    assert all(json.loads(line) for line in done.stdout.splitlines())


def test_a_game_in_plain_text_ends_in_a_debrief() -> None:
    shown = run("play", "think-it-over", said="\n".join(STORY)).output
    for part in ("She hung up.", "What she never got to tell you", "One line that makes a diff"):
        assert part in shown


def test_a_cohort_s_values_can_be_set() -> None:
    done = run("play", "think-it-over", "--set", "price=€7", said="/end\n")
    assert "€7" in done.output


def test_an_error_of_ours_is_a_message_and_code_two() -> None:
    done = doorknob("play", "think-it-ovr")
    assert done.returncode == 2
    assert b"Did you mean 'think-it-over'?" in done.stderr
    assert b"Traceback" not in done.stderr


@posix
@pytest.mark.parametrize("command", ["classify", "play think-it-over", "play think-it-over --json"])
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_as_good_as_the_null_device(command: str, closed: str) -> None:
    done = shell(f"{command} {closed}")
    assert (done.returncode, done.stderr) == (0, b"")


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["--help", "play think-it-over", "play think-it-over --json"])
def test_a_full_disk_is_one_line_and_code_one(command: str) -> None:
    done = shell(f"{command} > /dev/full")
    assert done.returncode == 1
    assert done.stderr == b"doorknob: No space left on device.\n"


@posix
def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    assert shell("play think-it-over --json | head -c 1").stderr == b""


def test_a_value_without_its_name_is_refused() -> None:
    done = doorknob("play", "think-it-over", "--set", "price")
    assert done.returncode == 2
    assert b"NAME=TEXT" in done.stderr


def test_check_finds_nothing_wrong_in_the_course() -> None:
    done = run("check")
    assert done.exit_code == 0, done.output
    assert "nothing wrong" in done.output


def test_check_names_every_fault_in_every_file(copy: Course) -> None:
    scenario = copy.scenario_path("think-it-over")
    text = scenario.read_text(encoding="utf-8")
    scenario.write_text(text.replace("about: money", "about: mony"), encoding="utf-8")
    exercise = copy.exercise_path("01-force-or-influence")
    text = exercise.read_text(encoding="utf-8")
    exercise.write_text(text.replace("kind: choice", "kind: choise"), encoding="utf-8")
    done = run("check")
    assert done.exit_code == 1
    assert "think-it-over.yaml:" in done.output
    assert "Did you mean 'choice'?" in done.output


def test_build_checks_before_anything_runs(copy: Course) -> None:
    cohort = copy.cohort("demo") / "cohort.yaml"
    text = cohort.read_text(encoding="utf-8")
    cohort.write_text(text.replace("trainer:", "trainr:"), encoding="utf-8")
    done = doorknob("build", "demo")
    assert done.returncode == 2
    assert b"cohort.yaml:" in done.stderr
    assert b"Did you mean 'trainer'?" in done.stderr
    assert not copy.build.exists()


def test_build_of_an_unknown_cohort_suggests_one() -> None:
    assert isinstance(run("build", "dmeo").exception, NotFound)


def test_a_number_that_is_none_is_asked_for_again() -> None:
    """Neither a raised two nor an empty one breaks a call; the call goes on."""
    for typed, flags in (("²\n/back ²\n/back\n/end\n", []), ("²\n9\n/end\n", ["--choose"])):
        found = run("play", "think-it-over", *flags, said=typed)
        assert found.exit_code == 0, found.output
        assert "from 1 to" in found.output
