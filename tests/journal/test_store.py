"""Journals: nothing that was written is lost, and nothing bad in them spoils the rest."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorknob.errors import JournalError
from doorknob.journal.events import EXTENSION, Event, Verb, event_from
from doorknob.journal.replay import attempts
from doorknob.journal.store import append, read_journal

SPACE = UUID(int=7)


def event(number: int = 0, **changes: object) -> Event:
    values = {
        "id": str(uuid5(SPACE, str(number))),
        "learner": "ada",
        "verb": Verb.ANSWERED,
        "exercise": "01-x",
        "attempt": str(uuid5(SPACE, "attempt")),
        "timestamp": "2026-03-09T10:00:00+00:00",
        "response": f"line {number}",
    }
    return Event(**(values | changes))


def test_what_is_appended_is_read_back_in_order(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "ada.jsonl"
    written = [event(n, response=f"ünï “{n}”\n\t=cmd()") for n in range(5)]
    for one in written:
        append(path, one)
    found = read_journal(path, "ada")
    assert list(found.events) == written
    assert found.faults == ()


@given(
    st.text(max_size=80), st.text(max_size=20), st.dictionaries(st.text(max_size=5), st.integers())
)
def test_any_answer_survives_the_journey(response: str, part: str, details: dict[str, int]) -> None:
    details.pop("format", None)
    one = event(part=part, response=response, details=details)
    assert event_from(json.loads(one.as_line().encode("utf-8", "surrogatepass"))) == one


def test_a_torn_last_line_is_named_and_the_rest_counts(tmp_path: Path) -> None:
    path = tmp_path / "ada.jsonl"
    path.write_text(event(1).as_line() + event(2).as_line()[:60])
    found = read_journal(path)
    assert [e.response for e in found.events] == ["line 1"]
    assert [(f.line, "torn" in f.message) for f in found.faults] == [(2, True)]


def test_appending_after_a_torn_line_loses_only_that_line(tmp_path: Path) -> None:
    path = tmp_path / "ada.jsonl"
    path.write_text(event(1).as_line() + event(2).as_line()[:60])
    append(path, event(3))
    found = read_journal(path)
    assert [e.response for e in found.events] == ["line 1", "line 3"]
    assert [f.line for f in found.faults] == [2]


def test_an_event_written_twice_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "ada.jsonl"
    path.write_text(event(1).as_line() * 3)
    assert len(read_journal(path).events) == 1


def test_a_newer_format_is_refused_with_both_numbers_named(tmp_path: Path) -> None:
    statement = event(1).as_statement()
    statement["context"]["extensions"][EXTENSION]["format"] = 9
    path = tmp_path / "ada.jsonl"
    path.write_text(json.dumps(statement) + "\n" + event(2).as_line())
    found = read_journal(path)
    assert len(found.events) == 1
    assert "format 9" in found.faults[0].message
    assert "formats 1 to 3" in found.faults[0].message


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"level": "info", "msg": "hello"}', "not written by Doorknob"),
        ("[1, 2]", "expected a statement"),
        ("nonsense", "not readable as JSON"),
        ("[" * 50_000, "not readable as JSON"),
        ("\x00\x01", "not readable as JSON"),
        ("x" * 200_000, "at most"),
    ],
)
def test_a_foreign_line_is_named_and_the_rest_counts(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "ada.jsonl"
    path.write_text(event(1).as_line() + line + "\n" + event(2).as_line())
    found = read_journal(path)
    assert len(found.events) == 2
    assert [f.line for f in found.faults] == [2]
    assert said in found.faults[0].message


def test_another_learner_s_events_don_t_count(tmp_path: Path) -> None:
    path = tmp_path / "ada.jsonl"
    path.write_text(event(1).as_line() + event(2, learner="bob").as_line())
    found = read_journal(path, "ada")
    assert [e.learner for e in found.events] == ["ada"]
    assert "'bob'" in found.faults[0].message


@pytest.mark.parametrize(
    "change",
    [
        {"id": "no uuid"},
        {"exercise": "../../x"},
        {"exercise": "<script>"},
        {"learner": ""},
        {"timestamp": ""},
    ],
)
def test_a_statement_with_a_wrong_field_says_which(change: dict[str, str]) -> None:
    with pytest.raises(JournalError):
        event_from(event(1, **change).as_statement())


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "actor", "account", "name", "verb", "object", "context"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_a_statement_or_an_error_of_ours(data: object) -> None:
    with pytest.raises(JournalError):
        event_from(data)


def test_a_missing_journal_is_empty(tmp_path: Path) -> None:
    assert read_journal(tmp_path / "nobody.jsonl").events == ()


def test_a_folder_in_place_of_a_journal_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="cannot be read"):
        read_journal(tmp_path)


WRITER = """
import json
import sys
from pathlib import Path
from doorknob.journal.events import event_from
from doorknob.journal.store import append
for line in sys.stdin:
    append(Path(sys.argv[1]), event_from(json.loads(line)))
"""


def test_four_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    """Two tabs on one journal, say."""
    path = tmp_path / "ada.jsonl"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, path], stdin=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    lines = ["".join(event(n).as_line() for n in range(i, 200, 4)) for i in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda writer, text: writer.communicate(text), writers, lines))
    assert [writer.returncode for writer in writers] == [0] * 4
    found = read_journal(path)
    assert len(found.events) == 200
    assert found.faults == ()


def test_events_fold_into_tries_in_order() -> None:
    other = str(uuid5(SPACE, "second"))
    made = [
        event(1, verb=Verb.INITIALIZED, response=None, details={"seed": 5}),
        event(2, part="a", response="x"),
        event(3, part="a", response="y"),
        event(4, response="hello"),
        event(5, verb=Verb.INITIALIZED, response=None, attempt=other),
        event(6, verb=Verb.COMPLETED, response=None, attempt=other),
        event(7, exercise="02-y", attempt=other, response="stray"),
    ]
    first, second = attempts(made)["01-x"]
    assert (first.seed, first.answers, first.lines) == (5, {"a": ("x", "y")}, ("hello",))
    assert (first.completed, second.completed, second.lines) == (False, True, ())


def test_a_seed_that_is_no_number_is_nought() -> None:
    (one,) = attempts([event(1, verb=Verb.INITIALIZED, details={"seed": "7"})])["01-x"]
    assert one.seed == 0
