"""``doorknob build``: everything for a cohort."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from doorknob.cli.main import FAILED

if TYPE_CHECKING:
    from rich.console import Console


@click.command("build")
@click.argument("cohort")
@click.option("--paper", type=click.Choice(["a4", "us-letter"]), help="Instead of the cohort's.")
@click.option("--workers", type=click.IntRange(1, 64), help="Documents made at once.")
@click.option("--why", is_flag=True, help="Say for each document what has changed.")
@click.option("--again", is_flag=True, help="Make everything anew, whatever has changed.")
@click.option("--pseudonyms", is_flag=True, help="Call everybody by an alias.")
def command(
    cohort: str,
    paper: str | None,
    workers: int | None,
    *,
    why: bool,
    again: bool,
    pseudonyms: bool,
) -> None:
    """Build handouts, graded results and the report of COHORT into build/COHORT/.

    Everything is checked before anything runs, and what hasn't changed is kept. A document that
    fails is named, and the others are still made; the exit code is 0 only if all of them stand.

    With --pseudonyms nobody's name is in any result, report or gradebook: everybody goes by an
    alias that stays the same. Who is who stands in pseudonyms.csv beside the cohort's roster. Names
    in free text are replaced as well as they can be found; read before you pass anything on.
    """
    from rich.console import Console  # noqa: PLC0415  so that help is quick

    from doorknob.cli.display import build_progress, summary  # noqa: PLC0415
    from doorknob.publish.build import build  # noqa: PLC0415
    from doorknob.publish.checks import checked  # noqa: PLC0415
    from doorknob.publish.plan import plan  # noqa: PLC0415
    from doorknob.publish.pseudonyms import pseudonymised  # noqa: PLC0415

    console = Console(highlight=False)
    course, found = checked(cohort)
    found = pseudonymised(found) if pseudonyms else found
    with build_progress(console, len(plan(course, found, paper))) as progress:
        done = build(
            course,
            found,
            paper=paper,
            workers=workers,
            again=again,
            progress=progress,
            why=partial(_told, console) if why else lambda _target, _changes: None,
        )
    summary(console, done)
    if done.failed:
        sys.exit(FAILED)


def _told(console: Console, target: str, changes: tuple[str, ...]) -> None:
    told = ", ".join(changes) if changes else "nothing changed, kept"
    console.print(f"{target}: {told}", markup=False)
