"""Transcripts of real calls: every word is kept, and who said it, or the error says what to do."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from fractions import Fraction
from html import escape
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from doorknob.coaching.calls.decoding import MOST_BYTES, decoded
from doorknob.coaching.calls.files import MOST_TURNS, parse, parse_bytes, read_transcript
from doorknob.coaching.calls.sides import sides
from doorknob.coaching.calls.source import one_line
from doorknob.coaching.calls.turns import Cue, Kind, Transcript, merged
from doorknob.errors import BadParameter, InvalidTranscript, NotFound, Problem

CALLS = Path(__file__).parents[1] / "calls"
PEOPLE = [
    "Rowan Pike",
    "Delia Marsh",
    "Dr. Ana de la Cruz",
    "SPEAKER_02",
    "李雷",
    "O'Hara-Lund (Kew)",
]


def said(call: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in call.turns]


def faults(text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(InvalidTranscript) as caught:
        parse_bytes(text if isinstance(text, bytes) else text.encode(), "call.txt")
    return caught.value.problems


def vtt(*cues: str) -> str:
    times = "00:00:01.000 --> 00:00:02.000"
    return "WEBVTT\n\n" + "\n\n".join(f"{times}\n{cue}" for cue in cues)


# --- The three kinds ------------------------------------------------------------------------------


def test_one_call_in_three_kinds_gives_the_same_turns() -> None:
    """Speakers, words and times; only the lines of the file differ."""
    calls = [read_transcript(CALLS / f"nursery.{ending}") for ending in ("vtt", "srt", "txt")]
    assert [call.kind for call in calls] == [Kind.WEBVTT, Kind.SUBRIP, Kind.NAMED]
    first, *others = ([attrs.evolve(turn, line=0) for turn in call.turns] for call in calls)
    assert others == [first, first]
    assert [turn.number for turn in first] == list(range(1, 13))
    assert not any(call.remarks for call in calls)


def test_the_kind_is_told_from_what_is_in_a_file(tmp_path: Path) -> None:
    for ending in ("vtt", "srt", "txt"):
        path = tmp_path / "call.txt"
        path.write_bytes((CALLS / f"nursery.{ending}").read_bytes())
        assert len(read_transcript(path).turns) == 12


@pytest.mark.parametrize(
    ("line", "spoken"),
    [
        ("<v Rowan Pike>Good <i>morning</i>.</v>", ("Rowan Pike", "Good morning.")),
        ("<v.loud.first Rowan>Good morning.", ("Rowan", "Good morning.")),
        (
            "<v Rowan>Hours &amp; <00:00:01.500><c.low>days</c> &lt;b&gt;",
            ("Rowan", "Hours & days <b>"),
        ),
        ("<v R&amp;D>One\ntwo", ("R&D", "One two")),
        ("<v <script>x</script>Eve>Hi</v>\n<v Rowan>Hi", ("Rowan", "Hi")),
    ],
)
def test_tags_of_webvtt_become_speakers_and_plain_words(line: str, spoken: tuple[str, str]) -> None:
    assert spoken in said(parse(vtt("<v Delia>Hello.", line, "<v Delia>Yes.")))


@pytest.mark.parametrize("cue", ["Rowan: Hi.", "[Rowan] Hi.", "<i>Rowan:</i> Hi.", ">> Rowan: Hi."])
def test_cues_without_voice_tags_may_begin_with_names(cue: str) -> None:
    assert said(parse(vtt(cue, "Delia: Hello."))) == [("Rowan", "Hi."), ("Delia", "Hello.")]


def test_sounds_in_brackets_are_no_speakers() -> None:
    call = parse(vtt("[Rowan] Hi.", "[laughs] Well.", "[Delia] Hello."))
    assert said(call) == [("Rowan", "Hi. [laughs] Well."), ("Delia", "Hello.")]


def test_one_voice_tag_does_not_take_the_names_from_cues_without() -> None:
    call = parse(vtt("<v Sam>Is it?", "Ines: Yes.", "[Rob] No.", "it is.", "sam: I see."))
    assert said(call) == [
        ("Sam", "Is it?"),
        ("Ines", "Yes."),
        ("Rob", "No. it is."),
        ("Sam", "I see."),
    ]


def test_two_speakers_in_one_cue_share_its_time_by_their_words() -> None:
    call = parse("1\n0:00:10,0 --> 0:00:14,0\n- Rowan: Shall we?\n- Delia: Yes, please do start.\n")
    assert [(t.start, t.end) for t in call.turns] == [(10, Fraction(34, 3)), (Fraction(34, 3), 14)]


def test_comments_styles_settings_and_headers_are_not_said() -> None:
    text = (
        "\ufeffWEBVTT Kind: captions\nX-TIMESTAMP-MAP=LOCAL:00:00\n\nNOTE\nnot said\n\n"
        "STYLE\n::cue { }\n\nREGION\nid:fred\n\nintro\n01:02.5 --> 01:04 align:start line:0\n"
        "<v Rowan>Hi.\n\nNOTE nor this\n\n100:01:02.000 --> 100:01:03.000\n<v Delia>Hello."
    )
    call = parse(text)
    assert said(call) == [("Rowan", "Hi."), ("Delia", "Hello.")]
    assert call.turns[0].start == Fraction(125, 2)
    assert call.turns[1].end == 360_063


def test_webvtt_without_a_blank_line_under_its_header_is_read() -> None:
    assert len(parse("WEBVTT\n00:01.000 --> 00:02.000\nRowan: Hi\nDelia: Hello").turns) == 2


def test_subrip_is_read_without_blank_lines_and_with_other_marks() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000 X1:40\n{\\an8}Rowan: It costs\n40\n2\n"
        "00:00:03.000 --> 00:00:04.000\n<font color=red>Delia: Hm.</font>\n"
    )
    assert said(parse(text)) == [("Rowan", "It costs 40"), ("Delia", "Hm.")]


def test_what_follows_a_blank_line_within_a_cue_is_kept_and_named() -> None:
    call = parse(
        "1\n00:00:01,0 --> 00:00:02,0\nRowan: One\n\nand two.\n\n"
        "2\n00:00:03,0 --> 00:00:04,0\nDelia: Yes."
    )
    assert said(call)[0] == ("Rowan", "One and two.")
    assert [(r.line, "cue before" in r.message) for r in call.remarks] == [(5, True)]


def test_a_cue_that_names_nobody_goes_on_with_the_speaker_before_and_is_named() -> None:
    call = parse(vtt("<v Rowan>One", "and two.", "<v Delia>Yes."))
    assert said(call)[0] == ("Rowan", "One and two.")
    assert "a cue names nobody" in call.remarks[0].message


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("[00:01:02] Delia: Yes.", 62),
        ("[1:02]Delia: Yes.", 62),
        ("(01:02) Delia: Yes.", 62),
        ("01:02 Delia: Yes.", 62),
        ("1:01:02.5 - Delia: Yes.", Fraction(7325, 2)),
        ("[01:02 --> 01:05] Delia: Yes.", 62),
        ("Delia [01:02]: Yes.", 62),
        ("Delia (01:02):\nYes.", 62),
        ("Delia  1:02\nYes.", 62),
        ("00:01:02\nDelia: Yes.", 62),
        ("[01:02]\nDelia: Yes.", 62),
        ("**Delia:** Yes.", None),
        ("Delia：Yes.", None),
    ],
)
def test_plain_text_may_have_times_in_many_places(line: str, start: Fraction | None) -> None:
    call = parse(f"Rowan: Shall we?\n{line}\n")
    assert said(call) == [("Rowan", "Shall we?"), ("Delia", "Yes.")]
    assert call.turns[1].start == start


def test_lines_without_a_name_go_on_and_comments_are_skipped() -> None:
    text = (
        "# made up\n\nRowan: One\n  two\n\n# no word\nthree\nDelia: When?\nRowan:\n10:30\nor 10:45."
    )
    assert said(parse(text)) == [
        ("Rowan", "One two three"),
        ("Delia", "When?"),
        ("Rowan", "10:30 or 10:45."),
    ]


def test_a_time_that_is_said_stays_said() -> None:
    text = "Rowan: When?\nDelia: Let me see.\n10:30 would suit me.\n(11:00) too\nRowan: Good."
    assert said(parse(text))[1] == ("Delia", "Let me see. 10:30 would suit me. (11:00) too")


@pytest.mark.parametrize(
    "line",
    [
        "Here's the thing: it stays unused.",
        "So: it stays unused.",
        "What I mean: it stays unused. Really: unused.",
        "See https://x.example/a: it stays unused.",
        "I said it. Twice: it stays unused.",
    ],
)
def test_a_colon_in_a_sentence_makes_no_speaker(line: str) -> None:
    """Even where the same words begin two lines."""
    call = parse(f"Rowan: Yes?\nDelia: Well.\n{line}\nRowan: I see.\nDelia: Right.\n{line}")
    assert set(call.spoken) == {"Rowan", "Delia"}


def test_a_name_in_small_letters_counts_where_it_comes_back() -> None:
    call = parse("rowan: Yes?\ndelia: Well, one point: no.\nrowan: I see.\ndelia: Right.")
    assert list(call.spoken) == ["rowan", "delia"]


def test_a_speaker_is_one_however_the_name_is_written() -> None:
    assert said(parse("Rowan: One\nROWAN: two\nDelia: Yes")) == [
        ("Rowan", "One two"),
        ("Delia", "Yes"),
    ]


def test_what_stands_before_the_first_name_is_left_out_and_named() -> None:
    call = parse("Call of 3 March\nDate: 3 March\nAttendees: both\nRowan: Hi\nDelia: Hello")
    assert said(call) == [("Rowan", "Hi"), ("Delia", "Hello")]
    assert [remark.line for remark in call.remarks] == [1]


def test_times_that_run_backwards_are_kept_in_the_file_s_order_and_named() -> None:
    text = "[01:00] Rowan: One.\n[00:30] Delia: Two.\n[02:00 --> 01:50] Rowan: Three."
    call = parse(text, "a.txt")
    assert [turn.text for turn in call.turns] == ["One.", "Two.", "Three."]
    (remark,) = call.remarks
    assert (remark.line, "backwards 2 times" in remark.message) == (2, True)
    assert call.turns[2].seconds is None


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("[12/03/2024, 14:02:11] Sam: Is it?\n[12/03/2024, 14:03:00] An: Yes.", (50531, 50580)),
        ("[3/31/24, 2:02:11 PM] Sam: Is it?\n[4/1/24, 2:02:11 AM] An: Yes.", (50531, 93731)),
        ("12/03/2024, 14:02 - Sam: Is it?\n12/03/2024, 14:03 - An: Yes.", (50520, 50580)),
        ("31.12.23, 23:59 - Sam: Is it?\n01.01.24, 00:01 - An: Yes.", (86340, 86460)),
        ("3/12/24, 12:02 PM - Sam: Is it?\n3/12/24, 1:02 PM - An: Yes.", (43320, 46920)),
        ("2024-03-12 14:02 Sam: Is it?\n2024-03-12 14:03 An: Yes.", (50520, 50580)),
        (
            "2024-03-12T14:02:11Z Sam: Is it?\n2024-03-12T14:03:00.5+01:00 An: Yes.",
            (50531, 50580.5),
        ),
        ("[2024-03-12T14:02:11Z] Sam: Is it?\n[2024-03-12 14:03] An: Yes.", (50531, 50580)),
        ("Sam (2:02 PM): Is it?\nAn [12/03/2024 2:03 pm]: Yes.", (50520, 50580)),
        ("Sam 0:00\nIs it?\n\nAn 0:04\nYes.", (0, 4)),
        ("Sam  2:02 PM\nIs it?\nAn  2:03 PM\nYes.", (50520, 50580)),
        ("Sam 2:02 PM\nIs it?\nAn 2:03 PM\nYes.", (50520, 50580)),
        ("[Sam] Is it?\n[An] Yes.", (None, None)),
        ("[2:02 PM] Sam: Is it?\n[2:03 PM - 2:04 PM] An: Yes.", (50520, 50580)),
    ],
)
def test_what_chats_and_recorders_export_is_read(text: str, starts: tuple[float, float]) -> None:
    text = text.replace("An", "Ines").replace("Sam", "Sam Okafor")
    call = parse(text)
    assert said(call) == [("Sam Okafor", "Is it?"), ("Ines", "Yes.")]
    assert tuple(turn.start for turn in call.turns) == starts
    assert not call.remarks


def test_a_colon_under_names_with_times_names_nobody() -> None:
    """And a day on a line of its own is a name only where there is nothing else."""
    call = parse(
        "Sam Okafor 0:00\nGreat: we start.\n\nInes 0:04\nGood: yes.\n\nSam Okafor 0:09\nHm"
    )
    assert list(call.spoken) == ["Sam Okafor", "Ines"]
    call = parse("Sam: When?\nInes: Let us\nMeet Tuesday 10:30\nor at 10:30 am\nSam: Good.")
    assert said(call)[1] == ("Ines", "Let us Meet Tuesday 10:30 or at 10:30 am")


def test_brackets_are_names_even_where_one_colon_stands() -> None:
    call = parse("[Sam] Is it?\n[Ines] Yes.\nPlainly: it is.\n[laughs] Hm.")
    assert {"Sam", "Ines"} <= set(call.spoken)
    (fault,) = faults("Sam: Is it?\n[Slide] Yes.")
    assert "only 'Sam' speaks" in fault.message


def test_where_nobody_is_named_the_first_line_is_quoted_with_what_was_tried() -> None:
    (fault,) = faults(f"\n  good   morning\nhello {'x' * 99}")
    assert "begins 'good morning'." in fault.message
    assert "before a colon, in brackets and, with a time, over" in fault.message
    (fault,) = faults(vtt("Good morning"))
    assert "names in tags" in fault.message


# --- Names that sentences begin with -------------------------------------------------------------


@pytest.mark.parametrize("name", ["An", "So", "Do", "In", "Else"])
def test_a_short_word_that_comes_back_in_turn_with_others_is_a_name(name: str) -> None:
    text = f"Sam: Is it the price?\n{name}: Yes, the money.\nBoss: What would help?\n{name}: Less."
    call = parse(text)
    assert [turn.speaker for turn in call.turns] == ["Sam", name, "Boss", name]
    assert not call.remarks


def test_a_short_word_in_small_letters_is_a_name_where_only_one_would_speak() -> None:
    call = parse("sam: is it?\nan: yes.\nsam: i see.\nan: so: less.")
    assert [turn.speaker for turn in call.turns] == ["sam", "an", "sam", "an"]
    call = parse("sam: is it?\nso: is it?\nines: no.\nso: no.\nsam: i see.\nines: yes.")
    assert list(call.spoken) == ["sam", "ines"]
    assert "'so:'" in call.remarks[0].message


@pytest.mark.parametrize(
    "name",
    [
        "Sam Okafor, Senior Account Executive at Acme",
        "Professor Maria van der Berg de la Cruz",
    ],
)
def test_a_long_name_that_comes_back_is_a_name(name: str) -> None:
    call = parse(f"{name}: Is it the price?\nInes: Yes.\n{name}: I see.\nInes: Good.")
    assert [turn.speaker for turn in call.turns] == [name, "Ines", name, "Ines"]


@pytest.mark.parametrize(
    "name",
    ["An", "boss", "delia marsh", "Marsh, Delia", "Ana Diaz, Head of Sales and Growth at Acme"],
)
def test_what_looks_like_a_name_and_is_taken_for_none_is_named(name: str) -> None:
    call = parse(f"Sam: Is it the price?\n{name}: Yes it is.\nInes: Well.", "a.txt")
    assert list(call.spoken) == ["Sam", "Ines"]
    (remark,) = call.remarks
    assert remark.line == 2
    assert remark.message == (
        f"line 2 begins like a name, '{name}:', and was taken as Sam's words."
    )
    assert remark.fix


def test_lines_that_come_back_share_a_remark_and_cues_have_theirs() -> None:
    call = parse(vtt("Sam: Is it?\nSo: it is.", "Ines: Well.\nso: that", "an: no."))
    assert [(remark.line, remark.message[:40]) for remark in call.remarks[-2:]] == [
        (5, "lines 5, 9 begin like a name, 'So:', and"),
        (12, "line 12 begins like a name, 'an:', and w"),
    ]
    assert "as Sam's, Ines's words" in call.remarks[-2].message


def test_many_doubtful_names_make_no_endless_list() -> None:
    doubtful = "\n".join(f"{'abcdefghijklmnopqrst'[n]}{n}: x" for n in range(20))
    call = parse(f"Sam: Hi\nInes: Hello\n{doubtful}")
    assert len(call.remarks) == 9


def test_that_only_one_speaks_lists_what_was_taken_for_no_name() -> None:
    (fault,) = faults("Sam: Is it the price?\nAn: Yes.\nSam: I see.\nboss: Hm.")
    assert "only 'Sam' speaks" in fault.message
    assert "Not taken for names: 'An' (line 2), 'boss' (line 4)." in fault.message
    (fault,) = faults("an: Is it?\nso: Yes.")
    assert "'an' (line 1), 'so' (line 2)" in fault.message


# --- What cannot be read --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", None, "nothing that is said"),
        ("\n# a comment\n", None, "nothing that is said"),
        ("WEBVTT\n", None, "read as WebVTT"),
        ("good morning\nhello", 1, "nobody is named"),
        (vtt("Good morning", "Hello"), 3, "'<v Name>' or 'Name: what was said'"),
        ("\nRowan: Hi\nROWAN: Anybody?", 2, "only 'Rowan' speaks"),
        ("1\n00:00:99,000 --> 00:01:00,000\nRowan: Hi", 2, "00:01:02.500 --> 00:01:05.000"),
        ("1\n00:00:09,000 --> 0O:01:00,000\nRowan: Hi", 2, "expected the times of a cue"),
    ],
)
def test_a_fault_is_named_with_its_line_and_what_was_expected(
    text: str, line: int | None, told: str
) -> None:
    (fault,) = faults(text)
    assert fault.line == line
    assert told in fault.message
    assert fault.fix


def test_all_faults_come_at_once_but_no_endless_list() -> None:
    found = faults("00:99 --> 00:01\nRowan: Hi\n\n" * 500)
    assert [fault.line for fault in found[:3]] == [1, 4, 7]
    assert len(found) == 21
    assert "480 more" in found[-1].message


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"PK\x03\x04\x14\x00", "a Word, OpenDocument or ZIP file"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x00\x00\x00\x20ftypM4A ", "a sound file or video"),
        (b'{"turns": []}', "JSON"),
        (b"<!DOCTYPE html><p>", "a web page"),
        (b"Rowan: Hi\n\x00\x01\x02", "bytes that are none"),
        (b"\xff\xfeR", "begins as UTF-16 does"),
        ("Роуан: привет. Делия: да".encode("koi8-r"), "neither UTF-8 nor Windows-1252"),
        (b"x" * (MOST_BYTES + 1), "longer than the 2,000,000 bytes"),
    ],
)
def test_what_is_no_transcript_is_called_by_its_name(raw: bytes, told: str) -> None:
    (fault,) = faults(raw)
    assert told in fault.message
    assert fault.fix


def test_utf_8_with_a_damaged_place_is_not_taken_for_another_encoding() -> None:
    text = "Rowan: “Naïve”\nDelia: “Ça va” – “très bien”".encode()
    (fault,) = faults(text.replace(b"\xc3\xa8", b"\xc3"))
    assert fault.line == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_transcript_s_encoding_is_told_and_a_guess_is_named(encoding: str) -> None:
    text = "Zoë: “Good morning”, said she…\nDelia: A café, you say?\n"
    call = parse_bytes(text.encode(encoding), "a.txt")
    assert said(call)[0] == ("Zoë", "“Good morning”, said she…")
    assert [remark.line for remark in call.remarks] == ([1] if encoding == "cp1252" else [])


def test_too_many_turns_are_refused() -> None:
    (fault,) = faults("A: x\nB: y\n" * (MOST_TURNS // 2) + "A: x\n")
    assert "5,001 turns; at most 5,000" in fault.message


def test_control_and_hidden_characters_never_get_through() -> None:
    call = parse("R\x1bo\u202ewan\u200b: \x1b[31mHi\x07\nDelia\x00: a\u2028b\ud800\n")
    assert said(call) == [("Rowan", "Hi"), ("Delia", "a b\ufffd")]
    told = [
        "an escape sequence left out, here first.",
        "3 control characters left out, here first.",
    ]
    assert [remark.message for remark in call.remarks] == told


@pytest.mark.parametrize(
    "name",
    [
        "\x1b[1;32m{}\x1b[0m",
        "\x1b[38:5:4m\x1b[K{}\x1b[m",
        "\x9b31m{}\x9b0m",
        "\x1b]8;;https://x.example\x1b\\{}\x1b]8;;\x1b\\",
        "\x1b]0;a title: here\x07{}",
    ],
)
def test_whole_escape_sequences_are_left_out_so_that_names_are_names(name: str) -> None:
    text = "\n".join(f"{name.format(who)}: Is it?" for who in ("Sam", "Ines"))
    call = parse(text)
    assert said(call) == [("Sam", "Is it?"), ("Ines", "Is it?")]
    (remark,) = call.remarks
    assert "escape sequence" in remark.message
    assert remark.line == 1


def test_half_an_escape_sequence_swallows_nothing_that_is_said() -> None:
    call = parse("Sam: Is\x1b]0; it?\nInes: Yes\x1b[\nSam: Good\x07.")
    assert said(call) == [("Sam", "Is]0; it?"), ("Ines", "Yes["), ("Sam", "Good.")]


def test_what_is_raised_comes_with_what_was_left_out() -> None:
    found = faults("Sam: Caf\xe9\x1b[0m\x07".encode("cp1252"))
    assert [fault.message[:17] for fault in found] == [
        "only 'Sam' speaks",
        "an escape sequenc",
        "a control charact",
        "is not UTF-8 and ",
    ]


def test_markup_in_names_and_entities_that_hide_controls_do_nothing() -> None:
    call = parse(vtt("<v &lt;b&gt;Rowan&#27;&#x202e;>Hi &#27;[2J&#8238;there", "<v Delia>Hello"))
    assert said(call) == [("Rowan", "Hi [2Jthere"), ("Delia", "Hello")]


def test_a_missing_file_says_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "monday.vtt").write_text("WEBVTT\n")
    with pytest.raises(NotFound, match=r"Did you mean 'monday.vtt'"):
        read_transcript(tmp_path / "munday.vtt")
    with pytest.raises(InvalidTranscript, match="is a folder"):
        read_transcript(tmp_path)


def test_a_missing_file_s_folder_is_named_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotFound) as caught:
        read_transcript(Path("nosuch.vtt"))
    assert f" in {tmp_path.resolve()}." in str(caught.value)


def test_names_of_files_are_shown_harmless(tmp_path: Path) -> None:
    folder = tmp_path / "a\x1b[31m\u202eb"
    folder.mkdir()
    path = folder / "c\x1b]0;x\x07\nd.txt"
    path.write_text("Sam: Hi\nInes: Hi\nan: no")
    (folder / "\x1b[2J.txt").write_text("Sam: Hi")
    call = read_transcript(path)
    shown = [call.path, *map(str, call.remarks)]
    for bad in (folder, folder / "\x1b[2J.txt", folder / "nosuch\u202e.txt"):
        with pytest.raises((InvalidTranscript, NotFound)) as caught:
            read_transcript(bad)
        shown.append(str(caught.value).replace("\n  ", " "))
    assert len(shown) == 5
    for text in shown:
        assert text.isprintable(), text


# --- Who sells ------------------------------------------------------------------------------------

THREE = parse("Sam Okafor: Hi all there\nSara Lund: Hello\nInes Brandt: Morning\n", "a.txt")


@pytest.mark.parametrize("name", ["Sam Okafor", "sam okafor", "SAM", "sam  o"])
def test_the_beginning_of_a_name_is_enough_in_any_letters(name: str) -> None:
    found = sides(THREE, name)
    assert (found.seller, found.others) == ("Sam Okafor", ("Sara Lund", "Ines Brandt"))


def test_a_whole_name_beats_a_longer_one_that_begins_so() -> None:
    assert sides(parse("Sam: a\nSamira: b"), "sam").seller == "Sam"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("sa", "fits more than one speaker in a.txt: Sam Okafor, Sara Lund"),
        ("", "fits more than one"),
        ("ynes", "Did you mean 'Ines Brandt'"),
        ("Sam Okafro", "Did you mean 'Sam Okafor'"),
        ("zebedee", "Known: Sam Okafor, Sara Lund, Ines Brandt"),
    ],
)
def test_a_name_that_fits_not_one_is_answered_with_those_that_are_meant(
    name: str, told: str
) -> None:
    with pytest.raises(BadParameter) as caught:
        sides(THREE, name)
    assert told in str(caught.value)


def test_the_salesperson_is_never_guessed_from_two_plain_names() -> None:
    """The error says how much each speaks, and what to type."""
    with pytest.raises(BadParameter) as caught:
        sides(parse("Sam: One two three\nInes: Four", "a.txt"))
    told = str(caught.value)
    for part in (
        "Sam said 3 words (75%)",
        "Ines said 1 word (25%)",
        '--seller "Sam" or --seller "Ines"',
    ):
        assert part in told


@pytest.mark.parametrize(
    ("one", "other", "seller"),
    [
        ("Seller", "Prospect", "Seller"),
        ("Customer 1", "Rowan", "Rowan"),
        ("Delia", "SALES REP", "SALES REP"),
    ],
)
def test_names_that_tell_the_part_decide_and_the_reader_is_told(
    one: str, other: str, seller: str
) -> None:
    found = sides(parse(f"{one}: Hello\n{other}: Hi"))
    assert found.seller == seller
    assert repr(seller) in found.remarks[0].message
    assert "--seller" in found.remarks[0].fix


def test_among_three_nobody_is_guessed() -> None:
    with pytest.raises(BadParameter, match="who sells"):
        sides(parse("Seller: Hi\nProspect: Hello\nRob: Hello"))


# --- Whatever is written --------------------------------------------------------------------------

WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Cn"), exclude_characters="{"),
    min_size=1,
    max_size=40,
).map(one_line)


@st.composite
def cues(draw: st.DrawFn) -> list[Cue]:
    """Give a call's cues: two speakers at least, times that run forward to the millisecond."""
    names = draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=8))
    assume(len(set(names)) > 1)
    clock, made = 0, []
    for name in names:
        start = clock + draw(st.integers(0, 9_000))
        clock = start + draw(st.integers(0, 4_000_000))
        text = draw(WORDS.filter(bool))
        start_s, end_s = Fraction(start, 1000), Fraction(clock, 1000)
        made.append(Cue(speaker=name, text=text, line=0, start=start_s, end=end_s))
    return made


def stamp(time: Fraction | None, mark: str) -> str:
    whole = int((time or 0) * 1000)
    hours, minutes, seconds = whole // 3_600_000, whole // 60_000 % 60, whole // 1000 % 60
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{mark}{whole % 1000:03d}"


def times(cue: Cue, mark: str = ".") -> str:
    return f"{stamp(cue.start, mark)} --> {stamp(cue.end, mark)}"


def as_webvtt(made: Sequence[Cue]) -> str:
    blocks = (f"{times(c)}\n<v {escape(c.speaker)}>{escape(c.text)}</v>" for c in made)
    return "WEBVTT\n\n" + "\n\n".join(blocks)


def as_subrip(made: Sequence[Cue]) -> str:
    blocks = (f"{times(c, ',')}\n{c.speaker}: {escape(c.text)}" for c in made)
    return "\n\n".join(f"{number}\n{block}" for number, block in enumerate(blocks, start=1))


def as_named(made: Sequence[Cue]) -> str:
    return "\n".join(f"[{times(c)}] {c.speaker}: {c.text}" for c in made)


@settings(max_examples=60)
@given(cues())
def test_a_call_reads_the_same_however_it_is_written(made: list[Cue]) -> None:
    wanted = merged(made)
    for write in (as_webvtt, as_subrip, as_named):
        found = parse(write(made))
        assert tuple(attrs.evolve(turn, line=0) for turn in found.turns) == wanted, write
        assert not found.remarks


@settings(max_examples=60)
@given(cues(), st.sampled_from(["\r\n", "\r", "\n"]), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_line_ends_and_encoding_change_nothing(made: list[Cue], end: str, encoding: str) -> None:
    text = as_subrip(made)
    raw = text.replace("\n", end).encode(encoding)
    assert parse_bytes(raw, "x").turns == parse(text).turns


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(PEOPLE), WORDS.filter(bool))))
def test_merging_loses_no_word_and_leaves_no_two_turns_of_one_speaker(
    spoken: list[tuple[str, str]],
) -> None:
    turns = merged(Cue(speaker=who, text=text, line=1) for who, text in spoken)
    before = [word for _, text in spoken for word in text.split()]
    assert [word for turn in turns for word in turn.text.split()] == before
    assert all(a.speaker != b.speaker for a, b in pairwise(turns))


PIECES = st.sampled_from(
    [
        "WEBVTT", "NOTE", "1", "", " ", "00:00:01.000 --> 00:00:02.000", "00:05 --> 00:01", "-->",
        "<v Rowan>Hi", "</v>", "<v", "Rowan: Hi", "Delia: Hello", "[Delia] Hello", "[00:01]",
        "0:12", "Delia  0:12", "so: then", "# no", "99:99 --> x", "{\\an8}", "&#0;&#x110000;",
        "Rowan:",
    ]
)  # fmt: skip


@settings(max_examples=150)
@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=12).map("\n".join)))
def test_any_text_is_a_call_or_an_error_of_ours(text: str) -> None:
    with contextlib.suppress(InvalidTranscript):
        call = parse(text)
        assert len(call.spoken) > 1
        for turn in call.turns:
            assert turn.text == one_line(turn.text) != ""
            assert min(turn.text + turn.speaker) >= " "
            assert turn.seconds is None or turn.seconds >= 0


@settings(max_examples=100)
@given(st.binary(max_size=120))
def test_any_bytes_are_text_or_an_error_of_ours(raw: bytes) -> None:
    with contextlib.suppress(InvalidTranscript):
        decoded(raw, "x")


@settings(max_examples=60)
@given(st.lists(WORDS.filter(lambda text: ":" not in text and "：" not in text)))
def test_lines_without_names_lose_no_word(lines: list[str]) -> None:
    """Comments and bracketed times apart, whatever follows a name is said."""
    assume(not any(line.startswith(("#", "[", "WEBVTT")) for line in lines))
    call = parse("\n".join(["Delia: Yes.", "Rowan: So", *lines]))
    assert call.turns[-1].text.split() == ["So", *(word for line in lines for word in line.split())]
