"""The quick reader of YAML: where it reads at all, it reads what the slow one does."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from doorknob.documents import MOST_NODES, load
from doorknob.documents import _read_slowly as slowly
from doorknob.errors import InvalidFile
from doorknob.plainyaml import NotPlain, read

ROOT = Path(__file__).parents[1]
FILES = sorted(
    path for home in ("curriculum", "exercises") for path in (ROOT / home).rglob("*.yaml")
)
WORDS = st.one_of(
    st.sampled_from(
        "yes no on off y n true True TRUE null ~ 12 012 0o14 0x1F 1_000 12:30 190:20:30 1e3 1.5 .5 "
        "+7 -0 -1.0 .inf .nan 2026-11-27 2026-1-2 2026-13-45 2026-11-27T10:00:00Z << = !!str & * "
        "? - : | > >- 'a' \"b\" # [a] {a: b} [1, yes] &x *x @ % ` a: ,".split(" ")
    ),
    st.text("ab01:.-_ #'\"[]{}&*!|>\\\t\u00e4\u2028\x85%", max_size=8),
)
LINES = st.tuples(
    st.sampled_from(["", "  ", "    "]), st.sampled_from(["a: ", "b:", "- ", "1: ", ""]), WORDS
).map("".join)


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_the_course_s_files_are_plain_and_read_alike(path: Path) -> None:
    """Values, their kinds, and the line of each: a file that isn't plain would be slow."""
    text = path.read_text(encoding="utf-8")
    assert read(text, MOST_NODES) == slowly(text, path.name, InvalidFile)


@settings(max_examples=250, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=8).map("\n".join))
@example("a: 2026-02-30")
@example("a: !!int '7'")
@example("a: &x b\nb: *x")
@example("a: b\n---\nb: c")
@example("a:\n  <<: {b: c}")
@example("a: 1\nb: 1.0\nc: true\nd: '1'")
def test_whatever_is_read_quickly_is_what_it_says(text: str) -> None:
    """Same values of the same kinds at the same lines; the rest is left to the slow reader."""
    with contextlib.suppress(NotPlain):
        data, lines = read(text, MOST_NODES)
        told, at = slowly(text, "x", InvalidFile)
        assert (repr(data), lines) == (repr(told), at)


@pytest.mark.parametrize("depth", [101, 1200])
def test_what_is_nested_without_end_is_left_to_the_slow_reader(tmp_path: Path, depth: int) -> None:
    """It doesn't take the process with it; the slow one gives it or says what is wrong."""
    text = "a: " + "[" * depth + "]" * depth
    with pytest.raises(NotPlain):
        read(text, MOST_NODES)
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    if depth > 1000:
        with pytest.raises(InvalidFile, match=r"x\.yaml"):
            load(path)
