"""Another language: its catalogue is whole, and its files match the English ones."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from doorknob.course import Course
from doorknob.exercises.base import Exercise
from doorknob.exercises.registry import kind, read_exercise
from doorknob.lab.folder import Desk, lay_out
from doorknob.publish.cohort import read_cohort
from doorknob.publish.plan import plan
from doorknob.publish.prepare import read_notebook
from doorknob.tongue import DOMAIN, LOCALE, said_in, speak, words
from doorknob.widgets import replies

PACKAGE = LOCALE.parent
LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())
TRANSLATED = sorted((Path(__file__).parents[1] / "exercises").glob("*/0*.yaml"))
# Figures are drawn with English words; a German lesson does without them.
LEFT_OUT = {
    *("trust-figure", "concerns-figure", "stages-intro", "stages-figure", "trainer-moves"),
    *("ways-intro", "ways-figure", "evidence-numbers", "evidence-figure"),
}
# What the role-play alone says, which is played in English.
ROLE_PLAY = {
    "CALL_OVER", "SAY_SOMETHING", "CHOOSE_ONE", "ONE_TAKE", "NO_HELP", "NO_SUCH_LINE", "TOO_LONG",
    "WAIT",
}  # fmt: skip


@cache
def catalogue(language: str) -> dict[str, str]:
    path = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id}


def said_in_python() -> Iterator[str]:
    """Find every text that the package says through its catalogues."""
    for path in PACKAGE.rglob("*.py"):
        if "doorknob.tongue" not in path.read_text(encoding="utf-8"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="say"), args=[ast.Constant(value=str(text)), *_]):
                    yield text
                case ast.Call(func=ast.Name(id="said_in"), args=[_, ast.Constant(value=str(text))]):
                    yield text
                case ast.Call(
                    func=ast.Attribute(attr="_say"), args=[ast.Constant(value=str(text))]
                ):
                    yield text


def said_in_javascript() -> Iterator[str]:
    for name in ("choice.js", "tasks.js"):
        text = (PACKAGE / "widgets/static" / name).read_text(encoding="utf-8")
        for call in re.findall(r"worded\((.*?)(?:\)|, \{)", text, re.DOTALL):
            yield from re.findall(r'"((?:[^"\\]|\\.)+)"', call)

    shared = (PACKAGE / "widgets/static/common.js").read_text(encoding="utf-8")
    stuck = re.search(r"STUCK =\n(.*?);", shared, re.DOTALL)
    assert stuck
    yield "".join(re.findall(r'"([^"]*)"', stuck[1]))


@cache
def all_said() -> frozenset[str]:
    """Give every text that is said, wherever it stands."""
    return frozenset((*said_in_python(), *said_in_javascript(), *noticed()))


def noticed() -> Iterator[str]:
    for name, text in vars(replies).items():
        if name.isupper() and isinstance(text, str) and name not in ROLE_PLAY:
            yield text


@pytest.fixture
def german() -> Iterator[None]:
    speak("de-DE")
    yield
    speak("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_said_is_translated(language: str) -> None:
    """A text that is new in the code or in a widget must come into every catalogue."""
    said = all_said()
    assert len(said) > 40
    known = catalogue(language)
    assert {text for text in said if not known.get(text)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_translated_that_nobody_says(language: str) -> None:
    """What is left of texts that are gone is found; periods are said by a name that is made."""
    said = all_said()
    periods = {
        text
        for unit in ("week", "month", "quarter", "year")
        for text in (unit, f"{{price}} a {unit}")
    }
    assert catalogue(language).keys() - said == periods


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_slots_of_its_text(language: str) -> None:
    """A slot that was mistyped would stand there as it is, or fail."""

    def slots(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    for text, told in catalogue(language).items():
        assert slots(text) == slots(told), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_is_what_was_written(language: str) -> None:
    """The compiled catalogue is made of the one that people write."""
    read = gettext.translation(DOMAIN, LOCALE, [language])
    told = catalogue(language)
    assert {text: read.gettext(text) for text in told} == told


@pytest.mark.usefixtures("german")
def test_what_has_no_translation_stays_english() -> None:
    """So does everything in a language without a catalogue."""
    assert said_in("de", "Nobody ever said this.") == "Nobody ever said this."
    assert said_in("xx", "Hand in") == "Hand in"
    assert words()["Hand in"] == "Abgeben"
    speak("en-GB")
    assert words() == {}


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
    """What is left out is named here, and told on the page."""
    english = read_notebook(course.lesson_notebook("01-how-to-lose-a-deal"))
    german = read_notebook(course.read_in("de").lesson_notebook("01-how-to-lose-a-deal"))
    assert [c.id for c in german.cells] == [c.id for c in english.cells if c.id not in LEFT_OUT]
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
        for text in catalogue("de")
        if re.search(rf"^\W*{re.escape(text)}", sheet, re.MULTILINE)
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
    # Reports have no German yet, and must not be read out as if they had.
    assert made["report"].page["lang"] == "en-GB"
