"""Draws ``docs/many-results.svg`` from ``docs/many-results.csv``, which `many_results.py` wrote."""

from __future__ import annotations

import csv
from pathlib import Path

from doorknob.charts.style import house_style, new_figure, svg

DOCS = Path(__file__).parents[2] / "docs"
LINES = {
    "parent_mib": ("the build itself", "o"),
    "worker_mib": ("a worker", "s"),
    "others_mib": ("warm process, shells and pandoc", "^"),
}


def main() -> None:
    """Draw memory over the number of results."""
    with (DOCS / "many-results.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    results = [int(row["results"]) for row in rows]
    with house_style():
        figure = new_figure(10)
        memory, pace = figure.subplots(1, 2, width_ratios=(3, 2))
        for name, (label, marker) in LINES.items():
            memory.plot(results, [float(row[name]) for row in rows], marker=marker, label=label)
        memory.set_ylabel("memory of its own, MiB")
        memory.legend(frameon=False, loc="upper left")
        memory.set_ylim(0, 1.5 * memory.get_ylim()[1])
        # What is paid once, at the start, is in the first of them.
        pace.plot(results[1:], [float(row["seconds_a_result"]) for row in rows[1:]], marker="o")
        pace.set_ylabel("seconds a result, two workers")
        pace.set_ylim(0, 1.2 * pace.get_ylim()[1])
        for axes in (memory, pace):
            axes.set_xscale("log")
            axes.set_xticks([10, 100, 1000, 10000], ["10", "100", "1,000", "10,000"])
            axes.minorticks_off()
            axes.set_xlim(7, 14000)
            axes.set_xlabel("results made")
        (DOCS / "many-results.svg").write_text(svg(figure), encoding="utf-8")


if __name__ == "__main__":
    main()
