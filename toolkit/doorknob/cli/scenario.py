"""``doorknob scenario``: write, check and preview a prospect."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from time import perf_counter
from typing import TYPE_CHECKING

import attrs
import click

from doorknob.cli.main import FAILED

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from doorknob.prospect.scenario import Scenario
    from doorknob.prospect.solve.proofs import Finding
    from doorknob.prospect.solve.report import Report


@click.group("scenario")
def command() -> None:
    """Write, check and preview scenarios."""


@command.command("check")
@click.argument("names", nargs=-1, metavar="[SCENARIO]...")
@click.option(
    "--seeds",
    type=click.IntRange(1, 100),
    default=3,
    show_default=True,
    help="How many seeds, from 0 on.",
)
@click.option("--workers", type=click.IntRange(1, 64), help="Searches made at once.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a scenario.")
def check(names: tuple[str, ...], seeds: int, workers: int | None, *, as_json: bool) -> None:
    """Prove by search that scenarios are fair; all of them where none is named.

    For every difficulty and seed: a sequence of moves wins; one slip leaves a way to win; a push
    never helps trust. For sequences of any length: nothing wins without uncovering what is hidden,
    and neither pressing, nor warmth, nor pitching alone wins. The scenario's own model lines must
    be understood. The exit code is 1 where something doesn't hold.
    """
    from rich.console import Console  # noqa: PLC0415  so that help is quick

    from doorknob.language.reader import read  # noqa: PLC0415
    from doorknob.prospect.solve.lines import misheard  # noqa: PLC0415
    from doorknob.prospect.solve.report import reports  # noqa: PLC0415

    console = Console(highlight=False)
    scenarios = _scenarios(names)
    lines = {one.id: misheard(one.fill({}), read) for one in scenarios}
    began, found = perf_counter(), []
    with ProcessPoolExecutor(workers or os.cpu_count()) as pool:
        for report in reports(scenarios, pool, range(seeds)):
            found.append(report)
            if as_json:
                click.echo(json.dumps(_as_data(report, lines[report.scenario]), ensure_ascii=False))
            elif console.is_terminal:
                console.print(f"{report.scenario}: {report.turns:,} turns", style="dim")
    if not as_json:
        _show(console, found, perf_counter() - began)
    broken = [
        (report.scenario, finding)
        for report in found
        for finding in (*report.broken, *lines[report.scenario])
    ]
    for name, finding in broken:
        click.echo(f"{name}: {finding.claim}: {finding.told}", err=True)
    if broken:
        sys.exit(FAILED)


@command.command("schema")
@click.option("--save", is_flag=True, help="Write it where the scenarios' first line points to.")
def schema(*, save: bool) -> None:
    """Print the JSON Schema of a scenario, by which an editor completes and explains the fields."""
    from doorknob.prospect.schema import scenario_schema  # noqa: PLC0415

    text = json.dumps(scenario_schema(), indent=2, ensure_ascii=False)
    click.echo(f"Written to {_saved(text)}." if save else text)


def _saved(text: str) -> str:
    from doorknob.authoring.adding import SCHEMA  # noqa: PLC0415
    from doorknob.course import Course  # noqa: PLC0415
    from doorknob.errors import shown_path  # noqa: PLC0415

    path = Course.here().build / SCHEMA
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")
    return shown_path(path)


@command.command("diagram")
@click.option("--rules", is_flag=True, help="Print the whole table of rules instead, in Markdown.")
def diagram(*, rules: bool) -> None:
    """Print how a worry comes out and is settled, as a Mermaid diagram.

    The steps are found by trying the course's scenarios out.
    """
    from doorknob.prospect.diagram import arrows, mermaid, rules_table  # noqa: PLC0415

    if rules:
        click.echo(rules_table())
        return
    click.echo(mermaid(arrows(_scenarios(()))))


@command.command("new")
@click.argument("name")
@click.option("--title", default="", help="What the call is called; from the name where left out.")
def new(name: str, title: str) -> None:
    """Write a small scenario that works, to be filled with your own words.

    NAME becomes its id and its file: small letters, digits and hyphens.
    """
    from doorknob.authoring.adding import scenario_text  # noqa: PLC0415
    from doorknob.cli.adding import added, checked_id  # noqa: PLC0415
    from doorknob.course import Course  # noqa: PLC0415
    from doorknob.prospect.schema import scenario_schema  # noqa: PLC0415

    checked_id(name)
    home = Course.here().curriculum / "scenarios"
    shown = added(home, {f"{name}.yaml": scenario_text(name, title)})
    _saved(json.dumps(scenario_schema(), indent=2, ensure_ascii=False))
    click.echo(f"Written to {shown[0]}. Next: doorknob scenario check {name}")


@command.command("preview")
@click.argument("name")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, other words.")
@click.option("--difficulty", type=click.Choice(["gentle", "fair", "hard"]))
@click.option("--player", "only", help="Only this player, such as consultative.")
def preview(name: str, seed: int, difficulty: str | None, only: str | None) -> None:
    """Let four typical players play a scenario, and show what was said and what came of it."""
    from doorknob.coaching.debrief import debrief, percent  # noqa: PLC0415
    from doorknob.coaching.players import PLAYERS, played  # noqa: PLC0415
    from doorknob.coaching.transcript import transcript_text  # noqa: PLC0415
    from doorknob.course import Course  # noqa: PLC0415
    from doorknob.errors import NotFound  # noqa: PLC0415
    from doorknob.language.reader import read  # noqa: PLC0415
    from doorknob.prospect.conversation import begin  # noqa: PLC0415
    from doorknob.prospect.difficulty import Difficulty  # noqa: PLC0415

    scenario = Course.here().scenario(name)
    if difficulty:
        scenario = scenario.at(Difficulty(difficulty))
    if only is not None and only not in PLAYERS:
        raise NotFound("player", only, PLAYERS)
    for who, player in PLAYERS.items():
        if only in {None, who}:
            found = debrief(played(begin(scenario, seed), player, read))
            click.echo(f"── {who} {'─' * (60 - len(who))}\n{transcript_text(found.call)}")
            skill = percent(found.scorecard.skill)
            click.echo(f"{found.ending} Skill: {skill} of 100.\n")


def _scenarios(names: Sequence[str]) -> list[Scenario]:
    from doorknob.course import Course  # noqa: PLC0415

    course = Course.here()
    home = course.curriculum / "scenarios"
    found = []
    for name in names or sorted(path.stem for path in home.glob("*.yaml")):
        scenario = course.scenario(name)
        found.append(scenario)
        # A variant is another call, and has to be as fair.
        found += [attrs.evolve(v, id=f"{trade}/{name}") for trade, v in scenario.variants.items()]
    return found


def _show(console: Console, found: Sequence[Report], seconds: float) -> None:
    console.print(_table(found))
    for report in found:
        for words in report.unreachable:
            console.print(f"note: {report.scenario}: nothing calls for {words}.", markup=False)
    turns = sum(report.turns for report in found)
    states = sum(report.states for report in found)
    console.print(
        f"{states:,} situations, {turns:,} turns in {seconds:.1f} s ({turns / seconds:,.0f} turns "
        f"a second); scenarios: {len(found)}."
    )


def _table(found: Sequence[Report]) -> Table:
    from rich.table import Table  # noqa: PLC0415

    table = Table(title="Scenarios proved by search", title_justify="left")
    table.add_column("scenario")
    for column in ("difficulty", "shortest win", "share of sequences that win", "situations"):
        table.add_column(column, justify="left" if column == "difficulty" else "right")
    table.add_column("holds")
    for report in found:
        seed = report.proved[0].seed
        wide = [one for one in report.proved if one.seed == seed]
        for number, one in enumerate(wide):
            same = [other for other in report.proved if other.difficulty is one.difficulty]
            lengths = sorted({len(other.searched.shortest) for other in same})
            table.add_row(
                report.scenario if not number else "",
                str(one.difficulty),
                "–".join(map(str, lengths)) + " turns",
                _shares(one.searched.wins, one.searched.sequences),
                f"{sum(other.searched.states for other in same):,}",
                "no" if any(other.broken for other in same) else "yes",
            )
    return table


def _shares(wins: Sequence[int], sequences: Sequence[int]) -> str:
    """Say for each length from the shortest win on what share of all sequences wins."""
    shown = [
        f"{length}: {won / all_:.1e}"
        for length, (won, all_) in enumerate(zip(wins, sequences, strict=True), 1)
        if won
    ]
    return ", ".join(shown) or "none"


def _as_data(report: Report, lines: Sequence[Finding]) -> dict[str, object]:
    return {
        "scenario": report.scenario,
        "situations": report.states,
        "turns": report.turns,
        "broken": [{"claim": one.claim, "told": one.told} for one in (*report.broken, *lines)],
        "unreachable": list(report.unreachable),
        "searches": [
            {
                "difficulty": str(one.difficulty),
                "seed": one.seed,
                "shortest": list(one.searched.shortest),
                "wins": list(one.searched.wins),
                "sequences": list(one.searched.sequences),
            }
            for one in report.proved
        ],
    }
