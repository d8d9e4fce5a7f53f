"""``doorknob build``: everything for a cohort."""

from __future__ import annotations

import sys

import click

from doorknob.cli.main import FAILED


@click.command("build")
@click.argument("cohort")
@click.option("--paper", type=click.Choice(["a4", "us-letter"]), help="Instead of the cohort's.")
@click.option("--workers", type=click.IntRange(1, 64), help="Documents made at once.")
def command(cohort: str, paper: str | None, workers: int | None) -> None:
    """Build handouts, graded results and the report of COHORT into build/COHORT/.

    Everything is checked before anything runs. A document that fails is named, and the others are
    still made; the exit code is 0 only if all of them stand.
    """
    from rich.console import Console  # noqa: PLC0415  so that help is quick

    from doorknob.cli.display import build_progress, summary  # noqa: PLC0415
    from doorknob.publish.build import build  # noqa: PLC0415
    from doorknob.publish.checks import checked  # noqa: PLC0415
    from doorknob.publish.plan import plan  # noqa: PLC0415

    console = Console(highlight=False)
    course, found = checked(cohort)
    with build_progress(console, len(plan(course, found, paper))) as progress:
        done = build(course, found, paper=paper, workers=workers, progress=progress)
    summary(console, done)
    if done.failed:
        sys.exit(FAILED)
