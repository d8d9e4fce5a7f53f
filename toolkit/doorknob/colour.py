"""Colours that can be read: the contrast of the Web Content Accessibility Guidelines."""

from __future__ import annotations

import re

from doorknob.errors import BadParameter

COLOUR = "DOORKNOB_COLOUR"
"""The environment's name for the cohort's colour."""

READABLE = 4.5
"""The least contrast of text with its ground (WCAG 2.2, level AA)."""

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def normalised(colour: str) -> str:
    """Give a hex colour in six lower-case digits.

    >>> normalised("#0AF")
    '#00aaff'

    Raises
    ------
    BadParameter
        The text is no hex colour.
    """
    if not _HEX.fullmatch(colour):
        raise BadParameter(f"{colour!r} is no colour. Write it as hex, such as '#1f5f9e'.")
    digits = colour[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, between 1 and 21.

    >>> contrast("#000", "#fff")
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round((light + 0.05) / (dark + 0.05), 2)


def text_on(ground: str) -> str:
    """Choose black or white text for a ground, whichever reads better; one always does.

    >>> text_on("#ffd500"), text_on("#1f3a5f")
    ('#000000', '#ffffff')
    """
    return max("#000000", "#ffffff", key=lambda ink: contrast(ink, ground))


def darkened(colour: str, ground: str = "#ffffff", least: float = READABLE) -> str:
    """Darken a colour, keeping its hue, until text in it reads well on a light ground.

    >>> contrast(darkened("#ffd500"), "#ffffff") >= READABLE
    True
    >>> darkened("#1f3a5f")
    '#1f3a5f'
    """
    colour = normalised(colour)
    red, green, blue = _channels(colour)
    for percent in range(100, -1, -2):
        parts = (channel * percent // 100 for channel in (red, green, blue))
        shade = "#" + "".join(f"{part:02x}" for part in parts)
        if contrast(shade, ground) >= least:
            return shade
    return "#000000"


def lightened(colour: str, ground: str, least: float = READABLE) -> str:
    """Mix a colour with white until text in it reads well on a dark ground.

    >>> contrast(lightened("#1f3a5f", "#111615"), "#111615") >= READABLE
    True
    >>> lightened("#ffd500", "#111615")
    '#ffd500'
    """
    colour = normalised(colour)
    for percent in range(0, 100, 2):
        shade = tinted(colour, 1 - percent / 100)
        if contrast(shade, ground) >= least:
            return shade
    return "#ffffff"


def tinted(colour: str, strength: float = 0.1) -> str:
    """Mix a colour into white, for the ground of a box.

    >>> tinted("#000000", 0.1)
    '#e5e5e5'
    """
    mixed = (int(255 - (255 - channel) * strength) for channel in _channels(normalised(colour)))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _channels(colour: str) -> tuple[int, int, int]:
    digits = normalised(colour)[1:]
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
