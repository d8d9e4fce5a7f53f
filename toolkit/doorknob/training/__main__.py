"""``python -m doorknob.training``: check the corpus, learn from it, show what was measured."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from doorknob.errors import DoorknobError
from doorknob.language.model import HOME as MODEL
from doorknob.language.modelfile import read_model
from doorknob.training import check as checking
from doorknob.training import report, undoing
from doorknob.training.corpus import HOME, Row, read_corpus, read_statements, row_of

FAILED = 1
WRONG_INPUT = 2
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def group() -> None:
    """How the offline reader learns."""


@group.command("check")
@click.option("--add", multiple=True, type=_FOLDER, help="A folder with more rows (*.jsonl).")
@click.option("--against", type=_FILE, help="Lines kept for measuring, which no row may repeat.")
def check(add: Sequence[Path], against: Path | None) -> None:
    """Check that the corpus is legal, balanced and without near-duplicates."""
    rows = read_corpus((HOME, *add))
    kept = [] if against is None else _lines(against)
    found = checking.check(rows, kept)
    click.echo(checking.in_words(found))
    if not found.is_sound:
        sys.exit(FAILED)


def _lines(path: Path) -> list[Row]:
    texts = path.read_text(encoding="utf-8").splitlines()
    return [row_of(json.loads(text)) for text in texts if text.strip()]


@group.command("fit")
@click.option("--add", multiple=True, type=_FOLDER, help="A folder with more rows (*.jsonl).")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=MODEL, help="The model file."
)
def fit(add: Sequence[Path], output: Path) -> None:
    """Learn from the corpus and write the model file, the same each time.

    Needs the extra `train`: pip install 'doorknob[train]'. Takes about a quarter of an hour on
    two cores.
    """
    try:
        from doorknob.training.fit import Settings  # noqa: PLC0415 - torch, only here
        from doorknob.training.learn import learn  # noqa: PLC0415
    except ImportError as error:
        raise DoorknobError(
            f"Learning needs {error.name}, which is not installed: pip install 'doorknob[train]'."
        ) from error
    homes = (HOME, *add)
    header = learn(read_corpus(homes), read_statements(homes), output, Settings())
    click.echo(report.results(header))


@group.command("results")
def results() -> None:
    """Show what was measured when the installed model was made."""
    header, _ = read_model(MODEL)
    click.echo(report.results(header))


@group.command("agreement")
def agreement() -> None:
    """Show how far two coders agree, code by code."""
    click.echo(report.agreements(read_corpus()))


@group.command("evidence")
@click.option(
    "--each", type=click.IntRange(1), default=10, show_default=True, help="Every nth row."
)
def evidence(each: int) -> None:
    """Show how often a reading is undone when the words of its evidence are taken away."""
    click.echo(undoing.in_words(undoing.undone(read_corpus()[::each])))


def main() -> None:
    """Run; an error of ours is shown as its message and ends with code 2."""
    try:
        group(standalone_mode=True)
    except DoorknobError as error:
        click.echo(f"doorknob.training: {error}", err=True)
        sys.exit(WRONG_INPUT)


if __name__ == "__main__":
    main()
