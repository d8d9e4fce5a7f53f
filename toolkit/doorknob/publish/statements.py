"""For whom a cohort's xAPI statements are made: by name, or by the aliases that reports use."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from doorknob.journal.events import HOME
from doorknob.publish.cohort import Cohort
from doorknob.publish.pseudonyms import aliases
from doorknob.sending.secrets import secret_in, uses_aliases
from doorknob.standards.export import Export


def export_of(cohort: Cohort, pseudonyms: Path | None = None, *, graded: bool = False) -> Export:
    """Say what is the same for all statements of a cohort.

    Parameters
    ----------
    cohort
        Whose.
    pseudonyms
        A file that holds a secret, made if it is missing; learners are named without one.
    graded
        Whether grading is over.

    Raises
    ------
    BadParameter
        If the file holds no secret.
    InvalidCohort
        If the file of aliases can't be used.
    """
    secret = secret_in(pseudonyms) if pseudonyms else b""
    return Export(
        cohort=cohort.id,
        title=cohort.file.title,
        language=cohort.file.language.replace("_", "-"),
        home=cohort.file.home_page or HOME,
        mastery=Fraction(cohort.file.certificate.percent, 100),
        graded=graded,
        secret=secret,
        aliases=aliases(cohort) if uses_aliases(secret) else {},
    )
