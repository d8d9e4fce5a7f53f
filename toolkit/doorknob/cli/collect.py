"""``doorknob collect``: take in what learners handed in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from doorknob.cli.main import FAILED
from doorknob.errors import BadParameter

if TYPE_CHECKING:
    from doorknob.grading.collect import Found, Taken


@click.command("collect")
@click.argument("source", required=False)
@click.option("--cohort", required=True, help="Whose learners they are.")
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="FILE=ID",
    help="Whose a file is, where it doesn't say so itself.",
)
def command(source: str | None, cohort: str, names: tuple[str, ...]) -> None:
    """Take in submissions from SOURCE; without one, from the cohort's exchange.

    SOURCE is a folder, a URL, a submission, or a zip of downloads from Moodle or Canvas. Every
    submission is kept as it came; taking in the same one twice changes nothing. The exit code is 1
    if a file could not be taken in.
    """
    from rich.console import Console  # noqa: PLC0415  so that help is quick

    from doorknob.grading.collect import Intake, unbundled  # noqa: PLC0415
    from doorknob.grading.whose import Person  # noqa: PLC0415
    from doorknob.journal.tombstones import refusal  # noqa: PLC0415
    from doorknob.kit import trainers_course  # noqa: PLC0415
    from doorknob.publish.cohort import read_cohort  # noqa: PLC0415
    from doorknob.publish.rules import rules_of  # noqa: PLC0415

    def refused(text: str) -> str:
        stone = found.tombstones.of(text)
        return "" if stone is None else refusal(stone, found.id)

    found = read_cohort(trainers_course(), cohort)
    place = source or found.file.exchange
    if source is None and "://" not in place:
        place = str(found.folder / place)
    people = [Person(id=one.id, name=one.name, email=one.email) for one in found.learners]
    paths = {one.id: found.journal(one) for one in found.learners}
    deadline = rules_of(found.file).deadline
    intake = Intake(
        roster=people,
        journal_of=paths.__getitem__,
        keep=found.folder / "collected",
        deadline=found.file.deadline,
        zone=deadline.zone if deadline else None,
        named=_named(names),
        refused=refused,
        cohort=found.id,
    )
    taken = list(intake.take(unbundled(_files(place))))
    _show(Console(highlight=False), taken)
    if any(one.problem for one in taken):
        sys.exit(FAILED)


def _named(names: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.rpartition("=") for text in names]
    for text, (name, _, _) in zip(names, pairs, strict=True):
        if not name:
            raise BadParameter(f"--name {text}: expected FILE=ID, such as --name work.zip=ana.")
    return {name: value for name, _, value in pairs}


def _files(place: str) -> Iterator[Found]:
    """Read the zips of a folder and of those below it, or one file, wherever fsspec reaches."""
    import fsspec  # noqa: PLC0415

    from doorknob.grading.collect import MOST_BUNDLED, Found  # noqa: PLC0415

    files, root = fsspec.core.url_to_fs(place)
    if not files.exists(root):
        raise BadParameter(f"{place}: there is nothing there.")
    names = [root] if files.isfile(root) else _names(files, root)
    for name in names:
        short = name.removeprefix(root).lstrip("/") or name.rpartition("/")[2]
        try:
            with files.open(name, "rb") as file:
                data = file.read(MOST_BUNDLED + 1)
        except OSError as bad:
            why = f"It can't be read: {bad.strerror or bad}. Make it readable, and collect again."
            yield Found(place=short, problem=why)
            continue
        if len(data) > MOST_BUNDLED:
            why = f"It is larger than {MOST_BUNDLED:,} bytes. Split it."
            yield Found(place=short, problem=why)
        else:
            yield Found(place=short, data=data)


def _names(files: Any, root: str) -> list[str]:
    """Give the zips of a folder and of those below it. No pipes: opening one waits for ever."""
    found = files.find(root, detail=True).items()
    known = {"file", "link"}
    return sorted(
        name
        for name, about in found
        if about["type"] in known
        and name.lower().endswith(".zip")
        and not name.rpartition("/")[2].startswith(".")
    )


def _show(console: object, taken: list[Taken]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    assert isinstance(console, Console)  # noqa: S101  for the type checker
    table = Table(title=f"Submissions taken in: {sum(not one.problem for one in taken)}")
    for column in ("learner", "receipt", "new events", "file"):
        table.add_column(column, justify="right" if column == "new events" else "left")
    for one in taken:
        if not one.problem:
            code = f"{one.code} (late)" if one.late else one.code
            table.add_row(one.learner, code, str(one.events), Text(_shown(one.place)))
    console.print(table)
    for one in taken:
        for note in one.notes:
            console.print(f"note: {_shown(one.place)}: {_shown(note)}", markup=False)
        if one.problem:
            told = f"not taken in: {_shown(one.place)}: {_shown(one.problem)}"
            console.print(told, markup=False)


def _shown(text: str) -> str:
    """Give a text that does nothing to a terminal: names of files are somebody else's words."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
