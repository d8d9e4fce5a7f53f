"""Which figures look, and say, the same whether or not they have been drawn before."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt

from doorknob.warm.drawing import plain
from gallery import OTHERS, PLAIN, START

# What they need that a shell would give them.
NAMES = {"mpl": mpl, "plt": plt, "np": np}


@pytest.fixture(autouse=True)
def _own_settings() -> Iterator[None]:
    way = plt.Line2D.draw
    with mpl.rc_context(), warnings.catch_warnings():
        # A glyph that isn't there, and limits of a logarithmic axis.
        warnings.simplefilter("ignore")
        yield
    plt.Line2D.draw = way  # type: ignore[method-assign]
    plt.close("all")


def figures(source: str) -> list[Any]:
    """Make a cell's figures."""
    plt.close("all")
    names: dict[str, Any] = {}
    exec(START.split("\n", 1)[1], names)  # noqa: S102  a cell
    exec(source, names)  # noqa: S102  a cell
    return [plt.figure(number) for number in plt.get_fignums()]


def shown(figure: Any) -> bytes:
    """Give what the inline backend shows."""
    data = io.BytesIO()
    figure.canvas.print_figure(data, format="png", dpi=figure.dpi, bbox_inches="tight")
    return data.getvalue()


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_figure_is_shown_the_same_when_it_has_been_drawn_before(name: str) -> None:
    """To the byte; a drawing that is left out is then missed by nobody."""
    assert all(map(plain, figures(PLAIN[name])))
    if "$\\\\broken" in PLAIN[name]:
        return
    once = [shown(figure) for figure in figures(PLAIN[name])]
    twice = []
    for figure in figures(PLAIN[name]):
        figure.canvas.draw()
        twice.append(shown(figure))
    assert once == twice
    assert once


@pytest.mark.parametrize("name", [name for name in OTHERS if name != "as before"])
def test_a_figure_with_parts_that_notice_is_not_called_plain(name: str) -> None:
    """Functions and kinds of the notebook's own, and what keeps something from its drawing."""
    assert not all(map(plain, figures(OTHERS[name])))


def test_to_ask_whether_a_figure_is_plain_draws_nothing_of_it() -> None:
    """Not even its ticks are made, which is half of the work."""
    (figure,) = figures("plt.plot(x, y)")
    before = len(figure.axes[0].xaxis.majorTicks)
    assert plain(figure)
    assert len(figure.axes[0].xaxis.majorTicks) == before
    assert len(figure.axes[0].xaxis.get_children()) > before + 2  # a label, an offset, and more
