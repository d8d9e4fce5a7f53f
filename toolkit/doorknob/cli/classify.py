"""``doorknob classify``: what lines do, read one by one, for scripts and for people."""

from __future__ import annotations

import codecs
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import attrs
import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from doorknob.cli.calls import TABLE_WIDTH
from doorknob.coaching.calls.source import harmless
from doorknob.language.moves import Concern
from doorknob.language.reading import Reading
from doorknob.readers.registry import ChosenReader, chosen

FAILED = 1
FIX = 'Write it as {"said": "…", "line": "…"}.'
# What a terminal would act on, what runs the other way, and halves of characters: escaped in JSON.
_ESCAPED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SHOWN_VALUE = 40
_SHOWN_LINE = 400


@attrs.frozen(kw_only=True)
class Asked:
    """One row of the input.

    Attributes
    ----------
    line, said
        What the salesperson and, before, the prospect said.
    fault
        What is wrong with the row; empty for nothing.
    """

    line: str = ""
    said: str = ""
    fault: str = ""


@click.command("classify")
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--table", "as_table", is_flag=True, help="Show a table instead of JSON.")
def command(file: BinaryIO, *, as_table: bool) -> None:
    """Say what each line of FILE does (standard input without one), in order.

    A line of FILE is a JSON object {"said": …, "line": …}, or plain text: then it is what the
    salesperson said. The answer is one JSON object a line: moves, concerns, evidence, confidence,
    and whether the reading is unsure. A row that cannot be taken is answered with its "error".
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    reader = chosen()
    if reader.notice:
        click.echo(reader.notice, err=True)
    name = getattr(file, "name", "")
    rows = _rows(file, name if isinstance(name, str) and name != "<stdin>" else "standard input")
    show = _print_table if as_table else _print_json
    faults = show(rows, reader)
    failure = getattr(reader, "last_failure", None)
    if failure:
        click.echo(f"Some lines were read offline: {failure}", err=True)
    if faults:
        sys.exit(FAILED)


def _rows(file: BinaryIO, name: str) -> Iterator[Asked]:
    for number, text in enumerate(_texts(file), 1):
        yield _row(text, f"{harmless(name)}:{number}")


def _texts(file: BinaryIO) -> Iterator[str]:
    """Give the lines of a file as they come; UTF-16 that says so is read whole."""
    for number, raw in enumerate(file):
        if not number and raw.startswith(_UTF16):
            yield from (raw + file.read()).decode("utf-16", "replace").splitlines()
            return
        text = raw.decode("utf-8", "replace").rstrip("\r\n")
        yield text if number else text.removeprefix("\ufeff")


def _row(text: str, place: str) -> Asked:  # noqa: PLR0911 - a fault a return
    if "\0" in text:
        return Asked(fault=f"{place}: this is no text. Give a text file in UTF-8, a row a line.")
    if not text.lstrip().startswith(("{", "[")):
        return Asked(line=text)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        if text.lstrip().startswith("["):
            # "[laughs] Well, …" is speech.
            return Asked(line=text)
        return Asked(fault=f"{place}: this is no JSON object: {error}. {FIX}")
    if not isinstance(data, dict):
        return Asked(fault=f"{place}: this is a list, expected an object. {FIX}")
    line, said = data.get("line"), data.get("said")
    if not isinstance(line, str):
        found = "is missing" if line is None else f"is {_short(line)}"
        return Asked(fault=f"{place}: line {found}, expected a text. {FIX}")
    if said is not None and not isinstance(said, str):
        return Asked(fault=f"{place}: said is {_short(said)}, expected a text. {FIX}")
    return Asked(line=line, said=said or "")


def _short(value: object, most: int = _SHOWN_VALUE) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= most else text[: most - 1] + "…"


def _print_json(rows: Iterable[Asked], reader: ChosenReader) -> int:
    faults = 0
    for row in rows:
        data = {"error": row.fault} if row.fault else _data(reader(row.line, row.said))
        faults += bool(row.fault)
        text = json.dumps(data, ensure_ascii=False)
        click.echo(_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text))
        if row.fault:
            click.echo(harmless(row.fault), err=True)
    return faults


def _data(reading: Reading) -> dict[str, Any]:
    data = reading.as_data()
    evidence = data.pop("evidence")
    return {
        **data,
        "evidence": [one for one in evidence if "move" in one],
        "about": [one for one in evidence if "concern" in one],
        "reader": reading.reader,
    }


def _print_table(rows: Iterable[Asked], reader: ChosenReader) -> int:
    console = Console()
    table = Table(show_lines=True)
    for title in ("", "line", "moves", "concerns", "because"):
        table.add_column(title, justify="right" if not title else "left")
    faults = 0
    for number, row in enumerate(rows, 1):
        faults += bool(row.fault)
        cells = _cells(row, reader)
        if console.width < TABLE_WIDTH:
            console.print(Text(f"{number}  ") + Text("\n   ").join(c for c in cells if c.plain))
        elif row.fault:
            table.add_row(str(number), cells[0], "", "", "")
        else:
            table.add_row(str(number), *cells)
    if table.row_count:
        console.print(table)
    return faults


def _cells(row: Asked, reader: ChosenReader) -> list[Text]:
    if row.fault:
        return [Text(harmless(row.fault))]
    reading = reader(row.line, row.said)
    moves = ", ".join(move.label for move in reading.moves)
    if reading.unsure:
        moves = f"unsure, perhaps {moves}" if moves else "unsure"
    about = ", ".join(concern.label for concern in reading.concerns)
    shown = (one for one in reading.evidence if not isinstance(one.code, Concern))
    why = "\n".join(f"{one.code.label}: {one.why}" for one in shown)
    return [Text(harmless(text)) for text in (_short(row.line, _SHOWN_LINE), moves, about, why)]
