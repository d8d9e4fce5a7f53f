"""Certificates: for whoever reached what the cohort asks for, on paper and, signed, as a badge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import attrs
import nbformat
from babel import Locale
from babel.dates import format_date

from doorknob import files
from doorknob.course import Course
from doorknob.errors import BadParameter
from doorknob.grading.grade import Result
from doorknob.publish.badge import picture
from doorknob.publish.cohort import Cohort
from doorknob.publish.grader import cohort_exercises, journal_of
from doorknob.publish.recast import escaped
from doorknob.publish.render import to_pdf
from doorknob.publish.results import result
from doorknob.publish.roster import Learner
from doorknob.publish.typst.page import PageSetup
from doorknob.signing import Key, sign
from doorknob.standards.badge import Earned, Issuer, credential
from doorknob.standards.export import moment
from doorknob.tongue import said_in, speaks, to_say

_TOOK_PART = to_say("took part in **{course}** and reached what the course asks for.")
_ASKED_FOR = to_say("Asked for was at least {percent} of all points in these exercises:")
_CREDENTIAL = to_say(
    "A credential of the same name (Open Badges 3.0) comes with this paper. It can be checked on "
    "any computer, and is signed by this key: {key}"
)


@attrs.frozen(kw_only=True)
class Certificate:
    """A certificate that was made.

    Attributes
    ----------
    learner
        Whose.
    files
        The PDF and, where there is a key, the credential, by itself and in a picture.
    """

    learner: Learner
    files: tuple[Path, ...]


def earned(course: Course, cohort: Cohort) -> Iterator[tuple[Learner, Earned]]:
    """Give who has reached the cohort's threshold, in the order of the roster.

    Raises
    ------
    BadParameter
        If nothing in the cohort is graded.
    """
    exercises = [one for one in cohort_exercises(course, cohort) if one.out_of]
    if not exercises:
        raise BadParameter(f"cohort {cohort.id!r}: nothing in it is graded, so nobody can earn it.")
    percent = cohort.file.certificate.percent
    for learner in cohort.learners:
        if _reached(result(course, cohort, learner), percent):
            counted = {one.id for one in exercises}
            yield (
                learner,
                Earned(
                    cohort=cohort.id,
                    title=cohort.file.title,
                    parts=[one.fill(cohort.values()).title for one in exercises],
                    percent=percent,
                    learner=learner.id,
                    name=learner.name,
                    email=learner.email,
                    when=_when(cohort, learner, counted),
                ),
            )


def _reached(found: Result, percent: int) -> bool:
    """Say whether somebody has the points, however the trainer judges what is still to be read."""
    return 100 * found.sure >= percent


def certificates(
    course: Course, cohort: Cohort, folder: Path, key: Key | None = None
) -> Iterator[Certificate]:
    """Make the certificates of a cohort.

    Parameters
    ----------
    course, cohort
        Whose.
    folder
        Where they go: ``<learner>.pdf`` and, signed, ``<learner>.jwt`` and ``<learner>.svg``.
    key
        The trainer's; without it there is only paper.
    """
    folder.mkdir(parents=True, exist_ok=True)
    award = cohort.file.certificate
    name = award.issuer or cohort.file.trainer
    for learner, found in earned(course, cohort):
        made = {".pdf": _paper(cohort, found, name, key)}
        if key is not None:
            issuer = Issuer(id=key.did, name=name, url=award.url)
            token = sign(credential(found, issuer), key)
            colour = cohort.file.brand.colour
            image = picture(token, title=found.title, issuer=name, colour=colour)
            made |= {".jwt": f"{token}\n".encode("ascii"), ".svg": image.encode()}
        yield Certificate(
            learner=learner,
            files=tuple(_put(folder / f"{learner.id}{end}", data) for end, data in made.items()),
        )


def _when(cohort: Cohort, learner: Learner, counted: set[str]) -> datetime:
    """Say when she was done: at the last thing she did in what counts, but not in the future."""
    events = journal_of(cohort, learner).events
    times = [when for one in events if one.exercise in counted and (when := moment(one.timestamp))]
    day = datetime.combine(cohort.file.date, datetime.min.time(), tzinfo=UTC)
    return min(max(times, default=day), datetime.now(tz=UTC)).replace(microsecond=0)


def _paper(cohort: Cohort, found: Earned, issuer: str, key: Key | None) -> bytes:
    file = cohort.file
    locale = Locale.parse(file.language, sep="-")
    date = format_date(found.when.date(), "long", locale=locale)
    say = partial(said_in, file.language)
    lines = [
        say("This is to certify that"),
        f"## {_text(found.name)}",
        say(_TOOK_PART).format(course=_text(found.title)),
        say(_ASKED_FOR).format(percent=f"{found.percent} %"),
        "\n".join(f"- {_text(part)}" for part in found.parts),
        say("Given by {issuer} on {date}.").format(issuer=_text(issuer), date=_text(date)),
    ]
    if key is not None:
        lines.append(say(_CREDENTIAL).format(key=_text(key.did)))
    page = PageSetup.from_data(
        {
            "title": say("Certificate"),
            "subtitle": found.title,
            "lang": file.language if speaks(file.language) else "en-GB",
            "paper": str(file.paper),
            "brand_colour": file.brand.colour,
            "logo": None if cohort.logo is None else str(cohort.logo),
            "logo_alt": file.brand.logo_alt,
            "authors": [file.trainer],
            "byline": say("Trainer"),
            "date": found.when.date().isoformat(),
            "course": file.offer.company,
        }
    )
    cell = nbformat.v4.new_markdown_cell("\n\n".join(lines), id="certificate")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    return to_pdf(notebook, page, cohort.folder / "certificate.ipynb")


def _text(text: str) -> str:
    """Write a text as Markdown that shows exactly that text."""
    return escaped(" ".join(text.split()))


def _put(path: Path, data: bytes) -> Path:
    """Write a file as a whole: whoever reads it finds the one before or this one."""
    files.put(path, data)
    return path
