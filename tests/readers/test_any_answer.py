"""Whatever JSON an endpoint answers with, there is a valid reading."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.language.moves import Concern, Move
from doorknob.language.reader import read
from doorknob.readers.answers import reading_from_answer
from doorknob.readers.openai import reader_from
from doorknob.readers.spans import find_words

LINE = "I hear you, but isn’t it only the price? Take your time, it's YOUR call."
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["choices", "message", "content", "moves", "concerns", "words"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)
TOKENS = LINE.split()
QUOTED = st.tuples(st.integers(0, len(TOKENS) - 1), st.integers(1, 6)).map(
    lambda span: " ".join(TOKENS[span[0] : sum(span)])
)
SPOILT = st.sampled_from([None, True, -1, 2.0, float("nan"), "", "no such words", [], {}])
CODES = [move for move in Move if move is not Move.OTHER]


def shown(name, codes, spoilt, **sizes):
    item = {name: st.sampled_from(codes), "words": QUOTED, "confidence": st.floats(0, 1)}
    values = {key: value | SPOILT if key in spoilt else value for key, value in item.items()}
    return st.lists(st.fixed_dictionaries(values), **sizes)


RIGHT = st.fixed_dictionaries(
    {
        "moves": shown("move", CODES, (), min_size=1, max_size=16),
        "concerns": shown("concern", list(Concern), (), max_size=8),
    }
)
NEARLY = st.sampled_from(["move", "concern", "words", "confidence"]).flatmap(
    lambda spoilt: st.fixed_dictionaries(
        {
            "moves": shown("move", list(Move), (spoilt,), max_size=4),
            "concerns": shown("concern", list(Concern), (spoilt,), max_size=3),
        }
    )
)


def said(content):
    return {"choices": [{"message": {"content": json.dumps(content)}}]}


def is_valid(reading):
    codes = {found.code for found in reading.evidence}
    assert {move for move in reading.moves if move is not Move.OTHER} <= codes
    assert set(reading.concerns) <= codes <= {*reading.moves, *reading.concerns}
    assert set(reading.confidence) == {str(code) for code in (*reading.moves, *reading.concerns)}
    assert all(0 <= value <= 1 for value in reading.confidence.values())
    assert not (reading.unsure and (reading.concerns or reading.evidence))


@given(answer=st.one_of(JSON, JSON.map(said), NEARLY.map(said), RIGHT.map(said)))
@settings(max_examples=150)
def test_any_json_gives_a_valid_reading_or_falls_back(lasting_endpoint, answer):
    reader = reader_from(lasting_endpoint.settings)
    lasting_endpoint.sends(json.dumps(answer).encode())
    reading = reader(LINE)
    assert reading.line == LINE
    if reader.last_failure is None:
        assert reading.reader == "openai:llama3.1:8b"
        is_valid(reading)
    else:
        assert reading == read(LINE)


@given(answer=RIGHT)
def test_an_answer_as_asked_is_taken_whole(answer):
    """Every concern is kept, and every move whose words no code before it carries as well."""
    reading = reading_from_answer(LINE, json.dumps(said(answer)).encode(), "openai:m")
    is_valid(reading)
    assert set(reading.concerns) == {one["concern"] for one in answer["concerns"]}
    assert set(reading.moves) <= {one["move"] for one in answer["moves"]}
    spans = {find_words(LINE, one["words"]) for one in answer["moves"]}
    kept = [(e.start, e.end) for e in reading.evidence if isinstance(e.code, Move)]
    assert sorted(kept) == sorted(spans)


@given(line=st.text(max_size=60), words=st.text(max_size=20))
def test_words_that_are_found_are_the_words_that_were_quoted(line, words):
    span = find_words(line, words)
    if span is not None:
        start, end = span
        assert 0 <= start < end <= len(line)
        assert len(line[start:end].split()) == len(words.split())


@given(line=st.lists(st.sampled_from("a Bb c’s 40% £9 no?".split())).map(" ".join))
def test_every_whole_word_of_a_line_is_found_in_it(line):
    for word in line.split():
        start, end = find_words(line, word)
        assert line[start:end] == word


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("isn’t it", "isn’t it"),
        ("Isn't  IT", "isn’t it"),
        (" only\nthe price? ", "only the price?"),
        ("your call", "YOUR call"),
        ("Take your", "Take your"),
        ("?", "?"),
        ("ice", None),
        ("pri", None),
        ("is it", None),
        ("only price", None),
        ("", None),
        (" \n", None),
        (".*", None),
    ],
)
def test_words_are_found_whatever_their_case_and_spacing(words, found):
    span = find_words(LINE, words)
    assert (span and LINE[slice(*span)]) == found


def test_the_exact_words_are_preferred():
    assert find_words("NO, no", "no") == (4, 6)
