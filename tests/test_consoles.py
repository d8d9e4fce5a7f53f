"""What documents tell a reader to type can be typed, and does what they show."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click
import pytest

from consoles import (
    DOCUMENTS,
    ROOT,
    Block,
    Shell,
    Step,
    blocks,
    difference,
    doorknobs,
    steps,
    write,
)
from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.lab.folder import lay_out
from doorknob.lab.handing_in import hand_in
from doorknob.lab.serve import desk_of
from serving import ADDRESS_MORE, Served, copy_course, free_port

TUTORIAL = ROOT / "docs" / "authoring.md"
# What a line holds that no test types as it stands, and why.
NOT_TYPED = {
    "pip install": "installs",
    "pytest": "runs the tests",
    "://": "needs another machine",
    "doorknob build": "makes all papers, as the tutorial's test does",
    "doorknob lab": "serves until it is stopped, as the tutorial's test does",
    "pybabel": "writes into the package, which a copy of the course is not",
    "tests/said.py": "writes into the package, as above",
    "tests/benchmarks": "is run by hand, in the package's own folder",
    "learner erase": "asks first, as its own tests show",
    "learner readmit": "needs somebody who was erased",
    "LRS": "needs a record store",
    "z6Mk…": "a key of one's own",
}


def consoles(path: Path) -> list[Block]:
    found = list(blocks(path.read_text(encoding="utf-8")))
    return [block for block in found if block.language == "console"]


def typed(path: Path) -> list[str]:
    return [step.command for block in consoles(path) for step in steps(block)]


def parsed(words: list[str]) -> None:
    """Let click read a command's words, and run nothing."""
    command: click.Command = group
    name = "doorknob"
    context = command.make_context(name, list(words))
    while isinstance(command, click.Group):
        found_name, found, words = command.resolve_command(context, words)
        assert found is not None
        assert found_name is not None
        name, command = found_name, found
        context = command.make_context(name, list(words), parent=context)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_command_in_a_document_is_one_that_there_is(path: Path) -> None:
    """With options that it takes; also where it is too long, or needs too much, to be run."""
    for line in typed(path):
        for words in doorknobs(line):
            parsed(words)


def test_there_are_commands_to_be_found() -> None:
    found = [words for path in DOCUMENTS for line in typed(path) for words in doorknobs(line)]
    assert {"build", "check", "classify", "play", "new", "scenario"} <= {one[0] for one in found}


@pytest.mark.parametrize("words", ["biuld demo", "build --al", "play", "scenario chek x"])
def test_a_command_that_there_is_not_is_noticed(words: str) -> None:
    with pytest.raises(click.UsageError):
        parsed(words.split())


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("echo 'doorknob x' | .venv/bin/doorknob classify --table", [["classify", "--table"]]),
        ("A=1 doorknob build a # b", [["build", "a"]]),
        ("doorknob check && doorknob build x > y", [["check"], ["build", "x"]]),
        ("pip install doorknob", []),
    ],
)
def test_commands_are_found_in_a_line(line: str, found: list[list[str]]) -> None:
    assert list(doorknobs(line)) == found


def test_an_output_that_differs_is_noticed() -> None:
    assert difference("a ...\nend\n", "a b c\nd\nend\n") == ""
    assert difference("a\n", "b\n")
    assert difference("", "b\n")


def test_what_is_not_typed_is_there() -> None:
    lines = [line for path in DOCUMENTS for line in typed(path)]
    assert [part for part in NOT_TYPED if not any(part in line for line in lines)] == []


@pytest.mark.thorough
@pytest.mark.parametrize(
    "path", [one for one in DOCUMENTS if one != TUTORIAL], ids=lambda path: path.stem
)
def test_the_commands_of_a_document_work_in_their_order(path: Path, tmp_path: Path) -> None:
    """In a copy of the course, but for those that need what a test doesn't have."""
    folder = tmp_path / "course"
    copy_course(folder)
    (folder / ".venv").mkdir()
    (folder / ".venv/bin").symlink_to(Path(sys.executable).parent)
    call = (ROOT / "tests/calls/nursery.vtt").read_text(encoding="utf-8")
    (folder / "call.vtt").write_text(call.replace("Rowan Pike", "Sam"), encoding="utf-8")
    shell = Shell(folder)
    for line in typed(path):
        if not any(part in line for part in NOT_TYPED):
            if "doorknob collect" in line:
                hands_in(folder, "demo", "bruno")
            code, told = shell.run(line, tmp_path / "where")
            assert code == 0, f"{line}\n{told}"


def hands_in(folder: Path, cohort: str, learner: str) -> None:
    """Do what the learner's one button does."""
    desk = desk_of(Course(folder), cohort, learner)
    lay_out(desk)
    hand_in(desk)


def serve(step: Step, folder: Path) -> None:
    """Start a lab as a document says, on a port of its own and without a browser; then stop it."""
    (words,) = doorknobs(step.command)
    port = free_port()
    line = [sys.executable, "-m", "doorknob", *words, "--no-browser", f"--port={port}", "--"]
    server = Served(folder, [*line, *ADDRESS_MORE], port)
    server.start()
    server.stop()
    said = (folder / "lab.log").read_text(encoding="utf-8")
    (folder / "lab.log").unlink()
    assert step.shown
    assert not (told := difference(step.shown, said)), told


def follow(block: Block, shell: Shell, where: Path) -> None:
    expected = re.fullmatch(r"exit=(\d+)", block.about)
    for step in steps(block):
        if any(words[0] == "lab" for words in doorknobs(step.command)):
            serve(step, shell.folder)
            continue
        code, told = shell.run(step.command, where)
        assert code == (int(expected[1]) if expected else 0), f"{step.command}\n{told}"
        if step.shown is not None:
            assert not (other := difference(step.shown, told)), f"{step.command}\n{other}"


@pytest.mark.thorough
def test_the_tutorial_works_as_it_is_written(tmp_path: Path) -> None:
    """Every block in its order: what is typed, what is changed in files, and what is shown."""
    shell, done = Shell(tmp_path), 0
    for block in blocks(TUTORIAL.read_text(encoding="utf-8")):
        if block.language != "console":
            assert block.about, f"line {block.line}: which file is this?"
            write(block, shell.folder)
        else:
            if "doorknob collect" in block.text:
                hands_in(shell.folder, "spring-2027", "lena")
            follow(block, shell, tmp_path / "where")
            done += len(steps(block))
    assert done > 10
    course = Course(shell.folder)
    assert course.root.name == "oven-course"
    page = (course.build / "spring-2027/handouts/01-how-to-lose-a-deal.html").read_text("utf-8")
    for words in ("Then the line went dead.", "Northgate Care", "£54", "Maya Lind"):
        assert words in page
    assert "dialling tone" not in page
    assert "Lena Brandt" in (course.build / "spring-2027/results/lena.html").read_text("utf-8")
