"""One look for every chart: the column's width, quiet axes, differences that survive in grey."""

from __future__ import annotations

import base64
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from typing import Any

import attrs
from IPython.display import HTML, display
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import is_color_like, to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter

from doorknob.american import american
from doorknob.errors import BadParameter
from doorknob.tongue import percentage, say, say_many, speaks_american

BRAND = "#1f5c57"
ALARM = "#b3471d"  # apart from any brand colour by marker, line or hatch, never by hue alone
INK = "#222222"
QUIET = "#5f5f5f"
RULE = "#d9d9d9"
PAPER = "#ffffff"

COLUMN_CM = 16.0  # the text column of an A4 or Letter page
DPI = 200
PRINT = "DOORKNOB_PRINT"
# Below that many characters a drawing is nearly always smaller than its bitmap.
_LARGE = 150_000
_CSS_PIXELS = 96

# Told apart without colour: a line, a marker and a hatch each.
LINES: tuple[Any, ...] = ("-", (0, (5, 2)), (0, (1, 1.4)), (0, (6, 2, 1, 2)))
MARKERS = ("o", "s", "^", "D")
HATCH = "/////"

_SETTINGS = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 8,
    "axes.labelcolor": INK,
    "axes.edgecolor": QUIET,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "grid.color": RULE,
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.8,
    "text.color": INK,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "svg.fonttype": "path",  # the reader of the file need not have the font
    "svg.hashsalt": "doorknob",  # the same chart is the same file
}


@attrs.frozen(kw_only=True)
class Chart:
    """A figure and what it shows, in words.

    Attributes
    ----------
    figure
        The drawing.
    alt
        What it shows, with the numbers that matter, for whoever can't see it.
    caption
        One sentence to stand under it.
    empty
        Whether there is nothing to show: then a page has the sentence, and no drawing.
    width_cm
        How wide it is shown.
    """

    figure: Figure
    alt: str
    caption: str
    empty: bool = False
    width_cm: float = COLUMN_CM


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house style; whatever matplotlib was set to comes back afterwards."""
    with rc_context(_SETTINGS):
        yield


def new_figure(height_cm: float) -> Figure:
    """Give an empty figure as wide as the column."""
    return Figure(figsize=(COLUMN_CM / 2.54, height_cm / 2.54), layout="constrained")


def png(figure: Figure) -> bytes:
    """Give a figure as PNG, the same bytes each time."""
    return _saved(figure, "png", {"Software": None})


def svg(figure: Figure) -> str:
    """Give a figure as SVG, the same text each time."""
    return _saved(figure, "svg", {"Date": None, "Creator": None}).decode()


def _saved(figure: Figure, kind: str, metadata: Mapping[str, str | None]) -> bytes:
    buffer = io.BytesIO()
    with house_style():
        _spell(figure)
        _lay_out(figure)
        figure.savefig(buffer, format=kind, dpi=DPI, facecolor=PAPER, metadata=metadata)
    return buffer.getvalue()


def _spell(figure: Figure) -> None:
    """Say what stands in a figure as its readers do; what begins as a quotation keeps its words."""
    if speaks_american():
        for text in figure.findobj(Text):
            if not text.get_text().startswith("“"):
                text.set_text(american(text.get_text()))


def _lay_out(figure: Figure) -> None:
    """Lay a figure out once; otherwise each format does it anew, and draws everything twice."""
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
        figure.set_layout_engine(None)


def show(chart: Chart) -> None:
    """Show a chart in a notebook, with its alternative text and caption in the metadata.

    It is shown as SVG for paper and, where that isn't trusted, as PNG; a build, which trusts it,
    needs the PNG of large drawings only. Where there is nothing to show, its sentence is.
    """
    if chart.empty:
        display(HTML(f"<p>{escape(chart.alt)}</p>"))
        return
    width = round(chart.width_cm / 2.54 * _CSS_PIXELS)
    told = american if speaks_american() else str
    said = {"alt": told(chart.alt), "caption": told(chart.caption), "width": width}
    drawing = svg(chart.figure)
    forms = {"image/svg+xml": drawing, "text/plain": said["alt"]}
    if not os.environ.get(PRINT) or len(drawing) > _LARGE:
        forms["image/png"] = base64.b64encode(png(chart.figure)).decode()
    about = {kind: said for kind in forms if kind.startswith("image/")}
    display(forms, metadata=about, raw=True)


def accent_of(colour: str) -> str:
    """Check a brand colour, and darken it until it stands out on paper.

    >>> accent_of("#1f5c57")
    '#1f5c57'

    Raises
    ------
    BadParameter
        If it is no colour.
    """
    if not is_color_like(colour):
        raise BadParameter(f"accent: expected a colour such as {BRAND!r}, found {colour!r}.")
    parts: Sequence[float] = to_rgb(colour)
    while _luminance(parts) > 0.18:  # a contrast of about 4.5 to 1 against white
        parts = [0.92 * part for part in parts]
    return str(to_hex(parts))


def tint(colour: str, strength: float) -> str:
    """Mix a colour with paper: 1 is the colour itself, 0 is paper.

    >>> tint("#000000", 0)
    '#ffffff'
    """
    return str(to_hex([1 - strength * (1 - part) for part in to_rgb(colour)]))


def _luminance(rgb: Sequence[float]) -> float:
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def nothing_yet(what: str) -> Chart:
    """Give a chart that says that there is nothing to show, and why."""
    return empty(say("There is nothing to show yet: {what}.", what=what))


def empty(said: str) -> Chart:
    """Give a chart that is no more than a sentence."""
    with house_style():
        figure = new_figure(2.6)
        axes = figure.subplots()
        axes.set_axis_off()
        axes.text(0.5, 0.5, said, ha="center", va="center", color=QUIET, wrap=True)
    return Chart(figure=figure, alt=said, caption=said, empty=True)


def bar(axes: Axes, row: int, value: float, colour: str, *, hatched: bool = False) -> None:
    """Draw a bar, hatched where it stands for something that went wrong; none for nothing."""
    if not value:
        return
    axes.barh(
        row,
        value,
        height=0.62,
        color=tint(ALARM, 0.25) if hatched else colour,
        edgecolor=ALARM if hatched else colour,
        hatch=HATCH if hatched else "",
    )


def bare(axes: Axes, *, keep: str = "") -> None:
    """Take away the spines but those kept, and every tick mark."""
    for name, spine in axes.spines.items():
        spine.set_visible(name in keep.split())
    axes.tick_params(length=0)


def in_percent(axis: Axis) -> None:
    """Write the numbers on an axis of shares in per cent."""
    axis.set_major_formatter(FuncFormatter(lambda share, _: percentage(share)))


def lines_told(count: int) -> str:
    """Count lines in words."""
    return say_many("{count} line", "{count} lines", count)
