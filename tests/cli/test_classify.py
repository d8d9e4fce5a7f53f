"""``doorknob classify``: one answer a line, in order, whatever comes in."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.language.moves import Concern, Move

COMMAND = [sys.executable, "-c", "from doorknob.cli.main import main; main()", "classify"]


def run(given_text: str | bytes, *words: str) -> subprocess.CompletedProcess[bytes]:
    data = given_text if isinstance(given_text, bytes) else given_text.encode()
    return subprocess.run([*COMMAND, *words], input=data, capture_output=True, check=False)


def rows(given_text: str | bytes, *words: str) -> list[dict[str, object]]:
    done = run(given_text, *words)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_each_row_is_answered_in_order_with_the_words_that_show_it() -> None:
    lines = ["What would you want to think through?", "You need this.", "Hi, good morning."]
    given_rows = [json.dumps({"said": "I'd like to think it over.", "line": one}) for one in lines]
    found = rows("\n".join(given_rows))
    assert [one["moves"] for one in found] == [["open_question"], ["pressure"], ["other"]]
    for line, one in zip(lines, found, strict=True):
        assert set(one) >= {"moves", "concerns", "evidence", "confidence", "unsure"}
        assert isinstance(one["unsure"], bool)
        assert set(one["confidence"]) == {*one["moves"], *one["concerns"]}
        for shown in one["evidence"]:
            assert shown["move"] in set(map(str, Move))
            assert line[shown["start"] : shown["end"]] == shown["text"]
        for shown in one["about"]:
            assert shown["concern"] in set(map(str, Concern))


def test_plain_text_is_one_turn_a_line() -> None:
    found = rows("Is it the price?\n\nWhat would you want to think through?\n")
    assert [one["moves"] for one in found] == [["closed_question"], [], ["open_question"]]


def test_a_faulty_row_is_named_and_the_rest_is_answered() -> None:
    text = '{"line": "Is it the price?"}\n{"line": 3}\n{"said": "x"}\n{"line": \nIs it?\n'
    done = run(text)
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 1
    assert len(found) == 5
    assert found[0]["moves"] == ["closed_question"]
    assert "standard input:2: line is 3, expected a text" in found[1]["error"]
    assert "standard input:3: line is missing" in found[2]["error"]
    assert "standard input:4: this is no JSON object" in found[3]["error"]
    assert found[1]["error"] in done.stderr.decode()


@pytest.mark.parametrize(
    "line",
    ["", "   ", "x" * 10_000, "🎉" * 50, "Нужно подписать", "\x00\x1b[31m", "您需要这个"],
)
def test_what_cannot_be_read_is_unsure_and_never_force(line: str) -> None:
    (found,) = rows(json.dumps({"said": "", "line": line}) + "\n")
    assert found["unsure"]
    assert not {"pressure", "threat", "dismissal"} & set(found["moves"])


def test_a_lone_surrogate_and_broken_bytes_do_no_harm() -> None:
    assert len(rows('{"line": "You \\ud800 need this"}\n')) == 1
    (found,) = rows('{"line": "You \\ud800 need this"}\n')
    for shown in found["evidence"]:
        assert "You \ud800 need this"[shown["start"] : shown["end"]] == shown["text"]
    assert len(rows(b"\xffIs it the price?\n")) == 1


def test_utf_16_is_read_and_what_is_no_text_is_named() -> None:
    text = '{"line": "Is it the price?"}\r\nWhat would you want to think through?\r\n'
    found = rows(text.encode("utf-16"))
    assert [one["moves"] for one in found] == [["closed_question"], ["open_question"]]
    assert "this is no text" in rows(b"PK\x03\x04\x00\x00\n")[0]["error"]


def test_a_list_is_a_fault_and_a_stage_direction_is_speech() -> None:
    found = rows('["Is it the price?"]\n[laughs] Is it the price?\n')
    assert "this is a list, expected an object" in found[0]["error"]
    assert "closed_question" in found[1]["moves"]


def test_nothing_in_a_line_reaches_the_terminal_as_a_command() -> None:
    line = json.dumps({"line": "Is it \x1b[31mthe\x9b31m \u202e\x07price?"}) + "\n"
    for words in ((), ("--table",)):
        shown = run(line, *words).stdout.decode()
        assert not set("\x1b\x9b\u202e\x07") & set(shown)


def test_a_narrow_table_stays_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    shown = run("What would you want to think through?\n", "--table").stdout.decode()
    assert "open question" in shown
    assert "think through" in " ".join(shown.split())


def test_a_table_is_for_people() -> None:
    done = run("You need this.\n", "--table")
    shown = done.stdout.decode()
    assert "You need this." in shown
    assert "pressure" in shown
    assert done.returncode == 0


def test_a_file_is_read_like_standard_input(tmp_path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text("\ufeffIs it the price?\n", encoding="utf-8")
    assert rows("", str(path))[0]["moves"] == ["closed_question"]


@settings(max_examples=8)
@given(st.lists(st.text(st.characters(exclude_characters="\n\r", codec="utf-8")), max_size=6))
def test_there_are_as_many_answers_as_lines(lines: list[str]) -> None:
    text = "".join(line + "\n" for line in lines)
    assert len(rows(text)) == text.count("\n")
