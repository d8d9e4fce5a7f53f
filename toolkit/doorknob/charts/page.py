"""Calls and other HTML on a notebook's page, with the little style that they need on a screen."""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files

from IPython.display import HTML, display

from doorknob.american import american
from doorknob.charts.style import PRINT
from doorknob.coaching.transcript import transcript_html
from doorknob.prospect.conversation import Conversation
from doorknob.tongue import speaks_american


def show_call(conversation: Conversation, *, seller: str, why: bool = True) -> None:
    """Show a call in a notebook, line by line.

    Parameters
    ----------
    conversation
        The call, ended or not.
    seller
        The salesperson's name.
    why
        Whether to say after each turn what changed in her, and why.
    """
    show_html(transcript_html(conversation, seller=seller, why=why))


def show_html(html: str) -> None:
    """Show HTML in a notebook, if there is any; what a person wrote has to be escaped already."""
    # A build spells the whole notebook, and knows what in it quotes a learner.
    if speaks_american() and not os.environ.get(PRINT):
        html = american(html)
    if html.strip():
        display(HTML(f"<style>\n{_style()}</style>\n{html}"))


@cache
def _style() -> str:
    return files("doorknob.charts").joinpath("page.css").read_text(encoding="utf-8")
