"""The corpus: every row legal, and whoever adds rows is told what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from doorknob.errors import InvalidCorpus, NotFound
from doorknob.language.moves import Move
from doorknob.training.check import LEAST_OF_A_CODE, check, in_words, near_duplicates, pieces
from doorknob.training.corpus import HOME, Row, read_corpus, read_statements, row_of

GOOD = {
    "id": "t1-0001",
    "said": "It's a lot to lay out.",
    "line": "So it's the money. What happens in March?",
    "moves": ["open_question", "reflection"],
    "concerns": ["money"],
    "spans": [["reflection", 0, 18], ["open_question", 19, 41]],
}


@pytest.fixture(scope="module")
def corpus() -> list[Row]:
    """Give the corpus that comes with Doorknob."""
    return read_corpus()


def test_the_corpus_is_large_and_balanced(corpus: list[Row]) -> None:
    """At least 6,000 lines of many writers, 350 of each code, many pairs, coded twice."""
    found = check(corpus[:0])
    assert found.scarce  # an empty corpus has nothing of anything
    moves = {move: sum(move in row.moves for row in corpus) for move in Move}
    assert len(corpus) >= 6_000
    assert min(moves.values()) >= LEAST_OF_A_CODE
    assert len({row.writer for row in corpus}) >= 20
    assert sum(bool(row.pair) for row in corpus) >= 1_000
    assert sum(row.second is not None for row in corpus) >= 500
    assert len(read_statements()) >= 6_000


def test_every_row_s_spans_begin_and_end_at_its_words(corpus: list[Row]) -> None:
    for row in corpus:
        for _, start, end in row.spans:
            assert row.line[start:end].strip() == row.line[start:end] != ""


def test_pairs_name_rows_that_are_there(corpus: list[Row]) -> None:
    ids = {row.id for row in corpus}
    missing = [row.id for row in corpus if row.pair and row.pair not in ids]
    assert not missing


def test_no_row_is_written_twice(corpus: list[Row]) -> None:
    """Among a share of the corpus; `python -m doorknob.training check` compares all of it."""
    assert not list(near_duplicates(corpus[::6]))


def test_near_duplicates_are_found_and_pairs_left_alone() -> None:
    line = "You can pause it in any month that you like."
    rows = [
        row_of({**GOOD, "id": f"t1-000{at}", "line": text, "spans": [], "pair": pair})
        for at, (text, pair) in enumerate(
            [(line, ""), (line + " Really.", ""), (line + " Truly", "t1-0000"), ("Price?", "")]
        )
    ]
    kept = row_of({**GOOD, "id": "kept", "line": line.upper(), "spans": []})
    found = {(one, two) for one, two, _ in near_duplicates(rows, [kept])}
    assert found == {
        ("t1-0000", "t1-0001"),
        ("t1-0001", "t1-0002"),
        ("kept", "t1-0000"),
        ("kept", "t1-0001"),
        ("kept", "t1-0002"),
    }
    assert "Near-duplicates: kept and t1-0000" in in_words(check(rows, [kept]))
    assert pieces("") == {""}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"moves": ["presure"]}, "Did you mean 'pressure'"),
        ({"moves": ["other", "advice"]}, "'other' never stands with another"),
        ({"moves": []}, "at least one move"),
        ({"concerns": "money"}, "expected a list of codes"),
        ({"spans": [["reflection", 0, 99]]}, "does not lie in the line"),
        ({"spans": [["threat", 0, 3]]}, "'threat' is not among the row's moves"),
        ({"line": "  "}, "line: expected a text"),
        ({"lines": "x"}, "no field 'lines'. Did you mean 'line'"),
    ],
)
def test_a_faulty_row_is_named_with_file_line_and_what_was_expected(
    tmp_path: Path, change: dict[str, object], told: str
) -> None:
    rows = [json.dumps(GOOD), json.dumps({**GOOD, "id": "t1-0002", **change}), "{"]
    (tmp_path / "mine.jsonl").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(InvalidCorpus) as caught:
        read_corpus([tmp_path])
    assert "mine.jsonl:2" in str(caught.value)
    assert told in str(caught.value)
    assert "mine.jsonl:3" in str(caught.value)


def test_an_id_is_used_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(GOOD) + "\n\n" + json.dumps(GOOD))
    with pytest.raises(InvalidCorpus, match=r"'t1-0001' was used at a\.jsonl:1"):
        read_corpus([tmp_path])


def test_a_folder_without_rows_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="corpus"):
        read_corpus([tmp_path])


def test_rows_lie_one_a_line_in_files_named_by_their_writer() -> None:
    for path in HOME.glob("*.jsonl"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        assert json.loads(first)["id"].startswith(f"{path.stem}-")
