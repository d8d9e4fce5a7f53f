"""Quick cards and the poster: one page always, with the cohort's brand and words."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import attrs
import nbformat
import pikepdf
import pypdf
import pytest

from doorknob.course import Course
from doorknob.errors import InvalidNotebook
from doorknob.publish.cards import cards, has_card
from doorknob.publish.cohort import Cards, Cohort, read_cohort
from doorknob.publish.engine import Task
from doorknob.publish.html.exporter import page_of
from doorknob.publish.making import make
from doorknob.publish.plan import plan
from doorknob.publish.prepare import CARD, tags_of
from doorknob.publish.render import read, to_pdf
from doorknob.publish.typst.page import PageSetup

LESSONS = sorted((Path(__file__).parents[2] / "curriculum" / "lessons").glob("*.ipynb"))
LONG = "Extraordinarily Comprehensive Agricultural Machinery Rounds and Maintenance Planner Plus"
UNBROKEN = "Rindfleischetikettierungsueberwachungsaufgabenuebertragungsgesetz"
SIZES = {
    ("half", "a4"): (148.5, 210),
    ("quarter", "a4"): (105, 148.5),
    ("half", "us-letter"): (139.7, 215.9),
    ("quarter", "us-letter"): (107.95, 139.7),
}


@pytest.fixture
def cohort(course: Course) -> Cohort:
    """Give the demo cohort."""
    return read_cohort(course, "demo")


def lesson(folder: Path, *sources: str) -> Path:
    """Write a lesson with these cards."""
    first = nbformat.v4.new_code_cell("product = 'X'", metadata={"tags": ["parameters"]})
    tagged = [nbformat.v4.new_markdown_cell(text, metadata={"tags": ["card"]}) for text in sources]
    path = folder / "lesson.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[first, *tagged]), path)
    return path


def pdf(paths: list[Path], *, values: dict[str, str] | None = None, **page: str) -> pypdf.PdfReader:
    """Set the cards of lessons."""
    look = {"company": "Tidemark", "cohort": "Spring intake"} | (values or {})
    setup = PageSetup(course=look["company"], cohort=look["cohort"], **page)
    return pypdf.PdfReader(BytesIO(to_pdf(cards(paths, look), setup, paths[0])))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_lesson_has_a_card(path: Path) -> None:
    """A module's rules go home in a pocket."""
    assert has_card(path)


@pytest.mark.parametrize(("size", "paper"), SIZES)
def test_every_card_fits_its_place_on_the_sheet(size: str, paper: str) -> None:
    """However long the cohort's words are: two or four cards a sheet, and never one page more."""
    long = {"company": LONG, "cohort": LONG, "product": LONG}
    made = pdf(LESSONS, values=long, layout="cards", cards=size, paper=paper, title="All")
    on_a_sheet = 2 if size == "half" else 4
    assert len(made.pages) == -(-len(LESSONS) // on_a_sheet)


@pytest.mark.parametrize(("size", "paper"), SIZES)
def test_a_card_is_one_page_of_its_size(size: str, paper: str) -> None:
    """Half a sheet of the cohort's paper, or a quarter of one."""
    made = pdf(LESSONS[:1], layout="card", cards=size, paper=paper)
    assert len(made.pages) == 1
    box = made.pages[0].mediabox
    wanted = SIZES[size, paper]
    found = (float(box.width) / 72 * 25.4, float(box.height) / 72 * 25.4)
    assert found == pytest.approx(wanted, abs=0.2)


@pytest.mark.parametrize(("word", "times"), [(LONG, 8), (UNBROKEN, 12)], ids=["words", "one-word"])
def test_long_words_of_a_cohort_make_the_type_smaller(
    tmp_path: Path, word: str, times: int
) -> None:
    """What doesn't fit in large type is set in smaller type, whole, and still on one page."""
    text = "## Card: {{ product }}\n\n" + "- {{ product }}, or so\n" * times
    path = lesson(tmp_path, text)
    sizes = {}
    for name, value in (("short", "Rounds"), ("long", word)):
        made = pdf([path], values={"product": value}, layout="card", cards="quarter")
        assert len(made.pages) == 1
        found: list[float] = []
        made.pages[0].extract_text(visitor_text=lambda _t, _c, _m, _d, s, f=found: f.append(s))
        sizes[name] = max(found)
        said = "".join(made.pages[0].extract_text().split()).replace("\u200b", "")
        assert said.count("".join(value.split())) == times + 1
    assert sizes["long"] < sizes["short"]


@pytest.mark.parametrize("layout", ["card", "cards"])
def test_a_card_that_is_too_long_is_an_error_that_names_it(tmp_path: Path, layout: str) -> None:
    """Never a second page in silence."""
    path = lesson(tmp_path, "## Card: far too long\n\n" + "- One more rule to keep in mind.\n" * 80)
    with pytest.raises(InvalidNotebook, match=r"far too long|All.*Shorten the card") as told:
        pdf([path], layout=layout, cards="quarter", title="All" if layout == "cards" else "")
    assert "Shorten the card" in str(told.value)


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ((), "found 0"),
        (("## One", "## Two"), "found 2"),
        (("No heading.",), "begins with its heading"),
        (("## Card\n\n{{ prodct }}",), "did you mean 'product'"),
    ],
    ids=["none", "two", "no-heading", "misspelt"],
)
def test_what_is_no_card_is_told(tmp_path: Path, sources: tuple[str, ...], said: str) -> None:
    """The lesson is named, and what to do."""
    path = lesson(tmp_path, *sources)
    with pytest.raises(InvalidNotebook, match=r"lesson\.ipynb") as told:
        cards([path], {"product": "Rounds"})
    assert said in str(told.value).lower() or said in str(told.value)


def test_words_of_a_cohort_are_no_markup_on_a_card(tmp_path: Path) -> None:
    """A product may be called what it likes."""
    path = lesson(tmp_path, "## Card\n\n- {{ product }}")
    name = "#set *page* <b>$x$"
    made = pdf([path], values={"product": name}, layout="card")
    assert name in made.pages[0].extract_text()
    setup = PageSetup(layout="card")
    page = page_of(read(cards([path], {"product": name}), setup, path))
    assert "#set *page* &lt;b&gt;$x$" in page


def test_a_build_makes_a_card_for_each_lesson_all_cards_and_the_poster(
    course: Course, cohort: Cohort
) -> None:
    """They are planned from the cohort's own lessons, in its size."""
    names = [path.stem for path in LESSONS[:3]]
    file = attrs.evolve(cohort.file, lessons=tuple(names), cards=Cards.QUARTER)
    made = {one.target: one for one in plan(course, attrs.evolve(cohort, file=file))}
    assert {f"cards/{name}" for name in names} | {"cards", "poster"} <= made.keys()
    assert [path.stem for path in made["cards"].notebooks] == names
    assert made["cards"].page["cards"] == "quarter"


def test_the_sheet_of_cards_is_accessible(course: Course, cohort: Cohort, tmp_path: Path) -> None:
    """It is tagged, says what it is and in which language, and holds every card once."""
    file = attrs.evolve(cohort.file, lessons=tuple(path.stem for path in LESSONS))
    documents = plan(course, attrs.evolve(cohort, file=file))
    (whole,) = [one for one in documents if one.target == "cards"]
    done = make(Task(document=whole, stage=tmp_path))
    assert done.files == ("cards.pdf", "cards.html"), done.message
    with pikepdf.open(tmp_path / "cards.pdf") as found:
        assert found.Root.MarkInfo.Marked
        assert str(found.Root.Lang) == "en-GB"
        assert "Quick cards" in str(found.docinfo.get("/Title"))
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "cards.pdf").pages)
    for path in LESSONS:
        (card,) = [c for c in nbformat.read(path, 4).cells if CARD in tags_of(c)]
        # Typography sets another apostrophe.
        title = card.source.splitlines()[0].lstrip("# ").replace("'", "’")
        assert text.count(title) == 1, path.stem
    html = (tmp_path / "cards.html").read_text(encoding="utf-8")
    assert html.count("<h1") == 1
    assert html.count("<h2") == len(LESSONS)
