"""How much sooner an executed notebook is on paper: ``python tests/benchmarks/rendering.py``.

Four notebooks, three of the course and the plain one of ``pipeline.py``, are turned into PDF by
Doorknob and by nbconvert's webpdf with the Chromium that is installed, and into HTML by Doorknob
and by nbconvert; all in this one process, one after the other in turn. Every round has words and
pictures of its own, so that nothing can be kept from the round before; "again" is a notebook that
was rendered before, and "HTML beside PDF" is what the page takes once its notebook has been read
for paper, as a build does. Medians and their ratios are printed.
"""

from __future__ import annotations

import base64
import copy
import itertools
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial, wraps
from pathlib import Path
from typing import Any

import attrs
import click
from engine import handout
from nbconvert import HTMLExporter, WebPDFExporter
from playwright.async_api import BrowserType

from doorknob.course import Course
from doorknob.publish.cohort import read_cohort
from doorknob.publish.execute import execute
from doorknob.publish.html.exporter import page_of, to_html
from doorknob.publish.plan import Document, plan
from doorknob.publish.prepare import prepare
from doorknob.publish.render import read, render, to_pdf
from doorknob.publish.typst.page import PageSetup

ROUNDS = 7
COMMON = (" the ", " you ", " a ", " it ", " with ", " and ")


@attrs.frozen(kw_only=True)
class Case:
    """An executed notebook of the demo cohort."""

    document: Document
    notebook: Any
    page: PageSetup

    @classmethod
    def of(cls, document: Document, notebook: Any, parameters: dict[str, Any]) -> Case:
        """Run a notebook."""
        done = execute(notebook, parameters, name=document.target, cwd=document.course)
        return cls(document=document, notebook=done, page=PageSetup.from_data(document.page))

    def reworded(self, number: int) -> Any:
        """Give the notebook with words that no other round has, in prose, tables and charts."""
        notebook = copy.deepcopy(self.notebook)
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                cell.source = _reworded(cell.source, number)
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                if "text/html" in data:
                    data["text/html"] = _reworded(data["text/html"], number)
                if "image/svg+xml" in data:
                    data["image/svg+xml"] += f"<!-- {number} -->"
                if "image/png" in data:
                    whole = base64.b64decode(data["image/png"]) + str(number).encode()
                    data["image/png"] = base64.b64encode(whole).decode()
        return notebook


def _reworded(text: str, number: int) -> str:
    for word in COMMON:
        text = text.replace(word, f"{word[:-1]}{number} ")
    return text


def cases() -> Iterator[Case]:
    """Run three notebooks of the demo cohort, exercise, result and lesson, and a plain one."""
    course = Course.here()
    planned = {document.target: document for document in plan(course, read_cohort(course, "demo"))}
    for target in (
        "handouts/01-force-or-influence",
        "results/adaeze",
        "handouts/01-how-to-lose-a-deal",
    ):
        document = planned[target]
        notebook, parameters = prepare(
            document.notebook, audience=document.audience, values=document.values
        )
        yield Case.of(document, notebook, parameters)
    # The notebook of pipeline.py, in the same dress.
    plain = attrs.evolve(document, target="twelve Markdown and ten code cells, two figures")
    yield Case.of(plain, handout(), {})


def ways(case: Case, folder: Path) -> dict[str, Callable[[Any], Callable[[], object]]]:
    """Give what is compared, by name; each takes a notebook and gives what is to be timed."""
    webpdf = WebPDFExporter(exclude_input=True, disable_sandbox=True)
    html = HTMLExporter(exclude_input=True)
    page, source = case.page, case.document.notebook
    return {
        "PDF, webpdf": lambda notebook: partial(webpdf.from_notebook_node, notebook),
        "PDF": lambda notebook: partial(to_pdf, notebook, page, source),
        "PDF again": lambda _: partial(to_pdf, case.notebook, page, source),
        "PDF and HTML": lambda notebook: partial(render, notebook, case.document, folder),
        "HTML, nbconvert": lambda notebook: partial(html.from_notebook_node, notebook),
        "HTML alone": lambda notebook: partial(to_html, notebook, page),
        "HTML beside PDF": lambda notebook: partial(page_of, read(notebook, page, source)),
    }


def compare(case: Case, numbers: Iterator[int]) -> None:
    """Render a notebook in every way in turn, and print what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        each = ways(case, Path(folder))
        for way in each.values():
            way(case.reworded(next(numbers)))()  # what is only paid once
        spent: dict[str, list[float]] = {name: [] for name in each}
        for _ in range(ROUNDS):
            for name, way in each.items():
                timed = way(case.reworded(next(numbers)))
                began = time.perf_counter()
                timed()
                spent[name].append(time.perf_counter() - began)
    medians = {name: statistics.median(times) for name, times in spent.items()}
    click.echo(f"\n{case.document.target}")
    for name, seconds in medians.items():
        stock = "PDF, webpdf" if name.startswith("PDF") else "HTML, nbconvert"
        ratio = f"{medians[stock] / seconds:6.1f} times as fast" if name != stock else ""
        click.echo(f"  {name:16} {1000 * seconds:7.1f} ms  {ratio}")


def use_installed_chromium() -> bool:
    """Let nbconvert find the Chromium that is installed; it asks Playwright for its own."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        return False
    launch = BrowserType.launch

    @wraps(launch)
    async def launched(self: Any, **options: Any) -> Any:
        return await launch(self, **options | {"executable_path": program})

    BrowserType.launch = launched
    return True


def main() -> None:
    """Compare, notebook by notebook."""
    if not use_installed_chromium():
        click.echo("There is no Chromium to compare with.")
        raise SystemExit(1)
    numbers = itertools.count(100)
    for case in cases():
        read(case.notebook, case.page, case.document.notebook)
        compare(case, numbers)


if __name__ == "__main__":
    main()
