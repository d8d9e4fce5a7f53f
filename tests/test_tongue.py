"""Another language: its catalogue is whole, and its files match the English ones."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from doorknob.course import Course
from doorknob.exercises.base import Exercise
from doorknob.exercises.registry import kind, read_exercise
from doorknob.lab.folder import Desk, lay_out
from doorknob.publish.cohort import read_cohort
from doorknob.publish.plan import plan
from doorknob.publish.prepare import read_notebook
from doorknob.tongue import (
    DOMAIN,
    LOCALE,
    listed,
    number,
    percentage,
    quoted,
    said_in,
    say_many,
    speak,
    spoken,
    words,
)
from said import all_said, begun

LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())
TRANSLATED = sorted((Path(__file__).parents[1] / "exercises").glob("*/0*.yaml"))


# What a sentence does without in another language's grammar.
MAY_LACK = {"It is also the line that changed most in {them}.": {"them"}}


@cache
def entries(language: str) -> tuple[Message, ...]:
    """Give what people have written, text by text."""
    path = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as file:
        return tuple(one for one in read_po(file) if one.id)


@cache
def catalogue(language: str) -> dict[str, str]:
    """Give every text, each of its plurals by itself, with what is said for it."""
    return {
        str(text): str(told)
        for one in entries(language)
        for text, told in zip(forms(one.id), forms(one.string), strict=False)
    }


def forms(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.fixture
def german() -> Iterator[None]:
    speak("de-DE")
    yield
    speak("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_said_is_translated(language: str) -> None:
    """A text that is new in the code, in a report or in a script must come into every catalogue."""
    said = all_said()
    assert len(said) > 500
    assert said - catalogue(language).keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_translated_that_nobody_says(language: str) -> None:
    """What is left of texts that are gone is found."""
    assert {forms(one.id)[0] for one in entries(language)} - all_said() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_is_whole(language: str) -> None:
    """None is empty, or only guessed at; there are as many plurals as the language has."""
    path = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as file:
        known = read_po(file)
    for one in entries(language):
        assert all(told.strip() for told in forms(one.string)), one.id
        assert not one.fuzzy, one.id
        assert isinstance(one.string, str) or len(one.string) == known.num_plurals, one.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_slots_of_its_text(language: str) -> None:
    """A slot that was mistyped would stand there as it is, or fail."""

    def slots(text: str) -> set[str | None]:
        if "{{" in text:  # a report's prose
            return set(re.findall(r"\{\{ *(\w+) *\}\}", text))
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    for one in entries(language):
        texts = forms(one.id)
        for at, told in enumerate(forms(one.string)):
            wanted = slots(texts[min(at, len(texts) - 1)])
            assert slots(told) == wanted - MAY_LACK.get(texts[0], set()), one.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_is_what_was_written(language: str) -> None:
    """The compiled catalogue is made of the one that people write."""
    read = gettext.translation(DOMAIN, LOCALE, [language])
    for one in entries(language):
        if isinstance(one.id, str):
            assert read.gettext(one.id) == one.string
        else:
            counted = {read.ngettext(*one.id, count) for count in (0, 1, 2, 5, 1_000_000)}
            assert counted == set(one.string)


def test_in_german_nobody_is_called_du() -> None:
    """Learners and trainers are addressed as "Sie", as in the lesson."""
    told = " ".join(catalogue("de").values())
    assert re.findall(r"\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]eine?[mnrs]?|[Ee]uch|[Ee]ure?)\b", told) == []


def test_a_catalogue_for_another_language_begins_with_every_text() -> None:
    """Nothing is said yet in it, and it has as many plurals as that language."""
    made = [one for one in begun("pl") if one.id]
    assert {forms(one.id) for one in made} == {forms(one.id) for one in entries("de")}
    assert not any("".join(one.string or "") for one in made)
    assert begun("pl").num_plurals == 3


@pytest.mark.usefixtures("german")
def test_numbers_and_lists_are_written_as_the_language_does() -> None:
    """With its own signs, and its own plurals."""
    assert number("1,234.5") == "1.234,5"
    assert number("-0.25") == "−0,25"
    assert percentage(0.5) == "50\N{NO-BREAK SPACE}%"
    assert listed(["a", "b", "c"]) == "a, b und c"
    assert quoted("Nein") == "„Nein“"
    counted = [say_many("{count} line", "{count} lines", count) for count in (1, 2)]
    assert counted == ["1 Zeile", "2 Zeilen"]


@pytest.mark.usefixtures("german")
def test_what_has_no_translation_stays_english() -> None:
    """So does everything in a language without a catalogue."""
    assert said_in("de", "Nobody ever said this.") == "Nobody ever said this."
    assert said_in("xx", "Hand in") == "Hand in"
    script = 'worded("Hand in"), "Nobody ever said this."'
    assert words(script) == {"Hand in": "Abgeben"}
    assert spoken() == "de"
    speak("en-GB")
    assert words(script) == {}
    speak("xx")
    assert spoken() == "en"


def shape(exercise: Exercise) -> list[object]:
    """Give what grading goes by: ids, which is right, what it is worth."""
    return [
        (
            item.id,
            item.points if hasattr(item, "points") else None,
            [
                (one.id, getattr(one, "correct", None), getattr(one, "to", None))
                for name in ("options", "cards", "groups", "matches", "steps", "fields")
                for one in getattr(item, name, ())
            ],
        )
        for item in getattr(exercise, "items", ())
    ]


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_translated_exercise_is_graded_like_the_english_one(path: Path) -> None:
    """An answer is kept by ids, and must mean the same whoever reads the journal."""
    translated, english = read_exercise(path), read_exercise(path.parents[1] / path.name)
    assert shape(translated) == shape(english)
    # The reader knows English alone: what it would judge, a person does.
    asks = [
        (a.ask, b.ask)
        for a, b in zip(
            getattr(translated, "items", ()), getattr(english, "items", ()), strict=True
        )
        if hasattr(a, "ask")
    ]
    assert all(own == other or (own, other) == ("write", "rewrite") for own, other in asks)
    assert "rewrite" not in {own for own, _ in asks}


def test_the_german_lesson_has_every_part_of_the_english_one(course: Course) -> None:
    """None is left out, and what can't be had in German is told on the page."""
    english = read_notebook(course.lesson_notebook("01-how-to-lose-a-deal"))
    german = read_notebook(course.read_in("de").lesson_notebook("01-how-to-lose-a-deal"))
    assert [c.id for c in german.cells] == [c.id for c in english.cells]
    assert "versteht nur Englisch" in german.cells[0].source
    same = {c.id for c in english.cells if c.cell_type == "markdown"} & {
        c.id for c in german.cells if any(c.source == other.source for other in english.cells)
    }
    assert same == set()


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("key", [False, True])
@pytest.mark.parametrize("path", TRANSLATED, ids=lambda p: p.stem)
def test_no_english_word_of_ours_is_left_on_a_german_sheet(
    course: Course, path: Path, *, key: bool
) -> None:
    """Neither for learners nor for the trainer."""
    exercise = read_exercise(path)
    values = read_cohort(course, "german").values()
    html = kind(exercise.kind).worksheet(exercise, course.scenario, values, key=key)
    sheet = re.sub(r"<[^>]*>", "\n", html)
    left = {
        text
        for text, told in catalogue("de").items()
        if text not in {told, "all", "or"}  # which are German, too, or begin a German word
        and re.search(rf"^\W*{re.escape(text)}\b", sheet, re.MULTILINE)
    }
    assert left == set()


def test_a_german_learner_finds_german_notebooks(course: Course, tmp_path: Path) -> None:
    """In the lab as on paper, and with the cohort's values in them."""
    lay_out(Desk(root=tmp_path, course=course, cohort=read_cohort(course, "german")))
    sheet = (tmp_path / "exercises/01-what-she-needs.ipynb").read_text(encoding="utf-8")
    lesson = (tmp_path / "lessons/01-how-to-lose-a-deal.ipynb").read_text(encoding="utf-8")
    assert "# Was braucht sie?" in sheet
    assert "Jannik von Wegwerk" in lesson


def test_a_german_paper_says_so_and_an_english_one_does_too(course: Course) -> None:
    """Hyphenation, and a screen reader's voice, go by the language of the text itself."""
    made = {one.target: one for one in plan(course, read_cohort(course, "german"))}
    lesson = made["trainer/01-how-to-lose-a-deal"]
    assert lesson.page["lang"] == "de-DE"
    assert lesson.page["title"] == "Wie man ein Geschäft verliert"
    assert "Lösungen" in lesson.page["subtitle"]
    assert lesson.values["price_per"].replace("\xa0", " ") == "59 € im Monat"
    # Reports are written once, and said in German.
    assert made["report"].page["lang"] == "de-DE"
    assert made["report"].page["title"] == "Frühjahrsgruppe: die Gruppe auf einen Blick"
