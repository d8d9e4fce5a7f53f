"""A notebook made ready for a cohort: checked, cut for its readers, its prose filled.

Papermill puts parameters into code only, and merely warns of those that it doesn't know; prose is
half of a handout, and a misspelt value must not go unnoticed. So a copy of the notebook is made
first, in which the trainer's cells are left out for learners, and ``{{ product }}`` in Markdown
stands for the cohort's value.
"""

from __future__ import annotations

import ast
import copy
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from doorknob.cast import VALUE, unpacked_cast
from doorknob.errors import InvalidNotebook, NotFound, Problem, shown_path, suggestion
from doorknob.publish.recast import cast_cell, escaped, renamed_code, renamed_markdown
from doorknob.slots import marked, settled, suited, written_for
from doorknob.tongue import said_in

PARAMETERS = "parameters"
TRAINER = "trainer"
# A lesson's rules on one page; it is printed apart, and so is in neither handout nor guide.
CARD = "card"
# A parameter: the trades whose offers fit into the notebook, apart by spaces.
WRITTEN_FOR = "written_for"
LEARNER = "learner"
# The folder of notebooks whose prose is in the catalogues, cell by cell: they have one structure in
# every language. A lesson is told anew in each.
REPORTS = "reports"
MOST_BYTES = 50_000_000
MEND = "Open it in JupyterLab and save it again, or take it from the course anew."


def read_notebook(path: Path) -> Any:
    """Read a notebook as the current format has it.

    Raises
    ------
    NotFound
        If there is no such file.
    InvalidNotebook
        If it is no notebook, or has no cell tagged ``parameters``.
    """
    shown = shown_path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        near = [p.name for p in path.parent.glob("*.ipynb")]
        raise NotFound("notebook", path.name, near, shown_path(path.parent)) from None
    except UnicodeDecodeError:
        raise InvalidNotebook([Problem(path=shown, message="this is not UTF-8.")]) from None
    try:
        json.loads(text)
    except json.JSONDecodeError as bad:
        message = f"this is no readable notebook: {bad.msg} (column {bad.colno})."
        problem = Problem(path=shown, line=bad.lineno, message=message, fix=MEND)
        raise InvalidNotebook([problem]) from None
    except RecursionError:
        message = "this is no readable notebook: it is nested too deeply."
        raise InvalidNotebook([Problem(path=shown, message=message, fix=MEND)]) from None
    try:
        notebook = nbformat.reads(text, as_version=4)
        nbformat.validate(notebook)
    except (nbformat.ValidationError, ValueError, AttributeError, KeyError, TypeError) as bad:
        reason = (str(bad).strip() or type(bad).__name__).splitlines()[0][:200]
        message = f"this is no readable notebook: {reason}."
        problem = Problem(path=shown, message=message, fix=MEND)
        raise InvalidNotebook([problem]) from None
    if not any(PARAMETERS in tags_of(cell) for cell in notebook.cells if cell.cell_type == "code"):
        fix = "Tag the code cell that sets the defaults with 'parameters' (property inspector)."
        message = "no code cell is tagged 'parameters', so no cohort's values could reach it."
        raise InvalidNotebook([Problem(path=shown, message=message, fix=fix)])
    return notebook


def declared(notebook: Any, path: Path) -> dict[str, Any]:
    """Give the parameters that a notebook declares, with their defaults.

    The cell is read, not run: its assignments must be of plain values.

    Raises
    ------
    InvalidNotebook
        If the cell holds anything else; names the cell and the line.
    """
    found: dict[str, Any] = {}
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code" and PARAMETERS in tags_of(cell):
            found |= _assignments(cell.source, number, shown_path(path))
    return found


def _assignments(source: str, number: int, shown: str) -> dict[str, Any]:
    def wrong(line: int, message: str) -> InvalidNotebook:
        fix = "Write lines such as: product = 'Larkfield Planner'"
        field = f"cell {number}, line {line}"
        return InvalidNotebook([Problem(path=shown, field=field, message=message, fix=fix)])

    try:
        tree = ast.parse(source)
    except SyntaxError as bad:
        raise wrong(bad.lineno or 1, f"the parameters can't be read: {bad.msg}.") from None
    found = {}
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                pass
            case _:
                raise wrong(node.lineno, "only 'name = value' may stand among the parameters.")
        try:
            found[name] = ast.literal_eval(value)
        except ValueError:
            raise wrong(node.lineno, f"{name}: expected a plain value.") from None
    return found


def prepare(path: Path, *, audience: str, values: Mapping[str, str]) -> tuple[Any, dict[str, Any]]:
    """Make a notebook ready.

    Parameters
    ----------
    path
        The notebook.
    audience
        ``"learner"``, for whom cells tagged ``trainer`` are left out, or ``"trainer"``. Cells
        tagged ``card`` are left out for both.
    values
        The cohort's values.

    Returns
    -------
    notebook, parameters
        A copy with its prose filled, each cell holding the number it has in the file; and those
        of the values that it declares, for papermill.

    Raises
    ------
    NotFound, InvalidNotebook
        If it can't be read, or its prose names a value that there isn't.
    """
    notebook = copy.deepcopy(read_notebook(path))
    cast = unpacked_cast(values.get(VALUE, ""))
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = renamed_code(cell.source, cast.names)
    defaults = declared(notebook, path)
    own = {k: v for k, v in defaults.items() if isinstance(v, str)}
    trades = own.get(WRITTEN_FOR, "").split()
    chosen = {**own, **suited(trades, values), "audience": audience}
    # What a lesson asks, to say plainly that it plays in another firm than the cohort's.
    chosen["elsewhere"] = "" if written_for(trades, values) else "yes"
    kept = []
    for number, cell in enumerate(notebook.cells, start=1):
        cell.metadata["doorknob"] = {"cell": number}
        if CARD in tags_of(cell) or (TRAINER in tags_of(cell) and audience != TRAINER):
            continue
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if cell.cell_type == "markdown" and path.parent.name == REPORTS:
            cell.source = said_in(values.get("language", ""), cell.source)
        kept.append(cell)
        if cast and PARAMETERS in tags_of(cell):
            kept.append(cast_cell(cast))
    fill_cells(kept, chosen, path)
    notebook.cells = kept
    return notebook, {name: chosen[name] for name in defaults if name in chosen}


def fill_cells(cells: Iterable[Any], values: Mapping[str, str], path: Path) -> None:
    """Fill the Markdown among a notebook's cells, which know their numbers, in place.

    Raises
    ------
    InvalidNotebook
        With every slot that has no value, or is not written right.
    """
    problems: list[Problem] = []
    names = unpacked_cast(values.get(VALUE, "")).names
    for cell in cells:
        if cell.cell_type == "markdown":
            try:
                cell.source = fill_markdown(renamed_markdown(cell.source, names), values)
            except TemplateError as bad:
                number = cell.metadata["doorknob"]["cell"]
                problems.append(_unfilled(bad, number, shown_path(path), values))
    if problems:
        raise InvalidNotebook(problems)


def fill_markdown(source: str, values: Mapping[str, str]) -> str:
    r"""Fill ``{{ slots }}`` in Markdown; what is put in is text, never markup.

    Raises
    ------
    jinja2.TemplateError
        If a slot has no value, or is not written right.

    Examples
    --------
    >>> fill_markdown("Only {{ price }} for *you*.", {"price": "*5*"})
    'Only \\*5\\* for *you*.'
    """
    if "{{" not in source and "{%" not in source:
        return source
    # '{#' begins a heading's anchor in Markdown, so Jinja's comments are given another sign.
    environment = SandboxedEnvironment(
        undefined=StrictUndefined,
        comment_start_string="<!--#",
        comment_end_string="#-->",
        keep_trailing_newline=True,
    )
    plain = {name: marked(escaped(value)) if value else value for name, value in values.items()}
    return settled(environment.from_string(source).render(plain))


def _unfilled(bad: TemplateError, number: int, shown: str, known: Mapping[str, str]) -> Problem:
    message, hint = f"{str(bad).rstrip('.')}.", "Write a value like {{ product }}."
    missing = re.match(r"'(\w+)' is undefined", message)
    if isinstance(bad, UndefinedError) and missing:
        message = f"{{{{ {missing[1]} }}}} has no value."
        hint = suggestion(missing[1], known).strip()
    line = getattr(bad, "lineno", None)
    field = f"cell {number}" + (f", line {line}" if line else "")
    return Problem(path=shown, field=field, message=message, fix=hint)


def tags_of(cell: Any) -> list[str]:
    """Give a cell's tags; none where they are no list."""
    tags = cell.get("metadata", {}).get("tags", [])
    return tags if isinstance(tags, list) else []
