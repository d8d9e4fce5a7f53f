"""What stands in a saved notebook: what was said and answered, for whoever has no kernel.

It is an output of its own below the live one, brought up to date after every message, and hidden
while the exercise is live. Its metadata say whose it is, so that handing in can leave out what was
practised in private.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from doorknob.exercises.base import Exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.tongue import say

if TYPE_CHECKING:
    from doorknob.widgets.live import ExerciseWidget

MARK = "doorknob"


def keep_current(widget: ExerciseWidget, exercise: Exercise) -> None:
    """Put what was done so far below a widget, and keep it current from then on."""
    from IPython.display import display  # noqa: PLC0415  the sessions need none of it

    private = isinstance(exercise, RolePlay) and exercise.is_private
    marked = {MARK: {"exercise": exercise.id, "private": private}}
    handle = display(_bundle(widget), raw=True, metadata=marked, display_id=True)

    if handle is None:  # there is no notebook that could keep it
        return

    def update() -> None:
        handle.update(_bundle(widget), raw=True, metadata=marked)

    widget.after = update


def _bundle(widget: ExerciseWidget) -> dict[str, str]:
    return {"text/html": f'<div class="doorknob-kept">{widget.session.kept()}</div>'}


def answer_html(said: str, told: Iterable[str]) -> str:
    """Write an answer and what was said about it."""
    if not said:
        return f"<p><em>{escape(say('Not answered yet.'))}</em></p>"
    notes = "".join(f'<div class="dk-why">{escape(text)}</div>' for text in told if text)
    return f"<blockquote><p>{escape(said)}</p></blockquote>{notes}"


def without_private(notebook: dict[str, Any], private: Iterable[str]) -> dict[str, Any]:
    """Give a notebook without what it keeps of private practice.

    Parameters
    ----------
    notebook
        A notebook's JSON; it stays as it is.
    private
        Ids of the exercises that are kept private.
    """
    names = set(private)
    cells = [
        {**cell, "outputs": [one for one in cell["outputs"] if not _is_private(one, names)]}
        if isinstance(cell, dict) and isinstance(cell.get("outputs"), list)
        else cell
        for cell in notebook.get("cells", ())
    ]
    return {**notebook, "cells": cells}


def _is_private(output: Any, names: set[str]) -> bool:
    metadata = output.get("metadata") if isinstance(output, Mapping) else None
    ours = metadata.get(MARK) if isinstance(metadata, Mapping) else None
    if not isinstance(ours, Mapping):
        return False
    return ours.get("private") is not False or ours.get("exercise") in names
