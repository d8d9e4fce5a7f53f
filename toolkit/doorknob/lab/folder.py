"""What a learner opens: the course's notebooks with the cohort's words in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import nbformat

from doorknob import files
from doorknob.course import Course
from doorknob.errors import DoorknobError, NotFound
from doorknob.exercises.registry import read_exercise
from doorknob.publish.called import call_by_title
from doorknob.publish.cohort import Cohort
from doorknob.publish.comparing import in_their_order
from doorknob.publish.prepare import prepare
from doorknob.publish.roster import Learner
from doorknob.publish.spelling import spelt_for
from doorknob.tongue import ENGLISH, said_in, to_say

INJECTED = "injected-parameters"


@attrs.frozen(kw_only=True)
class Desk:
    """Where a learner works.

    Attributes
    ----------
    root
        The folder that JupyterLab shows.
    course
        The course that the notebooks belong to.
    cohort, learner
        For whom; None for somebody who tries the course out.
    trainer
        Whether it is the trainer's: with notes and answers, the room and the review desk.
    """

    root: Path
    course: Course
    cohort: Cohort | None = None
    learner: Learner | None = None
    trainer: bool = False

    @property
    def journal(self) -> Path | None:
        """The learner's journal; None where the exercises' own default serves."""
        if self.cohort is None or self.learner is None:
            return None
        return self.cohort.journal(self.learner)

    @property
    def kept(self) -> str | Path | None:
        """Where the journal lies: in a database for a whole room, or in the learner's file."""
        named = os.environ.get("DOORKNOB_JOURNAL", "")
        return named if "://" in named else self.journal

    @property
    def values(self) -> Mapping[str, str]:
        """The cohort's values; empty without a cohort."""
        return {} if self.cohort is None else self.cohort.values()

    @property
    def language(self) -> str:
        """The cohort's language."""
        return self.cohort.file.language if self.cohort else ENGLISH

    @property
    def told(self) -> Course:
        """The course in the cohort's language."""
        return self.course.read_in(self.language)

    @property
    def lessons(self) -> tuple[str, ...]:
        """Names of the lessons, in order."""
        return self.cohort.file.lessons if self.cohort else _stems(self.course.lessons)

    @property
    def exercises(self) -> tuple[str, ...]:
        """Names of the exercises, in order."""
        if self.cohort is None:
            return _stems(self.course.exercises)
        if self.learner is None:
            return self.cohort.file.exercises
        return in_their_order(self.course, self.cohort, self.learner)


def _stems(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.ipynb")))


def learner_of(cohort: Cohort, name: str) -> Learner:
    """Find a learner by id or e-mail.

    Raises
    ------
    NotFound
        If the roster has none; suggests who there is.
    """
    for learner in cohort.learners:
        if name in {learner.id, learner.email}:
            return learner
    raise NotFound("learner", name, [one.id for one in cohort.learners], cohort.file.roster)


def lay_out(desk: Desk) -> None:
    """Write the notebooks that the learner doesn't have yet.

    One that is there stays as it is, with whatever the learner wrote into it.
    """
    if desk.trainer and desk.cohort is not None:
        for name, (title, code) in TRAINERS.items():
            shown = said_in(desk.language, title)
            _put(desk.root / name, _trainers(shown, code.format(cohort=desk.cohort.id)))
    for kind, path in _sources(desk):
        target = desk.root / kind / path.name
        if target.exists():
            continue
        _put(target, _for_reader(desk, path))


def _put(target: Path, notebook: Any) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    files.put(target, nbformat.writes(notebook).encode())


# The trainer's own notebooks: a title, and one cell.
TRAINERS = {
    "desk.ipynb": (to_say("The trainer's desk"), "import doorknob\n\ndoorknob.desk({cohort!r})"),
    "group-call.ipynb": (
        to_say("A call for the whole room"),
        "import doorknob\n\ndoorknob.group_call({cohort!r})",
    ),
}


def _trainers(title: str, code: str) -> Any:
    hidden = {"jupyter": {"source_hidden": True}, "tags": ["hide-input"]}
    return nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell(f"# {title}", id="title"),
            nbformat.v4.new_code_cell(code, id="alive", metadata=hidden),
        ],
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        },
    )


def _sources(desk: Desk) -> Iterator[tuple[str, Path]]:
    course = desk.told
    for name in desk.lessons:
        yield "lessons", course.lesson_notebook(name)
    for name in desk.exercises:
        yield "exercises", course.exercise_notebook(name)


def _for_reader(desk: Desk, path: Path) -> Any:
    given = dict(desk.values)
    if desk.learner is not None:
        given["learner"] = desk.learner.id
    audience = "trainer" if desk.trainer else "learner"
    notebook, chosen = prepare(path, audience=audience, values=given)
    spelt_for(notebook, desk.language)
    _inject(notebook, chosen)
    call_by_title(notebook.cells, partial(_title_of, desk))
    if not desk.trainer:
        _hold_fast(notebook)
    return notebook


def _title_of(desk: Desk, name: str) -> str | None:
    """Give the title by which the start page calls an exercise, in quotation marks."""
    if name not in desk.exercises:
        return None
    try:
        title = read_exercise(desk.told.exercise_path(name)).fill(desk.values).title
        return said_in(desk.language, "“{text}”").format(text=title)
    except DoorknobError:
        return None


def _hold_fast(notebook: Any) -> None:
    """Let nobody change or delete by accident what the course wrote, or see code.

    A learner's own notes go into cells of their own.
    """
    for cell in notebook.cells:
        cell.metadata |= {"editable": False, "deletable": False}
        if cell.cell_type == "code":
            cell.metadata["jupyter"] = {"source_hidden": True}


def _inject(notebook: Any, values: Mapping[str, Any]) -> None:
    """Put values after the parameters' cell, as papermill does."""
    source = "\n".join(f"{name} = {value!r}" for name, value in sorted(values.items()))
    cell = nbformat.v4.new_code_cell(
        source,
        id="injected",
        metadata={"jupyter": {"source_hidden": True}, "tags": [INJECTED, "hide-input"]},
    )
    for at, known in enumerate(notebook.cells):
        if "parameters" in known.metadata.get("tags", ()):
            notebook.cells.insert(at + 1, cell)
            return
