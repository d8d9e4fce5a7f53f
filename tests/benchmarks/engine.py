"""What a notebook costs with papermill's own engine and in a warm shell.

``python tests/benchmarks/engine.py`` runs a handout of twelve Markdown and ten code cells with two
figures, and an empty notebook, by ways that take turns in this one process: papermill's own engine
with an ordinary kernel, with a warm kernel, and the engine ``doorknob``. The floor is what the
handout's cells alone take by ``exec`` in a process that has imported everything and has drawn such
figures before; each is drawn once, as a tight PNG. IPython draws a figure once more after its cell,
before the inline backend does; the second floor does so, too. Medians and their ratios are printed.
What is paid once (imports, the start of the warm process) isn't counted. Nothing is saved between
cells, as in a build.
"""

from __future__ import annotations

import io
import logging
import os
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import click
import nbformat
import papermill
from jupyter_client.provisioning import KernelProvisionerFactory

FIGURE = """import matplotlib.pyplot as plt
import numpy as np
figure, axes = plt.subplots(figsize=(6, 3))
x = np.linspace(0, 6, 200)
for n in range(4):
    axes.plot(x, np.sin(x + n), label=f"line {n}")
axes.legend(); axes.set_title("Waves"); axes.grid(True)"""
CELLS = (
    "import math, statistics",
    "values = [math.sin(n) for n in range(2000)]\nstatistics.fmean(values)",
    "print(*values[:40], sep='\\n')",
    FIGURE,
    "table = {n: n * n for n in range(300)}\nsum(table.values())",
    "def share(part, whole):\n    return part / whole\nshare(3, 4)",
    "words = 'she would like to think it over'.split()\nsorted(words)",
    FIGURE + "\naxes.set_xlabel('seconds')",
    "import json\njson.dumps(table)[:80]",
    "print('the end')",
)
SPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}


def handout() -> Any:
    """Give the notebook of twelve Markdown and ten code cells."""
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": SPEC})
    for number, source in enumerate(CELLS):
        text = f"## Part {number}\n\nSome *text*, with `code` and a [link](https://example.org)."
        notebook.cells += [
            nbformat.v4.new_markdown_cell(text),
            nbformat.v4.new_code_cell(source),
        ]
    notebook.cells += [nbformat.v4.new_markdown_cell("An end."), nbformat.v4.new_markdown_cell("")]
    return notebook


def by(engine: str, provisioner: str, notebook: Any) -> Callable[[], None]:
    """Give a way to run a notebook."""

    def once() -> None:
        KernelProvisionerFactory.instance().default_provisioner_name = provisioner
        papermill.execute_notebook(
            nbformat.from_dict(notebook),
            None,
            engine_name=engine,
            progress_bar=False,
            request_save_on_cell_execute=False,
        )

    return once


def floor(*, twice: bool = False) -> None:
    """Run the handout's cells, and draw its figures, with nothing around them."""
    from matplotlib import pyplot as plt

    names: dict[str, Any] = {"print": lambda *_, **__: None}
    for source in CELLS:
        exec(compile(source, "<cell>", "exec"), names)  # noqa: S102  the point of it
        for number in plt.get_fignums():
            if twice:
                plt.figure(number).canvas.draw()
            plt.figure(number).savefig(io.BytesIO(), bbox_inches="tight")
        plt.close("all")


@click.command()
@click.option("--rounds", default=7, show_default=True, help="How often each way is run.")
def main(rounds: int) -> None:
    """Run every way in turn and print what came of it."""
    os.environ.setdefault("MPLBACKEND", "agg")
    logging.getLogger("papermill").setLevel(logging.ERROR)
    empty = nbformat.v4.new_notebook(metadata={"kernelspec": SPEC})
    ways = {
        "floor": floor,
        "floor, drawn as IPython does": partial(floor, twice=True),
        "handout, ordinary kernel": by("nbclient", "local-provisioner", handout()),
        "handout, warm kernel": by("nbclient", "doorknob-warm", handout()),
        "handout, warm shell": by("doorknob", "doorknob-warm", handout()),
        "empty, ordinary kernel": by("nbclient", "local-provisioner", empty),
        "empty, warm kernel": by("nbclient", "doorknob-warm", empty),
        "empty, warm shell": by("doorknob", "doorknob-warm", empty),
    }
    os.environ.pop("MPLBACKEND")
    spent: dict[str, list[float]] = {way: [] for way in ways}
    for number in range(rounds + 1):
        for way, once in ways.items():
            began = time.perf_counter()
            once()
            if number:
                spent[way].append(time.perf_counter() - began)
    medians = {way: statistics.median(times) for way, times in spent.items()}
    for way, seconds in medians.items():
        click.echo(f"{way:28} {seconds * 1000:7.1f} ms (best {min(spent[way]) * 1000:.1f})")
    shell = medians["handout, warm shell"]
    click.echo(f"shell to floor:            {shell / medians['floor']:.2f}")
    drawn = medians["floor, drawn as IPython does"]
    click.echo(f"shell to floor as drawn:   {shell / drawn:.2f}")
    click.echo(f"ordinary kernel to shell:  {medians['handout, ordinary kernel'] / shell:.2f}")
    click.echo(f"warm kernel to shell:      {medians['handout, warm kernel'] / shell:.2f}")


if __name__ == "__main__":
    main()
