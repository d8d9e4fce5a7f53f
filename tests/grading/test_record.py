"""A record of grades: written in pieces, the bytes are those of one piece."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorknob.grading.canonical import Learners, canonical, digest, packed, parsed, pieces
from doorknob.grading.gradebook import plain

TEXTS = st.one_of(st.text(max_size=8), st.just('\n "learners": []'), st.just("\ud800"))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(TEXTS, st.just("learners")), inner, max_size=3),
    ),
    max_leaves=12,
)
PEOPLE = st.lists(st.dictionaries(TEXTS, VALUES, max_size=4), max_size=4)


@given(st.dictionaries(TEXTS, VALUES, max_size=4), PEOPLE)
def test_a_record_in_pieces_is_the_record(head: dict[str, Any], learners: list[Any]) -> None:
    """Packed or not, whatever stands in it; its digest is that of its bytes."""
    data = {**head, "learners": learners}
    whole = plain(
        json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False)
    ).encode()
    assert canonical(data) == whole + b"\n"
    rolled = {**head, "learners": Learners(map(packed, learners))}
    assert canonical(rolled) == canonical(data)
    assert digest(rolled) == sha256(canonical(data)).hexdigest()
    back = parsed(canonical(data).splitlines(keepends=True))
    assert {**back, "learners": list(back["learners"])} == json.loads(canonical(data))


def test_no_piece_holds_more_than_one_learner() -> None:
    """So that memory need not grow with how many there are."""
    many = [{"learner": f"l{number}", "x": "y" * 1000} for number in range(50)]
    data = {"cohort": "c", "learners": Learners(map(packed, many))}
    assert max(map(len, pieces(data))) < 1200
    assert list(data["learners"]) == many
    assert data["learners"][-1] == many[-1]
    assert data["learners"][-2:] == many[-2:]


@pytest.mark.parametrize(
    ("damaged", "expected"),
    [
        (lambda whole: whole[: len(whole) // 2], "breaks off among the learners"),
        (lambda whole: whole.replace(b'"learner": "l3"', b'"learner": l3'), "Expecting value"),
        (lambda _: b"[1]\n", "expected an object"),
        (lambda _: b"", "Expecting value"),
    ],
)
def test_a_damaged_record_is_a_fault(damaged: Callable[[bytes], bytes], expected: str) -> None:
    """Its reader is told, whatever is wrong with it."""
    whole = canonical({"cohort": "c", "learners": [{"learner": f"l{n}"} for n in range(9)]})
    with pytest.raises((ValueError, TypeError), match=expected):
        parsed(damaged(whole).splitlines(keepends=True))
