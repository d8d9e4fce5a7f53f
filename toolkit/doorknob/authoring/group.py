"""The cohort with which a trainer's own course begins."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML

from doorknob.authoring.shipped import template

HEAD = (
    "Your cohort. The firm, the product and the people are made up: put your own in their place.\n"
    "'doorknob check' names every mistake with its line.\n"
)
# What was true of the other cohort only.
DROPPED = ("deadline", "journals", "exchange", "home_page")
LONGEST_ID = 40


def group_id(title: str) -> str:
    """Make a cohort's id of its title.

    >>> group_id("Frühjahr 2027, Gruppe B")
    'fruhjahr-2027-gruppe-b'
    >>> group_id("春の研修")
    'my-group'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    found = "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_ID].strip("-")
    return found if found[:1].isalpha() else f"group-{found}" if found else "my-group"


def cohort_text(source: Path, *, title: str, today: dt.date) -> str:
    """Give a cohort's file, made from another's: its own name, its own day, nobody's dates.

    Parameters
    ----------
    source
        The other's ``cohort.yaml``, which is right.
    title
        What the cohort is called.
    today
        The day that it is dated.
    """
    yaml = YAML()
    yaml.width = 100
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(source.read_text(encoding="utf-8"))
    data["id"], data["title"] = group_id(title), title
    data["trainer"], data["date"] = "Your Name", today
    data["roster"] = "roster.csv"
    for name in DROPPED:
        data.pop(name, None)
    data.ca.comment = None
    data.yaml_set_start_comment(HEAD)
    text = StringIO()
    yaml.dump(data, text)
    return text.getvalue()


def empty_cohort_text(*, title: str, today: dt.date, lesson: str, exercise: str) -> str:
    """Give the file of a cohort with one lesson and one exercise."""
    said = title.replace("\\", "\\\\").replace('"', '\\"')
    head = "".join(f"# {line}\n" for line in HEAD.splitlines())
    return head + template(
        "cohort.yaml",
        id=group_id(title),
        today=today.isoformat(),
        lesson=lesson,
        exercise=exercise,
        title=said,
    )
