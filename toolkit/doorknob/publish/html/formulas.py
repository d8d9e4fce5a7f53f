"""Formulas as MathML, which browsers set by themselves; one call of pandoc for a document."""

from __future__ import annotations

import re
import subprocess
from typing import Any

import pypandoc

from doorknob.errors import ForeignToolError

# Code is passed over; `$5 and $6` is no formula, as pandoc reads it.
FORMULA = re.compile(
    r"(?P<code>```.*?```|~~~.*?~~~|`[^`\n]*`)"
    r"|(?P<display>\$\$.+?\$\$)"
    r"|(?P<inline>(?<![\\$])\$(?! )[^$\n`]+?(?<![ \\])\$(?!\d))",
    re.DOTALL,
)
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def with_mathml(notebook: Any) -> None:
    """Put MathML for every formula in a notebook's prose."""
    prose = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    found = [
        match[0]
        for cell in prose
        for match in FORMULA.finditer(cell.source)
        if match["code"] is None
    ]
    if not found:
        return
    made = iter(_converted(found))
    for cell in prose:
        cell.source = FORMULA.sub(
            lambda match: match[0] if match["code"] is not None else next(made), cell.source
        )


def _converted(formulas: list[str]) -> list[str]:
    text = "\n\n".join(" ".join(formula.split()) for formula in formulas)
    command = [pypandoc.get_pandoc_path(), "--from=markdown", "--to=html5", "--mathml"]
    done = subprocess.run(  # noqa: S603  our own command; the formulas go in by its input
        command, input=text.encode(), capture_output=True, check=False, timeout=60
    )
    made = PARAGRAPH.findall(done.stdout.decode())
    if done.returncode or len(made) != len(formulas):
        said = done.stderr.decode() or f"{len(formulas)} formulas in, {len(made)} out"
        tool = f"pandoc {pypandoc.get_pandoc_version()}"
        raise ForeignToolError(tool, said, doing="turning formulas into MathML")
    return made
