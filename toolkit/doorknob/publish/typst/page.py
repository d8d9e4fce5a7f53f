"""What a page says around its text: title block, brand, running head, paper and language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import attrs

from doorknob.colour import normalised
from doorknob.errors import BadParameter, InvalidNotebook, Problem, suggestion

Paper = Literal["a4", "us-letter"]
PAPERS: tuple[Paper, ...] = ("a4", "us-letter")
Layout = Literal["document", "card", "cards", "poster"]
LAYOUTS: tuple[Layout, ...] = ("document", "card", "cards", "poster")
CardSize = Literal["half", "quarter"]
CARD_SIZES: tuple[CardSize, ...] = ("half", "quarter")
FIELD = "metadata.doorknob.page"


def _colour(value: str) -> str:
    return normalised(value)


def _one_of(known: tuple[str, ...]) -> Callable[[object, Any, str], None]:
    """Check that a field holds one of a few words."""

    def check(_: object, field: Any, value: str) -> None:
        if value not in known:
            raise BadParameter(f"{field.name} is {value!r}.{suggestion(value, known)}")

    return check


def _language(_: object, __: object, value: str) -> None:
    if not re.fullmatch(r"[a-z]{2,3}", value):
        raise BadParameter(f"lang is {value!r}. Write a language tag such as 'en' or 'en-GB'.")


def _region(_: object, __: object, value: str) -> None:
    if value and not re.fullmatch(r"[A-Z]{2}", value):
        raise BadParameter(f"region is {value!r}. Write two letters, such as 'GB'.")


@attrs.frozen(kw_only=True)
class PageSetup:
    """How a document is dressed; every field has a default that does.

    Attributes
    ----------
    title
        Empty: the notebook's own title, else its first top heading, else its file's name.
    subtitle, course, cohort, running_head
        Lines of the title block, and the line at the top of each later page. An empty running
        head is the course, or else the title.
    authors
        Who wrote it or leads the course.
    byline
        The word before the authors, such as ``"Trainer"``; may be empty.
    keywords
        For the PDF's metadata.
    lang, region
        ``"en"`` and ``"GB"``, say. Both may come in one tag, see `from_data`.
    paper
        ``"a4"`` or ``"us-letter"``. A poster takes two sheets of it: A3, or tabloid.
    layout
        ``"document"``; ``"card"``, one small page; ``"cards"``, a card for each cell, on sheets to
        be cut; or ``"poster"``, one large page with a figure.
    cards
        How large a card is: ``"half"`` of the paper, or a ``"quarter"``.
    brand_colour
        Hex. Darkened wherever text in it, or on white beside it, would be hard to read.
    logo, logo_alt
        A PNG, JPEG or SVG file, and what it says to those who don't see it.
    date
        Printed, and written into the PDF. The clock is never asked.
    """

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    byline: str = ""
    keywords: tuple[str, ...] = ()
    lang: str = attrs.field(default="en", validator=_language)
    region: str = attrs.field(default="", validator=_region)
    paper: Paper = attrs.field(default="a4", validator=_one_of(PAPERS))
    layout: Layout = attrs.field(default="document", validator=_one_of(LAYOUTS))
    cards: CardSize = attrs.field(default="half", validator=_one_of(CARD_SIZES))
    brand_colour: str = attrs.field(default="#1f4e79", converter=_colour)
    logo: Path | None = None
    logo_alt: str = ""
    running_head: str = ""
    date: dt.date | None = None
    course: str = ""
    cohort: str = ""

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, notebook: str = "notebook") -> PageSetup:
        """Build from plain data, as a notebook's metadata or a configuration hold it.

        Authors and keywords may be one text or a list, the date ISO text, the language a tag such
        as ``en-GB``.

        Raises
        ------
        InvalidNotebook
            Fields are unknown or wrong; all of them are named.
        """
        known = {field.name for field in attrs.fields(cls)}
        problems: list[Problem] = []
        values: dict[str, Any] = {}
        for name, value in data.items():
            field = f"{FIELD}.{name}"
            if name not in known:
                message = f"unknown field.{suggestion(str(name), known)}"
                problems.append(Problem(path=notebook, field=field, message=message))
                continue
            if value is None:
                continue
            try:
                values |= _read(name, value)
                cls(**_read(name, value))
            except (BadParameter, TypeError, ValueError) as error:
                problems.append(Problem(path=notebook, field=field, message=str(error)))
        if problems:
            raise InvalidNotebook(problems)
        return cls(**values)

    def as_data(self) -> dict[str, Any]:
        """Give what differs from the defaults, for an exporter's ``page``.

        >>> PageSetup(course="Objections").as_data()
        {'course': 'Objections'}
        """
        default = PageSetup()
        names = [field.name for field in attrs.fields(PageSetup)]
        pairs = ((name, getattr(self, name)) for name in names)
        return {name: value for name, value in pairs if value != getattr(default, name)}


def _read(name: str, value: Any) -> dict[str, Any]:
    """Read one field; a language tag may give two."""
    read: Any = value
    match name, value:
        case (("authors" | "keywords"), str()):
            read = (value,)
        case (("authors" | "keywords"), list() | tuple()):
            read = tuple(str(entry) for entry in value)
        case "date", dt.date():
            read = value.date() if isinstance(value, dt.datetime) else value
        case "date", str():
            read = dt.date.fromisoformat(value)
        case "logo", str() | Path():
            read = Path(value)
        case "lang", str():
            return _read_language(value)
        case _ if not isinstance(value, str):
            raise BadParameter(f"{value!r} was not expected here.")
    return {name: read}


def _read_language(tag: str) -> dict[str, Any]:
    """Read a tag of BCP 47.

    >>> _read_language("pt-BR")
    {'lang': 'pt', 'region': 'BR'}
    """
    language, *subtags = tag.replace("_", "-").split("-")
    region = next((part.upper() for part in subtags if re.fullmatch("[A-Za-z]{2}", part)), "")
    return {"lang": language.lower()} | ({"region": region} if region else {})
