"""What ``doorknob grade`` shows to a person: a table, what was odd, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from doorknob.exercises.base import Progress
from doorknob.grading.record import Kept
from doorknob.publish.regrading import Regrading

_ROWS = 250


def show(console: Console, done: Regrading, names: Mapping[str, str], *, dry_run: bool) -> None:
    """Show a cohort's grades.

    Parameters
    ----------
    console
        Where to.
    done
        The grades.
    names
        Everybody's name by id.
    dry_run
        Whether nothing was written.
    """
    for table in _tables(done.data["learners"], names):
        console.print(table)
    for line in _odd(done):
        _say(console, line)
    for line in _changed(done):
        _say(console, line)
    if dry_run:
        _say(console, "Nothing was written (--dry-run).")
    elif done.changed:
        _say(console, f"Written to {done.shown}, and kept as {done.digest[:16]}….")
    else:
        _say(console, f"Nothing has changed since the last grading: {done.shown} stays as it is.")


def damage(everybody: Sequence[Kept]) -> list[dict[str, Any]]:
    """Give every line of a journal that was left out, with its place and why."""
    return [
        {"learner": one.learner, "file": one.journal, "line": fault.line, "message": fault.message}
        for one in everybody
        for fault in one.faults
    ]


def _tables(learners: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> Iterator[Table]:
    """Give the learners in tables of so many rows that none takes much memory."""
    tasks = next((_tasks(one) for one in learners if "problem" not in one), ())
    for begin in range(0, max(1, len(learners)), _ROWS):
        some = learners[begin : begin + _ROWS]
        several = f" ({begin + 1} to {begin + len(some)})" if len(learners) > _ROWS else ""
        graded = sum("problem" not in one for one in some)
        table = Table(title=f"Graded: {graded}{several}")
        table.add_column("learner")
        table.add_column("name")
        for task in tasks:
            table.add_column(Text(task, overflow="fold"), justify="right")
        for head in ("points", "percent"):
            table.add_column(head, justify="right")
        for one in some:
            table.add_row(*_row(one, names))
        yield table


def _tasks(one: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(grade["exercise"] for grade in one["grades"])


def _row(one: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Text | str]:
    yield Text(one["learner"])
    yield Text(names.get(one["learner"], ""))
    if "problem" in one:
        yield Text("not graded")
        return
    yield from map(_cell, one["grades"])
    yield f"{one['points']} of {one['out_of']}"
    yield one["percent"]


def _cell(grade: Mapping[str, Any]) -> str:
    if grade["progress"] == Progress.NOT_STARTED:
        return "–"
    waits = " ?" if any(part.get("pending") for part in grade["parts"]) else ""
    return f"{grade['points']} of {grade['out_of']}{waits}" if grade["out_of"] else "done"


def _odd(done: Regrading) -> Iterator[str]:
    for note in (*done.notes, *done.data["remarks"]):
        yield f"note: {note}"
    for kept, one in zip(done.everybody, done.data["learners"], strict=True):
        if "problem" in one:
            yield (
                f"not graded: {kept.learner}: {one['problem']}. The others were; look at "
                f"{kept.journal or 'the journal'}."
            )
            continue
        for remark in one["remarks"]:
            if not remark.startswith("journal, "):
                yield f"note: {kept.learner}: {remark}"
    lost = damage(done.everybody)
    for fault in lost:
        yield f"left out: {fault['learner']}: {fault['file']}:{fault['line']}: {fault['message']}"
    if lost:
        who = ", ".join(dict.fromkeys(fault["learner"] for fault in lost))
        yield (
            f"All other lines were graded. If something is missing: let {who} hand in again, take "
            "it in with 'doorknob collect', and grade again."
        )


def _changed(done: Regrading) -> Iterator[str]:
    for what in done.sources_changed:
        yield f"changed since: {what}"
    for change in done.changes:
        about = f"{change.learner}, {change.exercise}" if change.exercise else change.learner
        told = f"{change.before or 'nothing'} -> {change.after or 'nothing'}"
        yield f"changed: {about}: {told} ({'; '.join(change.why)})"
    if done.before is not None and done.changed and not done.changes:
        yield "Nobody's grade has changed."


def _say(console: Console, text: str) -> None:
    # No markup is looked for, no line is broken where a script would look for it whole, and nothing
    # that stands in a learner's file steers the terminal.
    shown = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
    console.print(shown, markup=False, soft_wrap=True)
