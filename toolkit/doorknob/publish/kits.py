"""Making learners' kits: what a learner needs on his own machine, and no key but his own.

An author writes items and key into one file. A kit holds that file again, written from the
exercise as `for_learners` gives it, so that the key is not hidden in it but was never put there:
a course that differs in its keys alone makes the same kits, byte for byte.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import attrs
from ruamel.yaml import YAML

from doorknob import __version__
from doorknob.course import Course
from doorknob.errors import InvalidExercise, Problem, shown_path
from doorknob.exercises.base import Exercise, Feedback
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.exercises.tasks.kind import Tasks
from doorknob.exercises.tasks.placing import Match, Order, Sort
from doorknob.exercises.tasks.task import Task, mixed, scattered
from doorknob.kit import FILE, FORMAT, Kit
from doorknob.publish.cohort import Cohort, CohortFile
from doorknob.publish.comparing import in_their_order
from doorknob.publish.prepare import CARD, TRAINER, read_notebook
from doorknob.publish.roster import COLUMNS, Learner
from doorknob.structuring import Percent
from doorknob.tongue import said_in, to_say

# What of a cohort's file a learner's machine needs; a field that is added later stays out.
SHARED = (
    *("id", "title", "trainer", "date", "language", "paper", "brand", "offer", "names"),
    *("lessons", "exercises", "deadline", "time_zone", "late", "seed", "values"),
)
# What lessons read besides.
USED = ("evidence.yaml", "people.yaml", "calls/*", "trades/*/*.yaml")
_SERIAL = re.compile(r"(?:[a-z]+[-_]?)??(?P<at>\d+|[a-z])")
_START = to_say("""\
{title}: {name}'s kit

1. Install Doorknob as your trainer tells you.
2. Open a terminal in this folder, and type: doorknob lab
3. Your browser opens on your start page. Everything that you do is kept in this folder.
{hand_in}
""")
_BY_EXCHANGE = to_say("4. To hand in, use the button on the start page.")
_BY_FILE = to_say("4. To hand in, take the download on the start page, and send it to {trainer}.")


def kit(course: Course, cohort: Cohort, learner: Learner) -> bytes:
    """Make a learner's kit.

    Parameters
    ----------
    course
        The trainer's, whole.
    cohort, learner
        For whom.

    Returns
    -------
    bytes
        A zip with one folder, the same for the same course.

    Raises
    ------
    InvalidExercise
        If ids in an exercise give its key away.
    DoorknobError
        If something can't be read, or an exercise's kind doesn't say what of it is key.
    """
    files: dict[str, bytes] = {}
    # Translations stand in a kit where the English files would.
    course = course.read_in(cohort.file.language)
    exercises = [_exercise(course, name) for name in cohort.file.exercises]
    for one in exercises:
        files[f"exercises/{one.id}.yaml"] = _yaml(plain(one.for_learners()))
        files[f"exercises/{one.id}.ipynb"] = _notebook(course.exercise_notebook(one.id))
    for name in cohort.file.lessons:
        files[f"curriculum/lessons/{name}.ipynb"] = _notebook(course.lesson_notebook(name))
    text = b"\n".join(data for name, data in files.items() if name.endswith(".ipynb")).decode()
    played = {one.scenario for one in exercises if isinstance(one, RolePlay)}
    for path in sorted((course.curriculum / "scenarios").rglob("*.yaml")):
        if path.stem in played or re.search(rf"""["'/]{re.escape(path.stem)}\b""", text):
            files[path.relative_to(course.root).as_posix()] = path.read_bytes()
    for path in sorted(one for name in USED for one in course.curriculum.glob(name)):
        files[path.relative_to(course.root).as_posix()] = path.read_bytes()
    home = f"curriculum/cohorts/{cohort.id}"
    files |= {f"{home}/{name}": data for name, data in _cohort(course, cohort, learner).items()}
    mine = Kit(format=FORMAT, version=__version__, cohort=cohort.id, learner=learner.id)
    files[FILE] = _yaml(plain(mine))
    files["START-HERE.txt"] = _start(cohort, learner).encode()
    return _packed(f"{cohort.id}-{learner.id}", files)


def giveaways(exercise: Exercise, shown: str) -> Iterator[Problem]:
    """Find ids from which the key of an exercise could be read that is graded later."""
    if not isinstance(exercise, Tasks) or exercise.feedback is not Feedback.AFTER_GRADING:
        return
    for item in exercise.items:
        for message, fix in _telling(item):
            field = f"items, {item.id}"
            yield Problem(path=shown, field=field, message=message, fix=fix)


def _telling(item: Task) -> Iterator[tuple[str, str]]:
    if isinstance(item, Order):
        ids = [one.id for one in item.steps]
        if _serial(ids):
            yield "the ids of the steps tell their order.", "Name each by what it says."
        if [one.id for one in mixed(scattered(item.steps, item.id), item.id)] == ids:
            yield "mixed, the steps lie in the right order.", "Give one step another id."
    if isinstance(item, Sort | Match):
        for card in item.cards:
            if card.to in card.id or card.id in card.to:
                message = f"the id {card.id!r} tells where the card belongs: {card.to!r}."
                yield message, "Name it by what it says."


def _serial(ids: list[str]) -> bool:
    """Say whether ids count up, such as a, b, c or step-1, step-2.

    >>> _serial(["step-1", "step-2", "step-10"]), _serial(["open", "ask", "wait"])
    (True, False)
    """
    found = [_SERIAL.fullmatch(one) for one in ids]
    marks = [one["at"] for one in found if one is not None]
    if len(marks) < len(ids):
        return False
    counted = [(len(mark), mark) for mark in marks]
    return counted == sorted(counted)


def _exercise(course: Course, name: str) -> Exercise:
    path = course.exercise_path(name)
    found = read_exercise(path)
    problems = list(giveaways(found, shown_path(path)))
    if problems:
        raise InvalidExercise(problems)
    return found


def plain(value: Any) -> Any:
    """Give a value of attrs classes as the plain data of which a file would make it."""
    if attrs.has(type(value)):
        return {
            field.name: plain(getattr(value, field.name))
            for field in attrs.fields(type(value))
            if getattr(value, field.name) != _default(field)
        }
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    for kind, text in _AS_TEXT.items():
        if isinstance(value, kind):
            return text(value)
    return value


# How a file says what is no plain data.
_AS_TEXT: Mapping[type, Callable[[Any], str]] = {
    Percent: lambda value: f"{float(100 * value):.4f} %",
    dt.timedelta: lambda value: f"{value // dt.timedelta(minutes=1)} minutes",
    StrEnum: str,
    Fraction: str,
    Decimal: str,
}


def _default(field: attrs.Attribute[Any]) -> Any:
    made = field.default
    factory = getattr(made, "factory", None)
    return made if factory is None else factory()


def _yaml(data: Any) -> bytes:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style, yaml.allow_unicode, yaml.width = False, True, 1_000_000
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    found = BytesIO()
    yaml.dump(data, found)
    return found.getvalue()


def _notebook(path: Path) -> bytes:
    """Give a notebook without the cells that are a trainer's, or a card's."""
    found = copy.deepcopy(read_notebook(path))
    found.cells = [
        cell
        for cell in found.cells
        if not {TRAINER, CARD} & set(cell.get("metadata", {}).get("tags", ()))
    ]
    for cell in found.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return (json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _cohort(course: Course, cohort: Cohort, learner: Learner) -> dict[str, bytes]:
    told = {name: plain(getattr(cohort.file, name)) for name in SHARED}
    told = {
        name: value
        for name, value in told.items()
        if getattr(cohort.file, name) != _default(getattr(attrs.fields(CohortFile), name))
    }
    told["exercises"] = list(in_their_order(course, cohort, learner))
    # A folder beside the trainer's file would be a folder on the learner's own disk.
    told["exchange"] = cohort.file.exchange if reaches(cohort.file.exchange) else ""
    row = StringIO()
    row.write(",".join(COLUMNS) + "\n")
    row.write(",".join(_quoted(getattr(learner, name)) for name in COLUMNS) + "\n")
    files = {"cohort.yaml": _yaml(told), "roster.csv": row.getvalue().encode()}
    if cohort.logo is not None and cohort.file.brand.logo is not None:
        files[Path(cohort.file.brand.logo).as_posix()] = cohort.logo.read_bytes()
    return files


def reaches(exchange: str) -> bool:
    """Say whether an exchange lies at the same place for everybody.

    >>> reaches("submissions"), reaches("s3://training/in"), reaches("/mnt/training")
    (False, True, True)
    """
    return "://" in exchange or exchange.startswith(("/", "\\\\")) or exchange[1:3] == ":\\"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _start(cohort: Cohort, learner: Learner) -> str:
    by = _BY_EXCHANGE if reaches(cohort.file.exchange) else _BY_FILE
    language = cohort.file.language
    return said_in(language, _START).format(
        title=cohort.file.title,
        name=learner.name,
        hand_in=said_in(language, by).format(trainer=cohort.file.trainer),
    )


def _packed(folder: str, files: Mapping[str, bytes]) -> bytes:
    found = BytesIO()
    day = dt.datetime(1980, 1, 1)  # noqa: DTZ001  a zip's times have no zone
    with ZipFile(found, "w", ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            entry = ZipInfo(f"{folder}/{name}", date_time=day.timetuple()[:6])
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, ZIP_DEFLATED)
    return found.getvalue()
