"""How a cohort's statements are made: for whom, under which names, and how much they tell."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

import attrs

from doorknob.exercises.tasks.task import LONGEST_ANSWER
from doorknob.journal.events import HOME
from doorknob.standards.vocabulary import COURSE

# Everything that is derived is derived within this name.
_NAMESPACE = uuid5(UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), f"{HOME}/xapi")
_LETTERS = 20


@attrs.frozen(kw_only=True)
class Export:
    """What is the same for all statements of a cohort.

    Attributes
    ----------
    cohort, title, language
        The group's id, its name, and the language of what people read (BCP 47).
    home
        The system that the learners' accounts belong to; activities are named below it.
    mastery
        The share of an exercise's points, 0 to 1, from which on it is passed.
    graded
        Whether grading is over. Before that, a key that learners haven't been shown is not told,
        nor whether an answer to it was right.
    secret
        Where it is not empty, learners appear under pseudonyms, ids lead nowhere without it, and
        what they wrote in their own words is left out.
    aliases
        The pseudonyms by the learners' ids; where it has none, one is derived from the secret.
    """

    cohort: str
    title: str
    language: str = "en-GB"
    home: str = HOME
    mastery: Fraction = Fraction(7, 10)
    graded: bool = False
    secret: bytes = attrs.field(default=b"", repr=False)
    aliases: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    @property
    def base(self) -> str:
        """What activities' identifiers begin with."""
        return self.home.rstrip("/")

    @property
    def namespace(self) -> UUID:
        """Within what ids are derived: without the secret, nobody can tell which event one is of.

        The same event in a store that names people and in one that doesn't has two ids.
        """
        if not self.secret:
            return _NAMESPACE
        return UUID(bytes=hmac.digest(self.secret, _NAMESPACE.bytes, sha256)[:16], version=5)

    def id(self, *parts: str) -> str:
        """Derive a UUID: the same for the same parts, on every machine."""
        return str(uuid5(self.namespace, "\n".join((self.base, *parts))))

    def account(self, learner: str) -> str:
        """Give the name under which a learner appears: her id in the roster, or a pseudonym."""
        if not self.secret:
            return learner
        if learner in self.aliases:
            return self.aliases[learner]
        return hmac.digest(self.secret, learner.encode(), sha256).hex()[:_LETTERS]

    def actor(self, learner: str) -> dict[str, Any]:
        """Give a learner as xAPI does: by account, never by name or e-mail."""
        # An alias is its learner's in one cohort only.
        home = self.course()["id"] if learner in self.aliases else self.home
        account = {"homePage": home, "name": self.account(learner)}
        return {"objectType": "Agent", "account": account}

    def registration(self, learner: str) -> str:
        """Give the UUID of a learner's enrolment in the cohort, as cmi5 means it."""
        return self.id("registration", self.cohort, learner)

    def said(self, text: str) -> dict[str, str]:
        """Give a text in the cohort's language."""
        return {self.language: text}

    def course(self) -> dict[str, Any]:
        """Give the cohort's course as an activity."""
        definition = {"name": self.said(self.title), "type": COURSE}
        return {
            "objectType": "Activity",
            "id": f"{self.base}/cohort/{self.cohort}",
            "definition": definition,
        }

    def activity(self, exercise: str, part: str = "") -> str:
        """Name an exercise, or a part of it."""
        return f"{self.base}/exercise/{exercise}" + (f"#{part}" if part else "")

    def extension(self, name: str) -> str:
        """Name an extension of ours."""
        return f"{HOME}/xapi/{name}"


def moment(text: str) -> datetime | None:
    """Read a time stamp; one without an offset is taken for UTC, and None is no time stamp.

    >>> moment("2026-03-09T10:06:12+01:00").isoformat()
    '2026-03-09T09:06:12+00:00'
    >>> moment("this morning")
    """
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def stamp(when: datetime) -> str:
    """Write a time as xAPI wants it, in UTC.

    >>> stamp(moment("2026-03-09T10:06:12Z"))
    '2026-03-09T10:06:12.000Z'
    """
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def duration(start: datetime, end: datetime) -> str:
    """Write a span as an ISO 8601 duration, to the hundredth; a clock that was put back gives 0.

    >>> duration(moment("2026-03-09T10:00:00Z"), moment("2026-03-09T11:02:03.5Z"))
    'PT1H2M3.5S'
    >>> duration(moment("2026-03-09T10:00:00Z"), moment("2026-03-09T09:00:00Z"))
    'PT0S'
    """
    hundredths = max(0, round((end - start).total_seconds() * 100))
    hours, rest = divmod(hundredths, 360_000)
    minutes, rest = divmod(rest, 6_000)
    seconds = f"{rest / 100:.2f}".rstrip("0").rstrip(".")
    parts = [f"{hours}H" if hours else "", f"{minutes}M" if minutes else ""]
    parts.append(f"{seconds}S" if rest or not (hours or minutes) else "")
    return "PT" + "".join(parts)


def score(points: Fraction, out_of: Fraction) -> dict[str, float]:
    """Write points as a score.

    >>> score(Fraction(1), Fraction(4))
    {'scaled': 0.25, 'raw': 1.0, 'min': 0, 'max': 4.0}
    """
    scaled = float(points / out_of) if out_of else 0.0
    numbers: Mapping[str, float] = {"scaled": scaled, "raw": float(points)}
    return {
        **{name: round(value, 6) for name, value in numbers.items()},
        "min": 0,
        "max": float(out_of),
    }


def stamp_of(text: str) -> str:
    """Give a time stamp as text that sorts; empty for what is none."""
    when = moment(text)
    return stamp(when) if when else ""


def clean(text: str) -> str:
    r"""Give a text that every store takes: no null, no half surrogate, no longer than is graded.

    >>> clean("a\x00b")
    'ab'
    """
    return text[:LONGEST_ANSWER].replace("\x00", "").encode("utf-8", "replace").decode()
