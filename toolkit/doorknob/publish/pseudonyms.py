"""Aliases for learners: drawn once, kept beside the cohort's roster, never in what is built.

Who holds the file can tell who is who; who holds the documents alone can't. So the file stays with
the trainer, and is left out of version control.
"""

from __future__ import annotations

import csv
import os
import secrets
import tempfile
from io import StringIO
from pathlib import Path

import attrs

from doorknob.errors import InvalidCohort, Problem, shown_path
from doorknob.publish.cohort import Cohort
from doorknob.publish.roster import Learner

FILE = "pseudonyms.csv"
_NUMBERED = "learner-"


def pseudonymised(cohort: Cohort) -> Cohort:
    """Give a cohort in which everybody goes by an alias, in the aliases' order.

    Whoever has none yet is given one, in an order drawn by lot, so that neither the number nor the
    place in a list tells anything of the roster; the file is written then. An alias once given
    stays, also when others come and go.

    Raises
    ------
    InvalidCohort
        If the file of aliases can't be used; says in which line.
    """
    if cohort.behind:
        return cohort
    known = aliases(cohort)
    pairs = [(_alias(known[learner.id]), learner) for learner in cohort.learners]
    pairs.sort(key=lambda pair: (len(pair[0].id), pair[0].id))
    return attrs.evolve(
        cohort,
        learners=tuple(alias for alias, _ in pairs),
        behind={alias.id: learner for alias, learner in pairs},
    )


def aliases(cohort: Cohort) -> dict[str, str]:
    """Give the alias of everybody who has or had one, by id; draw those that are missing.

    Reports and xAPI statements share them, so that a learner has one alias in all that is passed
    on.

    Raises
    ------
    InvalidCohort
        If the file of aliases can't be used; says in which line.
    """
    path = cohort.folder / FILE
    known = read_aliases(path)
    missing = [learner.id for learner in cohort.learners if learner.id not in known]
    if missing:
        secrets.SystemRandom().shuffle(missing)
        taken = {int(alias.removeprefix(_NUMBERED)) for alias in known.values()}
        first = max(taken, default=0) + 1
        known |= {name: f"{_NUMBERED}{n:02d}" for n, name in enumerate(missing, start=first)}
        _write(path, known)
    return known


def _alias(name: str) -> Learner:
    return Learner(id=name, name=name.replace("-", " ").capitalize(), email="", line=0)


def read_aliases(path: Path) -> dict[str, str]:
    """Read a file of aliases, by id; a missing one holds none.

    Whoever was erased is in it under what is no id, so that nobody else gets that alias.

    Raises
    ------
    InvalidCohort
        If the file can't be used; says in which line.
    """
    if not path.exists():
        return {}
    found: dict[str, str] = {}
    fix = "Take the file from a backup; without it, aliases can't be told from one another."
    try:
        rows = list(csv.reader(StringIO(path.read_text(encoding="utf-8"), newline=""), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as bad:
        problem = Problem(path=shown_path(path), message=f"can't be read: {bad}.", fix=fix)
        raise InvalidCohort([problem]) from None
    for line, row in enumerate(rows, start=1):
        if line == 1 or not any(row):
            continue
        number = row[1].removeprefix(_NUMBERED) if len(row) == 2 else ""
        fits = row[-1].startswith(_NUMBERED) and number.isascii() and number.isdigit()
        if not fits or row[0] in found or row[1] in found.values():
            message = f"expected an id and an alias such as {_NUMBERED}07, each once."
            raise InvalidCohort(
                [Problem(path=shown_path(path), line=line, message=message, fix=fix)]
            )
        found[row[0]] = row[1]
    return found


def forget(path: Path, learner: str) -> None:
    """Take an id out of a file of aliases; its alias stays taken.

    Raises
    ------
    InvalidCohort
        If the file can't be used; says in which line.
    """
    known = read_aliases(path)
    if learner in known:
        alias = known.pop(learner)
        # An id holds no parentheses, so that this can be nobody's.
        _write(path, known | {f"(erased {alias})": alias})


def _write(path: Path, known: dict[str, str]) -> None:
    """Write the file as a whole or not at all, for nobody else to read."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{FILE}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("id", "alias"), *sorted(known.items())])
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
