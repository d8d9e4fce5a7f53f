"""Draws ``docs/many-results.svg`` from ``docs/many-results.csv``, which `many_results.py` wrote."""

from __future__ import annotations

import csv
from pathlib import Path

from doorknob.charts.style import house_style, new_figure, svg

DOCS = Path(__file__).parents[2] / "docs"
LINES = {
    "parent_mib": ("the build itself", "o"),
    "worker_mib": ("a worker", "s"),
    "kernels_mib": ("its warm process and kernel", "^"),
}


def main() -> None:
    """Draw memory over the number of results."""
    with (DOCS / "many-results.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    results = [int(row["results"]) for row in rows]
    with house_style():
        figure = new_figure(8)
        axes = figure.subplots()
        for name, (label, marker) in LINES.items():
            axes.plot(results, [float(row[name]) for row in rows], marker=marker, label=label)
        axes.set_xscale("log")
        axes.set_xticks(results, [f"{number:,}" for number in results])
        axes.minorticks_off()
        axes.set_ylim(bottom=0)
        axes.set_xlabel("results made")
        axes.set_ylabel("memory of its own, MiB")
        axes.legend(frameon=False)
        (DOCS / "many-results.svg").write_text(svg(figure), encoding="utf-8")


if __name__ == "__main__":
    main()
