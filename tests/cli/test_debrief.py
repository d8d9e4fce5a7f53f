"""``doorknob debrief``: a real call, marked and counted, for people and for scripts."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from doorknob.cli.calls import show_call
from doorknob.cli.debrief import _read, command
from doorknob.coaching.calls.files import parse
from doorknob.coaching.calls.marked import mark
from doorknob.coaching.calls.sides import sides
from doorknob.errors import BadParameter, DoorknobError, InvalidTranscript, NotFound
from doorknob.language.moves import Move
from doorknob.language.reading import Reading

NURSERY = "tests/calls/nursery.vtt"


def run(*words: str, said: bytes = b"", width: int = 100) -> Result:
    return CliRunner(env={"COLUMNS": str(width)}).invoke(command, list(words), input=said)


def shown(*words: str, said: bytes = b"", width: int = 100) -> str:
    done = run(*words, said=said, width=width)
    assert done.exit_code == 0, done.output
    return done.stdout


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_call_is_shown_with_its_moves_the_words_and_the_counts() -> None:
    text = flat(shown(NURSERY, "--seller", "rowan"))
    for part in (
        "salesperson: Rowan Pike (88 words) · prospect's side: Delia Marsh (53 words)",
        "5 Rowan Pike 0:22 What would you want to be sure of before then? → open question",
        "“What would you want to be sure of before then” open question:",
        "→ raises the money",
        "they are no score",
        "Reflections to",
        "Talk ratio, time",
        "Asked for the business",
    ):
        assert part in text


def test_no_style_carries_a_meaning_that_the_words_do_not() -> None:
    """What a pipe gets holds no escape codes, and every move by name."""
    text = shown(NURSERY, "--seller", "rowan")
    assert "\x1b" not in text
    turns = json.loads(shown(NURSERY, "--seller", "rowan", "--json"))["turns"]
    for turn in turns:
        for move in turn.get("moves", []):
            assert Move(move).label in text


@pytest.mark.parametrize("width", [30, 60, 71, 72, 100, 200])
def test_nothing_is_wider_than_the_terminal_and_nothing_is_cut(width: int) -> None:
    text = shown(NURSERY, "--seller", "rowan", width=width)
    assert max(map(len, text.splitlines())) <= width
    assert "…" not in text
    assert "a paused month costs nothing. What would your brother want to see?" in flat(text)
    if width < 72:
        assert "Asked for the business: 1 turn" in flat(text)


def test_json_is_one_document_with_everything() -> None:
    data = json.loads(shown(NURSERY, "--seller", "rowan", "--json"))
    assert data["format"] == "doorknob.debrief/1"
    assert (data["seller"], data["prospect_side"]) == ("Rowan Pike", ["Delia Marsh"])
    assert data["words"] == {"Rowan Pike": 88, "Delia Marsh": 53}
    assert [turn["turn"] for turn in data["turns"]] == list(range(1, 13))
    assert data["turns"][0]["start"] == 0.5
    for turn in data["turns"]:
        assert turn["side"] in {"seller", "prospect"}
        for found in turn.get("evidence", []):
            assert turn["text"][found["start"] : found["end"]] == found["text"]
    for count in data["countable"]:
        assert {"measure", "value", "shown", "turns", "evidence", "explanation"} <= count.keys()


def test_standard_input_is_read_whatever_its_kind() -> None:
    wanted = json.loads(shown(NURSERY, "--seller", "rowan", "--json"))
    for ending in ("vtt", "srt", "txt"):
        raw = Path(f"tests/calls/nursery.{ending}").read_bytes()
        found = json.loads(shown("-", "--seller", "rowan", "--json", said=raw))
        assert found["call"] == "standard input"
        assert found["countable"] == wanted["countable"]


def test_remarks_are_shown_and_are_in_the_json() -> None:
    raw = "Intro\nSeller: Zoë?\nProspect: Yes.\n".encode("cp1252")
    text = flat(shown("-", said=raw))
    data = json.loads(shown("-", "--json", said=raw))
    assert len(data["remarks"]) == 3
    for remark in data["remarks"]:
        assert remark["message"] in text


def test_markup_in_a_transcript_is_shown_as_it_was_typed() -> None:
    raw = b"Sam: [bold]Hi[/bold] [/] :smile: {x} <b>you</b>\nInes: [red]No.\n"
    text = shown("-", "--seller", "sam", said=raw)
    assert "[bold]Hi[/bold] [/] :smile: {x} <b>you</b>" in text
    assert "[red]No." in text


def test_an_unsure_line_is_shown_as_unsure_and_no_move_of_it() -> None:
    """Even where the reader has a best guess."""

    def guessing(line: str, said: str = "") -> Reading:
        del said
        reading = Reading(line=line, moves=(Move.THREAT,), reader="test")
        return attrs.evolve(reading, unsure=True)

    call = parse("Sam: Hum ho.\nInes: Yes.")
    console = Console(width=80)
    with console.capture() as got:
        show_call(console, mark(call, sides(call, "sam"), guessing))
    assert "→ unsure" in got.get()
    assert "threat" not in got.get()


@pytest.mark.parametrize(
    ("words", "said", "error", "told"),
    [
        ((NURSERY,), b"", BadParameter, "Rowan Pike said 88 words (62%)"),
        ((NURSERY, "--seller", "delya"), b"", BadParameter, "Did you mean 'Delia Marsh'"),
        (("tests/calls/nursry.vtt",), b"", NotFound, "Did you mean 'nursery.vtt'"),
        (("tests/calls",), b"", InvalidTranscript, "is a folder"),
        (("",), b"", BadParameter, "expected a transcript's file"),
        ((" ",), b"", BadParameter, "expected a transcript's file"),
        (("-",), b"\x00\x01", InvalidTranscript, "standard input:1"),
        (("-",), b"", InvalidTranscript, "nothing that is said"),
        (("-",), b"Good morning.", InvalidTranscript, "nobody is named"),
    ],
)
def test_every_fault_is_an_error_of_ours_that_says_what_to_do(
    words: tuple[str, ...], said: bytes, error: type[DoorknobError], told: str
) -> None:
    done = run(*words, said=said)
    assert isinstance(done.exception, error)
    assert told in str(done.exception)


def test_standard_input_that_is_closed_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after ``<&-`` in a shell."""
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(BadParameter, match="standard input is closed"):
        _read("-")


def test_help_says_what_a_call_may_be() -> None:
    text = flat(shown("--help"))
    for part in ("WebVTT", "SubRip", "--seller", "standard input"):
        assert part in text
