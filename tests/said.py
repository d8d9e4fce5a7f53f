"""Finds all that Doorknob says through its catalogues, wherever it stands.

``python tests/said.py es`` begins a catalogue for another language: every text, and nothing said
for it yet.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import nbformat
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from doorknob.coaching.rubric import RUBRIC
from doorknob.course import Course
from doorknob.evidence import read_evidence
from doorknob.exercises.base import Progress
from doorknob.language.moves import Concern, Move
from doorknob.prospect.act import Outcome
from doorknob.prospect.diagram import TELLING, arrows
from doorknob.prospect.state import Stage
from doorknob.tongue import DOMAIN, LOCALE
from doorknob.widgets import replies

PACKAGE = LOCALE.parent
ROOT = Path(__file__).parents[1]
REPORTS = ROOT / "curriculum/reports"
# What calls of people say is English, and so are the words around it.
ENGLISH_SCRIPTS = {"roleplay.js", "speech.js", "group.js"}
# What the role-play alone says, which is played in English.
ROLE_PLAY = {
    "CALL_OVER", "SAY_SOMETHING", "CHOOSE_ONE", "ONE_TAKE", "NO_HELP", "NO_SUCH_LINE", "TOO_LONG",
    "WAIT",
}  # fmt: skip
_SAYING = {"say", "to_say", "_say"}
# Strings are taken whole: a bracket in one ends nothing.
_WORDED = re.compile(r'worded\(((?:"(?:[^"\\]|\\.)*"|[^")])*?)(?:\)|, \{)', re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)+)"')


@cache
def all_said() -> frozenset[str]:
    """Give every text that is said; of one with a plural, the singular."""
    found = (*in_python(), *in_notebooks(), *in_scripts(), *noticed(), *labelled(), *periods())
    return frozenset(found)


def in_python() -> Iterator[str]:
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "doorknob.tongue" in text or path.name == "tongue.py":
            yield from in_code(text)


def in_code(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Call(
                func=ast.Name(id=name) | ast.Attribute(attr=name),
                args=[ast.Constant(value=str(said)), *_],
            ) if name in _SAYING:
                yield said
            case ast.Call(func=ast.Name(id="say_many"), args=[ast.Constant(value=str(said)), *_]):
                yield said
            case ast.Call(func=ast.Name(id="said_in"), args=[_, ast.Constant(value=str(said))]):
                yield said


def in_notebooks() -> Iterator[str]:
    """Give what reports say: their prose, cell by cell, and what their code says."""
    for path in REPORTS.glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                yield cell.source
            else:
                yield from in_code(cell.source)


def scripts() -> Iterator[Path]:
    """Give the scripts that speak the learner's language."""
    for path in sorted(PACKAGE.rglob("*.js")):
        if path.name not in ENGLISH_SCRIPTS:
            yield path


def in_scripts() -> Iterator[str]:
    for path in scripts():
        text = path.read_text(encoding="utf-8")
        for call in _WORDED.findall(text):
            yield from _STRING.findall(call)
        if stuck := re.search(r'STUCK =\s+"(.*)";', text):
            yield stuck[1]


def noticed() -> Iterator[str]:
    for name, text in vars(replies).items():
        if name.isupper() and isinstance(text, str) and name not in ROLE_PLAY:
            yield text


def labelled() -> Iterator[str]:
    """Give what is said by a name that the code looks up."""
    for names in (Concern, Move, Outcome, Progress, Stage):
        yield from (one.label for one in names)
    yield from (criterion.title for criterion in RUBRIC)
    course = Course(ROOT)
    for step in arrows((course.scenario(name) for name in TELLING), most=300):
        if isinstance(step.after, Outcome):
            yield from step.conditions
    for one in read_evidence(course.curriculum / "evidence.yaml"):
        if (course.lessons / "de" / f"{one.lesson}.ipynb").exists():
            yield from (one.says, one.measured, one.people, one.how)


def periods() -> Iterator[str]:
    for unit in ("week", "month", "quarter", "year"):
        yield from (unit, f"{{price}} a {unit}")


def begun(language: str) -> Catalog:
    """Give a catalogue without translations, in the order of the German one."""
    with (LOCALE / "de/LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        german = read_po(file)
    made = Catalog(locale=language, project=DOMAIN, fuzzy=False)
    for one in german:
        if one.id:
            made.add(one.id, user_comments=one.user_comments)
    return made


def begin(language: str) -> Path:
    """Write such a catalogue to its place; nothing is written over."""
    path = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        write_po(file, begun(language), width=0)
    return path


if __name__ == "__main__":
    print(begin(sys.argv[1]))  # noqa: T201  what was made
