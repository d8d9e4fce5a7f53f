"""``doorknob new``: a trainer's own course."""

from __future__ import annotations

import datetime as dt
import os
import shlex
from pathlib import Path

import click

TITLE = "My first group"
COHORT = "demo"


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--empty", is_flag=True, help="One small lesson, exercise and call, to be replaced.")
@click.option(
    "--from-cohort",
    "cohort",
    metavar="COHORT",
    help=f"The cohort whose brand, offer and exercises yours begins with.  [default: {COHORT}]",
)
@click.option("--title", default=TITLE, show_default=True, help="What your cohort is called.")
def command(folder: Path, cohort: str | None, title: str, *, empty: bool) -> None:
    """Begin a course of your own in DIR: a copy of the one that comes with Doorknob.

    You get its lessons, exercises, calls and reports, and a cohort of your own with made-up names
    on the roster. No learner's work is copied. DIR must not be there yet, or be empty; nothing is
    ever written over.
    """
    from doorknob.authoring.group import group_id  # noqa: PLC0415  so that help is quick
    from doorknob.authoring.starting import Beginning, begin_course  # noqa: PLC0415

    if empty and cohort is not None:
        raise click.UsageError("--empty and --from-cohort exclude each other.")
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    wanted = Beginning(title=title, cohort=None if empty else cohort or COHORT, today=today)
    course = begin_course(folder, wanted)
    counts = ", ".join(
        f"{kind}: {len(list(home.glob(files)))}"
        for kind, home, files in (
            ("lessons", course.lessons, "*.ipynb"),
            ("exercises", course.exercises, "*.yaml"),
            ("calls", course.curriculum / "scenarios", "*.yaml"),
        )
    )
    group = group_id(title)
    click.echo(f"Your course lies in {folder} ({counts}; cohort: {group}). Next:")
    if "DOORKNOB_COURSE" in os.environ:
        # It would go before the folder that one is in.
        click.echo("DOORKNOB_COURSE names another course; unset it first.", err=True)
    here = folder.resolve() == Path.cwd()
    last = [f"doorknob lab {group} --trainer"] if here else []
    # A name that begins with a hyphen would be an option.
    place = f"./{folder}" if str(folder).startswith("-") else str(folder)
    first = [] if here else [f"cd {shlex.quote(place)}"]
    for line in (*first, "doorknob check", f"doorknob build {group}", *last):
        click.echo(f"  {line}")
