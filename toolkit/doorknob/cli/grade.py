"""``doorknob grade``: grade a cohort, keep the grades as data, and say what a re-grade changed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from doorknob.cli.main import FAILED

if TYPE_CHECKING:
    from rich.console import Console

    from doorknob.publish.regrading import Regrading


@click.command("grade")
@click.argument("cohort")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option(
    "--excuse",
    "excused",
    multiple=True,
    metavar="ID[:EXERCISE]",
    help="Excuse that a learner handed in late; needs --reason.",
)
@click.option(
    "--not-excused",
    "refused",
    multiple=True,
    metavar="ID[:EXERCISE]",
    help="Take that back; needs --reason.",
)
@click.option("--reason", default="", metavar="TEXT", help="Why; kept with the decision.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
def command(
    cohort: str,
    excused: tuple[str, ...],
    refused: tuple[str, ...],
    reason: str,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Grade everybody in COHORT from journals, keys and decisions.

    Calls are replayed and scored; nothing that a learner wrote is run. The grades go to
    build/COHORT.grades.json: the same input gives the same bytes. Every record of grades is kept in
    the cohort's folder grades/. A second time it says whose points changed, and why; where nothing
    did, nothing is written.

    Where the cohort's file has a late rule, what was handed in by each day is graded, and the best
    after the deduction counts. --excuse writes a decision beside those of the trainer's desk.

    A damaged line or journal costs only what stood in it, and is named. The exit code is 1 if
    somebody could not be graded.
    """
    from datetime import UTC, datetime  # noqa: PLC0415  so that help is quick

    from rich.console import Console  # noqa: PLC0415

    from doorknob.journal.decisions import decide  # noqa: PLC0415
    from doorknob.kit import trainers_course  # noqa: PLC0415
    from doorknob.publish.cohort import read_cohort  # noqa: PLC0415
    from doorknob.publish.excusing import excuses  # noqa: PLC0415
    from doorknob.publish.regrading import regraded  # noqa: PLC0415

    course = trainers_course()
    found = read_cohort(course, cohort)
    now = datetime.now(tz=UTC).isoformat(timespec="seconds")
    made = [
        one
        for names, granted in ((excused, True), (refused, False))
        for name in names
        for one in excuses(found, name, reason=reason, at=now, excused=granted)
    ]
    for one in made if not dry_run else ():
        decide(found.decisions, one)
    with bar(Console(stderr=True), len(found.learners)) as tell:
        done = regraded(course, found, tell, made if dry_run else (), workers=None)
    if not dry_run:
        done.keep(now)
    if as_json:
        for piece in _json(done, dry_run=dry_run):
            click.echo(piece, nl=False)
    else:
        from doorknob.cli.gradetable import show  # noqa: PLC0415

        names = {one.id: one.name for one in found.learners}
        show(Console(highlight=False), done, names, dry_run=dry_run)
    if any("problem" in one for one in done.data["learners"]):
        sys.exit(FAILED)


@contextmanager
def bar(console: Console, total: int) -> Iterator[Callable[[str], object]]:
    """Show a bar while learners are graded, where somebody watches."""
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("grading", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[learner]}", markup=False),
    )
    live = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with live:
        task = live.add_task("", total=total, learner="")
        begun = -1

        def tell(learner: str) -> None:
            nonlocal begun
            begun += 1
            live.update(task, completed=begun, learner=learner)

        yield tell


def _json(done: Regrading, *, dry_run: bool) -> Iterator[str]:
    """Give one JSON object in pieces, learner by learner."""
    import json  # noqa: PLC0415

    import attrs  # noqa: PLC0415

    from doorknob.cli.gradetable import damage  # noqa: PLC0415

    data: Mapping[str, Any] = {
        "digest": done.digest,
        "file": done.shown,
        "written": done.changed and not dry_run,
        "first": done.before is None,
        "changes": [attrs.asdict(change) for change in done.changes],
        "sources_changed": list(done.sources_changed),
        "damage": damage(done.everybody),
        "notes": list(done.notes),
        # Last, so that the text ends with it.
        "grades": {**{n: v for n, v in done.data.items() if n != "learners"}, "learners": []},
    }
    yield json.dumps(data, ensure_ascii=True, allow_nan=False).removesuffix("]}}")
    for at, one in enumerate(done.data["learners"]):
        yield (", " if at else "") + json.dumps(one, ensure_ascii=True, allow_nan=False)
    yield "]}}\n"
