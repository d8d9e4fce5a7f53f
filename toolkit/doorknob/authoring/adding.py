"""Small lessons, exercises and scenarios that work, to be filled with a trainer's own words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files

from doorknob.authoring.shipped import template

KINDS = ("choice", "roleplay", "tasks")
SCHEMA = "scenario.schema.json"
# Editors that speak to the YAML language server read this line.
MODELINE = f"# yaml-language-server: $schema=../../build/{SCHEMA}"


def title_of(name: str) -> str:
    """Make a title of an id.

    >>> title_of("02-the-long-winter")
    'The long winter'
    """
    return name.lstrip("0123456789-").replace("-", " ").capitalize() or name


def scenario_text(name: str, title: str = "") -> str:
    """Give a small scenario that can be played at once."""
    text = files("doorknob.prospect").joinpath("template.yaml").read_text(encoding="utf-8")
    text = text.replace("id: ID", f"id: {name}", 1).replace("{id}", name)
    text = text.replace("title: TITLE", f"title: {_quoted(title or title_of(name))}", 1)
    return f"{MODELINE}\n{text}"


def lesson_text(title: str) -> str:
    """Give a small lesson's notebook."""
    return _notebook("lesson.ipynb", {}, title)


def exercise_files(
    name: str, *, kind: str, title: str, lesson: str, scenario: str = ""
) -> Mapping[str, str]:
    """Give an exercise's two files by their names: its items and key, and its notebook.

    Parameters
    ----------
    name
        Its id: small letters, digits and hyphens.
    kind
        One of `KINDS`.
    title, lesson
        For the learner, and the id of the lesson that it belongs to.
    scenario
        For a role-play, the id of the call.
    """
    words = {"id": name, "lesson": lesson, "scenario": scenario, "title": _quoted(title)}
    return {
        f"{name}.yaml": template(f"{kind}.yaml", **words),
        f"{name}.ipynb": _notebook(f"{kind}.ipynb", {"id": name}, title),
    }


def _notebook(name: str, words: Mapping[str, str], title: str) -> str:
    """Give a notebook's text; a title is put into its cells, so that no sign of it breaks JSON."""
    notebook = json.loads(template(name, **words))
    notebook["metadata"]["title"] = title
    for cell in notebook["cells"]:
        cell["source"] = [line.replace("@TITLE@", _plain(title)) for line in cell["source"]]
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _plain(title: str) -> str:
    """Give a title as Markdown that shows it as it is, and in which no slot is looked for."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]<>#|$~^" else sign for sign in title)


def _quoted(text: str) -> str:
    # JSON's text in quotes is YAML's as well; a brace that is meant is written twice.
    return json.dumps(text.replace("{", "{{").replace("}", "}}"), ensure_ascii=False)
