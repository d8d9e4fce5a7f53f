"""A reading that was written down comes back as it was, or says what is wrong with it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorknob.errors import BadParameter
from doorknob.language.reader import read
from doorknob.readers.recorded import reading_from_data

LINE = "That's fair. Is it the price?"
WORDS = st.sampled_from(
    "you need this do not if what would we can it price , . ? ! but and so partner fair".split()
)
LINES = st.one_of(st.text(max_size=100), st.lists(WORDS, max_size=30).map(" ".join))


def recorded(reading):
    return {**reading.as_data(), "reader": reading.reader}


def good():
    def found(kind, code, text):
        start = LINE.index(text)
        span = {"start": start, "end": start + len(text), "text": text}
        return {kind: code, **span, "why": "It does."}

    return {
        "moves": ["closed_question", "acknowledgement"],
        "concerns": ["money"],
        "evidence": [
            found("move", "acknowledgement", "That's fair"),
            found("move", "closed_question", "Is it the price?"),
            found("concern", "money", "the price"),
        ],
        "confidence": {"closed_question": 0.9, "acknowledgement": 1, "money": 0.5},
        "unsure": False,
        "reader": "openai:llama3.1:8b",
    }


def spoilt(**changes):
    return {**good(), **changes}


def with_evidence(**changes):
    data = good()
    data["evidence"][0] |= changes
    return data


def without(name):
    data = good()
    del data[name]
    return data


@given(line=LINES, said=LINES)
def test_what_is_written_down_comes_back(line, said):
    reading = read(line, said)
    again = reading_from_data(line, json.loads(json.dumps(recorded(reading))))
    assert recorded(again) == recorded(reading)
    assert (again.line, again.moves, again.concerns) == (line, reading.moves, reading.concerns)
    assert again.evidence == reading.evidence


def test_what_a_model_read_comes_back(endpoint, reader):
    endpoint.reads(("closed_question", "is it the price", 0.25), concerns=[("money", "price", 1)])
    reading = reader(LINE)
    assert reading.reader == "openai:llama3.1:8b"
    assert reading_from_data(LINE, json.loads(json.dumps(recorded(reading)))) == reading


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "reading: expected fields; found nothing"),
        ([], "reading: expected fields; found a list"),
        (without("reader"), "reading: expected exactly the fields moves,"),
        (spoilt(more=1), "reading: expected exactly the fields moves,"),
        (spoilt(reader=""), "reading.reader: expected some text"),
        (spoilt(moves="other"), "reading.moves: expected a list"),
        (spoilt(moves=["opne_question"]), "reading.moves[0]: expected one of threat,"),
        (spoilt(moves=[1]), "reading.moves[0]: expected one of threat,"),
        (spoilt(moves=["acknowledgement", "closed_question"]), "reading.moves: expected each once"),
        (spoilt(moves=["closed_question"] * 2), "reading.moves: expected each once"),
        (spoilt(moves=["closed_question", "other"]), "reading.moves: expected each once"),
        (spoilt(moves=["closed_question"]), "reading.evidence: expected words for asserted"),
        (spoilt(concerns=["money", "value"]), "reading.evidence: expected words for each"),
        (spoilt(concerns=["money"] * 2), "reading.concerns: expected each once"),
        (spoilt(concerns=["other"]), "reading.concerns[0]: expected one of money,"),
        (spoilt(moves=[], unsure=False), "reading.unsure: expected true where there is no move"),
        (spoilt(unsure=0), "reading.unsure: expected true or false"),
        (spoilt(moves=[], unsure=True), "reading.concerns: expected none where"),
        (spoilt(confidence={}), "reading.confidence: expected one number for each"),
        (
            spoilt(confidence={"closed_question": 2, "acknowledgement": 1, "money": 1}),
            "reading.confidence.closed_question: expected a number from 0 to 1",
        ),
        (spoilt(evidence=[3]), "reading.evidence[0]: expected fields"),
        (
            with_evidence(concern="money"),
            "reading.evidence[0]: expected exactly the fields concern",
        ),
        (with_evidence(move="money"), "reading.evidence[0].move: expected one of threat,"),
        (with_evidence(start=True), "reading.evidence[0].start: expected a whole number"),
        (with_evidence(start=-len(LINE)), "reading.evidence[0].start: expected a span within"),
        (with_evidence(end=0), "reading.evidence[0].start: expected a span within"),
        (with_evidence(end=10**9), "reading.evidence[0].start: expected a span within"),
        (with_evidence(start=1), "reading.evidence[0].text: expected the words from 1 to 11"),
        (with_evidence(text="That's FAIR"), "reading.evidence[0].text: expected the words"),
        (with_evidence(text=""), "reading.evidence[0].text: expected some text"),
        (with_evidence(why=None), "reading.evidence[0].why: expected some text"),
    ],
)
def test_what_was_not_read_so_says_where_and_what_was_expected(data, said):
    with pytest.raises(BadParameter) as caught:
        reading_from_data(LINE, data)
    assert str(caught.value).startswith(said)


def test_a_reading_of_another_line_is_refused():
    assert reading_from_data(LINE, good()).reader == "openai:llama3.1:8b"
    with pytest.raises(BadParameter, match=r"reading.evidence\[0\]"):
        reading_from_data("Is it the price? That's fair.", good())


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.fixed_dictionaries(dict.fromkeys(good(), inner))
            | st.fixed_dictionaries(dict.fromkeys(good()["evidence"][0], inner))
        ),
        max_leaves=12,
    )
)
def test_any_json_is_a_reading_or_an_error_of_ours(data):
    with pytest.raises(BadParameter, match=r"^reading"):
        reading_from_data(LINE, data)
