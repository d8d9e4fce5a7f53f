"""The command ``doorknob``. Commands are imported when they are called, so that help is quick."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from doorknob import __version__
from doorknob.errors import DoorknobError, suggestion

COMMANDS = {
    "build": "Build a cohort's handouts, graded results and report.",
    "certificate": "Make certificates and signed credentials, or check one.",
    "check": "Check scenarios, exercises, lessons and cohorts for mistakes.",
    "classify": "Say what lines of a salesperson do, one by one.",
    "collect": "Take in what learners handed in.",
    "debrief": "Debrief a real call from its transcript.",
    "grade": "Grade a cohort, and say what changed since the last time.",
    "gradebook": "Put a cohort's grades into a database, or a file for other programs.",
    "journal": "Exchange journals between files and a database.",
    "lab": "Open JupyterLab ready for a workshop.",
    "nbgrader": "Make an exercise's notebook for an nbgrader course.",
    "scenario": "Write, check and preview scenarios.",
    "play": "Play a call with a prospect in the terminal.",
    "xapi": "Give a cohort's results as xAPI statements, or send them.",
}
FAILED = 1
WRONG_INPUT = 2


class Commands(click.Group):
    """The commands, each in a module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Give the names of the commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; say which was probably meant where there is none."""
        if cmd_name not in COMMANDS:
            ctx.fail(f"There is no command {cmd_name!r}.{suggestion(cmd_name, COMMANDS)}")
        found: click.Command = import_module(f"doorknob.cli.{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Show the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="doorknob")
def group() -> None:
    """Teach and practise what to do when she says: I'd like to think it over."""


def main() -> None:
    """Run the command line; what fails is shown as one message.

    An error of ours ends with code 2, one of the machine's (no space left, no permission) with
    code 1. A pipe that its reader has closed is click's affair.
    """
    _open_closed_streams()
    try:
        group(standalone_mode=True)
    except DoorknobError as error:
        click.echo(f"doorknob: {error}", err=True)
        sys.exit(WRONG_INPUT)
    except OSError as error:
        _drop_unwritten()
        place = f"{error.filename}: " if error.filename is not None else ""
        click.echo(f"doorknob: {place}{error.strerror or error}.", err=True)
        sys.exit(FAILED)


def _open_closed_streams() -> None:
    """Let a stream that was closed (``<&-``, ``>&-``) be the null device: Python gives None."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            null = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115  open to the end
            setattr(sys, name, null)


def _drop_unwritten() -> None:
    """Drop what standard output cannot take, or Python tries, and complains, again at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
