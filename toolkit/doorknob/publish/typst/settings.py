"""What the template is told of a page: plain data, which is never read as code."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

from babel.core import UnknownLocaleError
from babel.dates import format_date

from doorknob.colour import darkened, text_on, tinted
from doorknob.errors import DoorknobWarning
from doorknob.publish.typst.images import ImageStore, UnusableImage
from doorknob.publish.typst.page import PageSetup
from doorknob.publish.typst.words import words


def page_settings(
    page: PageSetup, images: ImageStore, readable: Callable[[str], str]
) -> dict[str, Any]:
    """Give the template's settings, as it finds them in page.json.

    Parameters
    ----------
    page
        With the document's title.
    images
        Takes up the logo.
    readable
        Replaces what no font can show.
    """

    def shown(text: str) -> str:
        return readable(" ".join(text.split()))

    return {
        "title": shown(page.title),
        "subtitle": shown(page.subtitle),
        "authors": [shown(author) for author in page.authors],
        "byline": shown(page.byline),
        "keywords": list(page.keywords),
        "lang": page.lang,
        "region": page.region or None,
        "paper": page.paper,
        "layout": page.layout,
        "cards": page.cards,
        "accent": page.brand_colour,
        "on-accent": text_on(page.brand_colour),
        "accent-text": darkened(page.brand_colour, tinted(page.brand_colour, 0.08)),
        "tint": tinted(page.brand_colour, 0.08),
        "logo": _logo(page, images),
        "logo-alt": shown(page.logo_alt or page.course or "Logo"),
        "running-head": shown(page.running_head or page.course or page.title),
        "date": shown_date(page),
        "day": [page.date.year, page.date.month, page.date.day] if page.date else None,
        "course": shown(page.course),
        "cohort": shown(page.cohort),
        "words": dict(words(page.lang)),
    }


def _logo(page: PageSetup, images: ImageStore) -> str | None:
    if page.logo is None:
        return None
    try:
        return images.add(page.logo.read_bytes()).name
    except (OSError, UnusableImage) as error:
        message = f"The logo {page.logo} is left out: {error}"
        warnings.warn(message, DoorknobWarning, stacklevel=2)
        return None


def shown_date(page: PageSetup) -> str:
    """Write a page's date as its country does; nothing where it has none."""
    if page.date is None:
        return ""
    try:
        locale = f"{page.lang}_{page.region}" if page.region else page.lang
        return str(format_date(page.date, "long", locale=locale))
    except (UnknownLocaleError, ValueError):
        return page.date.isoformat()
