"""``doorknob debrief``: a real call, from its transcript."""

from __future__ import annotations

import json
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from doorknob.errors import BadParameter, InvalidTranscript, Problem

if TYPE_CHECKING:
    from doorknob.coaching.calls.marked import MarkedCall
    from doorknob.coaching.calls.turns import Transcript
    from doorknob.coaching.counts import Count

FORMAT = "doorknob.debrief/1"
STANDARD_INPUT = "-"
PIPE = "standard input"


@click.command("debrief")
@click.argument("call")
@click.option(
    "--seller",
    metavar="NAME",
    help="Who sells, as the transcript calls them; the beginning of the name is enough.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(call: str, seller: str | None, *, as_json: bool) -> None:
    """Debrief a real call from its transcript: what each line did, and what can be counted.

    CALL is a WebVTT (.vtt), SubRip (.srt) or plain text file in which every turn has its speaker's
    name, or - for standard input. Nothing leaves this machine.
    """
    from doorknob.coaching.calls.marked import mark  # noqa: PLC0415  so that help is quick
    from doorknob.coaching.calls.sides import sides  # noqa: PLC0415
    from doorknob.coaching.countable import countable  # noqa: PLC0415

    found = _read(call)
    marked = mark(found, sides(found, seller))
    if isinstance(sys.stdout, TextIOWrapper):
        # A pipe's encoding may be anything; what was said is in any letters.
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    if as_json:
        _print_json(marked, countable(marked))
    else:
        _print_text(marked, countable(marked))


def _read(call: str) -> Transcript:
    from doorknob.coaching.calls.decoding import MOST_BYTES  # noqa: PLC0415
    from doorknob.coaching.calls.files import parse_bytes, read_transcript  # noqa: PLC0415

    if not call.strip():
        raise BadParameter(f"CALL is {call!r}: expected a transcript's file, or - for {PIPE}.")
    if call == STANDARD_INPUT:
        # A shell may close it: <&-
        if sys.stdin is None:
            raise BadParameter(f"{PIPE} is closed: expected a transcript. Pipe one in: < call.vtt")
        try:
            raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        except OSError as bad:
            message = f"cannot be read: {bad.strerror}."
            fix = "Pipe a transcript in: < call.vtt"
            raise InvalidTranscript([Problem(path=PIPE, message=message, fix=fix)]) from bad
        return parse_bytes(raw, PIPE)
    return read_transcript(Path(call))


def _print_json(marked: MarkedCall, counts: tuple[Count, ...]) -> None:
    click.echo(json.dumps(as_data(marked, counts), ensure_ascii=False, indent=2))


def as_data(marked: MarkedCall, counts: tuple[Count, ...]) -> dict[str, Any]:
    """Give a debrief as plain data for JSON."""
    call = marked.call
    remarks = (*call.remarks, *marked.sides.remarks)
    return {
        "format": FORMAT,
        "call": call.path,
        "kind": str(call.kind),
        "seller": marked.seller,
        "prospect_side": list(marked.sides.others),
        "words": call.spoken,
        "remarks": [{"line": one.line, "message": one.message, "fix": one.fix} for one in remarks],
        "turns": [line.as_data() for line in marked.lines],
        "countable": [count.as_data() for count in counts],
    }


def _print_text(marked: MarkedCall, counts: tuple[Count, ...]) -> None:
    from rich.console import Console  # noqa: PLC0415

    from doorknob.cli.calls import show_call, show_counts  # noqa: PLC0415

    console = Console(highlight=False, markup=False, emoji=False)
    show_call(console, marked)
    show_counts(console, counts)
