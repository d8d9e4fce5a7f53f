"""What a build shows to a person: a live bar in a terminal, else plain lines; then a summary."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from doorknob.cli.log import counted, state
from doorknob.publish.events import Done, Event, Making, Placed, Started, Tell, WorkerLost
from doorknob.publish.made import Build, Made, Status

FOLDERS = {
    "handouts": "handouts for learners",
    "trainer": "trainer's copies",
    "cards": "quick cards",
    "results": "results of learners",
    "": "reports, sheets, poster",
}
WIDEST = 44


class Shower(Protocol):
    """Shows events as they come."""

    def show(self, event: Event, label: str) -> None:
        """Show an event; `label` names its document, if it has one."""
        ...

    def close(self) -> None:
        """Show nothing any more."""
        ...


@contextmanager
def display(console: Console, *, why: bool = False) -> Iterator[Tell]:
    """Show a build as it goes on, and a summary when it is done.

    Parameters
    ----------
    console
        Where to.
    why
        Whether to say for each document what has changed.
    """
    shower: Shower = _Bar(console) if console.is_terminal else _Lines(console)
    builds: list[Build] = []
    unplaced: dict[tuple[str, str], Made] = {}
    cohorts = 0

    def tell(event: Event) -> None:
        nonlocal cohorts
        cohorts = len(event.cohorts) if isinstance(event, Started) else cohorts
        label = _label(event, many=cohorts > 1)
        if isinstance(event, Done):
            unplaced[event.cohort, event.made.target] = event.made
            if why:
                told = ", ".join(event.why) if event.why else "nothing changed, kept"
                _say(console, f"{label}: {told}")
        shower.show(event, label)
        if isinstance(event, Placed):
            builds.append(event.build)
            for made in event.build.made:
                unplaced.pop((event.build.cohort, made.target), None)

    try:
        yield tell
    finally:
        shower.close()
        _summary(console, builds)
        for (cohort, target), made in unplaced.items():
            if made.failed:
                _say(console, f"failed: {cohort}/{target}: {made.message}")
        if unplaced:
            left = ", ".join(sorted({cohort for cohort, _ in unplaced}))
            _say(console, f"not put in place, and as it was before: {left}")


def _label(event: Event, *, many: bool) -> str:
    if isinstance(event, Done):
        return f"{event.cohort}/{event.made.target}" if many else event.made.target
    if isinstance(event, Making | WorkerLost):
        return f"{event.cohort}/{event.target}" if many else event.target
    return ""


def _say(console: Console, text: str) -> None:
    # No markup is looked for, and no line is broken where a script would look for it whole.
    console.print(text, markup=False, soft_wrap=True)


class _Lines:
    def __init__(self, console: Console) -> None:
        self._console, self._done, self._total = console, 0, 0

    def show(self, event: Event, label: str) -> None:
        match event:
            case Started():
                self._total = event.documents
            case Done():
                self._done += 1
                _say(self._console, f"[{self._done}/{self._total}] {label}: {state(event.made)}")
            case WorkerLost():
                _say(self._console, f"{label}: {event.message}")

    def close(self) -> None:
        pass


class _Bar:
    """Documents done, how fast, how long still, and what is being made just now."""

    def __init__(self, console: Console) -> None:
        self._now: list[str] = []
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeElapsedColumn(),
            TextColumn("left:"),
            TimeRemainingColumn(),
            console=console,
            speed_estimate_period=120,
        )

    def show(self, event: Event, label: str) -> None:
        match event:
            case Started() if event.kept < event.documents:
                self._task = self._bar.add_task(
                    "starting", total=event.documents, completed=event.kept
                )
                self._bar.start()
            case Making() if label not in self._now:
                self._now.append(label)
                self._bar.update(self._task, description=self._making())
            case WorkerLost():
                _say(self._bar.console, f"{label}: {event.message}")
            case Done() if not event.made.kept:
                if label in self._now:
                    self._now.remove(label)
                self._bar.update(self._task, advance=1, description=self._making())
                if event.made.failed:
                    _say(self._bar.console, f"{label}: {state(event.made)}")

    def _making(self) -> str:
        text = ", ".join(self._now) or "making"
        return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"

    def close(self) -> None:
        self._bar.stop()


class _Rate(ProgressColumn):
    """How many documents are made in a second, or in a minute where they take long."""

    def render(self, task: Task) -> Text:
        """Give the rate; nothing before there is one."""
        speed = task.finished_speed or task.speed
        if not speed:
            return Text("")
        return Text(f"{speed:.1f}/s" if speed >= 1 else f"{speed * 60:.0f}/min")


def _summary(console: Console, builds: list[Build]) -> None:
    """Show what was made, what is missing, and whose journal was damaged."""
    if len(builds) == 1:
        console.print(_by_folder(builds[0]))
    elif builds:
        console.print(_by_cohort(builds))
    for build in builds:
        which = f"{build.cohort}/" if len(builds) > 1 else ""
        for learner, remarks in build.remarks.items():
            for remark in remarks:
                _say(console, f"note: {which}{learner}: {remark}")
    for build in builds:
        which = f"{build.cohort}/" if len(builds) > 1 else ""
        for made in build.failed:
            _say(console, f"failed: {which}{made.target}: {made.message}")


def _by_folder(done: Build) -> Table:
    table = _table("what", f"{done.folder}, {done.seconds:.1f} s")
    for folder, name in FOLDERS.items():
        here = [made for made in done.made if made.target.rpartition("/")[0] == folder]
        _row(table, name, here)
    return table


def _by_cohort(builds: list[Build]) -> Table:
    table = _table("cohort", f"{len(builds)} cohorts, {max(one.seconds for one in builds):.1f} s")
    for build in builds:
        _row(table, build.cohort, build.made)
    return table


def _table(first: str, title: str) -> Table:
    table = Table(title=Text(title), title_justify="left")
    for column in (first, "made", "kept", "missing", "seconds"):
        table.add_column(column, justify="left" if column == first else "right")
    return table


def _row(table: Table, name: str, made: list[Made] | tuple[Made, ...]) -> None:
    counts = counted(made)
    missing = sum(one.failed for one in made)
    seconds = sum(one.seconds for one in made if not one.kept)
    fresh, kept = counts[str(Status.SUCCEEDED)], counts["kept"]
    table.add_row(Text(name), str(fresh), str(kept), str(missing), f"{seconds:.1f}")
