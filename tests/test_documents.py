"""YAML files: every fault is answered with its line, what was expected, and the likely meaning."""

from __future__ import annotations

import contextlib
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorknob.documents import load
from doorknob.errors import InvalidFile, NotFound
from doorknob.language.moves import Concern
from doorknob.structuring import structure


@attrs.frozen(kw_only=True)
class Part:
    id: str
    about: Concern = Concern.MONEY
    gate: Fraction = Fraction(4)
    hints: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Whole:
    title: str
    parts: tuple[Part, ...]
    words: dict[str, str] = attrs.field(factory=dict)
    number: int | None = None


def read(tmp_path: Path, text: str | bytes) -> Whole:
    path = tmp_path / "x.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return structure(load(path), Whole)


def faults(tmp_path: Path, text: str | bytes) -> list[tuple[int | None, str, str, str]]:
    with pytest.raises(InvalidFile) as caught:
        read(tmp_path, text)
    return [(p.line, p.field, p.message, p.fix) for p in caught.value.problems]


def test_a_good_file_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, "title: Yes\nparts: [{id: a, gate: 9/2}]\nnumber: 3\n")
    assert found.title == "Yes"
    assert found.parts[0].gate == Fraction(9, 2)
    assert found.number == 3


def test_a_misspelt_field_is_named_with_its_line_and_the_likely_meaning(tmp_path: Path) -> None:
    found = faults(tmp_path, "titel: a\nparts:\n  - id: x\n")
    assert (1, "titel", "there is no such field here.", "Did you mean 'title'?") in found
    assert any(field == "title" and "missing" in message for _, field, message, _ in found)


def test_all_faults_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = (
        "title: a\nparts:\n  - id: 3\n    about: mony\n  - gate: x\n    hints: no list\nnumber: y\n"
    )
    lines = [line for line, *_ in faults(tmp_path, text)]
    assert lines == sorted(lines)
    assert {3, 4, 5, 6, 7} <= set(lines)


def test_a_wrong_word_is_answered_with_the_right_one(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "title: a\nparts:\n  - id: x\n    about: mony\n")
    assert fault[:2] == (4, "parts[0].about")
    assert "'money'" in fault[2] + fault[3]


def test_a_number_where_text_is_wanted_says_to_quote_it(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "title: 12\nparts: []\n")
    assert fault[1] == "title"
    assert "quotes" in fault[3]


def test_yes_and_no_stay_words(tmp_path: Path) -> None:
    """YAML 1.2: Norway's code is no boolean."""
    assert read(tmp_path, "title: no\nparts: []\n").title == "no"


@pytest.mark.parametrize(
    ("text", "line"),
    [("title: [\n", 2), ("title: a\ntitle: b\n", 2), ("- a\n", 1), ("", 1), (b"title: \xff\n", 1)],
)
def test_what_is_no_yaml_is_an_error_with_a_line(tmp_path: Path, text: str, line: int) -> None:
    assert faults(tmp_path, text)[0][0] == line


def test_a_small_file_of_many_aliases_does_not_fill_the_memory(tmp_path: Path) -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    found = faults(tmp_path, "\n".join(rows))
    assert "values" in found[0][2]


def test_a_missing_file_says_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "demo.yaml").write_text("title: a\n")
    with pytest.raises(NotFound, match=r"Did you mean 'demo.yaml'"):
        load(tmp_path / "dem.yaml")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "x.yaml"
    path.write_bytes(raw)
    with contextlib.suppress(InvalidFile):
        structure(load(path), Whole)
