"""A notebook for Americans, in their words and spelling (see `doorknob.american`).

Titles of works stay as they were published.
"""

from __future__ import annotations

from typing import Any

from doorknob.american import american, is_american

# A work's title is quoted as it was printed.
QUOTED = frozenset({"sources"})


def spelt(text: str, language: str) -> str:
    """Say a text as the readers of a language do.

    >>> spelt("The autumn is full", "en-US"), spelt("The autumn is full", "en-ZA")
    ('The fall is full', 'The autumn is full')
    """
    return american(text) if is_american(language) else text


def spelt_for(notebook: Any, language: str, *, quotes: bool = False) -> Any:
    """Spell an executed notebook's prose and outputs as its readers do; it is changed in place.

    Parameters
    ----------
    notebook
        Executed.
    language
        The cohort's, such as ``en-US``.
    quotes
        It says again what learners wrote, as a result does.
    """
    if not is_american(language):
        return notebook
    for cell in notebook.cells:
        if cell.get("id") in QUOTED:
            continue
        if cell.cell_type == "markdown":
            cell.source = american(cell.source, quotes=quotes)
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if isinstance(data.get("text/html"), str):
                data["text/html"] = american(data["text/html"], quotes=quotes)
    return notebook
