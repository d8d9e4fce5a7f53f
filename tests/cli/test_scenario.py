"""``doorknob scenario``: a trainer who has never programmed writes, checks and previews a call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from doorknob.cli.scenario import command
from doorknob.course import Course
from doorknob.errors import BadParameter, InvalidScenario


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Give an empty course."""
    (tmp_path / "curriculum" / "scenarios").mkdir(parents=True)
    monkeypatch.setenv("DOORKNOB_COURSE", str(tmp_path))
    return Course(tmp_path)


def run(*args: str):
    return CliRunner().invoke(command, args, catch_exceptions=False)


def test_a_new_scenario_is_complete_and_proves_fair(here: Course) -> None:
    """What `new` writes can be played and checked before a word of it is changed."""
    made = run("new", "oven-care", "--title", "Sleep on it")
    assert made.exit_code == 0
    assert here.scenario("oven-care").title == "Sleep on it"
    assert (here.build / "scenario.schema.json").is_file()
    checked = run("check", "oven-care", "--seeds", "1", "--workers", "2")
    assert checked.exit_code == 0, checked.output
    assert "turns a second" in checked.output


def test_a_new_scenario_overwrites_nothing(here: Course) -> None:
    run("new", "oven-care")
    before = here.scenario_path("oven-care").read_bytes()
    with pytest.raises(BadParameter, match="there already"):
        run("new", "oven-care")
    assert here.scenario_path("oven-care").read_bytes() == before


def test_a_name_that_is_no_id_is_refused(here: Course) -> None:
    with pytest.raises(BadParameter, match="small letters"):
        run("new", "../Oven Care")
    assert list(here.curriculum.rglob("*.yaml")) == []


def test_a_broken_scenario_is_named_with_its_line(here: Course) -> None:
    run("new", "oven-care")
    path = here.scenario_path("oven-care")
    path.write_text(path.read_text().replace("about: money ", "about: monney "))
    with pytest.raises(InvalidScenario, match=r"oven-care\.yaml:\d+.*monney"):
        run("check", "oven-care")


def test_an_unfair_scenario_fails_and_says_where(here: Course) -> None:
    """A yes that needs more trust than can be had is found, and the exit code is 1."""
    run("new", "oven-care")
    path = here.scenario_path("oven-care")
    path.write_text(path.read_text().replace("commit_gate: 9/4", "commit_gate: 30"))
    found = run("check", "oven-care", "--seeds", "1", "--workers", "2")
    assert found.exit_code == 1
    assert "a sequence of moves wins" in found.stderr


@pytest.mark.usefixtures("here")
def test_checks_can_be_read_by_scripts() -> None:
    run("new", "oven-care")
    found = json.loads(run("check", "oven-care", "--json", "--seeds", "1").stdout)
    assert found["scenario"] == "oven-care"
    assert found["broken"] == []
    assert [len(one["shortest"]) for one in found["searches"]] == [6, 6, 6]


@pytest.mark.usefixtures("here")
def test_a_preview_shows_who_gets_where() -> None:
    """The consultative player wins, and the pushy one is hung up on."""
    run("new", "oven-care")
    shown = run("preview", "oven-care").stdout
    assert shown.index("consultative") < shown.index("said yes") < shown.index("pushy")
    assert "hung up" in shown[shown.index("pushy") :]


def test_the_schema_is_printed_as_json() -> None:
    assert json.loads(run("schema").stdout)["title"] == "Doorknob scenario"
