"""``doorknob check``: the course's files, without building anything."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from doorknob.cli.main import FAILED

if TYPE_CHECKING:
    from pathlib import Path

    from doorknob.course import Course
    from doorknob.errors import Problem


@click.command("check")
@click.argument("cohorts", nargs=-1)
@click.option("--reading", is_flag=True, help="Say also how easily each document reads.")
def command(cohorts: tuple[str, ...], *, reading: bool) -> None:
    """Check scenarios, exercises and COHORTS (all of them by default) for mistakes.

    With --reading a table shows, for whatever learners read, the words, the words in a sentence,
    the longest sentence and Flesch's reading ease, and what is too long is quoted. That is advice:
    it changes nothing about the exit code. Nor does a warning that somebody in a cohort bears the
    name of somebody in its lessons.
    """
    from doorknob.course import Course  # noqa: PLC0415  so that help is quick
    from doorknob.errors import InvalidFile  # noqa: PLC0415
    from doorknob.prospect.scenario_file import read_scenario  # noqa: PLC0415
    from doorknob.publish.checks import cohort_problems, exercise_problems  # noqa: PLC0415
    from doorknob.publish.cohort import read_cohort  # noqa: PLC0415
    from doorknob.publish.namesakes import namesakes  # noqa: PLC0415

    course = Course.here()
    problems: list[Problem] = []
    warnings: list[Problem] = []
    counted = 0
    for path in sorted((course.curriculum / "scenarios").glob("*.yaml")):
        counted += 1
        try:
            read_scenario(path)
        except InvalidFile as bad:
            problems += bad.problems
    for path in sorted(course.exercises.glob("*.yaml")):
        counted += 1
        problems += exercise_problems(course, path)
    home = course.curriculum / "cohorts"
    for name in cohorts or sorted(found.parent.name for found in home.glob("*/cohort.yaml")):
        counted += 1
        try:
            cohort = read_cohort(course, name)
            problems += cohort_problems(course, cohort)
            warnings += namesakes(course, cohort)
        except InvalidFile as bad:
            problems += bad.problems
    problems += [] if cohorts else _without_file(home)
    for problem in dict.fromkeys(problems):
        click.echo(str(problem), err=True)
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    if problems:
        sys.exit(FAILED)
    click.echo(f"{counted} files and what they use: nothing wrong.")
    if reading:
        _show_readings(course)


def _without_file(home: Path) -> list[Problem]:
    """Find folders of cohorts that have no file, which no other command would mention."""
    from doorknob.errors import Problem, shown_path  # noqa: PLC0415

    folders = sorted(path for path in home.glob("[!.]*") if path.is_dir())
    fix = "Copy one from another cohort, or delete the folder."
    message = "there is no 'cohort.yaml' in this folder, so it is no cohort."
    return [
        Problem(path=shown_path(path), message=message, fix=fix)
        for path in folders
        if not (path / "cohort.yaml").exists()
    ]


def _show_readings(course: Course) -> None:
    from doorknob.authoring.bands import readings, table  # noqa: PLC0415
    from doorknob.errors import shown_path  # noqa: PLC0415

    found = list(readings(course))
    click.echo(f"\n{table(found)}")
    for one in found:
        for words in one.told:
            click.echo(f"{shown_path(one.path)}: {words}")
