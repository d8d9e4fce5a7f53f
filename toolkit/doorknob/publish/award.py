"""What a cohort's file says of certificates and records."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from doorknob.documents import Document
from doorknob.errors import Problem

WEB_PAGE = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~/%-]*)?")


@attrs.frozen(kw_only=True)
class Award:
    """Who gets a certificate, and from whom.

    Attributes
    ----------
    percent
        Of all points, from which on it is given; an exercise is passed from the same share on.
    issuer, url
        Who gives it, and a web page of theirs; the trainer where `issuer` is empty.
    """

    percent: int = 70
    issuer: str = ""
    url: str = ""


def award_problems(award: Award, home_page: str, doc: Document) -> Iterator[Problem]:
    """Find what is wrong with the fields ``certificate`` and ``home_page`` of a cohort's file."""
    if not 1 <= award.percent <= 100:
        fix = "Write the percentage of all points that earns a certificate."
        yield doc.problem(("certificate", "percent"), "expected a number from 1 to 100.", fix)
    for place, page in {("home_page",): home_page, ("certificate", "url"): award.url}.items():
        if page and not WEB_PAGE.fullmatch(page):
            fix = "Write it like https://learn.example.org."
            yield doc.problem(place, f"{page[:60]!r} is no web address.", fix)
