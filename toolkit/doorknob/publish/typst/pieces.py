"""The pieces a notebook is taken apart into: what is to be shown, before anything is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import attrs


@attrs.frozen(kw_only=True)
class Piece:
    """Something to show, and the cell it comes from (counted from 1, for messages)."""

    cell: int


@attrs.frozen(kw_only=True)
class Markdown(Piece):
    """A Markdown cell, or an output in Markdown or LaTeX.

    Attributes
    ----------
    attachments
        The cell's attached images: name to MIME bundle.
    """

    text: str
    attachments: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Html(Piece):
    """An output in HTML.

    Attributes
    ----------
    instead
        What to show if nothing of the HTML can be printed, a script for example.
    """

    text: str
    instead: Piece | None = None


@attrs.frozen(kw_only=True)
class Code(Piece):
    """A cell's source code."""

    text: str
    language: str


@attrs.frozen(kw_only=True)
class Printed(Piece):
    """Text as a terminal shows it, with ANSI colours.

    Attributes
    ----------
    kind
        ``"output"``, ``"message"`` (to standard error: often no error at all), or ``"error"``.
    """

    text: str
    kind: Literal["output", "message", "error"] = "output"


@attrs.frozen(kw_only=True)
class Picture(Piece):
    """An image output.

    Attributes
    ----------
    data
        The image itself: bytes, decoded from base64 where it came so.
    alt, caption
        As the metadata give them; empty where they don't.
    width
        In CSS pixels, or None for the image's own.
    """

    data: bytes
    alt: str = ""
    caption: str = ""
    width: float | None = None
