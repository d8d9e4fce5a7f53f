"""``doorknob exercise``: begin an exercise."""

from __future__ import annotations

import click

from doorknob.authoring.adding import KINDS
from doorknob.errors import BadParameter


@click.group("exercise")
def command() -> None:
    """Begin an exercise."""


@command.command("new")
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), default="choice", show_default=True)
@click.option("--lesson", required=True, help="Id of the lesson that it belongs to.")
@click.option("--scenario", default="", help="For a role-play: the id of the call.")
@click.option("--title", default="", help="What it is called; from the name where left out.")
def new(name: str, kind: str, lesson: str, scenario: str, title: str) -> None:
    """Write a small exercise that works, to be filled with your own words.

    NAME becomes its id and its files: small letters, digits and hyphens, such as 01-our-prices.
    """
    from doorknob.authoring.adding import exercise_files, title_of  # noqa: PLC0415  quick help
    from doorknob.cli.adding import added, checked_id  # noqa: PLC0415
    from doorknob.course import Course  # noqa: PLC0415

    checked_id(name)
    if (kind == "roleplay") != bool(scenario):
        raise BadParameter("--kind roleplay and --scenario ID go together.")
    course = Course.here()
    course.lesson_path(lesson)
    if scenario:
        course.scenario_path(scenario)
    texts = exercise_files(
        name, kind=kind, title=title or title_of(name), lesson=lesson, scenario=scenario
    )
    shown = " and ".join(added(course.exercises, texts))
    click.echo(f"Written to {shown}. Next: add {name} to the exercises in your cohort.yaml.")
