"""The trainer's notes of every lesson have all that somebody in front of a room looks for."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

from doorknob.publish.prepare import TRAINER, tags_of

ROOT = Path(__file__).parents[2]
LESSONS = sorted((ROOT / "curriculum" / "lessons").glob("*.ipynb"))
PARTS = {
    "a timing table": r"\|\s*Minutes\s*\|",
    "what to say": r"\*\*Say\b",
    "what to ask": r"\*\*Ask\b",
    "usual wrong turns": r"\*\*Usual wrong turns\*\*",
    "how the room is set up": r"\b(chairs|tables|corners)\b",
    "what is needed beforehand": r"\*\*Before (they|you)\s+(come|begin)",
    "a variant for small groups": r"\*\*Small\s+(group|room)",
    "a variant for large groups": r"\*\*Large\s+(group|room)",
    "a variant with a projector": r"\bprojector\b",
    "a variant from afar": r"\*\*Remote\b",
    "what to print": r"\*\*Print\b",
    "where key and rubrics are": r"\*\*Key and rubrics?\b",
}


def notes(path: Path) -> str:
    """Give what only the trainer reads in a lesson."""
    cells = nbformat.read(path, as_version=4).cells
    told = [c.source for c in cells if c.cell_type == "markdown" and TRAINER in tags_of(c)]
    return "\n\n".join(told)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_the_trainers_notes_have_every_part(path: Path) -> None:
    """What is missing is named, so that whoever writes a lesson knows what to add."""
    text = notes(path)
    missing = [name for name, form in PARTS.items() if not re.search(form, text, re.IGNORECASE)]
    assert not missing, f"{path.name}: the trainer's notes lack {', '.join(missing)}"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_wrong_turn_is_met_with_something_to_do(path: Path) -> None:
    """Each one is named in italics, and an answer follows."""
    lists = re.findall(r"\*\*Usual wrong turns\*\*\n\n((?:- .+\n(?:  .+\n)*)+)", notes(path))
    turns = [one for found in lists for one in re.split(r"^- ", found, flags=re.MULTILINE) if one]
    assert len(turns) >= 3
    assert all(re.match(r"\*[^*]+\*.*\s\S", one, flags=re.DOTALL) for one in turns)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_the_notes_name_every_exercise_of_the_module(path: Path) -> None:
    """Each has a key or a rubric, in the trainer's copy."""
    module = path.stem.partition("-")[0]
    exercises = [one.stem for one in (ROOT / "exercises").glob(f"{module}-*.yaml")]
    text = notes(path)
    assert [name for name in exercises if f"`{name}`" not in text] == []
