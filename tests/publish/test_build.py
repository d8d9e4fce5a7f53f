"""The demo cohort, really built: papermill runs it, nbconvert renders it, the files are read back.

One build serves all tests of this module, so they share a worker.
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import attrs
import pikepdf
import pypdf
import pytest

from doorknob.course import Course
from doorknob.exercises.choice import Choices
from doorknob.exercises.registry import read_exercise
from doorknob.publish.cohort import read_cohort
from doorknob.publish.plan import plan

ROOT = Path(__file__).resolve().parents[2]
LESSON = "01-how-to-lose-a-deal"


@attrs.frozen(kw_only=True)
class Built:
    """A finished build: its folder, what the command printed, the tree before and after."""

    course: Course
    folder: Path
    code: int
    printed: str
    new_files: set[Path]

    def pdf(self, name: str) -> pypdf.PdfReader:
        return pypdf.PdfReader(self.folder / f"{name}.pdf")

    def text(self, name: str) -> str:
        return " ".join(" ".join(p.extract_text() for p in self.pdf(name).pages).split())

    def html(self, name: str) -> str:
        return (self.folder / f"{name}.html").read_text(encoding="utf-8")

    @property
    def manifest(self) -> dict:
        return json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))

    @property
    def gradebook(self) -> dict[str, dict[str, str]]:
        text = (self.folder / "gradebook.csv").read_text(encoding="utf-8-sig")
        return {row["id"]: row for row in csv.DictReader(StringIO(text, newline=""))}


def copy_of_the_course(root: Path) -> Course:
    ignored = shutil.ignore_patterns(".ipynb_checkpoints", "journal")
    for name in ("curriculum", "exercises"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    return Course(root)


def run_build(course: Course, *options: str) -> Built:
    before = set(course.root.rglob("*"))
    done = subprocess.run(
        [sys.executable, "-c", "from doorknob.cli.main import main; main()", "build", *options],
        cwd=course.root,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    return Built(
        course=course,
        folder=course.build / options[0],
        code=done.returncode,
        printed=done.stdout + done.stderr,
        new_files=set(course.root.rglob("*")) - before,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the demo cohort once."""
    return run_build(copy_of_the_course(tmp_path_factory.mktemp("demo") / "course"), "demo")


def test_everything_stands_and_the_exit_code_says_so(demo: Built) -> None:
    assert demo.code == 0, demo.printed
    names = {path.relative_to(demo.folder).as_posix() for path in demo.folder.rglob("*.pdf")}
    learners = [learner.id for learner in read_cohort(demo.course, "demo").learners]
    papers = (LESSON, "01-force-or-influence", "01-think-it-over")
    expected = {f"{home}/{name}.pdf" for home in ("handouts", "trainer") for name in papers}
    reports = {"report.pdf", "client-report.pdf"}
    reports |= {f"cards/{LESSON}.pdf", "cards.pdf", "poster.pdf"}
    assert names == expected | {f"results/{name}.pdf" for name in learners} | reports
    assert {name.removesuffix(".pdf") for name in names} == {
        path.relative_to(demo.folder).as_posix().removesuffix(".html")
        for path in demo.folder.rglob("*.html")
    }


def test_nothing_is_written_outside_build(demo: Built) -> None:
    """No socket, no cache, no checkpoint; and no stage is left behind."""
    strays = {p for p in demo.new_files if not p.is_relative_to(demo.course.build)}
    assert {p for p in strays if "__pycache__" not in p.parts} == set()
    assert {path.name for path in demo.course.build.iterdir()} == {"demo"}


def test_a_handout_holds_the_cohort_s_own_words(demo: Built) -> None:
    text = demo.text(f"handouts/{LESSON}")
    for word in ("Tidemark Rounds", "£36", "Hanna Voss", "9 March 2026", "Spring intake"):
        assert word in text
    for word in ("Larkfield", "£49", "{{", "}}", "{product}", "Traceback", "import "):
        assert word not in text


@pytest.mark.parametrize("ending", ["pdf", "html"])
def test_no_key_and_no_trainer_s_note_is_in_a_learner_s_papers(demo: Built, ending: str) -> None:
    """What is right, and why, is only in the trainer's copy."""
    exercise = read_exercise(demo.course.exercise_path("01-force-or-influence"))
    assert isinstance(exercise, Choices)
    filled = exercise.fill(read_cohort(demo.course, "demo").values())

    def words(home: str) -> str:
        name = f"{home}/01-force-or-influence"
        return demo.text(name) if ending == "pdf" else " ".join(demo.html(name).split())

    for item in filled.items:
        for option in item.options:
            start = " ".join(option.feedback.split()[:6]).replace("'", "’")
            if "’" in start or "“" in start or "&" in start or '"' in start:
                continue  # typography differs between the two forms
            assert start not in words("handouts")
            assert start in words("trainer")
    assert "(best)" in words("trainer")
    assert "(best)" not in words("handouts")


# Papers of one page have no foot with pages, and a size of their own: cards, sheets, a poster.
ONE_PAGE = ("cards", "poster")
SIZES = {f"cards/{LESSON}.pdf": (421, 595), "cards.pdf": (842, 595), "poster.pdf": (1191, 842)}


def size(reader: pypdf.PdfReader) -> tuple[int, int]:
    """Give the first page's width and height in points."""
    box = reader.pages[0].mediabox
    return round(box.width), round(box.height)


def test_every_pdf_is_accessible(demo: Built) -> None:
    """Tagged, PDF/UA-1, with title, language, bookmarks and alternative texts."""
    for path in sorted(demo.folder.rglob("*.pdf")):
        with pikepdf.open(path) as pdf:
            assert pdf.Root.MarkInfo.Marked, path
            assert str(pdf.Root.Lang).startswith("en"), path
            assert pdf.Root.ViewerPreferences.DisplayDocTitle, path
            assert pdf.Root.StructTreeRoot is not None
            with pdf.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1", path
                assert metadata["dc:title"], path
        reader = pypdf.PdfReader(path)
        assert reader.outline, path
        name = path.relative_to(demo.folder).as_posix()
        if not name.startswith(ONE_PAGE):
            assert f"1 of {len(reader.pages)}" in reader.pages[0].extract_text(), path
        assert size(reader) == SIZES.get(name, (595, 842)), path


def figures(path: Path) -> list[str]:
    """Give the alternative text of every figure in a PDF's structure."""
    found: list[str] = []
    with pikepdf.open(path) as pdf:
        nodes = [pdf.Root.StructTreeRoot]
        while nodes:
            node = nodes.pop()
            if isinstance(node, pikepdf.Array):
                nodes += list(node)
            elif isinstance(node, pikepdf.Dictionary):
                if node.get("/S") == "/Figure":
                    found.append(str(node.get("/Alt", "")))
                if "/K" in node:
                    nodes.append(node["/K"])
    return found


def test_the_lesson_and_the_report_have_their_charts_with_words_for_them(demo: Built) -> None:
    assert len([alt for alt in figures(demo.folder / f"handouts/{LESSON}.pdf") if alt]) >= 3
    charts = figures(demo.folder / "report.pdf")
    assert all(charts)
    assert len(charts) >= 3  # the logo is one


def test_a_result_shows_points_the_call_and_what_to_try(demo: Built) -> None:
    text = demo.text("results/bruno")
    for part in ("Bruno Castellani", "points in all", "What to try next", "hung up", "pressure"):
        assert part in text
    assert "never got to tell you" in text
    assert "what each line did" in text.lower()
    assert any(
        "Trust" in alt or "trust" in alt for alt in figures(demo.folder / "results/bruno.pdf")
    )


def test_results_differ_as_the_learners_did(demo: Built) -> None:
    """The good, the pushy and the unfinished are told apart."""
    rows = demo.gradebook
    points = {name: float(row["01-think-it-over points"]) for name, row in rows.items()}
    assert points["adaeze"] > 15
    assert points["bruno"] < points["dmitri"]
    assert points["fiona"] < points["dmitri"]
    assert points["emre"] < points["dmitri"]
    assert rows["hugo"]["progress"] == "unfinished"
    assert rows["ines-m"]["01-think-it-over progress"] == "not started"
    assert rows["hugo"]["name"] == "Lindqvist, Hugo"


def test_a_damaged_journal_is_graded_as_far_as_it_stands(demo: Built) -> None:
    """Foreign, newer, foreign-owned and torn lines are named on the learner's row."""
    row = demo.gradebook["jonas"]
    for said in ("format 9", "not written by Doorknob", "'emre'", "torn off"):
        assert said in row["remarks"]
    assert float(row["01-think-it-over points"]) > 10
    assert "note: jonas: journal, line" in demo.printed
    assert "could not be read" in demo.text("results/jonas")
    assert "torn off" in demo.text("report")


def test_the_manifest_holds_what_went_in_and_what_came_out(demo: Built) -> None:
    manifest = demo.manifest
    for name, digest in manifest["outputs"].items():
        data = (demo.folder / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == digest
    for name, digest in manifest["inputs"].items():
        data = (demo.course.root / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == digest
    files = {p.relative_to(demo.folder).as_posix() for p in demo.folder.rglob("*") if p.is_file()}
    assert set(manifest["outputs"]) == files - {"manifest.json"}
    assert any(name.endswith("journals/jonas.jsonl") for name in manifest["inputs"])
    assert {"doorknob", "python", "papermill", "nbconvert", "typst", "pandoc"} <= set(
        manifest["versions"]
    )
    assert all(document["seconds"] > 0 for document in manifest["documents"])
    assert manifest["seconds"] > 0


def test_the_summary_names_every_folder(demo: Built) -> None:
    for word in ("handouts for learners", "trainer's copies", "results of learners", "reports"):
        assert word in demo.printed


HOSTILE = {
    "formula": "=cmd()",
    "walker": "../../x",
    "script": "<script>alert(1)</script>",
    "typst": "#set page(fill: red)",
    "emoji": "👍🏽 Mia",
    "long": "Anna " * 40,
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a cohort whose names are traps, and whose lesson raises an error in its third cell."""
    course = copy_of_the_course(tmp_path_factory.mktemp("hostile") / "course")
    folder = course.cohort("demo")
    out = StringIO(newline="")
    csv.writer(out).writerows([["id", "name", "email"], *([i, n, ""] for i, n in HOSTILE.items())])
    (folder / "roster.csv").write_bytes(out.getvalue().encode())
    file = folder / "cohort.yaml"
    text = file.read_text(encoding="utf-8").replace("  - 01-force-or-influence\n", "")
    file.write_text(text.replace("Tidemark Rounds", '"#Rounds *<b>*"'), encoding="utf-8")
    path = course.lessons / f"{LESSON}.ipynb"
    lesson = json.loads(path.read_text(encoding="utf-8"))
    broken = {"cell_type": "code", "id": "broken", "metadata": {}, "outputs": []}
    lesson["cells"] = lesson["cells"][:2]
    lesson["cells"].append(broken | {"execution_count": None, "source": "raise ValueError('no')"})
    path.write_text(json.dumps(lesson), encoding="utf-8")
    return run_build(course, "demo", "--paper", "us-letter")


def test_a_failing_notebook_names_its_cell_and_the_rest_goes_on(hostile: Built) -> None:
    assert hostile.code == 1
    assert f"{LESSON}.ipynb: cell 3 failed: ValueError: no" in " ".join(hostile.printed.split())
    status = {d["target"]: d["status"] for d in hostile.manifest["documents"]}
    assert status[f"handouts/{LESSON}"] == "excepted"
    others = {target for target, how in status.items() if how != "succeeded"}
    assert others == {f"handouts/{LESSON}", f"trainer/{LESSON}"}
    assert (hostile.folder / "report.pdf").is_file()


def test_odd_names_come_out_as_names(hostile: Built) -> None:
    """No formula runs, nothing walks, no markup is obeyed; a missing glyph is described."""
    for learner, name in HOSTILE.items():
        row = hostile.gradebook[learner]
        assert row["name"].lstrip("'") == name.strip()
    assert hostile.gradebook["formula"]["name"] == "'=cmd()"
    results = hostile.folder / "results"
    assert {path.stem for path in results.iterdir()} == set(HOSTILE)
    assert "<script>" in hostile.text("results/script")
    assert "<script" not in hostile.html("results/script")
    assert "#set page(fill: red)" in hostile.text("results/typst")
    assert "Mia" in hostile.text("results/emoji")
    assert "thumbs up" in hostile.text("results/emoji").lower()
    assert hostile.text("results/long").count("Anna") >= 40


def test_a_product_that_looks_like_markup_is_only_a_name(hostile: Built) -> None:
    assert "#Rounds *<b>*" in hostile.text("handouts/01-think-it-over")


def test_letter_paper_is_letter_paper(hostile: Built) -> None:
    other = {"cards.pdf": (792, 612), "poster.pdf": (1224, 792), f"{LESSON}.pdf": (396, 612)}
    for path in hostile.folder.rglob("*.pdf"):
        apart = path.relative_to(hostile.folder).as_posix().startswith(ONE_PAGE)
        wanted = other[path.name] if apart else (612, 792)
        assert size(pypdf.PdfReader(path)) == wanted, path


def test_a_plan_is_worked_out_without_running_anything(course: Course) -> None:
    documents = plan(course, read_cohort(course, "demo"))
    targets = [document.target for document in documents]
    assert len(targets) == len(set(targets))
    assert all(".." not in target for target in targets)
    learners = [d for d in documents if d.target.startswith(("handouts/", "results/"))]
    assert all(document.audience == "learner" for document in learners)
