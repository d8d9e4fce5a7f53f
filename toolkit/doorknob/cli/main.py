"""The command ``doorknob``. Commands are imported when they are called, so that help is quick."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from doorknob import __version__
from doorknob.errors import DoorknobError, suggestion

COMMANDS = {
    "build": "Build a cohort's handouts, graded results and report.",
    "check": "Check scenarios, exercises, lessons and cohorts for mistakes.",
    "play": "Play a call with a prospect in the terminal.",
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
    """Run the command line; an error of ours is shown as its message and ends with code 2."""
    try:
        group(standalone_mode=True)
    except DoorknobError as error:
        click.echo(f"doorknob: {error}", err=True)
        sys.exit(WRONG_INPUT)
