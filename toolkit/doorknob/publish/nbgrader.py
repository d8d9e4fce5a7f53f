"""An exercise as a source notebook of an nbgrader course (cell metadata, schema version 3).

What the fields mean: https://nbgrader.readthedocs.io/en/stable/contributor_guide/metadata.html
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat

from doorknob.course import Course
from doorknob.errors import BadParameter, NotFound, shown_path
from doorknob.exercises.registry import read_exercise
from doorknob.publish.cohort import Cohort
from doorknob.publish.prepare import LEARNER, PARAMETERS, prepare
from doorknob.standards.nbgrader import JOURNAL, out_of, pack

SCHEMA = 3
_KEEP = f"""# What you do is kept beside this notebook, so that it is handed in with it.
import os

os.environ["DOORKNOB_JOURNAL"] = "{JOURNAL}\""""
_GRADE = '''# What you did is graded here, from your journal, once you have handed in.
### BEGIN HIDDEN TESTS
from doorknob.standards.nbgrader import points

points(
    """
{packed}
"""
)
### END HIDDEN TESTS'''


def source_notebook(course: Course, name: str, cohort: Cohort | None = None) -> Any:
    """Give the notebook of an exercise for an nbgrader course.

    Parameters
    ----------
    course
        Where the exercise lies.
    name
        The exercise.
    cohort
        Whose values stand in it; the exercise's own by default.

    Raises
    ------
    BadParameter
        If nothing in the exercise is graded.
    NotFound
        If there is no such exercise, or no notebook for it.
    """
    if cohort is not None:
        course = course.read_in(cohort.file.language)
    exercise = read_exercise(course.exercise_path(name))
    values = {} if cohort is None else dict(cohort.values())
    packed = pack(course, name, values)
    notebook, parameters = prepare(course.exercise_notebook(name), audience=LEARNER, values=values)
    cells: list[Any] = []
    for number, cell in enumerate(notebook.cells, start=1):
        cell.metadata.pop("doorknob", None)
        cells.append(cell)
        if PARAMETERS in cell.metadata.get("tags", []):
            lines = [f"{key} = {value!r}" for key, value in parameters.items()]
            cells.append(_locked("\n".join(lines), f"{name}-values"))
            cells.append(_locked(_KEEP, f"{name}-journal"))
        elif cell.cell_type == "code":
            cell.metadata["nbgrader"] = _metadata(f"{name}-cell-{number}")
    cells.append(_graded(_GRADE.format(packed=packed), f"{name}-points", out_of(exercise)))
    notebook.cells = cells
    nbformat.validate(notebook)
    return notebook


def write_source(course: Course, name: str, folder: Path, cohort: Cohort | None = None) -> Path:
    """Write an exercise's notebook into the folder of an assignment's sources.

    Raises
    ------
    BadParameter
        If another file of that name is there: somebody may have worked on it.
    """
    if cohort is not None and name not in cohort.file.exercises:
        raise NotFound("exercise", name, cohort.file.exercises, f"cohort {cohort.id!r}")
    text = nbformat.writes(source_notebook(course, name, cohort)) + "\n"
    path = folder / f"{name}.ipynb"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        if path.read_text(encoding="utf-8") != text:
            message = f"{shown_path(path)} is there already, and is another one."
            raise BadParameter(f"{message} Move it away, or name another folder.") from None
    return path


def _metadata(name: str, **more: Any) -> dict[str, Any]:
    return {
        "grade": False,
        "grade_id": name,
        "locked": True,
        "schema_version": SCHEMA,
        "solution": False,
        "task": False,
        **more,
    }


def _locked(source: str, name: str) -> Any:
    metadata = {"nbgrader": _metadata(name), "jupyter": {"source_hidden": True}}
    return nbformat.v4.new_code_cell(source, id=name[-60:], metadata=metadata)


def _graded(source: str, name: str, most: int) -> Any:
    metadata = {"nbgrader": _metadata(name, grade=True, points=most)}
    return nbformat.v4.new_code_cell(source, id=name[-60:], metadata=metadata)
