"""``doorknob lab``: JupyterLab, ready for a workshop."""

from __future__ import annotations

import os
import subprocess
import sys

import click


@click.command("lab")
@click.argument("cohort", required=False, default="")
@click.option("--learner", default="", help="Id or e-mail in the cohort's roster.")
@click.option("--trainer", is_flag=True, help="The trainer's desk: the room, reviews, papers.")
@click.option("--port", type=click.IntRange(1, 65535), default=8899, show_default=True)
@click.option("--no-browser", is_flag=True, help="Start the server only, and print its address.")
@click.argument("more", nargs=-1, type=click.UNPROCESSED, metavar="[-- JUPYTERLAB_OPTION]...")
def command(
    cohort: str,
    learner: str,
    port: int,
    more: tuple[str, ...],
    *,
    trainer: bool,
    no_browser: bool,
) -> None:
    """Open JupyterLab with the notebooks of COHORT, or of the whole course without one.

    The learner finds a start page with lessons, exercises and progress, sees no code, and may close
    everything at any time. With --learner what is done goes into that learner's journal in the
    cohort. With --trainer it opens on the trainer's desk: who is on what, what is to be read, the
    papers, and a call for the whole room. In a learner's kit (see `doorknob kit`) nothing need be
    named. Notebooks that lie in the cohort's desks/ already are
    kept as they are.
    """
    if cohort.startswith("-"):
        # After "--" without a cohort, click takes JupyterLab's first option for one.
        cohort, more = "", (cohort, *more)
    from doorknob.course import Course  # noqa: PLC0415  so that help is quick
    from doorknob.lab.folder import lay_out  # noqa: PLC0415
    from doorknob.lab.serve import command_line, desk_of, environment  # noqa: PLC0415

    desk = desk_of(Course.here(), cohort, learner, trainer=trainer)
    lay_out(desk)
    click.echo(f"Notebooks: {desk.root}")
    line = command_line(desk, port=port, browser=not no_browser, more=more)
    sys.stdout.flush()
    if sys.platform == "win32":
        done = subprocess.run(line, env=environment(desk), cwd=desk.root, check=False)  # noqa: S603  our own interpreter
        sys.exit(done.returncode)
    # In place of this process, so that whatever ends it ends the server, too.
    os.chdir(desk.root)
    os.execve(line[0], line, environment(desk))  # noqa: S606  our own interpreter
