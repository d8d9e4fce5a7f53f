"""``doorknob journal``: journals between files and a database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorknob.cli.main import FAILED
from doorknob.errors import BadParameter, shown_path

if TYPE_CHECKING:
    from doorknob.journal.sql import SQLJournals
    from doorknob.journal.transfer import Moved

_database = click.option(
    "--database",
    metavar="URL",
    envvar="DOORKNOB_DATABASE",
    required=True,
    help="sqlite:///FILE or postgresql://USER@HOST/DATABASE; or DOORKNOB_DATABASE says it.",
)
_folder = click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the files lie; the cohort's journals without one.",
)


@click.group("journal")
def command() -> None:
    """Exchange journals between a cohort's files and a database.

    Both ways only add what is missing. Taking the same again changes nothing.
    """


@command.command("import")
@click.argument("cohort")
@_database
@_folder
def import_(cohort: str, database: str, folder: Path | None) -> None:
    """Put the journals of COHORT into a database; its tables are made if need be."""
    from doorknob.journal.transfer import import_journals  # noqa: PLC0415  so that help is quick

    journals, home, refused = _both(cohort, database, folder)
    if not home.is_dir():
        raise BadParameter(f"{shown_path(home)} is no folder. Name one with --folder.")
    journals.learners()
    _show(import_journals(journals, home, refused=refused), journals.database.shown)


@command.command("export")
@click.argument("cohort")
@_database
@_folder
def export(cohort: str, database: str, folder: Path | None) -> None:
    """Put the journals of COHORT that a database holds into files."""
    from doorknob.journal.transfer import export_journals  # noqa: PLC0415  so that help is quick

    journals, home, refused = _both(cohort, database, folder)
    if journals.database.is_missing or not journals.learners():
        raise BadParameter(f"{journals.database.shown} holds no journals of {cohort!r}.")
    _show(export_journals(journals, home, refused), shown_path(home))


def _both(
    cohort: str, url: str, folder: Path | None
) -> tuple[SQLJournals, Path, Callable[[str], str]]:
    from doorknob.course import Course  # noqa: PLC0415
    from doorknob.journal.database import Database  # noqa: PLC0415
    from doorknob.journal.sql import SQLJournals  # noqa: PLC0415
    from doorknob.journal.tombstones import refusal  # noqa: PLC0415
    from doorknob.publish.cohort import read_cohort  # noqa: PLC0415

    found = read_cohort(Course.here(), cohort)

    def refused(learner: str) -> str:
        stone = found.tombstones.of(learner)
        return "" if stone is None else refusal(stone, found.id)

    return SQLJournals(Database.at(url), found.id), folder or found.journals, refused


def _show(moved: Iterable[Moved], place: str) -> None:
    added = learners = problems = 0
    for one in moved:
        learners, added = learners + 1, added + one.added
        for fault in one.faults:
            click.echo(f"note: {one.learner}: {fault}", err=True)
        if one.problem:
            problems += 1
            click.echo(f"not taken over: {one.learner}: {one.problem}", err=True)
    click.echo(f"{place}: {added} new events; learners: {learners}.")
    if problems:
        sys.exit(FAILED)
