"""The gradebook as files: each is read back, nothing runs as a formula, no point is bent."""

from __future__ import annotations

import builtins
import csv
import os
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import attrs
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from doorknob.course import Course
from doorknob.errors import BadParameter
from doorknob.exercises.base import Progress
from doorknob.grading.exports import FORMATS, export
from doorknob.grading.exports.canvas import POSSIBLE
from doorknob.grading.exports.feedback import feedback
from doorknob.grading.exports.xlsx import LONGEST
from doorknob.grading.gradebook import FORMULA, Book, decimal, plain
from doorknob.publish.cohort import read_cohort
from doorknob.publish.results import book as book_of
from gradebooks import book, books, drill, entry, graded, texts

HOSTILE = ["=cmd()", "+1", "-1", "@sum", "\tx", "\rx", "\n=x", " =x", "\u00a0=x", "＝x", 'a","=1']


@pytest.fixture(scope="module")
def demo() -> Book:
    course = Course.here()
    return book_of(course, read_cohort(course, "demo"))


def made(kind: str, one: Book, **canvas: str) -> bytes:
    data, _ = FORMATS[kind](one, canvas)
    return data


def rows(kind: str, one: Book, **canvas: str) -> list[list[str]]:
    text = made(kind, one, **canvas).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), strict=True))


def runs(text: str) -> bool:
    return text.lstrip().startswith(FORMULA) or text.startswith(FORMULA)


def named(name: str, points: Fraction = Fraction(1), why: str = "") -> Book:
    exercise = drill(title=name)
    return book(entry("ada", name, [graded(exercise, points, why)], (name,)), exercises=(exercise,))


@pytest.mark.parametrize("kind", ["csv", "canvas", "moodle"])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_of_a_csv_runs(kind: str, name: str) -> None:
    for row in rows(kind, named(name, why=name)):
        for cell in row:
            assert not runs(cell), cell


@settings(max_examples=60)
@given(books())
def test_any_words_come_back_from_every_csv(one: Book) -> None:
    name = plain(one.rows[0].name)
    for kind, column in (("csv", 1), ("canvas", 0), ("moodle", 2)):
        found = rows(kind, one)
        assert {len(row) for row in found} == {len(found[0])}
        back = found[-1][column]
        if kind == "moodle":
            assert back.replace("\\ ", "\\").rstrip() in {
                text.replace("\\ ", "\\").rstrip() for text in (name, f"'{name}")
            }
        else:
            assert back in {name, f"'{name}"}
        assert not any(runs(cell) for row in found for cell in row)


@settings(max_examples=40)
@given(books())
def test_any_words_come_back_from_a_workbook_as_text(one: Book) -> None:
    sheets = openpyxl.load_workbook(BytesIO(made("xlsx", one)))
    for sheet in sheets:
        for cells in sheet.iter_rows():
            assert all(cell.data_type in {"s", "n", "inlineStr"} for cell in cells)
    points, told = sheets["Gradebook"], sheets["Feedback"]
    row = one.rows[0]
    assert _same(points["B2"].value, row.name)
    assert _same(told["G2"].value, feedback(row.result.grades[0]))
    assert points["D2"].data_type == "n"


def _same(found: str | None, meant: str) -> bool:
    """Say whether a cell holds a text, but for what no XML can hold or keeps."""
    unheld = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd", "\r": "\n"})
    found = openpyxl.utils.escape.unescape(found or "")
    return found.translate(unheld) == plain(meant).translate(unheld)


@settings(max_examples=40)
@given(books())
def test_any_words_and_exact_points_come_back_from_parquet(one: Book) -> None:
    (found,) = parquet.read_table(BytesIO(made("parquet", one))).to_pylist()
    grade = one.rows[0].result.grades[0]
    assert found["name"] == plain(one.rows[0].name)
    assert found["feedback"] == plain(feedback(grade))
    assert Fraction(found["points_exact"]) == grade.points
    assert found["points"] == Decimal(decimal(grade.points))


@given(st.integers(0, 100_000), st.integers(1, 999))
def test_points_are_rounded_from_their_exact_value_halves_up(over: int, under: int) -> None:
    value = Fraction(over, under)
    shown = Decimal(decimal(value))
    assert -Fraction(1, 200) < Fraction(shown) - value <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("7/100", "0.07"), ("1/3", "0.33"), ("201/200", "1.01"), ("57/100", "0.57")],
)
def test_no_number_of_a_workbook_is_bent_by_binary(value: str, shown: str) -> None:
    data = made("xlsx", named("Ada", Fraction(value)))
    with ZipFile(BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert f"<v>{shown}</v>" in sheet


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_the_same_book_gives_the_same_bytes(kind: str, demo: Book) -> None:
    assert made(kind, demo) == made(kind, demo)


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_nobody_learns_what_was_kept_private(kind: str) -> None:
    """What earns no points is no assignment for Canvas and Moodle, and has no feedback."""
    open_, private = drill(), drill("02-y", "Y", points=0)
    grades = [graded(open_, Fraction(1), "why"), graded(private, Fraction(0), "a secret")]
    data = made(kind, book(entry("ada", "A", grades), exercises=(open_, private)))
    assert b"secret" not in data
    if kind in {"canvas", "moodle"}:
        assert b"02-y" not in data


def test_everybody_of_the_demo_cohort_is_in_every_file(demo: Book) -> None:
    names = [row.name for row in demo.rows]
    assert [row[1] for row in rows("csv", demo)[1:]] == names
    assert [row[0] for row in rows("canvas", demo)[2:]] == names
    assert [row[2] for row in rows("moodle", demo)[1:]] == names
    sheet = openpyxl.load_workbook(BytesIO(made("xlsx", demo)))["Gradebook"]
    assert [cell.value for cell in sheet["B"][1:]] == names
    table = parquet.read_table(BytesIO(made("parquet", demo)))
    assert sorted(set(table["name"].to_pylist())) == sorted(names)
    assert table["points"].to_pylist() == [
        Decimal(decimal(grade.points)) for row in demo.rows for grade in row.result.grades
    ]


def test_canvas_gets_the_columns_and_the_row_that_its_importer_asks_for(demo: Book) -> None:
    head, possible, *people = rows("canvas", demo)
    assert head[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert possible[0] == POSSIBLE == "    Points Possible"
    assert possible[1:5] == [""] * 4
    assert possible[5:] == [f"{one.out_of}.00" for one in demo.exercises]
    assert head[5:] == [f"{one.title} ({one.id})" for one in demo.exercises]
    first = demo.rows[0]
    assert people[0][:5] == [first.name, "", first.learner, first.email, demo.title]
    assert people[0][5:] == [decimal(grade.points) for grade in first.result.grades]


def test_canvas_s_own_numbers_stand_in_brackets_where_they_are_known() -> None:
    assert rows("canvas", named("Call"), **{"01-x": "4711"})[0][5] == "Call (4711)"


@pytest.mark.parametrize(
    ("exercise", "title"),
    [
        (drill("01-x", "Call (12)"), "Call (12) (01-x)"),
        (drill("12", "Call"), "Call (no. 12)"),
        (drill("01-x", "Your Final Score"), "01-x (01-x)"),
        (drill("01-x", "two\nlines"), "two lines (01-x)"),
    ],
)
def test_no_title_is_taken_for_something_else_by_canvas(exercise, title: str) -> None:
    """Digits in brackets are another assignment's number; the names of totals are skipped."""
    one = book(entry("ada", "A", [graded(exercise, Fraction(1))]), exercises=(exercise,))
    assert rows("canvas", one)[0][5] == title


@pytest.mark.parametrize("kind", ["canvas", "moodle"])
def test_who_has_not_begun_gets_no_nought(kind: str) -> None:
    grade = graded(drill(), Fraction(0), "never seen", Progress.NOT_STARTED)
    assert rows(kind, book(entry("ada", "A", [grade])))[-1][-2 if kind == "moodle" else -1] == ""
    assert "never seen" not in made(kind, book(entry("ada", "A", [grade]))).decode()


def test_moodle_gets_ids_a_grade_and_its_feedback_beside_it(demo: Book) -> None:
    head, first, *_ = rows("moodle", demo)
    assert head[:2] == ["ID number", "Email address"]
    for at, one in enumerate(demo.exercises):
        real, told = head[3 + 2 * at : 5 + 2 * at]
        assert (real, told) == (
            f"{one.title} ({one.id}) (Real)",
            f"{one.title} ({one.id}) (Feedback)",
        )
    assert first[3] == decimal(demo.rows[0].result.grades[0].points)
    assert demo.rows[0].result.grades[0].parts[0].feedback[:20] in first[4]


@given(texts)
def test_feedback_is_no_markup_in_moodle_and_no_backslash_hides_a_quote(why: str) -> None:
    text = made("moodle", named("Ada", why=f"<b>{why}\\")).decode()
    assert "<b>" not in text
    assert '\\"' not in text


def test_a_text_too_long_for_a_cell_is_cut_and_shows_it() -> None:
    found = openpyxl.load_workbook(BytesIO(made("xlsx", named("Ada", why="x" * 40_000))))
    cell = found["Feedback"]["G2"].value
    assert len(cell) == LONGEST
    assert cell.endswith("…")


def test_an_empty_cohort_is_heads_only() -> None:
    empty = book(exercises=())
    for kind in FORMATS:
        assert made(kind, empty)
    assert len(rows("canvas", empty)) == 2


def test_a_file_is_put_in_place_whole_and_others_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    assert export(named("Ada"), "csv", path) == ()
    assert path.read_bytes() == made("csv", named("Ada"))
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o644


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with ThreadPoolExecutor(1) as reader:
        found = reader.submit(path.read_bytes)
        export(named("Ada"), "csv", path)
        assert found.result(10) == made("csv", named("Ada"))
    assert path.is_fifo()


@pytest.mark.parametrize("place", ["missing/out.csv", "file/out.csv", ""])
def test_a_file_that_can_t_be_written_is_named_with_the_fix(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("old")
    with pytest.raises(BadParameter, match=r"can't be written: .* Name a file in a folder"):
        export(named("Ada"), "csv", tmp_path / place)
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that root can't write")
def test_a_read_only_folder_is_named_with_the_fix() -> None:
    with pytest.raises(BadParameter, match=r"/proc/x.csv can't be written: .* may be written to"):
        export(named("Ada"), "csv", Path("/proc/x.csv"))


def test_a_missing_library_is_named_with_the_way_to_install_it(monkeypatch) -> None:
    real = builtins.__import__

    def without(name: str, *more: object) -> object:
        if name.startswith("pyarrow"):
            raise ModuleNotFoundError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(BadParameter, match="doorknob\\[parquet\\]"):
        made("parquet", named("Ada"))


def test_an_unknown_format_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="canvas, moodle"):
        export(attrs.evolve(named("A")), "ods", tmp_path / "x")
