"""What ``doorknob grade`` shows to a person: a table, what was odd, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from doorknob.exercises.base import Grade, Progress
from doorknob.grading.gradebook import decimal
from doorknob.grading.record import Graded
from doorknob.publish.regrading import Regrading


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
    console.print(_table(done.everybody, names))
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


def damage(everybody: Sequence[Graded]) -> list[dict[str, Any]]:
    """Give every line of a journal that was left out, with its place and why."""
    return [
        {
            "learner": one.learner,
            "file": one.journal.path,
            "line": fault.line,
            "message": fault.message,
        }
        for one in everybody
        for fault in one.journal.faults
    ]


def _table(everybody: Sequence[Graded], names: Mapping[str, str]) -> Table:
    table = Table(title=f"Graded: {sum(one.result is not None for one in everybody)}")
    table.add_column("learner")
    table.add_column("name")
    graded = [one.result for one in everybody if one.result is not None]
    for grade in graded[0].grades if graded else ():
        table.add_column(Text(grade.exercise, overflow="fold"), justify="right")
    for head in ("points", "percent"):
        table.add_column(head, justify="right")
    for one in everybody:
        who = (Text(one.learner), Text(names.get(one.learner, "")))
        if one.result is None:
            table.add_row(*who, Text("not graded"))
            continue
        whole = one.result
        table.add_row(
            *who,
            *(_cell(grade) for grade in whole.grades),
            f"{decimal(whole.points)} of {whole.out_of}",
            decimal(100 * whole.share),
        )
    return table


def _cell(grade: Grade) -> str:
    if grade.progress is Progress.NOT_STARTED:
        return "–"
    waits = " ?" if grade.pending else ""
    return f"{decimal(grade.points)} of {grade.out_of}{waits}" if grade.out_of else "done"


def _odd(done: Regrading) -> Iterator[str]:
    for note in (*done.notes, *done.data["remarks"]):
        yield f"note: {note}"
    for one in done.everybody:
        if one.result is None:
            yield (
                f"not graded: {one.learner}: {one.problem}. The others were; look at "
                f"{one.journal.path or 'the journal'}."
            )
            continue
        for remark in one.result.remarks:
            if not remark.startswith("journal, "):
                yield f"note: {one.learner}: {remark}"
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
