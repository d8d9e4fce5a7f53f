"""A shell that is forked ahead is used for the next notebook where it is the very same."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest

from doorknob.warm import spare
from processes import gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="shells are forked on Linux only")
SPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}
TOLD = "import os, sys; print(os.getpid(), sys.argv[2], os.environ.get('WORD'), os.getcwd())"


@pytest.fixture(autouse=True)
def _none_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No spare of another test's, an own home, and two cores at least."""
    monkeypatch.setattr(spare, "_cores", lambda: 2)
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    drop()
    yield
    drop()


def drop() -> None:
    for left in spare._kept.values():
        left.channel.close()
    spare._kept.clear()


def run(folder: Path, **more: Any) -> list[str]:
    """Run a notebook that tells who runs it."""
    made = nbformat.v4.new_notebook(metadata={"kernelspec": SPEC})
    made.cells = [nbformat.v4.new_code_cell(TOLD)]
    fixed = {"engine_name": "doorknob", "progress_bar": False, "cwd": str(folder)}
    done = papermill.execute_notebook(made, None, **{**fixed, **more})
    return str(done.cells[0].outputs[0].text).split()


def kept() -> int:
    """Wait for the spare; give its process id."""
    end = time.monotonic() + 15
    while os.getpid() not in spare._kept:
        assert time.monotonic() < end, "there is none"
        time.sleep(0.01)
    return spare._kept[os.getpid()].shell.pid


def test_the_next_notebook_is_run_by_the_shell_that_was_forked_ahead(tmp_path: Path) -> None:
    """Each has one of its own, and a kernel's name of its own."""
    seen = []
    for _ in range(3):
        told = run(tmp_path)
        seen.append(told)
        assert told[2:] == ["None", str(tmp_path)]
        ahead = kept()
        assert str(ahead) not in {pid for pid, *_ in seen}
        seen.append([str(ahead)])
    pids = [pid for pid, *_ in seen]
    assert pids[1] == pids[2]
    assert pids[3] == pids[4]
    assert len({told[1] for told in seen[::2]}) == 3


@pytest.mark.parametrize(
    "change",
    [
        "folder",
        "folder made anew",
        "environment",
        "settings of matplotlib",
        "output",
        "code at the start",
        "a script at the start",
        "settings of IPython",
    ],
)
def test_it_is_not_used_where_another_would_have_been_forked(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends then, and the notebook has what it should."""
    folder = tmp_path / "work"
    folder.mkdir()
    run(folder)
    ahead = kept()
    startup = tmp_path / "home" / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True, exist_ok=True)
    error = os.dup(2)
    if change == "folder":
        folder = tmp_path
    elif change == "folder made anew":
        # While it is another's working folder its number isn't given to the next.
        folder.rmdir()
        folder.mkdir()
    elif change == "environment":
        monkeypatch.setenv("WORD", "said")
    elif change == "settings of matplotlib":
        (folder / "matplotlibrc").write_text("lines.linewidth: 9\n", encoding="utf-8")
    elif change == "output":
        # As where a script leads its own to another place.
        os.dup2(os.open(tmp_path / "error", os.O_WRONLY | os.O_CREAT), 2)
    elif change == "code at the start":
        (startup / "a.py").write_text("import os; os.environ['WORD'] = 'begun'")
    elif change == "a script at the start":
        (folder / "begin.py").write_text("import os; os.environ['WORD'] = 'begun'")
        monkeypatch.setenv("PYTHONSTARTUP", str(folder / "begin.py"))
    else:
        (folder / "ipython_config.py").write_text("", encoding="utf-8")
    try:
        told = run(folder)
    finally:
        os.dup2(error, 2)
        os.close(error)
    assert told[0] != str(ahead)
    begun = ("code at the start", "a script at the start")
    words = {"environment": "said", **dict.fromkeys(begun, "begun")}
    assert told[2:] == [words.get(change, "None"), str(folder)]
    assert not spare._kept or change not in begun
    gone([ahead])


def test_it_ends_by_itself_when_nothing_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a process which has run its last notebook holds no memory for the next."""
    monkeypatch.setattr(spare, "WAITS", 0.5)
    run(tmp_path)
    gone([kept()])
    assert run(tmp_path)[3] == str(tmp_path)


def test_one_that_was_killed_meanwhile_is_not_missed(tmp_path: Path) -> None:
    run(tmp_path)
    ahead = kept()
    os.kill(ahead, signal.SIGKILL)
    gone([ahead])
    assert run(tmp_path)[0] != str(ahead)


def test_one_that_has_grown_old_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shortly before it would end by itself."""
    run(tmp_path)
    ahead = kept()
    monkeypatch.setattr(spare, "_FRESH", 0.0)
    assert run(tmp_path)[0] != str(ahead)
    gone([ahead])


@pytest.mark.parametrize("way", ["environment", "call", "one core"])
def test_it_can_be_done_without(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "environment":
        monkeypatch.setenv("DOORKNOB_SPARE", "0")
    elif way == "call":
        monkeypatch.setattr(spare, "_off", set())
        spare.none()
    else:
        monkeypatch.setattr(spare, "_cores", lambda: 1)
    run(tmp_path)
    time.sleep(0.3)
    assert not spare._kept


def test_a_kernel_that_was_given_a_name_keeps_it(tmp_path: Path) -> None:
    """A restart, for instance, is no case for a spare: what speaks to it knows its id."""
    run(tmp_path)
    kept()
    start = spare.Start(["-f", "kernel-mine.json"], dict(os.environ), str(tmp_path), (1, 2))
    assert spare.take(start, "mine") is None
