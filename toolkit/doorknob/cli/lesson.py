"""``doorknob lesson``: begin a lesson."""

from __future__ import annotations

import click


@click.group("lesson")
def command() -> None:
    """Begin a lesson."""


@command.command("new")
@click.argument("name")
@click.option("--title", default="", help="What it is called; from the name where left out.")
def new(name: str, title: str) -> None:
    """Write a small lesson that works, to be filled with your own words.

    NAME becomes its id and its file: small letters, digits and hyphens, such as 08-our-own-trade.
    """
    from doorknob.authoring.adding import lesson_text, title_of  # noqa: PLC0415  quick help
    from doorknob.cli.adding import added, checked_id  # noqa: PLC0415
    from doorknob.course import Course  # noqa: PLC0415

    checked_id(name)
    texts = {f"{name}.ipynb": lesson_text(title or title_of(name))}
    (shown,) = added(Course.here().lessons, texts)
    click.echo(f"Written to {shown}. Next: add {name} to the lessons in your cohort.yaml.")
