"""Which of an output's forms is printed, and what its metadata say of it."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from doorknob.publish.typst.ansi import settled
from doorknob.publish.typst.pieces import Code, Html, Markdown, Picture, Piece, Printed

# Richest first. Whatever else there is (scripts, widgets, application/vnd.…) is not printed;
# ready-made Typst least of all, for it could do anything.
_PREFERRED = (
    "text/html",
    "text/markdown",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "text/latex",
    "application/json",
    "text/plain",
)


def output_pieces(cell: Any, number: int, *, most_lines: int) -> Iterator[Piece]:
    """Give the pieces of a code cell's outputs; neighbouring prints are joined."""
    pending: list[Any] = []
    pictures = 0
    for output in cell.get("outputs", ()):
        if output.output_type == "stream":
            if pending and pending[-1].name != output.name:
                yield from _streamed(pending, number, most_lines)
                pending = []
            pending.append(output)
            continue
        yield from _streamed(pending, number, most_lines)
        pending = []
        if output.output_type == "error":
            yield _error(output, number, most_lines)
            continue
        piece = _displayed(output, cell.metadata, number, pictures, most_lines)
        pictures += isinstance(piece, Picture)
        if piece is not None:
            yield piece
    yield from _streamed(pending, number, most_lines)


def _streamed(outputs: list[Any], number: int, most_lines: int) -> Iterator[Piece]:
    text = settled("".join(_text(output.text) for output in outputs), most_lines=most_lines)
    if text.strip():
        to_stderr = outputs[0].name == "stderr"
        yield Printed(cell=number, text=text, kind="message" if to_stderr else "output")


# What Python calls an object that has no words of its own: no reader's concern.
_NAMELESS = re.compile(r"\s*<[\w.]+ object(?: at 0x[0-9a-f]+)?>\s*")


def _error(output: Any, number: int, most_lines: int) -> Piece:
    told = "\n".join(output.get("traceback") or [f"{output.ename}: {output.evalue}"])
    return Printed(cell=number, text=settled(told, most_lines=most_lines), kind="error")


def _displayed(
    output: Any, metadata: Mapping[str, Any], number: int, nth: int, most_lines: int
) -> Piece | None:
    """Give the best form; behind HTML, keep the next best in case none of it can be printed."""
    best: list[Piece] = []
    drawn_small = _drawing_is_smaller(output.data)
    for mime in _PREFERRED:
        if mime not in output.data or (mime == "image/svg+xml" and not drawn_small):
            continue
        data = output.data[mime]
        if mime == "text/plain" and "text/html" in output.data and _NAMELESS.fullmatch(_text(data)):
            continue
        if mime.startswith("image/"):
            said = _said(mime, output.get("metadata", {}), metadata, nth)
            best.append(Picture(cell=number, data=_image(data, mime), **said))
        elif mime == "application/json":
            best.append(Code(cell=number, text=json.dumps(data, indent=2), language="json"))
        else:
            best.append(_textual(mime, _text(data), number, most_lines))
    piece: Piece | None = None
    for form in reversed(best):
        piece = Html(cell=number, text=form.text, instead=piece) if isinstance(form, Html) else form
    return piece


def _drawing_is_smaller(data: Mapping[str, Any]) -> bool:
    """Say whether a drawing takes less room in a PDF, which packs it, than its bitmap would."""
    if "image/svg+xml" not in data or "image/png" not in data:
        return True
    drawing, bitmap = _text(data["image/svg+xml"]), _text(data["image/png"])
    if len(drawing) < len(bitmap) * 3 // 4:
        return True
    return len(zlib.compress(drawing.encode(), 1)) <= len(bitmap) * 3 // 4


def _textual(mime: str, text: str, number: int, most_lines: int) -> Piece:
    match mime:
        case "text/html":
            return Html(cell=number, text=text)
        case "text/markdown":
            return Markdown(cell=number, text=text)
        case "text/latex":
            return Markdown(cell=number, text=_as_formula(text))
    return Printed(cell=number, text=settled(text, most_lines=most_lines))


def _as_formula(latex: str) -> str:
    r"""Give LaTeX its dollars, if its maker left them to MathJax to add.

    >>> _as_formula(r"\\begin{equation}x\\end{equation}")
    '$$\\\\begin{equation}x\\\\end{equation}$$'
    """
    latex = latex.strip()
    return latex if latex.startswith("$") else f"$${latex}$$"


def _image(data: Any, mime: str) -> bytes:
    if mime == "image/svg+xml":
        return _text(data).encode()
    try:
        return base64.b64decode(_text(data))
    except (binascii.Error, ValueError):
        return b""  # shown as an image that could not be read


def _said(
    mime: str, output: Mapping[str, Any], cell: Mapping[str, Any], nth: int
) -> dict[str, Any]:
    """Gather alt text, caption and width: of the form, else of the output, else of the cell."""
    form = output.get(mime)
    levels = [form if isinstance(form, Mapping) else {}, output, cell]
    return {
        "alt": _first(levels, ("alt", "fig-alt", "fig_alt"), nth),
        "caption": _first(levels, ("caption", "fig-cap", "fig_cap"), nth),
        "width": next(filter(None, (_number(level.get("width")) for level in levels[:2])), None),
    }


def _first(levels: list[Mapping[str, Any]], names: tuple[str, ...], nth: int) -> str:
    """Find a text by any of its names; a list holds one for each of the cell's pictures."""
    for level in levels:
        for name in names:
            value = level.get(name)
            if isinstance(value, list):
                value = value[nth] if nth < len(value) else None
            if isinstance(value, str) and value.strip():
                return " ".join(value.split())
    return ""


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        return None
    return float(value)


def _text(data: Any) -> str:
    return "".join(data) if isinstance(data, list) else str(data)
