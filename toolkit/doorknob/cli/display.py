"""What a terminal shows of a build."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from doorknob.errors import shown_path
from doorknob.publish.build import Build, Made, Status

FOLDERS = {
    "handouts": "handouts for learners",
    "trainer": "trainer's copies",
    "results": "results of learners",
    "": "reports",
}


@contextmanager
def build_progress(console: Console, total: int) -> Iterator[Callable[[Made], None]]:
    """Show a progress bar; plain lines where the output is no terminal."""
    if not console.is_terminal:
        done = 0

        def plain(made: Made) -> None:
            nonlocal done
            done += 1
            state = "kept" if made.kept else made.status
            console.print(f"[{done}/{total}] {escape(made.target)}: {state}", markup=False)

        yield plain
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("building", total=total)

        def step(made: Made) -> None:
            bar.update(task, advance=1, description=escape(made.target))

        yield step


def summary(console: Console, done: Build) -> None:
    """Show what was made, what is missing, and whose journal was damaged."""
    table = Table(title=f"{shown_path(done.folder)}, {done.seconds:.1f} s", title_justify="left")
    for column in ("what", "made", "kept", "missing", "seconds"):
        table.add_column(column, justify="left" if column == "what" else "right")
    for folder, name in FOLDERS.items():
        here = [made for made in done.made if made.target.rpartition("/")[0] == folder]
        missing = sum(made.status is not Status.SUCCEEDED for made in here)
        kept = sum(made.kept for made in here)
        seconds = sum(made.seconds for made in here if not made.kept)
        fresh = str(len(here) - missing - kept)
        table.add_row(name, fresh, str(kept), str(missing), f"{seconds:.1f}")
    console.print(table)
    for learner, remarks in done.remarks.items():
        for remark in remarks:
            console.print(f"note: {learner}: {remark}", markup=False)
    for made in done.failed:
        console.print(f"failed: {made.target}: {made.message}", markup=False)
