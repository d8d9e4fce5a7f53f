"""``doorknob gradebook``: a cohort's grades, for other programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorknob.errors import BadParameter, shown_path

if TYPE_CHECKING:
    from doorknob.grading.gradebook import Book

FORMATS = ("csv", "xlsx", "parquet", "canvas", "moodle")


@click.command("gradebook")
@click.argument("cohort")
@click.option("--format", "kind", type=click.Choice(FORMATS), help="Write a file instead.")
@click.option("--output", type=click.Path(path_type=Path), help="The file to write.")
@click.option(
    "--database",
    metavar="URL",
    envvar="DOORKNOB_DATABASE",
    help="sqlite:///FILE or postgresql://USER@HOST/DATABASE; build/COHORT.sqlite without one.",
)
@click.option("--rebuild", is_flag=True, help="Drop all tables of the gradebook first.")
@click.option(
    "--canvas-id",
    "numbers",
    multiple=True,
    metavar="EXERCISE=NUMBER",
    help="The number that Canvas has given to an exercise's assignment.",
)
def command(
    cohort: str,
    kind: str | None,
    output: Path | None,
    database: str | None,
    numbers: tuple[str, ...],
    *,
    rebuild: bool,
) -> None:
    """Grade COHORT, and put its gradebook into a database, or into a file.

    The database is made from the journals alone, in one go, and can be deleted at any time. With
    --format and --output a file is written: csv, xlsx, parquet, or what Canvas and Moodle import.
    """
    from doorknob.kit import trainers_course  # noqa: PLC0415  so that help is quick
    from doorknob.publish.cohort import read_cohort  # noqa: PLC0415
    from doorknob.publish.results import book  # noqa: PLC0415

    if (kind is None) != (output is None):
        raise BadParameter("--format and --output belong together: --format csv --output FILE.")
    if kind is not None and rebuild:
        raise BadParameter("--rebuild is for a database; leave it, or --format, out.")
    course = trainers_course()
    found = read_cohort(course, cohort)
    if kind is not None and output is not None:
        if output.resolve().parent == course.build.resolve():
            # Nothing may have been built yet. Any other folder that isn't there is a mistake.
            course.build.mkdir(exist_ok=True)
        _into_file(book(course, found, light=True, workers=None), kind, output, numbers)
        return
    if database is None:
        course.build.mkdir(exist_ok=True)
        database = f"sqlite:///{shown_path(course.build / found.id)}.sqlite"
    _into_database(lambda: book(course, found, light=True, workers=None), database, rebuild=rebuild)


def _into_database(graded: Callable[[], Book], url: str, *, rebuild: bool) -> None:
    from doorknob.grading.database import fill  # noqa: PLC0415
    from doorknob.journal.database import Database  # noqa: PLC0415

    database = Database.at(url)
    # Grading takes a while: what can't be reached is told before.
    with database.transaction(reading=True):
        pass
    rows = fill(database, graded(), rebuild=rebuild)
    told = ", ".join(f"{name.removeprefix('gradebook_')} {count}" for name, count in rows.items())
    click.echo(f"{database.shown}: {told}.")


def _into_file(made: Book, kind: str, output: Path, numbers: tuple[str, ...]) -> None:
    from doorknob.grading.exports import export  # noqa: PLC0415

    pairs = [text.partition("=") for text in numbers]
    for text, (name, _, number) in zip(numbers, pairs, strict=True):
        known = {one.id for one in made.exercises}
        if name not in known or not (number.isascii() and number.isdecimal()):
            raise BadParameter(
                f"--canvas-id {text}: expected EXERCISE=NUMBER, such as {min(known)}=4711."
                if known
                else f"--canvas-id {text}: the cohort has no exercises."
            )
    notes = export(made, kind, output, canvas={name: number for name, _, number in pairs})
    for note in notes:
        click.echo(f"note: {note}", err=True)
    click.echo(f"Written to {shown_path(output)}.")
