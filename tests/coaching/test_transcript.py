"""Transcripts: everything said is there, nothing said becomes markup."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from doorknob.coaching.transcript import transcript_html, transcript_markdown, transcript_text
from doorknob.language.moves import Concern, Move, in_precedence
from doorknob.language.reading import Evidence, Reading
from doorknob.prospect.conversation import begin
from doorknob.prospect.scenario_file import read_scenario

SCENARIO = Path(__file__).parents[2] / "curriculum" / "scenarios" / "think-it-over.yaml"
NASTY = "<script>alert(\"x\")</script> & '<b>' {{ product }} \x00"


def evidence(line, code, words):
    start = line.index(words)
    return Evidence(code=code, start=start, end=start + len(words), text=words, why="because <so>")


def reading(line, *found):
    """Make a reading from pairs of a code and the words that show it."""
    codes = [code for code, _ in found]
    moves = in_precedence(code for code in codes if isinstance(code, Move))
    return Reading(
        line=line,
        moves=moves,
        concerns=tuple(code for code in codes if isinstance(code, Concern)),
        evidence=tuple(evidence(line, code, words) for code, words in found),
        unsure=not moves,
        reader="test",
    )


@pytest.fixture
def call():
    return begin(read_scenario(SCENARIO), seed=3)


def marks(html):
    return re.findall(r'<mark data-code="([^"]*)"[^>]*>([^<]*)</mark>', html)


class Balance(HTMLParser):
    """Notes the text, and fails on a tag that isn't closed by its like."""

    def __init__(self):
        super().__init__()
        self.open, self.text = [], []

    def handle_starttag(self, tag, _):
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def test_a_call_without_turns_is_its_opening(call):
    html = transcript_html(call, seller="Sam")
    assert html.count("dk-turn") == 1
    assert 'data-who="prospect"' in html
    assert transcript_text(call) == f"Ines: {call.opening}\n"
    assert transcript_markdown(call) == f"**Ines:** {call.opening}\n"


def test_nothing_that_was_said_becomes_markup(call):
    line = f"You need {NASTY}"
    call = call.take(line, reading(line, (Move.PRESSURE, "You need <script>")))
    html = transcript_html(call, seller='Sam <i> "O"')
    assert "<script" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert marks(html) == [("pressure", "You need &lt;script&gt;")]
    balance = Balance()
    balance.feed(html)
    assert not balance.open
    assert line in "".join(balance.text)


def test_of_overlapping_words_those_of_the_leading_move_are_marked(call):
    line = "So it's the money, you need this, don't you?"
    found = reading(
        line,
        (Move.REFLECTION, "So it's the money, you need"),
        (Move.PRESSURE, "you need this"),
        (Move.PRESSURE, "need this, don't you"),
        (Move.REFLECTION, "So it's the money"),
    )
    html = transcript_html(call.take(line, found), seller="Sam")
    assert [(code, unescape(words)) for code, words in marks(html)] == [
        ("reflection", "So it's the money"),
        ("pressure", "need this, don't you"),
    ]


def test_concerns_are_not_marked(call):
    line = "Is it the price?"
    found = reading(line, (Move.CLOSED_QUESTION, "Is it the price"), (Concern.MONEY, "price"))
    assert marks(transcript_html(call.take(line, found), seller="Sam")) == [
        ("closed_question", "Is it the price")
    ]


def test_it_says_what_changed_and_why_only_where_asked(call):
    line = "You need this."
    call = call.take(line, reading(line, (Move.PRESSURE, "You need this")))
    html = transcript_html(call, seller="Sam")
    assert html.count('class="dk-why"') == 1
    assert call.turns[0].effects[0].because in unescape(html)
    assert "Trust: 3 → 2." in html
    assert "dk-why" not in transcript_html(call, seller="Sam", why=False)


def test_a_concern_that_comes_out_is_named(call):
    line = "What would you want to think through?"
    call = call.take(line, reading(line, (Move.OPEN_QUESTION, line[:-1])))
    assert "The money: hidden → stated." in transcript_html(call, seller="Sam")


def test_markdown_lists_moves_and_rules(call):
    line = "What would you\nwant to think through?"
    call = call.take(line, reading(line, (Move.OPEN_QUESTION, "think through")))
    blocks = transcript_markdown(call).rstrip("\n").split("\n\n")
    assert blocks[1:] == [
        "**Sam:** What would you want to think through?",
        "*open_question → open_question*",
        f"**Ines:** {call.said}",
    ]


def test_markdown_says_where_a_line_could_not_be_read_and_how_it_ended(call):
    call = call.take("brzl", reading("brzl"))
    assert "*unsure → unreadable_first*" in transcript_markdown(call)
    for _ in range(3):
        line = "You need this."
        call = call.take(line, reading(line, (Move.PRESSURE, "You need this")))
    assert transcript_markdown(call).endswith("*Outcome: hang_up*\n")
