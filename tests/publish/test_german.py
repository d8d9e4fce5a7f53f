"""The German cohort's papers, read: nothing of ours is left in English on any of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from lxml import html

from doorknob.course import Course
from doorknob.publish.build import build
from doorknob.publish.certificates import certificates
from doorknob.publish.cohort import read_cohort
from doorknob.publish.kits import kit
from doorknob.tongue import DOMAIN, LOCALE, speak
from english import english, left
from seams import lines

ROOT = Path(__file__).parents[2]
# Enough for a group to be told of: three of them did what the committed ones did.
MORE = {"anton": "elif", "greta": "maike", "yara": "elif"}
PAPERS = ("handouts", "trainer", "cards", "results")
SPOKEN = ("alt", "title", "aria-label", "data-label")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Give a copy of the course whose German cohort has six learners, and one odd journal."""
    home = tmp_path_factory.mktemp("german")
    for name in ("curriculum", "exercises"):
        ignored = shutil.ignore_patterns("journal", "desks")
        shutil.copytree(ROOT / name, home / name, ignore=ignored)
    folder = home / "curriculum/cohorts/german"
    with (folder / "roster.csv").open("a", encoding="utf-8") as roster:
        for name in MORE:
            roster.write(f"{name},{name.capitalize()} Beispiel,{name}@wegwerk.example\n")
    for name, like in MORE.items():
        text = (folder / f"journals/{like}.jsonl").read_text(encoding="utf-8")
        text = text.replace(f'"name":"{like}"', f'"name":"{name}"')
        (folder / f"journals/{name}.jsonl").write_text(text, encoding="utf-8")
    with (folder / "journals/yara.jsonl").open("a", encoding="utf-8") as journal:
        journal.write('{"torn')
    settings = folder / "cohort.yaml"
    rule = "late: {deduction_per_day: 12.5 %, at_most: 50 %}"
    text = settings.read_text(encoding="utf-8").rstrip()
    late = f"certificate: {{percent: 40}}\ndeadline: 2027-03-07\ntime_zone: Europe/Berlin\n{rule}\n"
    settings.write_text(f"{text}\n{late}", encoding="utf-8")
    return Course(home)


@pytest.fixture(scope="module")
def papers(course: Course) -> Path:
    """Build them, once."""
    home = course.root / "papers"
    build(course, read_cohort(course, "german"), output=str(home))
    return home / "german"


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    with (LOCALE / "de/LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if isinstance(one.id, str)}


def read(path: Path) -> list[str]:
    """Give all that a page says, also to whoever listens to it; code apart."""
    page = path.read_text(encoding="utf-8")
    tree = html.fromstring(page)
    found = [str(text) for name in SPOKEN for text in tree.xpath(f"//@{name}")]
    # A quotation of a damaged line is not ours, and a path is no sentence.
    return [line for line in (*lines(page), *found) if line]


@pytest.mark.thorough
def test_no_page_that_says_it_is_german_says_anything_in_english(
    papers: Path, told: dict[str, str]
) -> None:
    """Handouts, guides, exercises, cards, results, reports and the poster."""
    pages = sorted(papers.rglob("*.html"))
    assert {page.parent.name for page in pages} >= set(PAPERS)
    assert {"report.html", "client-report.html", "poster.html"} <= {page.name for page in pages}
    found = set()
    for page in pages:
        assert re.search(r'<html[^>]* lang="de', page.read_text(encoding="utf-8")), page
        said = read(page)
        odd = english(iter(said)) | left(iter(said), told)
        found |= {f"{page.relative_to(papers)}: {line[:200]}" for line in odd}
    assert found == set()


@pytest.mark.thorough
def test_results_and_reports_tell_what_was_done_in_german(papers: Path) -> None:
    """With its numbers, its plurals and the rule for late work."""
    result = "\n".join(read(papers / "results/maike.html"))
    assert "Ihre Ergebnisse, Maike Lüders" in result
    assert "Fertig (1 Versuch)." in result
    assert re.search(r"\d,\d+ von \d+ Punkten", result)
    assert re.search(r"1 Tag zu spät: 12,5\s% von \d+,\d\d Punkten", result)
    report = "\n".join(read(papers / "report.html"))
    assert "Cronbachs Alpha" in report
    assert "Protokoll, " in report
    client = "\n".join(read(papers / "client-report.html"))
    assert "Davon haben begonnen: alle." in client


@pytest.mark.thorough
def test_figures_are_drawn_in_german(papers: Path) -> None:
    """What stands in a figure is told to whoever can't see it, with decimal commas."""
    tree = html.fromstring((papers / "trainer/01-how-to-lose-a-deal.html").read_text("utf-8"))
    alts = [str(alt) for alt in tree.xpath("//figure//@alt")]
    assert len(alts) >= 6
    assert any("gedrängt: nach 3 Zeilen, aufgelegt. Vertrauen" in alt for alt in alts)
    assert any("3; 2; 1,5; 1,2" in alt for alt in alts)
    assert any("0,67" in alt and "n = 2.136" in alt for alt in alts)
    assert english(iter(alts)) == set()


def test_a_certificate_and_a_kit_speak_german(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever language is spoken where they are made."""
    speak("en")
    pages = []
    monkeypatch.setattr(
        "doorknob.publish.certificates.to_pdf",
        lambda notebook, page, _: pages.append((notebook, page)) or b"",
    )
    cohort = read_cohort(course, "german")
    assert list(certificates(course, cohort, tmp_path))
    text = "\n".join(cell.source for cell in pages[0][0].cells)
    assert pages[0][1].title == "Zertifikat"
    assert "Hiermit wird bescheinigt" in text
    assert re.search(r"am \d+\. [A-ZÄ]\w+ \d{4}\.", text)
    assert english(iter(text.splitlines())) == set()
    data = kit(course, cohort, cohort.learners[0])
    (tmp_path / "kit.zip").write_bytes(data)
    shutil.unpack_archive(tmp_path / "kit.zip", tmp_path / "kit")
    start = next((tmp_path / "kit").glob("*/START-HERE.txt")).read_text(encoding="utf-8")
    assert "die Mappe für Björn Weiß" in start
    assert english(iter(start.splitlines())) == set()
