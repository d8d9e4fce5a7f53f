"""Whatever is typed, the reader gives a valid reading, the same each time, and never raises."""

import time

from hypothesis import example, given
from hypothesis import strategies as st

from doorknob.language.clauses import cut
from doorknob.language.model import model
from doorknob.language.moves import Move
from doorknob.language.reader import read

WORDS = st.sampled_from(
    "you need this do not if what would we can it price , . ? ! but and so i'll u dont 👍 tonight "
    "regret sign partner money # £40 30th é ß — … isn't it only never call yes no sorry".split()
)
LINES = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))


@given(line=LINES, said=LINES)
@example(line="", said="")
@example(line="'", said="'s")
@example(line="İ'LL £ 4.", said="\x00\x1b[31m")
@example(line="why", said="why")
def test_any_text_gives_a_valid_reading(line, said):
    reading = read(line, said)
    assert reading.line == line
    assert reading.reader == model().name
    shown = {found.code for found in reading.evidence}
    assert {move for move in reading.moves if move is not Move.OTHER} <= shown
    assert set(reading.concerns) <= shown
    assert set(reading.confidence) == {str(code) for code in (*reading.moves, *reading.concerns)}
    assert all(0 < value <= 1 for value in reading.confidence.values())
    assert reading.asserted == (() if reading.unsure else reading.moves)
    if not reading.moves:
        assert reading.unsure
        assert not reading.evidence


@given(line=LINES, said=LINES)
def test_the_same_words_read_the_same(line, said):
    assert read(line, said) == read(line, said)


@given(line=LINES)
def test_clauses_hold_every_word_once_and_in_order(line):
    parts = cut(line)
    covered = [at for clause in parts.clauses for at in range(clause.first, clause.last)]
    assert covered == list(range(len(parts.words)))


def test_a_pasted_book_is_read_in_bounded_time():
    for text in ("you need this " * 1000, "if you do not " * 800, "a" * 20_000, ", ?" * 5000):
        began = time.perf_counter()
        read(text, text)
        assert time.perf_counter() - began < 1
