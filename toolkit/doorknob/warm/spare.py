"""A shell that is forked ahead, while the notebook before is still running.

A script that runs one notebook after the other waits for each shell to be forked and to find its
settings, some 40 ms. So the next is got ready meanwhile on another core. It is used if it would
have been forked just so: with the same arguments, environment, folder, output and settings. Else,
and after half a minute, it ends unused. Where processes fill the cores already, as in a build,
nothing is gained by it, and it is switched off (`none`); ``DOORKNOB_SPARE=0`` does so, too.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from doorknob.warm.forked import Forked
from doorknob.warm.process import zygote

SWITCH = "DOORKNOB_SPARE"
# Seconds for which one waits to be used, and a little less for which it is.
WAITS = 30.0
_FRESH = 25.0
# All that a shell is told which can't change what it does before its first cell.
_USUAL = ("-f", "--HistoryManager.hist_file=:memory:")
_CONFIGS = tuple(
    f"{name}.{ending}"
    for name in ("ipython_config", "ipython_kernel_config")
    for ending in ("py", "json")
)
_SYSTEM = (f"{sys.prefix}/etc/ipython", "/usr/local/etc/ipython", "/etc/ipython")


class Start(NamedTuple):
    """What a shell is forked with.

    Attributes
    ----------
    argv
        A kernel's arguments; the name of its connection file has its id.
    env, cwd
        Its environment and its folder.
    output
        Descriptors for its standard output and error.
    """

    argv: Sequence[str]
    env: Mapping[str, str]
    cwd: str
    output: Sequence[int]

    def fork(self, *, spare: bool = False) -> tuple[socket.socket, Forked]:
        """Fork the shell; give the socket to it, and the process.

        Raises
        ------
        OSError
            If there is no warm process.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                warm = zygote()
                pid = warm.fork(
                    self.argv,
                    env=self.env,
                    cwd=self.cwd,
                    output=self.output,
                    shell=theirs.fileno(),
                    waits=WAITS if spare else 0,
                )
            except OSError:
                ours.close()
                raise
        return ours, Forked(warm, pid)


class _Spare(NamedTuple):
    kernel_id: str
    like: object
    channel: socket.socket
    shell: Forked
    since: float


_kept: dict[int, _Spare] = {}
_lock = threading.Lock()
_off: set[int] = set()


def none() -> None:
    """Keep none in this process."""
    _off.add(os.getpid())


def take(start: Start, kernel_id: str) -> tuple[str, socket.socket, Forked] | None:
    """Give a shell that is forked already; its kernel's id is its own. None where there is none.

    Parameters
    ----------
    start
        How it would be forked now.
    kernel_id
        The id in its arguments.
    """
    with _lock:
        spare = _kept.pop(os.getpid(), None)
    if spare is None:
        return None
    young = time.monotonic() - spare.since < _FRESH
    if young and spare.like == _alike(start, kernel_id) and spare.shell.poll() is None:
        return spare.kernel_id, spare.channel, spare.shell
    _drop(spare)
    return None


def prepare(start: Start, kernel_id: str, new_id: str) -> None:
    """Fork one for the next notebook, and don't wait for it.

    Parameters
    ----------
    start
        How the last was forked.
    kernel_id
        The id in its arguments.
    new_id
        That of the next.
    """
    like = _alike(start, kernel_id)
    if like is None or os.getpid() in _off or os.environ.get(SWITCH) == "0" or _cores() == 1:
        return
    # Whoever ran the last may close its output before the next is forked.
    output = [os.dup(handle) for handle in start.output]
    argv = [argument.replace(kernel_id, new_id) for argument in start.argv]
    ahead = start._replace(argv=argv, output=output)

    def fork() -> None:
        try:
            # Without a warm process there is no next one either.
            with contextlib.suppress(OSError):
                spare = _Spare(new_id, like, *ahead.fork(spare=True), time.monotonic())
                with _lock:
                    before = _kept.pop(os.getpid(), None)
                    _kept[os.getpid()] = spare
                if before is not None:
                    _drop(before)
        finally:
            for handle in output:
                os.close(handle)

    threading.Thread(target=fork, name="spare shell", daemon=True).start()


def _drop(spare: _Spare) -> None:
    # Its owner's end of the socket is what it lives by.
    spare.channel.close()


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def _alike(start: Start, kernel_id: str) -> object | None:
    """Give what must be the same for two shells to be the same; None where that can't be known."""
    arguments = [one for one in start.argv if kernel_id not in one]
    settings = _settings(start.env, start.cwd)
    if settings is None or not set(arguments) <= set(_USUAL):
        return None
    try:
        # A folder may have been made anew under the same name.
        stats = [os.stat(start.cwd), *map(os.fstat, start.output)]  # noqa: PTH116  a text
    except OSError:
        return None
    held = [(stat.st_dev, stat.st_ino) for stat in stats]
    return arguments, dict(start.env), start.cwd, held, settings


def _settings(env: Mapping[str, str], cwd: str) -> object | None:
    """Give the state of the files that a shell reads as it starts; None if any has code to run."""
    home = Path(env.get("HOME", "/"))
    profile = Path(env.get("IPYTHONDIR") or home / ".ipython") / "profile_default"
    if env.get("PYTHONSTARTUP"):
        return None
    for folder in (cwd, profile, *_SYSTEM):
        if any(Path(folder, name).exists() for name in _CONFIGS):
            return None
        with contextlib.suppress(OSError):
            if any(path.suffix in {".py", ".ipy"} for path in Path(folder, "startup").iterdir()):
                return None
    config = env.get("MPLCONFIGDIR") or Path(env.get("XDG_CONFIG_HOME") or home / ".config")
    named = env.get("MATPLOTLIBRC", "")
    places = [Path(cwd), Path(config), Path(config, "matplotlib"), Path(named)]
    return [_state(path) for place in places for path in (place, place / "matplotlibrc")]


def _state(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    # A folder changes with each file that is put there.
    return None if path.is_dir() else (stat.st_mtime_ns, stat.st_size)
