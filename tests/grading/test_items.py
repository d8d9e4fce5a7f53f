"""Item analysis: figures worked out by hand come out, and what is odd is said in words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorknob.course import Course
from doorknob.exercises.registry import read_exercise
from doorknob.grading.findings import cautions, flags, people_to_see
from doorknob.grading.items import analyse, correlation
from doorknob.grading.sheets import Blank, Cell, Choice, Column, Sheet, sheet
from doorknob.journal.replay import Attempt

LETTERS = "abcd"
COLUMN = tuple(Choice(id=letter, text=f"option {letter}", key=letter == "a") for letter in LETTERS)


def answers(*rows: str) -> Sheet:
    """Make a sheet of letters: ``a`` is the key, ``-`` was left out, ``.`` not reached."""
    blanks = {"-": Blank.LEFT_OUT, ".": Blank.NOT_REACHED}

    def cell(letter: str) -> Cell:
        if letter in blanks:
            return Cell(blank=blanks[letter])
        return Cell(share=Fraction(letter == "a"), choice=letter)

    items = len(rows[0]) if rows else 0
    return Sheet(
        exercise="x",
        title="X",
        columns=tuple(Column(id=f"item-{at}", title="?", choices=COLUMN) for at in range(items)),
        rows={f"p{number}": tuple(map(cell, row)) for number, row in enumerate(rows)},
    )


# Six people, three items. Right: 111 110 110 100 100 000.
SIX = answers("aaa", "aab", "aab", "abc", "acb", "bbb")


def test_alpha_is_the_one_worked_out_by_hand() -> None:
    """Item variances (n) 5/36, 1/4, 5/36, of totals 33/36: alpha = 3/2 (1 - 19/33) = 7/11.

    Totals are 3 2 2 1 1 0: mean 3/2, sum of squares 19, 19 - 6 · 9/4 = 11/2, over 6 it is 11/12.
    """
    assert analyse(SIX).alpha == Fraction(7, 11)


def test_discrimination_is_the_one_worked_out_by_hand() -> None:
    """Item 1: 1 1 1 0 0 0 against the rest 2 1 1 1 1 0.

    Deviation products: 4 - 6 · 1/2 · 1 = 1; squares 3/2 and 2; r = 1 / sqrt(3) = 0.577.
    """
    assert analyse(SIX).items[1].discrimination == pytest.approx(3**-0.5)


def test_halves_are_those_above_and_below_the_middle() -> None:
    """Of item 0 the rest is 2 1 1 0 0 0: the middle is 1/2, so three stand on each side."""
    item = analyse(SIX).items[0]
    assert (item.upper, item.lower) == (3, 3)
    key, other = item.taken[0], item.taken[1]
    assert (key.all, key.upper, key.lower) == (5, 3, 2)
    assert (other.all, other.upper, other.lower) == (1, 0, 1)


def test_what_was_left_out_is_wrong_and_what_was_not_reached_is_missing() -> None:
    found = analyse(answers("aaa", "a-a", "ab.", "a.."))
    first, second, third = found.items
    assert (first.right, first.reached, first.not_reached) == (4, 4, 0)
    assert (second.right, second.reached, second.left_out, second.not_reached) == (1, 3, 1, 1)
    assert (third.right, third.reached, third.not_reached) == (2, 2, 2)
    assert (found.people, found.whole) == (4, 2)


@pytest.mark.parametrize(("rows", "why"), [
    (("aaa", "aba", "abb"), "everybody did equally well with it"),
    (("aaa",), "fewer than two people"),
    (("a.", "b."), "fewer than two people"),
    (("a", "b"), "no other item"),
])  # fmt: skip
def test_where_nothing_varies_there_is_no_discrimination_and_it_is_said_why(
    rows: tuple[str, ...], why: str
) -> None:
    item = analyse(answers(*rows)).items[0]
    assert item.discrimination is None
    assert item.discrimination_interval is None
    assert why in item.undefined


def test_where_the_rest_does_not_vary_it_is_said_too() -> None:
    assert "the other items" in analyse(answers("aa", "ba")).items[0].undefined


@pytest.mark.parametrize(("rows", "why"), [
    ((), "fewer than two people"), (("aa",), "fewer than two people"),
    (("a", "b"), "only one item"), (("ab", "ba"), "the same total"),
])  # fmt: skip
def test_alpha_has_no_value_where_there_is_none(rows: tuple[str, ...], why: str) -> None:
    found = analyse(answers(*rows))
    assert found.alpha is None
    assert found.alpha_interval is None
    assert why in found.undefined


@given(st.lists(st.text("abcd-.", min_size=4, max_size=4), max_size=12))
def test_any_sheet_is_analysed_and_told_without_a_crash(rows: list[str]) -> None:
    """Every person is counted once for each item, and every figure lies in its range."""
    found = analyse(answers(*rows))
    assert isinstance(cautions(found), tuple)
    for item in found.items:
        assert item.reached + item.not_reached == len(rows)
        assert 0 <= item.right <= item.reached - item.left_out
        assert sum(taken.all for taken in item.taken) == item.reached - item.left_out
        assert item.upper + item.lower <= found.whole
        assert all(taken.upper + taken.lower <= taken.all for taken in item.taken)
        if item.discrimination is not None:
            assert -1 - 1e-12 <= item.discrimination <= 1 + 1e-12
        assert (item.discrimination is None) == bool(item.undefined)
        assert all(text.strip() for text in flags(item))
    assert found.alpha is None or found.alpha <= 1


@given(st.lists(st.fractions(0, 1), min_size=2, max_size=10), st.fractions(1, 5))
def test_a_correlation_knows_no_scale(values: list[Fraction], factor: Fraction) -> None:
    doubled = [factor * value + 3 for value in values]
    found = correlation(values, doubled)
    assert found == (None if len(set(values)) == 1 else pytest.approx(1))


@given(st.lists(st.text("ab", min_size=3, max_size=3), min_size=2, max_size=12), st.randoms())
def test_the_order_of_people_changes_nothing(rows: list[str], random) -> None:
    mixed = list(rows)
    random.shuffle(mixed)
    assert analyse(answers(*rows)) == analyse(answers(*mixed))


def told(*rows: str, at: int = 0) -> str:
    return " ".join(flags(analyse(answers(*rows)).items[at]))


def test_an_option_that_the_strong_prefer_to_the_key_is_flagged() -> None:
    text = told("baa", "baa", "baa", "abb", "abb", "acc")
    assert "The strong prefer “option b” to the key: 3 against 0" in text
    assert "did worse here" in text


def test_an_option_that_nobody_takes_is_named_and_chance_with_few_people() -> None:
    text = told("aa", "bb", "ca", "ab")
    assert "Nobody chose “option d”. Among 4 that may be chance" in text
    many = told(*["aa", "bb", "ca", "ab"] * 10)
    assert "Nobody chose “option d”. It does no work" in many


def test_too_easy_too_hard_and_left_out_are_said() -> None:
    assert "Everybody had it right" in told("aa", "ab", "ab")
    assert "Nobody had it wholly right" in told("ba", "ca", "da")
    assert "2 of 4 left it out" in told("-a", "-a", "aa", "aa")
    assert told("..", "..") == "Nobody has come to it yet."


def test_how_few_are_too_few_is_said_with_its_ground() -> None:
    text = " ".join(cautions(analyse(SIX)))
    assert "6 people answered. That is few" in text
    assert "19% to 81%" in text  # Wilson's interval of 3 in 6, by the published formula
    assert "about 44 people" in text
    assert "alpha is 0.64" in text
    assert cautions(analyse(answers())) == (
        "Nobody has answered yet, so there is nothing to say about the items.",
    )
    assert "One person answered" in cautions(analyse(answers("aaa")))[0]


def test_with_many_people_and_a_sound_test_little_is_cautioned() -> None:
    rows = ["aaaaaa"] * 60 + ["bbbbbb"] * 60 + ["aaabbb"] * 5
    (only,) = cautions(analyse(answers(*rows)))
    assert "alpha is" in only
    assert "no measure" not in only


def test_29_people_hardly_miss_what_one_in_ten_would_take() -> None:
    """0.9^28 is 5.2 %, 0.9^29 is 4.7 %."""
    assert people_to_see() == 29


def attempt(**given: tuple[str, ...]) -> Attempt:
    return Attempt(
        id="t", exercise="x", started="", answers={k.replace("_", "-"): v for k, v in given.items()}
    )


def test_the_first_answer_counts_where_feedback_comes_at_once(course: Course) -> None:
    exercise = read_exercise(course.exercise_path("01-force-or-influence"))
    tries = {
        "ada": [attempt(the_stall=("a", "b")), attempt(the_stall=("c",), the_winter=("zzz",))],
        "bea": [],
        "cay": [attempt(the_slip=())],
    }
    found = sheet(exercise, tries, {})
    assert found is not None
    assert set(found.rows) == {"ada"}
    row = found.rows["ada"]
    assert (row[0].choice, row[0].share) == ("a", 0)
    assert row[1].blank is Blank.LEFT_OUT
    assert (row[2].choice, row[2].share, row[2].blank) == ("", 0, None)
    assert {cell.blank for cell in row[3:]} == {Blank.NOT_REACHED}


def test_tasks_have_a_column_each_but_for_those_that_only_a_person_judges(course: Course) -> None:
    exercise = read_exercise(course.exercise_path("01-what-she-needs"))
    given = attempt(
        behind_a_stall=('["money", "use", "partner"]',), your_next_call=('{"who": "B"}',)
    )
    found = sheet(exercise, {"ada": [given]}, {})
    assert found is not None
    assert "your-next-call" not in [column.id for column in found.columns]
    assert found.rows["ada"][0].share == 1


def test_a_call_has_no_items(course: Course) -> None:
    exercise = read_exercise(course.exercise_path("01-think-it-over"))
    assert sheet(exercise, {"ada": []}, {}) is None
