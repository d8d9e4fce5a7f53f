"""From a notebook to its page and its paper: ``python tests/benchmarks/pipeline.py``.

The stock way is what people do today: papermill with its own engine, nbconvert's HTML, and
nbconvert's webpdf with the Chromium that is installed. Ours is what a build does with each
document. Both take turns in this one process over the same handout of twelve Markdown and ten code
cells with two figures, and a cell of parameters. Medians and ratios are printed, beside the floor:
the same cells by ``exec`` in a warm process, their Markdown as HTML by mistune, and the least paper
that Typst sets from the same words and pictures. A ratio is the median of each round's own, since a
machine that is shared can be half as fast a minute later.

``--commands 30`` compares whole commands instead, from their start to their end with all that they
import: ``doorknob build`` of a course with that many documents, with one worker and with two, and
for each document in turn ``papermill``, ``jupyter nbconvert --to html`` and ``--to webpdf``. The
peak memory of each way is that of all its processes together, sampled while it runs. Beside the
whole commands stands what a document takes once a build is under way, from its tenth to its
thirtieth document, and how much two processes that only count do together beside one: more than
that, two workers can't.
"""

from __future__ import annotations

import io
import json
import logging
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
import mistune
import nbformat
import papermill
import psutil
import typst
from engine import CELLS, handout
from nbconvert import HTMLExporter, WebPDFExporter
from rendering import use_installed_chromium

from doorknob.course import Course
from doorknob.publish.cohort import read_cohort
from doorknob.publish.engine import Task
from doorknob.publish.making import make
from doorknob.publish.plan import Document, plan

ROOT = Path(__file__).parents[2]
MIB = 1024 * 1024
COHORT = """\
id: many
title: Many documents
trainer: Hanna Voss
date: 2026-03-09
offer: {{company: Tidemark, product: Tidemark Rounds, price: 36, currency: GBP}}
lessons: [{names}]
"""
# What nbconvert's command needs so as to find the browser that is installed.
WEBPDF = """\
import sys
sys.path.insert(0, {here!r})
from rendering import use_installed_chromium
use_installed_chromium()
from nbconvert.nbconvertapp import main
main(["--to", "webpdf", "--disable-chromium-sandbox", "--output", {output!r}, {notebook!r}])
"""


def a_course(root: Path, lessons: int) -> Course:
    """Write a course of handouts that differ in a word."""
    shutil.copytree(ROOT / "curriculum" / "reports", root / "curriculum" / "reports")
    (root / "exercises").mkdir()
    home = root / "curriculum" / "lessons"
    home.mkdir()
    names = [f"handout-{number:02}" for number in range(lessons)]
    for name in names:
        made = handout()
        made.cells[0].source += f"\n\nThis is {name}."
        given = nbformat.v4.new_code_cell("product = 'x'", metadata={"tags": ["parameters"]})
        made.cells.insert(1, given)
        nbformat.write(made, home / f"{name}.ipynb")
    cohort = root / "curriculum" / "cohorts" / "many"
    cohort.mkdir(parents=True)
    (cohort / "cohort.yaml").write_text(COHORT.format(names=", ".join(names)), encoding="utf-8")
    (cohort / "roster.csv").write_text("id,name,email\nann,Ann,\n", encoding="utf-8")
    return Course(root)


def stock(path: Path, folder: Path) -> None:
    """Make a document as people do today, within this process."""
    executed = folder / "stock.ipynb"
    papermill.execute_notebook(str(path), str(executed), progress_bar=False, log_output=False)
    notebook = nbformat.read(executed, as_version=4)
    html, _ = HTMLExporter().from_notebook_node(notebook)
    (folder / "stock.html").write_text(html, encoding="utf-8")
    pdf, _ = WebPDFExporter(disable_sandbox=True).from_notebook_node(notebook)
    (folder / "stock.pdf").write_bytes(pdf)


def ours(document: Document, folder: Path) -> None:
    """Make a document as a build does, within this process."""
    made = make(Task(document=document, stage=folder))
    if made.message:
        raise click.ClickException(made.message)


def floor(folder: Path) -> None:
    """Do the least that leads to the same cells' results, a page and a paper."""
    from matplotlib import pyplot as plt

    said: list[str] = []
    names: dict[str, Any] = {"print": lambda *values, **_: said.append(" ".join(map(str, values)))}
    pictures = 0
    for source in CELLS:
        exec(compile(source, "<cell>", "exec"), names)  # noqa: S102  the point of it
        for number in plt.get_fignums():
            data = io.BytesIO()
            plt.figure(number).savefig(data, bbox_inches="tight")
            (folder / f"{pictures}.png").write_bytes(data.getvalue())
            pictures += 1
        plt.close("all")
    words = [cell.source for cell in handout().cells if cell.cell_type == "markdown"]
    page = "".join(str(mistune.html(text)) for text in (*words, *said))
    (folder / "floor.html").write_text(page, encoding="utf-8")
    lines = [json.dumps(text, ensure_ascii=False) for text in (*words, *said)]
    lines = [f"#par[#{line}]" for line in lines]
    lines += [f'#image("{number}.png", width: 60%)' for number in range(pictures)]
    source_file = folder / "floor.typ"
    source_file.write_text("\n".join(lines), encoding="utf-8")
    (folder / "floor.pdf").write_bytes(typst.compile(str(source_file)))


def within(rounds: int) -> None:
    """Let the ways take turns over one document, all in this process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        course = a_course(folder / "course", 1)
        document = plan(course, read_cohort(course, "many"))[0]
        ways: dict[str, Callable[[], None]] = {
            "floor": lambda: floor(folder),
            "stock": lambda: stock(document.notebook, folder),
            "Doorknob": lambda: ours(document, folder),
        }
        spent: dict[str, list[float]] = {way: [] for way in ways}
        for number in range(rounds + 1):
            for way, once in ways.items():
                began = time.perf_counter()
                once()
                if number:  # the first pays what is paid once
                    spent[way].append(time.perf_counter() - began)
    medians = {way: statistics.median(times) for way, times in spent.items()}
    for way, seconds in medians.items():
        click.echo(f"{way:10} {seconds * 1000:8.1f} ms (best {min(spent[way]) * 1000:.1f})")
    for one, other in (("stock", "Doorknob"), ("Doorknob", "floor")):
        ratios = [a / b for a, b in zip(spent[one], spent[other], strict=True)]
        low, middle, high = statistics.quantiles(ratios, n=4)
        click.echo(f"{one} to {other}  {middle:.2f} (half of the rounds {low:.2f} to {high:.2f})")


class Ran(NamedTuple):
    """Commands that were run.

    Attributes
    ----------
    seconds, peak
        How long they took, and how many MiB were held at most.
    each
        Seconds a document once a build is under way; 0 where nothing was told of it.
    """

    seconds: float
    peak: float
    each: float


def run(lines: Sequence[Sequence[str]], cwd: Path) -> Ran:
    """Run commands one after the other."""
    began = time.perf_counter()
    peak = 0.0
    told: list[float] = []
    for line in lines:
        with subprocess.Popen(
            line, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            watched = _Peak(process.pid)
            watched.start()
            told += [time.perf_counter() for said in process.stdout or () if said[:1] == b"["]
            if process.wait():
                raise click.ClickException(f"{line[:4]} ended with code {process.returncode}.")
            watched.stop()
            peak = max(peak, watched.most)
    steady = told[9:30]
    each = (steady[-1] - steady[0]) / (len(steady) - 1) if len(steady) > 1 else 0.0
    return Ran(time.perf_counter() - began, peak, each)


class _Peak(threading.Thread):
    """Watches what a process and its children hold that is theirs alone, or their share of it."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._root, self._over = psutil.Process(pid), threading.Event()
        self.most = 0.0

    def run(self) -> None:
        """Sample twice a second."""
        while not self._over.wait(0.5):
            self.most = max(self.most, sum(map(_held, self._all())))

    def stop(self) -> None:
        """Stop watching."""
        self._over.set()
        self.join()

    def _all(self) -> list[psutil.Process]:
        try:
            return [self._root, *self._root.children(recursive=True)]
        except psutil.Error:
            return []


def _held(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss) / MIB
    except psutil.Error:
        return 0.0


def counting() -> float:
    """Give how many times as much two processes that only count do in the time of one."""
    line = [sys.executable, "-c", "d = {}\nfor n in range(4_000_000): d[n & 4095] = str(n)"]

    def together(number: int) -> float:
        began = time.perf_counter()
        for process in [subprocess.Popen(line) for _ in range(number)]:
            process.wait()
        return time.perf_counter() - began

    together(1)
    return statistics.median(2 * together(1) / together(2) for _ in range(5))


def commands(documents: int) -> None:
    """Compare whole commands over many documents."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Each lesson is made for learners and for the trainer; ann's result and two reports
        # are made besides, so ours makes three more than it is compared for.
        course = a_course(folder / "course", documents // 2)
        sources = sorted(course.lessons.glob("*.ipynb")) * 2
        build = [sys.executable, "-m", "doorknob", "build", "many", "--again", "--workers"]
        apart: list[list[str]] = []
        for number, path in enumerate(sources):
            executed = folder / f"{number}.ipynb"
            webpdf = WEBPDF.format(
                here=str(Path(__file__).parent), output=f"{number}", notebook=str(executed)
            )
            apart += [
                [sys.executable, "-m", "papermill", str(path), str(executed)],
                [sys.executable, "-m", "nbconvert", "--to", "html", str(executed)],
                [sys.executable, "-c", webpdf],
            ]
        first = counting()
        found = {
            "Doorknob, one worker": run([[*build, "1"]], course.root),
            "Doorknob, two workers": run([[*build, "2"]], course.root),
            "stock": run(apart, folder),
            "Doorknob, one worker again": run([[*build, "1"]], course.root),
            "Doorknob, two workers again": run([[*build, "2"]], course.root),
        }
        last = counting()
    for way, ran in found.items():
        under_way = f", {ran.each * 1000:4.0f} ms a document" if ran.each else ""
        click.echo(f"{way:28} {ran.seconds:7.1f} s, at most {ran.peak:6.0f} MiB{under_way}")
    ones = [ran for way, ran in found.items() if "one worker" in way]
    twos = [ran for way, ran in found.items() if "two workers" in way]
    one, two = (min(ran.seconds for ran in ways) for ways in (ones, twos))
    rate, both = (min(ran.each for ran in ways) for ways in (ones, twos))
    click.echo(f"stock to Doorknob, one worker   {found['stock'].seconds / one:.1f}")
    click.echo(f"stock to Doorknob, two workers  {found['stock'].seconds / two:.1f}")
    click.echo(f"one worker to two               {one / two:.2f}")
    click.echo(f"the same, once under way        {rate / both:.2f}")
    click.echo(f"one process that counts to two  {first:.2f} before, {last:.2f} after")


@click.command()
@click.option("--rounds", default=5, show_default=True, help="How often each way is run.")
@click.option("--commands", "documents", default=0, help="Compare commands over so many documents.")
def main(rounds: int, documents: int) -> None:
    """Compare, within this process or as commands."""
    os.environ.setdefault("MPLBACKEND", "agg")
    if not use_installed_chromium():
        raise click.ClickException("There is no Chromium to compare with.")
    logging.getLogger("papermill").setLevel(logging.ERROR)
    os.environ.pop("MPLBACKEND")
    if documents:
        commands(documents)
    else:
        within(rounds)


if __name__ == "__main__":
    main()
