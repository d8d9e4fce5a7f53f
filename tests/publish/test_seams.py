"""A paper reads as if it had been written for its cohort: no seam where a value was put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from doorknob.american import american
from doorknob.cast import VALUE, finder, unpacked_cast
from doorknob.course import Course
from doorknob.exercises.registry import read_exercise
from doorknob.publish.build import build
from doorknob.publish.cohort import read_cohort
from doorknob.publish.offer import Offer, Period, a, offer_values, plural
from doorknob.publish.plan import plan
from doorknob.publish.prepare import CARD, declared, fill_markdown, prepare, read_notebook
from doorknob.publish.trades import trade_values
from doorknob.slots import filled, marked, packed, settled
from seams import DICTIONARIES, is_word, lines, misspelt, seams

COHORTS = {"software": "en_GB", "home": "en_US", "insurance": "en_GB", "managers": "en_GB"}
# Words that no dictionary has and that are meant: trade words, other languages' words in names and
# prices, and titles of works, which keep the spelling that they were printed with.
MEANT = frozenset(
    "gradebook stairlift tuitions yeses du kr zł".split()
    + "behaviors behavior center nonlinear salesforce".split()
)
# German words that a dictionary without all compounds and stems lacks.
MEANT_IN_GERMAN = frozenset(
    "anzureden bereitläge dahinterstand pausierter richtigstellen weiterlesen".split()
)
# A trade that few things were written for; what names it plays at the cohort's own firm.
OWN = "insurance"

PRODUCTS = (
    "the heat pump",
    "an hour of advice",
    "our unit",
    "iPlan",
    "Orchard",
    "the Ames' kitchen",
    "Hourglass & Sons Package",
    "a" * 60,
)
COMPANIES = ("Ames & Co.", "Yell Ltd.", "Jones", "O'Hara & Daughters", "Öl AG", "Unit 1", "X" * 80)
NOUNS = ("client", "homeowner", "insured", "hour", "unit", "family", "owner", "MRI site", "user")

offers = st.builds(
    Offer,
    company=st.sampled_from(COMPANIES),
    product=st.sampled_from(PRODUCTS),
    seller=st.sampled_from(("D'Arcy", "Chris", "Anne-Marie", "Ng")),
    price=st.sampled_from(
        (Decimal(1), Decimal("0.99"), Decimal(8), Decimal(11), Decimal(1_234_567))
    ),
    currency=st.sampled_from(("GBP", "USD", "ZAR", "EUR", "JPY")),
    period=st.sampled_from(Period),
    unit=st.sampled_from(("", *NOUNS)),
    customer=st.sampled_from(NOUNS),
    trade=st.sampled_from(("software", "home", "insurance", "catering")),
)
languages = st.sampled_from(("en-GB", "en-US", "en-IE", "en-ZA"))


def names_of(values: dict[str, str]) -> tuple[str, ...]:
    """Give what a cohort wrote itself, also as it stands at the head of a sentence."""
    own = [values[name] for name in ("company", "product", "seller", "our_company", "our_product")]
    return tuple({*own, *(text[:1].upper() + text[1:] for text in own)})


def plain(markdown: str) -> str:
    """Take Markdown's marks out of a text."""
    without = re.sub(r"\$\$.*?\$\$|</?[a-z][^>]*>|(?<!\\)[*_`]", "", markdown)
    return re.sub(r"\\(.)", r"\1", without)


@given(offer=offers, language=languages)
def test_a_price_is_said_as_people_say_it(offer: Offer, language: str) -> None:
    """Whatever is legal in an offer makes a phrase without a seam."""
    values = offer_values(offer, Locale.parse(language, sep="-"))
    line = f"It costs {values['price_per']}, said {values['a_customer']} to {values['customers']}."
    assert seams(line, names=names_of(values)) == []
    assert offer.period is not Period.ONCE or " a once" not in line


@given(offer=offers)
def test_a_sentence_that_begins_with_a_value_begins_large(offer: Offer) -> None:
    """An article is written large where a sentence begins, and nowhere else; a name never is."""
    values = {"product": offer.product, "company": offer.company}
    made = fill_markdown(
        "{{ product }} hums. {{ product }} and {{ product }} by {{ company }}.", values
    )
    first, *_ = plain(made)
    has_article = offer.product.split()[0] in {"the", "an", "our"}
    assert first == (offer.product[0].upper() if has_article else offer.product[0])
    assert f"and {offer.product} by" in plain(made)
    assert not plain(made).endswith("..")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{p} hums.", "The heat pump hums."),
        ("Sold by {c}.", "Sold by Ames & Co."),
        ("Sold by {c}. {p} hums.", "Sold by Ames & Co. The heat pump hums."),
        ("Nobody praises\n{p}.", "Nobody praises\nthe heat pump."),
        ("So.\n\n{p} hums.\n- {p} hums.", "So.\n\nThe heat pump hums.\n- The heat pump hums."),
        ("So {c}, and {p}…", "So Ames & Co., and the heat pump…"),
        ("She said: “{p}?”", "She said: “The heat pump?”"),
        ("Is it {p}? {p} it is.", "Is it the heat pump? The heat pump it is."),
    ],
)
def test_seams_are_mended(text: str, expected: str) -> None:
    """Articles at the head of a sentence, and a full stop that a name brings with it."""
    assert filled(text, {"p": "the heat pump", "c": "Ames & Co."}) == expected


@given(st.text())
def test_marks_of_ones_own_do_no_harm(text: str) -> None:
    """Whatever a value holds, also the marks themselves, none of the marks is left."""
    assert not {"\ue000", "\ue001"} & set(settled(f"x {marked(text)} y"))


@pytest.mark.parametrize("word", ["hour", "unit", "SMS", "euro", "heir"])
def test_articles_go_by_sound(word: str) -> None:
    """An hour and a unit, not a hour and an unit."""
    assert seams(f"She has {a(word)}.") == []
    assert plural("family") == "families"


@pytest.mark.parametrize(
    "text",
    [
        "a 2 months plan: 2 month",
        "She has a insurance.",
        "an software",
        "the the end",
        "by Ames Co.. Then",
        "{product} hums",
        "None",
        "a  gap",
        "£$5",
        "the a pump",
        "so , yes",
        "£5 a once",
    ],
)
def test_the_rules_see_a_seam(text: str) -> None:
    """Each of these is what a reader would stumble over."""
    assert seams(text)


def lessons_told(course: Course) -> list[Path]:
    """Give the lessons that play at the cohort's own firm, whatever it sells."""
    paths = sorted(course.lessons.glob("*.ipynb"))
    return [p for p in paths if OWN in str(declared(read_notebook(p), p).get("written_for"))]


def exercises_told(course: Course) -> list[str]:
    """Give the exercises that play at the cohort's own firm, whatever it sells."""
    found = (read_exercise(path) for path in sorted(course.exercises.glob("*.yaml")))
    return [exercise.id for exercise in found if OWN in exercise.written_for]


def scenarios_told(course: Course) -> list[str]:
    """Give the calls that have the same call for another trade beside them."""
    return sorted(path.stem for path in course.curriculum.glob(f"scenarios/{OWN}/*.yaml"))


def filled_texts(course: Course, offer: Offer, language: str) -> Iterator[str]:
    """Give every text of what is told for each trade, filled as a cohort's build fills it."""
    own = offer_values(offer, Locale.parse(language, sep="-"))
    own |= {
        "trainer": "Jo O'Neil",
        "cohort": "Intake 1",
        "date": "1 May",
        "brand_colour": "#123456",
    }
    words = trade_values(course.curriculum / "trades", own)
    values = {**own, **words, "trade_words": packed(words)}
    for path in lessons_told(course):
        for audience in ("learner", "trainer"):
            notebook, _ = prepare(path, audience=audience, values=values)
            cells = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
            yield from (" ".join(part.split()) for part in "\n\n".join(cells).split("\n\n"))
    for name in exercises_told(course):
        exercise = read_exercise(course.exercise_path(name)).fill(values)
        yield from (exercise.instructions, exercise.objective, exercise.notes)
        for item in getattr(exercise, "items", ()):
            yield item.prompt
            yield from (option.text for option in getattr(item, "options", ()))
    for name in scenarios_told(course):
        scenario = course.scenario(name).fill(values)
        yield scenario.brief
        for concern in scenario.concerns:
            yield from (*concern.says, concern.ask, concern.reflect)
        for fact in scenario.facts:
            yield from (fact.text, *fact.taken_up)


@pytest.mark.thorough
@settings(max_examples=40)
@given(offer=offers, language=languages)
def test_what_is_told_for_each_trade_has_no_seam_for_any_offer(offer: Offer, language: str) -> None:
    """Hostile, and yet legal: vowels, hours, one of everything, full stops, lengths."""
    course = Course.here()
    own = offer_values(offer, Locale.parse(language, sep="-"))
    for text in filled_texts(course, offer, language):
        assert seams(plain(text), names=names_of(own)) == [], text


@pytest.mark.parametrize("name", COHORTS)
def test_no_seam_on_a_card(course: Course, name: str) -> None:
    """A lesson's card is printed apart from its handout, with the cohort's values."""
    values = dict(read_cohort(course, name).values())
    cards = [
        cell
        for path in sorted(course.lessons.glob("*.ipynb"))
        for cell in read_notebook(path).cells
        if CARD in cell.metadata.get("tags", [])
    ]
    assert len(cards) > 3
    found = [
        seam
        for cell in cards
        for line in plain(fill_markdown(cell.source, values)).splitlines()
        for seam in seams(line.strip(), names=names_of(values))
    ]
    assert found == []


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the cohorts, once."""
    course, home = Course.here(), tmp_path_factory.mktemp("papers")
    for name in (*COHORTS, "german"):
        build(course, read_cohort(course, name), output=str(home))
    return {name: home / name for name in (*COHORTS, "german")}


@pytest.mark.thorough
@pytest.mark.parametrize("name", COHORTS)
def test_no_seam_in_any_paper(papers: dict[str, Path], name: str) -> None:
    """Handouts, the trainer's guides, exercises, results and reports of every cohort."""
    values = dict(read_cohort(Course.here(), name).values())
    pages = sorted(papers[name].rglob("*.html"))
    assert len(pages) > 30
    found = {
        f"{page.relative_to(papers[name])}: {seam}: {line}"
        for page in pages
        for line in lines(page.read_text(encoding="utf-8"))
        for seam in seams(line, names=names_of(values))
    }
    assert found == set()


@pytest.mark.thorough
@pytest.mark.parametrize("name", [*COHORTS, "german"])
def test_nobody_in_a_paper_has_a_name_that_was_replaced(papers: dict[str, Path], name: str) -> None:
    """Whoever reads it finds the cohort's people only: lesson, key, cards, figures, results."""
    cohort = read_cohort(Course.here(), name)
    replaced = unpacked_cast(cohort.values()[VALUE]).names
    left = finder(tuple(replaced)) if replaced else re.compile(r"(?!)")
    shown = set()
    for page in papers[name].rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        alts = re.findall(r'\balt="([^"]*)"', text)
        for line in (*lines(text), *alts):
            assert not left.search(line), f"{page.name}: {line}"
            shown |= {new for new in replaced.values() if new in line}
    assert bool(shown) is bool(replaced)


@pytest.mark.thorough
@pytest.mark.parametrize(("name", "language"), COHORTS.items())
def test_every_word_is_in_a_dictionary(papers: dict[str, Path], name: str, language: str) -> None:
    """British for Britain and South Africa, American for the United States."""
    if not (DICTIONARIES / f"{language}.dic").is_file():
        pytest.skip(f"Hunspell's {language} is not installed")
    found = {
        word
        for page in papers[name].rglob("*.html")
        for line in lines(page.read_text(encoding="utf-8"))
        for word in misspelt(line, language)
    }
    assert found - MEANT == set()


@pytest.mark.thorough
def test_german_words_are_in_a_german_dictionary(papers: dict[str, Path]) -> None:
    """But for the titles of English works, which are quoted."""
    if not (DICTIONARIES / "de_DE.dic").is_file():
        pytest.skip("Hunspell's de_DE is not installed")
    found = {
        word
        for folder in ("handouts", "trainer")
        for page in (papers["german"] / folder).glob("*.html")
        for line in lines(page.read_text(encoding="utf-8"))
        for word in misspelt(line, "de_DE")
    }
    assert {word for word in found if not is_word(word, "en_US")} - MEANT_IN_GERMAN == set()


@pytest.mark.thorough
@pytest.mark.parametrize(("name", "sign"), [("software", "£"), ("home", "$"), ("insurance", "R")])
def test_what_plays_at_the_own_firm_knows_no_other_currency(
    papers: dict[str, Path], name: str, sign: str
) -> None:
    """Every price is in the cohort's money, and no other firm is named."""
    course = Course.here()
    told = [*(path.stem for path in lessons_told(course)), *exercises_told(course)]
    for page in (page for stem in told for page in papers[name].rglob(f"{stem}.html")):
        text = "\n".join(lines(page.read_text(encoding="utf-8")))
        assert set(re.findall(r"[£$€]|R(?=\d)", text)) <= {sign}
        assert "Larkfield" not in text


def test_americans_read_american_and_names_stay() -> None:
    """Markup, code, names and titles are left as they are."""
    text = "<i class='colour'>Practise</i> the colour. `colour` at the Globe Theatre"
    told = "<i class='colour'>Practice</i> the color. `colour` at the Globe Theatre"
    assert american(text) == told


def test_what_a_tag_shows_is_respelt_and_its_names_stay() -> None:
    """A label above a marked word says what the table below it says."""
    text = '<mark data-code="acknowledgement" data-label="acknowledgement">grey harbour</mark>'
    told = '<mark data-code="acknowledgement" data-label="acknowledgment">gray harbor</mark>'
    assert american(text) == told
    code = '<code>title="grey"</code> `<i title="grey">`'
    assert american(code) == code


def test_americans_read_no_word_of_which_they_have_another() -> None:
    """A diary, a removal firm, and a title without its full stop; a bell's ring stays one."""
    text = "Mr Castillo: “It's too dear. I'll ring you.” In the diary: removal firm."
    text += " A ring, Dr. Ho."
    told = "Mr. Castillo: “It's too expensive. I'll call you.” In the calendar: moving company."
    told += " A ring, Dr. Ho."
    assert american(text) == told
    assert american(text, quotes=True) == text


def test_a_title_is_american_where_its_paper_is(course: Course) -> None:
    """As the text below it; whoever reads another English has it as it was written."""
    titles = {
        name: [one.page["title"] for one in plan(course, read_cohort(course, name))]
        for name in ("home", "insurance")
    }
    assert all(american(title) == title for title in titles["home"])
    assert "The fall is full" in titles["home"]
    assert "The autumn is full" in titles["insurance"]
