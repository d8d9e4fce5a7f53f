"""What documents tell a reader to type and to change, found in their Markdown, and done."""

from __future__ import annotations

import doctest
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
AS_SHOWN = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@attrs.frozen
class Block:
    """A fenced block: its language, the rest of that line, its text, and where it begins."""

    language: str
    about: str
    text: str
    line: int


@attrs.frozen
class Step:
    """A command, and the output that is shown for it; None where none is."""

    command: str
    shown: str | None


def blocks(markdown: str) -> Iterator[Block]:
    """Give the fenced blocks of a document."""
    for token in MarkdownIt("commonmark").parse(markdown):
        if token.type == "fence":
            language, _, about = token.info.strip().partition(" ")
            yield Block(language, about.strip(), token.content, (token.map or [0])[0] + 1)


def steps(block: Block) -> list[Step]:
    r"""Give a console's commands: those after ``$``, or else every line, of which nothing is shown.

    >>> steps(Block("console", "", "$ a\nb\n$ c\n", 1))
    [Step(command='a', shown='b\n'), Step(command='c', shown='')]
    """
    if not re.search(r"^\$ ", block.text, re.MULTILINE):
        return [Step(line, None) for line in block.text.splitlines() if line.strip()]
    found: list[tuple[str, list[str]]] = []
    for line in block.text.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((line[2:].strip(), []))
        else:
            found[-1][1].append(line)
    return [Step(command, "".join(shown)) for command, shown in found]


def doorknobs(command: str) -> Iterator[list[str]]:
    """Give the words after each ``doorknob`` in a line of a shell."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words: list[str] = []
    for word in [*lexer, ";"]:
        if set(word) <= set("();<>|&"):
            at = next((i for i, one in enumerate(words) if Path(one).name == "doorknob"), None)
            # Elsewhere the word may be an argument, as of pip.
            if at is not None and all("=" in one for one in words[:at]):
                yield words[at + 1 :]
            words = []
        else:
            words.append(word)


def write(block: Block, folder: Path) -> None:
    """Do what a block about a file says: it holds the whole file, or lines to exchange in it."""
    path = folder / block.about
    if block.language != "diff":
        path.write_text(block.text, encoding="utf-8")
        return
    lines = block.text.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        path.write_text(exchanged(text, old, new, block), encoding="utf-8")
        return
    notebook = json.loads(text)
    sources = ["".join(cell["source"]) for cell in notebook["cells"]]
    (index,) = [i for i, source in enumerate(sources) if old.rstrip("\n") in source]
    done = exchanged(sources[index], old.rstrip("\n"), new.rstrip("\n"), block)
    notebook["cells"][index]["source"] = done.splitlines(keepends=True)
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False), encoding="utf-8")


def exchanged(text: str, old: str, new: str, block: Block) -> str:
    """Exchange lines that must stand there exactly once."""
    assert text.count(old) == 1, f"line {block.line}: {block.about} holds this otherwise:\n{old}"
    return text.replace(old, new)


@attrs.define
class Shell:
    """A shell in which `doorknob` is this Python's, and which remembers where it is."""

    folder: Path

    def environment(self) -> dict[str, str]:
        """Give what it runs with; the folder of this Python's programs comes first."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1"}

    def run(self, command: str, where: Path) -> tuple[int, str]:
        """Run a line; give its exit code and all that it printed. `where` is for its own use."""
        script = f"{command}\nstatus=$?\npwd > {shlex.quote(str(where))}\nexit $status"
        done = subprocess.run(
            ["sh", "-c", script],
            cwd=self.folder,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.folder = Path(where.read_text(encoding="utf-8").rstrip("\n"))
        return done.returncode, done.stdout


def difference(shown: str, got: str) -> str:
    """Say how an output differs from what is shown; empty where it doesn't."""
    checker = doctest.OutputChecker()
    if checker.check_output(shown, got, AS_SHOWN):
        return ""
    return checker.output_difference(doctest.Example("", shown), got, AS_SHOWN)
