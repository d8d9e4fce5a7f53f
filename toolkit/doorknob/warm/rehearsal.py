"""What is drawn by a warm process before anybody asks."""

from __future__ import annotations

import contextlib
import io


def rehearse() -> None:
    """Draw a figure that nobody sees, so that fonts and text are laid out once for all kernels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  where it is installed
    from matplotlib.figure import Figure  # noqa: PLC0415  where it is installed

    with contextlib.suppress(Exception):
        figure = Figure(figsize=(2, 2))
        FigureCanvasAgg(figure)
        axes = figure.subplots()
        axes.plot([0, 1], [-1, 100], label="a")
        axes.bar([0, 1], [1, 2])
        axes.set(title="Abc", xlabel="$x$", ylabel="y")
        axes.legend()
        figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")
