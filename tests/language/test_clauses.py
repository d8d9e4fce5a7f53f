"""Clauses: where one thing said ends and the next begins, with or without punctuation."""

import pytest

from doorknob.language.clauses import cut
from doorknob.language.words import words_of


def clauses(text):
    line = cut(text)
    return [" ".join(line.forms[c.first : c.last]) for c in line.clauses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fair. What else?", ["fair", "what else"]),
        ("thats fair what would you change", ["that is fair", "what would you change"]),
        (
            "we fit it in a day, do you have parking",
            ["we fit it in a day", "do you have parking"],
        ),
        ("it's dear but it lasts", ["it is dear", "but it lasts"]),
        ("If that kills it, it kills it.", ["if that kills it it kills it"]),
        ("You like it, don't you?", ["you like it do not you"]),
        ("tell me what you would change", ["tell me what you would change"]),
    ],
)
def test_a_clause_does_one_thing(text, expected):
    assert clauses(text) == expected


def test_only_the_last_clause_carries_the_question_mark():
    line = cut("I see, is it the price?")
    assert [clause.asks for clause in line.clauses] == [False, True]


def test_every_word_lies_in_exactly_one_clause():
    line = cut("Right, so, we start Monday and what do you need from me? Call me, please!")
    covered = [at for clause in line.clauses for at in range(clause.first, clause.last)]
    assert covered == list(range(len(line.words)))


def test_spans_point_into_the_line_as_typed():
    text = "Honestly, I’d wait — it’s DEAR."
    line = cut(text)
    start, end = line.span(line.forms.index("it"), len(line.forms))
    assert text[start:end] == "it’s DEAR"


@pytest.mark.parametrize("typed", ["you'll regret", "youll really regret", "u will regret"])
def test_spelling_is_evened_out(typed):
    assert [word.text for word in words_of(typed)] == ["you", "will", "regret"]


def test_a_character_that_grows_in_lower_case_moves_no_span():
    text = "İİİ you need this"
    word = words_of(text)[-1]
    assert text[word.start : word.end] == "this"
