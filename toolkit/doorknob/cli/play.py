"""``doorknob play``: a call in the terminal, for people and for scripts."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator

import click

from doorknob.coaching.debrief import debrief, debrief_text
from doorknob.course import Course
from doorknob.errors import BadParameter
from doorknob.language.reading import Reader
from doorknob.prospect.conversation import LONGEST_LINE, MOST_TURNS, Conversation, begin
from doorknob.readers.registry import chosen

END = "/end"
HELP = f"Type what you say and press Enter. {END} ends the call."


@click.command("play")
@click.argument("scenario")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, other words.")
@click.option(
    "--set",
    "values",
    multiple=True,
    metavar="NAME=TEXT",
    help="A value for one of the scenario's parameters, such as --set price=£99.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a turn.")
def command(scenario: str, seed: int, values: tuple[str, ...], *, as_json: bool) -> None:
    """Play a call with the prospect of SCENARIO.

    Reads what you say from standard input, one line a turn. With --json each turn is one object
    with what she said and how your line was read; turn 0 is her opening.
    """
    for stream in (sys.stdin, sys.stdout):
        # A pipe's encoding may be anything; a line that isn't UTF-8 is read as far as it goes.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    reader = chosen()
    if reader.notice:
        click.echo(reader.notice, err=True)
    call = begin(Course.here().scenario(scenario), seed, _values(values))
    play = _play_json if as_json else _play_text
    play(call, reader)
    failure = getattr(reader, "last_failure", None)
    if failure:
        click.echo(f"Some lines were read offline: {failure}", err=True)


def _values(given: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for text, (_, equals, _) in zip(given, pairs, strict=True):
        if not equals:
            raise BadParameter(f"--set {text}: expected NAME=TEXT, such as --set price=£99.")
    return {name.strip(): value for name, _, value in pairs}


def _lines() -> Iterator[str]:
    """Give the lines on standard input, until the end or the word for it."""
    for raw in sys.stdin:
        line = raw.rstrip("\r\n")
        if line.strip() == END:
            return
        yield line[:LONGEST_LINE]


def _play_json(call: Conversation, reader: Reader) -> None:
    scenario = call.scenario
    opening = {
        "turn": 0,
        "scenario": scenario.id,
        "seed": call.seed,
        "said": call.opening,
        "moves": [],
        "concerns": [],
        "evidence": [],
        "state": call.start.as_data(scenario),
        "outcome": None,
    }
    _print(opening)
    for line in _lines():
        if call.outcome is not None or len(call.turns) >= MOST_TURNS:
            break
        call = call.say(line, reader)
        _print(call.turns[-1].as_data(scenario))


def _print(data: dict[str, object]) -> None:
    click.echo(json.dumps(data, ensure_ascii=False))
    sys.stdout.flush()


def _play_text(call: Conversation, reader: Reader) -> None:
    scenario = call.scenario
    asked = sys.stdin.isatty()
    name = scenario.persona.called
    seller = scenario.parameters.get("seller", "You")
    click.echo(f"{scenario.title}\n\n{scenario.brief}\n\nWhat you may tell her:")
    for fact in scenario.facts:
        click.echo(f"  - {fact.text}")
    click.echo(f"\n{HELP if asked else ''}\n{name}: {call.opening}")
    if asked:
        click.echo(f"{seller}: ", nl=False)
    for line in _lines():
        if not asked:
            click.echo(f"{seller}: {line}")
        call = call.say(line, reader)
        click.echo(f"{name}: {call.said}")
        if call.outcome is not None or len(call.turns) >= MOST_TURNS:
            break
        if asked:
            click.echo(f"{seller}: ", nl=False)
    click.echo(f"\n{'─' * 60}\n{debrief_text(debrief(call))}")
