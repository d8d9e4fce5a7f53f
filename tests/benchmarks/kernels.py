"""How much sooner a notebook is done with a warm kernel: ``python tests/benchmarks/kernels.py``.

The same notebook, with a figure, is run by nbclient with ordinary kernels and with warm ones, one
after the other in turn, in this one process; medians and their ratio are printed.
"""

from __future__ import annotations

import statistics
import time

import click
import nbformat
from jupyter_client.provisioning import KernelProvisionerFactory
from nbclient import NotebookClient

ROUNDS = 7
WAYS = {"ordinary": "local-provisioner", "warm": "doorknob-warm"}
CELLS = ("x = 1", "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2]);", "x + 1")


def once(way: str) -> float:
    """Run the notebook in one way; give the seconds that it took."""
    KernelProvisionerFactory.instance().default_provisioner_name = WAYS[way]
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    began = time.perf_counter()
    NotebookClient(notebook, timeout=60).execute()
    return time.perf_counter() - began


def main() -> None:
    """Run both in turn and print what came of it."""
    for way in WAYS:
        once(way)  # what is only paid once
    spent: dict[str, list[float]] = {way: [] for way in WAYS}
    for _ in range(ROUNDS):
        for way in WAYS:
            spent[way].append(once(way))
    medians = {way: statistics.median(times) for way, times in spent.items()}
    for way, seconds in medians.items():
        click.echo(f"{way:10} {seconds:6.2f} s a notebook")
    click.echo(f"warm is {medians['ordinary'] / medians['warm']:.1f} times as fast")


if __name__ == "__main__":
    main()
