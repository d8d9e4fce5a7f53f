"""A badge to look at: a picture (SVG) in the cohort's colour that carries its credential.

Open Badges 3.0, section 5.3.2 "SVG": a signed credential stands in the ``verify`` attribute of an
``openbadges:credential`` element.
"""

from __future__ import annotations

from html import escape
from textwrap import wrap

from doorknob.colour import tinted
from doorknob.publish.typst.text import clean

_WIDE, _LINES = 18, 4
_PICTURE = """<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" \
viewBox="0 0 400 400" role="img" aria-labelledby="title">
<openbadges:credential verify="{token}"></openbadges:credential>
<title id="title">{title}: {issuer}</title>
<rect x="20" y="20" width="360" height="360" rx="48" fill="{tint}" stroke="{colour}" \
stroke-width="12"/>
<g font-family="Source Sans 3, Source Sans Pro, sans-serif" text-anchor="middle" fill="#000000">
{lines}
<text x="200" y="340" font-size="20">{issuer}</text>
</g>
</svg>
"""


def picture(token: str, *, title: str, issuer: str, colour: str) -> str:
    """Give a badge's picture.

    Parameters
    ----------
    token
        The signed credential.
    title, issuer
        What it is for, and who gives it; any text.
    colour
        The brand's, as ``#rrggbb``; the text is black on a tint of it.
    """
    shown = wrap(" ".join(clean(title).split()), _WIDE) or [""]
    if len(shown) > _LINES:
        shown = [*shown[: _LINES - 1], f"{shown[_LINES - 1][: _WIDE - 1]}…"]
    top = 200 - 20 * (len(shown) - 1)
    lines = "\n".join(
        f'<text x="200" y="{top + 40 * at}" font-size="34" font-weight="bold">{escape(line)}</text>'
        for at, line in enumerate(shown)
    )
    short = " ".join(clean(issuer).split())
    short = short if len(short) <= 2 * _WIDE else f"{short[: 2 * _WIDE - 1]}…"
    return _PICTURE.format(
        token=escape(token),
        title=escape(" ".join(clean(title).split())),
        issuer=escape(short),
        tint=tinted(colour, 0.12),
        colour=colour,
        lines=lines,
    )
