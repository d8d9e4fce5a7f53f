"""What is counted in a real call: each number with its turns and a sentence, and no verdict."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.coaching.calls.files import parse, read_transcript
from doorknob.coaching.calls.marked import MarkedCall, mark
from doorknob.coaching.calls.sides import sides
from doorknob.coaching.calls.turns import count_words
from doorknob.coaching.countable import countable
from doorknob.coaching.counts import Count
from doorknob.coaching.talk import is_back_channel
from doorknob.language.moves import FORCE, Concern, Move, in_precedence
from doorknob.language.reading import Evidence, Reading

CALLS = Path(__file__).parents[1] / "calls"

# What stands in braces is a move or concern, shown by all the words of the turn.
CODES: Mapping[str, Move | Concern] = {str(code): code for code in (*Move, *Concern)}


def hears(said: str) -> tuple[Concern, ...]:
    """Hear the concerns written into her words."""
    return tuple(c for c in Concern if f"{{{c}}}" in said)


def reads(line: str, said: str = "") -> Reading:  # noqa: ARG001 - a reader's signature
    """Read a line by the codes written into it: "{pressure}"; "{unsure}" and all else is unsure."""
    codes = [code for name, code in CODES.items() if f"{{{name}}}" in line]
    moves = in_precedence(code for code in codes if isinstance(code, Move))
    reading = Reading(
        line=line,
        moves=moves or (Move.OTHER,),
        concerns=tuple(code for code in codes if isinstance(code, Concern)),
        evidence=tuple(
            Evidence(code=code, start=0, end=len(line), text=line, why="The test says so.")
            for code in codes
            if isinstance(code, Concern) or code in moves
        ),
        reader="test",
    )
    if "{unsure}" in line:
        # A reader may be unsure and still have a best guess.
        object.__setattr__(reading, "unsure", True)
    return reading


def marked(text: str, seller: str = "Sam") -> MarkedCall:
    call = parse(text)
    return mark(call, sides(call, seller), reads, hears)


def counts(text: str) -> dict[str, Count]:
    return {count.measure: count for count in countable(marked(text))}


CALL = """
Sam: {acknowledgement} {open_question}
Ines: It's the {money}
Sam: {reflection} {money}
Ines: Mm-hm.
Sam: {information} {closed_question}
Ines: And there's {authority} and the {money}
Sam: {pressure}
Ines: No.
Sam: {unsure} {threat} {commitment_ask} {authority}
Ines: Hm
Sam: {commitment_ask} {money}
Ines: Let me see.
"""


def test_every_number_has_its_turns_and_one_sentence() -> None:
    for count in countable(marked(CALL)):
        assert count.shown
        assert count.explanation.endswith(".")
        assert count.title
        assert all(1 <= mark.turn <= 12 for mark in count.evidence)
        if count.value:
            assert count.turns, count.measure
        assert json.loads(json.dumps(count.as_data()))["turns"] == list(count.turns)


def test_moves_are_shares_of_the_turns_that_could_be_read() -> None:
    found = counts(CALL)
    assert found["moves.open_question"].value == Fraction(1, 5)
    assert found["moves.commitment_ask"].turns == (11,)
    assert found["moves.open_question"].shown == "1 (20%)"
    assert "moves.threat" not in found, "a guess at an unsure line counts for nothing"


def test_an_unsure_line_counts_for_nothing_and_is_named() -> None:
    """Even where the reader has a best guess."""
    found = counts(CALL)
    assert found["unread"].turns == (9,)
    assert "turn 9" in found["unread"].explanation
    assert 9 not in found["asked"].turns
    assert 9 not in found["force"].turns
    assert found["concerns.authority"].value == 0
    line = marked(CALL).lines[8]
    assert line.moves == line.concerns == line.evidence == ()
    assert line.words_for(Move.THREAT) == ""
    data = line.as_data()
    assert (data["unsure"], data["moves"], data["evidence"]) == (True, [], [])


def test_force_is_listed_with_its_words() -> None:
    force = counts(CALL)["force"]
    assert force.value == 1
    assert [(mark.turn, mark.text) for mark in force.evidence] == [(7, "{pressure}")]
    assert "“{pressure}” (turn 7)" in force.explanation


def test_that_nobody_pushed_is_said_as_far_as_could_be_read() -> None:
    assert counts("Sam: Hi\nInes: Hi")["force"].explanation == "Sam never pushed."
    partly = counts("Sam: Hi\nInes: Hi\nSam: {unsure}")["force"].explanation
    assert partly == "Sam never pushed in the turns that could be read."


def test_questions_are_counted_by_the_turn_where_there_are_no_times() -> None:
    found = counts(CALL)
    rate = found["question_rate.per_10_turns"]
    assert (rate.value, rate.turns) == (4, (1, 5))
    assert found["open_share"].value == Fraction(1, 2)
    assert found["open_share"].turns == (1,)


def test_questions_are_counted_by_the_minute_where_there_are_times() -> None:
    text = "[00:30] Sam: {open_question}\n[01:00] Ines: Yes\n[02:00 --> 02:30] Sam: "
    found = counts(text + "{closed_question}")
    assert found["question_rate.per_minute"].value == 1
    assert "2 questions in a call of 2 min" in found["question_rate.per_minute"].explanation


def test_the_questions_of_a_last_turn_without_an_end_are_in_no_rate() -> None:
    """Its length is not known, so that they would be asked in no time."""
    text = "[00:30] Sam: {open_question}\n[01:00] Ines: Yes\n[02:30] Sam: {closed_question}"
    found = counts(text)
    rate = found["question_rate.per_minute"]
    assert (rate.value, rate.turns) == (Fraction(1, 2), (1,))
    assert "in the 2 min from the first time to the last" in rate.explanation
    assert "turn 3, which has no end, are left out" in rate.explanation
    assert found["open_share"].value == Fraction(1, 2)
    half = "[0:30] Sam: {open_question}\n[1:00] Ines: Yes\n[2:00 --> 2:10] Sam: Hi\n[2:30] Sam: "
    assert counts(half + "{open_question}")["question_rate.per_minute"].turns == (1,)


def test_times_that_run_backwards_are_no_length_of_a_call() -> None:
    """As where two recordings stand in one file; the words of one speaker may hide the seam."""
    one = "[10:00 --> 10:30] Sam: {open_question}\n[20:00 --> 20:10] Ines: Yes"
    two = "[00:00 --> 00:10] Sam: {open_question}\n[30:00 --> 30:10] Ines: Yes"
    seam = "[00:00 --> 00:10] Ines: Hello\n[30:00 --> 30:10] Sam: {open_question}"
    for other in (two, seam):
        rate = counts(f"{one}\n{other}")["question_rate.per_10_turns"]
        assert rate.value == 10
        assert "no rate a minute, as the times run backwards." in rate.explanation
    assert "has no time" in counts(CALL)["question_rate.per_10_turns"].explanation


def test_a_monologue_over_a_seam_has_no_length() -> None:
    text = "[1:00 --> 1:10] Sam: One two\n[0:10 --> 2:00] Sam: three\n[2:00 --> 2:01] Ines: No"
    assert counts(text)["longest_monologue.seconds"].value is None


def test_one_time_at_the_beginning_is_no_length_of_a_call() -> None:
    assert "question_rate.per_10_turns" in counts("[00:30] Sam: {open_question}\nInes: Yes")


def test_reflections_are_set_against_questions() -> None:
    ratio = counts(CALL)["reflections_to_questions"]
    assert (ratio.value, ratio.turns, ratio.shown) == (Fraction(1, 2), (3,), "0.5 to 1")
    assert "MITI" in ratio.explanation


def test_without_a_question_there_is_no_ratio_rather_than_an_endless_one() -> None:
    found = counts("Sam: {reflection}\nInes: Yes")
    assert found["reflections_to_questions"].value is None
    assert found["open_share"].value is None
    assert found["question_rate.per_10_turns"].value == 0


def test_talk_is_shared_by_words_and_where_each_cue_has_its_times_by_time() -> None:
    text = "[0:00 --> 0:30] Sam: one two three\n[0:30 --> 0:40] Ines: four"
    found = counts(text)
    assert found["talk_ratio.words"].value == Fraction(3, 4)
    assert found["talk_ratio.time"].value == Fraction(3, 4)
    half = counts("[0:00 --> 0:30] Sam: one two three\n[0:30] Ines: four")
    assert half["talk_ratio.time"].value is None
    assert "no target is claimed" in found["talk_ratio.words"].explanation


def test_everybody_but_the_salesperson_is_on_the_other_side() -> None:
    found = counts("Sam: one two\nInes: three {money}\nRob: four\nSam: five {money}")
    assert found["talk_ratio.words"].value == Fraction(4, 7)
    assert found["concerns.money"].turns == (2, 4)


def test_a_monologue_runs_over_nods() -> None:
    text = (
        "[0:00 --> 0:10] Sam: One two three.\n[0:10 --> 0:11] Ines: Mm-hm.\n"
        "[0:11 --> 0:20] Sam: Four five.\n[0:20 --> 0:21] Ines: Right, I see it.\n"
        "[0:21 --> 0:30] Sam: Six seven eight nine.\n[0:30 --> 0:31] Ines: Okay."
    )
    found = counts(text)
    assert found["longest_monologue.words"].value == 5
    assert found["longest_monologue.words"].turns == (1, 3)
    assert found["longest_monologue.seconds"].value == 20
    assert "turn 1" in found["longest_monologue.words"].explanation


def test_a_nod_after_a_question_is_its_answer() -> None:
    found = counts("Sam: One two, right?\nInes: Yes.\nSam: Three four five six.\nInes: No way.")
    assert found["longest_monologue.words"].turns == (3,)


@pytest.mark.parametrize(
    ("text", "nods"),
    [
        ("Mm-hm.", True),
        ("Yeah, yeah…", True),
        ("Of course", True),
        ("Oh, right!", True),
        ("Right?", False),
        ("No.", False),
        ("Right, but no.", False),
        ("…", False),
        ("Yes yes yes yes", False),
    ],
)
def test_a_back_channel_says_go_on_and_no_more(text: str, nods: object) -> None:
    assert is_back_channel(text) is nods


def test_a_concern_is_taken_up_only_after_it_was_raised() -> None:
    found = counts("Sam: {money}\nInes: {money}\nSam: {information}\nInes: Well")
    concern = found["concerns.money"]
    assert (concern.value, concern.turns, concern.shown) == (0, (2,), "not taken up")
    assert found["concerns"].value == 0
    found = counts(CALL)
    assert found["concerns.money"].turns == (2, 3, 6, 11)
    assert found["concerns"].shown == "1 of 2"
    assert "Raised in turns 2 and 6, taken up in turns 3 and 11." in (
        found["concerns.money"].explanation
    )


def test_where_the_business_was_asked_for_is_named() -> None:
    assert "turn 11" in counts(CALL)["asked"].explanation
    assert counts("Sam: Hi\nInes: Hi")["asked"].explanation == "Sam never asked for the business."


def test_where_no_turn_could_be_read_nothing_is_said_of_moves() -> None:
    """Not even that there were none."""
    found = counts("Sam: {unsure} {pressure}\nInes: {money}")
    assert {name.split(".")[0] for name in found} == {"talk_ratio", "longest_monologue", "unread"}


def test_a_line_is_read_as_an_answer_to_all_that_was_said_since_the_last() -> None:
    heard = []

    def listening(line: str, said: str = "") -> Reading:
        heard.append((line, said))
        return reads(line, said)

    call = parse("Sam: Hi\nInes: One\nRob: Two\nSam: Three\nInes: Four")
    mark(call, sides(call, "Sam"), listening)
    assert heard == [("Hi", ""), ("Three", "One Two")]


def test_the_reader_finds_what_is_raised_and_taken_up_in_plain_words() -> None:
    call = read_transcript(CALLS / "nursery.vtt")
    found = {c.measure: c for c in countable(mark(call, sides(call, "rowan")))}
    assert 5 in found["moves.open_question"].turns
    assert found["asked"].turns == (11,)
    assert found["force"].value == 0
    assert {6, 7} <= set(found["concerns.money"].turns)
    assert {8, 9} <= set(found["concerns.authority"].turns)
    assert found["longest_monologue.words"].turns == (3, 5)


LINES = st.lists(
    st.tuples(
        st.sampled_from(["Sam", "Ines", "Rob"]),
        st.lists(st.sampled_from([*(f"{{{c}}}" for c in CODES), "well", "yes", "{unsure}"]))
        .map(" ".join)
        .filter(bool),
    ),
    min_size=2,
    max_size=15,
)


@settings(max_examples=80)
@given(LINES)
def test_counts_add_up_whatever_is_said(spoken: list[tuple[str, str]]) -> None:
    lines = [("Sam", "well"), ("Ines", "yes"), *spoken]
    call = marked("\n".join(f"{who}: {text}" for who, text in lines))
    found = {count.measure: count for count in countable(call)}
    sold = {line.turn.number for line in call.sold}
    unread = set(found["unread"].turns)
    assert sum(call.call.spoken.values()) == sum(count_words(text) for _, text in lines)
    for name, count in found.items():
        if not name.startswith("concerns"):
            assert set(count.turns) <= sold, name
        if name != "unread" and not name.startswith(("talk", "longest")):
            assert not set(count.turns) & unread, name
        if name.startswith(("moves.", "open_share", "talk_ratio")) and count.value is not None:
            assert 0 <= count.value <= 1
    if "force" in found:
        pushing = {line.turn.number for line in call.readable if FORCE & set(line.moves)}
        assert set(found["force"].turns) == pushing
