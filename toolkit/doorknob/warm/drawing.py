"""A figure that is shown and closed at the end of its cell is drawn for that alone.

Matplotlib asks IPython to draw all figures after each cell, and the inline backend then draws them
again to show them. The first drawing is seen by nobody, unless it changes what the second looks
like, or something is said or goes wrong in it. So it is left out for figures of which all parts are
matplotlib's own kinds that settle in one drawing; and where showing them has said anything, what it
said is held back until the first drawing has been made after all.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from typing import Any

from doorknob.warm.streams import Outlet

AFTER = "post_execute"
# Where artists come from that look alike whether or not they have been drawn before. Others of
# matplotlib's (quivers, tables, 3D) keep something from their first drawing.
_SETTLED = {
    f"matplotlib.{name}"
    for name in (
        "axes._axes",
        "axis",
        "collections",
        "contour",
        "figure",
        "image",
        "legend",
        "lines",
        "offsetbox",
        "patches",
        "spines",
        "text",
    )
}


class Drawings:
    """Stands before the events of an IPython shell.

    Parameters
    ----------
    shell
        The shell.
    outlet
        What the shell's streams and messages go through.
    """

    def __init__(self, shell: Any, outlet: Outlet) -> None:
        self._events, self._outlet = shell.events, outlet
        self._usual = shell.events.trigger
        shell.events.trigger = self.trigger

    def trigger(self, event: str, *args: Any, **kwargs: Any) -> None:
        """Call what is registered for an event, as the shell would."""
        callbacks = self._events.callbacks[event]
        if event == AFTER and _draw_and_flush(callbacks) and _closes_plain_figures():
            *before, draw, flush = callbacks
            self._only(*before)
            self._once(draw, flush)
        else:
            self._usual(event, *args, **kwargs)

    def _once(self, draw: Any, flush: Any) -> None:
        figs: dict[int, Any] = sys.modules["matplotlib._pylab_helpers"].Gcf.figs
        shown = dict(figs)
        unseen = [one.canvas.figure for one in shown.values() if one.canvas.figure.stale]
        with self._outlet.holding() as held:
            self._only(flush)
        try:
            if not held.silent:
                figs.update(shown)
                for figure in unseen:
                    figure.stale = True
                self._only(draw)
                figs.clear()
        finally:
            held.release()

    def _only(self, *callbacks: Any) -> None:
        """Call some of them, with the shell's care for what goes wrong in them."""
        all_of_them = self._events.callbacks[AFTER]
        self._events.callbacks[AFTER] = list(callbacks)
        try:
            self._usual(AFTER)
        finally:
            self._events.callbacks[AFTER] = all_of_them


def _draw_and_flush(callbacks: Sequence[Any]) -> bool:
    """Tell whether what happens last after a cell is that figures are drawn and then shown."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    inline = sys.modules.get("matplotlib_inline.backend_inline")
    if pyplot is None or inline is None:
        return False
    return callbacks[-2:] == [
        getattr(pyplot, "_draw_all_if_interactive", None),
        inline.flush_figures,
    ]


def _closes_plain_figures() -> bool:
    """Tell whether there are figures, all are plain, and will be shown, closed and gone."""
    inline: Any = sys.modules["matplotlib_inline.backend_inline"]
    managers = sys.modules["matplotlib._pylab_helpers"].Gcf.get_all_fig_managers()
    return bool(
        managers
        and sys.modules["matplotlib"].is_interactive()
        and inline.show._draw_called  # noqa: SLF001
        and inline.InlineBackend.instance().close_figures
        and all(plain(manager.canvas.figure) for manager in managers)
    )


def plain(figure: Any) -> bool:
    """Tell whether a figure looks, and says, the same whether or not it has been drawn before."""
    # One that only stands in the place of another moves nothing.
    moving = type(figure.get_layout_engine()).__name__ not in {
        "NoneType",
        "PlaceHolderLayoutEngine",
    }
    if moving or figure.canvas.callbacks.callbacks.get("draw_event"):
        return False
    waiting = [figure]
    while waiting:
        artist = waiting.pop()
        if not _settled(artist):
            return False
        waiting += _children(artist)
    return True


def _settled(artist: Any) -> bool:
    kind = type(artist)
    return (
        kind.__module__ in _SETTLED
        # Neither the kind's way to draw nor this one's has been replaced.
        and kind.draw.__module__ in _SETTLED | {"matplotlib.artist", "matplotlib.axes._base"}
        and "draw" not in vars(artist)
        and artist.get_agg_filter() is None
        and artist.get_sketch_params() is None
        and all(map(_own, artist.get_path_effects() or ()))
        and _own(getattr(artist, "norm", None))
        and (not hasattr(artist, "get_usetex") or _is_settled_text(artist))
        and (not _is_axes(artist) or _is_settled_axes(artist))
        and (not _is_axis(artist) or all(map(_own, _helpers(artist))))
    )


def _own(helper: Any) -> bool:
    """Tell whether something is matplotlib's, and not made of somebody's function."""
    kind = type(helper)
    if helper is None:
        return True
    if kind.__name__.startswith("Func"):
        # Ticks that are given names have such a function of matplotlib's own.
        made_of = getattr(helper, "func", None)
        return _is_matplotlibs(getattr(made_of, "func", None))
    return _is_matplotlibs(kind)


def _is_matplotlibs(thing: Any) -> bool:
    return (getattr(thing, "__module__", None) or "").startswith("matplotlib.")


def _is_settled_text(text: Any) -> bool:
    """Tell whether its fonts are there: it is told now and then, not each time, that they aren't.

    TeX, too, is asked for a text once.
    """
    settings, fonts = sys.modules["matplotlib"].rcParams, sys.modules["matplotlib.font_manager"]
    for family in text.get_fontfamily():
        meant = settings.get(f"font.{family.lower()}", [family])
        if not _is_there(tuple(meant), len(fonts.fontManager.ttflist)):
            return False
    return not text.get_usetex()


@cache
def _is_there(names: tuple[str, ...], _of: int) -> bool:
    """Tell whether there is a font of one of these names, among so many."""
    fonts = sys.modules["matplotlib.font_manager"].fontManager.ttflist
    known = {font.name.lower() for font in fonts}
    return any(name.lower() in known for name in names)


def _is_axes(artist: Any) -> bool:
    return type(artist).__module__ == "matplotlib.axes._axes"


def _is_settled_axes(axes: Any) -> bool:
    heard = axes.callbacks.callbacks
    return axes.get_axes_locator() is None and not any(heard.values())


def _is_axis(artist: Any) -> bool:
    return type(artist).__name__ in {"XAxis", "YAxis"}


def _helpers(axis: Any) -> tuple[Any, ...]:
    return (
        axis.get_major_locator(),
        axis.get_major_formatter(),
        axis.get_minor_locator(),
        axis.get_minor_formatter(),
        axis.get_transform(),
    )


def _children(artist: Any) -> list[Any]:
    if not _is_axis(artist):
        return list(artist.get_children())
    # An axis that is asked for its children makes its ticks, which is half of a drawing.
    made = vars(artist)
    ticks = [*made.get("majorTicks", ()), *made.get("minorTicks", ())]
    return [artist.label, artist.offsetText, *ticks]
