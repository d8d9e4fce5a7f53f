"""``doorknob learner``: what is kept about a learner, given out or erased."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from doorknob.errors import shown_path

if TYPE_CHECKING:
    from doorknob.privacy.case import Case
    from doorknob.privacy.erase import Plan


def _about(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say whose data it is about."""
    for option in (
        click.option(
            "--pseudonyms",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            metavar="FILE",
            help="The secret with which statements were sent by alias.",
        ),
        click.option(
            "--database",
            "databases",
            multiple=True,
            metavar="URL",
            envvar="DOORKNOB_DATABASE",
            help="A database in which to look, too; may be given again.",
        ),
        click.option("--cohort", required=True, help="Whose learner it is."),
        click.argument("learner", metavar="ID"),
    ):
        command = option(command)
    return command


@click.group("learner")
def command() -> None:
    """Give out or erase what is kept about a learner."""


@command.command("export")
@_about
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The zip to write; build/exports/COHORT/ID.zip without one.",
)
def export_(output: Path | None, **about: Any) -> None:
    """Put all that is kept about the learner ID into one zip, with an index that says what it is.

    Other people's data are not in it, nor are words that were practised in private: those are for
    the learner alone, at her own desk.
    """
    from doorknob.privacy.databases import reach  # noqa: PLC0415  so that help is quick
    from doorknob.privacy.export import export  # noqa: PLC0415
    from doorknob.privacy.made import export_file  # noqa: PLC0415

    case = _case(**about)
    reach(case)
    found = export(case)
    path = output or export_file(case)
    if output is None:
        path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, found.data)
    for note in found.notes:
        click.echo(f"note: {note}", err=True)
    click.echo(f"Written to {shown_path(path)}: {found.files} files and an index.")


@command.command("erase")
@_about
@click.option("--keep-on-roster", is_flag=True, help="Leave the row on the roster.")
@click.option("--dry-run", is_flag=True, help="Show what would go, and change nothing.")
@click.option("--yes", is_flag=True, help="Don't ask.")
def erase_(*, keep_on_roster: bool, dry_run: bool, yes: bool, **about: Any) -> None:
    """Erase what is kept about the learner ID, and leave a tombstone that holds no name.

    Close the learner's lab and the trainer's desk first. If the command is broken off, give it
    again. Reports are made anew, without the learner, by the next build.
    """
    from datetime import UTC, datetime  # noqa: PLC0415  so that help is quick

    from doorknob.privacy.erase import erase, leftovers, plan, unreached  # noqa: PLC0415

    case = _case(**about)
    there = plan(case, keep_on_roster=keep_on_roster)
    _show(case, there)
    if dry_run or there.nothing:
        return
    if not yes:
        click.confirm("Erase all this? It can't be undone", abort=True)
    today = datetime.now(tz=UTC).date()
    erase(case, today=today, keep_on_roster=keep_on_roster)
    click.echo(f"Erased. A tombstone keeps {case.id!r} from coming back in unnoticed.")
    click.echo("Not reached from here, so look there yourself:")
    for line in unreached(case):
        click.echo(f"  {line}")
    left = list(leftovers(case))
    if left:
        click.echo("Still named in, or by:")
        for path in left:
            click.echo(f"  {shown_path(path)}")


@command.command("readmit")
@click.argument("learner", metavar="ID")
@click.option("--cohort", required=True, help="Whose learner it was.")
def readmit_(learner: str, cohort: str) -> None:
    """Lift the tombstone of the learner ID: work is taken in again. What was erased stays gone."""
    from doorknob.privacy.erase import readmit  # noqa: PLC0415  so that help is quick

    stone = readmit(_case(learner, cohort))
    click.echo(f"Lifted. The data of {learner!r} that was erased on {stone.date} stays gone.")


def _case(
    learner: str,
    cohort: str,
    databases: tuple[str, ...] = (),
    pseudonyms: Path | None = None,
) -> Case:
    from doorknob.kit import trainers_course  # noqa: PLC0415
    from doorknob.privacy.case import case_of  # noqa: PLC0415

    return case_of(trainers_course(), cohort, learner, databases=databases, pseudonyms=pseudonyms)


def _show(case: Case, there: Plan) -> None:
    before = there.before
    if there.nothing and before is not None:
        click.echo(f"Nothing is left of {case.id!r}: it was erased on {before.date}.")
        return
    if before is not None and not before.done:
        click.echo(f"Erasing {case.id!r} was begun on {before.date} and is not over.")
    click.echo(f"What is kept about {case.id!r} in {case.cohort.id!r}:")
    for store, held in there.found:
        click.echo(f"  {store.name}")
        for one in held:
            click.echo(f"    {one.place}")


def _write(path: Path, data: bytes) -> None:
    from doorknob import files  # noqa: PLC0415

    files.put(path, data, mode=0o600)
