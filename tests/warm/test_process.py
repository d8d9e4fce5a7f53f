"""Processes that are forked from the warm one to run a module, and fork from it in turn."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from processes import gone, runs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it forks on Linux only")

# A module whose main starts a shell that never ends, and says what belongs to what.
CHILD = """
import asyncio, json, os, sys, time
from doorknob.warm.manager import ShellManager
from doorknob.warm.process import zygote

def main():
    async def begin():
        manager = ShellManager(kernel_name="python3")
        await manager.start_kernel(cwd=os.getcwd())
        return manager
    manager = asyncio.run(begin())
    told = {
        "pid": os.getpid(), "zygote": zygote().pid, "shell": manager._wire._shell.pid,
        "cwd": os.getcwd(), "group": os.getpgid(0), "argv": sys.argv, "word": os.environ["WORD"],
        "asked": sys.stdin.readline(),
    }
    print(json.dumps(told), flush=True)
    print("grumble", file=sys.stderr, flush=True)
    sys.stdin.readline()
    os._exit(7)
"""
# What the warm process imports so that its forks fail while there is a certain file.
NO_ROOM = """
import errno, os
usual = os.fork
def fork():
    if os.path.exists("full"):
        raise BlockingIOError(errno.EAGAIN, "no more processes")
    return usual()
os.fork = fork
"""
OWNER = """
import json, os, sys, time
os.environ["WORD"] = "é"
os.environ["DOORKNOB_WARM_MODULES"] = "no_room"
from doorknob.warm.forked import Forked
from doorknob.warm.process import zygote
warm = zygote()
pipes = [os.pipe() for _ in range(2)]
children = [Forked(warm, warm.run("its_child", (asked, 1, 2))) for asked, _ in pipes]
print(json.dumps([os.getpid(), warm.pid, *(child.pid for child in children)]), flush=True)
for n, (asked, asks) in enumerate(pipes):
    os.close(asked)
    os.write(asks, f"{n}\\n".encode())
for line in sys.stdin:
    exec(line)
"""


class Started:
    """An owner with two processes forked for it, each with a shell."""

    def __init__(self, folder: Path) -> None:
        (folder / "its_child.py").write_text(CHILD, encoding="utf-8")
        (folder / "no_room.py").write_text(NO_ROOM, encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-c", OWNER],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.owner, self.zygote, *self.pids = json.loads(self.process.stdout.readline())
        told = [json.loads(self.process.stdout.readline()) for _ in range(2)]
        self.told = sorted(told, key=lambda one: self.pids.index(one["pid"]))

    def does(self, line: str) -> str:
        """Let the owner do something, and give what it prints."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@pytest.fixture
def started(tmp_path: Path) -> Started:
    return Started(tmp_path)


def test_what_is_forked_to_run_a_module_forks_from_the_same_process(
    started: Started, tmp_path: Path
) -> None:
    """In a session of its own, with the owner's environment and folder, and its own streams."""
    assert {one["zygote"] for one in started.told} == {started.zygote}
    assert len({one["shell"] for one in started.told}) == 2
    for one in started.told:
        assert one["group"] == one["pid"]
        assert (one["cwd"], one["word"], one["argv"]) == (str(tmp_path), "é", ["its_child"])
    assert [one["asked"] for one in started.told] == ["0\n", "1\n"]
    assert started.process.communicate("", timeout=15)[1].count("grumble") == 2
    gone([started.zygote, *started.pids])


def test_one_that_is_killed_takes_its_shell_with_it_and_nothing_else(started: Started) -> None:
    """And the owner is told how it ended; the other goes on, and ends in its own way."""
    one, other = started.told
    os.kill(one["pid"], signal.SIGKILL)
    assert started.does("print(children[0].wait(15))") == str(-signal.SIGKILL)
    gone([one["shell"]])
    assert runs(other["pid"])
    assert runs(other["shell"])
    assert started.does("os.close(pipes[1][1]); print(children[1].wait(15))") == "7"
    gone([other["shell"]])
    assert runs(started.zygote)
    started.process.communicate("", timeout=15)
    gone([started.zygote])


def test_nothing_is_left_when_the_owner_is_killed(started: Started) -> None:
    """No process that was forked for it, and none that was forked for those."""
    os.kill(started.owner, signal.SIGKILL)
    gone([started.zygote, *started.pids, *(one["shell"] for one in started.told)])


def test_a_process_outlives_the_warm_one_and_is_given_another(started: Started) -> None:
    """As where the system takes its memory back."""
    os.kill(started.zygote, signal.SIGKILL)
    gone([started.zygote])
    assert all(map(runs, started.pids))
    assert started.does("print([child.poll() for child in children])") == "[None, None]"
    assert started.does("print(zygote().pid != warm.pid, zygote().alive)") == "True True"
    # It can still be ended, though nobody is left to tell how it did.
    assert started.does("children[0].kill(); print(children[0].wait(15))") == "-9"
    gone([started.pids[0], started.told[0]["shell"]])
    assert runs(started.pids[1])
    started.process.communicate("", timeout=15)


ASK = "warm.run('its_child', (0, 1, 2))"


def test_where_no_process_can_be_forked_the_asker_is_told_and_the_others_go_on(
    started: Started, tmp_path: Path
) -> None:
    """It may be a matter of a moment: the next is forked again."""
    (tmp_path / "full").touch()
    line = f"try: {ASK}\\nexcept OSError as bad: print(bad)"
    assert "no more processes" in started.does(f"exec({line!r})".replace("\\\\n", "\\n"))
    assert all(map(runs, (started.zygote, *started.pids)))
    (tmp_path / "full").unlink()
    assert started.does(f"print({ASK} > 0)") == "True"
    started.process.communicate("", timeout=15)


def test_one_that_does_not_answer_is_given_up_and_forks_nothing_later(started: Started) -> None:
    """Else two processes might read what was meant for one."""
    os.kill(started.zygote, signal.SIGSTOP)
    started.does("import doorknob.warm.process as p; p._PATIENCE = 0.3; print()")
    line = f"try: {ASK}\\nexcept OSError as bad: print('given up')"
    assert started.does(f"exec({line!r})".replace("\\\\n", "\\n")) == "given up"
    gone([started.zygote])
    assert started.does("print(warm.alive, zygote().pid != warm.pid)") == "False True"
    started.process.communicate("", timeout=15)
