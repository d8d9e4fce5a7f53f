"""Every error that Doorknob raises on purpose.

::

    DoorknobError
    ├── InvalidFile             a file of the trainer's is wrong; holds one Problem a fault
    │   ├── InvalidScenario
    │   ├── InvalidExercise
    │   ├── InvalidCohort
    │   ├── InvalidNotebook
    │   ├── InvalidTranscript
    │   └── InvalidCorpus
    ├── NotFound                a scenario, exercise, cohort or file that isn't there
    ├── ConversationOver        a line said after the prospect has gone
    ├── BadParameter            a value that a function cannot take
    ├── JournalError            a journal that cannot be read at all
    ├── DatabaseError           a database that cannot be opened, read or written
    ├── ForeignToolError        pandoc, Typst or papermill failed; holds what it said
    └── BuildFailed             a build ended with documents missing

    DoorknobWarning             something was mended or left out, and the work went on

A message names the thing, its place, what was expected and how to fix it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs


class DoorknobError(Exception):
    """The root: catch this to catch whatever Doorknob raises on purpose."""


class DoorknobWarning(UserWarning):
    """Something was mended or left out, and the work went on."""


@attrs.frozen(kw_only=True)
class Problem:
    """One fault in one file.

    Attributes
    ----------
    path
        The file, as the reader knows it.
    line
        1-based line, or None where the fault belongs to the whole file.
    field
        Dotted path of the field, such as ``concerns[1].gate``; empty for the whole file.
    message
        What is wrong and what was expected.
    fix
        What to do about it; may be empty.
    """

    path: str
    line: int | None = None
    field: str = ""
    message: str
    fix: str = ""

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        field = f" {self.field}:" if self.field else ""
        fix = f" {self.fix}" if self.fix else ""
        return f"{place}:{field} {self.message}{fix}"


class InvalidFile(DoorknobError):
    """A file of the trainer's is wrong: says where, all faults at once.

    Attributes
    ----------
    problems
        Every fault found, in the order of the file.
    """

    noun = "file"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        head = f"{count} problem{'s' if count != 1 else ''} in this {self.noun}"
        super().__init__("\n".join([head, *(f"  {problem}" for problem in self.problems)]))


class InvalidScenario(InvalidFile):
    """A scenario that cannot be played."""

    noun = "scenario"


class InvalidExercise(InvalidFile):
    """An exercise that cannot be set or graded."""

    noun = "exercise"


class InvalidCohort(InvalidFile):
    """A cohort file or roster that cannot be built from."""

    noun = "cohort"


class InvalidKit(InvalidFile):
    """A learner's kit whose file is damaged."""

    noun = "kit"


class InvalidNotebook(InvalidFile):
    """A notebook that cannot be run or rendered."""

    noun = "notebook"


class InvalidTranscript(InvalidFile):
    """A transcript of a real call that cannot be debriefed."""

    noun = "transcript"


class InvalidCorpus(InvalidFile):
    """Coded lines from which nothing can be learnt."""

    noun = "corpus"


class NotFound(DoorknobError):
    """Something asked for by name that isn't there; suggests what is.

    Parameters
    ----------
    kind
        What was looked for: ``"scenario"``, ``"cohort"`` …
    name
        The name asked for.
    known
        The names there are.
    place
        Where it was looked for.
    fix
        What to do about it; may be empty.
    """

    def __init__(
        self,
        kind: str,
        name: str,
        known: Iterable[str] = (),
        place: str = "",
        fix: str = "",
    ) -> None:
        self.kind, self.name, self.known = kind, name, tuple(sorted(known))
        where = f" in {place}" if place else ""
        hint = suggestion(name, self.known) + (f" {fix}" if fix else "")
        super().__init__(f"There is no {kind} {name!r}{where}.{hint}")


class KeyWithheld(DoorknobError):
    """An exercise can't be marked here, since what is right is not in a learner's kit.

    Parameters
    ----------
    name
        The exercise, or the part of it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name!r} can't be marked here: this is a learner's kit, which holds no keys. Mark it "
            "in the trainer's course."
        )


class ConversationOver(DoorknobError):
    """A line said after the conversation had ended; nothing changed."""


class BadParameter(DoorknobError):
    """A value that a function cannot take; says which, why and what it takes."""


class JournalError(DoorknobError):
    """A journal that cannot be read at all (a torn or foreign line is no such error)."""


class DatabaseError(DoorknobError):
    """A database that cannot be opened, read or written; never shows a password.

    Attributes
    ----------
    passing
        Whether trying again soon may help: the server starts, or has no connection free.
    """

    def __init__(self, message: str, *, passing: bool = False) -> None:
        self.passing = passing
        super().__init__(message)


class ForeignToolError(DoorknobError):
    """A tool that Doorknob calls has failed.

    Attributes
    ----------
    tool
        Its name and, where known, version.
    said
        What it printed or raised, unabridged.
    """

    def __init__(self, tool: str, said: str, *, doing: str) -> None:
        self.tool, self.said = tool, said
        super().__init__(f"{tool} failed while {doing}:\n{said.strip() or '(it said nothing)'}")


class BuildFailed(DoorknobError):
    """A build ended with documents missing; whatever could be built, was."""


def suggestion(wrong: str, known: Iterable[str], *, most: int = 8) -> str:
    """Say which known name was probably meant, or which names there are.

    >>> suggestion("titel", ["title", "text"])
    " Did you mean 'title'?"
    >>> suggestion("zzz", ["title", "text"])
    ' Known: text, title.'
    >>> suggestion("zzz", [])
    ''
    """
    names = sorted({str(name) for name in known})
    close = difflib.get_close_matches(wrong, names, n=1, cutoff=0.6)
    if close:
        return f" Did you mean {close[0]!r}?"
    if not names:
        return ""
    shown = ", ".join(names[:most]) + (", …" if len(names) > most else "")
    return f" Known: {shown}."


def shown_path(path: Path) -> str:
    """Give a path as a reader knows it: relative to here where it lies below, else as it is."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
