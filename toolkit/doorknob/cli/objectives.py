"""``doorknob objectives``: what is taught, and where it is practised and tested."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from doorknob.cli.main import FAILED

if TYPE_CHECKING:
    from doorknob.exercises.objectives import ObjectivesTable


@click.command("objectives")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an objective.")
@click.option("--markdown", is_flag=True, help="Print a table in Markdown.")
def command(*, as_json: bool, markdown: bool) -> None:
    """Show for each objective of each lesson the exercises, calls and tests that it is in.

    The exit code is 1 where an objective has no item, or an item no objective of its lesson.
    """
    from doorknob.course import Course  # noqa: PLC0415  so that help is quick
    from doorknob.errors import BadParameter  # noqa: PLC0415
    from doorknob.exercises.objectives import objectives_table  # noqa: PLC0415

    if as_json and markdown:
        raise BadParameter("--json and --markdown exclude each other; choose one.")
    found = objectives_table(Course.here())
    if as_json:
        for row in as_data(found):
            click.echo(json.dumps(row, ensure_ascii=False))
    elif markdown:
        click.echo("\n".join(as_markdown(found)))
    else:
        _show(found)
    for problem in problems(found):
        click.echo(problem, err=True)
    if not found.whole:
        sys.exit(FAILED)


def problems(found: ObjectivesTable) -> Iterator[str]:
    """Say what is left out, and how to mend it."""
    for name in found.bare:
        yield f"{name}: no objectives. Give a cell the id 'objectives' and number them in it."
    for one in found.holes:
        yield f'{one.lesson}, {one.number}: no item practises "{one.text}". Write one.'
    for use in found.strays:
        where = f"{use.exercise}, {use.item}" if use.item else use.exercise
        whose = "any lesson" if use.test else "its lesson"
        yield f'{where}: "{use.objective}" is no objective of {whose}. Use the lesson\'s words.'


def as_data(found: ObjectivesTable) -> Iterator[dict[str, object]]:
    """Give the table as plain data, one row an objective."""
    for row in found.rows:
        yield {
            "lesson": row.objective.lesson,
            "number": row.objective.number,
            "objective": row.objective.text,
            "practised": row.practised,
            "uses": [
                {
                    "exercise": use.exercise,
                    "item": use.item,
                    "ask": use.ask,
                    "scenario": use.scenario,
                    "test": use.test,
                }
                for use in row.uses
            ],
        }


def as_markdown(found: ObjectivesTable) -> Iterator[str]:
    """Write the table in Markdown, lesson by lesson."""
    from doorknob.exercises.objectives import CALL, told  # noqa: PLC0415

    lesson = ""
    for row in found.rows:
        if row.objective.lesson != lesson:
            yield from ("",) * bool(lesson)
            lesson = row.objective.lesson
            yield f"### {lesson}\n"
            yield "| | Objective | Practised in | Calls | Tests |"
            yield "|---:|---|---|---|---|"
        items = [use for use in row.uses if not use.test and use.ask != CALL]
        calls = [use for use in row.uses if not use.test and use.ask == CALL]
        tests = [use for use in row.uses if use.test]
        cells = [row.objective.text, *map(told, (items, calls, tests))]
        safe = [cell.replace("|", "\\|") for cell in cells]
        yield f"| {row.objective.number} | {' | '.join(safe)} |"


def _show(found: ObjectivesTable) -> None:
    from doorknob.exercises.objectives import told  # noqa: PLC0415

    lesson = ""
    for row in found.rows:
        if row.objective.lesson != lesson:
            lesson = row.objective.lesson
            click.secho(lesson, bold=True)
        click.echo(f"  {row.objective.number}. {row.objective.text}")
        click.echo(f"     {told(row.uses) or 'nowhere'}")
    items = [use for row in found.rows for use in row.uses]
    click.echo(
        f"Objectives: {len(found.rows)}; left out: {len(found.holes)}. Exercises: "
        f"{len({use.exercise for use in items})}; items and calls that belong to an objective: "
        f"{len({(use.exercise, use.item) for use in items})}, to none: {len(found.strays)}."
    )
