"""``doorknob build``: everything for some cohorts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import click

from doorknob.cli.main import FAILED

if TYPE_CHECKING:
    from doorknob.course import Course
    from doorknob.publish.engine import Engine
    from doorknob.publish.events import Tell
    from doorknob.publish.made import Build

STOPPED = 130  # as a shell has it for Ctrl-C
LOCAL, DASK = "local", "dask"


@click.command("build")
@click.argument("cohorts", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Build all cohorts that there are.")
@click.option("--paper", type=click.Choice(["a4", "us-letter"]), help="Instead of the cohort's.")
@click.option("--workers", type=click.IntRange(1, 64), help="Documents made at once.")
@click.option("--why", is_flag=True, help="Say for each document what has changed.")
@click.option("--again", is_flag=True, help="Make everything anew, whatever has changed.")
@click.option(
    "--keep-going/--fail-fast",
    default=True,
    help="When a document fails, make the others (the default), or stop and put nothing in place.",
)
@click.option(
    "--cell-timeout",
    type=click.IntRange(1),
    metavar="SECONDS",
    help="The most that a notebook's cell may take.  [default: 120]",
)
@click.option("--pseudonyms", is_flag=True, help="Call everybody by an alias.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each event.")
@click.option(
    "--engine",
    type=click.Choice([LOCAL, DASK]),
    default=LOCAL,
    help="Where documents are made: on this machine (the default), or on a Dask cluster.",
)
@click.option("--scheduler", metavar="ADDRESS", help="The Dask cluster's, as tcp://host:8786.")
@click.option("--output", metavar="URL", help="A folder, or any URL that fsspec opens.")
def command(
    cohorts: tuple[str, ...],
    *,
    everything: bool,
    as_json: bool,
    engine: str,
    scheduler: str | None,
    workers: int | None,
    **options: Any,
) -> None:
    """Build handouts, graded results and the report of COHORTS into build/COHORT/.

    Everything is checked before anything runs, and what hasn't changed is kept. A document that
    fails is named, and the others are still made; the exit code is 0 only if all of them stand.

    With --pseudonyms nobody's name is in any result, report or gradebook: everybody goes by an
    alias that stays the same. Who is who stands in pseudonyms.csv beside the cohort's roster. Names
    in free text are replaced as well as they can be found; read before you pass anything on.
    """
    from doorknob.kit import trainers_course  # noqa: PLC0415  so that help is quick

    _fit_together(cohorts, engine, scheduler, workers, everything=everything)
    course = trainers_course()
    names = course.cohorts() if everything else tuple(dict.fromkeys(cohorts))
    if engine == LOCAL:
        from doorknob.publish.warmth import begin, changed  # noqa: PLC0415

        before = [course.build / name for name in names]
        if options["again"] or options["output"] or changed(course.root, before):
            begin()  # beside all that this process is still to import
    makes = _engine(scheduler, workers)
    try:
        with _shown(as_json=as_json, why=options.pop("why")) as tell:
            builds = _built(course, names, makes, tell, **options)
    except KeyboardInterrupt:
        click.echo("doorknob: stopped. What is not named as done lies there as before.", err=True)
        sys.exit(STOPPED)
    if any(done.failed or not done.put for done in builds):
        sys.exit(FAILED)


def _fit_together(
    cohorts: tuple[str, ...],
    engine: str,
    scheduler: str | None,
    workers: int | None,
    *,
    everything: bool,
) -> None:
    if bool(cohorts) == everything:
        raise click.UsageError("Name the cohorts to build, or give --all.")
    if (engine == DASK) != (scheduler is not None):
        raise click.UsageError("--engine dask and --scheduler ADDRESS go together.")
    if engine == DASK and workers is not None:
        raise click.UsageError("--workers is for this machine; a cluster has its own.")


def _shown(*, as_json: bool, why: bool) -> AbstractContextManager[Tell]:
    if as_json:
        from doorknob.cli.log import json_log  # noqa: PLC0415

        return json_log(click.echo)
    from rich.console import Console  # noqa: PLC0415

    from doorknob.cli.display import display  # noqa: PLC0415

    return display(Console(highlight=False), why=why)


def _engine(scheduler: str | None, workers: int | None) -> Callable[[], Engine]:
    if scheduler is None:
        from doorknob.publish.build import local_engine  # noqa: PLC0415

        return local_engine(workers)
    from doorknob.publish.cluster import dask_engine  # noqa: PLC0415

    return dask_engine(scheduler)


def _built(
    course: Course,
    names: tuple[str, ...],
    engine: Callable[[], Engine],
    tell: Tell,
    *,
    output: str | None,
    paper: str | None,
    again: bool,
    keep_going: bool,
    cell_timeout: int | None,
    pseudonyms: bool,
) -> tuple[Build, ...]:
    from doorknob.publish.build import build_all  # noqa: PLC0415
    from doorknob.publish.checks import checked_orders  # noqa: PLC0415
    from doorknob.publish.engine import CELL_TIMEOUT  # noqa: PLC0415
    from doorknob.publish.order import Order  # noqa: PLC0415
    from doorknob.publish.output import place  # noqa: PLC0415
    from doorknob.publish.pseudonyms import pseudonymised  # noqa: PLC0415

    orders = checked_orders(
        course,
        names,
        lambda cohort: Order.of(
            course,
            pseudonymised(cohort) if pseudonyms else cohort,
            place(course, cohort.id, output),
            paper=paper,
            again=again,
        ),
    )
    return build_all(
        orders,
        engine=engine,
        tell=tell,
        cell_timeout=cell_timeout or CELL_TIMEOUT,
        fail_fast=not keep_going,
    )
