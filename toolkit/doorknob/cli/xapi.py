"""``doorknob xapi``: a cohort's results as xAPI statements, in a file or in a record store."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorknob.cli.main import FAILED

if TYPE_CHECKING:
    from doorknob.course import Course
    from doorknob.publish.cohort import Cohort
    from doorknob.sending.delivery import Delivery
    from doorknob.sending.settings import Store
    from doorknob.standards.export import Export
    from doorknob.standards.made import Made


@click.command("xapi")
@click.argument("cohort")
@click.option("--output", type=click.Path(path_type=Path), help="A file, instead of the screen.")
@click.option("--send", "url", metavar="URL", help="A record store's xAPI endpoint, to send to.")
@click.option("--graded", is_flag=True, help="Grading is over: tell every key and what was right.")
@click.option(
    "--pseudonyms",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Names no learner; FILE holds the secret that they come from, and is made if missing.",
)
def command(
    cohort: str, output: Path | None, url: str | None, pseudonyms: Path | None, *, graded: bool
) -> None:
    """Turn COHORT's journals into xAPI statements (1.0.3), one JSON object a line.

    With --send they go to a learning record store, with the name and password in
    DOORKNOB_LRS_USER and DOORKNOB_LRS_PASSWORD. What has arrived is remembered in the cohort's
    folder, so that the command can be broken off and given again. The exit code is 1 if something
    is left to send. Private practice gives no statement.
    """
    from doorknob.course import Course  # noqa: PLC0415  so that help is quick
    from doorknob.publish.cohort import read_cohort  # noqa: PLC0415
    from doorknob.sending.settings import store_from  # noqa: PLC0415

    # A wrong address is told before anything is graded.
    store = None if url is None else store_from(url, os.environ)
    course = Course.here()
    found = read_cohort(course, cohort)
    made = list(_made(course, found, _export(found, pseudonyms, graded=graded)))
    if store is not None:
        delivery = _sent(found, made, store)
        _show(delivery)
        if not delivery.complete:
            sys.exit(FAILED)
    if output is not None or store is None:
        lines = (json.dumps(one.statement, ensure_ascii=False) + "\n" for one in made)
        text = "".join(lines)
        if output is None:
            click.echo(text, nl=False)
        else:
            output.write_text(text, encoding="utf-8", newline="\n")
            click.echo(f"{len(made)} statements in {output}.", err=True)


def _export(cohort: Cohort, pseudonyms: Path | None, *, graded: bool) -> Export:
    from fractions import Fraction  # noqa: PLC0415

    from doorknob.journal.events import HOME  # noqa: PLC0415
    from doorknob.sending.secrets import secret_in  # noqa: PLC0415
    from doorknob.standards.export import Export  # noqa: PLC0415

    return Export(
        cohort=cohort.id,
        title=cohort.file.title,
        language=cohort.file.language.replace("_", "-"),
        home=cohort.file.home_page or HOME,
        mastery=Fraction(cohort.file.certificate.percent, 100),
        graded=graded,
        secret=secret_in(pseudonyms) if pseudonyms else b"",
    )


def _made(course: Course, cohort: Cohort, export: Export) -> Iterator[Made]:
    from doorknob.publish.grader import cohort_exercises, journal_of  # noqa: PLC0415
    from doorknob.publish.results import result  # noqa: PLC0415
    from doorknob.standards.statements import statements  # noqa: PLC0415

    exercises = cohort_exercises(course, cohort)
    for learner in cohort.learners:
        journal = journal_of(cohort, learner)
        for fault in journal.faults:
            click.echo(f"{learner.id}: left out, journal {fault}", err=True)
        graded = result(course, cohort, learner)
        yield from statements(
            export,
            graded,
            journal.events,
            exercises=exercises,
            scenarios=course.scenario,
            values=cohort.values(),
        )


def _sent(cohort: Cohort, made: list[Made], store: Store) -> Delivery:
    from functools import partial  # noqa: PLC0415

    from doorknob.sending.delivery import Sender  # noqa: PLC0415
    from doorknob.sending.outbox import Outbox  # noqa: PLC0415
    from doorknob.sending.posting import client_for, post  # noqa: PLC0415

    with client_for(store) as client:
        outbox = Outbox.of(cohort.folder / "sent", store.url)
        return Sender(outbox=outbox, post=partial(post, client, store)).send(made)


def _show(delivery: Delivery) -> None:
    click.echo(f"{delivery.sent} sent, {delivery.known} known there before, {delivery.left} left.")
    for made, why in delivery.refused:
        click.echo(f"refused: {made.id}: {why}", err=True)
    if delivery.stopped:
        click.echo(f"{delivery.stopped} Give the command again to send the rest.", err=True)
