"""What a pattern finds, whichever way it is looked for."""

from hypothesis import example, given
from hypothesis import strategies as st

from doorknob.prospect.said import any_said, words

WORDS = st.sampled_from(["pause", "paused", "a", "month", "months", "don't", "£", "it"])
PHRASES = st.lists(
    st.tuples(WORDS, st.booleans()).map(lambda one: one[0] + "*" * one[1]), min_size=1, max_size=3
).map(" ".join)
PATTERNS = st.lists(st.lists(PHRASES, min_size=1, max_size=2), min_size=1, max_size=2)


def _stands_in(phrase: str, line: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand in a line one after the other, word for word."""
    wanted = phrase.split()
    return any(
        all(
            word.startswith(want[:-1]) if want.endswith("*") else word == want
            for word, want in zip(line[at:], wanted, strict=False)
        )
        for at in range(len(line) - len(wanted) + 1)
    )


@given(PATTERNS, st.lists(WORDS, max_size=6).map(" ".join))
@example([["pause* a"]], "paused a month")
@example([["a month*"], ["it"]], "a months")
def test_a_pattern_is_said_where_one_phrase_of_each_part_stands_in_the_line(
    pattern: list[list[str]], line: str
) -> None:
    """A phrase that is looked for as text finds what comparing word by word finds."""
    told = " + ".join("/".join(part) for part in pattern)
    meant = all(any(_stands_in(one, words(line)) for one in part) for part in pattern)
    assert any_said([told], line) is meant
