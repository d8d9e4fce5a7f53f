"""Cohorts and rosters: checked before anything runs; odd names are names, odd ids are errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from doorknob.course import Course
from doorknob.errors import InvalidCohort, NotFound, Problem
from doorknob.publish.cohort import read_cohort
from strategies import names


def change(course: Course, old: str, new: str) -> None:
    path = course.cohort("demo") / "cohort.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(course: Course, text: str) -> int:
    lines = (course.cohort("demo") / "cohort.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def problems(course: Course) -> list[Problem]:
    with pytest.raises(InvalidCohort) as caught:
        read_cohort(course, "demo")
    return list(caught.value.problems)


def test_the_demo_cohort_is_whole(course: Course) -> None:
    cohort = read_cohort(course, "demo")
    assert len(cohort.learners) >= 8
    assert cohort.values()["price_year"] == "£432"


@pytest.mark.parametrize(
    ("old", "new", "field", "expected"),
    [
        ("trainer:", "trainr:", "trainr", "Did you mean 'trainer'?"),
        ("paper: a4", "paper: a5", "paper", "not one of its words"),
        ("price: 36", "price: cheap", "offer.price", "expected a number"),
        ("price: 36", "price: 0", "offer.price", "expected more than 0"),
        ("currency: GBP", "currency: GPB", "offer.currency", "no currency"),
        ("language: en-GB", "language: klingon", "language", "no language"),
        ('"#1f5c57"', "green", "brand.colour", "no colour"),
        ("logo: logo.svg", "logo: lgo.svg", "brand.logo", "Did you mean 'logo.svg'?"),
        ("logo: logo.svg", "logo: ../../../../etc/passwd", "brand.logo", "outside"),
        ("roster: roster.csv", "roster: ../../x.csv", "roster", "outside"),
        ("journals: journals", "journals: ..", "journals", "outside"),
        ("date: 2026-03-09", "date: soon", "date", "expected a date"),
        ("- 01-how-to-lose-a-deal", "- 01-how-to-loose-a-deal", "lessons[0]", "Did you mean"),
        ("- 01-think-it-over", "- 01-think-it", "exercises[1]", "Did you mean"),
        ("id: demo", "id: Demo", "id", "should be 'demo'"),
        ("title: Spring intake", "title: 12", "title", "Write it in quotes"),
        ("period: month", "period: moon", "offer.period", "not one of its words"),
        ("period: month", "unit: a van", "offer.unit", "brings its own article"),
        ("period: month", "customer: the client", "offer.customer", "brings its own article"),
        ("period: month", "customer: ' '", "offer.customer", "expected some text"),
        ("period: month", "trade: Home Office", "offer.trade", "no name of a trade"),
        ("period: month", "adress: surname", "offer.adress", "Did you mean 'address'?"),
        ("period: month", "address: nickname", "offer.address", "not one of its words"),
        ("product: Tidemark Rounds", "product: ''", "offer.product", "expected some text"),
    ],
)
def test_a_typo_is_named_with_its_line_its_field_and_what_was_expected(
    copy: Course, old: str, new: str, field: str, expected: str
) -> None:
    change(copy, old, new)
    found = [problem for problem in problems(copy) if problem.field == field]
    assert found, [str(problem) for problem in problems(copy)]
    assert found[0].line == line_of(copy, new.split(":", maxsplit=1)[0].strip("- "))
    assert expected in found[0].message + " " + found[0].fix
    assert found[0].path.endswith("cohort.yaml")


def test_a_cohort_that_is_not_there_says_which_are(copy: Course) -> None:
    with pytest.raises(NotFound, match="Did you mean 'demo'"):
        read_cohort(copy, "dmeo")


def roster(course: Course, *rows: str, head: str = "id,name,email") -> None:
    path = course.cohort("demo") / "roster.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


ODD = [
    "=cmd()",
    "../../x",
    "<script>alert(1)</script>",
    "#set page",
    "👍🏽 Mia",
    "x" * 200,
    "O'Dowd",
]


@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_is_a_name(copy: Course, name: str) -> None:
    roster(copy, f'ada,"{name}",')
    assert read_cohort(copy, "demo").learners[0].name == name


@pytest.mark.parametrize("learner", ["../../x", "a/b", "", "CON", "a" * 41, ".", "=x", "a b", "ä"])
def test_an_id_that_could_walk_is_an_error_with_its_line(copy: Course, learner: str) -> None:
    roster(copy, "bob,Bob,", f'"{learner}",Ada,')
    (fault,) = problems(copy)
    assert (fault.line, fault.field) == (3, "id")
    assert "names her files" in fault.fix


@pytest.mark.parametrize(
    ("rows", "line", "field"),
    [
        (["ada,Ada,", "ada,Ada again,"], 3, "id"),
        (["ada,Ada,a@x.org", "bob,Bob,A@x.org"], 3, "email"),
        (["ada,,"], 2, "name"),
        ([f"ada,{'x' * 201},"], 2, "name"),
        (["ada,Ada,nonsense"], 2, "email"),
        (['ada,"A\x07da",'], 2, "name"),
    ],
)
def test_a_faulty_row_is_named_with_its_line(
    copy: Course, rows: list[str], line: int, field: str
) -> None:
    roster(copy, *rows)
    assert (line, field) in [(fault.line, fault.field) for fault in problems(copy)]


def test_a_roster_from_a_spreadsheet_with_semicolons_and_a_mark_is_read(copy: Course) -> None:
    path = copy.cohort("demo") / "roster.csv"
    path.write_text("\ufeffID;Name;Email\nada;Lovelace, Ada;\n\n", encoding="utf-8")
    (learner,) = read_cohort(copy, "demo").learners
    assert (learner.id, learner.name) == ("ada", "Lovelace, Ada")


@pytest.mark.parametrize("head", ["name,email", "", "learner,name"])
def test_a_roster_without_its_columns_says_how_to_begin(copy: Course, head: str) -> None:
    roster(copy, "Ada,", head=head)
    assert "column 'id'" in problems(copy)[0].message


def test_an_empty_roster_is_an_error(copy: Course) -> None:
    roster(copy)
    assert "nobody" in problems(copy)[0].message


def test_a_missing_roster_is_an_error_at_the_line_that_names_it(copy: Course) -> None:
    (copy.cohort("demo") / "roster.csv").unlink()
    assert problems(copy)[0].field == "roster"


def test_a_roster_in_another_encoding_says_how_to_save_it(copy: Course) -> None:
    path = copy.cohort("demo") / "roster.csv"
    path.write_bytes("id,name,email\nada,Zoë,\n".encode("latin-1"))
    (fault,) = problems(copy)
    assert fault.line == 2
    assert "UTF-8" in fault.fix


@given(names)
def test_any_name_is_kept_as_it_is(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    import csv
    from io import StringIO

    from doorknob.documents import Document
    from doorknob.publish.roster import read_roster

    out = StringIO(newline="")
    csv.writer(out).writerows([["id", "name", "email"], ["ada", name, ""]])
    path: Path = tmp_path_factory.mktemp("roster") / "roster.csv"
    path.write_bytes(out.getvalue().encode("utf-8"))
    learners, faults = read_roster(path, Document(path="cohort.yaml", data={}, lines={(): 1}))
    assert faults == []
    assert learners[0].name == name.strip()


@pytest.mark.parametrize(
    ("words", "line", "expected"),
    [
        ("story_liked: Good, says {prodct}", 1, "{prodct} is not one of the parameters"),
        ("a: b\nstory_liked: 3", 2, "expected text, found 3"),
        ("product: mine", 1, "can't set what a cohort sets"),
        ("a: ''", 1, "expected some text"),
    ],
)
def test_a_fault_in_a_trade_s_words_is_named_with_its_line(
    copy: Course, words: str, line: int, expected: str
) -> None:
    """They are written by hand, too."""
    path = copy.curriculum / "trades" / "software" / "01.yaml"
    path.parent.mkdir()
    path.write_text(words, encoding="utf-8")
    found = problems(copy)
    assert [one.line for one in found] == [line]
    assert expected in found[0].message
    assert found[0].path.endswith("software/01.yaml")


def test_a_trade_s_word_stands_in_one_file(copy: Course) -> None:
    """Otherwise one lesson would take away another's."""
    folder = copy.curriculum / "trades" / "software"
    folder.mkdir()
    (folder / "01.yaml").write_text("story_liked: Fine", encoding="utf-8")
    (folder / "02.yaml").write_text("other: Well\nstory_liked: Good", encoding="utf-8")
    (found,) = problems(copy)
    assert found.line == 2
    assert found.path.endswith("software/02.yaml")
    assert "story_liked stands in 01.yaml, too" in found.message


def test_a_cohort_s_trade_and_its_own_values_reach_its_texts(copy: Course) -> None:
    """What a cohort sets itself stands above the words of its trade."""
    words = copy.curriculum / "trades" / "software" / "01.yaml"
    words.parent.mkdir()
    words.write_text("story_liked: Fine, says {seller}\nyour_place: your shed", encoding="utf-8")
    change(copy, "lessons:", "values:\n  your_place: your van\n\nlessons:")
    values = read_cohort(copy, "demo").values()
    assert values["story_liked"] == "Fine, says Sam"
    assert values["your_place"] == "your van"
    assert values["price_per"] == "£36 a month"


def test_what_is_paid_once_is_a_trade_of_its_own(copy: Course) -> None:
    """Such a cohort keeps out of texts that were written for what is paid by the month."""
    change(copy, "period: month", "period: once")
    values = read_cohort(copy, "demo").values()
    assert values["trade"] == "software-once"
    assert values["price_per"] == values["price_year"] == "£36"
    brief = copy.scenario("think-it-over").fill(values).brief
    assert "Larkfield" in brief
    assert "Tidemark" not in brief
