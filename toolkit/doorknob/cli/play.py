"""``doorknob play``: a call in the terminal, for people and for scripts."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator

import click

from doorknob.coaching.choices import options
from doorknob.coaching.debrief import debrief, debrief_text
from doorknob.coaching.hints import Step, hint
from doorknob.course import Course
from doorknob.errors import BadParameter
from doorknob.language.reading import Reader
from doorknob.prospect.conversation import LONGEST_LINE, MOST_TURNS, Conversation, begin
from doorknob.prospect.difficulty import Difficulty
from doorknob.prospect.reply import voices
from doorknob.readers.registry import chosen

END, HINT, BACK = "/end", "/hint", "/back"
HELP = (
    f"Type what you say and press Enter. {HINT} gives a hint, {BACK} 3 goes back to line 3, {END} "
    "ends the call."
)


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
@click.option("--difficulty", type=click.Choice([str(one) for one in Difficulty]))
@click.option("--choose", is_flag=True, help="Choose among lines by number instead of typing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a turn.")
def command(
    scenario: str,
    seed: int,
    values: tuple[str, ...],
    difficulty: str | None,
    *,
    choose: bool,
    as_json: bool,
) -> None:
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
    found = Course.here().scenario(scenario)
    if difficulty:
        found = found.at(Difficulty(difficulty))
    call = begin(found, seed, _values(values))
    if as_json:
        _play_json(call, reader)
    else:
        _play_text(call, reader, choose=choose)
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


def _play_text(call: Conversation, reader: Reader, *, choose: bool) -> None:
    scenario = call.scenario
    asked = sys.stdin.isatty()
    seller = scenario.parameters.get("seller", "You")
    may_tell = f"What you may tell {scenario.pronoun.slots['them']}:"
    click.echo(f"{scenario.title}\n\n{scenario.brief}\n\n{may_tell}")
    for fact in scenario.facts:
        click.echo(f"  - {fact.text}")
    name = scenario.persona.called
    click.echo(f"\n{HELP if asked else ''}\n{name}: {call.opening}")
    hints = 0
    _prompt(call, seller, asked=asked, choose=choose)
    for typed in _lines():
        if not asked:
            click.echo(f"{seller}: {typed}")
        if typed.strip() == HINT:
            hints = min(hints + 1, len(Step))
            found = hint(call, Step(hints))
            click.echo(f"  ({found.text})" if found else "")
        elif typed.split()[:1] == [BACK]:
            call, hints = _back(call, typed), 0
        else:
            call, hints = _said(call, typed, reader, choose=choose), 0
        if call.outcome is not None or len(call.turns) >= MOST_TURNS:
            break
        _prompt(call, seller, asked=asked, choose=choose)
    click.echo(f"\n{'─' * 60}\n{debrief_text(debrief(call))}")


def _prompt(call: Conversation, seller: str, *, asked: bool, choose: bool) -> None:
    if choose:
        for number, option in enumerate(options(call), 1):
            click.echo(f"  {number}. {option.line}")
    if asked:
        click.echo(f"{seller}: ", nl=False)


def _said(call: Conversation, typed: str, reader: Reader, *, choose: bool) -> Conversation:
    """Say what was typed or chosen, and show the answer."""
    if choose:
        offered = options(call)
        number = typed.strip()
        if not number.isdecimal() or not 1 <= int(number) <= len(offered):
            click.echo(f"  (Type a number from 1 to {len(offered)}.)")
            return call
        option = offered[int(number) - 1]
        call = call.act(option.line, option.reading, option.act)
        click.echo(f"  “{option.line}”")
    else:
        call = call.say(typed, reader)
    for name, text in voices(call.scenario, call.said):
        click.echo(f"{name}: {text}")
    return call


def _back(call: Conversation, typed: str) -> Conversation:
    """Go back to before a line, and show what was said last then."""
    number = typed.partition(BACK)[2].strip()
    if not number.isdecimal() or not 1 <= int(number) <= len(call.turns):
        click.echo(f"  ({BACK} and the number of a line from 1 to {len(call.turns)}.)")
        return call
    call = call.back_to(int(number) - 1)
    click.echo(f"{call.scenario.persona.called}: {call.said}")
    return call
