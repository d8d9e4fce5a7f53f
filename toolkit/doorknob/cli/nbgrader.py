"""``doorknob nbgrader``: an exercise as a source notebook of an nbgrader course."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("nbgrader")
@click.argument("exercise")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The assignment's folder of sources, such as source/week-1.",
)
@click.option("--cohort", help="Whose values stand in it; the exercise's own without it.")
def command(exercise: str, output: Path, cohort: str | None) -> None:
    """Write EXERCISE as a notebook that nbgrader generates, collects and grades.

    Its last cell carries the exercise with its key, hidden from what nbgrader releases, and gives
    the points that the learner's journal, beside the notebook, earns.
    """
    from doorknob.kit import trainers_course  # noqa: PLC0415  so that help is quick
    from doorknob.publish.cohort import read_cohort  # noqa: PLC0415
    from doorknob.publish.nbgrader import write_source  # noqa: PLC0415

    course = trainers_course()
    found = None if cohort is None else read_cohort(course, cohort)
    click.echo(f"Wrote {write_source(course, exercise, output, found)}.")
