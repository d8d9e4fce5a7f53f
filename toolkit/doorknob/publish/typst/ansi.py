"""What a terminal would show: colours and overwritten lines, as runs of styled text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from doorknob.colour import darkened

_ESCAPE = re.compile(r"\x1b\[([0-9;:?]*)([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]")

# The eight colours, each dark enough for small text on the light ground of a box.
_NAMED = ("#1c1c1c", "#a3201d", "#1d6b33", "#7a5200", "#1f4f96", "#8a2570", "#0b6470", "#4d4d4d")
_GROUND = "#f4f4f4"


@attrs.frozen(kw_only=True)
class Style:
    """How a run of text looks."""

    colour: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False


@attrs.frozen(kw_only=True)
class Run:
    """Text in one style."""

    text: str
    style: Style


def runs(text: str) -> list[Run]:
    r"""Split terminal text at its changes of style.

    >>> [(run.text, run.style.colour) for run in runs("a\x1b[31mb\x1b[0mc")]
    [('a', ''), ('b', '#a3201d'), ('c', '')]
    """
    found: list[Run] = []
    style, at = Style(), 0
    for escape in _ESCAPE.finditer(text):
        if escape.start() > at:
            found.append(Run(text=text[at : escape.start()], style=style))
        if escape.group(2) == "m":
            style = _after(style, escape.group(1))
        at = escape.end()
    if at < len(text):
        found.append(Run(text=text[at:], style=style))
    return found


def settled(text: str, *, most_lines: int) -> str:
    r"""Play back carriage returns and backspaces, expand tabs, and shorten what is endless.

    >>> settled("10 %\r100 %\ndone", most_lines=10)
    '100 %\ndone'
    """
    text = text.replace("\r\n", "\n")
    while "\b" in text:
        text = re.sub(r"[^\b\n]\x08|^\x08|(?<=\n)\x08", "", text)
    lines = [_last_state(line).expandtabs(4).rstrip() for line in text.strip("\n").split("\n")]
    if len(lines) > most_lines:
        head, tail = most_lines * 3 // 4, most_lines // 4
        left_out = len(lines) - head - tail
        lines = [*lines[:head], f"[… {left_out} lines left out …]", *lines[len(lines) - tail :]]
    return "\n".join(lines)


def _last_state(line: str) -> str:
    states = [state for state in line.split("\r") if state]
    return states[-1] if states else ""


def _after(style: Style, parameters: str) -> Style:
    codes = iter(
        [int(code or 0) for code in re.split("[;:]", parameters) if code.isdigit() or not code]
    )
    for code in codes:
        style = _after_one(style, code, codes)
    return style


def _after_one(style: Style, code: int, codes: Iterator[int]) -> Style:  # noqa: PLR0911
    match code:
        case 0:
            return Style()
        case 1 | 22:
            return attrs.evolve(style, bold=code == 1)
        case 3 | 23:
            return attrs.evolve(style, italic=code == 3)
        case 4 | 24:
            return attrs.evolve(style, underline=code == 4)
        case 39:
            return attrs.evolve(style, colour="")
        case 38:
            return attrs.evolve(style, colour=_extended(codes))
        case 48:
            _extended(codes)  # a ground is not printed, but its parameters are read
            return style
        case _ if code in range(30, 38) or code in range(90, 98):
            return attrs.evolve(style, colour=_NAMED[code % 10])
    return style


def _extended(codes: Iterator[int]) -> str:
    """Read the colour after 38 or 48: 5 and one of 256, or 2 and red, green, blue."""
    if next(codes, 0) == 2:
        rgb = [min(next(codes, 0), 255) for _ in range(3)]
    else:
        index = min(next(codes, 0), 255)
        if index < 16:
            return _NAMED[index % 8]
        if index < 232:
            cube = index - 16
            steps = (0, 95, 135, 175, 215, 255)
            rgb = [steps[cube // 36], steps[cube // 6 % 6], steps[cube % 6]]
        else:
            rgb = [8 + 10 * (index - 232)] * 3
    return darkened("#" + "".join(f"{part:02x}" for part in rgb), _GROUND)
