"""Certificates on paper: accessible, in the cohort's brand, and any name is a name."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import pikepdf
import pypdf
import pytest

from doorknob.course import Course
from doorknob.errors import BadParameter
from doorknob.exercises.base import Grade, PartGrade, Progress
from doorknob.grading.grade import Result
from doorknob.publish.certificates import _reached, certificates
from doorknob.publish.cohort import read_cohort


def test_a_certificate_is_accessible_and_says_for_whom(copy: Course, tmp_path: Path) -> None:
    made = list(certificates(copy, read_cohort(copy, "demo"), tmp_path / "out"))
    assert made
    for one in made:
        data = one.files[0].read_bytes()
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
        assert one.learner.name in text
        for part in ("Spring intake", "Tidemark", "Hanna Voss", "70 %", "9 March 2026"):
            assert part in text
        assert len(pages) == 1
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert "pdfuaid" in pdf.Root.Metadata.read_bytes().decode()
            assert pdf.Root.MarkInfo.Marked
    assert sorted((tmp_path / "out").iterdir()) == sorted(
        path for one in made for path in one.files
    )


@pytest.mark.parametrize(
    "name", ["#set page", "<b>Ada</b>", "$x$ [a](b) `c`", "x" * 200, "Ada \\ *O'Dowd*", "阿达 🙂"]
)
def test_no_name_is_markup(copy: Course, tmp_path: Path, name: str) -> None:
    path = copy.cohort("demo") / "roster.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    rows[1:] = [f'adaeze,"{name}",']
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    (made,) = certificates(copy, read_cohort(copy, "demo"), tmp_path)
    pages = pypdf.PdfReader(made.files[0]).pages
    text = "".join(" ".join(page.extract_text() for page in pages).split())
    if name.isascii():
        assert "".join(name.split()).replace("'", "’") in text.replace("'", "’").replace(
            "\u200b", ""
        )


@pytest.mark.parametrize(("earned", "reached"), [(8, True), (7, False)])
def test_what_waits_for_the_trainer_can_take_no_certificate_back(earned, reached):
    """Eight of ten points stand whatever the free text earns; seven may come to less than 70 %."""
    text = PartGrade(
        part="t", title="T", points=Fraction(0), out_of=Fraction(1), pending=True, response="x"
    )
    grade = Grade(
        exercise="01-x",
        title="X",
        progress=Progress.DONE,
        points=Fraction(earned),
        out_of=10,
        parts=(text,),
    )
    found = Result(learner="ada", grades=(grade,))
    assert found.share * 100 >= 70
    assert _reached(found, 70) is reached


def test_where_nothing_is_graded_nobody_can_earn_it(copy: Course, tmp_path: Path) -> None:
    path = copy.cohort("demo") / "cohort.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("exercises:\n  - 01-force-or-influence\n  - 01-think-it-over\n", "")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadParameter, match="nothing in it is graded"):
        list(certificates(copy, read_cohort(copy, "demo"), tmp_path))
